"""考核奖惩，依社区矫正法第二十八条：发现、两人调查、听取意见、提出、另一人决定、送达、抄送检察院、异议。

Nothing escalates by itself: the system shows what the facts allow, a person decides.
"""

from __future__ import annotations

from fengqiao.daycount import Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.conduct import asks
from fengqiao.lines.corrections.cases.conduct import facts as f
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.cases.conduct.alerts import ALERTS
from fengqiao.lines.corrections.papers import conduct as papers
from fengqiao.lines.corrections.permissions import (
    DECIDE,
    OBJECTIONS,
    PROPOSE,
    RECEIVE,
    SEALED_RECORDS,
    SUPERVISE,
)
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import ANY, OVERDUE, Action, Deadline, Met, Moment, Produces, Todo
from fengqiao.statutes.corrections import (
    COMMUNITY_CORRECTIONS,
    CORRECTIONS_MEASURES,
    CORRECTIONS_MEASURES_2012,
)
from fengqiao.statutes.known import PUBLIC_SECURITY_PENALTIES as PENALTIES

LAW, HOUSE = COMMUNITY_CORRECTIONS, codes.HOUSE
RULES = (LAW.art(28, 1), CORRECTIONS_MEASURES_2012.whole(), CORRECTIONS_MEASURES.whole())  # measures, recalled as 32 to 36
GROUP = "考核奖惩"

conduct_item = Action(
    "conduct_item", "登记考核", s.UNDER, SUPERVISE, needs=asks.ITEM, cite=(LAW.art(28),), group=GROUP, sentence="{what}：{note}",
)  # fmt: skip
find_breach = Action(
    c.FIND, "登记违反规定", s.UNDER, SUPERVISE, needs=asks.FIND, cite=(LAW.art(28, 1), LAW.art(31)), group=GROUP, sentence="{on}：{what}",
    help="正在违反的，先制止；制止无效的，立即通知公安机关。未按期报告有正当理由的，不登记。",
)  # fmt: skip
investigate_breach = Action(
    c.INVESTIGATE, "调查核实", s.UNDER, SUPERVISE, needs=asks.INVESTIGATE, cite=RULES, conditions=(f.TO_LOOK_INTO, f.TWO), group=GROUP,
    sentence="调查核实：{verdict}",
)  # fmt: skip
hear_person = Action(
    c.HEAR, "听取本人意见", s.UNDER, SUPERVISE, needs=asks.HEAR, cite=RULES, conditions=(f.TO_HEAR, f.GUARDIAN, f.STATED), group=GROUP,
    sentence="告知并听取意见：{how}",
)  # fmt: skip
propose_sanction = Action(
    c.PROPOSE, "提出奖惩意见", s.UNDER, PROPOSE, needs=asks.PROPOSE, cite=RULES, group=GROUP,
    conditions=(
        f.FITS_KIND, f.NOT_PAROLE, f.ADMONITION_SINCE, f.ONE_FACT, f.DAYS_FIT, f.HAS_INJUNCTION, f.HAS_REVIEW, f.LADDER, f.PRAISEWORTHY,
    ), sentence="拟{kind}。{ground}",
)  # fmt: skip
decide_sanction = Action(
    c.DECIDE, "决定奖惩", s.UNDER, DECIDE, needs=asks.DECIDE, recalls=(c.FIND, c.INVESTIGATE, c.HEAR, c.PROPOSE), cite=RULES, conditions=(f.TO_DECIDE,), not_by=c.PROPOSE, group=GROUP,
    produces=tuple(
        Produces(kind, each=True, when=papers.decides(code))
        for code, kind in ((c.PRAISE, papers.PRAISE), (c.ADMONISH, papers.ADMONITION), (c.WARN, papers.WARNING), (c.PENALTY, papers.PENALTY))
    ),
    sentence="{answer}{doc_no}",
)  # fmt: skip
serve_sanction = Action(
    c.SERVE, "送达奖惩决定", s.UNDER, SUPERVISE, needs=asks.SERVE, cite=RULES, conditions=(f.TO_SERVE, f.RIGHT_WAY, f.GUARDIAN), group=GROUP,
    sentence="{how}：{result}",
)  # fmt: skip
penalty_result = Action(
    c.RESULT, "登记治安处罚结果", s.UNDER, RECEIVE, needs=asks.PENALTY_RESULT, cite=(PENALTIES.art(136), LAW.art(59)), conditions=(f.AT_POLICE,),
    private_to=SEALED_RECORDS, group=GROUP, help="违反治安管理的记录依法封存，只有本案的社区矫正机构人员看得到。",
)  # fmt: skip
withdraw_sanction = Action(
    c.WITHDRAW, "撤销奖惩决定", ANY, DECIDE, needs=asks.WITHDRAW, cite=(LAW.art(34, 1),), conditions=(f.HAS_DECISION,), group=GROUP,
    sentence="撤销：{reasons}", help="自行发现错误，或者检察机关提出纠正意见的。",
)  # fmt: skip
object_ = Action(
    c.OBJECT, "登记异议", ANY, SUPERVISE, needs=asks.OBJECT, cite=(LAW.art(34, 2),), conditions=(f.HAS_ANY,), group=GROUP, sentence="本人提出异议",
    help="解除以后提出的也要受理。处理期间原决定不停止执行。",
)  # fmt: skip
answer_objection = Action(
    c.ANSWER, "处理异议", ANY, OBJECTIONS, needs=asks.ANSWER, recalls=(c.OBJECT, c.PROPOSE), cite=(LAW.art(34, 2),), conditions=(f.OBJECTED, f.ANOTHER), gathers=f.decided_it,
    produces=(Produces(papers.OBJECTION, each=True),),
    group=GROUP, sentence="{result}：{reasons}",
)  # fmt: skip
publish_praise = Action(
    "publish_praise", "公布表扬", s.UNDER, SUPERVISE, needs=asks.PUBLISH, cite=(LAW.art(28, 1), HOUSE.whole()), conditions=(f.PRAISED, f.ADULT),
    group=GROUP, sentence="在{where}公布",
)  # fmt: skip

ACTIONS = (
    conduct_item, find_breach, investigate_breach, hear_person, propose_sanction, decide_sanction, serve_sanction, penalty_result,
    withdraw_sanction, object_, answer_objection, publish_praise,
)  # fmt: skip
PARAMETERS = {"breach_days": 10, "sanction_days": 5, "serve_days": 5, "objection_days": 10}
DEADLINES = (
    Deadline(
        "breach", "查清并处理违反", house("breach_days", Unit.WORKING), after=Moment("登记日", f.found), met_by=(Met("已处理", f.dealt_with_on),),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("调查核实，听取意见，提出处理", propose_sanction), warn_days=3,
    ),
    Deadline(
        "decide_sanction", "决定奖惩", house("sanction_days", Unit.WORKING), after=Moment("提出日", f.proposals),
        met_by=(Met("已决定", f.decided_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("决定奖惩", decide_sanction), warn_days=2,
    ),
    Deadline(
        "serve_sanction", "送达奖惩决定", house("serve_days", Unit.WORKING), after=Moment("决定日", f.decisions),
        met_by=(Met("已送达", f.served_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("送达奖惩决定", serve_sanction), warn_days=2,
    ),
    Deadline(
        "objection", "处理异议", house("objection_days", Unit.WORKING), after=Moment("提出异议日", f.objected),
        met_by=(Met("已处理", f.answered_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("处理异议", answer_objection), warn_days=3,
        survives_closing=True,
    ),
)  # fmt: skip
__all__ = ["ACTIONS", "ALERTS", "DEADLINES", "PARAMETERS"]
