"""A thing is taken out of use while people have booked it: the lines whose matters had it are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from fengqiao.booking.models import Booking, Resource
from fengqiao.divisions import territory as territories
from fengqiao.matter import net

Hears = Callable[[Sequence[UUID], str, datetime], None]
_HEARD_BY: list[Hears] = []


def hears(hear: Hears) -> Hears:
    """Be told of matters whose booking falls into a repair or closure: their ids, why, and when. Inside the transaction."""
    if hear not in _HEARD_BY:
        _HEARD_BY.append(hear)
    return hear


def hit(resource: Resource, from_at: datetime, to_at: datetime | None) -> list[Booking]:
    """The bookings that fall into the time, of whomever: one looks after the thing, and must know that it is in use."""
    with net.widened(*territories.county_reach(resource.territory)):
        found = Booking.objects.filter(resource=resource, to_at__gt=from_at)
        return list((found.filter(from_at__lt=to_at) if to_at is not None else found).order_by("from_at"))


def tell(resource: Resource, from_at: datetime, to_at: datetime | None, reason: str, *, now: datetime) -> int:
    """Tell the lines; how many bookings are hit."""
    found = hit(resource, max(from_at, now), to_at)
    matters = sorted({row.matter_id for row in found if row.matter_id is not None})
    with net.widened(*territories.county_reach(resource.territory)):
        for hear in _HEARD_BY:
            hear(matters, f"{resource}：{reason}", now)
    return len(found)
