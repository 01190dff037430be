"""Who sees which imports: one's own; a head, all of the reach."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from fengqiao.imports.kinds import Kind, kinds_of
from fengqiao.imports.models import ImportRun
from fengqiao.orgs.actor import Actor


def sees_all(actor: Actor, kind: Kind) -> bool:
    """Whether the imports of others are seen too."""
    return bool(actor.roles & kind.heads)


def runs_seen(actor: Actor) -> QuerySet[ImportRun]:
    """The imports a person sees, the latest first: of the kinds the person may enter, one's own; all of them for a head."""
    seen = Q(pk__in=[])
    for kind in kinds_of(actor):
        own = Q() if sees_all(actor, kind) else Q(uploaded_by_id=actor.staff_id)
        seen |= Q(kind=kind.code) & own
    return ImportRun.objects.filter(seen, territory__range=(actor.low, actor.high))
