"""变更执行地，依社区矫正法第二十七条第二款；五日、七日依实施办法（measures, recalled as 30 and 31）。

Until the new county has registered the person, the case stays on the old one's register, marked 在途; then one act closes it here.
"""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.leaving.counting import NEW_RULES_ON
from fengqiao.lines.corrections.cases.relocation import asks, moves
from fengqiao.lines.corrections.cases.relocation import facts as f
from fengqiao.lines.corrections.papers.relocation import (
    FILE_LIST,
    MOVE_ANSWER,
    MOVE_DECISION,
    MOVE_FORM,
    MOVE_INQUIRY,
    MOVE_REFUSAL,
)
from fengqiao.lines.corrections.permissions import DECIDE, PROPOSE, RECEIVE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Aspect,
    Deadline,
    Expiry,
    Goes,
    InForce,
    Met,
    Moment,
    Produces,
    Reminder,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import CORRECTIONS_HEAD

LAW, MEASURES, OLD, HOUSE = f.LAW, f.MEASURES, f.OLD, codes.HOUSE
CITE = (OLD.whole(), LAW.art(27, 2), MEASURES.whole())
GROUP, COMING = "变更执行地", "外地转入"
WAITING = (moves.APPLIED, moves.INQUIRED, moves.AGREED, moves.OPPOSED, moves.DISPUTED, moves.SETTLED_FOR, moves.SETTLED_AGAINST)
ANSWERED = (moves.AGREED, moves.OPPOSED, moves.SETTLED_FOR, moves.SETTLED_AGAINST)
ON_THE_WAY = (moves.APPROVED, moves.IN_TRANSIT, moves.ABSENT)

# The old side

