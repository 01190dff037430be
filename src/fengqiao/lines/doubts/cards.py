"""The page of a doubt: what the rule looks for, what was seen, and the cases, as far as the reader may see them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.desk.rows import row_of
from fengqiao.indicators.quality import rules
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Column

COLUMNS = [Column("案件"), Column("机构"), Column("阶段")]
MOST = 100


def of_doubt(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What was seen, last."""
    seen = facts.last("again") or facts.opening
    ids = [UUID(row["code"]) for row in seen.get("matters", ())]
    mine = Matter.objects.visible_to(actor).filter(pk__in=ids).select_related("office").order_by("-opened_on", "-pk")
    listed = list(mine[:MOST])
    rule = rules.find(facts.opening.data["rule"])
    data: dict[str, Any] = {
        "said": seen.get("said", ""), "words": rule.words if rule is not None else "", "columns": COLUMNS, "rows": [row_of(each, actor.staff_id) for each in listed],
        "hidden": len(ids) - (len(listed) if len(listed) < MOST else mine.count()), "holds": rule is not None and rule.severity == rules.HOLD and not matter.closed,
    }  # fmt: skip
    return [Card("疑点", "doubts/card_doubt.html", data, count=len(ids) or None)]
