"""法律援助案件：收函或者给予援助、指派、承办、更换、终止、结案、审卷、归档。

法律援助法（2021年），自2022-01-01起施行: 第三十六条 (three days from an organ's notice), 第四十三条 (three days from the decision to give
aid), 第四十八条 (termination). What is known only from 办理法律援助案件程序规定 as others quote it is a limit of the bureau (本局时限): the five days to sign,
to decide on a change, the thirty days of the file.
"""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.aidcases import alerts, asks, carrying, clocks, codes, gathering, papers, register
from fengqiao.lines.aidcases import conditions as c
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.moving import asks as moving
from fengqiao.lines.aidcases.moving import conditions as away
from fengqiao.lines.aidcases.moving import facts as moves
from fengqiao.lines.aidcases.moving import letters
from fengqiao.lines.aidcases.permissions import (
    MAY_ANSWER,
    MAY_APPROVE,
    MAY_ASSIGN,
    MAY_CHECK,
    MAY_HANDLE,
    MAY_RECEIVE,
    MAY_RECORD,
)
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.linking import Linking
from fengqiao.matter.procedure import (
    ANY,
    COUNTY,
    OVERDUE,
    Action,
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
    Urgency,
)
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import CRIMINAL_PROCEDURE, LEGAL_AID

H = (codes.HOUSE.whole(),)
NOTICE = (LEGAL_AID.art(36),)
GRANT = (LEGAL_AID.art(43, 1),)
END = (LEGAL_AID.art(48),)

# Stages --------------------------------------------------------------------------------------------------------------

PENDING = Stage("pending", "待指派")
FIRM = Stage("firm", "已指派机构")
NAMED = Stage("named", "已确定承办人")
SIGNED = Stage("signed", "已签约")
HANDLING = Stage("handling", "承办中")
STOPPED = Stage("stopped", "停止办理", aside=True, help="发现利益冲突，等待更换承办人。")
ENDED = Stage("ended", "已结案")
TERMINATED = Stage("terminated", "已终止", aside=True)
HANDED = Stage("handed", "已交材料")
RETURNED = Stage("returned", "退补", aside=True)
PASSED = Stage("passed", "审查通过")
ARCHIVED = Stage("archived", "已归档", closed=True)
LEFT = Stage("left", "指派前终止", closed=True, aside=True)
MOVED = Stage("moved", "已移交外地", aside=True, help="对方已有承办人；本机构的承办人把案卷交齐。")
MOVED_OUT = Stage("moved_out", "指派前移交外地", closed=True, aside=True)
SENT_BACK = Stage("sent_back", "已退回移交机构", closed=True, aside=True)
STAGES = (PENDING, FIRM, NAMED, SIGNED, HANDLING, STOPPED, ENDED, TERMINATED, HANDED, RETURNED, PASSED, ARCHIVED, LEFT, MOVED, MOVED_OUT, SENT_BACK)
IN_HAND = (NAMED, SIGNED, HANDLING)
RUNNING = (PENDING, FIRM, *IN_HAND, STOPPED)
AFTER = (ENDED, TERMINATED, MOVED, HANDED, RETURNED, PASSED)
NUMBER = NumberRule("aidcases", "（{year}）{body}援字第{serial:04d}号", body=COUNTY)


def _after_assigning(facts: Facts) -> Stage:
    one = f.assigned(facts)
    return NAMED if one and one.named_on else FIRM


def _after_work(facts: Facts) -> Stage | None:
    return HANDLING if f.has_met(facts) else None


def _after_signing(facts: Facts) -> Stage | None:
    return None if f.has_met(facts) else SIGNED


def _after_terminating(facts: Facts) -> Stage:
    return TERMINATED if f.last_assigned(facts) else LEFT


# How a case begins -----------------------------------------------------------------------------------------------------

