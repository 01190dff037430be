"""数据疑点：系统提出，单位说明，统计员核查，失实由局领导认定。Whoever explained never judges; an accepted explanation stays with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.assessment.faults import Falsehood, propose_for
from fengqiao.daycount import Unit
from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import rules
from fengqiao.indicators.quality.rules import SEVERITIES
from fengqiao.lines.doubts.models import EXPLAINED, FALSE, FIXED, OPEN
from fengqiao.lines.doubts.permissions import EXPLAIN, FIND_FALSE, JUDGE
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.needs import Choice, Day, LongText, Rows, Text, Upload
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Carrying,
    Deadline,
    Expected,
    Moment,
    Procedure,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("统计数据质量核查办法")

RAISED = Stage("raised", "待说明")
SAID = Stage("said", "待核查")
SERIOUS = Stage("serious", "待认定", aside=True)
ENDED = Stage("ended", "已核查", closed=True)

_RESULTS = {"accept": EXPLAINED, "corrected": FIXED, "find_false": FALSE}


def columns(facts: Facts) -> dict[str, Any]:
    """What follows from the facts."""
    given: Mapping[str, Any] = facts.opening.data
    last = facts.last("again")
    ended = facts.last(*_RESULTS)
    listed = (last or facts.opening).get("matters", ())
    return {
        "title": f"{given['label']}（{given['from']}至{given['to']}）", "rule": given["rule"], "rule_word": given["label"], "severity": given["severity"],
        "from_on": date.fromisoformat(given["from"]), "to_on": date.fromisoformat(given["to"]), "key": given["key"], "matters_count": len(listed),
        "figures": [row["code"] for row in given.get("figures", ())],
        "result": _RESULTS[ended.action] if ended is not None else OPEN,
    }  # fmt: skip


_FIGURES = Rows("figures", "涉及的指标", of=(Text("code", "指标"),), least=0, most=40, row_word="个")
def _propose_fault(carrying: Carrying) -> None:
    """The assessment hears of it: which figures of which days; whether anything is taken off is another person's decision."""
    given, rule = carrying.facts.opening, rules.find(str(carrying.facts.opening.get("rule")))
    own = [tuple(row["code"].split(":", 1)) for row in given.get("figures", ())]
    keys = dict.fromkeys([*(rule.guards if rule is not None else ()), *((one, two) for one, two in own)])
    period = Period(date.fromisoformat(given.data["from"]), date.fromisoformat(given.data["to"]))
    found = Falsehood(
        carrying.matter.pk, str(given.get("label")), str(carrying.data.get("finding")), carrying.matter.office, period, tuple(keys), carrying.actor.staff_id if carrying.actor else None,
        carrying.matter.demo,
    )  # fmt: skip
    propose_for(found, now=carrying.now, day=carrying.happened_on)


_MATTERS = Rows("matters", "涉及的案件", of=(Text("code", "案件"),), least=0, most=500, row_word="件")
raise_ = Action(
    "raise_doubt", "提出疑点", (), None, to=RAISED, cite=(HOUSE.whole(),), needs=(
        Text("rule", "规则"), Text("label", "规则名称"), Choice("severity", "级别", options=SEVERITIES), Day("from", "统计期自"), Day("to", "至", future=True),
        Text("key", "识别码"), LongText("said", "看到了什么", most=500), _MATTERS, _FIGURES,
    ), sentence="按“{label}”提出疑点：{said}", help="每天夜里核查规则看到疑点时，由系统记录。",
)  # fmt: skip
again = Action(
    "again", "疑点有变化", (RAISED, SAID), None, cite=(HOUSE.whole(),), needs=(LongText("said", "看到了什么", most=500), _MATTERS), sentence="疑点有变化：{said}",
    help="第二天夜里再看时不一样了，由系统记录。",
)  # fmt: skip
explain = Action(
    "explain", "说明情况", (RAISED,), EXPLAIN, to=SAID, cite=(HOUSE.whole(),), primary=True, recalls=("raise_doubt", "again"), needs=(
        LongText("explanation", "怎么回事", least=6, lines=4, help="属实的写明原因；录错的，先更正案件，再在这里写明更正了什么。"), Upload("files", "材料", required=False),
    ), sentence="说明：{explanation}",
)  # fmt: skip
send_back = Action(
    "send_back", "退回再说明", (SAID,), JUDGE, to=RAISED, cite=(HOUSE.whole(),), needs=(LongText("reason", "还要说明什么", lines=2),), sentence="退回再说明：{reason}",
)  # fmt: skip
accept = Action(
    "accept", "采纳说明", (SAID,), JUDGE, to=ENDED, cite=(HOUSE.whole(),), primary=True, not_by="explain", recalls=("explain",), needs=(LongText("note", "核查情况", lines=2),),
    sentence="采纳说明：{note}",
)  # fmt: skip
corrected = Action(
    "corrected", "登记已更正", (SAID,), JUDGE, to=ENDED, cite=(HOUSE.whole(),), not_by="explain", recalls=("explain",), needs=(LongText("note", "更正了什么", lines=2),),
    sentence="已更正：{note}", help="数字由更正后的案件自己变，不用另外改数。",
)  # fmt: skip
refer = Action(
    "refer", "提请认定失实", (SAID, RAISED), JUDGE, to=SERIOUS, cite=(HOUSE.whole(),), recalls=("explain",), needs=(LongText("reason", "理由和证据", least=6, lines=4), Upload("files", "材料", required=False)),
    sentence="提请认定失实：{reason}",
)  # fmt: skip
find_false = Action(
    "find_false", "认定失实", (SERIOUS,), FIND_FALSE, to=ENDED, cite=(HOUSE.whole(),), not_by="explain", recalls=("explain", "refer"), needs=(LongText("finding", "认定的事实", least=6, lines=4),),
    carries=_propose_fault, sentence="认定失实：{finding}", help="考核中这一项待核，并提出扣分建议，由另一个人确认；违纪线索另行移送，不在这里处理。",
)  # fmt: skip
not_false = Action(
    "not_false", "不予认定", (SERIOUS,), FIND_FALSE, to=SAID, cite=(HOUSE.whole(),), needs=(LongText("reason", "理由", lines=2),), sentence="不予认定失实：{reason}",
)  # fmt: skip


def _asked(facts: Facts) -> Iterator[Start]:
    """A clock for the doubt itself, and one for each time it is sent back."""
    yield Start(facts.opening.happened_on)
    for fact in facts.all(send_back):
        yield Start(fact.happened_on, key=str(fact.seq), label="退回再说明")


DEADLINES = (
    Deadline(
        "explain_in", "说明疑点", house("explain_days", Unit.WORKING), after=Moment("提出疑点、退回再说明", _asked), met_by=(explain, refer), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("说明数据疑点", explain),
    ),
)  # fmt: skip
EXPECTED = (Expected(SAID, Todo("核查数据疑点", accept)), Expected(SERIOUS, Todo("决定是否认定失实", find_false)))
DOUBT = with_everyday(
    Procedure(
        "doubts", "数据疑点", date(2020, 1, 1), (RAISED, SAID, SERIOUS, ENDED),
        (raise_, again, explain, send_back, accept, corrected, refer, find_false, not_false), DEADLINES,
        office_kinds=("bureau", "office", "section"), project=columns, expected=EXPECTED, parameters={"explain_days": 5},
    )
)