apply_move = Action(
    moves.APPLY, "申请变更执行地", s.UNDER, SUPERVISE, needs=asks.APPLY, cite=CITE, conditions=(f.PLACE, f.NONE_OPEN, f.AT_LARGE), gathers=f.look_up,
    group=GROUP, sentence="申请变更执行地到{to}（{reason}）",
)  # fmt: skip
move_opinion = Action(
    moves.OPINION, "签署变更意见", s.UNDER, PROPOSE, needs=asks.OPINION, cite=CITE, group=GROUP,
    conditions=(f.at(*WAITING), f.holds(lambda m: not m.opinion, "已经签署过意见。")), sentence="{opinion}：{said}",
)  # fmt: skip
inquire_move = Action(
    moves.INQUIRE, "征求新地意见", s.UNDER, RECEIVE, needs=asks.INQUIRE, cite=CITE, group=GROUP, conditions=(f.at(moves.APPLIED), f.HAS_OPINION),
    produces=(Produces(MOVE_INQUIRY, each=True),),
    sentence="向{to_organ}征求意见",
)  # fmt: skip
move_reply = Action(
    moves.REPLY, "登记新地复函", s.UNDER, RECEIVE, needs=asks.REPLY, cite=CITE, group=GROUP, conditions=(f.at(moves.INQUIRED),),
    sentence="新地{answer}（{letter_no}）",
)  # fmt: skip
dispute_move = Action(
    moves.DISPUTE, "报请上级协调", s.UNDER, DECIDE, needs=asks.DISPUTE, cite=CITE, group=GROUP, conditions=(f.at(moves.OPPOSED, moves.INQUIRED),),
    sentence="报{to_organ}协调：{said}", help="双方意见不一致，或者新地到期没有答复的。",
)  # fmt: skip
settle_move = Action(
    moves.SETTLE, "登记协调结果", s.UNDER, RECEIVE, needs=asks.SETTLE, cite=CITE, group=GROUP, conditions=(f.at(moves.DISPUTED),),
    sentence="上级{answer}（{document}）",
)  # fmt: skip
decide_move = Action(
    moves.DECIDE, "决定是否变更执行地", s.UNDER, DECIDE, needs=asks.DECIDE, recalls=(moves.APPLY, moves.OPINION, moves.REPLY, moves.SETTLE), cite=CITE, group=GROUP, not_by=moves.OPINION,
    produces=(Produces(MOVE_FORM, each=True), Produces(MOVE_DECISION, each=True, when=f.approved), Produces(MOVE_REFUSAL, each=True, when=f.refused)),
    conditions=(f.at(*ANSWERED), f.AGREED, f.NOTHING_PENDING, f.TOLD, f.AT_LARGE), sentence="{answer}：{why}",
)  # fmt: skip
tell_move_refusal = Action(
    moves.TELL_REFUSAL, "告知不予变更", s.UNDER, SUPERVISE, needs=asks.TELL_REFUSAL, cite=(OLD.whole(), MEASURES.whole()), group=GROUP,
    conditions=(f.at(moves.REFUSED),), sentence="告知不予变更（{how}）",
)  # fmt: skip
serve_move = Action(
    moves.SERVE, "送达变更决定", s.UNDER, SUPERVISE, needs=asks.SERVE, cite=CITE, group=GROUP, conditions=(f.at(moves.APPROVED),),
    sentence="送达变更决定（{how}，{signed}）", help="从本人收到起七日内到新地报到。到新地登记以前，仍由本局管理。",
)  # fmt: skip
send_move_file = Action(
    moves.SEND_FILE, "移交档案", s.UNDER, RECEIVE, needs=asks.SEND_FILE, cite=CITE, group=GROUP, produces=(Produces(FILE_LIST, each=True),),
    conditions=(f.at(*ON_THE_WAY), f.holds(lambda m: m.file_sent_on is None, "档案已经移交。")), sentence="移交档案（{how}），抄送{copies}",
)  # fmt: skip
move_file_receipt = Action(
    moves.FILE_RECEIPT, "登记档案回执", s.UNDER, RECEIVE, needs=asks.FILE_RECEIPT, cite=CITE, group=GROUP,
    conditions=(f.holds(lambda m: m.file_sent_on is not None and m.receipt_on is None, "没有等着回执的档案。"),), sentence="收到档案回执",
)  # fmt: skip
move_not_arrived = Action(
    moves.NOT_ARRIVED, "登记新地告知未报到", s.UNDER, RECEIVE, needs=asks.NOT_ARRIVED, cite=CITE, group=GROUP, conditions=(f.at(moves.IN_TRANSIT),),
    sentence="{told_by}告知未报到：{said}", help="新地没有登记以前由本局查找。",
)  # fmt: skip
move_away = Action(
    moves.AWAY, "新地已接收", s.UNDER, RECEIVE, to=s.MOVED_AWAY, needs=asks.AWAY, cite=CITE, group=GROUP,
    conditions=(f.at(moves.IN_TRANSIT, moves.ABSENT), f.holds(lambda m: m.file_sent_on is not None, "档案还没有移交。请先办理“移交档案”。")),
    sentence="新地已登记接收（{document}），本局转出",
)  # fmt: skip
withdraw_move = Action(
    moves.WITHDRAW, "撤回变更申请", s.UNDER, SUPERVISE, needs=asks.WITHDRAW, cite=(HOUSE.whole(),), group=GROUP,
    conditions=(f.at(*WAITING, moves.APPROVED),), sentence="撤回变更申请：{why}",
)  # fmt: skip

# The new side

