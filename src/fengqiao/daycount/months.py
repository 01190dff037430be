"""Months and years by the calendar: the corresponding day, or the month's end (民法典第二百零二条)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from fengqiao.daycount.errors import PeriodError


def add_months(start: date, months: int) -> date:
    """The corresponding day ``months`` later (earlier if negative); the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise PeriodError(f"从{start}起推算{months}个月，超出可计算的年份，请核对数字。")
    return date(year, month + 1, min(start.day, days_in_month(year, month + 1)))


def add_days(start: date, days: int) -> date:
    """``start`` plus ``days``; a Chinese refusal instead of an overflow."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        raise PeriodError(f"从{start}起推算{days}日，超出可计算的年份，请核对数字。") from None


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    return monthrange(year, month)[1]


def is_month_end(on: date) -> bool:
    """Whether ``on`` is the last day of its month."""
    return on.day == days_in_month(on.year, on.month)
