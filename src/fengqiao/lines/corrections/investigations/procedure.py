"""调查评估：收到委托、补齐附件、调查八项、集体评议、提交意见，到知道决定的结果。

社区矫正法第十八条：意见供决定社区矫正时参考。A record that no measure follows ends with the outcome, or by itself after a year.
"""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes as line_codes
from fengqiao.lines.corrections.investigations import asks, papers
from fengqiao.lines.corrections.investigations import facts as f
from fengqiao.lines.corrections.permissions import DECIDE, EVERYDAY, INVESTIGATE, ORGANISE, RECEIVE
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Deadline,
    Expiry,
    Extension,
    InForce,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Reminder,
    Stage,
    Todo,
)
from fengqiao.orgs.roles import CORRECTIONS_HEAD
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012

LAW, MEASURES, OLD, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012, line_codes.HOUSE
CITE = (LAW.art(18), OLD.whole())
PARTLY = "可以先记一项，不必一次查完。"

# Stages --------------------------------------------------------------------------------------------------------------

RECEIVED = Stage("received", "已收委托")
INCOMPLETE = Stage("incomplete", "待补材料", aside=True)
INVESTIGATING = Stage("investigating", "调查中")
EXTENDED = Stage("extended", "已延期", aside=True)
REVIEWED = Stage("reviewed", "待审核")
SUBMITTED = Stage("submitted", "已提交")
UNABLE = Stage("unable", "无法评估", closed=True, aside=True)
WITHDRAWN = Stage("withdrawn", "已撤回", closed=True, aside=True)
CLOSED = Stage("closed", "已反馈", closed=True)
LAPSED = Stage("lapsed", "未反馈，已满一年", closed=True, aside=True)
STAGES = (RECEIVED, INCOMPLETE, INVESTIGATING, EXTENDED, REVIEWED, SUBMITTED, UNABLE, WITHDRAWN, CLOSED, LAPSED)
AT_WORK = (INVESTIGATING, EXTENDED)
BEFORE = (RECEIVED, INCOMPLETE, *AT_WORK, REVIEWED)

# From the letter to the outcome --------------------------------------------------------------------------------------

receive = Action(
    "receive", "登记委托函", (), RECEIVE, to=RECEIVED, needs=asks.RECEIVE, cite=CITE, produces=(Produces(papers.RECORD),),
    gives_number=NumberRule("investigation", "（{year}）{body}矫调字第{serial:04d}号", body="county"), sentence="{entruster}委托（{entrust_no}），拟适用{category}",
    help="收到即告知同级检察院。",
)  # fmt: skip
ask_annexes = Action(
    "ask_annexes", "要求补充材料", (RECEIVED,), RECEIVE, to=INCOMPLETE, needs=asks.ASK_ANNEXES, cite=CITE, conditions=(f.LACKS,),
    produces=(Produces(papers.ANNEX_REQUEST, each=True),), primary=True, sentence="要求补充：{missing}",
)  # fmt: skip
annexes_in = Action(
    "annexes_in", "补充材料收齐", (RECEIVED, INCOMPLETE), RECEIVE, to=RECEIVED, needs=asks.ANNEXES_IN, cite=CITE, conditions=(f.LACKS,),
    primary=True, sentence="收齐：{received}",
)  # fmt: skip
assign = Action(
    "assign", "指派调查", (RECEIVED, *AT_WORK), RECEIVE, to=INVESTIGATING, needs=asks.ASSIGN, cite=(*CITE, MEASURES.whole()),
    conditions=(f.COMPLETE, f.TWO), primary=True, sentence="指派{investigators}调查",
)  # fmt: skip
record_item = Action(
    "record_item", "记录调查事项", AT_WORK, INVESTIGATE, needs=asks.ITEM, cite=(MEASURES.whole(),), conditions=(f.ANSWERED,), primary=True,
    sentence="{item}：{state}", help=PARTLY,
)  # fmt: skip
extend = Action(
    "extend", "商定延长", AT_WORK, RECEIVE, to=EXTENDED, needs=asks.EXTEND, cite=(MEASURES.whole(),), conditions=(f.AGREED,),
    sentence="经{agreed_by}同意延长到{until}，凭{document}",
)  # fmt: skip
review = Action(
    "review", "集体评议", AT_WORK, INVESTIGATE, to=REVIEWED, needs=asks.REVIEW, cite=(*CITE, MEASURES.whole()), conditions=(f.ALL_ITEMS,),
    sentence="{participants}评议：{opinion}",
)  # fmt: skip
send_back = Action(
    "send_back", "退回再查", (REVIEWED,), DECIDE, to=INVESTIGATING, needs=asks.SEND_BACK, cite=(HOUSE.whole(),), sentence="退回：{why}",
)  # fmt: skip
submit = Action(
    "submit", "审核并提交意见书", (REVIEWED,), DECIDE, to=SUBMITTED, needs=asks.SUBMIT, recalls=("review",), cite=CITE, not_by="review", primary=True,
    produces=(Produces(papers.OPINION),), sentence="提交调查评估意见书（{sent_by}），抄送{told}",
)  # fmt: skip
unable = Action(
    "unable", "无法评估", BEFORE, RECEIVE, to=UNABLE, needs=asks.CANNOT, cite=(MEASURES.whole(), OLD.whole()), produces=(Produces(papers.EXPLANATION),),
    sentence="无法评估（{why}）：{explanation}",
)  # fmt: skip
withdraw = Action(
    "withdraw", "委托撤回", (*BEFORE, SUBMITTED), RECEIVE, to=WITHDRAWN, needs=asks.WITHDRAW, cite=CITE, sentence="委托机关撤回，凭{document}",
)  # fmt: skip
feed_back = Action(
    "feed_back", "登记决定结果", (SUBMITTED,), RECEIVE, to=CLOSED, needs=asks.FEED_BACK, cite=CITE, primary=True, sentence="{outcome}，意见{adoption}",
)  # fmt: skip
followed = Action(
    "followed", "已登记社区矫正", (SUBMITTED, CLOSED), None, to=CLOSED, cite=CITE, sentence="由本评估登记为社区矫正案件",
    help="由这件评估登记社区矫正案件时，由系统记录。",
)  # fmt: skip
lapse = Action(
    "lapse", "满一年没有结果", (SUBMITTED,), None, to=LAPSED, cite=(HOUSE.whole(),), sentence="到{due_on}没有收到决定结果，结束",
)  # fmt: skip

