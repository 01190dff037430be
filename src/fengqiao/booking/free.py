"""What is free: the slots of a timetable less what is closed and taken, the beds nobody lies in, the nearest ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from fengqiao.booking.models import SWAPPED, Booking, Closure, Condition, Resource, SlotKind, State, WeeklySlot
from fengqiao.booking.spans import HERE, at, instant, minute
from fengqiao.daycount import Calendar
from fengqiao.daycount.calendar import Day, DayKind
from fengqiao.divisions import territory as territories
from fengqiao.matter import calendars, net

SEARCH_DAYS = 21
LONGEST_BUFFER = timedelta(hours=2)
OPENS, CLOSES, STEP = "08:30", "17:30", timedelta(minutes=30)  # between which something else is proposed on the day itself
_WEEK = "一二三四五六日"
Busy = dict[int, list[tuple[datetime, datetime | None]]]


@dataclass(frozen=True)
class FreeSlot:
    """A slot of the timetable. ``buffer_minutes`` after it nobody comes."""

    resource: Resource
    from_at: datetime
    to_at: datetime
    buffer_minutes: int = 0
    kind: str = SlotKind.PLAIN

    @property
    def key(self) -> str:
        """How a form names it: 12-14023590-30-10."""
        return key_of(self.resource.pk, self.from_at, self.to_at, self.buffer_minutes)

    @property
    def when(self) -> str:
        """12月3日（周四）9:30–10:00."""
        return when(self.from_at, self.to_at)

    @property
    def hours(self) -> str:
        """9:30–10:00."""
        begins, ends = self.from_at.astimezone(HERE), self.to_at.astimezone(HERE)
        return f"{begins.hour}:{begins:%M}–{ends.hour}:{ends:%M}"

    @property
    def words(self) -> str:
        """12月3日（周四）9:30–10:00，枫林镇司法所·1号终端."""
        mark = f"（{SlotKind(self.kind).label}）" if self.kind != SlotKind.PLAIN else ""
        return f"{self.when}，{self.resource}{mark}"

    @property
    def kind_word(self) -> str:
        return SlotKind(self.kind).label

    @property
    def on(self) -> date:
        return self.from_at.astimezone(HERE).date()


@dataclass(frozen=True)
class Named:
    """What a key names."""

    resource_id: int
    from_at: datetime
    to_at: datetime
    buffer_minutes: int


def when(from_at: datetime, to_at: datetime | None) -> str:
    """12月3日（周四）9:30–10:00; over days from day to day."""
    begins = from_at.astimezone(HERE)
    said = f"{begins.month}月{begins.day}日（周{_WEEK[begins.weekday()]}）"
    if to_at is None:
        return f"{said}起"
    ends = to_at.astimezone(HERE)
    if ends.date() != begins.date():
        return f"{said}至{ends.month}月{ends.day}日"
    return f"{said}{begins.hour}:{begins:%M}–{ends.hour}:{ends:%M}"


def slot_of(row: Booking) -> FreeSlot:
    """The slot a booking has; one without end is shown as a day."""
    return FreeSlot(row.resource, row.from_at, row.to_at or row.from_at + timedelta(days=1), row.buffer_minutes)


def key_of(resource_id: int, from_at: datetime, to_at: datetime, buffer_minutes: int) -> str:
    """How a form names a slot."""
    return f"{resource_id}-{minute(from_at)}-{minute(to_at) - minute(from_at)}-{buffer_minutes}"


def parse(key: str) -> Named:
    """The slot a form's key names. Raises ValueError."""
    resource, begins, length, buffer = (int(part) for part in key.split("-"))
    return Named(resource, instant(begins), instant(begins + length), buffer)


# The timetable -------------------------------------------------------------------------------------------------------


def timetable(
    resources: Sequence[Resource], first_on: date, last_on: date, calendar: Calendar | None = None
) -> list[FreeSlot]:
    """Every slot of the days, both ends included, in their order; closures left out, taken ones still in."""
    known = {each.pk: each for each in resources}
    weekly = _weekly(known, first_on, last_on)
    calendar = calendar or calendars.current()
    found = []
    for number in range((last_on - first_on).days + 1):
        on = first_on + timedelta(days=number)
        day = calendar.day(on)
        for row in weekly:
            if _is_open(row, day):
                slot = FreeSlot(
                    known[row.resource_id], at(on, row.begins), at(on, row.ends), row.buffer_minutes, row.kind
                )
                if not _meets(zip(row.closed_from, row.closed_to, strict=True), slot.from_at, slot.to_at):
                    found.append(slot)
    return sorted(found, key=lambda slot: (slot.from_at, slot.resource.territory, slot.resource.pk))


