"""Looks 查看记录: who looked at whose personal data, when, and for what. Added to, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from fengqiao.matter.models import Look, Matter
from fengqiao.orgs.actor import Actor

SAME_LOOK = timedelta(minutes=10)


def record_look(
    actor: Actor, matter: Matter, what: str, reason: str, *, now: datetime, by_handler: bool = False
) -> None:
    """Record one look. The same handler leafing through the same file within ten minutes is one look."""
    if by_handler:
        recent = Look.objects.filter(staff_id=actor.staff_id, at__gte=now - SAME_LOOK, matter_id=matter.pk, what=what)
        if recent.exists():
            return
    Look.objects.create(
        matter_id=matter.pk, territory=matter.territory, staff_id=actor.staff_id, as_whom=actor.as_whom, at=now,
        what=what, reason=reason, by_handler=by_handler,
    )  # fmt: skip


def note_look_at(actor: Actor, pk: UUID, territory: int, what: str, reason: str, *, now: datetime, own: bool) -> None:
    """Record a look at personal data that belong to no matter yet (a register on its way in); again within ten minutes is one."""
    what = what[:120]
    if not Look.objects.filter(staff_id=actor.staff_id, at__gte=now - SAME_LOOK, matter_id=pk, what=what).exists():
        Look.objects.create(
            matter_id=pk, territory=territory, staff_id=actor.staff_id, as_whom=actor.as_whom, at=now, what=what, reason=reason, by_handler=own
        )


def record_looks(actor: Actor, matters: Iterable[Matter], what: str, reason: str, *, now: datetime, each: bool = False) -> None:
    """Record that somebody learnt the same of several matters at once; turning the page and back is one look, unless ``each`` is one."""
    found = {matter.pk: matter for matter in matters}
    recent = Look.objects.filter(staff_id=actor.staff_id, at__gte=now - SAME_LOOK, what=what, matter_id__in=list(found))
    for matter_id in () if each else recent.values_list("matter_id", flat=True):
        found.pop(matter_id, None)
    Look.objects.bulk_create(
        Look(matter_id=pk, territory=matter.territory, staff_id=actor.staff_id, as_whom=actor.as_whom, at=now, what=what,
             reason=reason, by_handler=matter.handler_id == actor.staff_id)
        for pk, matter in found.items()
    )  # fmt: skip
