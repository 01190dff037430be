"""A year at a glance: working days of each month, holidays, days worked instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict
from unicodedata import east_asian_width

from fengqiao.daycount.calendar import Calendar, Day, DayKind
from fengqiao.daycount.wording import group_runs, span_zh


class MonthFacts(TypedDict):
    month: int
    working_days: int
    rest_days: int


class NamedDay(TypedDict):
    date: str
    kind: str
    name: str


class YearFacts(TypedDict):
    """All of a year; ``off`` and ``worked`` are its named days in words, ``note`` says what is not known."""

    year: int
    official: bool
    note: str
    working_days: int
    months: list[MonthFacts]
    days: list[NamedDay]
    off: list[str]
    worked: list[str]


def year_facts(year: int, calendar: Calendar) -> YearFacts:
    """The facts of one year. Raises ``OutsideCalendar`` before the first year of the calendar."""
    days = list(calendar.days_of(year))
    months: list[MonthFacts] = []
    for month in range(1, 13):
        of_month = [day for day in days if day.date.month == month]
        worked = sum(day.is_workday for day in of_month)
        months.append({"month": month, "working_days": worked, "rest_days": len(of_month) - worked})
    named = [day for day in days if day.name]
    return {
        "year": year,
        "official": calendar.published(year),
        "note": _note(year, calendar),
        "working_days": sum(month["working_days"] for month in months),
        "months": months,
        "days": [{"date": day.date.isoformat(), "kind": day.kind.value, "name": day.name} for day in named],
        "off": _in_words(day for day in named if day.kind is not DayKind.SWAP_WORK),
        "worked": _in_words(day for day in named if day.kind is DayKind.SWAP_WORK),
    }


def year_lines(facts: YearFacts) -> list[str]:
    """The facts as lines of text for a terminal."""
    mark = "" if facts["official"] else "（暂定）"
    lines = [f"{facts['year']}年{mark}：工作日{facts['working_days']}天", ""]
    lines.append(_pad("月份", 8) + _pad("工作日", 8) + "休息日")
    for month in facts["months"]:
        lines.append(
            _pad(f"{month['month']}月", 8) + _pad(str(month["working_days"]), 8) + str(month["rest_days"])
        )
    lines += ["", "放假：", *(f"  {line}" for line in facts["off"])]
    lines += ["调休上班：", *(f"  {line}" for line in facts["worked"] or ["无"])]
    return lines + (["", facts["note"]] if facts["note"] else [])


def _in_words(days: Iterable[Day]) -> list[str]:
    runs = group_runs((day.date, day.name) for day in days)
    return [f"{name}：{span_zh(first, last)}" for first, last, name in runs]


def _note(year: int, calendar: Calendar) -> str:
    if calendar.published(year):
        return ""
    if year <= calendar.last_year:
        known = "仅含周末和法定节日，补休日和调休上班日未知"
    else:
        known = "仅含周末和日期固定的元旦、劳动节、国庆节，农历节日、清明节和调休均未计入"
    return f"{year}年放假安排尚未公布，本表暂定：{known}。通知公布后请用 fengqiao calendar load 导入。"


def _pad(text: str, width: int) -> str:
    """Left-aligned to a width in terminal cells, in which a Chinese character takes two."""
    used = sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * max(0, width - used)