receive = Action(
    "receive", "登记通知函", (), MAY_RECEIVE, to=PENDING, needs=asks.RECEIVE, cite=NOTICE, gathers=carrying.of_letter,
    conditions=(c.LETTER_FIRST, c.NOT_HERE_YET, c.BORN_BEFORE, c.KIND_AND_GROUND), gives_number=NUMBER, changes_parties=True,
    carries=carrying.open_co_accused, touches=carrying.touches, produces=(Produces(papers.RECEIPT),),
    sentence="收到{organ}{letter_no}（{ground}）", help="按函登记，不审查经济状况；缺项的照样登记，边办边催。",
)  # fmt: skip
opened = Action(
    "opened", "给予法律援助", (), None, to=PENDING, needs=asks.OPENED, cite=GRANT, gives_number=NUMBER, changes_parties=True,
    sentence="决定给予法律援助（{decided_on}），立案待指派", help="申请批准、先行提供、责令改正时由系统记录。",
)  # fmt: skip
confirmed = Action(
    "confirmed", "补办手续完成", ANY, None, cite=(LEGAL_AID.art(44),), sentence="先行提供的补办手续完成，决定给予法律援助", help="申请那边补齐手续后，由系统记录。",
)  # fmt: skip
not_confirmed = Action(
    "not_confirmed", "补办未通过", ANY, None, needs=asks.NOT_CONFIRMED, cite=(LEGAL_AID.art(44),), sentence="先行提供后审查不符合条件，须办理终止",
    help="申请那边审查不符合条件的，由系统记录；终止由负责人决定。",
)  # fmt: skip
renotice = Action(
    "renotice", "登记再次通知", (*IN_HAND, PENDING, FIRM), MAY_RECEIVE, to=PENDING, needs=asks.RENOTICE, cite=NOTICE,
    conditions=(c.REFUSED_DEFENCE, c.LETTER_FIRST, c.ANOTHER_LETTER), produces=(Produces(papers.RECEIPT),), sentence="{organ}再次通知：{letter_no}",
    help="本人拒绝辩护后，办案机关决定再次通知的：另起三日，原来的律师不再指派。",
)  # fmt: skip
chase = Action(
    "chase", "催补函件缺项", (PENDING, FIRM, *IN_HAND), MAY_RECEIVE, needs=asks.CHASE, cite=H, conditions=(c.BY_ORGAN,), sentence="{way}联系{officer}：{said}",
    produces=(Produces(papers.CHASE_LETTER, each=True),), help="联系函或者电话记录；指派的三日不停。",
)  # fmt: skip

# Assignment ------------------------------------------------------------------------------------------------------------

assign = Action(
    "assign", "指派", (PENDING,), MAY_ASSIGN, to=Goes(_after_assigning, (FIRM, NAMED)), needs=asks.ASSIGN, cite=(*NOTICE, *GRANT), conditions=(*c.FIT, c.AS_PROPOSED),
    gathers=gathering.of_assignment, carries=carrying.named, primary=True,
    produces=(Produces(papers.ASSIGNMENT), Produces(papers.OFFICIAL_LETTER, when=papers.is_named)), sentence="指派{org_name}{handler_name}（{mode}）",
)  # fmt: skip
ask_override = Action(
    "ask_override", "提请改派", (PENDING,), MAY_ASSIGN, needs=asks.OVERRIDE, cite=H, gathers=gathering.of_override, group="改派", sentence="不采用系统建议，提请改派给{handler_name}：{override_reason}",
)  # fmt: skip
agree_override = Action(
    "agree_override", "同意改派", (PENDING,), MAY_APPROVE, needs=asks.AGREE, recalls=("ask_override",), cite=H, conditions=(c.OVERRIDE_WAITS,), not_by="ask_override", group="改派", sentence="同意改派",
)  # fmt: skip
name = Action(
    "name", "确定承办人", (FIRM,), MAY_ASSIGN, to=NAMED, needs=asks.NAME, cite=(*NOTICE, *GRANT), conditions=c.FIT, primary=True,
    gathers=gathering.of_assignment, carries=carrying.named, produces=(Produces(papers.ASSIGNMENT), Produces(papers.OFFICIAL_LETTER)), sentence="承办机构确定由{handler_name}承办", help="期限以记下具体承办人为准。",
)  # fmt: skip
decline = Action(
    "decline", "登记机构拒绝", (FIRM, NAMED), MAY_ASSIGN, to=PENDING, needs=asks.DECLINE, cite=H, sentence="{decline}，退回：{reason}",
    carries=gathering.end_edge,
    help="指派的期限不重新计算；无正当理由拒绝的留痕，依法移送。",
)  # fmt: skip
no_conflict = Action(
    "no_conflict", "确认没有利益冲突", IN_HAND, MAY_ANSWER, needs=asks.NO_CONFLICT, cite=H, gathers=gathering.of_answer, group="答复指派",
    conditions=(c.OFFERED, c.NOT_DECLARED, c.ASKED_THIS_ONE), sentence="核对各方姓名，没有利益冲突", help="先只看各方姓名；确认以后承办人才看得到案情。",
)  # fmt: skip
accept = Action(
    "accept", "接受指派", IN_HAND, MAY_ANSWER, cite=H, gathers=gathering.of_answer, group="答复指派", conditions=(c.OFFERED, c.NAMES_FIRST, c.ASKED_THIS_ONE), sentence="接受指派",
    carries=letters.taken,
)  # fmt: skip
turn_down = Action(
    "turn_down", "退回指派", IN_HAND, MAY_ANSWER, to=PENDING, needs=asks.DECLINE, cite=H, gathers=gathering.of_answer, group="答复指派",
    conditions=(c.OFFERED, c.ASKED_THIS_ONE), carries=gathering.end_edge, sentence="{decline}，退回：{reason}", help="承办人退回，另行指派；指派的期限不重新计算。接受以后不能退回，要换人的办理更换。",
)  # fmt: skip
reply = Action(
    "reply", "复函办案机关", IN_HAND, MAY_ASSIGN, needs=asks.REPLY, cite=NOTICE, conditions=(c.BY_ORGAN, c.SOMEBODY_NAMED), produces=(Produces(papers.REPLY),),
    sentence="已把承办律师告知办案机关（{way}）",
)  # fmt: skip
borrow = Action(
    "borrow", "请求调配律师", (PENDING,), MAY_ASSIGN, needs=asks.BORROW, cite=H, produces=(Produces(papers.BORROW_LETTER, each=True),),
    sentence="无人可派，向{borrow_from}请求调配：{blocked}", help="期限继续走；同时告知办案机关。同案的其他人照常指派。",
)  # fmt: skip

