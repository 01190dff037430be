"""What follows from a volunteer's facts: hours by the day, stars, what was missed and complained of in a year."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from fengqiao.lines.volunteers import codes
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.vault import mask_name


def minutes_between(begins: str, ends: str) -> int:
    first, last = (int(text[:2]) * 60 + int(text[3:]) for text in (begins, ends))
    return last - first


def minutes_of(fact: Fact) -> int:
    return max(0, minutes_between(str(fact.get("begins")), str(fact.get("ends"))))


def by_day(facts: Facts) -> dict[date, list[Fact]]:
    """What was done on each day."""
    found: dict[date, list[Fact]] = defaultdict(list)
    for fact in facts.all("activity"):
        found[fact.happened_on].append(fact)
    return dict(found)


def credited(facts: Facts) -> int:
    """Minutes that count: eight hours a day, more only where it was said why; what was brought from a register stands."""
    total = int(facts.opening.get("brought_hours", 0)) * 60
    for rows in by_day(facts).values():
        minutes = sum(minutes_of(row) for row in rows)
        total += minutes if any(row.get("excess_reason") for row in rows) else min(minutes, codes.MOST_MINUTES)
    return total


def stars(minutes: int) -> int:
    return sum(minutes >= hours * 60 for hours in codes.STARS)


def within_a_year(facts: Facts, action: str, on: date) -> int:
    """How often in the year that ends on a day."""
    return sum(on - timedelta(days=codes.YEAR_DAYS) < fact.happened_on <= on for fact in facts.all(action))


def name_of(facts: Facts) -> str:
    return next((party.name for party in facts.present_parties), "志愿者")


def trained(facts: Facts) -> bool:
    return bool(facts.opening.get("trained")) or facts.has("train")


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a volunteer's row."""
    opening, minutes, name = facts.opening, credited(facts), name_of(facts)
    ended, done = facts.last("leave", "strike"), facts.all("activity")
    return {
        "title": name, "masked_title": mask_name(name), "handler_id": opening.actor_id, "kind": facts.value("kind", ""), "unit": opening.get("unit", ""),
        "skills": opening.get("skills", []), "trained": trained(facts), "enrolled_on": facts.on("enrol"), "left_on": ended.happened_on if ended else None,
        "minutes": minutes, "activities": len(done), "served": sum(fact.get("people", 0) for fact in done), "stars": stars(minutes),
        "no_shows": len(facts.all("failed")), "complaints": len(facts.all("complaint")),
    }  # fmt: skip
