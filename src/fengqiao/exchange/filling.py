"""A letter of another body becomes a matter of ours: what it says fills a form, and the letter then belongs to that matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fengqiao.divisions import territory as territories
from fengqiao.exchange import boxes
from fengqiao.exchange.canonical import read
from fengqiao.exchange.models import Direction, Message, Partner, State
from fengqiao.exchange.receiving import belongs, settle_as
from fengqiao.exchange.sending import text_of, trace
from fengqiao.orgs.actor import Actor


@dataclass(frozen=True)
class Letter:
    """What came in: from whom, under which number of theirs, and what it says."""

    number: int
    agency: str
    sender: str
    ext_code: str
    kind: str
    body: Mapping[str, Any]


def letter_for(actor: Actor, number: int, *, reason: str, now: datetime) -> Letter:
    """The letter, for a form begun with it; the look is recorded. Raises NotVisible for one outside the own reach."""
    message = boxes.message_for(actor, number)
    boxes.note_look(actor, message, boxes.matter_of_message(actor, message), reason, now=now)
    said = read(text_of(message))
    return Letter(message.pk, message.partner.agency, message.partner.name, message.ext_code, message.kind, said["body"])


def waiting_letter(number: int) -> Message | None:
    """The letter of this number while nobody has dealt with it."""
    return Message.objects.filter(pk=number, direction=Direction.IN, state=State.NEW).select_related("partner").first()


def settle(number: int, matter_id: UUID, *, actor: Actor | None, now: datetime, note: str) -> None:
    """The letter belongs to the matter registered from it and is dealt with."""
    message = waiting_letter(number)
    if message is not None:
        belongs(message, matter_id)
        trace(message, "据此登记", now, actor, note)
        settle_as(message, State.HANDLED, "", now)


def letter_of(matter_id: UUID) -> Message | None:
    """The letter a matter was registered from."""
    found = Message.objects.filter(matter_id=matter_id, direction=Direction.IN).select_related("partner")
    return found.order_by("noted_at").first()


def partners_of(county: int, agency: str) -> QuerySet[Partner]:
    """The confirmed bodies of this kind with which the county of this territory exchanges letters."""
    low, high = territories.county_reach(county)
    return Partner.objects.filter(agency=agency, active=True, territory__gte=low, territory__lte=high).exclude(confirmed_at=None)


def partner_named(county: int, agency: str, name: str) -> Partner | None:
    """The body of this agency and name we exchange letters with, in the county of this territory; None when there is none."""
    found = Partner.objects.filter(agency=agency, name=name, active=True).exclude(confirmed_at=None)
    return next((each for each in found if each.territory // 10**9 == county // 10**9), None)
