"""The count in sentences a clerk reads: 起算, 计入, 不计入, 调休, 顺延, 暂定."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from fengqiao.daycount.calendar import Calendar, DayKind
from fengqiao.daycount.months import is_month_end
from fengqiao.daycount.period import Direction, Extension, Unit
from fengqiao.daycount.result import PAUSED, Count, Skip
from fengqiao.daycount.wording import date_weekday_zh, date_zh, group_runs, span_zh

_MOST_RUNS = 12
# Since 2005 notices have moved days from 29 December on for the New Year's Day that follows.
_NEW_YEAR_WINDOW = (12, 29)


def explain(
    result: Count, calendar: Calendar, extensions: Sequence[Extension], relied_on: Collection[date]
) -> tuple[str, ...]:
    """The steps of a count in days, months or years, in the order a person would count."""
    steps = [_start(result), *_extended(result, extensions)]
    if result.period.unit is Unit.WORKING:
        steps += _working_days(result, calendar)
    else:
        steps += _calendar_days(result, extensions)
        steps += _last_day(result, calendar)
    return (*steps, *_uncertainty(result, calendar, relied_on))


def explain_hours(started_at: datetime, hours: int, due_at: datetime) -> tuple[str, ...]:
    """The two sentences of an hour period."""
    return (
        f"自{date_zh(started_at)}{started_at:%H:%M}起连续计算{hours}小时，夜间和休息日照算，不顺延。",
        f"届满时刻为{date_weekday_zh(due_at)}{due_at:%H:%M}。",
    )


def _start(result: Count) -> str:
    if result.period.direction is Direction.BACKWARD:
        clear = "，并须隔足整日，再提前一日" if result.period.strict_clear_days else ""
        return f"以{date_weekday_zh(result.start)}为基准日，当日不计入，向前倒推{result.period.text}{clear}。"
    if result.period.n == 0:
        return f"期限为当日：{date_weekday_zh(result.start)}。"
    from_zh = date_zh(result.start + timedelta(days=1))
    return f"{date_weekday_zh(result.start)}为起算日，当日不计入，自{from_zh}起计算{result.period.text}。"


def _extended(result: Count, extensions: Sequence[Extension]) -> list[str]:
    sentences = []
    for one in extensions:
        approved = f"（{date_zh(one.approved_on)}批准）" if one.approved_on else ""
        sentences.append(
            f"{one.reason}{one.n}{(one.unit or result.period.unit).label}{approved}，与原期限合并计算。"
        )
    return sentences


def _working_days(result: Count, calendar: Calendar) -> list[str]:
    if not result.counted:
        return []
    low, high = sorted((result.start, result.nominal_on))
    passed = {skip.date for skip in result.skipped}
    span = [low + timedelta(days=k) for k in range((high - low).days + 1)]
    counted = [on for on in span if on != result.start and on not in passed]
    steps = [f"计入{len(counted)}个工作日：{_runs(group_runs((on, '') for on in counted))}。"]
    swapped = [(on, calendar.day(on).reason) for on in counted if calendar.day(on).kind is DayKind.SWAP_WORK]
    if swapped:
        steps.append(f"{_runs(group_runs(swapped))}，虽是周末，按工作日计入。")
    steps += _passed_over(result.skipped)
    last = "最迟应在" if result.period.direction is Direction.BACKWARD else "最后一日为"
    return [*steps, f"{last}{date_weekday_zh(result.nominal_on)}。"]


def _passed_over(skipped: Iterable[Skip]) -> list[str]:
    runs = group_runs((skip.date, _merged_weekend(skip.reason)) for skip in skipped)
    return [f"不计入：{_runs(runs)}。"] if runs else []


def _merged_weekend(reason: str) -> str:
    return "周末" if reason in ("周六", "周日") else reason.removeprefix(PAUSED)


def _runs(runs: list[tuple[date, date, str]]) -> str:
    """The runs one by one, or if they are many, their span and the number of days by reason."""
    if len(runs) <= _MOST_RUNS:
        return "；".join(_run(first, last, reason) for first, last, reason in runs)
    days: Counter[str] = Counter()
    for first, last, reason in runs:
        days[reason] += (last - first).days + 1
    by_reason = "、".join(f"{reason}{number}日" for reason, number in days.items() if reason)
    return f"{span_zh(runs[0][0], runs[-1][1])}之间" + (f"的{by_reason}" if by_reason else "")


def _run(first: date, last: date, reason: str) -> str:
    if not reason:
        return span_zh(first, last)
    if first == last and reason == "周末":
        return date_weekday_zh(first)
    return f"{span_zh(first, last)}（{reason}）" if first != last else f"{date_weekday_zh(first)}{reason}"


def _calendar_days(result: Count, extensions: Sequence[Extension]) -> list[str]:
    paused = [skip for skip in result.skipped if _is_pause(skip)]
    raw_on = result.nominal_on - timedelta(days=sum(skip.date <= result.nominal_on for skip in paused))
    steps = []
    if result.period.n:
        in_months = result.period.unit in (Unit.MONTH, Unit.YEAR)
        how = "按月、年的对应日计算" if in_months else "按自然日连续计算，中间的休息日照算"
        last = "最迟为" if result.period.direction is Direction.BACKWARD else "最后一日为"
        steps.append(f"{how}，{last}{date_weekday_zh(raw_on)}。")
        if in_months and _clipped(result, raw_on, extensions):
            steps.append(f"该月没有{result.start.day}日，以月末日为最后一日。")
    if paused:
        steps += _passed_over(paused)
        steps.append(f"不计入的{len(paused)}日顺加后，最后一日为{date_weekday_zh(result.nominal_on)}。")
    return steps


def _is_pause(skip: Skip) -> bool:
    return skip.reason.startswith(PAUSED)


def _clipped(result: Count, raw_on: date, extensions: Sequence[Extension]) -> bool:
    if any(one.unit is Unit.CALENDAR for one in extensions) or result.period.strict_clear_days:
        return False
    return is_month_end(raw_on) and raw_on.day < result.start.day


def _last_day(result: Count, calendar: Calendar) -> list[str]:
    on = result.nominal_on
    if on.year < calendar.first_year:
        return []
    day = calendar.day(on)
    if not result.period.roll:
        if day.is_workday or result.internal_due_on in (None, on):
            return []
        return [
            f"该日是休息日（{day.reason}），本期限不顺延；宜在{date_weekday_zh(result.internal_due_on)}当日或之前办结。"
        ]
    if day.kind is DayKind.SWAP_WORK:
        return [f"该日虽是周末，但为{day.reason}日，是工作日，不顺延。"]
    if day.is_workday:
        return ["该日是工作日，不需顺延。"]
    if result.period.direction is Direction.BACKWARD:
        return [f"该日是休息日（{day.reason}），提前至之前最近的工作日{date_weekday_zh(result.due_on)}。"]
    return [f"该日是休息日（{day.reason}），顺延至休息日后的第一个工作日{date_weekday_zh(result.due_on)}。"]


def _uncertainty(result: Count, calendar: Calendar, relied_on: Collection[date]) -> list[str]:
    steps = []
    for year in result.unpublished_years:
        known = (
            "周末和法定节日" if year <= calendar.last_year else "周末和元旦、劳动节、国庆节（不含农历节日）"
        )
        steps.append(f"暂定：{year}年放假安排尚未公布，仅按{known}推算；导入通知后将重新计算。")
    window = sorted(on for on in relied_on if (on.month, on.day) >= _NEW_YEAR_WINDOW)
    for on in window:
        if calendar.published(on.year) and not calendar.published(on.year + 1):
            steps.append(
                f"提示：{on.year}年12月29日至31日的上班安排可能随{on.year + 1}年元旦放假通知调整，"
                "通知公布后请复核。"
            )
            break
    return steps
