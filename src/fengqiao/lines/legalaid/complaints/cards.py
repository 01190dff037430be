"""What a complaint shows: whom and what it is against, and the way to it."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.legalaid.complaints import codes
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Fact


def of_complaint(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The complaint in short."""
    opening, decided = facts.opening, facts.last("decide")
    words = [
        ("投诉谁", dict(codes.AGAINST).get(opening.get("against", ""), "")), ("名称", opening.get("against_name", "")), ("投诉什么", dict(codes.HEADS).get(opening.get("head", ""), "")),
        ("投诉人是", dict(codes.STANDINGS).get(opening.get("standing", ""), "")), ("所涉的编号", opening.get("target_number", "")),
        ("处理", dict(codes.HANDLINGS).get(decided.get("handling", ""), "") if decided else ""), ("移送", decided.get("passed_to", "") if decided else ""),
    ]  # fmt: skip
    shown = [Fact(k, v, wide=len(str(v)) > 24) for k, v in words if v]
    return [Card("投诉", "legalaid/card_target.html", {"facts": shown, "code": opening.get("origin", "")}, aside=True)]