# Handling --------------------------------------------------------------------------------------------------------------

sign = Action(
    "sign", "登记委托协议", IN_HAND, MAY_HANDLE, to=Goes(_after_signing, (SIGNED,)), needs=asks.SIGN, cite=H, conditions=(c.SIGNED_IN_ORDER,),
    produces=(Produces(papers.AGREEMENT), Produces(papers.POWER)), sentence="签订委托协议和授权委托书（{power}）",
)  # fmt: skip
not_signed = Action(
    "not_signed", "登记未签原因", IN_HAND, MAY_HANDLE, needs=asks.NOT_SIGNED, cite=H, sentence="五日内没有签订委托协议：{reason}",
)  # fmt: skip
work = Action(
    "work", "登记承办工作", IN_HAND, MAY_HANDLE, to=Goes(_after_work, (HANDLING,)), needs=asks.WORK, cite=(LEGAL_AID.art(46),),
    conditions=(c.NOT_STOPPED, c.RIGHTS_TOLD), produces=(Produces(papers.MEETING_RECORD, each=True, when=papers.was_meeting),), primary=True,
    carries=letters.taken, sentence="{kind}（{place}）",
)  # fmt: skip
tell = Action(
    "tell", "向受援人通报进展", IN_HAND, MAY_HANDLE, needs=asks.TELL, cite=(LEGAL_AID.art(46, 2),), conditions=(c.NEXT_LATER,),
    produces=(Produces(papers.TOLD_RECORD, each=True),), sentence="{way}向受援人通报进展",
)  # fmt: skip
report_grave = Action(
    "report_grave", "报告重大事项", IN_HAND, MAY_HANDLE, needs=asks.GRAVE, cite=H, produces=(Produces(papers.GRAVE_REPORT, each=True),), sentence="重大事项报告：{grave}",
)  # fmt: skip
set_hearing = Action(
    "set_hearing", "登记开庭日期", RUNNING, MAY_HANDLE, needs=asks.HEARING, cite=H, sentence="{hearing_on}开庭",
)  # fmt: skip
set_safety = Action(
    "set_safety", "更改安全联系方式", (*RUNNING, *AFTER), MAY_RECORD, needs=asks.SAFETY, cite=H, conditions=(c.SAFE_CONTACT,), sentence="更改安全联系方式", begins_with=f.safety, group="受援人",
    help="受援人换了电话、不方便接听、要约定暗语的，在这里改；承办人打电话以前先看。",
)  # fmt: skip
refuse_defence = Action(
    "refuse_defence", "登记本人拒绝辩护", IN_HAND, MAY_HANDLE, needs=asks.REFUSED, cite=H, conditions=(c.BY_ORGAN,), sentence="本人表示：{refusal}",
    help="当天告知办案机关；应当通知辩护的，由办案机关决定是否再次通知。",
)  # fmt: skip
tell_organ = Action(
    "tell_organ", "告知办案机关", (*RUNNING, TERMINATED), MAY_HANDLE, needs=asks.TOLD_ORGAN, recalls=("refuse_defence",), cite=H, conditions=(c.BY_ORGAN,), produces=(Produces(papers.REFUSED_LETTER, each=True, when=papers.was_refused_in_writing),),
    sentence="已告知办案机关（{way}）",
)  # fmt: skip

