"""法律服务志愿者：申请、审核、在册、培训、活动、暂停、退出、取消。

法律援助法第十七条：鼓励和规范法律援助志愿服务；高校师生等在指导下提供法律咨询、代拟法律文书。The lengths of time are the bureau's own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fengqiao.daycount import Unit
from fengqiao.lines.volunteers import asks, codes, papers, registering, states
from fengqiao.lines.volunteers import conditions as c
from fengqiao.lines.volunteers.permissions import ENROL, RECORD
from fengqiao.matter import entered
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.needs import Number
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Alert,
    Deadline,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import LEGAL_SERVICE
from fengqiao.statutes.known import LEGAL_AID

HOUSE = codes.HOUSE.whole()
LAW = (LEGAL_AID.art(17),)
APPLIED = Stage("applied", "待审核")
ON = Stage("on", "在册")
SUSPENDED = Stage("suspended", "暂停", aside=True)
LEAVING = Stage("leaving", "申请退出", aside=True)
LEFT = Stage("left", "已退出", closed=True)
STRUCK = Stage("struck", "已取消", closed=True, aside=True)
TURNED_DOWN = Stage("turned_down", "不予登记", closed=True, aside=True)
STAGES = (APPLIED, ON, SUSPENDED, LEAVING, LEFT, STRUCK, TURNED_DOWN, entered.VOIDED)
NUMBER = NumberRule("volunteers", "ZY{county}{year}{serial:04d}", body=COUNTY)

apply = Action(
    "apply", "登记志愿者申请", (), RECORD, to=APPLIED, needs=asks.APPLY, cite=LAW, gathers=registering.of_applying, conditions=(c.NEW_HERE,), changes_parties=True,
    gives_number=NUMBER, sentence="申请做志愿者（{kind}）",
)  # fmt: skip
enrol = Action(
    "enrol", "准予登记", (APPLIED,), ENROL, to=ON, needs=asks.ENROL, cite=(*LAW, HOUSE), not_by="apply", carries=registering.enter, primary=True, sentence="准予登记：{said}",
    help="登记后进入人员名册，可以安排咨询、代拟文书；不担任辩护人、代理人。",
)  # fmt: skip
turn_down = Action("turn_down", "不予登记", (APPLIED,), ENROL, to=TURNED_DOWN, needs=asks.TURN_DOWN, cite=(HOUSE,), not_by="apply", sentence="不予登记：{why}")
train = Action("train", "登记培训", (APPLIED, ON, SUSPENDED), RECORD, needs=asks.TRAIN, cite=(HOUSE,), sentence="参加培训：{course}，{course_hours}学时")
activity = Action(
    "activity", "登记活动", (ON,), RECORD, needs=asks.ACTIVITY, cite=LAW, conditions=(c.TRAINED, c.GUIDED, c.TIMES), primary=True,
    sentence="{what}，{begins}至{ends}，在{place}", help="按小时记；一天超过八小时的写明理由。",
)  # fmt: skip
failed = Action("failed", "登记约好不到", (ON,), RECORD, needs=asks.FAILED, cite=(HOUSE,), sentence="约好没有到：{why}")
complaint = Action("complaint", "登记查实的投诉", (ON, SUSPENDED), ENROL, needs=asks.COMPLAINT, cite=(HOUSE,), sentence="投诉查实")
suspend = Action("suspend", "暂停", (ON,), ENROL, to=SUSPENDED, needs=asks.SUSPEND, cite=(HOUSE,), carries=registering.suspend, sentence="暂停：{why}（{words}）")
resume = Action("resume", "恢复", (SUSPENDED,), ENROL, to=ON, needs=asks.RESUME, cite=(HOUSE,), carries=registering.resume, primary=True, sentence="恢复：{words}")
ask_leave = Action("ask_leave", "登记退出申请", (ON, SUSPENDED), RECORD, to=LEAVING, needs=asks.ASK_LEAVE, cite=(HOUSE,), sentence="本人申请退出（{words}）")
leave = Action("leave", "办理退出", (LEAVING,), ENROL, to=LEFT, needs=asks.LEAVE, cite=(HOUSE,), carries=registering.leave, primary=True, sentence="退出（{words}）")
strike = Action(
    "strike", "取消登记", (ON, SUSPENDED, LEAVING), ENROL, to=STRUCK, needs=asks.STRIKE, cite=(HOUSE,), conditions=(c.COUNTED, c.HEARD), carries=registering.leave,
    produces=(Produces(papers.STRUCK_NOTICE),), sentence="取消登记：{ground}",
)  # fmt: skip
enter = Action(
    "enter", "由名册录入志愿者", (), ENROL, to=ON, needs=(*asks.APPLY[:-2], Number("brought_hours", "以前的服务时长（小时）", required=False, most=20_000)), cite=(HOUSE,),
    gathers=registering.of_applying, conditions=(c.NEW_HERE,), changes_parties=True, gives_number=NUMBER, offered=False, carries=registering.enter,
    sentence="由名册录入（{kind}），以前的服务时长{brought_hours}小时", help="只由名册导入。",
)  # fmt: skip
entered_from = entered.entered_from(ENROL, HOUSE)
void_entered = replace(entered.void_entered(ENROL, HOUSE), carries=registering.leave)
ACTIONS = (apply, enrol, turn_down, train, activity, failed, complaint, suspend, resume, ask_leave, leave, strike, enter, entered_from, void_entered)
DEADLINES = (
    Deadline(
        "review", "审核志愿者申请", house("review_days", Unit.WORKING), after=apply, met_by=(enrol, turn_down), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("审核志愿者申请", enrol),
        warn_days=2,
    ),
    Deadline(
        "leave", "办理退出", house("leave_days", Unit.WORKING), after=ask_leave, met_by=(leave, strike), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("办理志愿者退出", leave), warn_days=3,
    ),
)  # fmt: skip


def _may_be_struck(facts: Facts) -> str | None:
    """Three of a kind within a year: somebody looks at it; nothing happens by itself."""
    if facts.day is None or facts.has("strike") or facts.has("leave"):
        return None
    for action, word in (("failed", "约好不到"), ("complaint", "投诉查实")):
        if states.within_a_year(facts, action, facts.day) >= codes.THREE:
            return f"一年内{word}已有三次。请听取本人意见后，决定暂停还是取消。"
    return None


ALERTS = (
    Alert("VO-three", NoticeLevel.AMBER, _may_be_struck, to=(LEGAL_SERVICE.code,), key=lambda facts: str(len(facts.all("failed", "complaint"))), does=strike),
)  # fmt: skip
VOLUNTEER = with_everyday(
    Procedure(
        code="volunteer", label="法律服务志愿者", in_force_from=date(2022, 1, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES, alerts=ALERTS,
        office_kinds=("bureau", "section", "office"), parameters={"review_days": 10, "leave_days": 15}, project=states.columns,
    )
)  # fmt: skip
