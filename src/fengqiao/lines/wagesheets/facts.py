"""What follows from a sheet's facts: who is on it, who confirmed how much, until when a claim may be brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fengqiao.daycount.months import add_months
from fengqiao.lines.wagesheets import codes
from fengqiao.matter.procedure import Start
from fengqiao.matter.public import phone_of
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Facts, PartyFact
from fengqiao.vault import DESTROYED, mask_name

CONFIRMING = ("confirm", "confirm_here")


def front(facts: Facts) -> PartyFact | None:
    """Who filled it in for all."""
    return next((party for party in facts.present_parties if party.get("role") == codes.FRONT), None)


def confirmed(facts: Facts) -> list[PartyFact]:
    """Those on it who said themselves that they are, in their order. Nobody else is an applicant."""
    said = {n for fact in facts.all(*CONFIRMING) for n in fact.get("who", ())}
    mine = facts.opening.get("confirmed_front")
    return [party for party in facts.present_parties if party.n in said or (mine and party.get("role") == codes.FRONT)]


def waiting(facts: Facts) -> list[PartyFact]:
    there = {party.n for party in confirmed(facts)}
    return [party for party in facts.present_parties if party.n not in there]


def amount_fen(facts: Facts, party: PartyFact) -> int:
    """What that one says is owed: as confirmed, else as it was written on the sheet."""
    told = [fact.get("amount") for fact in facts.all("confirm") if party.n in fact.get("who", ()) and fact.get("amount")]
    return int(told[-1] if told else party.get("amount") or 0)


def owed_fen(facts: Facts) -> int:
    """What those who confirmed say is owed to them together."""
    return sum(amount_fen(facts, party) for party in confirmed(facts))


def by_phone(facts: Facts, phone: str) -> PartyFact | None:
    return next((party for party in facts.present_parties if party.get("phone") not in (None, DESTROYED) and phone_of(party.get("phone")) == phone), None)


def ended_on(facts: Facts) -> date | None:
    """The earliest day somebody left; None while all of them still work there."""
    said = facts.value("ended_on")
    return date.fromisoformat(said) if said and facts.value("employment") in codes.LEFT else None


def leaving(facts: Facts) -> Iterator[Start]:
    """劳动争议调解仲裁法第二十七条第四款: a year from the end of the employment; while it lasts none runs for wages."""
    day = ended_on(facts)
    if day is not None:
        yield Start(day)


def last_day(facts: Facts) -> date | None:
    """The day that year ends; None while none runs."""
    day = ended_on(facts)
    return add_months(day, 12) if day is not None else None


def opened(facts: Facts) -> Iterator[Start]:
    yield Start(facts.opening.happened_on)


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a sheet's row."""
    there, sure, employer = facts.present_parties, confirmed(facts), str(facts.value("employer", ""))
    who = front(facts)
    more = f"{who.name if who else ''}等{len(there)}人"
    masked = f"{mask_name(who.name) if who else ''}等{len(there)}人"
    handed = facts.last("handed")
    return {
        "title": f"{more}被{employer}欠薪", "masked_title": f"{masked}被{employer}欠薪", "handler_id": facts.opening.actor_id if facts.opening.action == "enter" else None,
        "restricted": restricted_by_hand(facts), "employer": employer, "migrant": bool(facts.value("migrant")), "people": len(there), "confirmed": len(sure),
        "owed_fen": owed_fen(facts), "ended_on": ended_on(facts), "handed_on": handed.happened_on if handed else None,
    }  # fmt: skip


def _limitation(facts: Facts) -> dict[str, Any]:
    """The day the year ends, where it had not ended when the sheet came; what came later is asked for."""
    last = last_day(facts)
    return {"limitation_on": last.isoformat(), "limitation_kind": "arbitration"} if last is not None and last >= facts.opening.happened_on else {}


def gives(facts: Facts) -> dict[str, Any]:
    """What an application for legal aid is told: those who confirmed as applicants, the employer as the other side."""
    sure = confirmed(facts)
    people = [{"side": "applicant", "kind": "person", "name": party.name, **({"phone": phone} if (phone := party.get("phone")) else {})} for party in sure]
    total = owed_fen(facts)
    each = "；".join(f"{party.name}{amount_fen(facts, party) / 100:,.2f}元" for party in sure)
    found: dict[str, Any] = {
        "parties": [*people, {"side": "respondent", "kind": "org", "name": facts.value("employer")}], "matter_code": "wages", "aid_form": "arbitration", "legal_status": "applicant",
        "cause": "追索劳动报酬", "story": f"{facts.value('story')}\n各人所欠：{each}。", "summary": str(facts.value("story")), "claim_amount": f"{total / 100:.2f}" if total else "", "event_place": facts.value("site"),
        "groups": ["migrant"] if facts.value("migrant") else [], "urgent": ["crowd"], "happened_on": facts.opening.happened_on.isoformat(),
        "channel": "counter" if facts.opening.action == "enter" else "online", **_limitation(facts),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, "", [], 0)}