answer_inquiry = Action(
    moves.ANSWER, "答复征求意见", s.COMING, RECEIVE, needs=asks.ANSWER, cite=CITE, group=COMING, conditions=(f.INCOMING, f.NOT_ANSWERED),
    produces=(Produces(MOVE_ANSWER, each=True),),
    sentence="答复原执行地：{answer}，{said}",
)  # fmt: skip
file_received = Action(
    moves.FILE_IN, "收到转入档案", s.COMING, RECEIVE, needs=asks.FILE_IN, cite=CITE, group=COMING, conditions=(f.INCOMING,),
    sentence="收到转入档案，回执寄{receipt_to}", help="收到移交包的，请在“移交档案”页接收，不在这里登记。",
)  # fmt: skip
tell_not_arrived = Action(
    moves.TELL_OLD, "告知原执行地未报到", (*s.COMING, s.INCOMING), RECEIVE, needs=asks.TELL_OLD, cite=CITE, group=COMING, conditions=(f.INCOMING,),
    sentence="告知{told}：没有按时报到，{said}",
)  # fmt: skip
take_over = Action(
    moves.TAKE_OVER, "接收移交包", s.UNDER, RECEIVE, to=s.INCOMING, needs=asks.TAKE_OVER, cite=CITE, offered=False,
    sentence="接收{from_organ}的移交包，档案、次数、期限接续计算",
)  # fmt: skip
arrived_here = Action(
    moves.ARRIVED, "转入报到", (s.INCOMING,), RECEIVE, to=Goes(f.before_take_over, (s.ACTIVE, s.REGISTERED)), needs=asks.ARRIVED, recalls=(moves.TAKE_OVER,), primary=True,
    cite=(OLD.whole(), LAW.art(22), MEASURES.whole()), conditions=(f.LATE_REASON,), sentence="转入报到，身份{identity}",
    help="登记后请立即通知原执行地：从此由本局管理，原执行地转出。",
)  # fmt: skip

ACTIONS = (
    apply_move, move_opinion, inquire_move, move_reply, dispute_move, settle_move, decide_move, tell_move_refusal, serve_move, send_move_file,
    move_file_receipt, move_not_arrived, move_away, withdraw_move, answer_inquiry, file_received, tell_not_arrived, take_over, arrived_here,
)  # fmt: skip

