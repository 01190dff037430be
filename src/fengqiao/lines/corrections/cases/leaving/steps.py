"""外出，依社区矫正法第二十七条第一款；2020年6月30日以前依2012年的实施办法。

Districts of one city are no leave; seven days are the office's where it is delegated in writing, thirty the county's, more or
more than thirty in any two months the level's above. A proper reason must be approved.
"""

from __future__ import annotations

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes, delegations
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.leaving import asks, leaves
from fengqiao.lines.corrections.cases.leaving import facts as f
from fengqiao.lines.corrections.cases.leaving.counting import AGENCY, NEW_RULES_ON, OFFICE, SUPERIOR
from fengqiao.lines.corrections.papers.leaving import LEAVE_FORM, LEAVE_NOTICE
from fengqiao.lines.corrections.permissions import DECIDE, DELEGATED, PROPOSE, RECEIVE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Alert,
    Deadline,
    Expiry,
    InForce,
    Met,
    Moment,
    Produces,
    Reminder,
    Todo,
)
from fengqiao.matter.turning import never
from fengqiao.orgs.roles import CORRECTIONS_HEAD

LAW, MEASURES, OLD, HOUSE = f.LAW, f.MEASURES, f.OLD, codes.HOUSE
CITE = (OLD.whole(), LAW.art(27, 1), MEASURES.whole())  # of the editions, the one of the day
GROUP = "外出"
_ASKING = (f.ABROAD, f.PLACE, f.LEAVES, f.DATES, f.BESIDE, f.AT_LARGE, f.OF_2012)
_DECIDING = (f.UNDECIDED, f.COMPLETE)
_ASKED = (leaves.APPLY, leaves.EXTEND, leaves.MORE)

