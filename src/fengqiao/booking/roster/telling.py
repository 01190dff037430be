"""A11, told on the worklist: a shift of the next two days that nobody has, a duty whose person has not come; and to the person the own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from fengqiao.booking.roster.models import Duty
from fengqiao.booking.roster.permissions import FILL, SEE
from fengqiao.booking.roster.reading import days_of, hours, is_absent, shifts_held, shifts_of
from fengqiao.booking.roster.signing import EARLY, may_come
from fengqiao.matter.coming import Coming, tells
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.roles import AID_LAWYER

AHEAD = timedelta(days=2)
ONE_DAY = timedelta(days=1)
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
    return told(actor, today, timezone.now())


def told(actor: Actor, today: date, now: datetime) -> list[Coming]:
    """The same at an instant. Every duty is read once."""
    asked = Q(pk__in=_to_sign_in(actor, now).values("pk"))
    if actor.holds(FILL):  # a shift of the evening before may still run
        asked |= Q(office=actor.office_id, on__range=(today - ONE_DAY, today + AHEAD))
    duties = list(Duty.objects.filter(asked).select_related("shift", "staff").order_by("from_at", "pk"))
    mine = own_duty(actor, duties, now)
    if not actor.holds(FILL):
        return mine
    ours = [duty for duty in duties if duty.office_id == actor.office_id]
    return [*mine, *absences(ours, today, now), *empty_places(actor.office_id, ours, today, now)]


def own_duty(actor: Actor, duties: Sequence[Duty], now: datetime) -> list[Coming]:
    """Of which one can and did not yet sign in."""
    return [
        Coming(duty.on, f"{duty.shift.name}（{duty.shift.hours}）您值班", "请到岗签到。开始三十分钟没有签到的算缺勤。", reverse("roster-mine"))
        for duty in duties
        if duty.staff_id == actor.staff_id and may_come(duty, now)
    ]  # fmt: skip


def absences(duties: Sequence[Duty], today: date, now: datetime) -> list[Coming]:
    """One line a duty that runs without its person: the way leads to who can stand in."""
    return [
        Coming(today, f"缺勤：{duty.shift.name}（{duty.shift.hours}）{duty.staff.name}没有签到", "已过三十分钟。请打电话问一问，或者改由同一时间有空的人值。", reverse("roster-duty", args=[duty.pk]))
        for duty in duties
        if duty.to_at > now and is_absent(duty, now)
    ]  # fmt: skip


def empty_places(office_id: int, duties: Sequence[Duty], today: date, now: datetime) -> list[Coming]:
    """One line, of what is not over at this instant: the first place that is empty gives the day."""
    office, last = Office(pk=office_id), today + AHEAD
    shifts = shifts_of(office, today, last)
    if not shifts:
        return []
    days = days_of(office, today, last, shifts, [duty for duty in duties if duty.on >= today])
    empty = [place for day in days for place in day.places if place.duty is None and hours(place.shift, place.on)[1] > now]
    if not empty:
        return []
    words = "；".join(f"{place.on.month}月{place.on.day}日{place.shift.name} {place.shift.hours}" for place in empty[:NAMED])
    url = f"{reverse('roster')}?office={office_id}&month={empty[0].on:%Y-%m}&fill=1"
    return [Coming(empty[0].on, f"值班表还有{len(empty)}处没有排人", f"{words}{'等' if len(empty) > NAMED else ''}。请排上，或者请人顶班。", url)]