ACTIONS = (
    receive, ask_annexes, annexes_in, assign, record_item, extend, review, send_back, submit, unable, withdraw, feed_back, followed, lapse,
)  # fmt: skip

# Clocks --------------------------------------------------------------------------------------------------------------

_COMPLETE = Moment("委托函和附件收齐之日", f.clock)
_HEADS = ("handler", CORRECTIONS_HEAD.code)
# AL01: three working days before, one before, and the day after
REMINDERS = (
    Reminder("AL01", (-3, -1), NoticeLevel.YELLOW, "{label}：{on}前提交意见书（{source}）。", working=True),
    Reminder("AL01", (1,), NoticeLevel.RED, "{label}已于{on}届满，还没有提交（{source}）。", to=_HEADS),
)
_SINCE_2020 = InForce(LAW.in_force_on, instead="")


def _investigate(code: str, days: int, fast: bool) -> Deadline:
    """Ten working days, five in fast-track cases (measures, recalled as 14)."""
    return Deadline(
        code, "提交调查评估意见" + ("（速裁）" if fast else ""), Period(days, Unit.WORKING), after=_COMPLETE, met_by=(submit, unable, withdraw),
        on_expiry=OVERDUE, cite=(MEASURES.whole(),), applies=lambda facts: f.is_fast(facts) is fast, extension=Extension(extend, "until"),
        in_force=_SINCE_2020, todo=Todo("完成调查，提交意见书"), warn_days=3, reminders=REMINDERS,
    )  # fmt: skip


DEADLINES = (
    _investigate("investigate", 10, fast=False),
    _investigate("investigate_fast", 5, fast=True),
    Deadline(
        "outcome", "得知决定结果", house("outcome_months", Unit.MONTH), after=submit, met_by=(feed_back, followed, withdraw),
        on_expiry=Expiry("结束，只留统计", lapse), basis=(HOUSE.whole(),), todo=Todo("登记决定结果", feed_back), whose="委托机关",
        asks_days_before=300, warn_days=14, reminders=(),
    ),
)  # fmt: skip

INVESTIGATION = with_everyday(
    Procedure(
        code="investigation", label="调查评估", in_force_from=date(2012, 3, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES,
        office_kinds=("bureau", "section", "corr_centre"), parameters={"outcome_months": 12}, project=f.columns, seat=f.seat,
        left_to_people={LAW.art(18): "是否适宜社区矫正，由调查人员集体评议；系统不评分，不预测"},
    ),
    {action.code: {"by": ORGANISE if action.code in ("share", "unshare", "recuse", "restrict") else EVERYDAY} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