def _is_open(row: WeeklySlot, day: Day) -> bool:
    """Whether the row counts on the day: no slot on a holiday, its own row on a weekend that is worked."""
    if row.from_on > day.date or (row.to_on is not None and row.to_on < day.date):
        return False
    if day.kind is DayKind.SWAP_WORK:
        return row.weekday == SWAPPED
    if day.kind in (DayKind.HOLIDAY, DayKind.SWAP_OFF, DayKind.LOCAL_OFF):
        return False
    return row.weekday == day.date.isoweekday()


def _weekly(known: Iterable[int], first_on: date, last_on: date) -> list[Any]:
    """The rows of the weekly timetables that count in these days, each with the closures of its thing, in one question."""
    begins, ends = at(first_on, "00:00"), at(last_on + timedelta(days=1), "00:00")
    shut = Closure.objects.filter(resource_id=OuterRef("resource_id"), to_at__gt=begins, from_at__lt=ends).order_by("pk")
    rows = WeeklySlot.objects.filter(Q(to_on=None) | Q(to_on__gte=first_on), resource_id__in=list(known), from_on__lte=last_on)
    return list(rows.annotate(closed_from=ArraySubquery(shut.values("from_at")), closed_to=ArraySubquery(shut.values("to_at"))))


def _meets(taken: Iterable[tuple[datetime, datetime | None]], from_at: datetime, to_at: datetime | None) -> bool:
    return any((to_at is None or begins < to_at) and (ends is None or from_at < ends) for begins, ends in taken)


# Taken and free ------------------------------------------------------------------------------------------------------


def busy(resources: Sequence[Resource], from_at: datetime, to_at: datetime | None) -> Busy:
    """When they are taken, by whomever: times alone. What was held and has run out is free."""
    found: Busy = {}
    for low, high in {_county(each.territory) for each in resources}:
        with net.widened(low, high):
            rows = Booking.objects.filter(resource_id__in=[each.pk for each in resources])
            rows = rows.exclude(state=State.HELD, expires_at__lte=timezone.now())
            rows = rows.filter(Q(to_at=None) | Q(to_at__gt=from_at - LONGEST_BUFFER))
            if to_at is not None:
                rows = rows.filter(from_at__lt=to_at)
            found |= busy_by(rows.only("resource_id", "from_at", "to_at", "buffer_minutes"))
    return found


def lent_in(county: int, kind: str, first_on: date, last_on: date) -> tuple[list[Resource], list[Booking]]:
    """What the county has of a kind and who has it on these days, by times alone: in one question."""
    low, high = _county(county)
    begins, ends = at(first_on, "00:00"), at(last_on + timedelta(days=1), "00:00")
    rows = Booking.objects.filter(Q(to_at=None) | Q(to_at__gt=begins - LONGEST_BUFFER), resource_id=OuterRef("pk"), from_at__lt=ends)
    rows = rows.exclude(state=State.HELD, expires_at__lte=timezone.now())
    row = JSONObject(from_at="from_at", to_at="to_at", buffer_minutes="buffer_minutes", state="state", matter_id="matter_id")
    with net.widened(low, high):
        found: list[Any] = list(_of_county(county, kind).annotate(lent=ArraySubquery(rows.values(row=row))))
    return found, [_lent(resource, each) for resource in found for each in resource.lent]


def _lent(resource: Resource, said: dict[str, Any]) -> Booking:
    times = {name: datetime.fromisoformat(said[name]) if said[name] else None for name in ("from_at", "to_at")}
    matter_id = UUID(said["matter_id"]) if said["matter_id"] else None
    return Booking(resource=resource, buffer_minutes=said["buffer_minutes"], state=said["state"], matter_id=matter_id, **times)


def busy_by(rows: Iterable[Booking]) -> Busy:
    """The times these bookings take, with the buffer after them."""
    found: Busy = {}
    for row in rows:
        ends = row.to_at + timedelta(minutes=row.buffer_minutes) if row.to_at else None
        found.setdefault(row.resource_id, []).append((row.from_at, ends))
    return found


