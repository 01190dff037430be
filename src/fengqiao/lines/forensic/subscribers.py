"""What commissions hear: the legal aid case they are for has another lawyer, and who follows them goes along."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.lines.aidcases.published import HandlerChanged
from fengqiao.lines.forensic.models import ForensicCommission
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, lock_matter, perform
from fengqiao.matter.events import subscribes
from fengqiao.matter.models import Matter


@subscribes(HandlerChanged)
@transaction.atomic
def handler_changed(event: HandlerChanged) -> None:
    """Every commission of the case that is under way is followed by who has the case now; nobody: by who registered it. Repeatable."""
    case = Matter.objects.filter(pk=event.matter_id).select_related("handler").first()
    if case is None:
        return
    for pk in ForensicCommission.objects.filter(origin_id=case.pk, stage__in=("under_way", "held_up")).values_list("pk", flat=True):
        row: Any = lock_matter(pk)
        said = {"follower": case.handler_id, "follower_name": case.handler.name} if case.handler is not None else {"follower_name": "登记人"}
        if row.handler_id != case.handler_id and (case.handler is not None or row.follows_case):
            perform(None, pk, [Doing(registry.procedure_of(row).action("goes_along"), said, max(event.on, row.opened_on))], now=timezone.now())
