"""What the page of an investigation shows beside the common parts: the eight items, and the way on once the measure is decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from fengqiao.lines.corrections.investigations import codes
from fengqiao.lines.corrections.investigations import facts as f
from fengqiao.lines.corrections.permissions import RECEIVE
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

OPEN = ("submitted", "closed")


def of_investigation(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """The items; where a measure may follow, the link that opens its case without typing anything again."""
    found = [_items(facts)]
    if matter.stage in OPEN and not facts.has("followed") and actor.holds(RECEIVE) and _may_follow(facts):
        url = f"{reverse('open-new', args=['corrections', 'notice'])}?origin={matter.code}"
        found.append(
            Card("判决以后", "corrections/card_follow.html", {"url": url, "label": "登记社区矫正通知"}, aside=True)
        )
    return found


def _may_follow(facts: Facts) -> bool:
    outcome = facts.last("feed_back")
    return outcome is None or outcome.get("outcome") == codes.FOLLOWED


def _items(facts: Facts) -> Card:
    known = f.items(facts)
    rows = [
        Row((Cell(word), Cell(_state(known[code].get("state")) if code in known else "还没有记录")))
        for code, word in codes.ITEMS
    ]
    return Card("调查的八项", "ui/card_table.html", {"caption": "调查事项", "columns": [Column("事项"), Column("结果")], "rows": rows})  # fmt: skip


def _state(code: str) -> str:
    return "无法取得" if code == codes.UNOBTAINABLE else "已查明"
