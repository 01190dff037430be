"""What a case's page shows of leaves, of the change of the place of execution and of the package for the new county."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from fengqiao.lines.corrections.cases.leaving.leaves import in_two_months, leaves
from fengqiao.lines.corrections.cases.permits.permits import permits
from fengqiao.lines.corrections.cases.relocation import moves
from fengqiao.lines.corrections.cases.travelling.permits import permits as travel_permits
from fengqiao.lines.corrections.handover.handing import not_ready
from fengqiao.lines.corrections.permissions import HAND_OVER
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = [Column("外出"), Column("天数", num=True), Column("现在")]
SHOWN = 12


def of_case(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The leaves with what counts in two months; what else lets the person go somewhere; the move under way."""
    found: list[Card] = []
    known = leaves(facts)
    said = _permits(facts, today)
    if known or said:
        rows = [Row((Cell(each.label), Cell(str(each.stay.days)), Cell(each.state(today)))) for each in known[::-1][:SHOWN]]
        most = in_two_months(facts)
        data = {"columns": COLUMNS, "rows": rows, "said": said, "most": f"两个月内最多{most[0]}日（到{most[1]}）。" if most else ""}
        found.append(Card("外出", "corrections/card_leaves.html", data, count=len(known)))
    move = moves.last(facts)
    if move is not None:
        ready = actor.holds(HAND_OVER) and not not_ready(facts)
        url = reverse("corrections-handover-out", args=[matter.code]) if ready else ""
        words = f"{move.asked_on}申请变更到{move.to}：{move.state}。"
        found.append(Card("变更执行地", "corrections/card_move.html", {"said": words, "url": url}, aside=True))
    return found


def _permits(facts: Facts, today: date) -> list[str]:
    """The permits that hold today."""
    said = [f"经常往来{'、'.join(name for _, name in p.places)}，到{p.to_on}有效" for p in travel_permits(facts) if p.valid_on(today)]
    return [*said, *(permit.label for permit in permits(facts) if permit.valid_on(today))]
