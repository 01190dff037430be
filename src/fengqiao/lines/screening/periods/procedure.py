"""敏感时期：确定、开始、结束。The days begin and end it by themselves; while it lasts, its rounds open by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.screening import codes
from fengqiao.lines.screening.periods import asks
from fengqiao.lines.screening.permissions import KEEP_PERIODS
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    Action,
    Condition,
    Deadline,
    Expected,
    Expiry,
    Moment,
    Procedure,
    Reminder,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import DUTY, LEADER, SECTION_MEDIATION

HOUSE = codes.HOUSE
Data = Mapping[str, Any] | None

COMING = Stage("coming", "待开始")
ON = Stage("on", "进行中")
OVER = Stage("over", "已结束", closed=True)
DROPPED = Stage("dropped", "取消", closed=True, aside=True)


@dataclass(frozen=True)
class Shift:
    """One person on duty on one day."""

    day: date
    staff_id: int
    shift: str
    phone: str


def begins_on(facts: Facts) -> date:
    return date.fromisoformat(facts.opening.data["from"])


def ends_on(facts: Facts) -> date:
    """The last day, as last changed."""
    return date.fromisoformat((facts.last("change_end") or facts.opening).data["to"])


def shifts(facts: Facts) -> list[Shift]:
    """The roster by day; a day arranged again is as arranged last."""
    by_day: dict[str, list[Shift]] = {}
    for fact in facts.all("set_roster"):
        for day in {row["day"] for row in fact.get("duty", ())}:
            by_day[day] = [_shift(row) for row in fact.get("duty", ()) if row["day"] == day]
    return [shift for day in sorted(by_day) for shift in by_day[day]]


def _shift(row: Mapping[str, Any]) -> Shift:
    return Shift(date.fromisoformat(row["day"]), row["staff"], row.get("shift", ""), row.get("phone", ""))


def _in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["to"] >= data["from"]:
        return None
    return Reason(f"结束日{data['to']}早于开始日{data['from']}。请核对日期。", need="to")


def _units(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("unit_kinds"):
        return None
    return Reason("还没有选哪些单位上报。请至少勾选一类。", need="unit_kinds")


def _after_begin(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["to"] >= facts.opening.data["from"]:
        return None
    return Reason(f"结束日{data['to']}早于开始日{facts.opening.data['from']}。不再需要的，办理“取消”。", need="to")


def _within(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    low, high = begins_on(facts).isoformat(), ends_on(facts).isoformat()
    outside = sorted({row["day"] for row in data.get("duty", ()) if not low <= row["day"] <= high})
    if not outside:
        return None
    return Reason(f"{outside[0]}不在敏感时期（{low}至{high}）内。请核对值班日期。", need="duty")


IN_ORDER = Condition("日期先后", _in_order)
UNITS = Condition("有上报单位", _units)
AFTER_BEGIN = Condition("结束日不早于开始日", _after_begin)
WITHIN = Condition("值班在期间内", _within)

declare = Action(
    "declare", "确定敏感时期", (), KEEP_PERIODS, to=COMING, needs=asks.DECLARE, cite=(HOUSE.whole(),), conditions=(IN_ORDER, UNITS),
    sentence="确定敏感时期“{name}”，{from}至{to}",
)  # fmt: skip
set_roster = Action(
    "set_roster", "排值班", (COMING, ON), KEEP_PERIODS, needs=asks.ROSTER, cite=(HOUSE.whole(),), conditions=(WITHIN,), primary=True,
    sentence="排值班",
)  # fmt: skip
change_end = Action(
    "change_end", "改结束日", (COMING, ON), KEEP_PERIODS, needs=asks.CHANGE, cite=(HOUSE.whole(),), conditions=(AFTER_BEGIN,),
    sentence="改到{to}为止：{reason}",
)  # fmt: skip
drop = Action(
    "drop", "取消", (COMING, ON), KEEP_PERIODS, to=DROPPED, needs=asks.CANCEL, cite=(HOUSE.whole(),), sentence="取消：{reason}",
)  # fmt: skip
begin = Action(
    "begin", "敏感时期开始", (COMING,), None, to=ON, cite=(HOUSE.whole(),), sentence="次日进入敏感时期",
)  # fmt: skip
finish = Action("finish", "敏感时期结束", (ON,), None, to=OVER, cite=(HOUSE.whole(),), sentence="敏感时期结束")


def _eve(facts: Facts) -> Iterator[Start]:
    yield Start(begins_on(facts) - timedelta(days=1))


def _last_day(facts: Facts) -> Iterator[Start]:
    if facts.has("begin"):
        yield Start(ends_on(facts))


# AL12: a week ahead, to those who prepare it
KEEPERS = (SECTION_MEDIATION.code, DUTY.code, LEADER.code)
AHEAD = (
    Reminder(
        "AL12",
        (-6, -1),
        NoticeLevel.YELLOW,
        "敏感时期将在{on}的次日开始（{source}）。请排好值班、部署排查。",
        to=KEEPERS,
    ),
)
_SAME_DAY = Period(0, Unit.CALENDAR)
DEADLINES = (
    Deadline(
        "begin", "敏感时期开始前夕", _SAME_DAY, after=Moment("开始日前一天", _eve), met_by=(drop,), on_expiry=Expiry("敏感时期开始", begin),
        basis=(HOUSE.whole(),), warn_days=7, reminders=AHEAD,
    ),
    Deadline(
        "finish", "敏感时期最后一天", _SAME_DAY, after=Moment("结束日", _last_day), met_by=(drop,), on_expiry=Expiry("敏感时期结束", finish),
        basis=(HOUSE.whole(),), warn_days=1, reminders=(),
    ),
)  # fmt: skip
EXPECTED = (Expected(COMING, Todo("排好值班，部署排查", set_roster), unless=lambda facts: bool(shifts(facts))),)


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a period's row."""
    opening = facts.opening.data
    return {
        "title": opening["name"], "from_on": begins_on(facts), "to_on": ends_on(facts), "frequency": opening["frequency"],
    }  # fmt: skip


def _everyday() -> tuple[Action, ...]:
    wanted = ("correct", "void", "note", "add_material")
    return tuple(replace(action, by=KEEP_PERIODS) for action in EVERYDAY if action.code in wanted)


PERIOD = Procedure(
    code="sensitive_period",
    label="敏感时期",
    in_force_from=date(2011, 1, 1),
    stages=(COMING, ON, OVER, DROPPED),
    actions=(declare, set_roster, change_end, drop, begin, finish, *_everyday()),
    deadlines=DEADLINES,
    expected=EXPECTED,
    office_kinds=("bureau", "section"),
    project=columns,
)