def slots(
    resources: Sequence[Resource], first_on: date, last_on: date, *, now: datetime, reserve_until: date | None = None,
    least_minutes: int = 0, spare: bool = True, taken: Busy | None = None, calendar: Calendar | None = None,
) -> list[FreeSlot]:  # fmt: skip
    """The free slots of usable things, those that have begun left out.

    ``reserve_until``: reserved slots after this day are left out, for who has no priority; None: all are offered.
    ``spare``: whether 机动 ones are offered, which a clerk gives at discretion. ``taken``: when they are taken, where
    that is known already.
    """
    usable = [each for each in resources if each.usable]
    if taken is None:
        taken = busy(usable, at(first_on, "00:00"), at(last_on + timedelta(days=1), "00:00")) if usable else {}
    found = []
    for slot in timetable(usable, first_on, last_on, calendar):
        if slot.from_at <= now or (slot.to_at - slot.from_at) < timedelta(minutes=least_minutes):
            continue
        if slot.kind == SlotKind.RESERVED and reserve_until is not None and slot.on > reserve_until:
            continue
        if slot.kind == SlotKind.SPARE and not spare:
            continue
        if not _meets(
            taken.get(slot.resource.pk, ()), slot.from_at, slot.to_at + timedelta(minutes=slot.buffer_minutes)
        ):
            found.append(slot)
    return found


def beds(
    county: int, kind: str, from_at: datetime, to_at: datetime | None, *, office_id: int | None = None
) -> list[Resource]:  # fmt: skip
    """The usable things of the county (any territory of it) that nobody has all that time; things without a timetable."""
    found = [each for each in of_county(county, kind) if each.usable and office_id in (None, each.office_id)]
    closed = Closure.objects.filter(resource__in=found, to_at__gt=from_at)
    if to_at is not None:
        closed = closed.filter(from_at__lt=to_at)
    shut = set(closed.values_list("resource_id", flat=True))
    taken = busy(found, from_at, to_at)
    return [each for each in found if each.pk not in shut and not _meets(taken.get(each.pk, ()), from_at, to_at)]


def of_county(county: int, *kinds: str) -> list[Resource]:
    """What the county (any territory of it) has of these kinds, in use or under repair."""
    return list(_of_county(county, *kinds))


def _of_county(county: int, *kinds: str) -> QuerySet[Resource]:
    low, high = _county(county)
    rows = Resource.objects.filter(territory__gte=low, territory__lte=high).exclude(condition=Condition.RETIRED)
    return (rows.filter(kind__in=kinds) if kinds else rows).select_related("office")


def nearest(
    resource_id: int, from_at: datetime, to_at: datetime | None, *, now: datetime, most: int = 3
) -> list[FreeSlot]:
    """The free ones nearest in time, of the same kind in the same office; beds: others free at the same time.

    A thing without a timetable: others of the same office at the same time, then the thing itself later or earlier that day.
    """
    asked = Resource.objects.select_related("office").get(pk=resource_id)
    alike = list(Resource.objects.filter(office_id=asked.office_id, kind=asked.kind).select_related("office"))
    if asked.by_days:
        others = beds(asked.territory, asked.kind, from_at, to_at, office_id=asked.office_id)
        return [FreeSlot(each, from_at, to_at or from_at + timedelta(days=1)) for each in others[:most]]
    if to_at is not None and not asked.weekly.exists():
        return _any_time(asked, alike, from_at, to_at, now=now)[:most]
    on, today = from_at.astimezone(HERE).date(), timezone.localdate(now)
    first_on = max(on - timedelta(days=SEARCH_DAYS), today)
    found = slots(
        alike, first_on, max(on, today) + timedelta(days=SEARCH_DAYS), now=now, reserve_until=today, spare=False
    )
    return sorted(sorted(found, key=lambda slot: abs(slot.from_at - from_at))[:most], key=lambda slot: slot.from_at)


def _any_time(
    asked: Resource, alike: Sequence[Resource], from_at: datetime, to_at: datetime, *, now: datetime
) -> list[FreeSlot]:
    """Of things lent at any time: the others then, nearest in size first; then the asked one in steps of half an hour that day."""
    on = from_at.astimezone(HERE).date()
    morning, night = at(on, "00:00"), at(on + timedelta(days=1), "00:00")
    taken = busy(alike, morning, night)
    for shut in Closure.objects.filter(resource__in=alike, to_at__gt=morning, from_at__lt=night):
        taken.setdefault(shut.resource_id, []).append((shut.from_at, shut.to_at))
    others = [
        FreeSlot(each, from_at, to_at) for each in sorted(alike, key=lambda each: abs(each.seats - asked.seats))
        if each.pk != asked.pk and each.usable and not _meets(taken.get(each.pk, ()), from_at, to_at)
    ]  # fmt: skip
    length, found, begins = to_at - from_at, list[FreeSlot](), at(on, OPENS)
    while begins + length <= at(on, CLOSES):
        if begins > now and not _meets(taken.get(asked.pk, ()), begins, begins + length):
            found.append(FreeSlot(asked, begins, begins + length))
        begins += STEP
    own = sorted(found, key=lambda slot: abs(slot.from_at - from_at))
    return [*others[:2], *own]


def _county(territory: int) -> tuple[int, int]:
    return territories.county_reach(territory)