# Change, stop, termination ---------------------------------------------------------------------------------------------

ask_change = Action(
    "ask_change", "登记更换申请", (FIRM, *IN_HAND, STOPPED), MAY_HANDLE, needs=asks.ASK_CHANGE, cite=(LEGAL_AID.art(55),), group="更换",
    conditions=(c.UNIT_KNOWN, c.NONE_WAITS, c.TWICE), sentence="{by}申请更换承办人：{reason}",
)  # fmt: skip
verify_change = Action(
    "verify_change", "核实更换事由", (FIRM, *IN_HAND, STOPPED), MAY_CHECK, needs=asks.VERIFY_CHANGE, recalls=("ask_change",), cite=H, conditions=(c.WAITS,), group="更换", sentence="核实更换事由：{found}",
)  # fmt: skip
grant_change = Action(
    "grant_change", "准予更换", (FIRM, *IN_HAND, STOPPED), MAY_APPROVE, to=PENDING, needs=asks.GRANT_CHANGE, recalls=("ask_change", "verify_change"), cite=(LEGAL_AID.art(55),), group="更换",
    conditions=(c.WAITS, c.VERIFIED), not_by="ask_change", carries=gathering.end_edge, produces=(Produces(papers.CHANGE_FORM, each=True), Produces(papers.CHANGE_NOTICE, each=True), Produces(papers.CHANGE_TO_ORGAN, each=True, when=f.by_letter)),
    sentence="准予更换承办人（过错：{fault}）：{reason}",
)  # fmt: skip
refuse_change = Action(
    "refuse_change", "不准予更换", (FIRM, *IN_HAND), MAY_APPROVE, needs=asks.REFUSE_CHANGE, recalls=("ask_change", "verify_change"), cite=H, conditions=(c.WAITS, c.VERIFIED), group="更换", not_by="ask_change",
    produces=(Produces(papers.CHANGE_FORM, each=True), Produces(papers.CHANGE_REFUSED, each=True, when=papers.asked_by_another)), sentence="不准予更换承办人：{reason}", help="书面告知受援人，并告知可以向司法行政部门投诉。",
)  # fmt: skip
judge_fault = Action(
    "judge_fault", "认定更换的过错", ANY, MAY_APPROVE, needs=asks.JUDGE_FAULT, recalls=("ask_change", "verify_change", "grant_change"), cite=H, conditions=(c.FAULT_OPEN,), group="更换", sentence="更换时待定的过错，认定为{fault}：{reason}",
    help="准予更换时写了“待定”的，查清以后在这里认定；有过错的，原承办人不计补贴，列入必评。认定以前他的补贴冻结。",
)  # fmt: skip
drop_change = Action(
    "drop_change", "撤回更换申请", (FIRM, *IN_HAND, STOPPED), MAY_HANDLE, needs=asks.DROP_CHANGE, cite=H, conditions=(c.WAITS,), group="更换", sentence="撤回更换申请：{reason}",
)  # fmt: skip
hand_over = Action(
    "hand_over", "登记移交", IN_HAND, MAY_HANDLE, needs=asks.HAND_OVER, cite=H, conditions=(c.CHANGED,), group="更换",
    produces=(Produces(papers.HANDOVER_LIST, each=True),), sentence="新旧承办人移交材料",
)  # fmt: skip
stop_work = Action(
    "stop_work", "停止办理（利益冲突）", (FIRM, *IN_HAND), MAY_ASSIGN, to=STOPPED, needs=asks.STOP, cite=H, group="更换", produces=(Produces(papers.STOPPED, each=True),),
    sentence="发现冲突（{rule}），停止办理",
    help="马上停止实体工作，直接进入更换，不用先核实。",
)  # fmt: skip
resume_work = Action(
    "resume_work", "冲突排除，恢复办理", (STOPPED,), MAY_APPROVE, to=Goes(lambda facts: HANDLING if f.has_met(facts) else _after_assigning(facts), (HANDLING, NAMED, FIRM)),
    needs=asks.RESUME, recalls=("stop_work",), cite=H, conditions=(c.STOPPED,), produces=(Produces(papers.RESUMED, each=True),), sentence="冲突排除，恢复办理：{reason}",
)  # fmt: skip
report_end = Action(
    "report_end", "报告终止情形", IN_HAND, MAY_HANDLE, needs=asks.REPORT_END, cite=(LEGAL_AID.art(48, 2),), group="终止", sentence="承办人报告：{end_ground}",
)  # fmt: skip
terminate = Action(
    "terminate", "终止法律援助", RUNNING, MAY_APPROVE, to=Goes(_after_terminating, (TERMINATED, LEFT)), needs=asks.TERMINATE, recalls=("report_end",), cite=END, group="终止",
    conditions=(c.HEARD, c.CONFIRMED, c.MANDATORY_STAYS), not_by="report_end", carries=gathering.end_edge, produces=(Produces(papers.TERMINATION),), sentence="终止法律援助：{end_ground}",
)  # fmt: skip
serve = Action(
    "serve", "登记终止决定送达", (*AFTER, LEFT), MAY_ASSIGN, needs=asks.SERVE, cite=H, conditions=(c.ONE_OF_THREE,), sentence="终止决定送达{addressee}（{way}）",
)  # fmt: skip

