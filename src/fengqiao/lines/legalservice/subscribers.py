"""What the line hears: the business a request was to become is registered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, lock_matter, perform
from fengqiao.matter.events import OpenedOutOf, subscribes


@subscribes(OpenedOutOf)
def opened_out_of(event: OpenedOutOf) -> None:
    registered(event.origin, event.matter_id, event.on)


@transaction.atomic
def registered(origin: UUID, matter_id: UUID, on: date) -> None:
    """The request that waited for it is ended; of another line's origin, or one that is ended, nothing happens. Repeatable."""
    if not ServiceRequest.objects.filter(pk=origin, stage="passing").exists():
        return
    row = lock_matter(origin)
    if row.stage == "passing" and not known_facts(row).has("linked"):
        action = registry.procedure_of(row).action("taken_over")
        perform(None, origin, [Doing(action, {"case": matter_id.hex}, on)], now=timezone.now())