apply_leave = Action(
    leaves.APPLY, "申请外出", s.UNDER, SUPERVISE, needs=asks.APPLY, cite=CITE, conditions=(*_ASKING, f.IN_TIME), gathers=f.look_up, group=GROUP,
    sentence="申请外出（{reason}）：{from_on}至{to_on}，{to}", help="本人申请，或者代本人填写。有正当理由的，应当批准。",
)  # fmt: skip
ask_leave_papers = Action(
    leaves.ASK_MORE, "通知补充外出材料", s.UNDER, SUPERVISE, needs=asks.ASK_MORE, cite=(HOUSE.whole(),), group=GROUP,
    conditions=(f.some(asks.complete, "没有等着决定的外出申请。"), f.UNDECIDED), sentence="请本人补充：{missing}",
)  # fmt: skip
leave_papers = Action(
    leaves.MORE, "补齐外出材料", s.UNDER, SUPERVISE, needs=asks.MORE, cite=(HOUSE.whole(),), group=GROUP,
    conditions=(f.some(asks.lacking, "没有等着补充材料的外出申请。"), f.UNDECIDED), sentence="外出材料补齐",
)  # fmt: skip
leave_opinion = Action(
    leaves.OPINION, "签署外出意见", s.UNDER, PROPOSE, needs=asks.OPINION, recalls=_ASKED, cite=CITE, group=GROUP,
    conditions=(f.some(asks.without_opinion, "没有等着签署意见的外出申请。"), *_DECIDING), sentence="{opinion}：{said}",
)  # fmt: skip
office_leave = Action(
    "office_leave", "批准或不批准外出（受委托）", s.UNDER, DELEGATED, needs=asks.decide(OFFICE), recalls=_ASKED, cite=CITE, group=GROUP, not_by=leaves.APPLY,
    conditions=(f.waits(OFFICE), *_DECIDING, f.level(OFFICE), f.REASONS), gathers=f.weigh_now, produces=(Produces(LEAVE_FORM, each=True), Produces(LEAVE_NOTICE, each=True)),
    warrant=delegations.warrant(delegations.LEAVE, NEW_RULES_ON),
    sentence="外出{answer}", help="七日以内、由县级社区矫正机构书面委托的。",
)  # fmt: skip
decide_leave = Action(
    "decide_leave", "批准或不批准外出", s.UNDER, DECIDE, needs=asks.decide(OFFICE, AGENCY), recalls=(*_ASKED, leaves.OPINION), cite=CITE, group=GROUP, not_by=leaves.OPINION,
    conditions=(f.waits(OFFICE, AGENCY), *_DECIDING, f.level(OFFICE, AGENCY), f.HAS_OPINION, f.REASONS), gathers=f.weigh_now, produces=(Produces(LEAVE_FORM, each=True), Produces(LEAVE_NOTICE, each=True)),
    sentence="外出{answer}",
)  # fmt: skip
send_leave_up = Action(
    leaves.SENT_UP, "报上级审批外出", s.UNDER, DECIDE, needs=asks.SEND_UP, recalls=(*_ASKED, leaves.OPINION), cite=CITE, group=GROUP,
    conditions=(f.waits(SUPERIOR), *_DECIDING, f.level(SUPERIOR), f.HAS_OPINION), gathers=f.weigh_now, sentence="报{to_organ}审批：{said}",
    in_force=InForce(from_on=NEW_RULES_ON, instead="由县级司法行政机关决定，每次不超过一个月。"),
)  # fmt: skip
superior_leave = Action(
    "superior_leave", "登记上级批复（外出）", s.UNDER, RECEIVE, needs=asks.SUPERIOR, cite=CITE, group=GROUP,
    conditions=(f.some(asks.sent_up, "没有报上级的外出申请。"), f.UNDECIDED, f.SUPERIOR_SAID), gathers=f.weigh_now,
    produces=(Produces(LEAVE_FORM, each=True), Produces(LEAVE_NOTICE, each=True)),
    sentence="上级{answer}外出（{document}）", in_force=InForce(from_on=NEW_RULES_ON, instead="由县级司法行政机关决定。"),
)  # fmt: skip
emergency_leave = Action(
    leaves.EMERGENCY, "电话应急批准外出", s.UNDER, SUPERVISE, needs=asks.EMERGENCY, cite=CITE, gathers=f.look_up, group=GROUP,
    conditions=(*_ASKING, f.SHORT), sentence="电话批准外出（{reason}，{approved_by}）：{from_on}至{to_on}，{to}",
    help="近亲属去世等来不及书面审批的。值班负责人电话批准，一个工作日内补办书面手续。",
)  # fmt: skip
confirm_emergency = Action(
    leaves.ON_PAPER, "补办应急外出手续", s.UNDER, DECIDE, needs=asks.ON_PAPER, recalls=(leaves.EMERGENCY,), cite=(HOUSE.whole(),), group=GROUP, not_by=leaves.EMERGENCY, produces=(Produces(LEAVE_FORM, each=True), Produces(LEAVE_NOTICE, each=True)),
    conditions=(f.some(asks.by_phone, "没有等着补办手续的应急外出。"),), sentence="补办书面手续：{said}",
)  # fmt: skip
extend_leave = Action(
    leaves.EXTEND, "申请续假", s.UNDER, SUPERVISE, needs=asks.EXTEND, cite=CITE, group=GROUP,
    conditions=(f.some(leaves.choices, "没有批准的外出可以续假。"), f.LONGER, f.LONGER_2012), sentence="申请续假到{to_on}：{explanation}",
    help="到期前申请，按延长后的总天数审批。",
)  # fmt: skip
return_from_leave = Action(
    leaves.BACK, "销假", s.UNDER, SUPERVISE, needs=asks.BACK, cite=CITE, group=GROUP,
    conditions=(f.some(leaves.choices, "没有外出的人等着销假。"), f.GONE, f.LATE_REASON), sentence="已返回销假",
)  # fmt: skip
recall_leave = Action(
    leaves.RECALL, "责令返回", s.UNDER, RECEIVE, needs=asks.RECALL, cite=CITE, group=GROUP,
    conditions=(f.some(leaves.choices, "没有外出的人可以责令返回。"), f.GONE), sentence="责令{by_on}前返回：{why}",
)  # fmt: skip
withdraw_leave = Action(
    leaves.WITHDRAW, "撤销外出", s.UNDER, SUPERVISE, needs=asks.WITHDRAW, cite=CITE, group=GROUP,
    conditions=(f.some(asks.not_gone, "没有可以撤销的外出。"), f.NOT_GONE), sentence="撤销外出：{why}",
)  # fmt: skip

