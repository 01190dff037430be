"""The working calendar: which day is worked, which is not, why, and whether that is final."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from fengqiao.daycount.arrangement import (
    FIXED_FESTIVALS,
    FIXED_FESTIVALS_SOURCE,
    ArrangedDay,
    Arrangement,
    Overlay,
    bundled_arrangements,
)
from fengqiao.daycount.errors import OutsideCalendar
from fengqiao.daycount.wording import date_zh, weekday_zh

ONE_DAY = timedelta(days=1)


class DayKind(Enum):
    """What a day is; the value is the Chinese label."""

    WORK = "工作日"
    REST = "周末"
    HOLIDAY = "法定节假日"
    SWAP_OFF = "调休放假"
    SWAP_WORK = "调休上班"
    LOCAL_OFF = "地方放假"

    @property
    def is_worked(self) -> bool:
        return self in (DayKind.WORK, DayKind.SWAP_WORK)


@dataclass(frozen=True)
class Day:
    """One day of the calendar. ``official`` false: its year's arrangement is not published."""

    date: date
    kind: DayKind
    name: str
    official: bool
    source: str = ""

    @property
    def is_workday(self) -> bool:
        return self.kind.is_worked

    @property
    def reason(self) -> str:
        """Why the day is worked or not, in a few Chinese words: 国庆节放假, 周六, 春节调休上班."""
        if self.kind is DayKind.SWAP_WORK:
            return f"{self.name}调休上班"
        if self.kind is DayKind.WORK:
            return "工作日"
        return f"{self.name}放假" if self.name else weekday_zh(self.date)