FIVE_DAYS = Period(5, Unit.CALENDAR, roll=True)
SEVEN_DAYS = Period(7, Unit.CALENDAR, roll=True)
NOW = InForce(from_on=NEW_RULES_ON)
HEADS = ("handler", CORRECTIONS_HEAD.code)
STEP_DUE = (
    Reminder("AL09", (-1,), NoticeLevel.YELLOW, "{label}：{on}届满（{source}）。"),
    Reminder("AL09", (1,), NoticeLevel.RED, "{label}：已于{on}届满（{source}）。", to=HEADS),
)
_CITED = (MEASURES.whole(),)
PARAMETERS = {"move_days": 5}
DEADLINES = (
    Deadline(
        "inquire_move", "征求新地意见", FIVE_DAYS, after=Moment("申请日", f.days(lambda m: m.asked_on)), met_by=(Met("已征求", f.met(lambda m: m.inquired_on)),),
        on_expiry=OVERDUE, cite=_CITED, todo=Todo("征求新地意见", inquire_move), warn_days=2, in_force=NOW, reminders=STEP_DUE,
    ),
    Deadline(
        "move_reply", "新地答复", FIVE_DAYS, after=Moment("征求意见日", f.days(lambda m: m.inquired_on)), met_by=(Met("已答复", f.met(lambda m: m.replied_on or m.decided_on)),),
        on_expiry=Expiry("新地逾期没有答复，可以报请上级协调"), cite=_CITED, whose="新地社区矫正机构", todo=Todo("等候新地复函", move_reply), warn_days=2,
        in_force=NOW, reminders=STEP_DUE, blocks_nothing=True,
    ),
    Deadline(
        "decide_move", "决定是否变更执行地", house("move_days", Unit.WORKING), after=Moment("收到新地答复、上级协调结果之日", f.days(lambda m: m.ripe_on)),
        met_by=(Met("已决定", f.met(lambda m: m.decided_on)),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("决定是否变更执行地", decide_move), warn_days=2,
        in_force=NOW, reminders=STEP_DUE,
    ),
    Deadline(
        "tell_move_refusal", "告知不予变更", FIVE_DAYS, after=Moment("决定日", f.days(lambda m: m.decided_on, unless=lambda m: m.approved is not False)),
        met_by=(Met("已告知", f.met(lambda m: m.refusal_told_on)),), on_expiry=OVERDUE, cite=_CITED, todo=Todo("告知不予变更", tell_move_refusal), warn_days=2,
        in_force=NOW, reminders=STEP_DUE,
    ),
    Deadline(
        "serve_move", "送达变更决定", FIVE_DAYS, after=Moment("决定日", f.days(lambda m: m.decided_on, unless=lambda m: not m.approved)),
        met_by=(Met("已送达", f.met(lambda m: m.served_on)),), on_expiry=OVERDUE, cite=_CITED, todo=Todo("送达变更决定", serve_move), warn_days=2, in_force=NOW,
        reminders=STEP_DUE,
    ),
    Deadline(
        "send_move_file", "移交档案", FIVE_DAYS, after=Moment("决定日", f.days(lambda m: m.decided_on, unless=lambda m: not m.approved)),
        met_by=(Met("已移交", f.met(lambda m: m.file_sent_on)),), on_expiry=OVERDUE, cite=_CITED, todo=Todo("移交档案", send_move_file), warn_days=2,
        in_force=NOW, reminders=STEP_DUE,
    ),
    Deadline(
        "send_move_file_2012", "移交档案", Period(3, Unit.WORKING), after=Moment("决定日", f.days(lambda m: m.decided_on, unless=lambda m: not m.approved)),
        met_by=(Met("已移交", f.met(lambda m: m.file_sent_on)),), on_expiry=OVERDUE, cite=(OLD.whole(),), todo=Todo("移交档案", send_move_file), warn_days=2,
        in_force=InForce(to_on=date(2020, 6, 30)), reminders=STEP_DUE,
    ),
    Deadline(
        "move_file_receipt", "档案回执", FIVE_DAYS, after=Moment("移交日", f.days(lambda m: m.file_sent_on)), met_by=(Met("已回执", f.met(lambda m: m.receipt_on or m.away_on)),),
        on_expiry=Expiry("新地逾期没有回执，应当催办"), cite=_CITED, whose="新地社区矫正机构", todo=Todo("等候档案回执", move_file_receipt), warn_days=2,
        in_force=NOW, reminders=STEP_DUE, blocks_nothing=True,
    ),
    Deadline(
        "move_report", "到新地报到", SEVEN_DAYS, after=Moment("收到变更决定日", f.days(lambda m: m.served_on)), met_by=(Met("新地已接收", f.met(lambda m: m.away_on)),),
        on_expiry=Expiry("没有到新地报到：新地告知，本局查找"), cite=_CITED, whose="当事人", todo=Todo("等候新地接收", move_away), warn_days=2, in_force=NOW,
        reminders=STEP_DUE, applies=lambda facts: not f.is_incoming(facts),
    ),
    Deadline(
        "answer_inquiry", "答复征求意见", FIVE_DAYS, after=Moment("收到征求意见日", f.inquiries), met_by=(answer_inquiry,), on_expiry=OVERDUE, cite=_CITED,
        todo=Todo("答复征求意见", answer_inquiry), warn_days=2, in_force=NOW, reminders=STEP_DUE,
    ),
    Deadline(
        "arrive_here", "转入报到", SEVEN_DAYS, after=Moment("收到变更决定日", f.reports_here), met_by=(arrived_here, Met("已报到", lambda facts, key: facts.on("report_in"))),
        on_expiry=Expiry("没有按时报到，应当立即告知原执行地"), cite=_CITED, whose="当事人", todo=Todo("等候转入报到", arrived_here), warn_days=2, in_force=NOW,
        reminders=STEP_DUE,
    ),
)  # fmt: skip


def _word(facts: Facts) -> str:
    move = moves.current(facts)
    return f"{move.to}，{move.state}" if move else ""


ASPECTS = (Aspect("变更执行地", _word),)
