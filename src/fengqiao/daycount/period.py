"""The words of a time limit: units, periods, pauses and extensions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from fengqiao.daycount.errors import PeriodError

ONE_DAY = timedelta(days=1)


class Unit(Enum):
    """What a period is measured in; the value is the word of the command line."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"

    @property
    def label(self) -> str:
        """The Chinese measure word that follows the number: 5个工作日."""
        return _LABELS[self]

    @property
    def longest(self) -> int:
        """The largest sensible number of this unit: about a hundred years."""
        return _LONGEST[self]


_LABELS = {
    Unit.CALENDAR: "日",
    Unit.WORKING: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
}
_LONGEST = {
    Unit.CALENDAR: 36_600,
    Unit.WORKING: 25_000,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
    Unit.HOUR: 878_400,
}


class Direction(Enum):
    """FORWARD: within N days after. BACKWARD: N days before an event (CV-05)."""

    FORWARD = 1
    BACKWARD = -1


@dataclass(frozen=True)
class Period:
    """``n`` units from a day that is not itself counted (民法典第二百零一条).

    ``roll``: a last day of rest moves to the next working day (backward: to the working day before).
    ``strict_clear_days``: backward only, one day earlier, so that n clear days lie between the act and the
    event.
    """

    n: int
    unit: Unit
    roll: bool = False
    direction: Direction = Direction.FORWARD
    strict_clear_days: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.n, bool) or not isinstance(self.n, int):
            raise PeriodError(f"期限长度应为整数，现为“{self.n}”。")
        if self.n < 0:
            raise PeriodError(f"期限长度不能为负数（现为{self.n}）。如需向前倒推，请使用倒推计算。")
        if self.n > self.unit.longest:
            raise PeriodError(
                f"期限{self.n}{self.unit.label}超过{self.unit.longest}{self.unit.label}的上限，请核对数字。"
            )
        if self.strict_clear_days and self.direction is not Direction.BACKWARD:
            raise PeriodError("“净日”算法只用于向前倒推的期限。")
        if self.unit is Unit.HOUR and (self.roll or self.direction is Direction.BACKWARD):
            raise PeriodError("以小时计算的期间连续计算，不顺延，也不倒推（民法典第二百零一条）。")

    @property
    def text(self) -> str:
        """5个工作日, 60日, 6个月."""
        return f"{self.n}{self.unit.label}"


@dataclass(frozen=True)
class Pause:
    """Days d that do not count: ``from_on`` <= d < ``to_on``; the day of resumption counts again (CV-06)."""

    from_on: date
    to_on: date
    reason: str = "中止"

    def __post_init__(self) -> None:
        require_date(self.from_on, "中止起日")
        require_date(self.to_on, "恢复日")
        if self.to_on < self.from_on:
            raise PeriodError(f"不计入期间的恢复日{self.to_on}早于起日{self.from_on}，请核对。")
        if self.days > Unit.CALENDAR.longest:
            raise PeriodError(
                f"不计入期间自{self.from_on}至{self.to_on}超过一百年。尚未恢复的，请在恢复后再计算届满日。"
            )

    @classmethod
    def after_event(cls, event_on: date, resumed_on: date, reason: str = "中止") -> Pause:
        """The other convention: the day of the suspending event still counts, the resuming day does not.

        Days d with ``event_on`` < d <= ``resumed_on`` are left out (mediation convention 7, legal aid T6).
        """
        require_date(event_on, "中止事由发生日")
        require_date(resumed_on, "恢复事由发生日")
        if resumed_on < event_on:
            raise PeriodError(f"恢复事由发生日{resumed_on}早于中止事由发生日{event_on}，请核对。")
        return cls(event_on + ONE_DAY, resumed_on + ONE_DAY, reason)

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days


@dataclass(frozen=True)
class Extension:
    """``n`` more of the period's unit (or of ``unit``), added to the raw count (CV-07).

    ``approved_on``, where given, must not be later than the due date then in force.
    """

    n: int
    unit: Unit | None = None
    approved_on: date | None = None
    reason: str = "批准延长"

    def __post_init__(self) -> None:
        if isinstance(self.n, bool) or not isinstance(self.n, int) or self.n <= 0:
            raise PeriodError(f"延长的长度应为正整数，现为“{self.n}”。")


def merge_pauses(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same left-out days as disjoint pauses in order of date; empty ones vanish, overlaps count once."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: (one.from_on, one.to_on)):
        if not pause.days:
            continue
        last = merged[-1] if merged else None
        if last is None or pause.from_on >= last.to_on:
            merged.append(pause)
        elif pause.to_on > last.to_on:
            merged.append(Pause(last.to_on, pause.to_on, pause.reason))
    return tuple(merged)


def require_date(value: object, what: str) -> date:
    """``value`` if it is a plain date; an instant would hide a choice of time zone, so it is refused."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise PeriodError(f"{what}应为日期（不带时刻），现为“{value}”。")
    return value
