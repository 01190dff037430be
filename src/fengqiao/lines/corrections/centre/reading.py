"""What the centre's page says: its rooms and things, who has which room on a day, what falls due at the centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from fengqiao.booking.models import Booking, Kind, Outcome, Resource, State
from fengqiao.booking.spans import HERE, day
from fengqiao.divisions import territory as territories
from fengqiao.lines.corrections.centre import codes
from fengqiao.matter import net
from fengqiao.matter.models import ClockState, DeadlineRow, Matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind

LINES = ("corrections", "correction_sessions")
MOST_DUE = 12


def centre_of(actor: Actor) -> Office | None:
    """The centre of the actor's county; the first where there are several. None before it was set up."""
    low, high = territories.county_reach(actor.territory)
    return Office.objects.filter(kind=OfficeKind.CENTRE, territory__gte=low, territory__lte=high, to_on=None).order_by("territory").first()


def with_things(actor: Actor) -> tuple[Office | None, list[Resource]]:
    """The centre and everything it has, in one question; rooms first, what is out of use for good still listed."""
    low, high = territories.county_reach(actor.territory)
    here = Resource.objects.filter(office__kind=OfficeKind.CENTRE, office__to_on=None, territory__gte=low, territory__lte=high)
    found = list(here.select_related("keeper", "office").order_by("office__territory", "sort", "name"))
    if not found:
        return centre_of(actor), []
    centre = found[0].office
    return centre, sorted((each for each in found if each.office_id == centre.pk), key=lambda each: (each.kind != Kind.ROOM, each.kind))


def rooms_of(centre: Office) -> list[Resource]:
    """The rooms of the centre."""
    return list(Resource.objects.filter(office=centre, kind=Kind.ROOM).select_related("office"))


@dataclass(frozen=True)
class Use:
    """One booking of a room, as one reader is told of it."""

    booking: Booking
    room: Resource
    words: str
    own: bool  # it belongs to no matter and the reader may cancel it or say how it went
    now: bool
    begun: bool

    @property
    def hours(self) -> str:
        ends = self.booking.to_at.astimezone(HERE) if self.booking.to_at else None
        return f"{self.booking.from_at.astimezone(HERE):%H:%M}" + (f"–{ends:%H:%M}" if ends else "起")

    @property
    def state(self) -> str:
        if self.booking.state != State.BOOKED:
            return State(self.booking.state).label
        if self.booking.outcome:
            count = f"，{self.booking.people}人" if self.booking.outcome == Outcome.USED else ""
            return f"{Outcome(self.booking.outcome).label}{count}"
        return "正在使用" if self.now else "待登记使用情况" if self.begun else ""


def uses(actor: Actor, things: Sequence[Resource], first_on: date, last_on: date, *, now: datetime) -> list[Use]:
    """The bookings of these days, both included, in order of time: of everybody, in words only for who may know."""
    known = {each.pk: each for each in things}
    begins, ends = day(first_on), day(last_on + timedelta(days=1))
    wanted = Booking.objects.filter(resource_id__in=list(known), from_at__gte=begins, from_at__lt=ends)
    wanted = wanted.exclude(state=State.HELD, expires_at__lte=timezone.now()).order_by("from_at", "resource_id")
    low, high = territories.county_reach(actor.territory)
    if actor.low <= low and actor.high >= high:
        rows = list(wanted)
    else:
        with net.widened(low, high):
            rows = list(wanted)
    return [_use(actor, row, known[row.resource_id], now) for row in rows]


def _use(actor: Actor, row: Booking, room: Resource, now: datetime) -> Use:
    own = row.matter_id is None and actor.reaches(row.territory) and row.state == State.BOOKED
    words = row.what if own else dict(codes.PURPOSES).get(row.purpose, "已占用")
    begun = row.from_at <= now
    return Use(row, room, words, own, begun and (row.to_at is None or now < row.to_at), begun)


def due_here(actor: Actor, on: date) -> list[DeadlineRow]:
    """What falls due that day at the centre, of the cases the actor may see."""
    seen = Matter.objects.visible_to(actor).filter(line__in=LINES, closed=False)
    found = DeadlineRow.objects.filter(state=ClockState.RUNNING, due_on=on, rule__in=codes.DUE_HERE, matter_id__in=seen.values("pk"))
    return list(found.select_related("matter__office").order_by("rule", "pk")[:MOST_DUE])
