"""经常性跨市、县活动，依社区矫正法第二十七条第一款；六个月依实施办法（measures, recalled as 29）."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.divisions.territory import county_code
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.leaving import places
from fengqiao.lines.corrections.cases.leaving.counting import NEW_RULES_ON
from fengqiao.lines.corrections.cases.travelling import permits
from fengqiao.lines.corrections.papers.leaving import TRAVEL_FORM
from fengqiao.lines.corrections.permissions import DECIDE, PROPOSE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.needs import Choice, Day, FactPick, KeyPick, LongText, Rows, Text, Upload
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Asking,
    Condition,
    Deadline,
    Expiry,
    InForce,
    Met,
    Moment,
    Produces,
    Reminder,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES

LAW, MEASURES, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, codes.HOUSE
CITE = (LAW.art(27, 1), MEASURES.whole())
GROUP = "外出"
NOW = InForce(from_on=NEW_RULES_ON, instead="请按每一次外出办理“申请外出”。")
Data = Mapping[str, Any] | None

APPLY = (
    LongText("purpose", "为什么经常往来", least=4, lines=2, help="正常工作、生活需要，如上班、送货、照顾老人、就学。"),
    Rows("places", "去哪些市、县", of=(Text("place", "地点", most=120, help="写到县、区。"),), least=1, most=8, blank=1, row_word="处"),
    Text("pattern", "往来的规律", most=120, help="如每周一至周五早出晚归。"),
    LongText("opinion", "司法所意见", least=2, lines=2),
    Upload("files", "证明材料", required=False),
)
DECIDED = (
    FactPick("permit", "哪件申请", of=permits.asked),
    Choice("answer", "决定", options=(("yes", "批准，六个月内有效"), ("no", "不批准"))),
    LongText("why", "理由", required=False, lines=2),
)
TRIP = (
    KeyPick("where", "去哪里", of=permits.trips),
    Day("from_on", "离开日期", future=True),
    Day("to_on", "返回日期", future=True),
    Choice("channel", "怎样报告", options=codes.CHANNELS, initial="phone"),
    Text("note", "说明", required=False, most=120),
)
ENDED = (
    FactPick("permit", "哪件许可", of=permits.to_end),
    Choice("why", "为什么结束", options=(("over", "工作、生活需要已结束"), ("misused", "没有按许可使用"), ("asked", "本人要求"))),
    LongText("said", "说明", least=2, lines=2),
)


def _look_up(asking: Asking) -> dict[str, Any]:
    """The places by their official codes; what could not be read, and what needs no permit."""
    home = county_code(int(asking.matter.territory))
    found = [places.find(str(row.get("place", ""))) for row in asking.data.get("places", ())]
    problems = [one.problem for one in found if one.problem]
    near = [one.name for one in found if one.code and not places.is_leaving(home, one.code)]
    return {"places_found": [[one.code, one.name] for one in found if one.code], "problems": problems, "near": near}


def _places(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("problems"):
        return Reason("".join(data["problems"]), need="places")
    if any(places.is_abroad(code) for code, _ in data.get("places_found", ())):
        return Reason("港澳台和国（境）外不能列入经常性活动的地点。请去掉。", need="places")
    if data.get("near"):
        return Reason(f"{'、'.join(data['near'])}没有离开所居住的市、县，不用申请。请去掉。", (LAW.art(27, 1),), need="places")
    return None


def _some(found: Any, said: str) -> Condition:
    return Condition(said, lambda facts, data: None if data is not None or found(facts) else said, quiet=True)


def _undecided(facts: Facts, data: Data) -> Reason | None:
    permit = _permit(facts, data)
    if data is None or (permit is not None and not permit.answer):
        return None
    return Reason("这件申请已经决定过。请刷新页面后再看。", need="permit")


def _reason(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("answer") == "yes" or data.get("why"):
        return None
    return Reason("不批准的，请写明理由。", need="why")


def _permit(facts: Facts, data: Data) -> permits.Permit | None:
    seq = int(data.get("permit") or 0) if data else 0
    return next((permit for permit in permits.permits(facts) if permit.seq == seq), None)


def _covered(facts: Facts, data: Data) -> Reason | None:
    """The whole trip lies within the permit; what lies outside is an ordinary leave."""
    if data is None:
        return None
    permit = permits.of_key(facts, str(data.get("where", "")))
    if data["to_on"] < data["from_on"]:
        return Reason("返回日期早于离开日期。请核对。", need="to_on")
    first, last = date.fromisoformat(data["from_on"]), date.fromisoformat(data["to_on"])
    if permit is None or not permit.valid_on(first):
        return Reason("这天没有有效的经常性活动许可。请办理“申请外出”，或者重新申请许可。", (MEASURES.whole(),), need="where")
    if not permit.valid_on(last):
        return Reason(f"许可到{permit.to_on}为止，返回日期已经超出。请缩短行程，或者按外出办理。", (MEASURES.whole(),), need="to_on")
    return None


def _ends(facts: Facts) -> Iterator[Start]:
    for permit in permits.permits(facts):
        if permit.to_on is not None:
            yield Start(permit.to_on, str(permit.seq), permit.label)


def _ended_on(facts: Facts, key: str) -> date | None:
    """The day the permit was ended, or another was given for the time after it."""
    found = {str(permit.seq): permit for permit in permits.permits(facts)}
    permit = found.get(key)
    later = [p.from_on for p in found.values() if permit and p.from_on and permit.from_on and p.from_on > permit.from_on and p.answer == "yes"]
    return (permit.ended_on or min(later, default=None)) if permit is not None else None


def _asked(facts: Facts) -> Iterator[Start]:
    for permit in permits.permits(facts):
        yield Start(permit.asked_on, str(permit.seq), permit.label)


def _decided_on(facts: Facts, key: str) -> date | None:
    return next((permit.from_on for permit in permits.permits(facts) if str(permit.seq) == key), None)


apply_travel = Action(
    permits.APPLY, "申请经常性跨市县活动", s.UNDER, PROPOSE, needs=APPLY, cite=CITE, gathers=_look_up, group=GROUP, in_force=NOW,
    conditions=(Condition("地点", _places),), sentence="申请经常性跨市、县活动：{purpose}", help="上班、送货等经常往来的，批准后每次只要事先说一声。",
)  # fmt: skip
decide_travel = Action(
    permits.DECIDE, "决定经常性跨市县活动", s.UNDER, DECIDE, needs=DECIDED, recalls=(permits.APPLY,), cite=CITE, group=GROUP, not_by=permits.APPLY, in_force=NOW, produces=(Produces(TRAVEL_FORM, each=True),),
    conditions=(_some(permits.asked, "没有等着决定的申请。"), Condition("还没有决定", _undecided), Condition("理由", _reason)), sentence="{answer}",
)  # fmt: skip
trip = Action(
    permits.TRIP, "登记许可内的行程", s.UNDER, SUPERVISE, needs=TRIP, cite=CITE, group=GROUP, in_force=NOW,
    conditions=(_some(permits.to_end, "没有有效的经常性活动许可。"), Condition("在许可之内", _covered)), sentence="{channel}报告行程：{from_on}至{to_on}",
)  # fmt: skip
end_travel = Action(
    permits.END, "结束经常性活动许可", s.UNDER, DECIDE, needs=ENDED, cite=(*CITE, HOUSE.whole()), group=GROUP, in_force=NOW,
    conditions=(_some(permits.to_end, "没有可以结束的许可。"),), sentence="结束许可（{why}）：{said}",
)  # fmt: skip
ACTIONS = (apply_travel, decide_travel, trip, end_travel)

DEADLINES = (
    Deadline(
        "decide_travel", "决定经常性跨市县活动", house("travel_days", Unit.WORKING), after=Moment("申请日", _asked), met_by=(Met("已决定", _decided_on),),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("决定经常性跨市县活动", decide_travel), warn_days=1,
    ),
    Deadline(
        "travel_permit", "经常性活动许可", Period(0, Unit.CALENDAR), after=Moment("许可届满日", _ends), met_by=(Met("已结束或者重新许可", _ended_on),),
        on_expiry=Expiry("许可到期，不自动延长"), cite=(MEASURES.whole(),), whose="当事人", blocks_nothing=True, warn_days=15,
        reminders=(Reminder("AL08", (-15,), NoticeLevel.YELLOW, "经常性跨市县活动的许可到{on}为止（{source}）。还需要的，请本人重新申请。"),),
    ),
)  # fmt: skip
PARAMETERS = {"travel_days": 2}
