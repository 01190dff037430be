"""Turning a request into other business without asking anybody again: by the codes of the lines, whichever are there.

A dispute report is registered in the same transaction; for a mediation, a legal aid application and a notary booking the form opens filled in, and
the request hears of it when it is registered. Whoever may not register it names the unit that does: the request goes there, with all that was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from uuid6 import uuid7

from fengqiao.lines.legalservice import codes, states
from fengqiao.lines.legalservice.permissions import ANSWER, SEE
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Options, Origin
from fengqiao.matter.procedure import Action, Asking, Carrying, Journey
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, Post

AID, MEDIATION, REPORT, NOTARY, FORENSIC = "legalaid", "mediation", "reports", "notary", "forensic"
WORDS = {AID: "法律援助申请", MEDIATION: "人民调解", REPORT: "矛盾纠纷来件", NOTARY: "公证预约", FORENSIC: "鉴定委托"}
AT_ONCE = {REPORT: ("report", "receive")}  # registered without a further form: the line's procedure and its opening action
WITH_A_FORM = tuple(code for code in WORDS if code not in AT_ONCE)
# the channel of the dispute platform's register (CH 01-14) that a channel of ours is
REPORT_CHANNELS = {
    codes.HOTLINE: "02", codes.OLD_148: "02", codes.MAYOR_LINE: "03", codes.WEB: "04", codes.H5: "04", codes.LETTER: "12", codes.REFERRED: "10",
    codes.FOUND: "14",
}  # fmt: skip
AID_CHANNELS = {
    codes.HOTLINE: "hotline", codes.OLD_148: "hotline", codes.MAYOR_LINE: "hotline", codes.WEB: "online", codes.H5: "online", codes.LETTER: "post",
    codes.STATION: "point", codes.ROOM: "point", codes.FOUND: "found",
}  # fmt: skip


def businesses() -> Options:
    """What a request can become in this installation."""
    there = {line.code for line in registry.lines()}
    return tuple((code, word) for code, word in WORDS.items() if code in there)


def ways_in(to: str) -> list[Action | Journey]:
    """The openings of a line that a matter can come into out of another one."""
    found: list[Action | Journey] = []
    for procedure in registry.line(to).procedures:
        found += [*procedure.openings]
        found += [*procedure.journeys]
    return [way for way in found if getattr(way, "offered", True) and any(isinstance(need, Origin) for need in way.needs)]


def may_register(actor: Actor, to: str) -> bool:
    """Whether the actor's own post registers this business."""
    return any(way.by is not None and actor.holds(way.by) for way in ways_in(to))


def registers_there(office_id: int, to: str, on: date) -> bool:
    """Whether somebody of the office holds a post that sees the request and registers the business."""
    roles = [frozenset(role_codes) for role_codes in Post.objects.held_on(on).filter(office_id=office_id).values_list("roles", flat=True)]
    return any(held & SEE.role_codes and any(way.by is not None and held & way.by.role_codes for way in ways_in(to)) for held in roles)


def of_passing(asking: Asking) -> Mapping[str, Any]:
    """The minute it was asked for, which is when legal aid was applied for; the id a report will have; who registers it."""
    to, unit = str(asking.data.get("to", "")), asking.data.get("unit")
    found: dict[str, Any] = {"asked_at": asked_at(asking.facts, asking.happened_on)}
    if to in AT_ONCE:
        return found | {"other": uuid7().hex}
    mine = to in WORDS and may_register(asking.actor, to)
    if unit and (unit != asking.matter.office_id or not mine):
        there = Office.objects.filter(pk=unit).values_list("short_name", flat=True).first() or ""
        found |= {"handed_over": True, "unit_name": there, "who_registers": f"，由{there}登记"}
        if unit != asking.matter.office_id:
            found["from_office"] = asking.matter.office_id
        return found if registers_there(unit, to, asking.happened_on) else found | {"nobody_there": True}
    return found if mine else found | {"cannot_register": True}


def begins_with(facts: Facts, today: date) -> Mapping[str, Any]:
    """What was asked, or what was written down when it was passed on before."""
    before = facts.last("pass_on")
    return {"summary": (before.get("summary") if before is not None else "") or facts.opening.get("content", "")}


def asked_at(facts: Facts, on: date) -> str:
    """When somebody asked for it: on coming, where it was asked for then or on that day; later on the day of consent."""
    arrived = timezone.localtime(states.arrived_at(facts))
    if arrived.date() == on or facts.opening.get("intent") == codes.AID:
        return arrived.isoformat()
    now = timezone.localtime()
    return now.isoformat() if now.date() == on else on.isoformat()


