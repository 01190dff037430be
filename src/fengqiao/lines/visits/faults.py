"""A terminal breaks or closes (VC04): the visits on it are named to those who arrange them, and go first to another time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from fengqiao.booking.closing import hears
from fengqiao.matter.actions import Doing, perform


@hears
def terminal_closed(matters: Sequence[UUID], reason: str, now: datetime) -> None:
    """Record the fault with each visit that was to be held there."""
    from fengqiao.lines.visits.models import VisitRequest
    from fengqiao.lines.visits.procedure import fault

    waiting = VisitRequest.objects.filter(pk__in=matters, stage__in=("forwarded", "approved")).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        perform(None, pk, [Doing(fault, {"words": reason[:200]}, timezone.localdate(now))], now=now)