ACTIONS = (
    apply_leave, ask_leave_papers, leave_papers, leave_opinion, office_leave, decide_leave, send_leave_up, superior_leave, emergency_leave,
    confirm_emergency, extend_leave, return_from_leave, recall_leave, withdraw_leave,
)  # fmt: skip

HEADS = ("handler", CORRECTIONS_HEAD.code)
COMING_BACK = (
    Reminder("AL07", (-1, 0), NoticeLevel.YELLOW, "外出到{on}为止（{source}）。请提醒本人按时返回销假。"),
    Reminder("AL07", (1,), NoticeLevel.RED, "外出到{on}为止，还没有销假（{source}）。请联系本人，问明原因。", to=HEADS),
)
SAME_DAY = Period(0, Unit.CALENDAR)
_DECIDED = (Met("已决定", f.decided_on),)
DEADLINES = (
    Deadline(
        "office_leave", "审批外出（司法所）", house("leave_office_days", Unit.WORKING), after=Moment("材料齐全日", f.deciding(OFFICE)), met_by=_DECIDED,
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("审批外出", office_leave, names=True), warn_days=1,
    ),
    Deadline(
        "decide_leave", "审批外出（县级）", house("leave_agency_days", Unit.WORKING), after=Moment("材料齐全日", f.deciding(AGENCY)), met_by=_DECIDED,
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("审批外出", decide_leave, names=True), warn_days=1,
    ),
    Deadline(
        "superior_leave", "审批外出（报上级）", house("leave_superior_days", Unit.WORKING), after=Moment("材料齐全日", f.deciding(SUPERIOR)),
        met_by=_DECIDED, on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("报上级审批外出", send_leave_up, names=True), warn_days=1,
    ),
    Deadline(
        "leave_ends", "返回销假", SAME_DAY, after=Moment("外出末日", f.ends), met_by=(Met("已销假", f.back_on),), on_expiry=Expiry("逾期未归"),
        cite=(OLD.whole(), LAW.art(27, 1), LAW.art(23)), whose="当事人", todo=Todo("销假", return_from_leave, names=True), asks_days_before=1, warn_days=1,
        reminders=COMING_BACK,
    ),
    Deadline(
        "recall_leave", "责令返回", house("recall_days", Unit.CALENDAR), after=Moment("外出末日", f.ends),
        met_by=(Met("已责令返回或者已销假", f.recalled_or_back_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("责令返回", recall_leave, names=True), asks_days_before=0, warn_days=0, reminders=(),
    ),
    Deadline(
        "confirm_emergency", "补办应急外出手续", house("phone_leave_days", Unit.WORKING), after=Moment("电话批准日", f.by_phone),
        met_by=(Met("已补办", f.on_paper_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("补办应急外出手续", confirm_emergency, names=True),
        warn_days=1,
    ),
)  # fmt: skip
ALERTS = (
    Alert("AL07-begins", NoticeLevel.PLAIN, f.leaving_tomorrow, key=f.which_tomorrow, turns_on=f.next_departure),
    Alert("AL07-total", NoticeLevel.YELLOW, f.much_away, to=HEADS, turns_on=never),
)
PARAMETERS = {
    "leave_office_days": 1, "leave_agency_days": 2, "leave_superior_days": 3, "recall_days": 1, "phone_leave_days": 1,
}  # fmt: skip
