"""入矫宣告、矫正小组、矫正方案、分类管理，依社区矫正法第二十二条至第二十五条的顺序。"""

from __future__ import annotations

from fengqiao.daycount import Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.living import alerts, asks
from fengqiao.lines.corrections.cases.living import facts as f
from fengqiao.lines.corrections.cases.reception.steps import deliver, report_in
from fengqiao.lines.corrections.papers.living import CLASSIFICATION, DECLARATION, PLAN, RESPONSIBILITY
from fengqiao.lines.corrections.permissions import DECIDE, PROPOSE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import OVERDUE, Action, Deadline, Met, Moment, Produces, Reminder, Start, Todo
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import OFFICE_HEAD
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS

LAW, HOUSE = COMMUNITY_CORRECTIONS, codes.HOUSE
GROUP = "方案和分类"

declare = Action(
    "declare", "入矫宣告", (s.REGISTERED,), SUPERVISE, to=s.ACTIVE, needs=asks.DECLARE, cite=(LAW.art(22),), primary=True,
    conditions=(f.SIX, f.PRIVATE), produces=(Produces(DECLARATION),), sentence="在{place}宣告，{signed}",
)  # fmt: skip
team = Action(
    "team", "确定矫正小组", (s.REGISTERED, s.ACTIVE), SUPERVISE, needs=asks.TEAM, cite=(LAW.art(25), LAW.art(52, 2)),
    conditions=(f.WOMAN, f.FOR_MINOR, f.NO_VICTIM), produces=(Produces(RESPONSIBILITY),), group=GROUP, sentence="确定矫正小组",
)  # fmt: skip
plan = Action(
    "plan", "制定矫正方案", (s.REGISTERED, s.ACTIVE), SUPERVISE, needs=asks.PLAN, cite=(LAW.art(24),), repeats=False, produces=(Produces(PLAN),), group=GROUP,
    sentence="制定矫正方案：{report_every}报告一次",
)  # fmt: skip
change_plan = Action(
    "change_plan", "调整矫正方案", (s.ACTIVE,), SUPERVISE, needs=asks.PLAN_AGAIN, cite=(LAW.art(24),), conditions=(f.PLANNED,), produces=(Produces(PLAN),), group=GROUP,
    sentence="调整矫正方案：{why}",
)  # fmt: skip
classify = Action(
    "classify", "提出分类管理意见", (s.REGISTERED, s.ACTIVE), PROPOSE, needs=asks.CLASSIFY, cite=(LAW.art(24),), group=GROUP,
    sentence="拟定为{level}：{factors}",
)  # fmt: skip
decide_level = Action(
    "decide_level", "决定管理类别", (s.REGISTERED, s.ACTIVE), DECIDE, needs=asks.DECIDE_LEVEL, recalls=("classify",), cite=(LAW.art(24),), conditions=(f.LEVEL_WAITS,),
    not_by="classify", produces=(Produces(CLASSIFICATION, each=True),), group=GROUP, sentence="分类管理：{answer}",
)  # fmt: skip

OFFICE = ("handler", OFFICE_HEAD.code)
ACTIONS = (declare, team, plan, change_plan, classify, decide_level)


def _came(facts: Facts) -> list[Start]:
    came = facts.first(report_in, deliver)
    return [Start(came.happened_on)] if came else []


_RECEIVED = Moment("接收日", _came)
# AL04: to the office, on the last day and the day after
LATE = (
    Reminder("AL04", (0,), NoticeLevel.PLAIN, "{label}：今天是本局时限的最后一天。", to=OFFICE),
    Reminder("AL04", (1,), NoticeLevel.AMBER, "{label}过了本局时限{on}，还没有办（{source}）。", to=OFFICE),
)
DEADLINES = (
    Deadline(
        "declare", "入矫宣告", house("declare_days", Unit.WORKING), after=_RECEIVED, met_by=(declare,), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("入矫宣告", declare), warn_days=2, reminders=LATE,
    ),
    Deadline(
        "team", "确定矫正小组", house("team_days", Unit.WORKING), after=_RECEIVED, met_by=(team,), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("确定矫正小组", team), warn_days=2, reminders=LATE,
    ),
    Deadline(
        "plan", "制定矫正方案", house("plan_days", Unit.WORKING), after=_RECEIVED, met_by=(plan,), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("制定矫正方案", plan), warn_days=3, reminders=LATE,
    ),
    Deadline(
        "review_plan", "复核矫正方案", house("review_months", Unit.MONTH), after=Moment("方案制定、调整日", f.plan_reviews),
        met_by=(Met("已调整", f.plan_reviewed_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("复核并调整矫正方案", change_plan),
        warn_days=14, asks_days_before=14,
    ),
    Deadline(
        "decide_level", "决定管理类别", house("level_days", Unit.WORKING), after=Moment("提出意见日", f.proposed), met_by=(decide_level,),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("决定管理类别", decide_level), warn_days=2,
    ),
)  # fmt: skip
ALERTS = alerts.ALERTS
