"""Where a unit's report stands, read from its facts: filed or not, in time or late, zero or with leads, contradicted later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.lines.screening import codes
from fengqiao.matter.timeline import Fact, Facts

FILINGS = ("file", "file_for")
WITH_LEADS = (*FILINGS, "supplement")


@dataclass(frozen=True)
class Named:
    """A lead as a report names it. ``place`` is its place in the report: entry and row, the same for ever."""

    place: str
    on: date
    by: int | None
    data: Mapping[str, Any]


def filing(facts: Facts) -> Fact | None:
    """The entry that filed the report; None while it is owed."""
    return facts.last(*FILINGS)


def deadline_on(facts: Facts) -> date:
    """The last day of filing in time: a fixed day, never moved by a day of rest."""
    return date.fromisoformat(facts.opening.data["deadline"])


def is_late(facts: Facts) -> bool:
    """Filed, but after the last day. Judged by the day it was filed, not by the day it was entered."""
    fact = filing(facts)
    return fact is not None and fact.happened_on > deadline_on(facts)


def is_zero(facts: Facts) -> bool:
    """A zero report that stands: what was added before the round was summed up is part of the report itself."""
    fact = filing(facts)
    if fact is None or not fact.get("zero"):
        return False
    return not any(added.get("leads") for added in _added_in_time(facts))


def _added_in_time(facts: Facts) -> list[Fact]:
    closing = facts.first("end_round")
    return [f for f in facts.all("supplement") if closing is None or f.place < closing.place]


def named(facts: Facts) -> Iterator[Named]:
    """The leads the report names, in order."""
    for fact in facts.all(*WITH_LEADS):
        for row, data in enumerate(fact.get("leads", ()), 1):
            yield Named(f"{fact.seq}-{row}", fact.happened_on, fact.actor_id, data)


def result(facts: Facts) -> str:
    """One word for the report: the gravest thing that is true of it."""
    if facts.has("excuse"):
        return codes.EXCUSED
    if filing(facts) is None:
        return codes.NOT_FILED
    if facts.has("contradict"):
        return codes.CONTRADICTED
    if is_late(facts):
        return codes.LATE
    return codes.ZERO if is_zero(facts) else codes.ON_TIME


def contradicted_by(facts: Facts) -> list[Fact]:
    """The later discoveries nobody has drawn a conclusion on yet."""
    reviewed = facts.last("review")
    return [f for f in facts.all("contradict") if reviewed is None or f.seq > reviewed.seq]


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a report's row."""
    opening, fact = facts.opening.data, filing(facts)
    first = facts.first("contradict")
    return {
        "title": f"{opening['unit_name']}：{opening['title']}"[:200],
        "round_id": UUID(opening["round"]),
        "round_title": opening["title"][:120],
        "kind": opening["kind"],
        "unit_kind": opening["unit_kind"],
        "period_from_on": date.fromisoformat(opening["period_from"]),
        "period_to_on": date.fromisoformat(opening["period_to"]),
        "deadline_on": deadline_on(facts),
        "filed_on": fact.happened_on if fact else None,
        "zero": is_zero(facts),
        "late": is_late(facts),
        "visited": facts.value("visited") if fact else None,
        "leads_count": sum(1 for _ in named(facts)),
        "urged": len(facts.all("urge")),
        "contradicted_on": first.happened_on if first else None,
        "reviewed_on": facts.on("review") if not contradicted_by(facts) else None,
        "result": result(facts),
    }
