"""What the register shows of a case. All read from the facts."""

from __future__ import annotations

from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.ending.facts import end_of, in_custody_since
from fengqiao.lines.corrections.cases.living.facts import is_minor, level
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.matter.timeline import Facts
from fengqiao.vault import mask_name

WORD = dict(codes.CATEGORIES)


def handler(facts: Facts) -> int | None:
    """The officer who has the case now."""
    value = facts.value("officer")
    return int(value) if value else None


def title(facts: Facts, masked: bool = False) -> str:
    """张某某（缓刑）"""
    people = facts.parties
    name = people[0].name if people else ""
    return f"{mask_name(name) if masked else name}（{WORD.get(measure.category(facts), '')}）"


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a case's row."""
    ended_on, end_kind = end_of(facts)
    return {
        "title": title(facts),
        "masked_title": title(facts, masked=True),
        "handler_id": handler(facts),
        "restricted": "minor" if is_minor(facts) else "",
        "category": measure.category(facts),
        "level": level(facts),
        "received_on": received_on(facts),
        "measure_from_on": measure.from_on(facts),
        "measure_to_on": measure.to_on(facts),
        "custody_since_on": in_custody_since(facts),
        "ended_on": ended_on,
        "end_kind": end_kind,
    }
