"""督办事项：交办、签收、办理、报结、核实、销号；报结不实的退回。颜色由期限、节点、进度算出，没有人能选。

That it turned red is recorded by the system at the end of the day, and stays whatever is extended afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.supervision import alerts, asks, codes, papers, state
from fengqiao.lines.supervision.colour import LIMITS, RED, colour
from fengqiao.lines.supervision.permissions import APPROVE, ISSUE, VERIFY, WORK
from fengqiao.matter import calendars, registry
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    COUNTY,
    Action,
    Asking,
    Condition,
    Deadline,
    Expected,
    Expiry,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Sight,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

Data = Mapping[str, Any] | None
WHOLE = codes.WHOLE

PROPOSED = Stage("proposed", "待确认", aside=True)
ISSUED = Stage("issued", "交办")
RUNNING = Stage("running", "办理")
REPORTED = Stage("reported", "报结")
RETURNED = Stage("returned", "退回", aside=True)
VERIFIED = Stage("verified", "核实")
CLOSED = Stage("closed", "销号", closed=True)
DISMISSED = Stage("dismissed", "不立督办", closed=True, aside=True)

# What must hold ------------------------------------------------------------------------------------------------------


def _days(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    issued_on = data.get("on", "")
    if data["due"] <= issued_on:
        return Reason(f"办结期限{data['due']}不晚于交办日{issued_on}。请核对日期。", need="due")
    rows = sorted(data.get("milestones") or (), key=lambda row: row["on"])
    if any(row["on"] > data["due"] for row in rows):
        return Reason(f"有节点晚于办结期限{data['due']}。请核对。", need="milestones")
    if any(later["planned"] <= before["planned"] for before, later in pairwise(rows)):
        return Reason("节点应完成的进度要一个比一个多。请核对。", need="milestones")
    return None


def _person(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("lead_kind", "office") == "office" or data.get("person"):
        return None
    return Reason("牵头的是股室，须写明责任人，由他签收、报结。", need="person")


def _later(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["new_due"] > state.due_on(facts).isoformat():
        return None
    return Reason(f"新的期限须晚于现在的{state.due_on(facts).isoformat()}。请核对日期。", need="new_due")


def _asked(facts: Facts, data: Data) -> str | None:
    return None if state.extension_asked(facts) else "没有等着答复的延期申请。"


def _not_asked(facts: Facts, data: Data) -> str | None:
    return "已经申请延期，请等分管领导答复。" if state.extension_asked(facts) else None


def _outside(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("outside", True):
        return None
    return Reason("核实须由牵头单位以外的人办理，您是牵头单位的人或者责任人。请转给交办的领导或者别的股室。", WHOLE)


def _more(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["progress"] >= state.progress(facts):
        return None
    return Reason(f"上次报的进度是{state.progress(facts)}%，不能往回报。原来报错的，请作废那一条记录。", need="progress")


def _is_red(facts: Facts, data: Data) -> str | None:
    """That it turned red is on record before anything is done; what was red may have been caught up or extended since."""
    stand, day = state.stand(facts), facts.day
    red = facts.has("turn_red")
    if red and day is not None:
        red = day > stand.due_on or colour(stand, day, calendars.current()) == RED
    return None if red else "现在不是红色，不用发督办单。"


DAYS, PERSON = Condition("期限和节点", _days), Condition("股室写明责任人", _person)
OUTSIDE = Condition("外单位核实", _outside, WHOLE)


def _gather_issue(asking: Asking) -> dict[str, Any]:
    """The limits of the colour as they are on that day, kept with the card; what the units are called."""
    given = calendars.parameters(registry.procedure_on("supervision", asking.happened_on), asking.matter.territory)
    helping = [row["office"] for row in asking.data.get("co_units") or ()]
    units = Office.objects.in_bulk([asking.data.get("lead") or 0, *helping])
    lead = units.get(asking.data.get("lead") or 0)
    return {
        "limits": {name: int(given[name]) for name in LIMITS}, "lead_kind": str(lead.kind) if lead else "office", "lead_name": lead.short_name if lead else "",
        "co_names": [units[each].short_name for each in helping if each in units], "on": asking.happened_on.isoformat(),
    }  # fmt: skip


def _gather_outside(asking: Asking) -> dict[str, Any]:
    inside = asking.actor.office_id == asking.matter.office_id or asking.actor.staff_id == asking.matter.handler_id
    return {"outside": not inside}


def _gather_report(asking: Asking) -> dict[str, Any]:
    """How many working days after the last day: counted once, by the calendar of that day."""
    due = state.due_on(asking.facts)
    return {"late_days": calendars.current().workdays_after(due, asking.happened_on) if asking.happened_on > due else 0}


# Steps ---------------------------------------------------------------------------------------------------------------

NUMBER = NumberRule("supervision", "（{year}）督字第{serial:03d}号", body=COUNTY)
issue = Action(
    "issue", "交办督办事项", (), ISSUE, to=ISSUED, needs=asks.ISSUE, cite=WHOLE, gives_number=NUMBER, gathers=_gather_issue, conditions=(DAYS, PERSON),
    sentence="交办，{due}前办结",
)  # fmt: skip
propose = Action(
    "propose", "系统提示", (), None, to=PROPOSED, needs=asks.PROPOSE, cite=WHOLE, sentence="系统提示：{content}", help="月底指标不到规则写的目标、年度工作安排落后时提示，由人决定是否督办。",
)  # fmt: skip
confirm = Action(
    "confirm", "立为督办事项", (PROPOSED,), ISSUE, to=ISSUED, needs=asks.CONFIRM, cite=WHOLE, gives_number=NUMBER, primary=True, conditions=(DAYS, PERSON),
    gathers=lambda asking: {**_gather_issue(asking), "source": asking.facts.opening.get("source") or codes.AUTO},
    begins_with=lambda facts, today: {name: facts.opening.get(name) for name in ("content", "lead", "due") if facts.opening.get(name)}, sentence="立为督办事项，{due}前办结",
)  # fmt: skip
dismiss = Action("dismiss", "不立督办", (PROPOSED,), ISSUE, to=DISMISSED, needs=asks.REASON, cite=WHOLE, sentence="不立督办：{reason}")
sign = Action("sign", "签收", (ISSUED,), WORK, to=RUNNING, cite=WHOLE, primary=True, sentence="签收")
tell = Action(
    "tell", "报进度", (RUNNING,), WORK, needs=asks.TELL, cite=WHOLE, conditions=(Condition("进度不往回", _more),), sentence="进度{progress}%：{words}",
)  # fmt: skip
report = Action(
    "report", "报结", (RUNNING,), WORK, to=REPORTED, needs=asks.REPORT, cite=WHOLE, primary=True, gathers=_gather_report, sentence="报结：{result}",
)  # fmt: skip
ask_extension = Action(
    "ask_extension", "申请延期", (RUNNING,), WORK, needs=asks.EXTENSION, cite=WHOLE, conditions=(Condition("新期限在后", _later), Condition("没有等着答复的", _not_asked)),
    sentence="申请延到{new_due}：{reason}",
)  # fmt: skip
extend = Action(
    "extend", "批准延期", (RUNNING,), APPROVE, needs=asks.EXTENSION, cite=WHOLE, not_by="ask_extension", recalls=("ask_extension",),
    conditions=(Condition("有申请", _asked, quiet=True), Condition("新期限在后", _later)), primary=True,
    begins_with=lambda facts, today: {"new_due": asked.data["new_due"]} if (asked := state.extension_asked(facts)) else {},
    sentence="批准延到{new_due}：{reason}", help="颜色跟着新期限算；原定期限、曾亮红照样留着。",
)  # fmt: skip
refuse_extension = Action(
    "refuse_extension", "不批准延期", (RUNNING,), APPROVE, needs=asks.REASON, cite=WHOLE, not_by="ask_extension", conditions=(Condition("有申请", _asked, quiet=True),),
    sentence="不批准延期：{reason}",
)  # fmt: skip
send_back = Action(
    "send_back", "退回", (REPORTED,), VERIFY, to=RETURNED, needs=asks.REASON, cite=WHOLE, gathers=_gather_outside, conditions=(OUTSIDE,), recalls=("report",),
    sentence="退回：{reason}",
)  # fmt: skip
resume = Action("resume", "接着办理", (RETURNED,), WORK, to=RUNNING, cite=WHOLE, primary=True, sentence="按退回意见接着办理")
verify = Action(
    "verify", "核实", (REPORTED,), VERIFY, to=VERIFIED, needs=asks.VERIFIED, cite=WHOLE, primary=True, not_by="report", gathers=_gather_outside, conditions=(OUTSIDE,),
    recalls=("report",), sentence="核实：{finding}",
)  # fmt: skip
close = Action("close", "销号", (VERIFIED,), VERIFY, to=CLOSED, cite=WHOLE, primary=True, gathers=_gather_outside, conditions=(OUTSIDE,), sentence="销号")
press = Action(
    "press", "发督办单", (ISSUED, RUNNING, RETURNED), APPROVE, needs=asks.PRESS, cite=WHOLE, conditions=(Condition("正亮红", _is_red, quiet=True),),
    produces=(Produces(papers.SLIP, each=True),), sentence="发督办单：{words}",
)  # fmt: skip
turn_red = Action("turn_red", "亮红", (ISSUED, RUNNING, REPORTED, RETURNED), None, cite=WHOLE, sentence="亮红：{deadline}")

# The days ------------------------------------------------------------------------------------------------------------


def _due(facts: Facts) -> list[Start]:
    if state.issued(facts) is None:
        return []
    due = state.due_on(facts)
    return [Start(due, key=due.isoformat(), label=due.isoformat())]


def _milestones(facts: Facts) -> Iterable[Start]:
    if state.issued(facts) is None:
        return []
    return [Start(each.on, key=f"m{n}", label=each.label or f"{each.on.isoformat()}完成{each.planned}%") for n, each in enumerate(state.milestones(facts), 1)]


def _reported(facts: Facts, key: str) -> date | None:
    found = state.report(facts)
    return found.happened_on if found else None


def _caught_up(facts: Facts, key: str) -> date | None:
    wanted = state.milestones(facts)[int(key.removeprefix("m")) - 1]
    told = next((fact.happened_on for fact in facts.all("tell") if int(fact.data["progress"]) >= wanted.planned), None)
    return min((day for day in (told, _reported(facts, key)) if day is not None), default=None)


DEADLINES = (
    Deadline(
        "due", "办结", Period(0, Unit.CALENDAR), after=Moment("办结期限", _due), met_by=(Met("报结", _reported),), on_expiry=Expiry("逾期，亮红", turn_red), basis=WHOLE,
        todo=Todo("办理督办事项", report), warn_days=5,
    ),
    Deadline(
        "milestone", "节点", house("missed_days", Unit.WORKING), after=Moment("节点日期", _milestones), met_by=(Met("赶上进度", _caught_up),),
        on_expiry=Expiry("节点超过规定的工作日没有赶上，亮红", turn_red), basis=WHOLE, warn_days=3,
    ),
)  # fmt: skip
EXPECTED = (
    Expected(PROPOSED, Todo("决定是否立为督办事项", confirm)), Expected(ISSUED, Todo("签收督办事项", sign)), Expected(REPORTED, Todo("核实督办事项", verify), whose="上级"),
    Expected(RETURNED, Todo("按退回意见接着办理", resume)), Expected(VERIFIED, Todo("销号", close), whose="上级"),
    Expected(RUNNING, Todo("决定是否延期", extend), unless=lambda facts: state.extension_asked(facts) is None, whose="上级"),
)  # fmt: skip


def _sight(facts: Facts) -> Iterable[Sight]:
    """The units that help see the card."""
    begun = state.issued(facts)
    if begun is None:
        return []
    return [Sight(int(row["office"]), "配合单位", begun.happened_on, name=name) for row, name in zip(begun.get("co_units", ()), begun.get("co_names", ()), strict=False)]


CARD = with_everyday(
    Procedure(
        "supervision", "督办事项", date(2020, 1, 1), (PROPOSED, ISSUED, RUNNING, REPORTED, RETURNED, VERIFIED, CLOSED, DISMISSED),
        (issue, propose, confirm, dismiss, sign, tell, report, ask_extension, extend, refuse_extension, send_back, resume, verify, close, press, turn_red),
        DEADLINES, expected=EXPECTED, office_kinds=("bureau", "section"), project=state.columns, seat=state.lead, sight=_sight, alerts=alerts.ALERTS,
        parameters=dict(LIMITS), parameter_words={
            "yellow_days": "剩几个工作日起亮黄", "behind_points": "进度落后几个百分点起亮黄", "missed_days": "节点超过几个工作日没有赶上亮红",
        },
    )
)  # fmt: skip
