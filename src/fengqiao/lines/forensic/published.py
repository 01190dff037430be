"""What commissions tell other lines: those made for one of their matters, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fengqiao.matter.models import ClockState, DeadlineRow, Matter
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor


@dataclass(frozen=True)
class Commissioned:
    """One commission made for a matter. ``due_on``: the last day the institute has; None while it stands still or is over."""

    code: str
    number: str
    institute: str
    subject: str
    effective_on: date
    due_on: date | None
    state: str


def commissioned_for(matter_id: UUID, actor: Actor) -> list[Commissioned]:
    """Those made for the matter that the actor may see, the oldest first; two questions to the database."""
    from fengqiao.lines.forensic.models import ForensicCommission
    from fengqiao.matter import registry

    mine = Matter.objects.filter(visible(actor), line="forensic").values("pk")
    rows = list(ForensicCommission.objects.filter(origin_id=matter_id, pk__in=mine).exclude(stage="voided").order_by("effective_on", "pk"))
    running = DeadlineRow.objects.filter(matter_id__in=[row.pk for row in rows], rule="opinion", state=ClockState.RUNNING)
    due = dict(running.values_list("matter_id", "due_on")) if rows else {}
    return [
        Commissioned(
            row.code, row.number or "", row.institute_name, row.subject, row.effective_on or row.opened_on, due.get(row.pk),
            f"{row.opinion_no}（{row.opinion_on}）" if row.opinion_on else registry.procedure_of(row).stage(row.stage).label,
        )
        for row in rows
    ]  # fmt: skip