# Between centres -------------------------------------------------------------------------------------------------------


def _after_moving(facts: Facts) -> Stage:
    return MOVED if f.last_assigned(facts) else MOVED_OUT


take_over = Action(
    "take_over", "接收外地移交的案件", (), MAY_RECEIVE, to=PENDING, needs=moving.TAKE_OVER, cite=H, gathers=letters.of_letter, conditions=(away.NEW_CASE,), carries=letters.registered,
    gives_number=NUMBER, changes_parties=True, sentence="接收{from_agency}移交的案件（{their_number}）：{why}", help="按来函登记。确定承办人并接受以后，自动答复对方；在这以前由对方的承办人接着办，受援人不断档。",
)  # fmt: skip
hand_back = Action(
    "hand_back", "退回移交机构", (PENDING,), MAY_APPROVE, to=SENT_BACK, needs=moving.HAND_BACK, recalls=("take_over",), cite=H, conditions=(away.CAME,), carries=letters.handed_back,
    produces=(Produces(papers.HANDED_BACK),), group="移交", sentence="退回移交机构：{why}", help="限还没有指派的。不是终止援助；由移交机构接着办。",
)  # fmt: skip
move = Action(
    "move", "移交其他法律援助机构", RUNNING, MAY_APPROVE, needs=moving.MOVE, cite=(LEGAL_AID.art(38),), gathers=letters.of_centre, conditions=(away.CENTRE_OPEN, away.NONE_WAITS),
    carries=letters.sent, produces=(Produces(papers.MOVE, each=True),), group="移交", sentence="移交{to_agency}：{why}", help="以签名的函发出案件情况和扫描件。对方确定承办人以前，现在的承办人接着办，各项期限照走。",
)  # fmt: skip
move_taken = Action(
    "move_taken", "登记对方接收移交", RUNNING, MAY_APPROVE, to=Goes(_after_moving, (MOVED, MOVED_OUT)), needs=moving.TAKEN, cite=(LEGAL_AID.art(38),), conditions=(away.WAITS,),
    carries=gathering.end_edge, produces=(Produces(papers.MOVED_TOLD),), group="移交", sentence="对方已接收移交，案号{their_number}，承办人{their_handler}", help="对方用系统答复的自动登记；书面、电话答复的在这里补记。",
)  # fmt: skip
move_back = Action(
    "move_back", "登记对方退回移交", RUNNING, MAY_APPROVE, needs=moving.BACK, cite=(LEGAL_AID.art(38),), conditions=(away.WAITS,), group="移交", sentence="对方退回移交：{words}", help="照原来的阶段接着办。",
)  # fmt: skip
ask_away = Action(
    "ask_away", "请外地协作", IN_HAND, MAY_HANDLE, needs=moving.TASK, cite=H, gathers=letters.of_centre, conditions=(away.CENTRE_OPEN,), carries=letters.task_sent,
    produces=(Produces(papers.TASK, each=True),), group="协作", sentence="请{to_agency}协作：{kind}", help="案件不移交，只请对方代办一件事；承办人不变，各项期限照走。",
)  # fmt: skip
hear_away = Action(
    "hear_away", "收到外地协作结果", (*IN_HAND, STOPPED, *AFTER), MAY_HANDLE, needs=moving.DONE, cite=H, conditions=(away.TASK_OPEN,), group="协作", sentence="外地协作：{answer}",
)  # fmt: skip

