"""Receiving a report 来件: who the people are, whether the same order is in already, and what it becomes.

What is read elsewhere at that moment is gathered and recorded with the entry; the conditions judge it as data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from fengqiao.lines.disputes import codes, letters
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.needs import UNKNOWN_OFFICE
from fengqiao.matter.procedure import Asking, Carrying, Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

Data = Mapping[str, Any] | None
GIVEN = ("from_organ", "ext_code", "summary", "claim", "place", "place_territory", "occurred_on", "people_count", "amount", "flags")


def of_receiving(asking: Asking) -> Mapping[str, Any]:
    """The people with the reporter among them, the place's territory, and the report already in under that number."""
    data = asking.data
    found: dict[str, Any] = {"parties": people(data), **letters.of_letter(data)}
    if data.get("place_unit", UNKNOWN_OFFICE) != UNKNOWN_OFFICE:
        unit = Office.objects.get(pk=data["place_unit"])
        found |= {"place_territory": unit.territory, "place_unit_name": unit.short_name}
        if not data.get("place"):
            found["place"] = unit.name.removesuffix("人民调解委员会")
    people_count = data.get("people_count") or max(1, len(found["parties"]))
    found["people_count"] = people_count
    if people_count >= codes.MANY_PEOPLE and codes.CROWD not in (flags := list(data.get("flags") or ())):
        found["flags"] = [*flags, codes.CROWD]
    same = _under_that_number(asking)
    return found | ({"same_ext": same} if same else {})


