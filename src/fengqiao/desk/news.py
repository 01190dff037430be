"""What others did lately on the matters one handles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from fengqiao.matter import registry
from fengqiao.matter.models import Entry
from fengqiao.orgs.actor import Actor

SINCE = timedelta(days=3)
MOST = 6


@dataclass(frozen=True)
class Change:
    """One thing somebody else, or the law itself, did: what, on which matter, when it was entered."""

    what: str
    who: str
    matter: str
    url: str
    at: datetime


def changes_by_others(actor: Actor, now: datetime) -> list[Change]:
    """The last entries of three days that others made on matters the actor handles, latest first; nothing private."""
    found = (
        Entry.objects.filter(matter__handler_id=actor.staff_id, recorded_at__gte=now - SINCE, private=False)
        .filter(matter__territory__gte=actor.low, matter__territory__lte=actor.high)
        .exclude(actor_id=actor.staff_id)
        .select_related("matter", "actor")
        .order_by("-recorded_at")[:MOST]
    )
    return [
        Change(
            registry.procedure_of(entry.matter).action(entry.action).label, entry.actor.name if entry.actor else "系统依法记录",
            entry.matter.title, reverse("matter", args=[entry.matter.code]) + "#timeline", entry.recorded_at,
        )
        for entry in found
    ]  # fmt: skip
