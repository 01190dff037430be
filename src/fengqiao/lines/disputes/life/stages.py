"""Where a dispute stands, and what the parties are asked and say by telephone."""

from __future__ import annotations

from fengqiao.lines.disputes import dispatching
from fengqiao.lines.disputes.passing_on import report_supplemented
from fengqiao.lines.disputes.permissions import MAY_HANDLE
from fengqiao.matter.appointments import Appointing
from fengqiao.matter.merging import merged_into
from fengqiao.matter.procedure import Asking, Stage
from fengqiao.matter.supplements import Supplements
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import BureauPaper
from fengqiao.statutes.known import PEOPLES_MEDIATION

LAW = PEOPLES_MEDIATION
HOUSE = BureauPaper("矛盾纠纷受理分流工作制度")
SUPERVISION = BureauPaper("矛盾纠纷督办工作制度")
H, S = (HOUSE.whole(),), (SUPERVISION.whole(),)

# Stages --------------------------------------------------------------------------------------------------------------

SORTING = Stage("sorting", "待研判")
SENT = Stage("sent", "待签收")
HANDLING = Stage("handling", "办理中")
CONFERRING = Stage("conferring", "会商", aside=True)
PAUSED = Stage("paused", "暂停", aside=True)
RESOLVED = Stage("resolved", "已化解")
REFERRED = Stage("referred", "未化解转出", aside=True)
CLOSED = Stage("closed", "结案", closed=True)
MERGED = Stage("merged", "并案", closed=True, aside=True)

APPOINTING = Appointing(
    MAY_HANDLE, (HANDLING, CONFERRING), HOUSE,
    over_by=("dispatch", "reassign", "escalate", "resolve", "case_resolved", "refer_out", "pause", "close", "merge"),
)  # fmt: skip
SUPPLEMENTS = Supplements(MAY_HANDLE, HOUSE, report_supplemented)

OPEN_STAGES = (SORTING, SENT, HANDLING, CONFERRING, PAUSED, RESOLVED, REFERRED)
_TO: dict[str, Stage] = {
    "dispatch": SENT, "accept_task": HANDLING, "return_task": SORTING, "designate": HANDLING, "reassign": SENT, "escalate": SENT, "send_down": SENT,
    "resolve": RESOLVED, "settle_here": RESOLVED, "case_resolved": RESOLVED, "refer_out": REFERRED, "reopen": SORTING, "resume": HANDLING,
}  # fmt: skip


def resolved_by_case(facts: Facts) -> Stage | None:
    """Resolved, where a unit has it; of a matter that was merged into another it is that other's agreement."""
    if merged_into(facts) is not None:
        return None
    stage = SORTING
    for fact in facts:
        stage = _TO.get(fact.action, stage)
    return RESOLVED if stage in (SENT, HANDLING, RESOLVED) else None


def of_opening(asking: Asking) -> dict[str, object]:
    """Where it was registered, and at which level it is sorted."""
    from fengqiao.orgs.models import Office

    desk = Office.objects.get(pk=asking.data["desk"])
    return {"at": asking.matter.office_id, "at_name": asking.matter.office.short_name, "desk_level": dispatching.level_of(desk)}


def of_reopening(asking: Asking) -> dict[str, object]:
    """The desk that sorts it again: that of the office that reopens it."""
    from fengqiao.lines.disputes.receiving import desk_of
    from fengqiao.orgs.models import Office

    return {"desk": desk_of(Office.objects.select_related("parent").get(pk=asking.actor.office_id)).pk}