def carry(carrying: Carrying) -> None:
    """Register at once what needs no further form."""
    to = carrying.data.get("to", "")
    if to in AT_ONCE:
        code, opening = AT_ONCE[to]
        procedure = registry.procedure_on(code, carrying.happened_on)
        doing = Doing(procedure.action(opening), _report(carrying), carrying.happened_on, under=ANSWER)
        open_matter(
            carrying.actor, procedure, [doing], carrying.matter.office, now=carrying.now, demo=carrying.matter.demo,
            matter_id=UUID(carrying.data["other"]),
        )  # fmt: skip


def _report(carrying: Carrying) -> dict[str, Any]:
    facts, said = carrying.facts, carrying.data
    person = next(iter(facts.present_parties), None)
    found: dict[str, Any] = {
        "summary": said["summary"], "claim": said["claim"], "channel": REPORT_CHANNELS.get(states.channel(facts), "01"),
        "ext_code": facts.opening.get("ext_no") if states.channel(facts) == codes.MAYOR_LINE else "", "reporter_role": "party",
        "reporter_name": person.name if person else "", "reporter_phone": person.get("phone") if person else "",
        "anonymous": person is None, "parties": _other_side(said), "flags": _flags(facts),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in ("", None, [], False)}


def _other_side(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"side": "respondent", "kind": "person", "name": said["opponent"]}] if said.get("opponent") else []


def _flags(facts: Facts) -> list[str]:
    return states.risks(facts)


def gives(facts: Facts) -> dict[str, Any]:
    """What a new matter of another line is told, by the names its forms know: nobody is asked again."""
    said = facts.last("pass_on")
    data: Mapping[str, Any] = said.data if said is not None else {}
    person = next(iter(facts.present_parties), None)
    summary, claim = data.get("summary") or facts.opening.get("content"), data.get("claim")
    name, phone = (person.name, person.get("phone")) if person else (None, None)
    opponent = data.get("opponent") or facts.value("opponent")
    mine = {"side": "applicant", "kind": "person", "name": name, "phone": phone}
    parties = [{key: value for key, value in mine.items() if value}] if name else []
    found = {
        "summary": summary, "claim": claim, "parties": [*parties, *_other_side({"opponent": opponent})], "source": "39",
        "flags": [code for code in _flags(facts) if code in ("minor", "violence")], "ext_code": facts.opening.get("ext_no"),
        **(_for_aid(facts, data, summary) if data.get("to") == AID else {}),
        **({"what": str(summary)[:120], "channel": "passed"} if data.get("to") == NOTARY else {}),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _for_aid(facts: Facts, data: Mapping[str, Any], summary: Any) -> dict[str, Any]:
    """In the words of a legal aid application: received when it was asked for here, to the minute (法律援助法第四十三条)."""
    asked, vulnerable = str(data.get("asked_at", "")), facts.opening.get("vulnerable", ())
    safe = facts.value("safe", codes.SAFE_ANY)
    return {
        "story": f"{summary}\n想要的结果：{data.get('claim')}" if data.get("claim") else summary, "happened_on": asked[:10], "received_time": asked[11:16],
        "channel": AID_CHANNELS.get(states.channel(facts), "counter"), "code_word": facts.value("code_word"),
        "may_call": safe != codes.SAFE_CALL, "may_sms": False, "groups": [code for code in vulnerable if code in ("disabled", "migrant", "soldier")],
        "need_aids": [word for word in (facts.opening.get("language"),) if word in ("sign", "dialect")],
        "concerns": ["violence"] if codes.VIOLENCE in states.risks(facts) else [],
    }  # fmt: skip


def other_matter(facts: Facts) -> str:
    """The number of what it became; empty while that is not registered."""
    fact = facts.last("taken_over", "linked")
    if fact is not None and fact.get("number"):
        return str(fact.get("number"))
    code = next((each.get("other") or each.get("case") for each in reversed(facts.all("pass_on", "taken_over"))), None)
    row = Matter.objects.filter(pk=UUID(code)).only("number").first() if code else None
    return row.number if row is not None else ""


# Two problems in one contact -------------------------------------------------------------------------------------------


def of_split(asking: Asking) -> Mapping[str, Any]:
    """The id the second request will have."""
    return {"child": uuid7().hex}


def carry_split(carrying: Carrying) -> None:
    """The second request, with who asked and how they may be reached."""
    from fengqiao.lines.legalservice import procedure as p

    opening, said = carrying.facts.opening, carrying.data
    kept = ("channel", "point", "name", "phone", "safe", "code_word", "language", "vulnerable", "call_began")
    data = {name: opening.get(name) for name in kept} | {name: said[name] for name in ("content", "intent", "area")}
    data["parent"] = carrying.matter.pk.hex
    doing = Doing(p.receive, {name: value for name, value in data.items() if value not in (None, "", [])}, carrying.happened_on)
    open_matter(
        carrying.actor, p.SERVICE_REQUEST, [doing], carrying.matter.office, now=carrying.now, demo=carrying.matter.demo,
        matter_id=UUID(said["child"]),
    )  # fmt: skip
