"""Where a unit's answer stands: what was asked, what the records held, what the unit said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.indicators.periods import Period
from fengqiao.lines.burden import codes
from fengqiao.lines.burden.asking import Field
from fengqiao.matter.timeline import Fact, Facts


@dataclass(frozen=True)
class Answer:
    """One field of a unit: what the records held when it answered, what it said, and why where it differs."""

    field: Field
    held: str = ""
    said: str = ""
    reason: str = ""

    @property
    def corrected(self) -> bool:
        return self.field.how == codes.HELD and self.said != self.held


def fields(facts: Facts) -> list[Field]:
    return [Field.of(row) for row in facts.opening.data["fields"]]


def period(facts: Facts) -> Period:
    return Period(date.fromisoformat(facts.opening.data["from"]), date.fromisoformat(facts.opening.data["to"]))


def filling(facts: Facts) -> Fact | None:
    """The answer that stands; none while it is owed, or since it was sent back."""
    last = facts.last("fill", "return_it")
    return last if last is not None and last.action == "fill" else None


def due_on(facts: Facts) -> date:
    return date.fromisoformat(facts.opening.data["due"])


def answers(facts: Facts) -> list[Answer]:
    """What the unit said, field by field; empty while it is owed."""
    fact = filling(facts)
    if fact is None:
        return []
    said: Mapping[str, Mapping[str, Any]] = {row["field"]: row for row in fact.get("answers", ())}
    held: Mapping[str, str] = fact.get("held", {})
    return [Answer(each, held.get(each.key, ""), str(said.get(each.key, {}).get("said") or ""), str(said.get(each.key, {}).get("reason") or "")) for each in fields(facts)]


def result(facts: Facts) -> str:
    for code, word in (("excuse", codes.EXCUSED), ("refuse", codes.REFUSED), ("miss", codes.MISSED)):
        if facts.has(code):
            return word
    fact = filling(facts)
    if fact is None:
        return codes.NOT_FILLED
    return codes.LATE if fact.happened_on > due_on(facts) else codes.FILLED


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of an answer's row."""
    opening, fact = facts.opening.data, filling(facts)
    found = period(facts)
    return {
        "title": f"{opening['unit_name']}：{opening['title']}（{found.words}）"[:200],
        "request_id": UUID(opening["request"]),
        "from_on": found.from_on,
        "to_on": found.to_on,
        "due_on": due_on(facts),
        "filled_on": fact.happened_on if fact else None,
        "result": result(facts),
        "minutes": opening.get("minutes", 0),
        "corrected": sum(1 for each in answers(facts) if each.corrected),
    }
