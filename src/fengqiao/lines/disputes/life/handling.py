"""承办调处，协同指挥。"""

from __future__ import annotations

from fengqiao.lines.disputes import asks, letters, papers
from fengqiao.lines.disputes import conditions as c
from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes.life.stages import (
    CONFERRING,
    HANDLING,
    LAW,
    PAUSED,
    REFERRED,
    RESOLVED,
    SORTING,
    H,
    resolved_by_case,
)
from fengqiao.lines.disputes.permissions import MAY_CONVENE, MAY_HAND_OFF, MAY_HANDLE, MAY_PAUSE, MAY_RECEIVE
from fengqiao.matter.procedure import ANY, ANY_OPEN, Action, Back, Goes, Produces

# 承办调处 -----------------------------------------------------------------------------------------------------------------

progress = Action(
    "progress", "登记办理情况", (HANDLING, CONFERRING, PAUSED), MAY_HANDLE, needs=asks.PROGRESS, cite=H, sentence="{text}",
)  # fmt: skip
case_opened = Action("case_opened", "转为调解案件", ANY, None, cite=(LAW.art(17),), sentence="已登记人民调解案件", help="由本事项登记调解案件后由系统记录。")
case_ended = Action(
    "case_ended", "调解未成", ANY, None, cite=(LAW.art(26),), sentence="人民调解未达成协议，案件已终止", help="调解案件终止、不予受理或转上级后由系统记录。",
)  # fmt: skip
case_resolved = Action(
    "case_resolved", "达成调解协议", ANY, None,
    to=Goes(resolved_by_case, (RESOLVED,)),
    cite=(LAW.art(28),), sentence="人民调解达成协议，已生效", help="调解协议生效后由系统记录。",
)  # fmt: skip
case_merged = Action(
    "case_merged", "调解案件并案", ANY, None, cite=H, sentence="调解案件并入另一件案件，一并调解", help="调解案件办理“并案”后由系统记录。",
)  # fmt: skip
case_split = Action("case_split", "调解案件拆分", ANY, None, cite=H, sentence="调解案件已拆分，单独调解", help="调解案件办理“拆分”后由系统记录。")
case_closed = Action("case_closed", "调解案件结案", ANY, None, cite=(LAW.art(31),), sentence="调解案件已结案", help="调解案件结案后由系统记录。")
resolve = Action(
    "resolve", "登记化解", (HANDLING, CONFERRING), MAY_HANDLE, to=RESOLVED, needs=asks.RESOLVE, cite=H, conditions=(c.DOCUMENTED,), primary=True,
    sentence="{outcome}：{result}",
)  # fmt: skip
settle_here = Action(
    "settle_here", "当场化解", (SORTING,), MAY_RECEIVE, to=RESOLVED, needs=asks.SETTLE_HERE, cite=(LAW.art(30),),
    sentence="当场化解：{result}", offered=False,
)  # fmt: skip
refer_out = Action(
    "refer_out", "未化解转出", (SORTING, HANDLING, CONFERRING), MAY_HANDLE, to=REFERRED, needs=asks.REFER_OUT, cite=(LAW.art(26),),
    produces=(Produces(papers.UNRESOLVED_NOTICE, each=True),), sentence="{outcome}，已告知：{ways}", help="当事人拒绝调解的，就此终止，不算任何单位的过失。",
)  # fmt: skip
pause = Action(
    "pause", "暂停", (HANDLING,), MAY_PAUSE, to=PAUSED, needs=asks.PAUSE, cite=H, conditions=(c.PAUSE_IS_SHORT,),
    produces=(Produces(papers.PAUSE_NOTICE, each=True),), sentence="暂停（{reason}），{review_on}前复核",
)  # fmt: skip
resume = Action(
    "resume", "恢复办理", (PAUSED,), MAY_PAUSE, to=HANDLING, cite=H, primary=True,
    produces=(Produces(papers.RESUME_NOTICE, each=True),), sentence="恢复办理",
)  # fmt: skip

# 协同指挥 -----------------------------------------------------------------------------------------------------------------

call_session = Action(
    "call_session", "召集会商", (SORTING, HANDLING), MAY_CONVENE, to=CONFERRING, needs=asks.CALL_SESSION, cite=H, conditions=(c.CALLED_AHEAD,),
    produces=(
        Produces(papers.SESSION_NOTICE, each=True, when=papers.calls_units),
        Produces(papers.SESSION_REQUEST, each=True, when=papers.calls_independent),
    ), sentence="召集会商：{bodies}",
)  # fmt: skip
hold_session = Action(
    "hold_session", "登记会商", (CONFERRING,), MAY_CONVENE, to=Back(("call_session",), (SORTING, HANDLING)), needs=asks.HOLD_SESSION, cite=H, primary=True,
    begins_with=f.of_call,
    produces=(Produces(papers.SESSION_MINUTES, each=True),), sentence="会商：{conclusion}（牵头：{lead_named}）",
)  # fmt: skip
order_unit = Action(
    "order_unit", "指挥令、商请函", ANY_OPEN, MAY_CONVENE, needs=asks.ORDER_UNIT, cite=H,
    produces=(
        Produces(papers.UNIT_ORDER, each=True, when=papers.to_government),
        Produces(papers.UNIT_REQUEST, each=True, when=papers.to_independent),
    ), sentence="请{body}：{what}，{by_on}前", help="对政府部门和司法所发指挥令；对法院、检察院发商请函。",
)  # fmt: skip
hand_off = Action(
    "hand_off", "衔接移送", (SORTING, HANDLING, CONFERRING), MAY_HAND_OFF, needs=asks.HAND_OFF, cite=H, conditions=(c.CONSENTED,),
    gathers=letters.of_handing, carries=letters.handed_off,
    produces=(
        Produces(papers.HANDOVER, each=True, when=papers.to_government),
        Produces(papers.LIAISON_REQUEST, each=True, when=papers.to_independent),
        Produces(papers.HANDOVER_LIST, each=True, when=papers.has_materials),
    ), sentence="移送{body}（{handoff_kind}）：{reason}",
)  # fmt: skip
handoff_answered = Action(
    "handoff_answered", "登记对方答复", ANY_OPEN, MAY_HAND_OFF, needs=asks.HANDOFF_ANSWERED, cite=H, conditions=(c.HANDED_OFF,),
    sentence="移送，对方{answer}",
)  # fmt: skip
handoff_result = Action(
    "handoff_result", "登记移送结果", ANY_OPEN, MAY_HAND_OFF, needs=asks.HANDOFF_RESULT, cite=H, conditions=(c.HANDED_OFF,),
    sentence="移送结果：{result}",
)  # fmt: skip
