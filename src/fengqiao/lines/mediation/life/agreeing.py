"""An agreement, or none: 人民调解法 23, 26, 28-30. Two cases of one quarrel."""

from __future__ import annotations

from fengqiao.lines.mediation import alerts, asks, merging, papers
from fengqiao.lines.mediation import conditions as c
from fengqiao.lines.mediation.committees import eligibility
from fengqiao.lines.mediation.life.stages import (
    ACCEPTED,
    ASSIGNED,
    BEFORE_AGREEMENT,
    EFFECTIVE,
    ENDED,
    ESCALATED,
    HOUSE,
    IN_HAND,
    LAW,
    MEDIATING,
    MERGED,
    PENDING,
    SIGNING,
    SUSPENDED,
    UNSETTLED,
    VOIDED,
    WITHDRAWN,
    from_court,
    reached_for_court,
)
from fengqiao.lines.mediation.merging import MERGING
from fengqiao.lines.mediation.permissions import MAY_ACCEPT, MAY_APPROVE, MAY_MEDIATE, MAY_MERGE, MAY_REGISTER
from fengqiao.matter import entered
from fengqiao.matter.procedure import ANY, Action, Back, Produces
from fengqiao.statutes.known import CIVIL_CODE, MEDICAL_DISPUTES_REGULATIONS

# Agreement: 人民调解法 28-30 -------------------------------------------------------------------------------------------

draft_agreement = Action(
    "draft_agreement", "拟定协议", (MEDIATING,), MAY_MEDIATE, to=SIGNING, needs=asks.AGREEMENT,
    cite=(LAW.art(28), LAW.art(29)), conditions=(c.CONTENT_GATE, c.AMOUNT_IN_WORDS, c.NOBODY_DIED, alerts.WARNED),
    produces=(Produces(papers.AGREEMENT),), sentence="协议定稿，金额{total}", help="定稿后不能改动；要改先退回修改，再出新版。",
)  # fmt: skip
redraft = Action(
    "redraft", "退回修改", (SIGNING,), MAY_MEDIATE, to=MEDIATING, needs=asks.REDRAFT, cite=(LAW.art(28),),
    sentence="协议退回修改：{reason}",
)  # fmt: skip
sign = Action(
    "sign", "登记签署和盖章", (SIGNING,), MAY_MEDIATE, to=EFFECTIVE, needs=asks.SIGN, cite=(LAW.art(29),), primary=True,
    conditions=(c.NOBODY_DIED, c.SIGNING_DATES, c.READ_ALOUD, eligibility.IN_OFFICE), gathers=eligibility.of_signing,
    produces=(Produces(papers.COURT_REPLY, when=reached_for_court),), sentence="登记签署",
)  # fmt: skip
demand_ratification = Action(
    "demand_ratification", "催告追认", (SIGNING,), MAY_MEDIATE, needs=asks.DEMAND_RATIFICATION,
    cite=(CIVIL_CODE.art(145), CIVIL_CODE.art(171)), sentence="就{who}的签署向{of_whom}催告追认",
)  # fmt: skip
ratify = Action(
    "ratify", "登记追认", (SIGNING,), MAY_MEDIATE, to=EFFECTIVE, needs=asks.RATIFY,
    cite=(CIVIL_CODE.art(145), CIVIL_CODE.art(171)), sentence="{who}：{answer}",
)  # fmt: skip
ratification_refused = Action(
    "ratification_refused", "未作表示，视为拒绝追认", (SIGNING,), None, to=MEDIATING, cite=(CIVIL_CODE.art(145, 2),),
    sentence="三十日内未作表示，视为拒绝追认",
)  # fmt: skip
reach_oral = Action(
    "reach_oral", "达成口头协议", (ASSIGNED, MEDIATING), MAY_MEDIATE, to=EFFECTIVE, needs=asks.ORAL,
    cite=(LAW.art(28), LAW.art(30)), conditions=(c.MAY_BE_ORAL, c.CONTENT_GATE, c.NOBODY_DIED, alerts.WARNED, eligibility.IN_OFFICE),
    gathers=eligibility.of_session,
    produces=(Produces(papers.ORAL_AGREEMENT),), sentence="达成口头协议",
)  # fmt: skip

