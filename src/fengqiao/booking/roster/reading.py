"""What a roster says: the days of a month with their shifts, who may be put on them, who is on duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet

from fengqiao.booking.roster.models import Away, Days, Duty, Shift
from fengqiao.booking.roster.practising import Practice, practices
from fengqiao.booking.spans import HERE, at
from fengqiao.daycount import Calendar
from fengqiao.daycount.months import add_months
from fengqiao.divisions import territory as territories
from fengqiao.matter import calendars
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff
from fengqiao.orgs.roles import ADMINISTRATORS

KINDS = (OfficeKind.BUREAU, OfficeKind.SECTION, OfficeKind.CENTRE, OfficeKind.OFFICE, OfficeKind.STATION)


def month_of(on: date) -> tuple[date, date]:
    """The first and the last day of the month."""
    first = on.replace(day=1)
    return first, add_months(first, 1) - timedelta(days=1)


def on_duty(offices: Iterable[int], first_on: date, last_on: date | None = None) -> list[Duty]:
    """Who is on duty at these offices on the day, or from day to day, both included."""
    found = Duty.objects.filter(office__in=list(offices), on__gte=first_on, on__lte=last_on or first_on)
    return list(found.select_related("staff", "shift", "office").order_by("on", "from_at", "shift", "place"))


def hours(shift: Shift, on: date) -> tuple[datetime, datetime]:
    """When the shift of a day begins and ends; past midnight it ends the day after."""
    ends = at(on + timedelta(days=int(shift.ends <= shift.begins)), shift.ends)
    return at(on, shift.begins), ends


SIGN_WITHIN = timedelta(minutes=30)  # of the beginning, or of being asked to stand in (本局时限)


def is_to_sign(duty: Duty) -> bool:
    """Whether who has this duty signs in and out."""
    return duty.shift.sign_from is not None and duty.shift.sign_from <= duty.on


def is_absent(duty: Duty, now: datetime) -> bool:
    """缺勤: half an hour into the shift without a sign-in; who was asked to stand in later has half an hour from then."""
    return is_to_sign(duty) and duty.came_at is None and now >= max(duty.from_at, duty.made_at) + SIGN_WITHIN


def attendance(duty: Duty, now: datetime) -> str:
    """In words: 8:25签到 12:02签退, 缺勤, 未签退; empty where nothing is to be said yet."""
    if duty.came_at is None:
        return "缺勤" if is_absent(duty, now) else ""
    said = f"{_clock(duty.came_at)}签到" + ("（迟到）" if duty.came_at > max(duty.from_at, duty.made_at) + SIGN_WITHIN else "")
    if duty.left_at is not None:
        return f"{said} {_clock(duty.left_at)}签退"
    return f"{said} 未签退" if now > duty.to_at else said


def who_can(duty: Duty) -> tuple[list[Staff], dict[int, int]]:
    """Who can take this duty, free at that hour and not away, those with the fewest duties of the month first; and how many each has."""
    people = people_of(duty.office, duty.on, duty.on)
    there = Duty.objects.filter(staff__in=list(people.posts))
    busy = set(there.filter(from_at__lt=duty.to_at, to_at__gt=duty.from_at).values_list("staff_id", flat=True))
    first, last = month_of(duty.on)
    counts = Counter(there.filter(on__range=(first, last)).values_list("staff_id", flat=True))
    found = [each for each in people.staff if each.pk != duty.staff_id and each.pk not in busy and people.why_not(each.pk, duty.on, duty.shift) is None]
    return sorted(found, key=lambda each: counts[each.pk]), counts


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(HERE):%-H:%M}"


def shifts_of(office: Office, first_on: date, last_on: date) -> list[Shift]:
    """The office's shifts that are held at some time of these days."""
    return list(shifts_held(office.pk, first_on, last_on))


def shifts_held(office: int, first_on: date, last_on: date) -> QuerySet[Shift]:
    """The same, to be asked further."""
    return Shift.objects.filter(Q(to_on=None) | Q(to_on__gte=first_on), office=office, from_on__lte=last_on)


def is_held(shift: Shift, on: date, calendar: Calendar) -> bool:
    """Whether there is this shift on the day."""
    if on < shift.from_on or (shift.to_on is not None and on > shift.to_on):
        return False
    return shift.days == Days.EVERY or calendar.is_workday(on) == (shift.days == Days.WORKDAYS)


