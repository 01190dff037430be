"""Dates as spreadsheets hold them: real dates, day numbers since 1900, and what people type into text cells."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

_BEGIN = date(1899, 12, 30)  # day 0 of spreadsheet day numbers, 1900's false leap day included
_DAY = re.compile(r"^(\d{4})(?:[-./年])(\d{1,2})(?:[-./月](?:(\d{1,2})日?)?)?(?:0{1,2}:0{2}(?::0{2})?)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")


class NoDate(ValueError):
    """The cell cannot be read as a day; the text is the sentence to show."""


def read_day(value: Any) -> tuple[date, str]:
    """The day, and how it was read where that was more than copying (empty otherwise). Raises NoDate.

    A month without a day is its first day; day numbers count from 1900 as spreadsheets do.
    """
    if isinstance(value, datetime):
        return value.date(), ""
    if isinstance(value, date):
        return value, ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(float(value), f"{value:g}" if value < 10**6 else str(int(value)))
    text = unicodedata.normalize("NFKC", str(value)).replace(" ", "")
    found = _DAY.match(text) or _COMPACT.match(text)
    if found:
        return _of_parts(found.groups(), str(value).strip())
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _of_number(float(text), text)
    raise NoDate(f"日期“{value}”看不懂。请写成 2026-11-21 这样。")


def _of_parts(parts: tuple[str | None, ...], text: str) -> tuple[date, str]:
    try:
        day = date(int(parts[0] or 0), int(parts[1] or 0), int(parts[2] or 1))
    except ValueError:
        raise NoDate(f"没有“{text}”这一天。请核对。") from None
    return _sane(day, text), "" if text == day.isoformat() else f"日期“{text}”读作{day.isoformat()}"


def _of_number(number: float, text: str) -> tuple[date, str]:
    if 19_000_101 <= number <= 21_001_231:
        return read_day(str(int(number)))
    if not 1 <= number <= 73_050:
        raise NoDate(f"数字“{text}”不是日期。请写成 2026-11-21 这样。")
    day = _BEGIN + timedelta(days=int(number))
    return _sane(day, text), f"序列号{text}读作{day.isoformat()}"


def _sane(day: date, text: str) -> date:
    if not 1949 <= day.year <= 2100:
        raise NoDate(f"日期“{text}”的年份是{day.year}，请核对。")
    return day
