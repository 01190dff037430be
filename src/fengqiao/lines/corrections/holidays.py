"""AL20: duties and last days that fall into a long holiday, ten days before it, so that somebody is on duty for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from fengqiao.daycount import Calendar
from fengqiao.matter import calendars
from fengqiao.matter.models import ClockState, DeadlineRow, Notice, NoticeLevel
from fengqiao.matter.notices import notice_to
from fengqiao.orgs.roles import CORRECTIONS_STAFF

CODE, AHEAD, LONG = "AL20", 10, 3
ONE_DAY = timedelta(days=1)


def long_holiday(today: date, calendar: Calendar) -> tuple[date, date] | None:
    """The next run of at least four days off that begins within ten days, both ends included; a weekend is none."""
    day, last = today + ONE_DAY, today + timedelta(days=AHEAD)
    while day <= last:
        if calendar.is_workday(day) or not calendar.is_workday(day - ONE_DAY):
            day += ONE_DAY
            continue
        end = day
        while not calendar.is_workday(end + ONE_DAY):
            end += ONE_DAY
        if (end - day).days >= LONG:
            return day, end
        day = end + ONE_DAY
    return None


def falling_in(now: datetime) -> Iterator[Notice]:
    """One notice for each case that ends or has a duty of ours due in it."""
    found = long_holiday(timezone.localdate(now), calendars.current())
    if found is None:
        return
    first, last = found
    rows = DeadlineRow.objects.filter(
        matter__line="corrections", state=ClockState.RUNNING, due_on__range=found, rule__in=("release", "contact_on_return", "report_in", "deliver")
    )
    for row in rows.select_related("matter").order_by("matter_id", "n"):
        text = f"长假（{first.isoformat()}至{last.isoformat()}）里有事到期：{row.label}，{row.due_on.isoformat()}。请排好值班。"
        yield notice_to(row.matter, CODE, f"{first.isoformat()}:{row.rule}:{row.key}", NoticeLevel.YELLOW, text, CORRECTIONS_STAFF.code)
