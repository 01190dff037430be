"""红黄绿: computed from the days, the progress and the approved extensions; never chosen. One function for screen, paper and list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fengqiao.daycount import Calendar
from fengqiao.daycount.remaining import working_days_left

DONE_ON_TIME, DONE_LATE, RED, YELLOW, GREEN = "done_on_time", "done_late", "red", "yellow", "green"
WORDS = {DONE_ON_TIME: "按期办结", DONE_LATE: "逾期办结", RED: "红", YELLOW: "黄", GREEN: "绿"}
STATES = {RED: "late", YELLOW: "soon", GREEN: "ok", DONE_ON_TIME: "done", DONE_LATE: "late"}
ICONS = {RED: "alert-triangle-filled", YELLOW: "circle-half-2", GREEN: "circle-check", DONE_ON_TIME: "check", DONE_LATE: "history"}
LIMITS = {"yellow_days": 3, "behind_points": 10, "missed_days": 10}


@dataclass(frozen=True)
class Milestone:
    """Where the work is to stand on a day, in per cent."""

    on: date
    planned: int
    label: str = ""


@dataclass(frozen=True)
class Stand:
    """What a colour is computed from. ``reported_on``: the report that stands; ``accepted``: verified."""

    due_on: date
    milestones: tuple[Milestone, ...] = ()
    progress: int = 0
    reported_on: date | None = None
    accepted: bool = False
    limits: Mapping[str, int] | None = None

    def limit(self, name: str) -> int:
        return int({**LIMITS, **(self.limits or {})}[name])

    def planned_on(self, day: date) -> int:
        """The progress planned for the day: that of the last milestone behind it."""
        return max((each.planned for each in self.milestones if each.on <= day), default=0)


def colour(stand: Stand, today: date, calendar: Calendar) -> str:
    """Tested in this order: done in time, done late, red, yellow, green. A report that waits is judged by its own day."""
    if stand.accepted and stand.reported_on is not None:
        return DONE_ON_TIME if stand.reported_on <= stand.due_on else DONE_LATE
    day, progress = (stand.reported_on, 100) if stand.reported_on is not None else (today, stand.progress)
    if day > stand.due_on or missed(stand, day, progress, calendar):
        return RED
    if working_days_left(day, stand.due_on, calendar) <= stand.limit("yellow_days") and stand.reported_on is None:
        return YELLOW
    return YELLOW if progress < stand.planned_on(day) - stand.limit("behind_points") else GREEN


def missed(stand: Stand, day: date, progress: int, calendar: Calendar) -> Milestone | None:
    """The first milestone that has been missed for more than so many working days."""
    late = (each for each in stand.milestones if progress < each.planned and each.on < day)
    return next((each for each in late if calendar.workdays_after(each.on, day) > stand.limit("missed_days")), None)


def red_since(stand: Stand, today: date, calendar: Calendar) -> date | None:
    """Since which day it has been red without a break; None while it is not."""
    if colour(stand, today, calendar) != RED:
        return None
    day = stand.reported_on or today
    found = [stand.due_on + timedelta(days=1)] if day > stand.due_on else []
    for each in stand.milestones:
        if stand.progress < each.planned and each.on < day and calendar.workdays_after(each.on, day) > stand.limit("missed_days"):
            found.append(red_by_milestone(each, stand.limit("missed_days"), calendar))
    return min(found)


def red_by_milestone(milestone: Milestone, missed_days: int, calendar: Calendar) -> date:
    """The day on which a milestone never reached turns the card red."""
    day, left = milestone.on, missed_days + 1
    while left:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    return day


def plain(stand: Stand) -> dict[str, Any]:
    """As JSON, for the row."""
    return {
        "due_on": stand.due_on.isoformat(), "progress": stand.progress, "reported_on": stand.reported_on.isoformat() if stand.reported_on else "", "accepted": stand.accepted,
        "milestones": [[each.on.isoformat(), each.planned, each.label] for each in stand.milestones], "limits": dict(stand.limits or {}),
    }  # fmt: skip


def read(row: Mapping[str, Any]) -> Stand:
    """The other way round."""
    reported = row.get("reported_on")
    return Stand(
        date.fromisoformat(row["due_on"]), tuple(Milestone(date.fromisoformat(on), planned, label) for on, planned, label in row["milestones"]), row["progress"],
        date.fromisoformat(reported) if reported else None, row["accepted"], row["limits"],
    )  # fmt: skip
