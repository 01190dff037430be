"""Count a period: the first day left out, rest days, pauses and extensions, one roll at the very end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from fengqiao.daycount.calendar import Calendar
from fengqiao.daycount.errors import ExtensionRefused, OutsideCalendar, PeriodError
from fengqiao.daycount.explanation import explain, explain_hours
from fengqiao.daycount.months import add_days, add_months
from fengqiao.daycount.period import Direction, Extension, Pause, Period, Unit, merge_pauses, require_date
from fengqiao.daycount.result import PAUSED, Count, Skip
from fengqiao.daycount.wording import date_zh


@dataclass
class _Walk:
    """A walk over the calendar: where it stands, what it passed over, whose rest days it relied on."""

    calendar: Calendar
    paused: tuple[Pause, ...]
    on: date
    step_days: int
    skipped: list[Skip] = field(default_factory=list)
    relied_on: set[date] = field(default_factory=set)

    def skip_if_paused(self) -> bool:
        """Pass over the present day if it lies in a pause."""
        for pause in self.paused:
            if pause.from_on <= self.on < pause.to_on:
                self.skipped.append(Skip(self.on, PAUSED + pause.reason))
                return True
        return False

    def skip_if_rest(self) -> bool:
        """Pass over the present day if it is not worked; the answer then depends on the calendar."""
        self.relied_on.add(self.on)
        if self.calendar.is_workday(self.on):
            return False
        self.skipped.append(Skip(self.on, self.calendar.day(self.on).reason))
        return True

    def step(self) -> None:
        self.on = add_days(self.on, self.step_days)

    def count_workdays(self, n: int) -> None:
        """Stand on the n-th working day from here, the present day not counted."""
        while n:
            self.step()
            if not self.skip_if_paused() and not self.skip_if_rest():
                n -= 1

    def pass_pauses(self, start: date) -> None:
        """Move a raw last day by every paused day inside the running period (CV-06)."""
        for pause in self.paused:
            first = max(pause.from_on, add_days(start, 1))
            if first > self.on:
                break
            days = max(0, (pause.to_on - first).days)
            self.skipped += [Skip(first + timedelta(days=k), PAUSED + pause.reason) for k in range(days)]
            self.on = add_days(self.on, days)

    def roll(self) -> None:
        """Stand on the first working day from here, the present day included (CV-03)."""
        while self.skip_if_paused() or self.skip_if_rest():
            self.step()


def count(
    start: date,
    period: Period,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Sequence[Extension] = (),
    *,
    extension_cap: int | None = None,
) -> Count:
    """When the period that begins after ``start`` ends, with every step explained in Chinese.

    ``start`` is never counted; it is a date, for hour periods an instant. Pauses leave their days out,
    overlaps once; extensions add to the raw count and may not exceed ``extension_cap`` together; a roll
    happens once, at the very end. A last day of rest rolls past a pause that begins before the roll is
    over. Raises ``PeriodError`` (also ``ExtensionRefused``) and ``OutsideCalendar``. Source:
    administrative-law conventions CV-01 to CV-07, CV-11, CV-13.
    """
    if period.unit is Unit.HOUR:
        return _count_hours(start, period, calendar, pauses, extensions)
    require_date(start, "起算日")
    paused = merge_pauses(pauses)
    if period.direction is Direction.BACKWARD and (paused or extensions):
        raise PeriodError("向前倒推的期限没有中止和延长，请按基准日重新计算。")
    _check_cap(extensions, extension_cap)
    for position, extension in enumerate(extensions):
        in_force = _count_days(start, period, calendar, paused, tuple(extensions[:position]))
        _check_approval(extension, in_force.due_on)
    return _count_days(start, period, calendar, paused, tuple(extensions))


@lru_cache(maxsize=4096)  # a year's days in some ten periods: a ledger's cases ask for the same ones again and again
def _count_days(
    start: date,
    period: Period,
    calendar: Calendar,
    paused: tuple[Pause, ...],
    extensions: tuple[Extension, ...],
) -> Count:
    walk = _Walk(calendar, paused, start, period.direction.value)
    months, days = _lengths(period, extensions)
    if period.unit is Unit.WORKING:
        walk.count_workdays(days)
        counted = days
    else:
        raw_on = add_days(add_months(start, months * walk.step_days), days * walk.step_days)
        walk.on = raw_on
        walk.pass_pauses(start)
        counted = abs((raw_on - start).days)
    nominal_on = walk.on
    if period.roll and period.unit is not Unit.WORKING:
        walk.roll()
    result = Count(
        start=start,
        period=period,
        nominal_on=nominal_on,
        due_on=walk.on,
        internal_due_on=_internal_due_on(start, period, nominal_on, calendar),
        counted=counted,
        skipped=tuple(walk.skipped),
        unpublished_years=_unpublished_years(walk.relied_on, calendar),
        calendar_version=calendar.version,
    )
    return replace(result, steps=explain(result, calendar, extensions, walk.relied_on))


def _lengths(period: Period, extensions: Sequence[Extension]) -> tuple[int, int]:
    """The whole length as (months, days); the days are working days for a working-day period."""
    months = days = 0
    for n, unit in [(period.n, period.unit), *((one.n, one.unit or period.unit) for one in extensions)]:
        if (unit is Unit.WORKING) != (period.unit is Unit.WORKING) or unit is Unit.HOUR:
            raise ExtensionRefused(
                f"{period.text}的期限不能延长{n}{unit.label}：计量单位不同，请改用相同的单位。"
            )
        if unit in (Unit.MONTH, Unit.YEAR):
            months += n * (12 if unit is Unit.YEAR else 1)
        else:
            days += n
    if months and period.unit is Unit.CALENDAR:
        raise ExtensionRefused(f"{period.text}的期限不能按月或年延长，请改用日。")
    return months, days + period.strict_clear_days


def _internal_due_on(start: date, period: Period, nominal_on: date, calendar: Calendar) -> date | None:
    on = nominal_on
    try:
        if period.direction is Direction.BACKWARD:
            return calendar.previous_workday(on)
        while on >= start and not calendar.is_workday(on):
            on -= timedelta(days=1)
    except OutsideCalendar:
        return None
    return on if on >= start else nominal_on


def _unpublished_years(relied_on: Iterable[date], calendar: Calendar) -> tuple[int, ...]:
    return tuple(sorted({on.year for on in relied_on if not calendar.published(on.year)}))


def _check_cap(extensions: Sequence[Extension], cap: int | None) -> None:
    total = sum(one.n for one in extensions)
    if cap is not None and total > cap:
        raise ExtensionRefused(f"各次延长合计{total}，超过上限{cap}（各次延长合并计算），请改为{cap}以内。")


def _check_approval(extension: Extension, due_on: date) -> None:
    if extension.approved_on is not None and extension.approved_on > due_on:
        raise ExtensionRefused(
            f"延长于{date_zh(extension.approved_on)}批准，但期限已于{date_zh(due_on)}届满，届满后的延长不发生效力。请按原届满日处理，并登记逾期原因。"
        )


def _count_hours(
    start: date, period: Period, calendar: Calendar, pauses: Iterable[Pause], extensions: Sequence[Extension]
) -> Count:
    """Hours run from the minute of ``start`` through nights and rest days (CV-11); seconds are dropped."""
    if not isinstance(start, datetime):
        raise PeriodError("以小时计算的期限须写明起算的时刻（几时几分）。")
    if any(pause.days for pause in pauses) or any(one.unit not in (None, Unit.HOUR) for one in extensions):
        raise PeriodError("以小时计算的期间连续计算，没有中止，只能按小时延长。")
    hours = period.n + sum(one.n for one in extensions)
    started_at = start.replace(second=0, microsecond=0)
    try:
        due_at = started_at + timedelta(hours=hours)
    except OverflowError:
        raise PeriodError(f"从{start}起推算{hours}小时，超出可计算的年份，请核对数字。") from None
    return Count(
        start=start.date(),
        period=period,
        nominal_on=due_at.date(),
        due_on=due_at.date(),
        internal_due_on=due_at.date(),
        counted=hours,
        skipped=(),
        unpublished_years=(),
        calendar_version=calendar.version,
        steps=explain_hours(started_at, hours, due_at),
        due_at=due_at,
    )
