"""When a story says it happened. A day is given only when the words fix one; else the words alone are marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .spans import Span

_EARLIEST_YEAR = 1949


@dataclass(frozen=True)
class DateFound:
    """`day` is None when the words name no single day (去年腊月, 上个月): then a person fills it in."""

    day: date | None
    span: Span


_YEAR = r"(?:(?P<year>(?:19|20)\d{2})\s*[年./\-]|(?P<said_year>今年|去年|前年)的?)"
_FULL = re.compile(
    rf"{_YEAR}?\s*(?P<month>1[0-2]|0?[1-9])\s*(?P<mark>[月./\-])\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[./\-]\d)\s*(?P<end>日|号)?"
)
_NEAR = {
    "今天": 0,
    "今日": 0,
    "今早": 0,
    "今晚": 0,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "昨夜": 1,
    "前天": 2,
    "前日": 2,
    "大前天": 3,
}
_NEAR_WORDS = re.compile("|".join(sorted(_NEAR, key=len, reverse=True)))
_AGO = re.compile(r"(?P<number>\d{1,3}|[一二两三四五六七八九十])(?:天|日)(?:之?前|以前)")
_VAGUE = re.compile(
    r"(?:今年|去年|前年|(?:19|20)\d{2}年)(?:的?(?:正月|腊月|冬月|春节|中秋|国庆|年初|年底|上半年|下半年|\d{1,2}月份?(?!\d|\s*\d)|[一二三四五六七八九十]{1,2}月份?))?"
    r"|上个?(?:月|周|星期|礼拜)[一二三四五六日天]?|这个月|本月|前几天|最近几天|(?:农历|阴历)[正腊冬一二三四五六七八九十\d]{1,3}月(?:初?[一二三四五六七八九十廿\d]{1,3})?"
)
_LITTLE = {word: at for at, word in enumerate("零一二三四五六七八九十")} | {"两": 2}


def dates_in(text: str, today: date) -> list[DateFound]:
    """Candidates in the order of the text. A day without a year is the last such day up to `today`."""
    found: list[DateFound] = []
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
        (_FULL, _full),
        (_NEAR_WORDS, lambda match, today: today - timedelta(days=_NEAR[match[0]])),
        (_AGO, _ago),
    )
    for pattern, read in readers:
        for match in pattern.finditer(text):
            day = read(match, today)
            if day is not None:
                _add(found, DateFound(day, Span.of(text, *match.span())))
    for match in _VAGUE.finditer(text):
        _add(found, DateFound(None, Span.of(text, *match.span())))
    return sorted(found, key=lambda each: each.span)


def _add(found: list[DateFound], new: DateFound) -> None:
    if not any(new.span.overlaps(each.span) for each in found):
        found.append(new)


def _full(match: re.Match[str], today: date) -> date | None:
    year, said = match["year"], match["said_year"]
    if match["mark"] != "月" and not year:
        return None  # 3.5 is as likely a sum as a day
    month, day = int(match["month"]), int(match["day"])
    if year or said:
        return _day(int(year) if year else today.year - {"今年": 0, "去年": 1, "前年": 2}[said], month, day, today)
    if not match["end"]:
        return None
    return next((found for back in range(5) if (found := _day(today.year - back, month, day, today))), None)


def _day(year: int, month: int, day: int, today: date) -> date | None:
    """The day, or None when there is no such day, it lies ahead of today or too far back."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found <= today and year >= _EARLIEST_YEAR else None


def _ago(match: re.Match[str], today: date) -> date:
    number = match["number"]
    return today - timedelta(days=int(number) if number.isdigit() else _LITTLE[number])
