"""Who has what on a day or in a week: times for everybody, names only for who may see the matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fengqiao.booking import free
from fengqiao.booking.models import Booking, Resource, State
from fengqiao.booking.spans import HERE, day
from fengqiao.divisions import territory as territories
from fengqiao.matter import net
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor


@dataclass(frozen=True)
class Line:
    """One line of the diary: a booking, or a free time."""

    resource: Resource
    from_at: datetime
    to_at: datetime | None
    words: str
    url: str = ""
    free: bool = False
    own: str = ""  # the id of a booking of no matter that the reader may cancel
    state: str = ""

    @property
    def when(self) -> str:
        begins = self.from_at.astimezone(HERE)
        if self.to_at is None or self.to_at.astimezone(HERE).date() != begins.date():
            return free.when(self.from_at, self.to_at)
        return f"{begins:%H:%M}–{self.to_at.astimezone(HERE):%H:%M}"


def lines(actor: Actor, resources: Sequence[Resource], first_on: date, last_on: date, *, now: datetime) -> list[Line]:
    """Everything of these days, in order of time."""
    known = {each.pk: each for each in resources}
    begins = day(first_on)
    rows = _booked(known, begins, day(last_on + timedelta(days=1)))
    booked = _lines(actor, [row for row in rows if row.to_at is None or row.to_at > begins], known)
    timed, taken = [each for each in resources if not each.by_days], free.busy_by(rows)
    open_ = [
        Line(slot.resource, slot.from_at, slot.to_at, "空" if slot.kind == "plain" else f"空（{slot.kind_word}）", free=True)
        for slot in free.slots(timed, first_on, last_on, now=now, taken=taken)
    ]  # fmt: skip
    return sorted([*booked, *open_], key=lambda line: (line.from_at, line.resource.territory, line.resource.pk))


def _booked(known: dict[int, Resource], begins: datetime, ends: datetime) -> list[Booking]:
    """What they are booked for in these days, and what before may still keep them busy."""
    since = begins - free.LONGEST_BUFFER
    counties = {territories.county_of(each.territory) for each in known.values()}
    rows: list[Booking] = []
    for county in counties:
        with net.widened(*territories.reach(county)):
            found = Booking.objects.filter(Q(to_at=None) | Q(to_at__gt=since), resource_id__in=known, from_at__lt=ends)
            rows += found.exclude(state=State.HELD, expires_at__lte=timezone.now())
    return rows


def _lines(actor: Actor, rows: Sequence[Booking], known: dict[int, Resource]) -> list[Line]:
    seen = Matter.objects.visible_to(actor).in_bulk([row.matter_id for row in rows if row.matter_id])
    return [
        _line(actor, row, known[row.resource_id], seen.get(row.matter_id) if row.matter_id else None) for row in rows
    ]


def _line(actor: Actor, row: Booking, resource: Resource, matter: Matter | None) -> Line:
    """What one reader is told of a booking."""
    own = row.matter_id is None and actor.reaches(row.territory)
    if matter is not None:
        words, url = (
            f"{row.what} {matter.number} {matter.title_for(actor.staff_id)}".strip(),
            reverse("matter", args=[matter.code]),
        )
    else:
        words, url = row.what if own and row.state != State.HELD else "已占用", ""
    mark = State(row.state).label if row.state != State.BOOKED else ""
    return Line(
        resource,
        row.from_at,
        row.to_at,
        words,
        url,
        own=str(row.pk) if own and row.state == State.BOOKED else "",
        state=mark,
    )
