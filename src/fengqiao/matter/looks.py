"""Looks 查看记录: who looked at whose personal data, when, and for what. Added to, never changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from fengqiao.matter.models import Look, Matter
from fengqiao.orgs.actor import Actor

SAME_LOOK = timedelta(minutes=10)


def record_look(
    actor: Actor, matter: Matter, what: str, reason: str, *, now: datetime, by_handler: bool = False
) -> None:
    """Record one look. The same handler leafing through the same file within ten minutes is one look."""
    if by_handler:
        recent = Look.objects.filter(
            staff_id=actor.staff_id, at__gte=now - SAME_LOOK, matter_id=matter.pk, what=what
        )
        if recent.exists():
            return
    Look.objects.create(
        matter_id=matter.pk, territory=matter.territory, staff_id=actor.staff_id, as_whom=actor.as_whom, at=now,
        what=what, reason=reason, by_handler=by_handler,
    )  # fmt: skip
