"""What is free: beds by the booking core, jobs by counting who works there. Asked over the whole county, names nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from fengqiao.booking import free
from fengqiao.booking.models import Kind
from fengqiao.booking.spans import at
from fengqiao.daycount.months import add_months
from fengqiao.divisions import territory as territories
from fengqiao.lines.resettlement.bases import codes
from fengqiao.matter import net
from fengqiao.orgs.actor import Actor


@contextmanager
def county(territory: int, reader: Actor | None = None) -> Iterator[tuple[int, int]]:
    """The county's reach, and everything of it readable: capacity is the whole county's. A reader who sees all of it asks no more."""
    low, high = territories.county_reach(territory)
    if reader is not None and reader.low <= low and high <= reader.high:
        yield low, high
        return
    with net.widened(low, high):
        yield low, high


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
    return uses([base], on)[base.pk]


def uses(bases: Sequence[Any], on: date) -> dict[UUID, Use]:
    """The same of several, in one question."""
    from fengqiao.lines.resettlement.bases.models import Stay

    staying = Stay.objects.filter(base_id__in=[base.pk for base in bases], stage="in", from_on__lte=on).values_list("base_id")
    counted = staying.annotate(beds=Count("pk", filter=Q(bed_id__isnull=False)), jobs=Count("pk", filter=~Q(job="")))
    taken = {base_id: (beds, jobs) for base_id, beds, jobs in counted.order_by()}
    return {base.pk: Use(base.beds, taken.get(base.pk, (0, 0))[0], base.jobs, taken.get(base.pk, (0, 0))[1]) for base in bases}


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
        bases = list(found.order_by("title"))
        used = uses(bases, today)
    for base in bases:
        use = used[base.pk]
        yield base.pk.hex, f"{base.title}（空床{base.beds - use.beds_taken}，空岗{base.jobs - use.jobs_taken}）"


def bed_choices(territory: int, today: date) -> Iterator[tuple[str, str]]:
    """Beds nobody has for the usual half-year."""
    until = add_months(today, codes.LONGEST_MONTHS)
    for bed in free.beds(territory, Kind.BED, at(today, "00:00"), at(until, "00:00")):
        yield str(bed.pk), bed.name
