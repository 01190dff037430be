"""一场集体教育或者公益活动：安排、举行。What it brings is recorded in the case of everybody who was to come, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as case_stages
from fengqiao.lines.corrections.cases.helping.asks import UNFIT
from fengqiao.lines.corrections.cases.helping.facts import fitness
from fengqiao.lines.corrections.cases.living.facts import is_minor
from fengqiao.lines.corrections.permissions import EVERYDAY, ORGANISE, SUPERVISE
from fengqiao.lines.corrections.sessions import asks
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.merging import tell
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Asking,
    Carrying,
    Condition,
    Deadline,
    Moment,
    NumberRule,
    Procedure,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES_2012

LAW, OLD, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES_2012, codes.HOUSE
CITE = (LAW.art(36), LAW.art(42), LAW.art(52, 3), OLD.whole())
Data = Mapping[str, Any] | None
WORDS = dict(codes.SESSION_KINDS)
UNDER = frozenset(stage.code for stage in case_stages.UNDER)

PLANNED = Stage("planned", "已安排")
HELD = Stage("held", "已举行", closed=True)
CANCELLED = Stage("cancelled", "已取消", closed=True, aside=True)


def _cases(rows: Iterable[Mapping[str, Any]]) -> list[UUID]:
    return [UUID(row["matter"]) for row in rows if row.get("matter")]


def _touches(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    return _cases(data.get("attendees") or ())


def _who_they_are(asking: Asking) -> Mapping[str, Any]:
    """Of every case named: its number, whether it is a minor's, under supervision, fit for public-interest activity."""
    from fengqiao.matter.actions import known_facts
    from fengqiao.matter.models import Matter

    found = Matter.objects.filter(pk__in=_cases(asking.data.get("attendees") or ()), line="corrections")
    looked = []
    for matter in found:
        facts = known_facts(matter)
        looked.append({
            "matter": matter.pk.hex, "number": matter.number or "", "minor": is_minor(facts), "under": matter.stage in UNDER, "unfit": fitness(facts) == UNFIT,
            "checked": bool(fitness(facts)),
        })  # fmt: skip
    return {"looked": looked}


def _numbers(rows: Iterable[Mapping[str, Any]]) -> str:
    return "、".join(row["number"] for row in rows)


def _apart(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    minors = facts.opening.get("group") == asks.MINORS
    wrong = [row for row in data.get("looked", ()) if row["minor"] is not minors]
    if not wrong:
        return None
    said = "是成年人，不能参加未成年人的活动" if minors else "是未成年人，不能与成年人一起参加"
    return Reason(f"{_numbers(wrong)}{said}。请另开一场。", (LAW.art(52, 3),), need="attendees")


def _under(facts: Facts, data: Data) -> Reason | None:
    wrong = [row for row in (data or {}).get("looked", ()) if not row["under"]]
    return Reason(f"{_numbers(wrong)}现在不在矫正期间。请核对矫正编号。", need="attendees") if wrong else None


def _fit(facts: Facts, data: Data) -> Reason | None:
    if data is None or facts.opening.get("kind") != codes.ACTIVITY:
        return None
    there = {row.get("matter") for row in data.get("attendees", ()) if row.get("state") == asks.PRESENT}
    unfit = [row for row in data.get("looked", ()) if row["matter"] in there and (row["unfit"] or not row["checked"])]
    if not unfit:
        return None
    return Reason(f"{_numbers(unfit)}还没有核实公益活动适宜性，或者不适宜。请先在其案件办理“公益活动适宜性”。", (LAW.art(42),), need="attendees")


def _once(facts: Facts, data: Data) -> Reason | None:
    named = _cases((data or {}).get("attendees", ()))
    return Reason("同一个人写了两次。请删去重复的一行。", need="attendees") if len(named) != len(set(named)) else None


def _tell_each(carrying: Carrying) -> None:
    opening, states = carrying.facts.opening, dict(asks.STATES)
    for row in carrying.data.get("attendees", ()):
        said = {
            "session": carrying.matter.pk.hex, "number": carrying.matter.number or "", "kind": opening.get("kind"), "kind_word": WORDS.get(opening.get("kind"), ""),
            "topic": opening.get("topic"), "state": row.get("state"), "state_word": states.get(row.get("state"), ""), "minutes": carrying.data.get("minutes"),
        }  # fmt: skip
        tell(carrying, UUID(row["matter"]), "attended", said)


plan = Action(
    "plan_session", "安排集体教育、公益活动", (), SUPERVISE, to=PLANNED, needs=asks.PLAN, cite=CITE,
    gives_number=NumberRule("session", "（{year}）{body}矫教字第{serial:04d}号", body="county"), sentence="{on}在{place}：{topic}",
    help="一场登记一次，各人名下自动记录。",
)  # fmt: skip
hold = Action(
    "hold_session", "登记举行", (PLANNED,), SUPERVISE, to=HELD, needs=asks.HOLD, cite=CITE, conditions=(
        Condition("各人一次", _once), Condition("未成年人分开", _apart, (LAW.art(52, 3),)), Condition("在矫正期间", _under), Condition("适宜", _fit, (LAW.art(42),)),
    ), gathers=_who_they_are, touches=_touches, carries=_tell_each, primary=True, sentence="已举行",
)  # fmt: skip
cancel = Action("cancel_session", "取消", (PLANNED,), SUPERVISE, to=CANCELLED, needs=asks.CANCEL, cite=(HOUSE.whole(),), sentence="取消：{why}")


def _planned(facts: Facts) -> list[Start]:
    day = facts.opening.day("on")
    return [Start(day)] if day else []


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a session's row."""
    opening, held = facts.opening, facts.last("hold_session")
    rows = held.get("attendees", []) if held else []
    return {
        "title": f"{WORDS.get(opening.get('kind'), '')}：{opening.get('topic', '')}", "kind": opening.get("kind", ""), "group": opening.get("group", ""),
        "planned_on": opening.day("on"), "held_on": held.happened_on if held else None, "restricted": "minor" if opening.get("group") == asks.MINORS else "",
        "present_count": sum(1 for row in rows if row.get("state") == asks.PRESENT), "handler_id": opening.actor_id,
    }  # fmt: skip


SESSION = with_everyday(
    Procedure(
        code="session", label="集体教育和公益活动", in_force_from=date(2012, 3, 1), stages=(PLANNED, HELD, CANCELLED), actions=(plan, hold, cancel),
        deadlines=(
            Deadline(
                "hold_session", "举行", Period(0, Unit.CALENDAR), after=Moment("安排的日期", _planned), met_by=(hold, cancel), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
                todo=Todo("登记到场情况", hold), warn_days=2, asks_days_before=0,
            ),
        ),
        office_kinds=("office", "bureau", "section", "corr_centre"), project=columns,
        left_to_people={LAW.art(36): "教育什么、多少次，由承办人依各人的特征和工作生活情况安排"},
    ),
    {action.code: {"by": ORGANISE if action.code in ("share", "unshare", "recuse", "restrict") else EVERYDAY} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
