"""What the register shows of a report. All read from the facts."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.disputes import codes
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.moving import number_now
from fengqiao.vault import mask_name

RESULTS = {
    "raise": "raised", "join": "joined", "settle": "settled", "consult": "consulted", "decline": "declined",
    "refer": "referred", "leave": "",
}  # fmt: skip


def result(facts: Facts) -> str:
    """How the report was dealt with; empty while it waits."""
    fact = facts.last(*RESULTS)
    return RESULTS[fact.action] if fact else ""


def dispute_id(facts: Facts) -> UUID | None:
    """The matter the report belongs to now."""
    fact = facts.last("raise", "join", "settle", "leave")
    code = (fact.get("into") or fact.get("dispute")) if fact and fact.action != "leave" else None
    return UUID(code) if code else None


def title(facts: Facts, masked: bool = False) -> str:
    """张三反映邻里纠纷; the reporter's name only for who handles it."""
    opening = facts.opening
    named = opening.get("reporter_name", "")
    name = "匿名" if opening.get("anonymous") else named or opening.get("from_organ", "")
    word = dict(codes.TYPES).get(facts.value("type", ""), "来件")
    is_person = bool(named) and not opening.get("anonymous") and opening.get("reporter_role") != "unit"
    return f"{mask_name(name) if masked and is_person else name}反映：{word}"


def received_at(facts: Facts) -> datetime:
    """The instant it came in: when it was entered, or the day it happened where it was entered later."""
    opening = facts.opening
    entered = timezone.localtime(opening.recorded_at)
    if entered.date() == opening.happened_on:
        return opening.recorded_at
    return timezone.make_aware(datetime.combine(opening.happened_on, time(12)))


def restriction(facts: Facts) -> str:
    """Minors and domestic violence are restricted from the first word."""
    by_hand = facts.last("restrict")
    if by_hand is not None:
        word = str(by_hand.get("restricted"))
        return "" if word == "none" else word
    flags = facts.opening.get("flags", ())
    return "violence" if "violence" in flags else "minor" if "minor" in flags else ""


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a report's row."""
    opening = facts.opening
    return {
        "title": title(facts), "masked_title": title(facts, masked=True), "restricted": restriction(facts),
        "channel": opening.get("channel", ""), "from_organ": opening.get("from_organ", ""), "ext_code": opening.get("ext_code", ""),
        "received_at": received_at(facts),
        "reporter_role": opening.get("reporter_role", ""), "anonymous": bool(opening.get("anonymous")),
        "dispute_type": facts.value("type", ""), "place": opening.get("place", ""),
        "place_territory": number_now(opening.get("place_territory")), "occurred_on": opening.get("occurred_on"),
        "people_count": opening.get("people_count", 1), "amount_fen": opening.get("amount"), "flags": opening.get("flags", []),
        "result": result(facts), "dispute_id": dispute_id(facts), "replied_on": facts.on("reply", "consult"),
    }  # fmt: skip
