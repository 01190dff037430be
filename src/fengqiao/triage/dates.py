"""When a story says it happened. A day is given only when the words fix one; else the words alone are marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .spans import Span

_EARLIEST_YEAR = 1949
_LATELY = timedelta(days=31)  # who came to tell, came lately


@dataclass(frozen=True)
class DateFound:
    """`day` is None when the words name no single day (去年腊月, 上个月): then a person fills it in.

    `telling`: the day on which somebody came to tell of it (今天上午张三来说), not the day it happened.
    """

    day: date | None
    span: Span
    telling: bool = False


_YEAR = r"(?:(?P<year>(?:19|20)\d{2})\s*[年./\-]|(?<!\d)(?P<short>[0-2]\d)年|(?P<said_year>今年|去年|前年)的?)"
_FULL = re.compile(
    rf"{_YEAR}?\s*(?P<month>1[0-2]|0?[1-9])\s*(?P<mark>[月./\-])\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[./\-]\d)\s*(?P<end>日|号)?"
)
_HAN_DAY = r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_HAN_FULL = re.compile(
    rf"(?<!\d年)(?:(?P<year>[一二][一二三四五六七八九零〇]{{3}})年|(?P<said_year>今年|去年|前年)的?)?"
    rf"(?P<month>十[一二]?|[一二三四五六七八九])月(?P<day>{_HAN_DAY}|初[一二三四五六七八九十])(?P<end>日|号)?"
)
_IN_MONTH = re.compile(rf"(?P<which>本月|这个月|上个?月)的?(?P<day>\d{{1,2}}|{_HAN_DAY})(?:日|号)")
_WEEKDAY = re.compile(r"(?P<which>上个?|这个?|本)(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_NEAR = {
    "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "今晨": 0, "今上午": 0, "今下午": 0, "刚才": 0,
    "昨天": 1, "昨日": 1, "昨晚": 1, "昨夜": 1, "昨早": 1, "昨晨": 1, "昨上午": 1, "昨下午": 1,
    "前天": 2, "前日": 2, "前晚": 2, "大前天": 3,
}  # fmt: skip
_NEAR_WORDS = re.compile("|".join(sorted(_NEAR, key=len, reverse=True)))
_AGO = re.compile(r"(?P<number>\d{1,3}|[一二两三四五六七八九十])(?:天|日)(?:之?前|以前)")
_VAGUE = re.compile(
    r"(?:今年|去年|前年|(?:19|20)\d{2}年)(?:的?(?:正月|腊月|冬月|春节|中秋|国庆|年初|年底|上半年|下半年|\d{1,2}月份?(?!\d|\s*\d)|[一二三四五六七八九十]{1,2}月份?))?"
    r"|上个?(?:月|周|星期|礼拜)[一二三四五六日天]?|这个月|本月|前几天|最近几天|(?:农历|阴历)[正腊冬一二三四五六七八九十\d]{1,3}月(?:初?[一二三四五六七八九十廿\d]{1,3})?"
    r"|(?:大年|正月|腊月)(?:三十|初[一二三四五六七八九十]|[二廿]?十[一二三四五六七八九]?)|(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?多?(?:月|年|周|星期|礼拜)多?(?:之?前|以前)"
)
# 今天上午张三来说, 昨天下午到所里反映: the day of the report
_CAME = re.compile(
    r"[^，。；！？\n]{0,14}?(?:来(?!我|家|他|她)[^，。；！？\n]{0,6}?|到(?:本所|我所|所里|司法所|调委会|村委会|居委会|村里|镇里|窗口|中心|大厅|办公室)[^，。；！？\n]{0,6}?)(?:说|讲|反映|投诉|求助|咨询|报告|诉说|称|申请调解|请求调解)"
    r"|[^，。；！？\n]{0,14}?打?电话?[^，。；！？\n]{0,6}?(?:反映|投诉|求助|咨询)"
)
_LITTLE = {word: at for at, word in enumerate("零一二三四五六七八九十")} | {"两": 2}


def dates_in(text: str, today: date) -> list[DateFound]:
    """Candidates in the order of the text. A day without a year is the last such day up to `today`."""
    found: list[DateFound] = []
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
        (_FULL, _full),
        (_HAN_FULL, _in_words),
        (_IN_MONTH, _in_month),
        (_WEEKDAY, _weekday),
        (_NEAR_WORDS, lambda match, today: today - timedelta(days=_NEAR[match[0]])),
        (_AGO, _ago),
    )
    for pattern, read in readers:
        for match in pattern.finditer(text):
            day = read(match, today)
            if day is not None:
                telling = day > today - _LATELY and _CAME.match(text, match.end()) is not None
                _add(found, DateFound(day, Span.of(text, *match.span()), telling))
    for match in _VAGUE.finditer(text):
        _add(found, DateFound(None, Span.of(text, *match.span())))
    return sorted(found, key=lambda each: each.span)


def _add(found: list[DateFound], new: DateFound) -> None:
    if not any(new.span.overlaps(each.span) for each in found):
        found.append(new)


def _full(match: re.Match[str], today: date) -> date | None:
    year, said = match["year"] or (f"20{match['short']}" if match["short"] else ""), match["said_year"]
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


def _in_words(match: re.Match[str], today: date) -> date | None:
    """五月一日; a lunar 三月初五 names no day of the calendar."""
    if match["day"].startswith("初") or not (match["end"] or match["year"] or match["said_year"]):
        return None
    month, day, said = _number(match["month"]), _number(match["day"]), match["said_year"]
    if match["year"]:
        return _day(
            int("".join(str(_LITTLE["零" if each == "〇" else each]) for each in match["year"])), month, day, today
        )
    if said:
        return _day(today.year - {"今年": 0, "去年": 1, "前年": 2}[said], month, day, today)
    return next((found for back in range(5) if (found := _day(today.year - back, month, day, today))), None)


def _in_month(match: re.Match[str], today: date) -> date | None:
    first = today.replace(day=1)
    if match["which"].startswith("上"):
        first = (first - timedelta(days=1)).replace(day=1)
    return _day(first.year, first.month, _number(match["day"]), today)


def _weekday(match: re.Match[str], today: date) -> date | None:
    """上周五 is the Friday of the week before this one; a day of this week only when it has come."""
    monday = today - timedelta(days=today.weekday() + (7 if match["which"].startswith("上") else 0))
    found = monday + timedelta(days="一二三四五六日".index(match["day"].replace("天", "日")))
    return found if found <= today else None


def _number(words: str) -> int:
    """二十五 is 25; figures are themselves."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    return (_LITTLE.get(tens, 1) * 10 if ten else _LITTLE[tens]) + _LITTLE.get(ones, 0)


def _ago(match: re.Match[str], today: date) -> date:
    number = match["number"]
    return today - timedelta(days=int(number) if number.isdigit() else _LITTLE[number])
