"""The cards that lead from a merged matter to the one it went into, and back; and to those it is linked with."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from fengqiao.matter.linking import linked
from fengqiao.matter.merging import absorbed, merge_fact
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row


def merged_cards(facts: Facts, actor: Actor) -> list[Card]:
    """The leading matter of a merged one; of a leading one, those merged into it. A link where this person may look."""
    into = merge_fact(facts)
    note = "当事人、文书和记录都在原卷；要分开办理的，在被并入的那一件办理“拆分”。"
    if into is not None:
        return _card("已并入", [(into.get("into"), into.get("into_number", ""), into)], "并案日期", note, actor)
    told = [(fact.get("matter"), fact.get("number", ""), fact) for fact in absorbed(facts)]
    return _card("并入本案的", told, "并案日期", note, actor)


def linked_cards(facts: Facts, actor: Actor) -> list[Card]:
    """Other quarrels of the same people, as somebody linked them."""
    told = [(fact.get("other"), fact.get("other_number", ""), fact) for fact in linked(facts)]
    return _card("关联的另一件", told, "关联日期", "同样的人、另一件事：各办各的，期限不变。", actor)


def _card(title: str, told: list[tuple[str, str, Fact]], on: str, note: str, actor: Actor) -> list[Card]:
    if not told:
        return []
    seen = Matter.objects.visible_to(actor).filter(pk__in=[UUID(code) for code, _, _ in told])
    known = {matter.pk.hex: matter for matter in seen.select_related("office")}
    rows = [_row(known.get(UUID(code).hex), number, fact, actor) for code, number, fact in told]
    columns = [Column(word) for word in ("编号", "名称", "承办单位", on)]
    return [Card(title, "ui/card_table.html", {"caption": title, "columns": columns, "rows": rows, "note": note}, count=len(rows))]


def _row(matter: Matter | None, number: str, fact: Fact, actor: Actor) -> Row:
    on = Cell(fact.happened_on.isoformat())
    if matter is None:
        return Row((Cell(number), Cell("不在您的辖区内"), Cell(""), on))
    url = reverse("matter", args=[matter.code])
    return Row((Cell(number), Cell(matter.title_for(actor.staff_id)), Cell(matter.office.short_name), on), url)