def people(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of people; a reporter who is a party stands among them once, any other reporter on a side of their own."""
    rows = [dict(row) for row in data.get("parties") or ()]
    name = data.get("reporter_name", "")
    if not name or data.get("anonymous"):
        return rows
    phone = {"phone": data["reporter_phone"]} if data.get("reporter_phone") else {}
    if data.get("reporter_role") != "party":
        kind = codes.ORGANISATION if data.get("reporter_role") == "unit" else codes.PERSON
        return [*rows, {"side": codes.REPORTER, "kind": kind, "name": name, **phone}]
    for row in rows:
        if row["name"] == name:
            row.update({**phone, **row, "side": codes.APPLICANT})  # 甲方 is whoever tells of it
            return rows
    return [{"side": codes.APPLICANT, "kind": codes.PERSON, "name": name, **phone}, *rows]


def _under_that_number(asking: Asking) -> str:
    from fengqiao.lines.disputes.models import Report

    code = asking.data.get("ext_code", "")
    if not code:
        return ""
    same = Report.objects.filter(channel=asking.data.get("channel", ""), ext_code=code).exclude(pk=asking.matter.pk)
    if organ := asking.data.get("from_organ", ""):  # two police stations may both have a No. 12
        same = same.filter(from_organ__in=("", organ))
    return same.values_list("number", flat=True).first() or ""


def _is_named(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("anonymous") and data.get("reporter_name"):
        return Reason("勾选了“匿名反映”，又写了反映人。愿意留名的，去掉“匿名反映”；不愿留名的，不写姓名。", need="anonymous")
    if data.get("anonymous") or data.get("reporter_name") or data.get("from_organ"):
        return None
    return Reason("请填写反映人；不愿留名的，勾选“匿名反映”。", need="reporter_name")


def _is_new(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same_ext"):
        return None
    said = f"这个外部编号已经登记过，是{data['same_ext']}。请打开那一件补充情况；编号抄错的，请核对来文。"
    return Reason(said, need="ext_code")


def _happened_first(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("occurred_on") or facts.day is None:
        return None
    if data["occurred_on"] <= facts.day.isoformat():
        return None
    return Reason(f"发生日期{data['occurred_on']}晚于收件日期{facts.day.isoformat()}。请核对日期。", need="occurred_on")


def _is_joined(facts: Facts, data: Data) -> str | None:
    fact = facts.last("raise", "join", "settle", "decline", "refer")
    if fact is not None and fact.action == "join":
        return None
    return "只有并入已有事项的来件可以拆分。新立的事项如与别的事项重复，请在事项页面办理“并案”。"


IS_JOINED = Condition("已并入事项", _is_joined, quiet=True)
IS_NAMED = Condition("反映人或匿名", _is_named)
IS_NEW = Condition("外部编号没有登记过", _is_new)
HAPPENED_FIRST = Condition("先发生后来件", _happened_first)


# What it becomes -----------------------------------------------------------------------------------------------------


def new_dispute(asking: Asking) -> Mapping[str, Any]:
    """The id the new matter will have, and the office that sorts it: this one, or the one above a committee or station."""
    return {"dispute": uuid7().hex, "desk": desk_of(asking.matter.office).pk}


def settled_dispute(asking: Asking) -> Mapping[str, Any]:
    """The same of a matter settled on the spot: nobody has to sort it, it stays with the office that settled it."""
    return {"dispute": uuid7().hex, "desk": asking.matter.office_id}


def desk_of(office: Office) -> Office:
    """The office that sorts and dispatches for an office: a committee or station has its justice office or bureau do it."""
    while office.kind in ("committee", "station") and office.parent is not None:
        office = office.parent
    return office


def raise_dispute(carrying: Carrying) -> None:
    """Open the matter that this report is about; a body that sent it hears that it was taken."""
    open_dispute(carrying)
    letters.accepted(carrying)


def settle_dispute(carrying: Carrying) -> None:
    """Open the matter and record that it was settled on the spot."""
    from fengqiao.lines.disputes import procedure as p

    open_dispute(carrying, Doing(p.settle_here, {"outcome": "settled", "result": carrying.data["agreed"]}, carrying.happened_on))


def open_dispute(carrying: Carrying, *more: Doing) -> None:
    """The new matter, with what the report says; who reported stays with the report."""
    from fengqiao.lines.disputes import procedure as p

    assert carrying.actor is not None
    opening, said = carrying.facts.opening, carrying.data
    parties = [
        {**party.data, "n": place}
        for place, party in enumerate((q for q in carrying.facts.parties if q.side != codes.REPORTER), 1)
    ]
    given = {name: value for name in GIVEN if (value := carrying.facts.value(name)) not in (None, "", [])}
    risk = said.get("risk", codes.YELLOW)
    data = {
        **given, "type": said["type"], "difficulty": said.get("difficulty", "simple"), "risk": risk, "parties": parties,
        "risk_reason": said.get("risk_reason", ""), "channel": opening.get("channel"), "report": carrying.matter.pk.hex,
        "received_on": opening.happened_on.isoformat(), "desk": said["desk"],
        "origin": codes.ORIGIN_OF.get(opening.get("channel"), "people"),
    }  # fmt: skip
    doings = [Doing(p.open_dispute, data, carrying.happened_on), *more]
    open_matter(
        carrying.actor, p.DISPUTE, doings, carrying.matter.office, now=carrying.now, demo=carrying.matter.demo,
        matter_id=UUID(said["dispute"]),
    )  # fmt: skip


def dispute_touched(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    """The matter a report joins or leaves."""
    from fengqiao.lines.disputes.models import Report

    if data.get("into"):
        return (UUID(data["into"]),)
    linked = Report.objects.filter(pk=matter_id).values_list("dispute_id", flat=True).first()
    return (linked,) if linked else ()


def join_dispute(carrying: Carrying) -> None:
    """Tell the matter that one more report is about it."""
    from fengqiao.lines.disputes import procedure as p

    opening = carrying.facts.opening
    said = {
        "report": carrying.matter.pk.hex, "received_on": opening.happened_on.isoformat(),
        "channel": opening.get("channel"), "flags": opening.get("flags", []),
    }  # fmt: skip
    doing = Doing(p.report_joined, said, carrying.happened_on)
    perform(None, UUID(carrying.data["into"]), [doing], now=carrying.now)
    letters.accepted(carrying)


def leave_dispute(carrying: Carrying) -> None:
    """Tell the matter that a report is about something else after all."""
    from fengqiao.lines.disputes import procedure as p

    into = next(fact.get("into") for fact in reversed(carrying.facts.all("join")))
    doing = Doing(p.report_left, {"report": carrying.matter.pk.hex}, carrying.happened_on)
    perform(None, UUID(into), [doing], now=carrying.now)
