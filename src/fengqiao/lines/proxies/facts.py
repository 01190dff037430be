"""What follows from an authority's facts: the two people, for what, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fengqiao.lines.proxies import codes
from fengqiao.matter.keys import ring
from fengqiao.matter.procedure import Start
from fengqiao.matter.public import phone_of
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Facts, PartyFact
from fengqiao.vault import DESTROYED, mask_name


def of_side(facts: Facts, side: str) -> PartyFact | None:
    return next((party for party in facts.present_parties if party.side == side), None)


def name_of(facts: Facts, side: str) -> str:
    party = of_side(facts, side)
    return party.name if party is not None else ""


def phone_on(facts: Facts, side: str) -> str:
    """The digits of that one's telephone; empty where none was given."""
    party = of_side(facts, side)
    said = party.get("phone") if party is not None else None
    return phone_of(said) if said and said != DESTROYED else ""


def scopes(facts: Facts) -> list[str]:
    said = facts.value("scopes", ())
    return [code for code, _ in codes.SCOPES if code in said]


def scopes_word(facts: Facts) -> str:
    return "、".join(word for code, word in codes.SCOPES if code in scopes(facts))


def from_on(facts: Facts) -> date:
    """From the day it was given, or confirmed where it had to be."""
    return facts.on("confirm") or facts.opening.happened_on


def to_on(facts: Facts) -> date | None:
    day = facts.value("to_on")
    return date.fromisoformat(day) if day else None


def ends(facts: Facts) -> Iterator[Start]:
    """The last day, which counts."""
    day = to_on(facts)
    if day is not None:
        yield Start(day)


def is_proved(facts: Facts) -> bool:
    """Whether it stands at once: the person gave it themselves with a paper, or the counter checked."""
    opening = facts.opening
    return bool(opening.get("checked")) or (opening.get("basis") == codes.ENTRUSTED and bool(opening.get("by_person")) and bool(opening.get("files")))


def blocked_for(facts: Facts) -> str:
    fact = facts.last("block")
    return str(fact.get("reason", "")) if fact else ""


def _entered_by(facts: Facts) -> int | None:
    """Who checked it, or entered it at the window; nobody yet of one that came by telephone."""
    fact = facts.last("confirm", "enter")
    return fact.actor_id if fact is not None else None


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of an authority's row."""
    person, proxy = name_of(facts, codes.PERSON), name_of(facts, codes.PROXY)
    index = ring().blind_index
    phones = {side: phone_on(facts, side) for side in (codes.PERSON, codes.PROXY)}
    return {
        "title": f"{proxy}替{person}代办", "masked_title": f"{mask_name(proxy)}替{mask_name(person)}代办" if proxy and person else "代办授权", "handler_id": _entered_by(facts),
        "restricted": restricted_by_hand(facts) or ("violence" if blocked_for(facts) in (codes.ABUSE, codes.FORCED) else ""),
        "basis": facts.value("basis", ""), "relation": facts.value("relation", ""), "scopes": scopes(facts), "from_on": from_on(facts), "to_on": to_on(facts),
        "person_phone_index": index.of("phone", phones[codes.PERSON]) if phones[codes.PERSON] else None,
        "proxy_phone_index": index.of("phone", phones[codes.PROXY]) if phones[codes.PROXY] else None,
    }  # fmt: skip
