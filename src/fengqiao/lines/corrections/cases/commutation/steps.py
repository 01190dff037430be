"""减刑，依社区矫正法第三十三条的顺序：建议、市级审核、提请、裁定。

The review above is recalled as article 42 of the measures of 2020; that at least half is served: 刑法第七十八条.
"""

from __future__ import annotations

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.commutation import asks
from fengqiao.lines.corrections.cases.commutation import facts as f
from fengqiao.lines.corrections.papers.commutation import PROPOSAL
from fengqiao.lines.corrections.permissions import DECIDE, RECEIVE
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import Action, Deadline, Expiry, InForce, Met, Moment, Produces, Reminder
from fengqiao.orgs.roles import CORRECTIONS_HEAD
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012

LAW, MEASURES, OLD = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012
GROUP = "减刑"
CITE = (LAW.art(33), OLD.whole())
UNDER = (s.ACTIVE, s.PENDING)

propose_commutation = Action(
    "propose_commutation", "提出减刑建议", UNDER, RECEIVE, needs=asks.PROPOSE, cite=CITE, conditions=(f.NONE_PENDING,), group=GROUP,
    produces=(Produces(PROPOSAL, each=True),), sentence="建议减刑（{ground}）：{asked}",
)  # fmt: skip
review_commutation = Action(
    "review_commutation", "登记市级审核", UNDER, RECEIVE, needs=asks.REVIEW, cite=(MEASURES.whole(), OLD.whole()), group=GROUP,
    conditions=(f.after("propose_commutation", "没有等着审核的减刑建议。"),), sentence="市级审核：{answer}，{document}",
)  # fmt: skip
commutation_to_court = Action(
    "commutation_to_court", "提请法院裁定减刑", UNDER, DECIDE, needs=asks.TO_COURT, cite=CITE, not_by="propose_commutation", group=GROUP,
    conditions=(f.after("review_commutation", "市级机构还没有审核。"),), sentence="向{court}提请减刑，抄送{copied}",
)  # fmt: skip
commutation_ruling = Action(
    "commutation_ruling", "登记减刑裁定", UNDER, RECEIVE, needs=asks.RULING, cite=CITE, group=GROUP,
    conditions=(f.after("commutation_to_court", "没有等着裁定的减刑建议。"), f.NEW_END), sentence="{result}（{document}）",
    help="矫正止日只照裁定书改。裁定后已经期满的，当日办理解除。",
)  # fmt: skip

ACTIONS = (propose_commutation, review_commutation, commutation_to_court, commutation_ruling)
DEADLINES = (
    Deadline(
        "commutation_ruling", "法院裁定减刑", Period(30, Unit.CALENDAR, roll=True), after=Moment("法院收到建议书", f.sent), met_by=(Met("已经裁定", f.ruled_on),),
        on_expiry=Expiry("法院逾期没有裁定，应当询问"), cite=(LAW.art(33, 2),), whose="人民法院", in_force=InForce(LAW.in_force_on), blocks_nothing=True,
        reminders=(
            Reminder("AL12", (-5, 0), NoticeLevel.YELLOW, "减刑裁定到{on}应当作出（{source}）。", to=("handler", CORRECTIONS_HEAD.code)),
        ),
    ),
)  # fmt: skip
