"""What the register shows of a case. All read from the facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.device import orders
from fengqiao.lines.corrections.cases.ending.facts import end_of, in_custody_since
from fengqiao.lines.corrections.cases.living.facts import is_minor, is_woman, level, team_has_woman
from fengqiao.lines.corrections.cases.missing import searches
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.lines.corrections.cases.revocation import proposals
from fengqiao.matter.entered import is_voided
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
    counted = not is_voided(facts)  # what was entered by mistake was never on the register
    return {
        "title": title(facts),
        "masked_title": title(facts, masked=True),
        "handler_id": handler(facts),
        "restricted": "minor" if is_minor(facts) else "",
        "category": measure.category(facts),
        "level": level(facts),
        "received_on": received_on(facts) if counted else None,
        "measure_from_on": measure.from_on(facts),
        "measure_to_on": measure.to_on(facts),
        "custody_since_on": in_custody_since(facts),
        "is_woman": is_woman(facts),
        "team_has_woman": team_has_woman(facts),
        "ended_on": ended_on,
        "end_kind": end_kind,
        "away": _away(facts),
        "device_to_on": _device_to(facts),
        "proposed": _proposed(facts),
    }


def _away(facts: Facts) -> str:
    """How far the search for the person is; empty while nobody is looked for."""
    one = searches.away(facts)
    return one.state if one else ""


def _device_to(facts: Facts) -> date | None:
    """The last day of the device worn now."""
    order = orders.worn(facts)
    return order.end_on if order else None


def _proposed(facts: Facts) -> str:
    """What was proposed to the court or organ and is not decided yet."""
    one = proposals.pending(facts)
    return one.label if one else ""
