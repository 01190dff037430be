"""What a yearly arrangement must satisfy before it is loaded, and what looks odd in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fengqiao.daycount.arrangement import (
    FIXED_FESTIVALS,
    FIXED_FESTIVALS_SOURCE,
    ArrangedDay,
    arrangement_year,
    bundled_arrangements,
)
from fengqiao.daycount.errors import RowError
from fengqiao.daycount.wording import date_weekday_zh, weekday_zh

# 放假办法 article 2: festivals that follow the lunar almanac or the sun, and how many days each has at least.
_MOVING_FESTIVALS = {"春节": 3, "清明": 1, "端午": 1, "中秋": 1}
_SINCE_2025 = 2025


def known_statutory_days(year: int) -> dict[date, str]:
    """The known statutory festival days of ``year``: all where bundled, else those of a fixed date."""
    for arrangement in bundled_arrangements():
        if arrangement.year == year:
            return {day.on: day.name for day in arrangement.days if day.statutory}
    if year < _SINCE_2025:
        return {}
    return {date(year, month, day): name for (month, day), name in FIXED_FESTIVALS.items()}


def statutory_days_of_year(year: int) -> int:
    """How many statutory festival days a year has: 13 since 2025, 11 since 2008, 10 before."""
    if year >= _SINCE_2025:
        return 13
    return 11 if year >= 2008 else 10


def check_days(rows: Sequence[tuple[int, ArrangedDay]], year: int, *, complete: bool) -> list[RowError]:
    """Every fault of the rows (line, day); gaps are judged only if ``complete``, no row being lost."""
    errors = [error for line, day in rows if (error := _check_day(line, day, year))]
    first_line: dict[date, int] = {}
    for line, day in rows:
        if day.on in first_line:
            errors.append(RowError(line, f"日期{day.on}与第{first_line[day.on]}行重复。"))
        first_line.setdefault(day.on, line)
    if complete and not errors:
        errors += _find_gaps([day for _, day in rows], year)
    return errors


def find_oddities(days: Iterable[ArrangedDay], year: int) -> tuple[str, ...]:
    """A sentence if days off and days worked instead do not balance, as they did every year since 2004."""
    days = tuple(days)
    off = sum(day.rest and day.on.weekday() < 5 for day in days)
    worked = sum(not day.rest for day in days)
    statutory = statutory_days_of_year(year)
    if off - worked == statutory:
        return ()
    return (
        f"周一至周五放假{off}天、周末上班{worked}天，相差{off - worked}天，与法定节日{statutory}天不符。"
        "请对照通知全文核对是否漏填放假日或上班日。",
    )


def _check_day(line: int, day: ArrangedDay, year: int) -> RowError | None:
    if year not in (day.on.year, arrangement_year(day.on, day.name)):
        return RowError(
            line,
            f"日期{day.on}不是{year}年的日期。一个文件只登记一年；上一年12月25日以后的日期只能是次年元旦的安排。",
        )
    if not day.rest and day.on.weekday() < 5:
        return RowError(
            line, f"{day.on}是{weekday_zh(day.on)}，本来就是工作日，不需登记上班；上班日只能是周六或周日。"
        )
    festival = known_statutory_days(year).get(day.on)
    if festival and not day.rest:
        return RowError(line, f"{day.on}是法定节日（{festival}），不能安排上班（{FIXED_FESTIVALS_SOURCE}）。")
    return None


def _find_gaps(days: Sequence[ArrangedDay], year: int) -> list[RowError]:
    """Statutory festival days that the arrangement does not make days off."""
    off = {day.on for day in days if day.rest}
    known = known_statutory_days(year)
    errors = [
        RowError(
            0, f"缺少法定节日：{date_weekday_zh(on)}（{name}）应登记为放假（{FIXED_FESTIVALS_SOURCE}）。"
        )
        for on, name in sorted(known.items())
        if on not in off
    ]
    if year < 2008 or any("春节" in name for name in known.values()):
        return errors
    for festival, least in _MOVING_FESTIVALS.items():
        named = sum(
            day.rest and (festival in day.name or (festival == "春节" and day.name == "除夕")) for day in days
        )
        needed = least + (festival == "春节" and year >= _SINCE_2025)
        if named < needed:
            errors.append(
                RowError(
                    0,
                    f"缺少法定节日：{festival}应放假{needed}天，文件中只有{named}天（{FIXED_FESTIVALS_SOURCE}）。",
                )
            )
    return errors
