"""检察监督，依社区矫正法第六十二条：收到意见、交办、书面回复；应当抄送的列成清单。"""

from __future__ import annotations

from fengqiao.daycount import Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases.procuracy import asks
from fengqiao.lines.corrections.cases.procuracy import copies as c
from fengqiao.lines.corrections.cases.procuracy import facts as f
from fengqiao.lines.corrections.papers import letters as papers
from fengqiao.lines.corrections.permissions import ANSWER_PROCURACY, RECEIVE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import ANY, OVERDUE, Action, Deadline, Met, Moment, Produces, Reminder, Todo
from fengqiao.orgs.roles import CORRECTIONS_HEAD, LEADER
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS

LAW, HOUSE = COMMUNITY_CORRECTIONS, codes.HOUSE
GROUP = "检察监督"

procuracy_opinion = Action(
    c.OPINION, "登记检察意见", ANY, RECEIVE, needs=asks.OPINION, cite=(LAW.art(62),), group=GROUP, sentence="收到{from_whom}{opinion_kind}{doc_no}",
)  # fmt: skip
assign_opinion = Action(
    c.ASSIGN, "交办检察意见", ANY, ANSWER_PROCURACY, needs=asks.ASSIGN, cite=(LAW.art(62),), conditions=(f.WAITS,), group=GROUP,
    sentence="交{officer_of_opinion}办理",
)  # fmt: skip
answer_opinion = Action(
    c.ANSWER, "书面回复检察意见", ANY, ANSWER_PROCURACY, needs=asks.ANSWER, cite=(LAW.art(62),), conditions=(f.WAITS, f.WHY_NOT, f.WHAT_DONE), produces=(Produces(papers.ANSWER, each=True),),
    group=GROUP, sentence="{adopted}，已书面回复{doc_no}",
)  # fmt: skip
copy_procuracy = Action(
    c.COPY, "抄送检察院", ANY, SUPERVISE, needs=asks.COPY, cite=(LAW.art(46, 3), LAW.art(49, 1), HOUSE.whole()), conditions=(f.SOMETHING,),
    group=GROUP, sentence="抄送{to}",
)  # fmt: skip

ACTIONS = (procuracy_opinion, assign_opinion, answer_opinion, copy_procuracy)
PARAMETERS = {"opinion_days": 15, "copy_days": 5}

# AL18: five days before, on the day, the day after
ANSWER = (
    Reminder("AL18", (-5, 0), NoticeLevel.YELLOW, "{label}：{on}前书面回复（{source}）。", to=("handler", CORRECTIONS_HEAD.code, LEADER.code)),
    Reminder("AL18", (1,), NoticeLevel.AMBER, "{label}：本局时限已于{on}到期，还没有书面回复（{source}）。", to=(CORRECTIONS_HEAD.code, LEADER.code)),
)
DEADLINES = (
    Deadline(
        "answer_opinion", "回复检察意见", house("opinion_days", Unit.CALENDAR), after=Moment("收到意见日", f.received),
        met_by=(Met("已回复", f.answered_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("书面回复检察意见", answer_opinion), warn_days=5,
        survives_closing=True, reminders=ANSWER,
    ),
    Deadline(
        "copy", "抄送检察院", house("copy_days", Unit.WORKING), after=Moment("应当抄送的事项", f.made), met_by=(Met("已抄送", f.copied_on),),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("抄送检察院", copy_procuracy, names=True), warn_days=2, survives_closing=True,
    ),
)  # fmt: skip
