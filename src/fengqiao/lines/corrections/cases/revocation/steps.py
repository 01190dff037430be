"""撤销缓刑、撤销假释、收监执行，依社区矫正法第四十六条至第五十条。We propose; the court or the organ decides; a document ends it."""

from __future__ import annotations

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.ending.steps import resume, terminate
from fengqiao.lines.corrections.cases.revocation import asks
from fengqiao.lines.corrections.cases.revocation import facts as f
from fengqiao.lines.corrections.cases.revocation import proposals as p
from fengqiao.lines.corrections.papers import revocation as papers
from fengqiao.lines.corrections.permissions import DECIDE, PROPOSE, RECEIVE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    ANY,
    OVERDUE,
    Action,
    Deadline,
    Expected,
    Expiry,
    Met,
    Moment,
    Produces,
    Reminder,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import CORRECTIONS_HEAD, LEADER
from fengqiao.statutes.corrections import (
    COMMUNITY_CORRECTIONS,
    CORRECTIONS_MEASURES,
    PRISONS,
    PRISONS_2012,
)

LAW, MEASURES, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, codes.HOUSE
GROUP = "撤销和收监"
PROPOSING = (LAW.art(46, 3), LAW.art(49, 1))
DECIDING = (LAW.art(48, 1), LAW.art(49, 2))

propose_revocation = Action(
    p.PROPOSE, "提出撤销、收监建议", s.UNDER, PROPOSE, needs=asks.PROPOSE, cite=PROPOSING, group=GROUP,
    conditions=(f.NONE_PENDING, f.OF_CATEGORY, f.GROUND_HOLDS, f.ARREST), sentence="拟向{organ}提请{kind}：{revocation_ground}",
    help="犯新罪、发现漏罪的，由审理的法院撤销，我们只登记。",
)  # fmt: skip
approve_revocation = Action(
    p.APPROVE, "审签并提请", s.UNDER, DECIDE, needs=asks.APPROVE, recalls=(p.PROPOSE,), cite=PROPOSING, conditions=(f.TO_APPROVE,), not_by=p.PROPOSE, group=GROUP,
    produces=(
        *(Produces(kind, each=True, when=papers.proposes(code)) for code, kind in papers.OF_KIND.items()),
        Produces(papers.ARREST, each=True, when=papers.asks_arrest),
    ),
    sentence="{answer}{doc_no}", help="建议书同时抄送人民检察院。",
)  # fmt: skip
revocation_received = Action(
    p.RECEIVED, "登记法院、机关收到", s.UNDER, RECEIVE, needs=asks.RECEIVED, cite=DECIDING, conditions=(f.IS_SENT, f.MINUTE_KNOWN), group=GROUP,
    sentence="收文机关已收到建议书{received_at}",
)  # fmt: skip
arrest_decided = Action(
    p.ARREST, "登记逮捕决定", s.UNDER, RECEIVE, needs=asks.ARREST, cite=(LAW.art(47, 2),), conditions=(f.BEFORE_COURT, f.ASKED_ARREST), group=GROUP,
    sentence="{answer}（{document}）",
)  # fmt: skip
arrested = Action(
    p.ARRESTED, "登记执行逮捕", s.UNDER, RECEIVE, needs=asks.ARRESTED, cite=(LAW.art(47, 2),), conditions=(f.BEFORE_OR_AFTER, f.ARREST_GRANTED),
    group=GROUP, sentence="{by}执行逮捕", help="另在“登记羁押”登记羁押。羁押不超过三十日。",
)  # fmt: skip
revocation_heard = Action(
    p.HEARING, "登记听取申辩", s.UNDER, RECEIVE, needs=asks.HEARING, cite=(LAW.art(48, 2),), conditions=(f.BEFORE_COURT,), group=GROUP,
    sentence="法院{how}",
)  # fmt: skip
revocation_decided = Action(
    p.RULING, "登记裁定、决定", s.UNDER, RECEIVE, needs=asks.RULING, cite=DECIDING, conditions=(f.BEFORE_COURT,), group=GROUP,
    sentence="{outcome}（{document}）", help="撤销、收监的，凭这份文书办理“终止社区矫正”。",
)  # fmt: skip
revoked_elsewhere = Action(
    p.ELSEWHERE, "登记别的机关撤销、收监", s.UNDER, RECEIVE, needs=asks.BY_TRIAL, cite=(LAW.art(46, 2), LAW.art(49, 2)), group=GROUP,
    sentence="{organ}{kind}：{why}（{document}）", help="犯新罪、漏罪的，由审理该案的人民法院撤销并书面通知；只凭文书登记。",
)  # fmt: skip
at_large = Action(
    p.AT_LARGE, "登记送交、在逃", ANY, RECEIVE, needs=asks.AT_LARGE, cite=(LAW.art(48, 3), LAW.art(49, 3), LAW.art(50)), conditions=(f.GRANTED,),
    group=GROUP, sentence="{state}：{organ}",
)  # fmt: skip
receive_again = Action(
    p.AGAIN, "恢复管理", s.UNDER, SUPERVISE, needs=asks.AGAIN, cite=(LAW.art(23),), conditions=(f.REFUSED,), group=GROUP,
    sentence="恢复管理（{channel}）：{told}",
)  # fmt: skip
held_over = Action(
    "held_over", "期满待决", (s.REGISTERED, s.ACTIVE), None, to=s.PENDING, cite=(LAW.art(48), LAW.art(49)),
    sentence="{due_on}期满，建议还没有决定：不自动解除，也不自动延长",
)  # fmt: skip
withdraw_revocation = Action(
    p.WITHDRAW, "撤回建议", s.UNDER, DECIDE, needs=asks.WITHDRAW, cite=PROPOSING, conditions=(f.BEFORE_COURT,), group=GROUP, sentence="撤回：{reasons}",
)  # fmt: skip

