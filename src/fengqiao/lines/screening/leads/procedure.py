"""苗头线索：登记、确定处置、走访、处置完毕。处置有五种：立事项、劝解消化、持续关注、转有关部门、不属实。

A lead is about a dispute, never a file on a person; it ends. 人民调解法 25 on preventing escalation stays with the people who
handle it: what may become violent is reported to the police at once, whatever the disposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.codes.disputes import TYPES
from fengqiao.daycount import Period, Unit
from fengqiao.lines.screening import codes
from fengqiao.lines.screening.leads import asks
from fengqiao.lines.screening.permissions import DISPOSE, FIND
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import (
    ANY,
    OVERDUE,
    Action,
    Alert,
    Asking,
    Deadline,
    Expected,
    Moment,
    NumberRule,
    Procedure,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import OFFICE_HEAD
from fengqiao.statutes.known import PEOPLES_MEDIATION

LAW, HOUSE = PEOPLES_MEDIATION, codes.HOUSE

# Stages --------------------------------------------------------------------------------------------------------------

FOUND = Stage("found", "待研判")
IN_HAND = Stage("in_hand", "处置中")
RAISED = Stage("raised", "已立事项", closed=True, aside=True)
DISSOLVED = Stage("dissolved", "劝解消化", closed=True, aside=True)
REFERRED = Stage("referred", "已转有关部门", closed=True, aside=True)
QUIET = Stage("quiet", "不再关注", closed=True, aside=True)
UNTRUE = Stage("untrue", "不属实", closed=True, aside=True)
OPEN = (FOUND, IN_HAND)

ENDS = {
    "raise_matter": codes.RAISE, "dissolve": codes.DISSOLVE, "refer": codes.REFER, "disclaim": codes.UNTRUE, "settle_down": codes.WATCH,
}  # fmt: skip


def _involved(asking: Asking) -> Mapping[str, Any]:
    rows = asking.data.get("parties")
    return {"parties": [{**row, "side": asks.INVOLVED, "kind": "person"} for row in rows]} if rows else {}


# From the first sign to its end --------------------------------------------------------------------------------------

find = Action(
    "find", "登记苗头线索", (), FIND, to=FOUND, needs=asks.FIND, cite=(HOUSE.whole(),), gathers=_involved, changes_parties=True,
    gives_number=NumberRule("lead", "（{year}）{body}线索第{serial:04d}号"), sentence="发现{type}苗头（{development}）",
    help="平时发现的；排查中发现的，写在排查上报里。",
)  # fmt: skip
decide = Action(
    "decide", "确定处置", OPEN, DISPOSE, to=IN_HAND, needs=asks.DECIDE, cite=(HOUSE.whole(),), primary=True,
    sentence="处置：{disposal}，{disposal_due}前",
)  # fmt: skip
develop = Action(
    "develop", "变更发展阶段", OPEN, DISPOSE, needs=asks.DEVELOP, cite=(LAW.art(25),), sentence="到了“{development}”：{explanation}",
    help="有可能激化的，先采取预防措施，并向当地公安机关或者其他有关部门报告。",
)  # fmt: skip
attend = Action(
    "attend", "登记走访劝解", OPEN, FIND, needs=asks.ATTEND, cite=(HOUSE.whole(),), sentence="走访：{said}",
)  # fmt: skip
raise_matter = Action(
    "raise_matter", "立事项", OPEN, DISPOSE, to=RAISED, needs=asks.RAISE, cite=(HOUSE.whole(),), sentence="立事项{matter}",
    help="转入纠纷调处，由它接着办。",
)  # fmt: skip
dissolve = Action(
    "dissolve", "登记劝解消化", OPEN, DISPOSE, to=DISSOLVED, needs=asks.DISSOLVE, cite=(HOUSE.whole(),), sentence="劝解消化：{outcome}",
)  # fmt: skip
refer = Action(
    "refer", "转有关部门", OPEN, DISPOSE, to=REFERRED, needs=asks.REFER, cite=(HOUSE.whole(),), sentence="转{organ}：{explanation}",
)  # fmt: skip
settle_down = Action(
    "settle_down", "结束关注", OPEN, DISPOSE, to=QUIET, needs=asks.SETTLE_DOWN, cite=(HOUSE.whole(),), sentence="结束关注：{explanation}",
)  # fmt: skip
disclaim = Action(
    "disclaim", "不属实", OPEN, DISPOSE, to=UNTRUE, needs=asks.DISCLAIM, cite=(HOUSE.whole(),), sentence="不属实：{explanation}",
)  # fmt: skip
link_matter = Action(
    "link_matter", "关联事项", ANY, None, needs=asks.LINK, cite=(HOUSE.whole(),), sentence="已立事项{matter}",
    help="纠纷调处由这条线索立了事项时，由系统记录事项码。",
)  # fmt: skip

# Periods: the bureau's own ------------------------------------------------------------------------------------------------

_ENDED = (raise_matter, dissolve, refer, settle_down, disclaim)


def _assess(parameters: Mapping[str, Any]) -> Period | None:
    days = int(parameters["assess_days"])
    return Period(days, Unit.WORKING) if days else None


def _disposal_due(facts: Facts) -> Iterator[Start]:
    """The day agreed last; it may be moved either way."""
    decided = facts.last("decide")
    day = decided.day("disposal_due") if decided else None
    if day is not None:
        yield Start(day)


DEADLINES = (
    Deadline(
        "assess", "研判线索", _assess, after=find, met_by=(decide, *_ENDED), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("研判苗头，确定处置", decide), warn_days=1,
    ),
    Deadline(
        "dispose", "处置线索", Period(0, Unit.CALENDAR), after=Moment("约定的处置日", _disposal_due), met_by=_ENDED, on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), todo=Todo("办结苗头线索", dissolve), warn_days=2,
    ),
)  # fmt: skip
EXPECTED = (Expected(IN_HAND, Todo("走访劝解，有结果就办结", attend)),)


def _worse(facts: Facts) -> str | None:
    if development(facts) != codes.WORSE or any(facts.has(end) for end in ENDS):
        return None
    return "苗头已经激化。请采取预防措施，及时向当地公安机关或者其他有关部门报告（人民调解法第二十五条）。"


ALERTS = (Alert("lead-worse", NoticeLevel.RED, _worse, to=(HANDLER, OFFICE_HEAD.code)),)

# Columns -------------------------------------------------------------------------------------------------------------------


def development(facts: Facts) -> str:
    """How far it has come, as last said."""
    return str(facts.value("development", codes.SIGN))


def _last_end(facts: Facts) -> Iterator[tuple[str, date]]:
    for action, disposal in ENDS.items():
        on = facts.on(action)
        if on is not None:
            yield disposal, on


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a lead's row."""
    opening, decided = facts.opening.data, facts.last("decide")
    ended = next(_last_end(facts), None)
    place, kind = opening.get("place", ""), dict(TYPES).get(opening.get("type", ""), "")
    return {
        "title": f"{place}：{kind}苗头",
        "handler_id": decided.get("staff") if decided else None,
        "where": place,
        "dispute_type": opening.get("type", "T99"),
        "development": development(facts),
        "finder": opening.get("finder") or facts.opening.actor_name,
        "disposal": ended[0] if ended else decided.get("disposal", "") if decided else "",
        "disposal_due_on": decided.day("disposal_due") if decided else None,
        "ended_on": ended[1] if ended else None,
        "raised": facts.value("matter", ""),
        "report_id": UUID(opening["report"]) if opening.get("report") else None,
        "report_place": opening.get("report_place", ""),
    }


LEAD = with_everyday(
    Procedure(
        code="lead",
        label="苗头线索",
        in_force_from=date(2011, 1, 1),
        stages=(FOUND, IN_HAND, RAISED, DISSOLVED, REFERRED, QUIET, UNTRUE),
        actions=(find, decide, develop, attend, raise_matter, dissolve, refer, settle_down, disclaim, link_matter),
        deadlines=DEADLINES,
        expected=EXPECTED,
        alerts=ALERTS,
        left_to_people={LAW.art(25): "是否可能激化、采取什么预防措施、向谁报告，由处置的人判断"},
        office_kinds=(codes.COMMITTEE, codes.STATION, codes.OFFICE),
        parameters={"assess_days": 1},
        project=columns,
    )
)
