"""What an objection shows: what it is against, and the way to it."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.legalaid import codes
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Fact


def of_objection(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The decision objected to."""
    opening = facts.opening
    words = [
        ("针对", dict(codes.AGAINST).get(opening.get("against", ""), "")), ("编号", opening.get("target_number", "")),
        ("决定日期", opening.get("decided_before_on", "")), ("决定的理由", opening.get("words_before", "")),
    ]  # fmt: skip
    facts_shown = [Fact(k, v, wide=len(str(v)) > 24) for k, v in words if v]
    return [Card("所针对的决定", "legalaid/card_target.html", {"facts": facts_shown, "code": opening.get("origin", "")}, aside=True)]