@dataclass(frozen=True, repr=False)
class Calendar:
    """A frozen calendar: yearly arrangements and, on top, the local days of one district.

    Before the first arranged year every question about working days raises ``OutsideCalendar``. After the
    last one the answer knows weekends and the festivals of a fixed date only, and is never official.
    ``version`` is twelve hex digits that change whenever a day, a name, a source or a status changes.
    """

    arrangements: tuple[Arrangement, ...]
    overlays: tuple[Overlay, ...] = ()
    version: str = field(init=False, compare=False)
    _arranged: dict[date, tuple[ArrangedDay, str, bool]] = field(init=False, compare=False, hash=False)
    _first_year: int = field(init=False, compare=False, hash=False)
    _years: frozenset[int] = field(init=False, compare=False, hash=False)
    _published: frozenset[int] = field(init=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        arranged: dict[date, tuple[ArrangedDay, str, bool]] = {}
        for year in sorted(self.arrangements, key=lambda one: one.year):
            arranged.update({day.on: (day, year.source, False) for day in year.days})
        for overlay in self.overlays:
            arranged.update(_local_days(overlay, arranged))
        object.__setattr__(self, "version", _version(self.arrangements, self.overlays))
        object.__setattr__(self, "_arranged", arranged)
        object.__setattr__(self, "_first_year", min(one.year for one in self.arrangements))
        object.__setattr__(self, "_years", frozenset(one.year for one in self.arrangements))
        object.__setattr__(
            self, "_published", frozenset(one.year for one in self.arrangements if one.official)
        )

    def __hash__(self) -> int:
        return hash(self.version)

    def __repr__(self) -> str:
        local = "".join(f" + {overlay.name}" for overlay in self.overlays)
        return f"<Calendar {self.first_year}–{self.last_published_year}{local} {self.version}>"

    @classmethod
    def bundled(cls) -> Calendar:
        """The calendar that comes with the product: 2004 to 2026 final, 2027 provisional."""
        return _bundled()

    @property
    def first_year(self) -> int:
        """The first year with an arrangement; earlier working days are unknown."""
        return self._first_year

    @property
    def last_published_year(self) -> int:
        """The last year whose arrangement is final."""
        return max(self._published, default=self._first_year - 1)

    @property
    def last_year(self) -> int:
        """The last year with any data; beyond it only weekends and festivals of a fixed date are known."""
        return max(self._years)

    def published(self, year: int) -> bool:
        """Whether the year's arrangement has been announced and loaded."""
        return year in self._published

    def day(self, on: date) -> Day:
        """What ``on`` is. Raises ``OutsideCalendar`` before the first year."""
        self._refuse_before_first(on)
        official = self.published(on.year)
        arranged, source, local = self._look_up(on)
        if arranged is None:
            kind = DayKind.REST if on.weekday() >= 5 else DayKind.WORK
            return Day(on, kind, "", official)
        return Day(on, _kind(arranged, local), arranged.name, official, source)

    def is_workday(self, on: date) -> bool:
        """Whether ``on`` is worked: arranged days first, then Monday to Friday."""
        self._refuse_before_first(on)
        arranged = self._look_up(on)[0]
        return on.weekday() < 5 if arranged is None else not arranged.rest

    def next_workday(self, on: date) -> date:
        """The first working day on or after ``on``."""
        while not self.is_workday(on):
            on += ONE_DAY
        return on

    def previous_workday(self, on: date) -> date:
        """The last working day on or before ``on``."""
        while not self.is_workday(on):
            on -= ONE_DAY
        return on

    def workdays_after(self, after: date, until: date) -> int:
        """Working days d with ``after`` < d <= ``until``; 0 if ``until`` is not later."""
        return sum(self.is_workday(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))

    def days_of(self, year: int) -> Iterator[Day]:
        """Every day of a year in order."""
        on = date(year, 1, 1)
        for n in range((date(year, 12, 31) - on).days + 1):
            yield self.day(on + timedelta(days=n))

    def with_arrangement(self, arrangement: Arrangement) -> Calendar:
        """A new calendar in which this arrangement replaces what was known of its year."""
        others = [one for one in self.arrangements if one.year != arrangement.year]
        return replace(self, arrangements=tuple(sorted([*others, arrangement], key=lambda one: one.year)))

    def with_overlay(self, overlay: Overlay) -> Calendar:
        """A new calendar with the local holidays of a district on top."""
        return replace(self, overlays=(*self.overlays, overlay))

    def differing_days(self, other: Calendar) -> tuple[date, ...]:
        """The named days that are worked in one calendar and not in the other, in order."""
        named = sorted({*self._arranged, *other._arranged})
        start = date(max(self._first_year, other._first_year), 1, 1)
        return tuple(on for on in named if on >= start and self.is_workday(on) != other.is_workday(on))

    def _refuse_before_first(self, on: date) -> None:
        if on.year < self._first_year:
            raise OutsideCalendar(
                f"{date_zh(on)}早于工作日历的起始年份（{self._first_year}年），无法判断是否工作日。"
                "请改按自然日计算，或人工核定后录入届满日。"
            )

    def _look_up(self, on: date) -> tuple[ArrangedDay | None, str, bool]:
        arranged = self._arranged.get(on)
        if arranged is not None:
            return arranged
        if on.year not in self._years and (name := FIXED_FESTIVALS.get((on.month, on.day))):
            return ArrangedDay(on, True, name, True), FIXED_FESTIVALS_SOURCE, False
        return None, "", False


@lru_cache(maxsize=1)
def _bundled() -> Calendar:
    return Calendar(bundled_arrangements())


def _version(arrangements: tuple[Arrangement, ...], overlays: tuple[Overlay, ...]) -> str:
    lines = [f"{one.year} {one.official} {one.source}" for one in arrangements]
    lines += [f"{one.name} {one.source}" for one in overlays]
    named = [day for one in arrangements for day in one.days] + [day for one in overlays for day in one.days]
    lines += [f"{day.on} {day.rest} {day.name} {day.statutory}" for day in named]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _kind(day: ArrangedDay, local: bool) -> DayKind:
    if not day.rest:
        return DayKind.SWAP_WORK
    if local:
        return DayKind.LOCAL_OFF
    if day.statutory:
        return DayKind.HOLIDAY
    return DayKind.REST if day.on.weekday() >= 5 else DayKind.SWAP_OFF


def _local_days(
    overlay: Overlay, national: dict[date, tuple[ArrangedDay, str, bool]]
) -> dict[date, tuple[ArrangedDay, str, bool]]:
    """The overlay's days, except a day off that is a national day off already."""
    return {
        day.on: (day, overlay.source, True)
        for day in overlay.days
        if not (day.rest and day.on in national and national[day.on][0].rest)
    }
