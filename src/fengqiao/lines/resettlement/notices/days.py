"""Days as lists have them: in any order of writing. Two readings that differ are refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

_PARTS = re.compile(r"^(\d{1,4})[-./年](\d{1,2})[-./月](\d{1,4})日?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_EXCEL_FIRST = date(1899, 12, 30)
_EXCEL_RANGE = range(7_000, 80_000)  # 1919 to 2119


class Unreadable(ValueError):
    """What the cell says cannot be read; the text says what to do."""


def read_day(value: Any, what: str) -> tuple[date, str]:
    """The day, and what was put right in reading it. Raises Unreadable."""
    if isinstance(value, datetime):
        return value.date(), ""
    if isinstance(value, date):
        return value, ""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))
    if text.replace(".0", "").isdigit() and int(float(text)) in _EXCEL_RANGE and len(text) < 8:
        day = _EXCEL_FIRST + timedelta(days=int(float(text)))
        return day, f"{what}“{text}”是表格的日期序号，读作{day.isoformat()}"
    found = _COMPACT.match(text) or _PARTS.match(text)
    if found is None:
        raise Unreadable(f"{what}“{text}”读不出来，请写成 2026-12-04")
    first, second, third = (int(part) for part in found.groups())
    if first > 31:
        return _year_first(first, second, third, what, text)
    if third > 31:
        return _year_last(first, second, third, what, text)
    raise Unreadable(f"{what}“{text}”没有写全年份，请写成 2026-12-04")


def _year_first(year: int, second: int, third: int, what: str, text: str) -> tuple[date, str]:
    if second > 12 >= third:
        day = _made(year, third, second, what, text)
        return day, f"{what}“{text}”的日、月写反了，读作{day.isoformat()}，请核对"
    return _made(year, second, third, what, text), ""


def _year_last(first: int, second: int, year: int, what: str, text: str) -> tuple[date, str]:
    if first <= 12 and second <= 12 and first != second:
        raise Unreadable(f"{what}“{text}”分不清日和月，请写成 2026-12-04 这样")
    day = (
        _made(year, min(first, second), max(first, second), what, text)
        if max(first, second) > 12
        else _made(year, first, second, what, text)
    )
    return day, f"{what}“{text}”读作{day.isoformat()}，请核对"


def _made(year: int, month: int, day: int, what: str, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(f"{what}“{text}”没有这一天，请核对") from None
