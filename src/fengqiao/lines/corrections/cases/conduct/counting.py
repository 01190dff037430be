"""How days out of supervision are counted: “十日以内” is one to ten, “超过十日” eleven and more. Pure.

The measures define that 以上, 内 include the number and 以下, 超过 do not; 刑法第九十九条 has 以下 include it: the two are kept apart.
"""

from __future__ import annotations

from datetime import date, timedelta

from fengqiao.daycount.months import add_months

ONE_DAY = timedelta(days=1)
ADMONISHED_DAYS = 10


def days_out(from_on: date, to_on: date) -> int:
    """The days out of supervision, both ends included: from the day after the last contact or the last day to report."""
    return (to_on - from_on).days + 1


def within_ten_days(days: int) -> bool:
    """十日以内：一日至十日."""
    return 1 <= days <= ADMONISHED_DAYS


def over_ten_days(days: int) -> bool:
    """超过十日：十一日起."""
    return days > ADMONISHED_DAYS


def over_a_month(from_on: date, to_on: date) -> bool:
    """超过一个月: beyond the corresponding day of the next month, which the day before the first one is reckoned from."""
    return to_on > add_months(from_on - ONE_DAY, 1)
