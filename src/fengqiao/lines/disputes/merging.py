"""Merging 并案 and splitting 拆分: two matters that are one quarrel, in one transaction, undone without a trace of harm.

The surviving matter takes the earliest day, the highest colour and the strictest restriction; each report keeps its own
duty to reply; a clock that ran longer in the other goes on from its own day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from fengqiao.lines.disputes import clocks, dispatching
from fengqiao.lines.disputes import facts as f
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.procedure import Carrying
from fengqiao.matter.timeline import Facts


def touched(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    """The matter it is merged into, or is split off from."""
    from fengqiao.lines.disputes.models import Dispute

    if data.get("into"):
        return (UUID(data["into"]),)
    into = Dispute.objects.filter(pk=matter_id).values_list("merged_into", flat=True).first()
    return (into,) if into else ()


def merge(carrying: Carrying) -> None:
    """Tell the surviving matter what it takes over."""
    from fengqiao.lines.disputes import procedure as p

    before = carrying.facts.until(carrying.happened_on)
    said = {
        "matter": carrying.matter.pk.hex, "number": carrying.matter.number, "reports": f.reports_count(before),
        "first_report_on": f.first_report_on(before).isoformat(), "risk": f.risk(before),
        "restricted": f.restriction(before), **_waiting_since(before),
    }  # fmt: skip
    doing = Doing(p.absorb, said, carrying.happened_on)
    perform(None, UUID(carrying.data["into"]), [doing], now=carrying.now)


def _waiting_since(facts: Facts) -> dict[str, str]:
    """Since when it lay on a desk or with a unit when it was merged."""
    found: dict[str, str] = {}
    lead = dispatching.lead(facts)
    if lead is not None and lead.accepted_on is not None:
        found["handling_since"] = lead.accepted_on.isoformat()
    starts = list(clocks.sorting(facts))
    if starts and lead is None:
        found["sorting_since"] = starts[-1].on.isoformat()
    return found


def split(carrying: Carrying) -> None:
    """Tell the surviving matter that this one goes its own way again."""
    from fengqiao.lines.disputes import procedure as p

    into = next(fact.get("into") for fact in reversed(carrying.facts.all("merge")))
    doing = Doing(p.release, {"matter": carrying.matter.pk.hex}, carrying.happened_on)
    perform(None, UUID(into), [doing], now=carrying.now)
