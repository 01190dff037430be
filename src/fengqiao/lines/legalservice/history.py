"""Whether the same telephone asked before: a count for who takes the call, the requests themselves only on need, recorded."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.matter.keys import ring
from fengqiao.matter.looks import record_looks
from fengqiao.matter.models import Party
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor
from fengqiao.vault import parse_phone

MOST = 20
REASON = "接听时核对以前的诉求"


def _of(actor: Actor, phone: str) -> QuerySet[ServiceRequest]:
    read = parse_phone(phone)
    if not read.ok:
        return ServiceRequest.objects.none()
    index = ring().blind_index.of("phone", read.digits)
    named = Party.objects.filter(phone_index=index, matter__line="legalservice").values("matter_id")
    return ServiceRequest.objects.filter(visible(actor), pk__in=named)


def count(actor: Actor, phone: str) -> int:
    """How often, as far as one sees. A number and nothing else: no look."""
    return _of(actor, phone).count() if phone.strip() else 0


def looked_up(actor: Actor, phone: str, *, now: datetime) -> list[ServiceRequest]:
    """The requests, the latest first; that they were looked at is recorded."""
    found = list(_of(actor, phone).order_by("-arrived_at")[:MOST])
    record_looks(actor, found, "以前的咨询", REASON, now=now)
    return found
