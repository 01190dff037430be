"""What the register shows of an application, and what it hands to the case opened out of it. All read from the facts."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid import facts as f
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.vault import mask_name

ENDINGS = {"grant": "granted", "refuse": "refused", "withdraw": "withdrawn", "deem_withdrawn": "deemed", "redirect": "redirected", "transfer_taken": "redirected", "hand_back": "redirected", "end_first_aid": "ended"}


def ending(facts: Facts) -> tuple[str, Fact | None]:
    """How it ended, as it stands now: what the bureau ordered to be corrected is open again."""
    if facts.opening.action == "enter_history":
        return str(facts.opening.get("result", "granted")), facts.opening
    fact = facts.last(*ENDINGS, "ordered")
    return (ENDINGS.get(fact.action, ""), fact) if fact is not None and fact.action != "ordered" else ("", None)


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of the application's row."""
    people, cause = f.applicants(facts), str(facts.value("cause", ""))
    names = "、".join(party.name for party in people[:3])
    hidden = "、".join(mask_name(party.name) for party in people[:3])
    word, fact = ending(facts)
    proposed = facts.last("propose")
    limitation = facts.value("limitation_on")
    return {
        "title": f"{names}：{cause}", "masked_title": f"{hidden}：{cause}", "handler_id": handler(facts),
        "restricted": restricted_by_hand(facts) or f.restricted(facts), "channel": facts.opening.get("channel", ""),
        "received_by_id": facts.opening.get("received_by"), "matter_code": facts.value("matter_code", ""), "aid_form": facts.value("aid_form", ""),
        "aid_stage": facts.value("stage", ""), "cause": cause, "organ": facts.value("organ", ""), "campaigns": f.campaigns(facts),
        "persons": max(len(people), 1), "limitation_on": date.fromisoformat(limitation) if limitation else None,
        "accepted_on": first.happened_on if (first := facts.first("accept", "first_aid")) else None,
        "decided_on": _decided_on(word, fact),
        "outcome": word, "row": proposed.get("row") if proposed else None, "first_on": facts.on("first_aid"),
        "overturned": facts.has("ordered"), "historical": facts.opening.action == "enter_history",
        "from_agency": facts.opening.get("from_agency", ""), "their_number": facts.opening.get("their_number", ""),
        "first_received_on": facts.opening.day("first_received_on"), "first_received_time": str(facts.opening.get("first_received_time") or ""),
        "opposite": [UUID(each) for each in facts.opening.get("opposite", ())],
    }  # fmt: skip


def _decided_on(word: str, fact: Fact | None) -> date | None:
    if fact is None or word not in ("granted", "refused", "ended"):
        return None
    return fact.day("decided") if fact.action == "enter_history" else fact.happened_on


def handler(facts: Facts) -> int | None:
    """The reviewer: who proposed last, else whom the acceptance named."""
    fact = facts.last("propose", "ask_elsewhere")
    if fact is not None:
        return fact.actor_id
    accepted = facts.last("accept")
    named = accepted.get("reviewer") if accepted else None
    return int(named) if named else None


def gives(facts: Facts) -> dict[str, Any]:
    """What a case, or an objection, is told: the people, the matter, and the decision that may be objected to."""
    rows = [{**party.data, "n": party.n} for party in facts.present_parties]
    word, fact = ending(facts)
    found = {
        name: value
        for name in ("aid_form", "matter_code", "cause", "stage", "story", "organ", "organ_case_no", "event_place", "claim_amount", "need_aids",
                     "limitation_on", "may_call", "may_sms", "quiet_hours", "code_word", "forbidden", "urgent", "groups")
        if (value := facts.value(name)) not in (None, "", [])
    }  # fmt: skip
    if word in ("refused", "ended") and fact is not None:
        against = codes.REFUSAL if word == "refused" else codes.TERMINATION
        by = [each for each in (fact.actor_id, fact.get("by_reviewer")) if each]
        found["decision"] = {"against": against, "on": fact.happened_on.isoformat(), "by": by, "why": str(fact.get("words", ""))}
    found["had_it"] = sorted({each for fact in facts.all("propose", "grant", "refuse") if (each := fact.actor_id)})
    return found | {"parties": rows, "campaigns": f.campaigns(facts), "restricted": f.restricted(facts)}
