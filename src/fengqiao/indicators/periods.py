"""统计期间: from one day to another, both included, and the whole years, months and days it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.daycount.months import days_in_month

FIRST_YEAR = 1990
YEAR, MONTH, DAY = "Y", "M", "D"
FORMS = "写成 2026、2026-H1、2026-Q3、2026-03，或者 2026-01-01..2026-11-22"
_NAMED = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})))?")
_FROM_TO = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


class NoPeriod(ValueError):
    """What was written names no period; the words say how to write one."""


@dataclass(frozen=True, order=True)
class Period:
    """Both days included. ``words`` is what it is called."""

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        if self.to_on < self.from_on:
            raise NoPeriod(f"止日{self.to_on.isoformat()}早于起日{self.from_on.isoformat()}，请核对。")

    @property
    def eve(self) -> date:
        """The day before it."""
        return self.from_on - timedelta(days=1)

    @property
    def is_year(self) -> bool:
        return self == _months(self.from_on.year, 1, 12)

    @property
    def words(self) -> str:
        """2026年、2026年上半年、2026年第三季度、2026年3月, or the two days."""
        first, last = self.from_on, self.to_on
        if first.day == 1 and first.year == last.year and last.day == days_in_month(last.year, last.month):
            said = _SPANS.get((first.month, last.month)) or (f"{first.month}月" if first.month == last.month else "")
            if said or self.is_year:
                return f"{first.year}年{said}"
        if first.day == 1 and (first.year, first.month) == (last.year, last.month):
            return f"{first.year}年{first.month}月1日至{last.day}日"
        return f"{first.isoformat()}至{last.isoformat()}"

    @property
    def written(self) -> str:
        """As it is written in addresses and commands; :func:`read` reads it back."""
        return f"{self.from_on.isoformat()}..{self.to_on.isoformat()}"

    def year_before(self) -> Period:
        """The same days of the year before; 29 February is the 28th there, a month's last day stays the last."""
        return Period(_a_year_back(self.from_on), _a_year_back(self.to_on, end=True))

    def before(self) -> Period:
        """The period of the same length just before: months before months, days before days."""
        first, last = self.from_on, self.to_on
        if first.day == 1 and last.day == days_in_month(last.year, last.month):
            months = (last.year - first.year) * 12 + last.month - first.month + 1
            begins = (first.year * 12 + first.month - 1) - months
            return Period(date(begins // 12, begins % 12 + 1, 1), self.eve)
        return Period(first - (last - first) - timedelta(days=1), self.eve)

    def until(self, today: date) -> Period:
        """No further than today; a period still to come stays as it is."""
        return Period(self.from_on, min(self.to_on, today)) if self.from_on <= today else self

    @property
    def weeks(self) -> int:
        """How many weeks, Monday to Sunday, it touches."""
        first, last = (day - timedelta(days=day.weekday()) for day in (self.from_on, self.to_on))
        return (last - first).days // 7 + 1

    def months(self) -> list[Period]:
        """The months it touches, cut to it."""
        found, first = [], self.from_on
        while first <= self.to_on:
            last = date(first.year, first.month, days_in_month(first.year, first.month))
            found.append(Period(first, min(last, self.to_on)))
            first = last + timedelta(days=1)
        return found

    def runs(self) -> list[tuple[str, date, date]]:
        """Runs of whole years, whole months and single days that together are the period: (grain, first, last), ends included."""
        found: list[tuple[str, date, date]] = []
        for grain, first, last in _pieces(self.from_on, self.to_on):
            if found and found[-1][0] == grain:
                found[-1] = (grain, found[-1][1], last)
            else:
                found.append((grain, first, last))
        return found


_SPANS = {(1, 12): "", (1, 6): "上半年", (7, 12): "下半年", (1, 3): "第一季度", (4, 6): "第二季度", (7, 9): "第三季度", (10, 12): "第四季度"}


def read(text: str) -> Period:
    """2026, 2026-H1, 2026-Q3, 2026-03 or 2026-01-01..2026-11-22. Raises NoPeriod with how to write it."""
    written = text.strip()
    try:
        if (found := _NAMED.fullmatch(written)) is not None:
            year, half, quarter, month = (int(part) if part else 0 for part in found.groups())
            first, last = _bounds(half, quarter, month)
            if year >= FIRST_YEAR:
                return _months(year, first, last)
        if (pair := _FROM_TO.fullmatch(written)) is not None:
            period = Period(date.fromisoformat(pair[1]), date.fromisoformat(pair[2]))
            if period.from_on.year >= FIRST_YEAR:
                return period
    except NoPeriod:
        raise
    except ValueError:
        pass
    raise NoPeriod(f"“{text}”不是统计期间，请{FORMS}。")


def usual(today: date) -> tuple[tuple[str, Period], ...]:
    """What is asked most: this month, last month, this quarter, this year, last year; no further than today."""
    month = _months(today.year, today.month, today.month)
    quarter = (today.month - 1) // 3 * 3 + 1
    return (
        ("本月", month.until(today)), ("上月", month.before()), ("本季度", _months(today.year, quarter, quarter + 2).until(today)),
        ("今年", _months(today.year, 1, 12).until(today)), ("去年", _months(today.year - 1, 1, 12)),
    )  # fmt: skip


def _bounds(half: int, quarter: int, month: int) -> tuple[int, int]:
    if half:
        return half * 6 - 5, half * 6
    if quarter:
        return quarter * 3 - 2, quarter * 3
    return (month, month) if month else (1, 12)


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, days_in_month(year, last)))


def _a_year_back(day: date, *, end: bool = False) -> date:
    longest = days_in_month(day.year - 1, day.month)
    is_last = end and day.day == days_in_month(day.year, day.month)
    return date(day.year - 1, day.month, longest if is_last else min(day.day, longest))


def _pieces(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    while first <= last:
        for grain, ends in ((YEAR, date(first.year, 12, 31)), (MONTH, date(first.year, first.month, days_in_month(first.year, first.month))), (DAY, first)):
            begins = (first.month, first.day) == (1, 1) if grain == YEAR else first.day == 1 or grain == DAY
            if begins and ends <= last:
                yield grain, first, ends
                first = ends + timedelta(days=1)
                break
