"""Days left in words, and the state a deadline is shown in.

Shows, never judges: when something falls due and whether it is late in law is decided where the deadline
is computed. A house limit (本局时限) is amber at most and never called 逾期.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from fengqiao.daycount.remaining import days_left_words, hours_left_words

DueState = Literal["late", "today", "soon", "ok", "provisional", "paused", "done"]

SOON_DAYS = 3
BY_HOURS = timedelta(hours=48)  # nearer than this, a period of hours is said in hours

_ICONS: dict[str, str] = {
    "late": "alert-triangle-filled",
    "today": "clock-exclamation",
    "soon": "circle-half-2",
    "ok": "circle",
    "provisional": "calendar-question",
    "paused": "player-pause",
    "done": "check",
}


@dataclass(frozen=True)
class Due:
    """A deadline as a person sees it. `provisional` underlines the words with dashes in any state."""

    state: DueState
    words: str
    on: date | None = None
    provisional: bool = False

    @property
    def icon(self) -> str:
        """The shape that goes with the state, so that colour never stands alone."""
        return _ICONS[self.state]


def describe_due(
    due_on: date,
    today: date,
    *,
    provisional: bool = False,
    paused: bool = False,
    done_on: date | None = None,
    house: bool = False,
    soon_days: int = SOON_DAYS,
    owner: str = "",
    due_at: datetime | None = None,
    now: datetime | None = None,
) -> Due:
    """Return how a deadline whose last day is `due_on` (inclusive) is shown on `today`.

    `owner` names whose the late days are (本所、上级、法院、当事人). `soon_days` is inclusive. With `due_at`, the
    minute it ends, and `now`, the last two days are said in hours: 剩3小时.
    """
    if done_on is None and not paused and due_at is not None and now is not None and abs(due_at - now) < BY_HOURS:
        return _by_hours(due_on, due_at, now, house=house, owner=owner)
    if done_on is not None:
        late_days = (done_on - due_on).days
        tail = "" if late_days <= 0 else f"，晚{late_days}天"
        return Due("done", f"已完成{tail}", due_on)
    if paused:
        return Due("paused", "暂停计时", due_on, provisional)
    left_days = (due_on - today).days
    words = count_words(due_on, today, house=house)
    if owner and left_days < 0:
        words = f"{words}（{owner}）"
    if provisional:
        words = f"{words}·暂定"
    return Due(_state(left_days, house, soon_days, provisional), words, due_on, provisional)


def _by_hours(due_on: date, due_at: datetime, now: datetime, *, house: bool, owner: str) -> Due:
    late = due_at <= now
    words = hours_left_words(now, due_at)
    if late and house:
        words = words.replace("已逾期", "超本局时限")
    if late and owner:
        words = f"{words}（{owner}）"
    state: DueState = "soon" if house else "late" if late else "today"
    return Due(state, words, due_on)


def count_words(due_on: date, today: date, *, house: bool = False) -> str:
    """Return the days left in words; a house limit that has passed is never called 逾期."""
    if house and due_on < today:
        return f"超本局时限{(today - due_on).days}天"
    return days_left_words(today, due_on)


def _state(left_days: int, house: bool, soon_days: int, provisional: bool) -> DueState:
    if left_days < 0:
        return "soon" if house else "late"
    if left_days == 0:
        return "soon" if house else "today"
    if left_days <= soon_days:
        return "soon"
    return "provisional" if provisional else "ok"