ACTIONS = (
    propose_revocation, approve_revocation, revocation_received, arrest_decided, arrested, revocation_heard, revocation_decided,
    revoked_elsewhere, at_large, receive_again, held_over, withdraw_revocation,
)  # fmt: skip
PARAMETERS = {"revocation_days": 3, "receipt_days": 5}

HEADS = ("handler", CORRECTIONS_HEAD.code)
SAME_DAY, THIRTY = Period(0, Unit.CALENDAR), Period(30, Unit.CALENDAR, roll=True)
COURT_OWES = Expiry("收文机关逾期，应当催问并告知检察院")
# AL12: five days before, on the day, the day after
ASK_COURT = (
    Reminder("AL12", (-5, 0), NoticeLevel.YELLOW, "{label}：{on}届满（{source}）。请与收文机关联系。", to=HEADS),
    Reminder("AL12", (1,), NoticeLevel.AMBER, "{label}：已于{on}届满，还没有收到文书（{source}）。请催问，并告知检察院。", to=HEADS),
)
ASK_ARREST = (
    Reminder("AL12", (0, 1), NoticeLevel.RED, "{label}：四十八小时到{on}届满（{source}）。请与人民法院联系。", to=HEADS),
)
LET_GO = (
    Reminder("AL12", (-5, -1, 0), NoticeLevel.RED, "{label}：{on}届满（{source}）。届满没有裁定的，应当释放。", to=(*HEADS, LEADER.code)),
)
# what the ministry's office wrote in 2021 governs the rest; its text is not in the library, so a person decides
HOLD_OVER = (
    Reminder("AL12", (-30, -7, -1), NoticeLevel.AMBER, "矫正期到{on}届满，撤销、收监的建议还没有决定（{source}）。请催问；届满后转为期满待决。", to=(*HEADS, LEADER.code)),
)
def _not_ended(facts: Facts) -> bool:
    return not p.ended_by_document(facts)


EXPECTED = (
    Expected(s.PENDING, Todo("期满待决：催问决定，报局领导", resume), unless=p.ended_by_document),
    Expected(s.PENDING, Todo("凭文书终止社区矫正", terminate), unless=_not_ended),
    Expected(s.ACTIVE, Todo("凭文书终止社区矫正", terminate), unless=_not_ended),
)
DEADLINES = (
    Deadline(
        "approve_revocation", "审签撤销、收监建议", house("revocation_days", Unit.WORKING), after=Moment("提出日", f.proposed),
        met_by=(Met("已审签", f.approved_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("审签撤销、收监建议", approve_revocation), warn_days=1,
    ),
    Deadline(
        "revocation_received", "取回收文回执", house("receipt_days", Unit.WORKING), after=Moment("提请日", f.sent),
        met_by=(Met("已收到", f.reached_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("登记法院、机关收到", revocation_received), warn_days=1,
    ),
    Deadline(
        "arrest_decided", "决定是否逮捕", Period(2, Unit.CALENDAR), after=Moment("法院收到提请之日", f.arrest_asked),
        met_by=(Met("已决定", f.arrest_decided_on),), on_expiry=COURT_OWES, cite=(LAW.art(47, 2),), whose="人民法院", warn_days=2,
        reminders=ASK_ARREST,
    ),
    Deadline(
        "arrest_custody", "逮捕后的羁押", Period(30, Unit.CALENDAR), after=Moment("执行逮捕之日", f.arrested),
        met_by=(Met("已裁定", f.decided_on),), on_expiry=Expiry("羁押届满，应当释放"), cite=(LAW.art(47, 2),), whose="人民法院、公安机关", warn_days=5,
        reminders=LET_GO,
    ),
    Deadline(
        "revocation_decided", "撤销、收监的裁定或者决定", THIRTY, after=Moment("收到建议书之日", f.received), met_by=(Met("已决定", f.decided_on),),
        on_expiry=COURT_OWES, cite=DECIDING, whose="人民法院、决定机关", warn_days=5, reminders=ASK_COURT,
    ),
    Deadline(
        "parole_decided", "撤销假释的裁定", Period(1, Unit.MONTH, roll=True), after=Moment("收到撤销假释建议书之日", f.parole_received),
        met_by=(Met("已决定", f.decided_on),), on_expiry=COURT_OWES, cite=(PRISONS_2012.art(33, 2), PRISONS.art(54, 2)), whose="人民法院", warn_days=5,
        reminders=ASK_COURT,
    ),
    Deadline(
        "held_over", "期满而建议未决", SAME_DAY, after=Moment("矫正期满日", f.ends_pending), met_by=(), on_expiry=Expiry("期满待决", held_over),
        cite=DECIDING, warn_days=30, reminders=HOLD_OVER,
    ),
    Deadline(
        "re_receive", "恢复管理", SAME_DAY, after=Moment("收到不予撤销、收监之日", f.kept), met_by=(Met("已恢复", f.again_on),),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("当日联系本人，恢复管理", receive_again), warn_days=1,
    ),
)  # fmt: skip
