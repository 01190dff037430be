"""A thing and a time as one range of whole numbers: what the database's constraint against double booking rests on.

The number is the thing's own times 2^32 plus the minutes since 2000 in local time, half open: two ranges meet only where
the thing is the same and the times overlap. Two thousand million things and eight thousand years fit.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import NumericRange

HERE = ZoneInfo("Asia/Shanghai")
MOST = 2**31  # of things, so that the product stays inside eight bytes
_ROOM = 2**32
_FIRST = datetime(2000, 1, 1)
_MINUTE = timedelta(minutes=1)


def minute(at: datetime) -> int:
    """Whole minutes since 2000 in local time; seconds are left off."""
    return (at.astimezone(HERE).replace(tzinfo=None) - _FIRST) // _MINUTE


def instant(minutes: int) -> datetime:
    """The other way round."""
    return (_FIRST + minutes * _MINUTE).replace(tzinfo=HERE)


def day(on: date | str) -> datetime:
    """The beginning of a day: a bed from the day one comes to the day one goes, that day no longer taken."""
    return at(on, time())


def at(on: date | str, when: time | str) -> datetime:
    """A time of a day, in local time."""
    of = date.fromisoformat(on) if isinstance(on, str) else on
    clock = time.fromisoformat(when) if isinstance(when, str) else when
    return datetime.combine(of, clock, HERE)


def span(number: int, from_at: datetime, to_at: datetime | None) -> NumericRange:
    """The range of the thing ``number``; ``to_at`` None: without end."""
    if not 0 < number < MOST:
        raise ValueError(number)
    first = number * _ROOM
    last = first + (minute(to_at) if to_at is not None else _ROOM)
    begins = first + minute(from_at)
    if not first <= begins < last:
        raise ValueError(f"{from_at}..{to_at}")
    return NumericRange(begins, last, "[)")
