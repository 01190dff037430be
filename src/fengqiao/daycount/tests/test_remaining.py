"""Time left in words and in working days."""

from __future__ import annotations

from datetime import datetime

import pytest

from fengqiao.daycount import Calendar, days_left, days_left_words, hours_left_words, working_days_left
from fengqiao.daycount.tests.counts import on


@pytest.mark.parametrize(
    ("today", "words", "days"),
    [
        ("2026-10-05", "剩3天", 3),
        ("2026-10-07", "剩1天", 1),
        ("2026-10-08", "今天到期", 0),
        ("2026-10-09", "已逾期1天", -1),
        ("2026-10-10", "已逾期2天", -2),
    ],
)
def test_days_left(today: str, words: str, days: int) -> None:
    assert days_left_words(on(today), on("2026-10-08")) == words
    assert days_left(on(today), on("2026-10-08")) == days


@pytest.mark.parametrize(
    ("today", "days"),
    [("2026-09-29", 2), ("2026-09-30", 1), ("2026-10-07", 1), ("2026-10-08", 0), ("2026-10-11", -2)],
)
def test_working_days_left_count_after_today_up_to_the_last_day(
    today: str, days: int, calendar: Calendar
) -> None:
    """N8：10月1日至7日放假，10月10日（周六）上班。"""
    assert working_days_left(on(today), on("2026-10-08"), calendar) == days


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-10-08 09:00", "剩24小时"),
        ("2026-10-09 03:40", "剩5小时20分"),
        ("2026-10-09 08:48", "剩12分"),
        ("2026-10-09 09:00", "现在到期"),
        ("2026-10-09 10:30", "已逾期1小时30分"),
    ],
)
def test_hours_left(now: str, words: str) -> None:
    assert hours_left_words(datetime.fromisoformat(now), datetime(2026, 10, 9, 9, 0, 30)) == words
