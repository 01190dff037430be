"""A proposal for what is empty in a month's roster, by the exact solver: who has stood least this year comes first, and why the rest stays empty.

A place ahead whose person has left, is away or may not have the shift any more counts as empty: the roster is mended by the
least change, nobody else is moved. Everybody else stays where they are. It is a proposal: whoever keeps the roster looks at it, changes it and saves it as their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from fengqiao.assignment.problem import Kind, Span
from fengqiao.assignment.roster import Duty as Asked
from fengqiao.assignment.roster import Member, Roster, weight_of
from fengqiao.assignment.roster import Shift as AskedShift
from fengqiao.booking.roster.models import Duty
from fengqiao.booking.roster.reading import Day, People, Place, hours, is_absent
from fengqiao.daycount import Calendar
from fengqiao.daycount.calendar import DayKind
from fengqiao.matter import calendars
from fengqiao.orgs.models import Office

USUAL, WIDE = "1", "wide"
MOST_A_WEEK, NO_LIMIT = 2, 14
WEEK = timedelta(days=6)
TOLD = ("①", "②")  # which levels mean anything here: nobody's way to the office and no wishes are known


@dataclass(frozen=True)
class Proposal:
    """Who is proposed for each empty place by its key; what stays empty and why, what was weighed, how even it gets."""

    chosen: Mapping[str, int]
    empty: Sequence[tuple[str, str]]
    levels: Sequence[tuple[str, int]]
    proven: bool
    table: Sequence[tuple[str, int, int]]
    wide: bool


def propose(office: Office, days: Sequence[Day], people: People, today: date, *, wide: bool) -> Proposal:
    """For the empty places from today on. ``wide``: as many shifts a week as needed, also on days running."""
    from fengqiao.assignment.rostering import propose_roster  # OR-tools is loaded only by whom it is asked

    calendar = calendars.current()
    gone = {duty.pk for duty, _ in to_replace(days, people, today)}
    asked, places = _asked(office, days, people, today, calendar, gone, wide)
    made = propose_roster(asked)
    return _told(asked, made, places, people, gone, wide)


def to_replace(days: Sequence[Day], people: People, today: date) -> list[tuple[Duty, str]]:
    """Duties ahead of who has left, is away or has no lawyer's licence any more on a lawyers' shift, and why."""
    duties = (place.duty for day in days if day.on >= today for place in day.places if place.duty)
    asked = ((duty, people.why_not(duty.staff_id, duty.on, duty.shift)) for duty in duties)
    here = {each.pk for each in people.staff}
    return [(duty, why.removesuffix("请另选一人。") if duty.staff_id in here else "已离任或者不在这个机构任职。") for duty, why in asked if why]


def _asked(
    office: Office, days: Sequence[Day], people: People, today: date, calendar: Calendar, gone: Collection[int], wide: bool
) -> tuple[Asked, dict[str, list[Place]]]:  # fmt: skip
    places: dict[str, list[Place]] = defaultdict(list)
    for day in days:
        for place in day.places:
            if day.on >= today - WEEK:  # whoever stood in the days before has had their turn
                places[f"{day.on.isoformat()}/{place.shift.pk}"].append(place)
    every = {key: some for key, some in places.items() if some[0].on >= today or any(place.duty for place in some)}
    known = {one.pk for one in people.staff}
    held = frozenset((key, str(place.duty.staff_id)) for key, some in every.items() for place in some if place.duty and place.duty.staff_id in known and place.duty.pk not in gone)
    shifts = tuple(_shift(office, key, some, known, today, calendar, gone) for key, some in every.items())
    members = tuple(_members(office, people, days, today, calendar))
    return Asked(members, shifts, max_per_week=NO_LIMIT if wide else MOST_A_WEEK, consecutive_days=wide, held=held), every


def _shift(office: Office, key: str, places: Sequence[Place], known: Collection[int], today: date, calendar: Calendar, gone: Collection[int]) -> AskedShift:
    """Of a day gone by only those who stood it count."""
    one = places[0]
    heads = sum(place.duty.staff_id in known or place.duty.pk in gone if place.duty else one.on >= today for place in places)
    return AskedShift(key, str(office.pk), one.on, heads=heads, weight=weight(one.on, calendar), hours=_span(*hours(one.shift, one.on)), lawyers=one.shift.lawyers)


def weight(on: date, calendar: Calendar) -> int:
    """As the solver weighs it, by the calendar."""
    kind = calendar.day(on).kind
    return weight_of(kind.is_worked, kind is DayKind.HOLIDAY)


def _members(office: Office, people: People, days: Sequence[Day], today: date, calendar: Calendar) -> Iterable[Member]:
    """Everybody in a post here: this year's shifts so far, when they cannot, and of lawyers whether their licence runs."""
    first, last = days[0].on, days[-1].on
    ids = [one.pk for one in people.staff]
    history: dict[int, int] = defaultdict(int)
    now = timezone.now()
    for duty in Duty.objects.filter(staff__in=ids, on__year=first.year, on__lt=max(first, today - WEEK)).select_related("shift"):
        if not is_absent(duty, now):
            history[duty.staff_id] += weight(duty.on, calendar)
    away: dict[int, list[Span]] = defaultdict(list)
    for row in Duty.objects.filter(staff__in=ids, on__range=(first - timedelta(days=1), last)).exclude(office=office):
        away[row.staff_id].append(_span(row.from_at, row.to_at))
    for one in people.staff:
        law = people.practice.get(one.pk)
        taken = [_whole_days(*days_) for days_ in law.taken] if law else []
        no = [_whole_days(day.on, day.on) for day in days if people.why_not(one.pk, day.on)]
        yield Member(
            str(one.pk), one.name, (Kind.LAWYER if law.lawyer else Kind.BASIC) if law else Kind.STAFF, licence_valid_to=law.licence_to if law else None, criminal_since=law.criminal_from if law else None,
            suspended_until=law.held_until if law else None, history=history[one.pk], unavailable=(*away[one.pk], *taken, *no),
        )  # fmt: skip


def _span(begins: datetime, ends: datetime) -> Span:
    """As the solver tells time: that of the office, without a zone."""
    return Span(timezone.localtime(begins).replace(tzinfo=None), timezone.localtime(ends).replace(tzinfo=None))


def _whole_days(first: date, last: date) -> Span:
    return Span(datetime.combine(first, time(0)), datetime.combine(last + timedelta(days=1), time(0)))


def _told(asked: Asked, made: Roster, places: Mapping[str, Sequence[Place]], people: People, gone: Collection[int], wide: bool) -> Proposal:
    names = {str(one.pk): one.name for one in people.staff}
    chosen: dict[str, int] = {}
    for key, some in places.items():
        there = {str(place.duty.staff_id) for place in some if place.duty and place.duty.pk not in gone}
        new = [member for shift, member in made.duties if shift == key and member not in there]
        chosen |= {place.key: int(member) for place, member in zip((each for each in some if each.duty is None or each.duty.pk in gone), new, strict=False)}
    empty = [(f"{places[key][0].on.month}月{places[key][0].on.day}日{places[key][0].shift.name}", "；".join(why)) for key, _, why in made.uncovered]
    table = sorted(((names[each.member], each.history, each.added) for each in made.table if each.member in names), key=lambda row: (row[1] + row[2], row[0]))
    told = [(label, value) for label, value in made.levels if label[0] in TOLD]
    return Proposal(chosen, empty, told, made.proven, table, wide)
