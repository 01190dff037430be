"""A11: a shift of the next two days that nobody has, told to whoever fills the office's roster."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from fengqiao.booking.roster.permissions import FILL
from fengqiao.booking.roster.reading import days_of, hours, shifts_of
from fengqiao.matter.coming import Coming, tells
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

AHEAD = timedelta(days=2)
NAMED = 3  # of the places so many are named


@tells
def of_roster(actor: Actor, today: date) -> list[Coming]:
    """For who fills the roster of the own office."""
    return empty_places(actor, today, timezone.now())


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
