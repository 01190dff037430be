"""How many days away: one leave, leaves that follow one another, and all leaves of any two months. Pure.

Each day both of departure and of return counts (K9). Two leaves to one county with at most a day between them are one (本局规则).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.daycount.months import add_months
from fengqiao.daycount.terms import leave_days

ONE_DAY = timedelta(days=1)
OFFICE, AGENCY, SUPERIOR = "office", "agency", "superior"
OFFICE_DAYS, AGENCY_DAYS = 7, 30
MONTHS = 2
MOST_GAP_DAYS = 1
NEW_RULES_ON = date(2020, 7, 1)  # until the day before, the measures of 2012


@dataclass(frozen=True)
class Stay:
    """Days away, both ends included: as they were where the person is back, as they were approved otherwise."""

    from_on: date
    to_on: date
    code: str = ""  # the county gone to

    @property
    def days(self) -> int:
        return leave_days(self.from_on, self.to_on)


@dataclass(frozen=True)
class Weighed:
    """A leave weighed with the others: its own days, with those it follows on, and the most days of two months."""

    days: int
    joined_days: int
    window_days: int
    window_on: date
    tier: str

    @property
    def words(self) -> str:
        """共9日，两个月内累计23日."""
        joined = f"，与相连的外出合并计{self.joined_days}日" if self.joined_days != self.days else ""
        return f"共{self.days}日{joined}，两个月内累计{self.window_days}日"


def weigh(own: Stay, others: Iterable[Stay], on: date) -> Weighed:
    """Who decides on a leave by the rules of the day ``on``. ``others``: what has been approved or was made beside it."""
    beside = list(others)
    joined = joined_days(own, beside)
    window, window_on = most_in_two_months(own, beside)
    return Weighed(own.days, joined, window, window_on, _tier(joined, window, on))


def _tier(days: int, window: int, on: date) -> str:
    if on >= NEW_RULES_ON and (days > AGENCY_DAYS or window > AGENCY_DAYS):  # measures, recalled as 27
        return SUPERIOR
    return OFFICE if days <= OFFICE_DAYS else AGENCY


def joined_days(own: Stay, others: Iterable[Stay]) -> int:
    """The length of the leave with those to the same county it follows on, or that follow on it, without a longer gap."""
    first, last = own.from_on, own.to_on
    beside = [stay for stay in others if stay.code and stay.code == own.code]
    grown = True
    while grown:
        grown = False
        for stay in beside:
            apart = max((first - stay.to_on).days, (stay.from_on - last).days) - 1
            if apart <= MOST_GAP_DAYS and (stay.from_on < first or stay.to_on > last):
                first, last, grown = min(first, stay.from_on), max(last, stay.to_on), True
    return leave_days(first, last)


def most_in_two_months(own: Stay, others: Iterable[Stay]) -> tuple[int, date]:
    """Over each day of the leave: the days away in the two months that end with it; the most, and on which day first."""
    away = sorted({day for stay in (own, *others) for day in _days(stay)})
    best, best_on = 0, own.from_on
    for day in _days(own):
        found = bisect_right(away, day) - bisect_right(away, add_months(day, -MONTHS))
        if found > best:
            best, best_on = found, day
    return best, best_on


def _days(stay: Stay) -> Iterable[date]:
    return (stay.from_on + timedelta(days=n) for n in range(stay.days))
