"""How much time is left, as a number and in the words the screens use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from fengqiao.daycount.calendar import Calendar
from fengqiao.daycount.errors import PeriodError
from fengqiao.daycount.period import Pause, Unit, merge_pauses


def days_left(today: date, due_on: date) -> int:
    """Calendar days from ``today`` to ``due_on``; 0 on the last day, negative once overdue."""
    return (due_on - today).days


def days_left_words(today: date, due_on: date) -> str:
    """剩3天, 今天到期, 已逾期2天. Colours on a screen always come with these words."""
    days = days_left(today, due_on)
    if days > 0:
        return f"剩{days}天"
    return "今天到期" if days == 0 else f"已逾期{-days}天"


def hours_left_words(now: datetime, due_at: datetime) -> str:
    """剩5小时20分, 剩12分, 现在到期, 已逾期1小时; both instants with the same kind of time zone."""
    left = due_at.replace(second=0, microsecond=0) - now.replace(second=0, microsecond=0)
    minutes = int(left.total_seconds()) // 60
    if minutes == 0:
        return "现在到期"
    hours, rest = divmod(abs(minutes), 60)
    words = (f"{hours}小时" if hours else "") + (f"{rest}分" if rest else "")
    return f"剩{words}" if minutes > 0 else f"已逾期{words}"


def working_days_left(today: date, due_on: date, calendar: Calendar) -> int:
    """Working days after ``today`` up to and with ``due_on`` (N8); negative: those since ``due_on``."""
    if due_on >= today:
        return calendar.workdays_after(today, due_on)
    return -calendar.workdays_after(due_on, today)


def days_elapsed(start: date, on: date, unit: Unit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> int:
    """How many days of a running period are used up at the end of ``on``.

    Those days d with ``start`` < d <= ``on`` that lie in no pause. ``unit`` is CALENDAR or WORKING; what is
    left of a suspended period is its length less this number.
    """
    if unit not in (Unit.CALENDAR, Unit.WORKING):
        raise PeriodError("已用天数只按自然日或工作日计算。")
    paused = merge_pauses(pauses)
    days = [start + timedelta(days=n) for n in range(1, (on - start).days + 1)]
    running = [day for day in days if not any(one.from_on <= day < one.to_on for one in paused)]
    return len(running) if unit is Unit.CALENDAR else sum(calendar.is_workday(day) for day in running)