# Ending without agreement: 人民调解法 23, 26; 医疗纠纷预防和处理条例 38 ----------------------------------------------------

end = Action(
    "end", "终止调解", (ACCEPTED, ASSIGNED, MEDIATING, SUSPENDED, SIGNING), MAY_MEDIATE, to=ENDED, needs=asks.END,
    cite=(LAW.art(23), LAW.art(26)), conditions=(c.SECOND_ABSENCE,),
    produces=(Produces(papers.ENDING), Produces(papers.COURT_REPLY, when=from_court)),
    sentence="终止调解：{reason}",
)  # fmt: skip
time_is_up = Action(
    "time_is_up", "期满，视为调解不成", (ACCEPTED, ASSIGNED, MEDIATING, SIGNING), None, to=ENDED,
    cite=(MEDICAL_DISPUTES_REGULATIONS.art(38),), sentence="期满未达成协议，视为调解不成",
)  # fmt: skip
withdraw = Action(
    "withdraw", "当事人撤回申请", (PENDING, ACCEPTED), MAY_REGISTER, to=WITHDRAWN, needs=asks.WITHDRAWAL, cite=(LAW.art(23),),
    produces=(Produces(papers.ENDING),),
    sentence="当事人撤回申请：{reason}",
)  # fmt: skip
escalate = Action(
    "escalate", "转上级调委会", (PENDING, *IN_HAND), MAY_APPROVE, to=ESCALATED, needs=asks.ESCALATE, cite=(LAW.art(23),),
    produces=(Produces(papers.ESCALATION),), sentence="转{to_committee}：{reason}",
)  # fmt: skip
void_case = Action(
    "void_case", "作废", (PENDING, *IN_HAND), MAY_ACCEPT, to=VOIDED, needs=asks.VOIDING, cite=(HOUSE.whole(),),
    sentence="作废：{reason}", help="误录的案件；编号保留为作废，不再使用。",
)  # fmt: skip

entered_from = entered.entered_from(MAY_MEDIATE, HOUSE.whole())
void_entered = entered.void_entered(MAY_APPROVE, HOUSE.whole(), to=VOIDED)

# Two cases of one quarrel: 人民调解法 7, 23 ------------------------------------------------------------------------------

merge = Action(
    "merge", "并案", UNSETTLED, MAY_MERGE, to=MERGED, needs=asks.MERGE, cite=(LAW.art(23), HOUSE.whole()), gathers=merging.of_merging,
    conditions=(merging.NO_AGREEMENT, merging.MAY_MERGE, merging.TAKEN), touches=MERGING.touches, carries=MERGING.merge,
    produces=(Produces(papers.MERGE_NOTICE, each=True),), sentence="并入{into_number}：{why}",
    help="两件是同一件纠纷的，先受理的继续办理；本案不算成功也不算不成，不发补贴，可以拆分。",
)  # fmt: skip
unmerge = Action(
    "unmerge", "拆分", (MERGED,), MAY_MERGE, to=Back(("merge",), BEFORE_AGREEMENT), needs=asks.UNMERGE, cite=(LAW.art(23), HOUSE.whole()),
    touches=MERGING.touches, carries=MERGING.split, produces=(Produces(papers.SPLIT_NOTICE, each=True),), sentence="拆分：{reason}",
    help="回到并案以前的阶段，期限照旧计算。",
)  # fmt: skip
absorb = Action(
    "absorb", "并入另一件案件", ANY, None, needs=asks.ABSORBED, cite=(HOUSE.whole(),), sentence="案件{number}并入本案", help="另一件案件办理“并案”时由系统记录。",
)  # fmt: skip
release = Action(
    "release", "另一件案件拆出", ANY, None, needs=asks.ABSORBED, cite=(HOUSE.whole(),), sentence="案件{number}从本案拆出", help="另一件案件办理“拆分”时由系统记录。",
)  # fmt: skip
