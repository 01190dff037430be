"""What is free: beds by the booking core, jobs by counting who works there. Asked over the whole county, names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.booking import free
from fengqiao.booking.models import Kind
from fengqiao.booking.spans import at
from fengqiao.daycount.months import add_months
from fengqiao.divisions import territory as territories
from fengqiao.lines.resettlement.bases import codes
from fengqiao.matter import net


@contextmanager
def county(territory: int) -> Iterator[tuple[int, int]]:
    """The county's reach, and everything of it readable: capacity is the whole county's."""
    reach = territories.county_reach(territory)
    with net.widened(*reach):
        yield reach


@dataclass(frozen=True)
class Use:
    """How full a base is."""

    beds: int
    beds_taken: int
    jobs: int
    jobs_taken: int

    @property
    def percent(self) -> int:
        """Of beds and jobs together."""
        whole = self.beds + self.jobs
        return (self.beds_taken + self.jobs_taken) * 100 // whole if whole else 0


def use_of(base: Any, on: date) -> Use:
    """Who is in on a day. Read inside :func:`county`."""
    from fengqiao.lines.resettlement.bases.models import Stay

    staying = Stay.objects.filter(base_id=base.pk, stage="in", from_on__lte=on)
    return Use(base.beds, staying.filter(bed_id__isnull=False).count(), base.jobs, staying.exclude(job="").count())


def jobs_taken(base_id: UUID, besides: UUID) -> int:
    """How many work there or are to; read with the base's row locked."""
    from fengqiao.lines.resettlement.bases.models import Stay

    return Stay.objects.filter(base_id=base_id, stage="in").exclude(job="").exclude(pk=besides).count()


def base_choices(territory: int, today: date) -> Iterator[tuple[str, str]]:
    """Bases whose agreement runs and which take people in."""
    from fengqiao.lines.resettlement.bases.models import Base

    with county(territory) as reach:
        found = Base.objects.filter(
            territory__range=reach, stage="active", agreed_from_on__lte=today, agreed_to_on__gte=today
        )
        listed = [(base, use_of(base, today)) for base in found.order_by("title")]
    for base, use in listed:
        yield base.pk.hex, f"{base.title}（空床{base.beds - use.beds_taken}，空岗{base.jobs - use.jobs_taken}）"


def bed_choices(territory: int, today: date) -> Iterator[tuple[str, str]]:
    """Beds nobody has for the usual half-year."""
    until = add_months(today, codes.LONGEST_MONTHS)
    for bed in free.beds(territory, Kind.BED, at(today, "00:00"), at(until, "00:00")):
        yield str(bed.pk), bed.name
