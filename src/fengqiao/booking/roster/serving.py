"""How many a person received on duty, as far as a line above wrote it down: proposed at 签退, never kept behind the person's back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fengqiao.booking.roster.models import Duty

Count = Callable[[int, int, datetime, datetime], int]
_COUNTED_BY: list[Count] = []


def counts(count: Count) -> Count:
    """Say how many this person (staff, office, from, to) received at that office in that time; declared once, when its app is ready."""
    if count not in _COUNTED_BY:
        _COUNTED_BY.append(count)
    return count


def received(duty: Duty, now: datetime) -> int | None:
    """Those written down since the sign-in; None where nothing was."""
    if duty.came_at is None:
        return None
    return sum(count(duty.staff_id, duty.office_id, duty.came_at, now) for count in _COUNTED_BY) or None
