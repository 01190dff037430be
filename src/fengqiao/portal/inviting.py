"""Whoever is asked for a time hears of it by telephone, also one who has never looked here: where to look, and no more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from fengqiao.matter import public, registry
from fengqiao.matter.appointments import DaysOffered
from fengqiao.matter.events import Asked, subscribes
from fengqiao.matter.models import Matter
from fengqiao.messages.addresses import clean_address
from fengqiao.messages.models import Way
from fengqiao.messages.refusals import BadAddress
from fengqiao.portal import inside
from fengqiao.portal.keeping import index_of
from fengqiao.portal.models import Follow


@subscribes(DaysOffered)
def days_offered(event: DaysOffered) -> None:
    invite_all(event.matter_id)


@subscribes(Asked)
def asked(event: Asked) -> None:
    invite_all(event.matter_id)


def invite_all(matter_id: UUID) -> None:
    """Publish to each telephone asked what it may be told; those that follow already hear as of any news."""
    base = Matter.objects.filter(pk=matter_id).first()
    declared = next((each for each in public.followed() if base is not None and each.line == base.line), None)
    if base is None or declared is None:
        return
    matter = registry.line(base.line).model()._default_manager.select_related("office").get(pk=base.pk)
    for phone in declared.asked(matter):
        invite(phone, declared.where(matter, phone), now=timezone.now())


def invite(phone: str, matter: Matter, *, now: datetime) -> None:
    """Let a telephone follow the matter from now on, and tell it so once. A landline is not told; an officer calls."""
    try:
        address = clean_address(Way.SMS, phone)
    except BadAddress:
        return
    declared = public.follow_of(matter.line)
    known = Follow.objects.filter(phone_index=index_of("phone", address), matter_id=matter.pk).exists()
    if known or declared.tell(matter, address) is None:
        return
    follow = inside.begin_following(address, matter, matter.territory // 10**9, own=False, now=now)
    inside.publish(follow, now=now, invited=True)
