"""排查活动：计划、进行中、已截止、汇总、归档。

Whom it asks is written down when it starts, what they answered when it is summed up: figures once printed stay. The day by which
units report is a fixed one of the house and does not move to a working day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount import Period, Unit
from fengqiao.lines.screening import codes
from fengqiao.lines.screening.permissions import RUN_ROUNDS
from fengqiao.lines.screening.rounds import asks, papers, scope
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Condition,
    Deadline,
    Expected,
    Expiry,
    Extension,
    Moment,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

HOUSE = codes.HOUSE
Data = Mapping[str, Any] | None

# Stages --------------------------------------------------------------------------------------------------------------

PLANNED = Stage("planned", "计划")
RUNNING = Stage("running", "进行中")
ENDED = Stage("ended", "已截止")
SUMMED = Stage("summed", "汇总")
ARCHIVED = Stage("archived", "归档", closed=True)
CANCELLED = Stage("cancelled", "取消", closed=True, aside=True)

# What must hold ------------------------------------------------------------------------------------------------------


def _days_in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    begins, ends, deadline = data["period_from"], data["period_to"], data["deadline"]
    if ends < begins:
        return Reason(f"排查期间的结束日{ends}早于开始日{begins}。请核对日期。", need="period_to")
    if deadline < begins:
        return Reason(f"上报截止{deadline}早于排查期间的开始日{begins}。请核对日期。", need="deadline")
    return None


def _somebody_asked(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("unit_kinds"):
        return None
    return Reason("还没有选哪些单位上报。请至少勾选一类。", need="unit_kinds")


def _has_units(facts: Facts, data: Data) -> str | None:
    if data is None or data.get("units"):
        return None
    return "照计划的范围，没有一个要上报的单位。请办理“修改计划”，核对单位类别、辖区和不用报的单位。"


def _not_over(facts: Facts, data: Data) -> Reason | None:
    if data is None or facts.day is None or data["deadline"] >= facts.day.isoformat():
        return None
    return Reason(f"上报截止{data['deadline']}已经过了，单位来不及上报。请改到今天以后。", need="deadline")


def _complete(facts: Facts, data: Data) -> Reason | None:
    if data is None or not (counts := data.get("counts")):
        return None
    missing = counts["units"] - counts["filed"]
    if not missing or data.get("incomplete"):
        return None
    return Reason(
        f"还有{missing}个单位没有报。可以先催报；不再等的，勾选“还有单位没有报，仍然汇总”，未报的照未报汇总。",
        need="incomplete",
    )


def _missing(facts: Facts, data: Data) -> str | None:
    return "各单位都已上报，不用催报。" if data is not None and data.get("count") == 0 else None


DAYS_IN_ORDER = Condition("日期先后", _days_in_order)
SOMEBODY_ASKED = Condition("有上报单位", _somebody_asked)
HAS_UNITS = Condition("范围内有单位", _has_units)
NOT_OVER = Condition("截止日未过", _not_over)
COMPLETE = Condition("都已上报", _complete)
MISSING = Condition("有未报单位", _missing)

# Steps ---------------------------------------------------------------------------------------------------------------

plan = Action(
    "plan", "计划排查活动", (), RUN_ROUNDS, to=PLANNED, needs=asks.PLAN, cite=(HOUSE.whole(),), conditions=(DAYS_IN_ORDER, SOMEBODY_ASKED),
    sentence="计划“{name}”，{deadline}截止",
)  # fmt: skip
change_plan = Action(
    "change_plan", "修改计划", (PLANNED,), RUN_ROUNDS, needs=asks.PLAN, cite=(HOUSE.whole(),), conditions=(DAYS_IN_ORDER, SOMEBODY_ASKED),
    sentence="修改计划，{deadline}截止",
)  # fmt: skip
start = Action(
    "start", "下发排查通知", (PLANNED,), RUN_ROUNDS, to=RUNNING, needs=asks.START, cite=(HOUSE.whole(),), primary=True,
    gathers=scope.gather_units, conditions=(HAS_UNITS, NOT_OVER), produces=(Produces(papers.NOTICE),), sentence="下发通知，{deadline}截止",
    help="下发后，给范围内每个单位下达一份上报任务，列在它的待办里。",
)  # fmt: skip
urge_all = Action(
    "urge_all", "催报", (RUNNING, ENDED), RUN_ROUNDS, needs=asks.URGE_ALL, cite=(HOUSE.whole(),), primary=True, gathers=scope.gather_missing,
    conditions=(MISSING,), sentence="催报{count}个未报单位：{words}",
)  # fmt: skip
cut_off = Action(
    "cut_off", "上报截止", (RUNNING,), None, to=ENDED, cite=(HOUSE.whole(),), sentence="上报截止，以后报的记为迟报",
)  # fmt: skip
summarise = Action(
    "summarise", "汇总", (RUNNING, ENDED), RUN_ROUNDS, to=SUMMED, needs=asks.SUMMARISE, cite=(HOUSE.whole(),),
    gathers=scope.gather_counts, conditions=(COMPLETE,), produces=(Produces(papers.SUMMARY),), sentence="汇总",
    help="汇总后，各单位的上报不再改，只能补充。",
)  # fmt: skip
archive = Action(
    "archive", "归档", (SUMMED,), RUN_ROUNDS, to=ARCHIVED, needs=asks.ARCHIVE, cite=(HOUSE.whole(),), primary=True, sentence="归档",
)  # fmt: skip
cancel = Action(
    "cancel", "取消排查活动", (PLANNED, RUNNING), RUN_ROUNDS, to=CANCELLED, needs=asks.CANCEL, cite=(HOUSE.whole(),),
    sentence="取消：{reason}", help="已下达给各单位的一并免报。",
)  # fmt: skip

# Periods: the bureau's own ------------------------------------------------------------------------------------------------


def _cut_off_or_over(facts: Facts) -> list[Start]:
    fact = facts.last("cut_off")
    return [Start(fact.happened_on)] if fact else []


def _sum_up(parameters: Mapping[str, Any]) -> Period | None:
    days = int(parameters["summary_days"])
    return Period(days, Unit.WORKING) if days else None


DEADLINES = (
    Deadline(
        "collect", "各单位上报", Period(0, Unit.CALENDAR), after=start, met_by=(summarise, cancel), on_expiry=Expiry("上报截止，以后报的记为迟报", cut_off),
        basis=(HOUSE.whole(),), warn_days=2, extension=Extension(by=start, until="deadline"),
    ),
    Deadline(
        "summarise", "汇总", _sum_up, after=Moment("上报截止日", _cut_off_or_over), met_by=(summarise,), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("催报、汇总排查情况", summarise), warn_days=2,
    ),
)  # fmt: skip
EXPECTED = (
    Expected(PLANNED, Todo("下发排查通知", start)),
    Expected(SUMMED, Todo("归档排查活动", archive)),
)

# Columns -------------------------------------------------------------------------------------------------------------------


def deadline_on(facts: Facts) -> date:
    """The last day of reporting: that of the notice, before it that of the plan."""
    started = facts.last("start")
    return date.fromisoformat(started.data["deadline"] if started else scope.plan_of(facts)["deadline"])


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a round's row."""
    given, started = scope.plan_of(facts), facts.last("start")
    period = given.get("sensitive")
    return {
        "title": given["name"],
        "kind": given["kind"],
        "theme": given.get("theme", ""),
        "frequency": given.get("frequency", ""),
        "period_from_on": date.fromisoformat(given["period_from"]),
        "period_to_on": date.fromisoformat(given["period_to"]),
        "deadline_on": deadline_on(facts),
        "units_count": len(started.get("units", ())) if started else 0,
        "sensitive_id": UUID(period) if period else None,
    }


def _everyday() -> tuple[Action, ...]:
    wanted = ("correct", "void", "note", "add_material", "scan_signed")
    return tuple(replace(action, by=RUN_ROUNDS) for action in EVERYDAY if action.code in wanted)


ROUND = Procedure(
    code="round",
    label="排查活动",
    in_force_from=date(2011, 1, 1),
    stages=(PLANNED, RUNNING, ENDED, SUMMED, ARCHIVED, CANCELLED),
    actions=(plan, change_plan, start, urge_all, cut_off, summarise, archive, cancel, *_everyday()),
    deadlines=DEADLINES,
    expected=EXPECTED,
    office_kinds=("bureau", "section", "office"),
    parameters={"summary_days": 3},
    project=columns,
)
