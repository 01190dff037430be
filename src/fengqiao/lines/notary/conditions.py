"""What must hold: the notary office of the right place, the person where the law wants the person, a time that can be had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.lines.notary import codes, states
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import NOTARISATION

Data = Mapping[str, Any] | None
PLACE, PERSON = NOTARISATION.art(25), NOTARISATION.art(26)


def _competent(facts: Facts, data: Data) -> Reason | None:
    """公证法第二十五条: one's own place or that of what happened; land where it lies, four items excepted."""
    if data is None or not data.get("item"):
        return None
    item, ties = codes.BY_CODE[data["item"]], set(data.get("ties", ()))
    if codes.NOWHERE in ties and len(ties) > 1:
        return Reason("勾了“都不在本县”，又勾了别的。请核对和本县的联系。", need="ties")
    if data.get("real_estate") and codes.LAND_HERE in ties:
        return None
    if data.get("real_estate") and not item.free_place:
        said = f"{item.label}涉及不动产，应当向不动产所在地的公证机构提出。不动产不在本县的，请告诉他到那里的公证处预约；在本县的，勾上“不动产在本县”。"
        return Reason(said, (NOTARISATION.art(25, 2),), "ties")
    if ties - {codes.NOWHERE, codes.LAND_HERE}:
        return None
    said = "住所地、经常居住地、行为地、事实发生地都不在本县，本县公证处不能受理。请告诉他向这些地方的公证处预约。"
    return Reason(said, (NOTARISATION.art(25, 1),), "ties")


def _in_person(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("item"):
        return None
    rows = data.get("parties", ())
    if not any(row.get("side", "applicant") == "applicant" for row in rows):
        return Reason("还没有写申请人是谁。请把申请人写上，代办的另写一行。", need="parties")
    if not codes.BY_CODE[data["item"]].in_person or all(row.get("side") != "agent" for row in rows):
        return None
    said = f"{codes.BY_CODE[data['item']].label}公证应当由本人办理，不能委托别人。行动不便的，可以请公证员上门。"
    return Reason(said, (PERSON,), "parties")


def _slot_sound(facts: Facts, data: Data) -> Reason | None:
    return Reason(str(data["slot_problem"]), need="slot") if data and data.get("slot_problem") else None


def _there_is_an_office(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("notary_name"):
        return None
    return Reason("名册里还没有登记本县的公证处。请公共法律服务科室先在“法律服务名册”登记，再预约。", need="notary")


def _told_once(facts: Facts, data: Data) -> Reason | None:
    """一次告知: what lacks is said once and whole; later only what the notary office itself asks for."""
    if data is None or not facts.has("precheck") or not data.get("lacking"):
        return None
    return Reason("缺的材料已经一次告诉过他。没有补来的不用再列；公证处另外要求的，写在“清单以外还要的”。", need="lacking")


def _some_day(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("slot") or data.get("wish_on"):
        return None
    return Reason("没有选时间，也没有写最想哪天。请选一个时间，或者写一天，好给他安排。", need="slot")


def _came(facts: Facts, data: Data) -> Reason | None:
    """Whoever did not come: not before the day."""
    slot = states.current(facts)
    if data is None or slot is None or facts.day is None or facts.day >= slot.on:
        return None
    return Reason(f"约的是{slot.words}，还没有到。来不了的，办理“改约”或者“取消”。")


COMPETENT = Condition("本县公证处可以受理", _competent, (PLACE,))
IN_PERSON = Condition("应当本人办理的由本人办理", _in_person, (PERSON,))
SLOT_SOUND = Condition("时间可用", _slot_sound)
OFFICE = Condition("登记了公证处", _there_is_an_office)
TOLD_ONCE = Condition("缺件一次告知", _told_once)
SOME_DAY = Condition("有时间", _some_day)
CAME = Condition("约的时间到了", _came)
