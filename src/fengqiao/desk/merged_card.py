"""The card that leads from a merged matter to the one it went into, and back."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from fengqiao.matter.merging import absorbed, merge_fact
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row


def merged_cards(facts: Facts, actor: Actor) -> list[Card]:
    """The leading matter of a merged one; of a leading one, those merged into it. A link where this person may look."""
    into = merge_fact(facts)
    if into is not None:
        told = [(into.get("into"), into.get("into_number", ""), into)]
    else:
        told = [(fact.get("matter"), fact.get("number", ""), fact) for fact in absorbed(facts)]
    if not told:
        return []
    seen = Matter.objects.visible_to(actor).filter(pk__in=[UUID(code) for code, _, _ in told])
    known = {matter.pk.hex: matter for matter in seen.select_related("office")}
    rows = [_row(known.get(UUID(code).hex), number, fact, actor) for code, number, fact in told]
    columns = [Column(word) for word in ("编号", "名称", "承办单位", "并案日期")]
    title = "已并入" if into is not None else "并入本案的"
    note = "当事人、文书和记录都在原卷；要分开办理的，在被并入的那一件办理“拆分”。"
    return [Card(title, "ui/card_table.html", {"caption": title, "columns": columns, "rows": rows, "note": note}, count=len(rows))]


def _row(matter: Matter | None, number: str, fact: Fact, actor: Actor) -> Row:
    on = Cell(fact.happened_on.isoformat())
    if matter is None:
        return Row((Cell(number), Cell("不在您的辖区内"), Cell(""), on))
    url = reverse("matter", args=[matter.code])
    return Row((Cell(number), Cell(matter.title_for(actor.staff_id)), Cell(matter.office.short_name), on), url)
