"""A11, told on the worklist: a shift of the next two days that nobody has, a duty whose person has not come; and to the person the own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from fengqiao.booking.roster.models import Duty
from fengqiao.booking.roster.permissions import FILL, SEE
from fengqiao.booking.roster.reading import absent_now, days_of, hours, shifts_held, shifts_of
from fengqiao.booking.roster.signing import EARLY
from fengqiao.matter.coming import Coming, tells
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.roles import AID_LAWYER

AHEAD = timedelta(days=2)
NAMED = 3  # of the places so many are named


def _waiting(actor: Actor, today: date) -> Sequence[QuerySet[Any]]:
    """An own duty to sign in to; the shifts of the own office, for who fills its roster. Whoever never stands on one is not asked about."""
    if not actor.holds(SEE) and AID_LAWYER.code not in actor.roles:
        return []
    mine = _to_sign_in(actor, timezone.now())
    return [mine, shifts_held(actor.office_id, today, today + AHEAD)] if actor.holds(FILL) else [mine]


def _to_sign_in(actor: Actor, now: datetime) -> QuerySet[Duty]:
    return Duty.objects.filter(staff=actor.staff_id, came_at=None, from_at__lte=now + EARLY, to_at__gt=now, shift__sign_from__lte=F("on"))


@tells(_waiting)
def of_roster(actor: Actor, today: date) -> list[Coming]:
    """For who fills the roster of the own office; and the own duty that is to be signed in to now."""
    now = timezone.now()
    return [*own_duty(actor, now), *absences(actor, today, now), *empty_places(actor, today, now)]


def own_duty(actor: Actor, now: datetime) -> list[Coming]:
    """Of which one can and did not yet sign in."""
    return [
        Coming(duty.on, f"{duty.shift.name}（{duty.shift.hours}）您值班", "请到岗签到。开始三十分钟没有签到的算缺勤。", reverse("roster-mine"))
        for duty in _to_sign_in(actor, now).select_related("shift").order_by("from_at")
    ]  # fmt: skip


def absences(actor: Actor, today: date, now: datetime) -> list[Coming]:
    """One line a duty that runs without its person: the way leads to who can stand in."""
    if not actor.holds(FILL):
        return []
    return [
        Coming(today, f"缺勤：{duty.shift.name}（{duty.shift.hours}）{duty.staff.name}没有签到", "已过三十分钟。请打电话问一问，或者改由同一时间有空的人值。", reverse("roster-duty", args=[duty.pk]))
        for duty in absent_now(actor.office_id, now)
    ]  # fmt: skip


def empty_places(actor: Actor, today: date, now: datetime) -> list[Coming]:
    """One line, of what is not over at this instant: the first place that is empty gives the day."""
    if not actor.holds(FILL):
        return []
    office, last = Office(pk=actor.office_id), today + AHEAD
    shifts = shifts_of(office, today, last)
    if not shifts:
        return []
    places = (place for day in days_of(office, today, last, shifts) for place in day.places)
    empty = [place for place in places if place.duty is None and hours(place.shift, place.on)[1] > now]
    if not empty:
        return []
    words = "；".join(f"{place.on.month}月{place.on.day}日{place.shift.name} {place.shift.hours}" for place in empty[:NAMED])
    url = f"{reverse('roster')}?office={actor.office_id}&month={empty[0].on:%Y-%m}&fill=1"
    return [Coming(empty[0].on, f"值班表还有{len(empty)}处没有排人", f"{words}{'等' if len(empty) > NAMED else ''}。请排上，或者请人顶班。", url)]
