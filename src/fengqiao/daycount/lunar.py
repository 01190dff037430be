"""Lunar dates as people say them: 正月初三, 2025年闰六月十五, 腊月廿三. Turned into the solar day, which a person confirms.

The lunar calendar is that of GB/T 33661-2017, tabulated by the package ``borax``.
"""

from __future__ import annotations

import re
from datetime import date

from borax.calendars.lunardate import LunarDate

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_MONTHS = {"正": 1, "冬": 11, "腊": 12, "十一": 11, "十二": 12, "十": 10} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_NUMERAL = "一二三四五六七八九十"
_LOOKS = re.compile(r"农历|阴历|旧历|正月|腊月|冬月|闰|廿|卅|初[一二三四五六七八九十]")
_LUNAR = re.compile(
    r"^(?:农历|阴历|旧历)?(?:(\d{4}|[〇零○一二三四五六七八九]{4})年)?(?:农历|阴历|旧历)?"
    r"(闰)?(正|冬|腊|十一|十二|[一二三四五六七八九十])月(初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅)日?$"
)


class LunarError(ValueError):
    """It looks like a lunar date and is none; the message says what to write, in Chinese."""


def looks_lunar(text: str) -> bool:
    """Whether a text speaks of the lunar calendar."""
    return bool(_LOOKS.search(text))


def read_lunar(text: str, today: date, in_year: int | None = None) -> date:
    """The solar day of a lunar date. Raises LunarError.

    Where the text names no year it is that of ``in_year``; without that, the last such day up to ``today``.
    """
    found = _LUNAR.match(text.replace(" ", ""))
    if not found:
        raise LunarError(f"“{text}”像是农历日期，但读不出是哪一天。请换算成公历后填写，例如 2026-02-19（农历正月初三）。")
    year, leap, month, day = found.groups()
    known = _year(year) if year else in_year
    years = [known] if known else [today.year, today.year - 1, today.year - 2]
    for each in years:
        solar = _solar(each, _MONTHS[month], bool(leap), _day(day))
        if solar is not None and (known or solar <= today):
            return solar
    raise LunarError(f"农历{f'{known}年' if known else '近两年'}没有“{leap or ''}{month}月{day}”这一天。请核对后按公历填写。")


def _year(text: str) -> int:
    return int(text) if text.isdigit() and text.isascii() else int("".join(str(_DIGITS[c]) for c in text))


def _day(text: str) -> int:
    if text.startswith("初"):
        return _NUMERAL.index(text[1]) + 1
    if text == "卅":
        return 30
    tens, _, ones = text.replace("廿", "二十").partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _solar(year: int, month: int, leap: bool, day: int) -> date | None:
    """The solar day, or None where that lunar month or day does not exist."""
    try:
        solar = LunarDate(year, month, day, int(leap)).to_solar_date()
    except ValueError:
        return None
    return date(solar.year, solar.month, solar.day)
