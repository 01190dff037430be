"""纠纷事项：协同指挥、分流转办、承办调处、跟踪督办、评估反馈。

The platform's own rhythm is the bureau's (本局时限); no national statute sets it. Laws cited here are those that bind an
act: 人民调解法 7, 17, 25; 未成年人保护法 11; 反家庭暴力法 14. Merging, escalation and pausing never lengthen a statutory period.
"""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.disputes import alerts, asks, clocks, codes, dispatching, letters, orders, papers, register, urgency
from fengqiao.lines.disputes import conditions as c
from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes.merging import MERGING
from fengqiao.lines.disputes.passing_on import report_supplemented
from fengqiao.lines.disputes.permissions import (
    MAY_CLOSE,
    MAY_COMMAND,
    MAY_CONVENE,
    MAY_DISPATCH,
    MAY_ESCALATE,
    MAY_HAND_OFF,
    MAY_HANDLE,
    MAY_LINK,
    MAY_MERGE,
    MAY_PAUSE,
    MAY_RAISE_RISK,
    MAY_RECEIVE,
    MAY_REOPEN,
    MAY_SUPERVISE,
    MAY_TAKE,
    MAY_WATCH,
)
from fengqiao.matter.appointments import Appointing
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.linking import Linking
from fengqiao.matter.merging import merged_into
from fengqiao.matter.procedure import (
    ANY,
    ANY_OPEN,
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Aspect,
    Back,
    Deadline,
    Expected,
    Goes,
    Met,
    Moment,
    NumberRule,
    Pause,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.supplements import Supplements
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import BureauPaper
from fengqiao.statutes.known import DOMESTIC_VIOLENCE, PEOPLES_MEDIATION, PROTECTION_OF_MINORS

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


def _resolved_by_case(facts: Facts) -> Stage | None:
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
    to=Goes(_resolved_by_case, (RESOLVED,)),
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

# 跟踪督办 -----------------------------------------------------------------------------------------------------------------

supervise = Action(
    "supervise", "督办", ANY_OPEN, MAY_SUPERVISE, needs=asks.ISSUE_ORDER, cite=S, conditions=(c.ONE_A_GROUND,), gathers=c.of_order,
    produces=(Produces(papers.SUPERVISION_ORDER, each=True),), sentence="{order_level}（{ground}）：{asks}",
)  # fmt: skip
answer_order = Action(
    "answer_order", "答复督办", ANY_OPEN, MAY_TAKE, needs=asks.ANSWER_ORDER, cite=S, conditions=(c.ORDER_TO_ANSWER,),
    produces=(Produces(papers.SUPERVISION_ANSWER, each=True),), sentence="答复督办：{progress}；措施：{measures}",
)  # fmt: skip
accept_answer = Action(
    "accept_answer", "销号", ANY, MAY_SUPERVISE, needs=asks.ACCEPT_ANSWER, cite=S, conditions=(c.ORDER_ANSWERED,), sentence="督办销号",
)  # fmt: skip
supervise_again = Action(
    "supervise_again", "再督办", ANY_OPEN, MAY_SUPERVISE, needs=asks.AGAIN, cite=S, conditions=(c.ORDER_ANSWERED,),
    produces=(Produces(papers.SUPERVISION_ORDER, each=True),), sentence="再督办，升一级：{why}",
)  # fmt: skip
hold_order = Action(
    "hold_order", "中止督办", ANY_OPEN, MAY_SUPERVISE, needs=asks.HOLD_ORDER, cite=S, conditions=(c.ORDER_OPEN,), sentence="中止督办：{reason}",
)  # fmt: skip
go_on_order = Action(
    "go_on_order", "恢复督办", ANY_OPEN, MAY_SUPERVISE, needs=asks.GO_ON_ORDER, cite=S, conditions=(c.ORDER_HELD,), sentence="恢复督办：{reason}",
)  # fmt: skip
watch = Action(
    "watch", "列入重点关注", ANY_OPEN, MAY_WATCH, needs=asks.WATCH, cite=H, conditions=(c.NOT_WATCHED, c.WATCH_IS_NEAR, c.ABOUT_THE_MATTER),
    produces=(Produces(papers.WATCH_SHEET),), sentence="列入重点关注事项（{ground}）：{measures}", help="关注的是事，不是人；随事项结束而结束。",
)  # fmt: skip
watch_review = Action(
    "watch_review", "复核重点关注", ANY_OPEN, MAY_WATCH, needs=asks.WATCH_REVIEW, cite=H, conditions=(c.IS_WATCHED, c.WATCH_IS_NEAR),
    produces=(Produces(papers.WATCH_SHEET),), sentence="复核：{found}",
)  # fmt: skip
unwatch = Action(
    "unwatch", "退出重点关注", ANY_OPEN, MAY_WATCH, needs=asks.UNWATCH, cite=H, conditions=(c.IS_WATCHED,),
    produces=(Produces(papers.WATCH_SHEET),), sentence="退出重点关注：{reason}",
)  # fmt: skip
tag = Action("tag", "标记", ANY, MAY_WATCH, needs=asks.TAG, cite=H, sentence="标记：{tags}")

# 评估反馈 -----------------------------------------------------------------------------------------------------------------

visit = Action(
    "visit", "登记回访", (RESOLVED, REFERRED), MAY_HANDLE, needs=asks.VISIT, cite=H, primary=True,
    produces=(Produces(papers.VISIT_RECORD, each=True),), sentence="回访（{way}），{satisfaction}：{state}",
)  # fmt: skip
evaluate = Action(
    "evaluate", "登记评价", (RESOLVED, REFERRED, CLOSED), MAY_RECEIVE, needs=asks.EVALUATE, cite=H, sentence="评价：{satisfaction}",
)  # fmt: skip
close = Action(
    "close", "结案", (RESOLVED, REFERRED), MAY_CLOSE, to=CLOSED, needs=asks.CLOSE, cite=H, gathers=c.of_closing,
    conditions=(c.VISITED, c.ALL_ANSWERED, c.NOTHING_RUNS, c.NOT_RED, c.HARM_REPORTED, c.ORDERS_ENDED),
    produces=(Produces(papers.CLOSING_SHEET, each=True),), sentence="结案：{opinion}",
)  # fmt: skip
reopen = Action(
    "reopen", "复发重启", (CLOSED,), MAY_REOPEN, to=SORTING, needs=asks.REOPEN, cite=H, gathers=of_reopening, sentence="复发：{reason}",
)  # fmt: skip

# 并案与拆分 ---------------------------------------------------------------------------------------------------------------

merge = Action(
    "merge", "并案", OPEN_STAGES, MAY_MERGE, to=MERGED, needs=asks.MERGE, cite=H, gathers=c.of_merging, conditions=(c.MAY_MERGE,),
    touches=MERGING.touches, carries=MERGING.merge,
    produces=(Produces(papers.MERGE_DECISION, each=True),), sentence="并入{into_number}：{why}",
    help="可以拆分；最早的来件日期、最高的风险、最严的限制都保留，期限不因此延长。",
)  # fmt: skip
unmerge = Action(
    "unmerge", "拆分", (MERGED,), MAY_MERGE, to=Back(("merge",), OPEN_STAGES), needs=asks.UNMERGE, cite=H,
    touches=MERGING.touches, carries=MERGING.split,
    produces=(Produces(papers.SPLIT_RECORD, each=True),), sentence="拆分：{reason}",
)  # fmt: skip
absorb = Action(
    "absorb", "并入另一事项", ANY, None, needs=asks.ABSORBED, cite=H, sentence="事项{number}并入本事项", help="另一事项办理“并案”时由系统记录。",
)  # fmt: skip
release = Action("release", "另一事项拆出", ANY, None, cite=H, sentence="一个事项从本事项拆出", help="另一事项办理“拆分”时由系统记录。")

_TO: dict[str, Stage] = {
    "dispatch": SENT, "accept_task": HANDLING, "return_task": SORTING, "designate": HANDLING, "reassign": SENT, "escalate": SENT, "send_down": SENT,
    "resolve": RESOLVED, "settle_here": RESOLVED, "case_resolved": RESOLVED, "refer_out": REFERRED, "reopen": SORTING, "resume": HANDLING,
}  # fmt: skip

# Periods: all house limits -----------------------------------------------------------------------------------------------

_sorting, _sorted = Moment("进入研判", clocks.sorting), Met("已分流", clocks.sorted_on)
_taken, _finished = Moment("签收", clocks.taken), Met("办结、转出或上报", clocks.finished_on)
_standing_still = (Pause(pause, resume),)

DEADLINES = (
    Deadline(
        "sort", "研判分流", house("sort_days", Unit.WORKING), after=_sorting, met_by=(_sorted,), on_expiry=OVERDUE, basis=H,
        todo=Todo("研判分流", dispatch), warn_days=1, applies=clocks.coloured(codes.YELLOW, codes.BLUE), reminders=alerts.SORTING,
    ),
    Deadline(
        "sort_orange", "研判分流（橙色）", Period(1, Unit.CALENDAR), after=_sorting, met_by=(_sorted,), on_expiry=OVERDUE, basis=H,
        todo=Todo("研判分流（橙色）", dispatch), warn_days=1, applies=clocks.coloured(codes.ORANGE), reminders=alerts.SORTING,
    ),
    Deadline(
        "sort_red", "研判分流（红色，两小时）", Period(0, Unit.CALENDAR), after=_sorting, met_by=(_sorted,), on_expiry=OVERDUE, basis=H,
        todo=Todo("立即研判分流（红色）", dispatch), warn_days=1, applies=clocks.coloured(codes.RED), reminders=alerts.SORTING,
    ),
    Deadline(
        "accept", "签收或退回", house("accept_days", Unit.WORKING), after=Moment("转办", clocks.sent), met_by=(Met("已签收或退回", clocks.answered_on),),
        on_expiry=OVERDUE, basis=H, todo=Todo("签收或退回", accept_task), warn_days=1, reminders=alerts.ACCEPTING,
    ),
    *(
        Deadline(
            f"handle_{word}", f"办结（{label}）", house(f"{word}_days", Unit.CALENDAR), after=_taken, met_by=(_finished,),
            on_expiry=OVERDUE, basis=H, todo=Todo("办理并登记结果", resolve), applies=clocks.as_hard_as(word), pauses=_standing_still,
            warn_days=3, reminders=alerts.HANDLING,
        )
        for word, label in codes.DIFFICULTY
    ),
    Deadline(
        "handle_by", "办结（转办要求）", Period(0, Unit.CALENDAR), after=Moment("转办要求的日期", clocks.own_day), met_by=(_finished,),
        on_expiry=OVERDUE, basis=H, todo=Todo("办理并登记结果", resolve), pauses=_standing_still, warn_days=3, reminders=alerts.HANDLING,
    ),
    Deadline(
        "level_village", "村级时限，到期上报", house("village_days", Unit.CALENDAR), after=_taken, met_by=(_finished,), on_expiry=OVERDUE, basis=H,
        todo=Todo("化解不了的，上报镇（街）", escalate), applies=clocks.at_level(codes.VILLAGE), pauses=_standing_still, asks_days_before=2,
    ),
    Deadline(
        "level_town", "镇级时限，到期上报", house("town_days", Unit.CALENDAR), after=_taken, met_by=(_finished,), on_expiry=OVERDUE, basis=H,
        todo=Todo("化解不了的，上报县", escalate), applies=clocks.at_level(codes.TOWN), pauses=_standing_still, asks_days_before=3,
    ),
    Deadline(
        "confer", "会商", house("confer_days", Unit.WORKING), after=Moment("召集", clocks.called), met_by=(Met("已会商", clocks.held_on),),
        on_expiry=OVERDUE, basis=H, todo=Todo("开会商并登记", hold_session), warn_days=1,
    ),
    Deadline(
        "pause_review", "复核暂停", Period(0, Unit.CALENDAR), after=Moment("约定的复核日", clocks.pause_reviews),
        met_by=(Met("已恢复", clocks.resumed_on),), on_expiry=OVERDUE, basis=H, todo=Todo("复核暂停，恢复办理", resume), warn_days=3, asks_days_before=3,
    ),
    Deadline(
        "handoff", "催问移送", house("handoff_days", Unit.WORKING), after=Moment("移送", clocks.handed_off),
        met_by=(Met("对方已答复", clocks.handoff_answered_on),), on_expiry=OVERDUE, basis=H, todo=Todo("催问对方是否接收", handoff_answered), whose="对方单位",
    ),
    *(
        Deadline(
            f"order_{level}", f"答复{label}", house(f"{level}_days", Unit.WORKING), after=Moment(label, clocks.ordered(level)),
            met_by=(Met("已答复", clocks.order_answered_on),), on_expiry=OVERDUE, basis=S, todo=Todo("答复督办", answer_order), warn_days=1,
        )
        for level, label in codes.ORDER_LEVELS
    ),
    Deadline(
        "judge_answer", "审核督办答复", house("judge_days", Unit.WORKING), after=Moment("答复", clocks.answers), met_by=(Met("已销号或再督", clocks.order_ended_on),),
        on_expiry=OVERDUE, basis=S, todo=Todo("审核督办答复", accept_answer), warn_days=1,
    ),
    Deadline(
        "watch_review", "复核重点关注事项", Period(0, Unit.CALENDAR), after=Moment("约定的复核日", clocks.reviews_of_watch),
        met_by=(Met("已复核", clocks.reviewed_on),), on_expiry=OVERDUE, basis=H, todo=Todo("复核重点关注事项", watch_review), warn_days=3, asks_days_before=3,
        reminders=alerts.WATCHING,
    ),
    Deadline(
        "visit", "回访", house("visit_days", Unit.CALENDAR), after=Moment("化解或最后履行日", clocks.resolved), met_by=(Met("已回访", clocks.visited_on),),
        on_expiry=OVERDUE, basis=H, todo=Todo("登记回访", visit),
    ),
)  # fmt: skip

EXPECTED = (
    Expected(SORTING, Todo("研判分流", dispatch)),
    Expected(SENT, Todo("签收或退回", accept_task)),
    Expected(HANDLING, Todo("办理并登记结果", resolve)),
    Expected(RESOLVED, Todo("审核结案", close), unless=lambda facts: not facts.has(visit)),
    Expected(REFERRED, Todo("审核结案", close)),
)

_DISPUTE = with_everyday(
    Procedure(
        code="dispute", label="纠纷事项", in_force_from=date(2011, 1, 1),
        stages=(SORTING, SENT, HANDLING, CONFERRING, PAUSED, RESOLVED, REFERRED, CLOSED, MERGED),
        actions=(
            open_dispute, report_joined, report_left, add_party, assess, change_risk, report_harm, dispatch, accept_task, return_task,
            designate, reassign, change_handler, escalate, send_down, progress, case_opened, case_ended, case_resolved,
            case_merged, case_split, case_closed, resolve,
            settle_here, refer_out, pause, resume, call_session, hold_session, order_unit, hand_off, handoff_answered, handoff_result,
            supervise, answer_order, accept_answer, supervise_again, hold_order, go_on_order, watch, watch_review, unwatch, tag, visit,
            evaluate, close, reopen, merge, unmerge, absorb, release,
        ),
        deadlines=DEADLINES, expected=EXPECTED,
        aspects=(
            Aspect("风险", lambda facts: dict(codes.RISKS).get(f.risk(facts), "")),
            Aspect("督办", lambda facts: dict(codes.ORDER_LEVELS).get(orders.level(facts), "")),
            Aspect("层级", lambda facts: dict(codes.LEVELS).get(dispatching.level(facts), "")),
        ),
        office_kinds=("office", "bureau", "section", "committee", "station"),
        parameters={
            "sort_days": 1, "accept_days": 1, "simple_days": 1, "ordinary_days": 7, "hard_days": 20, "major_days": 20, "village_days": 7,
            "town_days": 15, "confer_days": 3, "handoff_days": 3, "remind_days": 5, "supervise_days": 3, "listed_days": 2,
            "judge_days": 3, "visit_days": 15,
        },
        project=register.columns, keeps=register.keep, seat=dispatching.seat, sight=dispatching.sight, alerts=alerts.ALERTS,
        urgency=urgency.of_dispute,
        left_to_people={
            LAW.art(7): "调委会是否承办，由调委会决定", LAW.art(17): "当事人是否接受调解，由当事人决定",
            LAW.art(25): "是否可能激化，由承办人判断并报告",
        },
    )
)  # fmt: skip
DISPUTE = Linking("disputes", MAY_LINK, HOUSE).added_to(SUPPLEMENTS.added_to(APPOINTING.added_to(_DISPUTE)))