@dataclass
class People:
    """Who may be put on an office's roster within some days, and on which of them not."""

    staff: list[Staff]
    first_on: date
    last_on: date
    posts: dict[int, list[tuple[date, date | None]]] = field(default_factory=dict)
    away: dict[int, list[Away]] = field(default_factory=dict)

    @cached_property
    def practice(self) -> dict[int, Practice]:
        """Of those who practise law what the registers say; asked when it is needed."""
        return practices([each.pk for each in self.staff], self.first_on, self.last_on)

    def why_not(self, staff_id: int, on: date, shift: Shift | None = None) -> str | None:
        """Why this person cannot be on duty on the day, or cannot have this shift; or None."""
        name = next((each.name for each in self.staff if each.pk == staff_id), "")
        if not name:
            return "所选的人不在这个机构任职，或者已经离任。请另选一人。"
        if not any(begins <= on and (ends is None or on <= ends) for begins, ends in self.posts.get(staff_id, ())):
            return f"{name}在{on.month}月{on.day}日没有任职（还没有到任，或者已经离任）。请另选一人。"
        gone = next((each for each in self.away.get(staff_id, ()) if each.from_on <= on <= each.to_on), None)
        if gone is not None:
            return f"{name}{gone.from_on.month}月{gone.from_on.day}日至{gone.to_on.month}月{gone.to_on.day}日{gone.get_kind_display()}，不能排班。请另选一人。"
        law = self.practice.get(staff_id) if shift is not None and shift.lawyers else None
        if shift is not None and shift.lawyers and not (law and law.is_lawyer_on(on)):
            return f"“{shift.name}”只排律师，{name}不是名册里的律师，或者{on.month}月{on.day}日执业证不在有效期、正在暂停。请另选一人。"
        return None


def people_of(office: Office, first_on: date, last_on: date) -> People:
    """Those in a post at the office in these days; of a centre also those of the bureau and its sections."""
    where = Q(office=office)
    if office.kind == OfficeKind.CENTRE:
        low, high = territories.county_reach(office.territory)
        where |= Q(office__kind__in=(OfficeKind.BUREAU, OfficeKind.SECTION), office__territory__gte=low, office__territory__lte=high)
    held = Post.objects.filter(where, from_on__lte=last_on).filter(Q(to_on=None) | Q(to_on__gte=first_on))
    held = held.filter(staff__confirmed=True).exclude(roles__overlap=list(ADMINISTRATORS)).select_related("staff").order_by("pk")
    found = People([], first_on, last_on)
    known: dict[int, Staff] = {}
    for post in held:
        left = post.staff.left_on
        if left is not None and left <= first_on:
            continue
        ends = min((day for day in (post.to_on, left - timedelta(days=1) if left else None) if day is not None), default=None)
        known.setdefault(post.staff_id, post.staff)
        found.posts.setdefault(post.staff_id, []).append((post.from_on, ends))
    found.staff = list(known.values())
    for away in Away.objects.filter(staff__in=list(known), from_on__lte=last_on, to_on__gte=first_on):
        found.away.setdefault(away.staff_id, []).append(away)
    return found


@dataclass(frozen=True)
class Place:
    """One place of the roster: a shift of a day, and the duty if somebody has it."""

    shift: Shift
    on: date
    number: int
    duty: Duty | None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"d-{self.on.isoformat()}-{self.shift.pk}-{self.number}"


@dataclass(frozen=True)
class Day:
    on: date
    is_workday: bool
    places: tuple[Place, ...]


def days_of(office: Office, first_on: date, last_on: date, shifts: Sequence[Shift], duties: Iterable[Duty] | None = None) -> list[Day]:
    """The days with their places in order of time; a duty whose shift is no longer held that day is still shown.

    ``duties``: the office's own of these days, where they are read already.
    """
    calendar = calendars.current()
    there = {(d.on, d.shift_id, d.place): d for d in (on_duty([office.pk], first_on, last_on) if duties is None else duties)}
    found = []
    for n in range((last_on - first_on).days + 1):
        on = first_on + timedelta(days=n)
        wanted = [(shift, number) for shift in shifts if is_held(shift, on, calendar) for number in range(shift.heads)]
        known = {(shift.pk, number) for shift, number in wanted}
        extra = [(d.shift, d.place) for key, d in there.items() if key[0] == on and (key[1], key[2]) not in known]
        every = sorted([*wanted, *extra], key=lambda one: (one[0].begins, one[0].pk, one[1]))
        places = tuple(Place(shift, on, number, there.get((on, shift.pk, number))) for shift, number in every)
        found.append(Day(on, calendar.is_workday(on), places))
    return found
