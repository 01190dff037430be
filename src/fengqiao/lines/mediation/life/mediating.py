"""Mediating: 人民调解法 20-27."""

from __future__ import annotations

from fengqiao.lines.mediation import alerts, asks, papers
from fengqiao.lines.mediation import conditions as c
from fengqiao.lines.mediation.committees import eligibility
from fengqiao.lines.mediation.life.stages import (
    ACCEPTED,
    APPOINTING,
    ASSIGNED,
    BEFORE_AGREEMENT,
    IN_HAND,
    LAW,
    MEDIATING,
    SIGNING,
    SUSPENDED,
)
from fengqiao.lines.mediation.permissions import MAY_APPROVE, MAY_MEDIATE
from fengqiao.matter.procedure import ANY_OPEN, Action, Produces
from fengqiao.statutes.known import (
    CIVIL_CODE,
    DOMESTIC_VIOLENCE,
    INVITED_MEDIATION_RULES,
    MEDIATION_WORK_RULES,
    MEDICAL_DISPUTES_REGULATIONS,
    PROTECTION_OF_MINORS,
)

# Mediating: 人民调解法 20-26 -------------------------------------------------------------------------------------------

session = Action(
    "session", "登记调解", (ASSIGNED, MEDIATING), MAY_MEDIATE, to=MEDIATING, needs=asks.SESSION,
    cite=(LAW.art(21), LAW.art(22), LAW.art(27)), conditions=(c.SAFE_SESSION, eligibility.IN_OFFICE), gathers=eligibility.of_session,
    produces=(Produces(papers.SESSION, each=True),), primary=True, sentence="在{place}调解，结果：{result}",
    cautions=(alerts.DANGER,), begins_with=APPOINTING.of_agreed,
)  # fmt: skip
absence = Action(
    "absence", "登记未到场", (ASSIGNED, MEDIATING), MAY_MEDIATE, needs=asks.ABSENCE, cite=(LAW.art(24),),
    sentence="{who}经通知未到场：{notified}", cautions=(alerts.DANGER,),
)  # fmt: skip
investigate = Action(
    "investigate", "调查", (ACCEPTED, ASSIGNED, MEDIATING), MAY_MEDIATE, needs=asks.INVESTIGATE,
    cite=(LAW.art(27), MEDIATION_WORK_RULES.art(29)), produces=(Produces(papers.INVESTIGATION, each=True),),
    sentence="向{person}调查",
)  # fmt: skip
private_talk = Action(
    "private_talk", "单独谈话", (ASSIGNED, MEDIATING, SIGNING), MAY_MEDIATE, needs=asks.PRIVATE_TALK,
    cite=(LAW.art(15), INVITED_MEDIATION_RULES.art(22)), sentence="与{who}单独谈话",
    help="不进笔录、不进卷宗、不给对方；只有本人和调委会主任看得到。",
    cautions=(alerts.DANGER,),
)  # fmt: skip
invite = Action(
    "invite", "邀请参加人", (ACCEPTED, ASSIGNED, MEDIATING), MAY_MEDIATE, needs=asks.INVITE, cite=(LAW.art(20),),
    sentence="邀请{person}（{kind}）参加调解",
)  # fmt: skip
suspend = Action(
    "suspend", "中止", IN_HAND, MAY_APPROVE, to=SUSPENDED, needs=asks.SUSPEND,
    cite=(MEDICAL_DISPUTES_REGULATIONS.art(38), INVITED_MEDIATION_RULES.art(18)),
    produces=(Produces(papers.SUSPENSION, each=True),), sentence="中止：{reason}",
)  # fmt: skip
resume = Action(
    "resume", "恢复调解", (SUSPENDED,), MAY_APPROVE, to=MEDIATING, cite=(INVITED_MEDIATION_RULES.art(18),), primary=True,
    produces=(Produces(papers.RESUMPTION, each=True),), sentence="恢复调解",
)  # fmt: skip
extend = Action(
    "extend", "延期", IN_HAND, MAY_APPROVE, needs=asks.EXTEND, conditions=(c.ALL_AGREED_TO_EXTEND,),
    cite=(MEDIATION_WORK_RULES.art(33), INVITED_MEDIATION_RULES.art(27)),
    produces=(Produces(papers.EXTENSION, each=True),), sentence="各方同意延期到{new_due_on}：{reason}",
)  # fmt: skip
death = Action(
    "death", "登记当事人死亡", ANY_OPEN, MAY_MEDIATE, needs=asks.DEATH, cite=(CIVIL_CODE.art(13),),
    sentence="{who}于{on}死亡",
)  # fmt: skip
heirs_join = Action(
    "heirs_join", "继承人参加调解", BEFORE_AGREEMENT, MAY_MEDIATE, needs=asks.HEIRS, cite=(CIVIL_CODE.art(13), LAW.art(17)),
    conditions=(c.THEY_DIED,), changes_parties=True, sentence="继承人参加调解（{proof}）",
    help="赡养、扶养等专属于本人的请求随本人死亡消灭，不由继承人参加，办理“终止调解”。",
)  # fmt: skip
report = Action(
    "report", "报告有关部门", ANY_OPEN, MAY_MEDIATE, needs=asks.REPORT,
    cite=(LAW.art(25), PROTECTION_OF_MINORS.art(11), DOMESTIC_VIOLENCE.art(14)),
    produces=(Produces(papers.HANDOVER, each=True),), sentence="报告{to}：{reason}",
)  # fmt: skip
