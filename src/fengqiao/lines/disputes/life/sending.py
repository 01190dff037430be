"""受理与研判，分流转办。"""

from __future__ import annotations

from fengqiao.lines.disputes import asks, dispatching, papers
from fengqiao.lines.disputes import conditions as c
from fengqiao.lines.disputes.life.stages import (
    CONFERRING,
    HANDLING,
    LAW,
    PAUSED,
    REFERRED,
    RESOLVED,
    SENT,
    SORTING,
    H,
    of_opening,
)
from fengqiao.lines.disputes.permissions import (
    MAY_COMMAND,
    MAY_DISPATCH,
    MAY_ESCALATE,
    MAY_HANDLE,
    MAY_RAISE_RISK,
    MAY_RECEIVE,
    MAY_TAKE,
)
from fengqiao.matter.procedure import ANY, ANY_OPEN, COUNTY, Action, NumberRule, Produces
from fengqiao.statutes.known import DOMESTIC_VIOLENCE, PROTECTION_OF_MINORS

# 受理与研判 ---------------------------------------------------------------------------------------------------------------

open_dispute = Action(
    "open_dispute", "立为事项", (), MAY_RECEIVE, to=SORTING, needs=asks.OPEN, cite=H, gathers=of_opening,
    gives_number=NumberRule("disputes", "{county}{year}{serial:06d}", body=COUNTY, checked=True), changes_parties=True,
    offered=False, sentence="立为事项：{type}，风险{risk}",
)  # fmt: skip
report_joined = Action(
    "report_joined", "并入来件", ANY_OPEN, None, needs=asks.JOINED, cite=H, sentence="又有一件来件并入本事项（{channel}）",
    help="来件办理“并入事项”时由系统记录。",
)  # fmt: skip
report_left = Action("report_left", "来件拆出", ANY, None, cite=H, sentence="一件来件从本事项拆出", help="来件办理“拆分”时由系统记录。")
add_party = Action(
    "add_party", "补充当事人", ANY_OPEN, MAY_HANDLE, needs=asks.ADD_PARTY, cite=H, conditions=(c.TWO_SIDES,), changes_parties=True,
    sentence="补充当事人",
)  # fmt: skip
assess = Action(
    "assess", "研判", (SORTING, SENT, HANDLING), MAY_DISPATCH, needs=asks.ASSESS, cite=H, conditions=(c.RISK_SAID, c.LOWERED_BY_FEW),
    gathers=c.of_risk,
    sentence="研判：{type}，{difficulty}，风险{risk}：{risk_reason}",
)  # fmt: skip
change_risk = Action(
    "change_risk", "调整风险等级", ANY_OPEN, MAY_RAISE_RISK, needs=asks.RISK, cite=H, conditions=(c.CHANGES_RISK,),
    gathers=c.of_risk, sentence="风险等级调为{risk}：{risk_reason}", help="谁都可以上调；下调由所长或指挥中心办理。",
)  # fmt: skip
report_harm = Action(
    "report_harm", "报告有关部门", ANY_OPEN, MAY_RECEIVE, needs=asks.REPORT_HARM,
    cite=(LAW.art(25), PROTECTION_OF_MINORS.art(11), DOMESTIC_VIOLENCE.art(14)), sentence="报告{to}：{reason}",
)  # fmt: skip

# 分流转办 -----------------------------------------------------------------------------------------------------------------

dispatch = Action(
    "dispatch", "分流转办", (SORTING,), MAY_DISPATCH, to=SENT, needs=asks.DISPATCH, cite=H, primary=True,
    gathers=dispatching.of_sending, conditions=(c.UNIT_STANDS, c.UNIT_OF_COUNTY),
    produces=(Produces(papers.DISPATCH_SLIP, each=True),), sentence="转{unit}承办：{reason}",
)  # fmt: skip
accept_task = Action(
    "accept_task", "签收", (SENT,), MAY_TAKE, to=HANDLING, needs=asks.ACCEPT_TASK, cite=H, primary=True, sentence="签收，开始办理",
)  # fmt: skip
return_task = Action(
    "return_task", "退回", (SENT,), MAY_TAKE, to=SORTING, needs=asks.RETURN_TASK, cite=H, conditions=(c.MAY_RETURN,),
    sentence="退回（{reason}）：{explanation}",
)  # fmt: skip
designate = Action(
    "designate", "指定承办", (SORTING, CONFERRING), MAY_COMMAND, to=HANDLING, needs=asks.DESIGNATE, cite=H,
    gathers=dispatching.of_sending, conditions=(c.UNIT_STANDS, c.MAY_DESIGNATE, c.BY_CONSENT),
    produces=(Produces(papers.DESIGNATION, each=True),), sentence="指定{unit}承办，不得再退：{reason}",
)  # fmt: skip
reassign = Action(
    "reassign", "改派", (SENT, HANDLING), MAY_COMMAND, to=SENT, needs=asks.REASSIGN, cite=H, gathers=dispatching.of_sending,
    conditions=(c.UNIT_STANDS, c.ELSEWHERE),
    produces=(Produces(papers.DISPATCH_SLIP, each=True),), sentence="改派{unit}承办（{why}）：{reason}",
)  # fmt: skip
change_handler = Action(
    "change_handler", "更换承办人", (HANDLING, PAUSED, RESOLVED, REFERRED), MAY_TAKE, needs=asks.HANDLER, cite=H,
    sentence="承办人换为{handler}",
)  # fmt: skip
escalate = Action(
    "escalate", "上报上级", (HANDLING,), MAY_ESCALATE, to=SENT, needs=asks.ESCALATE, cite=H, gathers=dispatching.of_sending,
    conditions=(c.UNIT_STANDS, c.ELSEWHERE, c.UPWARDS),
    produces=(Produces(papers.ESCALATION, each=True),), sentence="上报{unit}：{reason}", help="本级办不了、超出能力或时间用完；不算化解失败。",
)  # fmt: skip

send_down = Action(
    "send_down", "交下级办理", (HANDLING,), MAY_DISPATCH, to=SENT, needs=asks.SEND_DOWN, cite=H, gathers=dispatching.of_sending,
    conditions=(c.UNIT_STANDS, c.ELSEWHERE, c.DOWNWARDS),
    produces=(Produces(papers.DISPATCH_SLIP, each=True),), sentence="交{unit}办理：{reason}", help="下级同意接收的才交；不同意的，由分管领导办理“改派”。",
)  # fmt: skip
