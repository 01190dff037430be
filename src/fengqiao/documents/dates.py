"""Dates as papers print them: 2026年5月3日, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""

from __future__ import annotations

from datetime import date, datetime

_DIGITS = "〇一二三四五六七八九"
MOST_NUMERAL = 99
BLANK_DATE = "\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"


def chinese_date(day: date) -> str:
    """2026-05-03 is 2026年5月3日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_time(moment: datetime) -> str:
    """2026-05-03 15:05 is 2026年5月3日15时05分, in the moment's own zone."""
    return f"{chinese_date(moment.date())}{moment.hour}时{moment.minute:02d}分"


def chinese_period(first_on: date, last_on: date) -> str:
    """Both ends inclusive: 2026年5月3日至2026年6月2日; one day is printed once."""
    if first_on == last_on:
        return chinese_date(first_on)
    return f"{chinese_date(first_on)}至{chinese_date(last_on)}"


def chinese_numeral(number: int) -> str:
    """1 to 99 as in 一、二、…、十、十一、…、九十九.

    Raises ValueError outside that range.
    """
    if not 1 <= number <= MOST_NUMERAL:
        raise ValueError(f"序数只写一至九十九，收到的是{number}。")
    tens, ones = divmod(number, 10)
    words = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return words + (_DIGITS[ones] if ones else "")


def date_in_words(day: date) -> str:
    """2026-05-03 is 二〇二六年五月三日, as older court and notary forms write it."""
    year = "".join(_DIGITS[int(figure)] for figure in str(day.year))
    return f"{year}年{chinese_numeral(day.month)}月{chinese_numeral(day.day)}日"
