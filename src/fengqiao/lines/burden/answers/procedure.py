"""填报：下达、填报、退回、汇总。一个单位一期一件。The records fill it in; the unit confirms, or corrects with a reason.

What the records held at that moment is kept with the answer, so that a later reader sees whether the unit changed a figure or the
records did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.burden import asking, codes, held
from fengqiao.lines.burden.answers import state
from fengqiao.lines.burden.permissions import ASK, FILL
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.needs import Day, LongText, Mark, Number, Rows, Text
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Asking,
    Condition,
    Deadline,
    Extension,
    Procedure,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import STATISTICS

Data = Mapping[str, Any] | None
WHOLE = (codes.HOUSE.whole(),)
REFUSING = (STATISTICS.art(17, 2),)
MOST = 60

OWED = Stage("owed", "待填")
FILLED = Stage("filled", "已填")
COLLECTED = Stage("collected", "已汇总", closed=True)
REFUSED = Stage("refused", "拒绝填报", closed=True, aside=True)
MISSED = Stage("missed", "未填", closed=True, aside=True)
EXCUSED = Stage("excused", "免填", closed=True, aside=True)


def _now_held(given: Asking) -> dict[str, Any]:
    """What the records hold at this moment, and what the person may not look over."""
    keys = [each.key for each in state.fields(given.facts)]
    return {"held": dict(held.values(keys, given.matter.office, state.period(given.facts))), "unseen": asking.unseen(keys, given.actor)}


def _all_answered(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    said = {row["field"]: row.get("said") or "" for row in data.get("answers") or ()}
    missing = [each.label for each in state.fields(facts) if not said.get(each.key)]
    if missing:
        return Reason(f"还没有填{'、'.join(missing)}。没有的写0或者“无”。", need="answers")
    return None


def _numbers(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    said = {row["field"]: row.get("said") or "" for row in data.get("answers") or ()}
    for each in state.fields(facts):
        if each.how == codes.TYPED and each.shape == codes.NUMBER and said.get(each.key) and not said[each.key].isdigit():
            return Reason(f"“{each.label}”要填数，现为“{said[each.key]}”。请只写阿拉伯数字。", need="answers")
    return None


def _reasons(facts: Facts, data: Data) -> Reason | None:
    if data is None or "held" not in data:
        return None
    rows = {row["field"]: row for row in data.get("answers") or ()}
    for each in state.fields(facts):
        row, there = rows.get(each.key, {}), data["held"].get(each.key, "")
        if each.how == codes.HELD and row.get("said") and row["said"] != there and not row.get("reason"):
            return Reason(f"“{each.label}”记录里是{there}，填的是{row['said']}。请先补录、更正记录；来不及的，写明理由。", WHOLE, "answers")
    return None


def _may_look(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("unseen"):
        return None
    return Reason(f"您的岗位看不到{'、'.join(data['unseen'])}，不能代为核对。请由能看到这条线的人填报。")


def _may_refuse(facts: Facts, data: Data) -> Reason | None:
    until = facts.opening.day("valid_until")
    if until is None:
        return Reason("这一件不是统计调查，不适用拒绝填报；认为不该报的，请向下发的科室提出。")
    if facts.day is not None and facts.day <= until:
        return Reason(f"这张统计调查表标志齐全，有效期至{until.isoformat()}，不能拒绝填报。", REFUSING)
    return None


expect = Action(
    "expect", "下达填报", (), None, to=OWED, cite=WHOLE, needs=(
        Mark("request", "报送要求"), Text("title", "名称"), Text("unit_name", "单位"), Day("from", "统计期自", future=True), Day("to", "至", future=True),
        Day("due", "填报截止", future=True), Day("valid_until", "有效期限至", required=False, future=True), Text("basis", "依据", required=False),
        Number("minutes", "预计分钟", required=False),
    ), sentence="下达“{title}”，{due}前填报", help="签发以后，一期结束时系统给每个单位下达一件。",
)  # fmt: skip
fill = Action(
    "fill", "填报", (OWED, FILLED), FILL, to=FILLED, cite=WHOLE, primary=True, gathers=_now_held, needs=(
        Rows("answers", "各项", of=(Mark("field", "哪一项", required=True), Text("said", "数", most=MOST), Text("reason", "理由", required=False, most=120)), least=0, blank=0),
    ), conditions=(Condition("都填了", _all_answered), Condition("填数的是数", _numbers), Condition("改记录里的数写理由", _reasons), Condition("看得到的才能核对", _may_look)),
    sentence="填报", offered=False, help="系统里有的已经填好，核对就行。",
)  # fmt: skip
refuse = Action(
    "refuse", "拒绝填报", (OWED,), FILL, to=REFUSED, cite=REFUSING, needs=(LongText("reason", "理由", lines=2, most=400),),
    conditions=(Condition("未标明标志或者超过有效期限", _may_refuse, REFUSING, quiet=True),), sentence="拒绝填报：{reason}",
    help="未标明标志或者超过有效期限的统计调查表，统计调查对象有权拒绝填报。",
)  # fmt: skip
return_it = Action(
    "return_it", "退回重填", (FILLED,), ASK, to=OWED, cite=WHOLE, needs=(LongText("reason", "哪里不对", lines=2, most=400),), sentence="退回：{reason}",
)  # fmt: skip
excuse = Action(
    "excuse", "免填", (OWED,), None, to=EXCUSED, cite=WHOLE, needs=(Text("reason", "理由"),), sentence="免填：{reason}", help="报送要求停用、到期时，没有填的免填。",
)  # fmt: skip
take_in = Action("take_in", "列入汇总", (FILLED,), None, to=COLLECTED, cite=WHOLE, sentence="列入汇总", help="汇总时由系统记录。")
miss = Action("miss", "汇总时未填", (OWED,), None, to=MISSED, cite=WHOLE, sentence="汇总时仍未填", help="汇总时由系统记录。")

DEADLINES = (
    Deadline(
        "answer", "填报数据", Period(0, Unit.CALENDAR), after=expect, met_by=(fill, refuse, excuse), on_expiry=OVERDUE, basis=WHOLE,
        todo=Todo("填报数据", fill), warn_days=2, extension=Extension(by=expect, until="due"),
    ),
)  # fmt: skip


def _everyday() -> tuple[Action, ...]:
    by = {"void": ASK, "note": FILL, "add_material": FILL}
    return tuple(replace(action, by=by[action.code]) for action in EVERYDAY if action.code in by)


ANSWER = Procedure(
    code="figure_answer",
    label="数据填报",
    in_force_from=date(2020, 1, 1),
    stages=(OWED, FILLED, COLLECTED, REFUSED, MISSED, EXCUSED),
    actions=(expect, fill, refuse, return_it, excuse, take_in, miss, *_everyday()),
    deadlines=DEADLINES,
    office_kinds=(codes.OFFICE, codes.COMMITTEE, codes.STATION),
    project=state.columns,
)
