"""The periods a request asks about, one after another, and the day by which each is to be answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.daycount.months import add_months
from fengqiao.indicators.periods import Period
from fengqiao.lines.burden import codes
from fengqiao.matter import calendars

MOST = 60


def span_of(given: Mapping[str, Any]) -> Period:
    """From the first day asked about to the last. Raises NoPeriod when they are the wrong way round."""
    return Period(date.fromisoformat(given["from"]), date.fromisoformat(given["to"]))


def periods_of(given: Mapping[str, Any]) -> list[Period]:
    """Once: all of it; otherwise whole months, quarters, halves or years of it, in order."""
    whole = span_of(given)
    if given["frequency"] == codes.ONCE:
        return [whole]
    found: list[Period] = []
    first, months = whole.from_on, codes.MONTHS[given["frequency"]]
    while first <= whole.to_on and len(found) <= MOST:
        after = add_months(first, months)
        found.append(Period(first, after - timedelta(days=1)))
        first = after
    return found


def due_on(period: Period, days: int, released_on: date) -> date:
    """So many working days after the period's end, or after the request went out, whichever is later."""
    day, calendar = max(period.to_on, released_on), calendars.current()
    left = days
    while left:
        day += timedelta(days=1)
        left -= calendar.day(day).is_workday
    return day