# Closing ---------------------------------------------------------------------------------------------------------------

close = Action(
    "close", "登记结案", (SIGNED, HANDLING, NAMED), MAY_HANDLE, to=ENDED, needs=asks.CLOSE, cite=(LEGAL_AID.art(50),),
    conditions=(c.BASIS, c.OUTCOME, c.CLOSING_DAY, c.MET, c.RECOVERED), carries=gathering.end_edge, produces=(Produces(papers.CLOSING_REPORT),), sentence="结案：{basis}（{closing_day}），{outcome}",
)  # fmt: skip
hand_in = Action(
    "hand_in", "交结案材料", (ENDED, TERMINATED, MOVED, RETURNED), MAY_HANDLE, to=HANDED, needs=asks.HAND_IN, cite=(LEGAL_AID.art(50),), conditions=(c.SERVED, c.EXPLAINED),
    begins_with=asks.filled_items, produces=(Produces(papers.CONTENTS),), primary=True, sentence="交来案卷材料",
)  # fmt: skip
receipts = Action(
    "receipts", "登记直接费用凭据", (*IN_HAND, ENDED, TERMINATED, MOVED, RETURNED), MAY_HANDLE, needs=asks.RECEIPTS, cite=H, sentence="登记直接费用凭据",
)  # fmt: skip
return_file = Action(
    "return_file", "退补", (HANDED,), MAY_CHECK, to=RETURNED, needs=asks.RETURN, recalls=("close", "hand_in"), cite=H, not_by_handler=True, sentence="退补：{reason}", help="退补的日子不计入审查的三十日。",
)  # fmt: skip
pass_file = Action(
    "pass_file", "案卷审查通过", (HANDED,), MAY_CHECK, to=PASSED, needs=asks.PASS_FILE, recalls=("close", "hand_in", "return_file"), cite=H, conditions=(c.HANDED_IN, c.COMPLETE), not_by_handler=True, primary=True,
    sentence="案卷审查通过",
)  # fmt: skip
archive = Action("archive", "归档", (PASSED,), MAY_CHECK, to=ARCHIVED, needs=asks.ARCHIVE, cite=H, primary=True, sentence="归档，档案号{archive_no}")
call_back = Action(
    "call_back", "登记回访", (*AFTER, ARCHIVED), MAY_CHECK, needs=asks.CALL_BACK, cite=(LEGAL_AID.art(57),), sentence="回访：{satisfaction}",
)  # fmt: skip
lifted = Action(
    "lifted", "恢复法律援助", (*AFTER, ARCHIVED, LEFT), None, to=Back(("terminate",), RUNNING), needs=asks.LIFTED, cite=(LEGAL_AID.art(49, 2),), carries=gathering.record_edge,
    produces=(Produces(papers.LIFTED, each=True),), sentence="司法局责令改正（{number}），终止决定撤销，继续提供法律援助", help="局审查异议、责令改正终止决定时，由系统记录。",
)  # fmt: skip
recovering = Action(
    "recovering", "立追偿", ANY, None, needs=asks.RECOVERING, cite=(LEGAL_AID.art(64),), sentence="立追偿（{recovery_no}）", help="立追偿时由系统记录。",
)  # fmt: skip
evaluated = Action(
    "evaluated", "质量评估", ANY, None, needs=asks.EVALUATED, cite=(LEGAL_AID.art(57),), sentence="质量评估：{grade}（{review_no}）", help="评估定级时由系统记录。",
)  # fmt: skip

ACTIONS = (
    opened, receive, confirmed, not_confirmed, renotice, chase, assign, ask_override, agree_override, name, decline, no_conflict, accept, turn_down, reply, borrow, sign, not_signed, work, tell, report_grave, set_hearing, set_safety, refuse_defence,
    tell_organ, ask_change, verify_change, grant_change, refuse_change, drop_change, judge_fault, hand_over, stop_work, resume_work, report_end, terminate, serve, close,
    hand_in, receipts, return_file, pass_file, archive, call_back, lifted, recovering, evaluated, take_over, hand_back, move, move_taken, move_back, ask_away, hear_away,
)  # fmt: skip

