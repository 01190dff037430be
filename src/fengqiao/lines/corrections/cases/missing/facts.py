"""What the search chapter reads from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections.cases.ending.facts import in_custody_since
from fengqiao.lines.corrections.cases.missing import searches as m
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW
from fengqiao.statutes.corrections import CORRECTIONS_MEASURES as MEASURES

Data = Mapping[str, Any] | None


def opened(facts: Facts) -> Iterator[Start]:
    for one in m.searches(facts):
        yield Start(one.opened_on, key=str(one.seq))


def exhausted(facts: Facts) -> Iterator[Start]:
    """The day the third channel brought nothing: the police are to be told."""
    for one in m.searches(facts):
        if one.negative:
            tried = [f for f in facts.all(m.SEARCH) if f.get("search") == one.seq]
            yield Start(tried[-1].happened_on, key=str(one.seq))


def located(facts: Facts) -> Iterator[Start]:
    for one in m.searches(facts):
        if one.located_on is not None and one.state != m.CLOSED:
            yield Start(one.located_on, key=str(one.seq))


def _first(facts: Facts, key: str, *actions: str) -> date | None:
    days = [f.happened_on for f in facts.all(*actions) if str(f.get("search")) == key]
    return min(days, default=None)


def looked_for_on(facts: Facts, key: str) -> date | None:
    return _first(facts, key, m.SEARCH, m.POLICE, m.FOUND) or _closed_on(facts, key)


def told_police_on(facts: Facts, key: str) -> date | None:
    return _first(facts, key, m.POLICE, m.FOUND) or _closed_on(facts, key)


def decided_on(facts: Facts, key: str) -> date | None:
    return _first(facts, key, m.CONFIRM, m.JUSTIFY)


def _closed_on(facts: Facts, key: str) -> date | None:
    return next((one.located_on for one in m.searches(facts) if str(one.seq) == key and one.state == m.CLOSED), None)


def _not_held(facts: Facts, data: Data) -> Reason | None:
    since = in_custody_since(facts)
    said = "自{}起在押，不是失联。羁押结束当日联系本人。"
    return Reason(said.format(since.isoformat()), (LAW.art(32),)) if since else None


def _not_twice(facts: Facts, data: Data) -> Reason | None:
    one = m.away(facts)
    return Reason(f"{one.opened_on.isoformat()}登记的失联还没有了结（{one.state}），请接着办理。") if one else None


def _contact_before(facts: Facts, data: Data) -> Reason | None:
    if data is None or facts.day is None or data["last_contact"] <= facts.day.isoformat():
        return None
    return Reason("最后一次联系不能晚于登记失联的日期。请核对。", need="last_contact")


def _one(facts: Facts, data: Data) -> m.Search | None:
    seq = data.get("search") if data is not None else None
    return next((one for one in m.searches(facts) if one.seq == seq), None)


def _three_channels(facts: Facts, data: Data) -> Reason | None:
    one = _one(facts, data)
    if data is None or one is None or one.negative or data.get("urgent"):
        return None
    lacking = "、".join(word for code, word in m.CHANNELS if code not in one.channels)
    said = f"还没有登记：{lacking}。三种途径都没有找到的，请公安机关协查；紧急情形写明原因，可以先请公安。"
    return Reason(said, (MEASURES.whole(),), need="urgent")  # measures, recalled as 38


def _is_absence(facts: Facts, data: Data) -> Reason | None:
    one = _one(facts, data)
    if data is None or one is None:
        return None
    if one.cause in m.JUSTIFIED:
        words = {
            "hospital": "住院、突发疾病",
            "custody": "被羁押",
            "phone": "手机丢失、无法联系",
            "disaster": "灾害、交通中断",
        }
        said = f"查明的原因是{words[one.cause]}，有正当理由，不是脱管。请办理“认定不是脱管”；原因记错的，先更正。"
        return Reason(said, need="search")
    if data["from_on"] <= one.last_contact_on.isoformat():
        said = f"脱管自最后一次确认联系（{one.last_contact_on.isoformat()}）的次日起算。请核对。"
        return Reason(said, need="from_on")
    if data.get("to_on") and data["to_on"] < data["from_on"]:
        return Reason("脱管的止日早于起日。请核对。", need="to_on")
    if data.get("to_on") and one.back_on is None:
        return Reason("还没有登记找到并接受管理，不能写止日。找到后办理“登记找到”，止日自动写上。", need="to_on")
    return None


def _some(find: Any, said: str) -> Condition:
    return Condition(said, lambda facts, data: None if any(True for _ in find(facts)) else said, quiet=True)


def _state(*states: str) -> Any:
    return lambda facts: m.in_state(facts, *states)


NOT_HELD = Condition("没有在押", _not_held, (LAW.art(32),))
NOT_TWICE = Condition("没有未了结的失联", _not_twice)
CONTACT_BEFORE = Condition("日期先后", _contact_before)
THREE_CHANNELS = Condition("三种途径", _three_channels)
IS_ABSENCE = Condition("脱管的认定", _is_absence)
LOOKED_FOR = _some(_state(m.SUSPECTED, m.SEARCHING, m.WITH_POLICE, m.IS_NOT_FOUND), "没有正在查找的失联。")
TO_POLICE = _some(_state(m.SUSPECTED, m.SEARCHING, m.IS_NOT_FOUND), "没有要请公安协查的失联。")
TO_CLOSE = _some(_state(m.WITH_POLICE, m.SEARCHING), "没有查找中的失联。")
REFUSING = _some(_state(m.REFUSES), "没有找到后拒绝接受管理的情形。")
UNDECIDED = _some(m.undecided, "没有待认定的失联。")
