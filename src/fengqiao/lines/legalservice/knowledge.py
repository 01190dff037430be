"""What is known already: items written once, reviewed by another person, found while somebody is on the telephone."""

from __future__ import annotations

from django.db.models import QuerySet

from fengqiao.divisions.territory import county_reach
from fengqiao.lines.legalservice.models import KnowledgeItem
from fengqiao.orgs.actor import Actor
from fengqiao.statutes.words import words_of

MOST_READ = 2000
LEAST_ALIKE = 0.12


def of_county(actor: Actor) -> QuerySet[KnowledgeItem]:
    return KnowledgeItem.objects.filter(territory__range=county_reach(actor.territory))


def alike(actor: Actor, text: str, area: str, most: int) -> list[KnowledgeItem]:
    """The published items whose question is nearest to what is asked; of the same area a little nearer."""
    asked = set(words_of(text))
    if not asked:
        return []
    rows = of_county(actor).filter(state=KnowledgeItem.PUBLISHED)[:MOST_READ]
    scored = [(_alike(asked, row) + (0.05 if area and row.area == area else 0.0), row) for row in rows]
    near = sorted((pair for pair in scored if pair[0] >= LEAST_ALIKE), key=lambda pair: (-pair[0], pair[1].number))
    return [row for _, row in near[:most]]


def _alike(asked: set[str], row: KnowledgeItem) -> float:
    """The share of the question's words that were said; those of the answer weigh less."""
    question, answer = set(words_of(row.question)), set(words_of(row.answer))
    if not question:
        return 0.0
    return len(asked & question) / len(question) + 0.2 * len(asked & answer) / max(len(asked), 1)