# Clocks ----------------------------------------------------------------------------------------------------------------

THREE = Period(3, Unit.CALENDAR, roll=True)
DAYS = Unit.CALENDAR
REMINDERS = {"answer": alerts.ANSWERING, "sign": alerts.SIGNING, "meet": alerts.MEETING, "progress": alerts.TELLING, "hand_in": alerts.HANDING_IN, "assign_other": alerts.ASSIGNING, "rename": alerts.ASSIGNING}
NAMED_MET = (Met("确定承办人", clocks.named_after),)


def _house(code: str, label: str, parameter: str, starts: Moment, met: Met, todo: Todo, warn: int = 2, after_closing: bool = False) -> Deadline:
    return Deadline(
        code, label, house(parameter, DAYS, roll=True), after=starts, met_by=(met,), on_expiry=OVERDUE, basis=H, todo=todo, warn_days=warn, survives_closing=after_closing,
        reminders=REMINDERS.get(code), whose="承办人" if todo.does in (accept, sign, work, tell, hand_over, hand_in) else "本所",
    )  # fmt: skip


DEADLINES = (
    Deadline(
        "assign_notice", "指派律师", THREE, after=Moment("收到通知", clocks.letters), met_by=NAMED_MET, on_expiry=OVERDUE, cite=NOTICE,
        todo=Todo("指派律师", assign), warn_days=2, reminders=alerts.ASSIGNING,
    ),
    Deadline(
        "tell_notice", "通知办案机关", THREE, after=Moment("收到通知", clocks.letters), met_by=(Met("复函", clocks.replied_after),), on_expiry=OVERDUE,
        cite=NOTICE, todo=Todo("把承办律师告知办案机关", reply), warn_days=2,
    ),
    _house("assign_other", "指派律师（可以通知的案件）", "assign_days", Moment("收到通知", clocks.other_letters), NAMED_MET[0], Todo("指派律师", assign)),
    _house("tell_other", "复函办案机关", "assign_days", Moment("收到通知", clocks.other_letters), Met("复函", clocks.replied_after), Todo("复函办案机关", reply)),
    Deadline(
        "assign_grant", "指派法律援助人员", THREE, after=Moment("决定给予法律援助", clocks.granted), met_by=NAMED_MET, on_expiry=OVERDUE, cite=GRANT,
        todo=Todo("指派法律援助人员", assign), warn_days=2, reminders=alerts.ASSIGNING,
    ),
    _house("assign_moved", "指派承办人（外地移交的案件）", "assign_days", Moment("接收移交", moves.taken_over), NAMED_MET[0], Todo("指派承办人", assign)),
    _house("move_answer", "对方答复移交", "move_days", Moment("移交", moves.moves), Met("对方答复", moves.move_answered), Todo("催对方答复移交", move_taken)),
    _house("away", "外地协作答复", "away_days", Moment("请外地协作", moves.tasks), Met("收到结果", moves.task_done), Todo("催外地协作的结果", hear_away), 3),
    _house("unit_names", "承办机构确定承办人", "unit_days", Moment("指派承办机构", clocks.units), Met("确定承办人", clocks.unit_named), Todo("催承办机构确定承办人", name), 1),
    _house("answer", "答复指派", "answer_days", Moment("确定承办人", clocks.offers), Met("接受或者退回", clocks.answered), Todo("答复指派", accept), 1),
    _house("rename", "更换后另行确定承办人", "assign_days", Moment("原承办人退出", clocks.changed), Met("确定承办人", clocks.named_again), Todo("另行指派", assign)),
    _house("sign", "签订委托协议", "sign_days", Moment("指派", clocks.to_sign), Met("签订，或者登记未签原因", clocks.signed), Todo("签订委托协议和授权委托书", sign)),
    _house("meet", "第一次会见（约见）", "meet_days", Moment("确定承办人", clocks.to_meet), Met("会见、约见", clocks.met), Todo("会见（约见）受援人", work)),
    _house("progress", "向受援人通报进展", "progress_days", Moment("上一次通报", clocks.to_tell), Met("通报", lambda facts, key: None), Todo("向受援人通报进展", tell), 5),
    Deadline(
        "tell_refusal", "当天告知办案机关", Period(0, DAYS), after=Moment("本人拒绝辩护", clocks.refusals), met_by=(Met("告知", clocks.organ_told),), on_expiry=OVERDUE,
        basis=H, todo=Todo("告知办案机关本人拒绝辩护", tell_organ), warn_days=0,
    ),
    _house("decide_change", "决定是否更换", "change_days", Moment("更换申请", clocks.changes), Met("决定", clocks.change_decided), Todo("决定是否更换承办人", grant_change)),
    _house("hand_over", "移交材料", "handover_days", Moment("新承办人确定", clocks.handovers), Met("移交", clocks.handed_over), Todo("新旧承办人移交", hand_over)),
    _house("serve", "送达终止决定", "serve_days", Moment("终止决定", clocks.termination), Met("送达各方", clocks.all_served), Todo("送达终止决定", serve), 2, True),
    _house("hand_in", "交结案材料", "file_days", Moment("结案日", clocks.closed), Met("交材料", clocks.handed_in), Todo("交结案材料", hand_in), 10),
    Deadline(
        "review", "审查案卷", house("review_days", DAYS, roll=True), after=Moment("收到材料", clocks.first_hand_in), met_by=(pass_file,), on_expiry=OVERDUE, basis=H,
        pauses=(Pause(return_file, hand_in),), todo=Todo("审查案卷", pass_file), warn_days=10, reminders=alerts.REVIEWING,
    ),
    _house("call_back", "回访受援人", "callback_days", Moment("结案日", clocks.closed_here), Met("回访", clocks.called_back), Todo("回访受援人", call_back), 5, True),
)  # fmt: skip
EXPECTED = (
    Expected(FIRM, Todo("催承办机构确定承办人", name), whose="承办机构", unless=lambda facts: True),
    Expected(HANDLING, Todo("登记承办工作，办完登记结案", work), whose="承办人"),
    Expected(STOPPED, Todo("申请更换承办人", ask_change), unless=lambda facts: f.change_asked(facts) is not None),
    Expected(RETURNED, Todo("补齐材料再交", hand_in), whose="承办人"),
    Expected(PASSED, Todo("归档", archive)),
)
PARAMETERS = {
    "assign_days": 3, "unit_days": 1, "answer_days": 1, "sign_days": 5, "meet_days": 3, "progress_days": 30, "change_days": 5, "handover_days": 3,
    "serve_days": 3, "file_days": 30, "review_days": 30, "callback_days": 30, "move_days": 3, "away_days": 15,
}  # fmt: skip
LEFT_TO_PEOPLE = {
    LEGAL_AID.art(36): "机关在三日内通知，由机关负责；本局只登记收到的日子", CRIMINAL_PROCEDURE.art(39): "看守所在四十八小时内安排会见，由看守所负责",
}  # fmt: skip
EVERYDAY = {
    code: {"by": MAY_RECORD} for code in ("correct", "void", "note", "add_material", "scan_signed", "change_party")
} | {code: {"by": MAY_ASSIGN} for code in ("share", "unshare", "recuse", "restrict")}  # fmt: skip


