"""Terms, whose first day counts (刑期, 考验期, 电子定位期限, 请假), and service by announcement.

They follow other conventions than a period: K5, K7 and K9 of the corrections rules, CV-10 of the
administrative ones. Nothing here rolls, so nothing here needs a calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.daycount.errors import PeriodError
from fengqiao.daycount.months import add_days, add_months, days_in_month, is_month_end
from fengqiao.daycount.period import require_date
from fengqiao.daycount.wording import date_weekday_zh, date_zh


@dataclass(frozen=True)
class Term:
    """A term, both ends included; ``needs_check``: a person must confirm the end (K5)."""

    start_on: date
    end_on: date
    needs_check: bool
    steps: tuple[str, ...]

    @property
    def days(self) -> int:
        return (self.end_on - self.start_on).days + 1


def term_end(start_on: date, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The last day of a term whose first day counts. Raises ``PeriodError`` for a negative or empty length.

    Years and months end on the day before the corresponding day; where that day does not exist, or the term
    starts on a month's last day, on the day before the last day of the month. Always reckoned from the
    start, never from month to month. Source: 最高人民法院关于适用刑事诉讼法的解释（2021）第二百零二条.
    """
    return term(start_on, years, months, days).end_on


def term(start_on: date, years: int = 0, months: int = 0, days: int = 0) -> Term:
    """The same explained; a person must check a start on day 28 or later and a touch of February."""
    require_date(start_on, "起始日")
    lengths = (years, months, days)
    if any(isinstance(n, bool) or not isinstance(n, int) or n < 0 for n in lengths) or not any(lengths):
        raise PeriodError(
            f"刑期、考验期的年、月、日应为非负整数且不全为零，现为{years}年{months}个月{days}日。"
        )
    boundary_on = _corresponding_day(start_on, years * 12 + months)
    end_on = add_days(boundary_on, days - 1)
    touches_february = 2 in (start_on.month, boundary_on.month, end_on.month)
    needs_check = bool(years or months) and (start_on.day >= 28 or touches_february)
    return Term(start_on, end_on, needs_check, _steps(start_on, lengths, boundary_on, end_on, needs_check))


def leave_days(departs_on: date, returns_on: date) -> int:
    """Length of a leave in days, the day of departure and the day of return both counted (K9)."""
    require_date(departs_on, "离开日")
    require_date(returns_on, "返回日")
    if returns_on < departs_on:
        raise PeriodError(f"返回日{returns_on}早于离开日{departs_on}，请核对。")
    return (returns_on - departs_on).days + 1


def leave_end(departs_on: date, days: int) -> date:
    """The last day of a leave of ``days`` days that begins on ``departs_on``; it never rolls."""
    return term_end(departs_on, days=days)


def served_by_announcement_on(announced_on: date, days: int = 30) -> date:
    """The day on which service by announcement takes effect, never rolled (CV-10).

    A period that service starts is then counted from the day returned. Source: 民事诉讼法第九十五条.
    """
    return add_days(require_date(announced_on, "公告日"), days)


def _corresponding_day(start_on: date, months: int) -> date:
    """The day a term of whole months runs up to, itself not included."""
    target_on = add_months(start_on, months)
    if months and is_month_end(start_on):
        return target_on.replace(day=days_in_month(target_on.year, target_on.month))
    return target_on


def _steps(
    start_on: date, lengths: tuple[int, int, int], boundary_on: date, end_on: date, needs_check: bool
) -> tuple[str, ...]:
    years, months, days = lengths
    length = "".join(f"{n}{word}" for n, word in ((years, "年"), (months, "个月"), (days, "日")) if n)
    steps = [f"自{date_zh(start_on)}起算{length}，当日计入。"]
    if (years or months) and is_month_end(start_on):
        steps.append(f"起始日为当月最后一日，算至{date_zh(boundary_on)}（目标月最后一日）的前一日。")
    elif (years or months) and boundary_on.day < start_on.day:
        steps.append(f"目标月没有{start_on.day}日，算至月末日{date_zh(boundary_on)}的前一日。")
    elif years or months:
        steps.append(
            f"对应日为{date_zh(boundary_on)}，算至其前一日{date_zh(boundary_on - timedelta(days=1))}。"
        )
    if days and (years or months):
        steps.append(f"再加{days}日。")
    steps.append(f"期满日为{date_weekday_zh(end_on)}（含当日），不因休息日顺延。")
    if needs_check:
        steps.append("起始日在28日以后或涉及二月，请人工核对，并以法律文书载明的起止日为准。")
    return tuple(steps)
