"""How a matter stands with each outside system: for its own page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fengqiao.exchange.outside.fields import may_be_told
from fengqiao.exchange.outside.filings import systems_for
from fengqiao.exchange.outside.models import Filing, FilingState
from fengqiao.exchange.permissions import MAY_FILE
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.orgs.actor import Actor


def filing_card(matter: Matter, actor: Actor) -> Card | None:
    """待报、已报与编号、退回与理由, one line a system, for who files. None where no active system asks. Two questions."""
    if not actor.holds(MAY_FILE) or not matter.number or not may_be_told(matter.line):
        return None
    systems = [s for s in systems_for(actor) if s.active and s.line == matter.line and s.since_on <= matter.opened_on]
    if not systems:
        return None
    filings = {each.system_id: each for each in Filing.objects.filter(matter_id=matter.pk, system__in=systems)}
    may = actor.reaches(matter.territory)
    lines = []
    for system in systems:
        url = reverse("filing", args=[system.pk, matter.code]) if may else ""
        lines.append({"name": system.name, "words": words_of(filings.get(system.pk)), "url": url})
    return Card("对外报送", "exchange/outside/card.html", {"lines": lines}, aside=True)


def words_of(filing: Any) -> str:
    """待报；已报，编号SPT-1；退回：当事人缺证件号码."""
    if filing is None:
        return str(FilingState.WAITING.label)
    said = str(FilingState(filing.state).label)
    if filing.number:
        said += f"，编号{filing.number}"
    return f"{said}：{filing.reason}" if filing.reason else said
