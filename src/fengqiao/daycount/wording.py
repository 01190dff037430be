"""Dates and runs of dates in the Chinese of an explanation: 2026年10月3日（周六）."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

_WEEKDAYS = "一二三四五六日"


def weekday_zh(on: date) -> str:
    """周一 … 周日."""
    return f"周{_WEEKDAYS[on.weekday()]}"


def date_zh(on: date) -> str:
    """2026年10月3日."""
    return f"{on.year}年{on.month}月{on.day}日"


def date_weekday_zh(on: date) -> str:
    """2026年10月3日（周六）."""
    return f"{date_zh(on)}（{weekday_zh(on)}）"


def span_zh(first: date, last: date) -> str:
    """10月1日至10月8日 with the year where needed; both ends included; one day is named once."""
    if first == last:
        return date_weekday_zh(first)
    if first.year != last.year:
        return f"{date_zh(first)}至{date_zh(last)}"
    return f"{date_zh(first)}至{last.month}月{last.day}日"


def group_runs(days: Iterable[tuple[date, str]]) -> list[tuple[date, date, str]]:
    """Join neighbouring dates with the same reason into (first, last, reason), in order of date."""
    runs: list[tuple[date, date, str]] = []
    for on, reason in sorted(days):
        if runs and runs[-1][2] == reason and runs[-1][1] + timedelta(days=1) == on:
            runs[-1] = (runs[-1][0], on, reason)
        else:
            runs.append((on, on, reason))
    return runs
