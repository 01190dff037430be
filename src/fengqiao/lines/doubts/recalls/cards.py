"""The page of a recall: what was drawn, what is asked, what was heard; and the draw as anybody can repeat it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from fengqiao.indicators.quality.recalls import of_line
from fengqiao.lines.doubts.recalls import procedure as p
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = [Column("案件"), Column("问什么"), Column("回访")]
WORDS = dict(p.RESULTS)


def of_recall(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """Each drawn case, opened from here by who may see it; what somebody may not see has its number alone."""
    told, listed = p.calls(facts), p.drawn(facts)
    mine = {each.pk: each for each in Matter.objects.visible_to(actor).filter(pk__in=[UUID(code) for code, _ in listed])}
    rows = []
    for code, words in listed:
        case = mine.get(UUID(code))
        found = of_line(case.line) if case is not None else None
        heard = "；".join(f"{fact.happened_on.isoformat()} {WORDS.get(str(fact.get('result')), '')}" for fact in told[code]) or "还没有打"
        rows.append(Row((Cell(words, url=reverse("matter", args=[code]) if case is not None else ""), Cell(found.asks if found is not None else ""), Cell(heard)), "", code))
    given = facts.opening
    note = f"从{given.get('frame_n')}件里抽取，种子{given.get('seed')}，抽样范围的摘要{str(given.get('frame_digest'))[:16]}。"
    return [Card("抽中的案件", "ui/card_table.html", {"caption": "抽中的案件", "columns": COLUMNS, "rows": rows, "note": note}, count=len(rows))]
