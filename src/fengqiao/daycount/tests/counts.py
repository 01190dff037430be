"""Short words for the tests: dates as text in, the due date as text out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fengqiao.daycount import Calendar, Count, Direction, Extension, Pause, Period, Unit, count

CALENDAR = Calendar.bundled()


def on(written: str) -> date:
    return date.fromisoformat(written)


def pause(from_on: str, to_on: str, reason: str = "中止") -> Pause:
    return Pause(on(from_on), on(to_on), reason)


def answer(
    start: str,
    n: int,
    unit: Unit,
    *,
    roll: bool = False,
    pauses: Iterable[Pause] = (),
    extensions: Sequence[Extension] = (),
    calendar: Calendar = CALENDAR,
) -> Count:
    return count(on(start), Period(n, unit, roll), calendar, pauses, extensions)


def due_in_days(start: str, n: int, *, roll: bool = False) -> str:
    return answer(start, n, Unit.CALENDAR, roll=roll).due_on.isoformat()


def due_in_workdays(start: str, n: int) -> str:
    return answer(start, n, Unit.WORKING).due_on.isoformat()


def due_in_months(start: str, n: int, *, roll: bool = False) -> str:
    return answer(start, n, Unit.MONTH, roll=roll).due_on.isoformat()


def due_in_years(start: str, n: int, *, roll: bool = False) -> str:
    return answer(start, n, Unit.YEAR, roll=roll).due_on.isoformat()


def latest_before(event: str, n: int, unit: Unit = Unit.WORKING, *, strict: bool = False) -> str:
    period = Period(n, unit, direction=Direction.BACKWARD, strict_clear_days=strict)
    return count(on(event), period, CALENDAR).due_on.isoformat()
