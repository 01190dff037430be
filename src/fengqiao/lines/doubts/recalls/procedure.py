"""抽查回访：每月每单位随机抽几件，由单位以外的人打电话核实。Whose work it is never calls; who cannot be reached is tried twice.

People forget, fear, or dislike who helped them: a denial proves nothing. It raises a doubt, and the unit explains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount import Unit
from fengqiao.lines.doubts.permissions import CALL
from fengqiao.lines.doubts.procedure import HOUSE
from fengqiao.matter.everyday import EVERYDAY, with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Choice, Day, KeyPick, LongText, Number, Rows, Text
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Asking,
    Condition,
    Deadline,
    Procedure,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Fact, Facts

Data = Mapping[str, Any] | None
H = (HOUSE.whole(),)
TRIES = 2
TRUE, PART, DENIED, UNREACHED, SILENT = "true", "part", "denied", "unreached", "silent"
RESULTS = ((TRUE, "属实"), (PART, "部分不符"), (DENIED, "否认"), (UNREACHED, "没有联系上"), (SILENT, "不愿说"))
ANSWERED = (TRUE, PART, DENIED)

DRAWN = Stage("drawn", "待回访")
ENDED = Stage("ended", "已回访", closed=True)


def drawn(facts: Facts) -> list[tuple[str, str]]:
    """The code and the words of each that was drawn, in the order drawn."""
    return [(row["code"], row["words"]) for row in facts.opening.get("drawn", ())]


def calls(facts: Facts) -> dict[str, list[Fact]]:
    """What was heard of each, the first call first."""
    found: dict[str, list[Fact]] = {code: [] for code, _ in drawn(facts)}
    for fact in facts.all("call"):
        found.setdefault(str(fact.get("which")), []).append(fact)
    return found


def result(told: list[Fact]) -> str:
    """What came of the calls about one; empty while one is still owed."""
    if not told:
        return ""
    last = str(told[-1].get("result"))
    return "" if last == UNREACHED and len(told) < TRIES else last


def owed(facts: Facts) -> list[tuple[str, str]]:
    """Those nobody has called, or reached at the first try."""
    told = calls(facts)
    return [(code, words) for code, words in drawn(facts) if not result(told[code])]


def _waiting(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return owed(facts)


def _of_call(asking: Asking) -> Mapping[str, Any]:
    """The words of the case, and whether it is the caller's own."""
    which = str(asking.data.get("which", ""))
    case = Matter.objects.filter(pk=UUID(which)).first() if which in dict(drawn(asking.facts)) else None
    own = case is not None and (asking.actor.office_id == case.office_id or asking.actor.staff_id == case.handler_id)
    return {"words": dict(drawn(asking.facts)).get(which, ""), "own": own or asking.actor.office_id == asking.facts.opening.get("unit")}


def _somebody_else(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("own"):
        return None
    return Reason("这一件是您本单位或者您本人办的，不能由您回访。请换一位没有办过这一件的同事。", need="which")


def _all_called(facts: Facts, data: Data) -> Reason | None:
    left = owed(facts)
    return Reason(f"还有{len(left)}件没有回访完：{'、'.join(words for _, words in left[:4])}。没有联系上的，隔一天再打一次。") if left else None


def columns(facts: Facts) -> dict[str, Any]:
    """What follows from the facts."""
    given, told = facts.opening, calls(facts)
    results = [result(each) for each in told.values()]
    title = f"{given.get('unit_name')}{given.get('period_words')}抽查回访"
    return {
        "title": title, "masked_title": title, "unit_id": given.get("unit"), "from_on": given.day("from"), "to_on": given.day("to"), "drawn_n": len(results),
        "true_n": results.count(TRUE), "denied_n": results.count(DENIED) + results.count(PART), "left_n": results.count(""),
    }  # fmt: skip


draw = Action(
    "draw_recalls", "抽取回访", (), None, to=DRAWN, cite=H, needs=(
        Number("unit", "单位编号"), Text("unit_name", "单位"), Number("unit_territory", "单位区域号", most=10**16), Day("from", "办结日期自"), Day("to", "至"), Text("period_words", "哪个月"), Text("seed", "种子"),
        Number("frame_n", "抽样范围几件"), Text("frame_digest", "抽样范围（SM3）"),
        Rows("drawn", "抽中的", of=(Text("code", "案件"), Text("words", "编号")), least=1, most=50, row_word="件"),
    ), sentence="从{unit_name}{period_words}办结的{frame_n}件里抽取回访", help="每月由系统抽取。种子和抽样范围的摘要一起保存：谁都可以照样再抽一遍。",
)  # fmt: skip
call = Action(
    "call", "登记回访", (DRAWN,), CALL, cite=H, primary=True, gathers=_of_call, needs=(
        KeyPick("which", "哪一件", of=_waiting), Choice("result", "对方怎么说", options=RESULTS, help="只问有没有办过、结果对不对、满意不满意；对方不愿说的，不追问。"),
        LongText("said", "听到了什么", required=False, most=400, lines=3, help="不写姓名、电话和案情。"),
    ), conditions=(Condition("由别人回访", _somebody_else, H),), sentence="回访{words}：{result}",
)  # fmt: skip
end = Action("end", "结束这次回访", (DRAWN,), CALL, to=ENDED, cite=H, conditions=(Condition("都回访过了", _all_called, H),), sentence="回访结束")
DEADLINES = (
    Deadline("recall", "抽查回访", house("recall_days", Unit.WORKING), after=draw, met_by=(end,), on_expiry=OVERDUE, basis=H, todo=Todo("打电话核实抽中的案件", call), warn_days=3),
)  # fmt: skip
RECALL = with_everyday(
    Procedure(
        "recalls", "抽查回访", date(2020, 1, 1), (DRAWN, ENDED), (draw, call, end), DEADLINES, office_kinds=("bureau",), project=columns,
        parameters={"recall_days": 15, "recall_cases": 2}, parameter_words={"recall_cases": "每单位每月抽几件（0为不抽）"},
    ),
    {action.code: {"by": CALL} for action in EVERYDAY},
)  # fmt: skip