def _urgency(facts: Facts) -> Urgency:
    """A case nobody has yet, of somebody in custody or whose hearing is near, goes before the others."""
    if f.named_on(facts) is None and facts.opening.get("urgent"):
        return Urgency(2, "先行提供")
    if f.is_stopped(facts):
        return Urgency(2, "停止办理")
    return Urgency(1, "在押") if f.named_on(facts) is None and facts.value("in_custody") else Urgency()


CASE = Linking("aidcases", MAY_ASSIGN, codes.HOUSE).added_to(with_everyday(
    Procedure(
        code="aidcase", label="法律援助案件", in_force_from=date(2022, 1, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES, expected=EXPECTED,
        aspects=(
            Aspect("移交", lambda facts: "等待对方答复" if moves.waiting(facts) else ""),
            Aspect("更换", lambda facts: "等待决定" if f.change_asked(facts) else ""),
            Aspect("通知", lambda facts: dict(codes.GROUNDS).get(f.ground(facts), "")),
        ),
        office_kinds=("bureau", "section"), parameters=PARAMETERS, project=register.columns, keeps=register.keep, left_to_people=LEFT_TO_PEOPLE, urgency=_urgency, alerts=alerts.ALERTS,
    ),
    EVERYDAY,
))  # fmt: skip
