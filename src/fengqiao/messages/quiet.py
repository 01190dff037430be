"""Quiet hours 免打扰时段: time of day alone, whatever the day is. Pure functions."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo


def is_quiet(moment: time, begins: time, ends: time) -> bool:
    """Whether the time of day lies in the quiet hours; ``begins`` is quiet, ``ends`` is not. Equal ends: never quiet."""
    if begins <= ends:
        return begins <= moment < ends
    return moment >= begins or moment < ends


def after_quiet(now: datetime, begins: time, ends: time, zone: tzinfo) -> datetime:
    """``now`` itself, or the next end of the quiet hours it lies in, by the clock on the wall in ``zone``."""
    local = now.astimezone(zone)
    if not is_quiet(local.time(), begins, ends):
        return now
    end = datetime.combine(local.date(), ends, zone)
    return end if end > local else datetime.combine(local.date() + timedelta(days=1), ends, zone)
