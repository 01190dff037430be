"""Where a case stands, and what the parties are asked and say by telephone."""

from __future__ import annotations

from fengqiao.lines.mediation import agreement, codes
from fengqiao.lines.mediation.permissions import MAY_MEDIATE, MAY_REGISTER
from fengqiao.matter.appointments import Appointing
from fengqiao.matter.procedure import Goes, Stage
from fengqiao.matter.supplements import Supplements
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import BureauPaper
from fengqiao.statutes.known import PEOPLES_MEDIATION

LAW = PEOPLES_MEDIATION
HOUSE = BureauPaper("人民调解工作内部办理时限规定")

# Stages --------------------------------------------------------------------------------------------------------------

PENDING = Stage("pending", "待受理")
ACCEPTED = Stage("accepted", "已受理")
ASSIGNED = Stage("assigned", "已指派")
MEDIATING = Stage("mediating", "调解中")
SUSPENDED = Stage("suspended", "中止", aside=True)
SIGNING = Stage("signing", "待签署")
PERFORMING = Stage("performing", "履行中")
PERFORMED = Stage("performed", "履行完毕")
ENDED = Stage("ended", "调解终止", aside=True)
CLOSED = Stage("closed", "结案", closed=True)
ARCHIVED = Stage("archived", "归档", closed=True)
DECLINED = Stage("declined", "不予受理", closed=True, aside=True)
WITHDRAWN = Stage("withdrawn", "撤回", closed=True, aside=True)
ESCALATED = Stage("escalated", "转上级", closed=True, aside=True)
VOIDED = Stage("voided", "作废", closed=True, aside=True)
MERGED = Stage("merged", "并案", closed=True, aside=True)

IN_HAND = (ACCEPTED, ASSIGNED, MEDIATING)
BEFORE_AGREEMENT = (PENDING, *IN_HAND, SUSPENDED)
WITH_AGREEMENT = (PERFORMING, PERFORMED, CLOSED)
UNSETTLED = (*BEFORE_AGREEMENT, SIGNING, PERFORMING, PERFORMED)  # from signing on it is refused, and says why

# What the parties are asked and say by telephone --------------------------------------------------------------------------

APPOINTING = Appointing(
    MAY_REGISTER, (ACCEPTED, ASSIGNED, MEDIATING, SIGNING), HOUSE, held_by=("session", "absence", "sign", "reach_oral"),
    over_by=("suspend", "end", "time_is_up", "withdraw", "escalate", "void_case"), todo="按约调解",
)  # fmt: skip
SUPPLEMENTS = Supplements(MAY_MEDIATE, HOUSE)


def _after_signing(facts: Facts) -> Stage | None:
    if agreement.effective_on(facts) is None:
        return None
    return PERFORMED if agreement.performed_on(facts) else PERFORMING


def _after_performing(facts: Facts) -> Stage | None:
    return PERFORMED if agreement.performed_on(facts) else None


def has_proxy(facts: Facts) -> bool:
    return any(party.get("proxy") for party in facts.present_parties)


def from_court(facts: Facts) -> bool:
    return agreement.regime(facts) in (codes.ENTRUSTED_BEFORE, codes.ENTRUSTED_AFTER)


def reached_for_court(facts: Facts) -> bool:
    return from_court(facts) and agreement.effective_on(facts) is not None


EFFECTIVE = Goes(_after_signing, (PERFORMING, PERFORMED))
ALL_DONE = Goes(_after_performing, (PERFORMED,))
