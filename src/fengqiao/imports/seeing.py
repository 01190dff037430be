"""Who sees which imports: one's own; a head, all of the reach."""

from __future__ import annotations

from django.db.models import QuerySet

from fengqiao.imports.models import ImportRun
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.roles import COMMITTEE_HEAD, OFFICE_HEAD


def sees_all(actor: Actor) -> bool:
    """Whether the imports of others are seen too."""
    return bool(actor.roles & {COMMITTEE_HEAD.code, OFFICE_HEAD.code})


def runs_seen(actor: Actor) -> QuerySet[ImportRun]:
    """The imports a person sees, the latest first."""
    runs = ImportRun.objects.filter(territory__range=(actor.low, actor.high))
    return runs if sees_all(actor) else runs.filter(uploaded_by_id=actor.staff_id)
