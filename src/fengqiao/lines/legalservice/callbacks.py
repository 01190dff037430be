"""Call-backs: half hours with so many lines free, attempts, and when somebody counts as not reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from fengqiao.divisions.territory import county_reach
from fengqiao.lines.legalservice import codes
from fengqiao.matter import calendars
from fengqiao.matter.timeline import Fact, Facts

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting

LINES_FREE = 2  # how many are called in one half hour (本局约定)
DAYS_AHEAD, MOST_TRIES, LEAST_DAYS = 3, 3, 2


def free_slots(setting: Setting) -> Iterable[tuple[str, str]]:
    """The half hours of the next working days that still have a line free."""
    taken = slots_taken(setting.actor.territory, setting.today)
    now = timezone.localtime()
    for day in _days(setting.today):
        for begins in codes.ANSWERED_BY_HALVES:
            key = f"{day.isoformat()}T{begins}"
            if (day > now.date() or begins > f"{now:%H:%M}") and taken[key] < LINES_FREE:
                yield key, words(key)


def _days(today: date) -> Iterable[date]:
    calendar, day = calendars.current(), today
    for _ in range(DAYS_AHEAD + 1):
        day = calendar.next_workday(day)
        yield day
        day += timedelta(days=1)


def slots_taken(territory: int, from_on: date) -> Counter[str]:
    """How many are to be called at each half hour of the county from a day on."""
    from fengqiao.lines.legalservice.models import ServiceRequest

    rows = ServiceRequest.objects.filter(territory__range=county_reach(territory), stage="callback", callback_at__date__gte=from_on)
    return Counter(f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" for at in rows.values_list("callback_at", flat=True) if at)


def words(key: str) -> str:
    """2026-11-23（周一）9:30至10:00."""
    at = instant(key)
    return f"{at:%Y-%m-%d}（周{'一二三四五六日'[at.weekday()]}）{at:%H:%M}至{at + timedelta(minutes=30):%H:%M}"


def instant(key: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(key))


def series(facts: Facts) -> list[Fact]:
    """The attempts since the call-back was agreed last."""
    agreed = facts.last("call_later")
    return [fact for fact in facts.all("attempt") if agreed is not None and fact.seq > agreed.seq]


def failures(facts: Facts) -> list[Fact]:
    return [fact for fact in series(facts) if fact.get("result") != "through"]


def unreached(facts: Facts) -> bool:
    """Three failures on at least two days; never of somebody in danger: that is a person's to decide."""
    failed = failures(facts)
    return len(failed) >= MOST_TRIES and len({fact.happened_on for fact in failed}) >= LEAST_DAYS and not facts.value("risks")
