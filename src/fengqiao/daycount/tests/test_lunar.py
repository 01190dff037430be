"""Lunar dates against almanac days: 春节, 端午, 中秋 of several years, leap months, months of 29 days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from chinese_calendar import get_holiday_detail

from fengqiao.daycount.lunar import LunarError, looks_lunar, read_lunar

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("正月初三", "2026-02-19"),
        ("农历正月初三", "2026-02-19"),
        ("腊月廿三", "2026-02-10"),  # 今年的腊月廿三还没有到，说的是刚过去的那一个
        ("2025年闰六月初一", "2025-07-25"),
        ("二〇二五年八月十五", "2025-10-06"),
        ("八月十五", "2026-09-25"),
        ("2025年腊月三十", ""),  # 只有廿九
        ("2026年闰六月初一", ""),
        ("正月", ""),
    ],
)
def test_as_people_say_them(said: str, day: str) -> None:
    if day:
        assert read_lunar(said, TODAY).isoformat() == day
    else:
        with pytest.raises(LunarError, match="请"):
            read_lunar(said, TODAY)


def test_the_days_of_the_festivals_are_holidays() -> None:
    """春节正月初一、端午五月初五、中秋八月十五，每年都是放假的日子；除夕的次日是春节。"""
    for year in range(2008, 2027):
        for said in ("正月初一", "正月初二", "五月初五", "八月十五"):
            assert get_holiday_detail(read_lunar(f"{year}年{said}", TODAY))[0], (year, said)
    for year in range(1960, 2060):
        assert read_lunar(f"{year}年正月初二", TODAY) - read_lunar(f"{year}年正月初一", TODAY) == timedelta(1)


def test_solar_dates_do_not_look_lunar() -> None:
    assert not any(looks_lunar(text) for text in ("2026年2月19日", "2026-02-19", "上个月", "二月三日"))
