"""Where a request stands, read from its facts: what is asked, what it is, until when, what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.indicators.periods import Period
from fengqiao.lines.burden import codes
from fengqiao.lines.burden.asking import Cost, Field, fields_of
from fengqiao.lines.burden.periods import periods_of
from fengqiao.matter.timeline import Facts


def draft_of(facts: Facts) -> Mapping[str, Any]:
    """The draft as last written."""
    fact = facts.last("draft", "change")
    assert fact is not None
    return fact.data


def fields(facts: Facts) -> list[Field]:
    return fields_of(draft_of(facts))


def periods(facts: Facts) -> list[Period]:
    return periods_of(draft_of(facts))


def nature(facts: Facts) -> str:
    """yes, no, or empty while nobody has answered since the draft was changed."""
    judged = facts.last("judge")
    changed = facts.last("change")
    return "" if judged is None or (changed is not None and changed.place > judged.place) else str(judged.data["survey"])


def is_rural_review(facts: Facts) -> bool:
    """达标、升级、验收 in villages: of what the law forbids without a basis. Urban communities are not meant."""
    given = draft_of(facts)
    where = given.get("where") or [codes.RURAL]  # nobody said where: the law is asked
    return given["kind"] == codes.REVIEW and codes.RURAL in where


def end_on(facts: Facts) -> date | None:
    """The last day it may be answered: that of the form, or the day the answer named."""
    judged = facts.last("judge")
    if judged is None:
        return None
    return judged.day("valid_until") if judged.data["survey"] == codes.YES else judged.day("end_on")


def cost(facts: Facts) -> Cost | None:
    """What it costs, as reckoned when it was released; before, when it was judged."""
    fact = facts.last("release") or facts.last("judge")
    said = fact.get("cost") if fact else None
    return Cost(**said) if said else None


def collected(facts: Facts) -> set[str]:
    """The periods summed up, as they are written."""
    return {fact.data["period"] for fact in facts.all("collect")}


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a request's row."""
    given, released, reckoned = draft_of(facts), facts.last("release"), cost(facts)
    listed, ended = fields(facts), end_on(facts)
    return {
        "title": given["name"],
        "kind": given["kind"],
        "frequency": given["frequency"],
        "survey": nature(facts),
        "from_on": date.fromisoformat(given["from"]),
        "to_on": date.fromisoformat(given["to"]),
        "end_on": ended,
        "released_on": released.happened_on if released else None,
        "held_count": sum(1 for each in listed if each.how == codes.HELD),
        "typed_count": sum(1 for each in listed if each.how == codes.TYPED),
        "asked": [each.key for each in listed],
        "units_count": len(released.get("units", ())) if released else 0,
        "minutes": reckoned.minutes if reckoned else 0,
    }
