"""What sheets hear: the application they were to become is registered."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fengqiao.lines.wagesheets.models import WageSheet
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, lock_matter, perform
from fengqiao.matter.events import OpenedOutOf, subscribes


@subscribes(OpenedOutOf)
@transaction.atomic
def opened_out_of(event: OpenedOutOf) -> None:
    """The sheet is ended; of another line's origin, or one that is ended, nothing happens. Repeatable."""
    if not WageSheet.objects.filter(pk=event.origin, stage="gathering").exists():
        return
    row = lock_matter(event.origin)
    if row.stage == "gathering":
        action, today = registry.procedure_of(row).action("handed"), timezone.localdate()
        perform(None, row.pk, [Doing(action, {"case": event.matter_id.hex}, max(event.on, row.opened_on) if event.on <= today else today)], now=timezone.now())
