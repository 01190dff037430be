"""Whom a prison's notice reaches: the running requests of the inmate or the visitor, wherever in the county they were made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from fengqiao.lines.visits import codes, states
from fengqiao.lines.visits.gathering import whole_county
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Carrying

_BEFORE = ("asked", "docs", "waiting", "forwarded", "approved")


def affected(territory: int, data: Mapping[str, Any]) -> list[UUID]:
    """The running requests of whom it is about, in the order of their ids; of a suspension those that fall into it."""
    from fengqiao.booking.spans import day
    from fengqiao.lines.visits.models import VisitRequest

    prison = int(data["prison"]) if data.get("prison") else None
    inmate = states.inmate_key(prison, data.get("inmate_name", ""))
    if inmate is None:
        return []
    with whole_county(territory):
        rows = VisitRequest.objects.filter(inmate_key=inmate, stage__in=_BEFORE)
        if data.get("change") == codes.SUSPENDED and data.get("to_on"):
            first, last = data["from_on"], data["to_on"]
            at = Q(visit_at__gte=day(first), visit_at__date__lte=last)
            rows = rows.filter(at | Q(visit_at=None, wish_on__gte=first, wish_on__lte=last))
        found = list(rows.order_by("pk"))
        return [row.pk for row in found if _is_of(row, data)]


def _is_of(row: Matter, data: Mapping[str, Any]) -> bool:
    """Of one visitor's suspension only requests with this visitor."""
    from fengqiao.matter.actions import standing_of

    if data.get("whom") != "visitor" or data.get("change") != codes.SUSPENDED:
        return True
    key = states.visitor_key(data)
    return key in {states.visitor_key(party) for party in states.visitors(standing_of(row).facts)}


def carry(carrying: Carrying) -> None:
    """Let them lapse in the same transaction, by the system: the family is called first."""
    from fengqiao.lines.visits.procedure import lapse

    data = {"change": carrying.data["change"], "document_no": carrying.data.get("document_no", "")}
    with whole_county(carrying.matter.territory):
        for code in carrying.data.get("affected", ()):
            perform(None, UUID(code), [Doing(lapse, data, carrying.happened_on)], now=carrying.now)
