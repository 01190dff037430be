"""The rows that follow from a request's facts: bookings, sessions, kinships. Written anew where they changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.booking.taking import differs, keep
from fengqiao.lines.visits import codes, states
from fengqiao.matter.models import Matter
from fengqiao.matter.timeline import Facts

Rows = Callable[[Facts], list[dict[str, Any]]]


def keep_rows(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """Bookings first: that is where somebody else may have been quicker. What an act leaves as it was costs no question."""
    from fengqiao.lines.visits.models import Kinship, VisitSession

    if before is None or states.wanted(before) != states.wanted(facts):
        keep(matter, states.wanted(facts))
    tables: tuple[tuple[Any, Rows], ...] = ((VisitSession, session_rows), (Kinship, kinship_rows))
    for model, rows in tables:
        right = rows(facts)
        if before is None or rows(before) != right:
            model._default_manager.filter(matter_id=matter.pk).delete()
            common = {"matter_id": matter.pk, "territory": matter.territory}
            model._default_manager.bulk_create(model(**common, n=n, **row) for n, row in enumerate(right, 1))


def kept(matter: Matter, facts: Facts) -> list[str]:
    """What of them is not as the facts say."""
    from fengqiao.lines.visits.models import Kinship, VisitSession

    said = differs(matter, states.wanted(facts))
    for model, rows, word in ((VisitSession, session_rows, "会见记录"), (Kinship, kinship_rows, "亲属关系")):
        right = rows(facts)
        stored = list(model._default_manager.filter(matter_id=matter.pk).order_by("n"))
        if len(stored) != len(right) or any(_plain(row, one) != one for row, one in zip(stored, right, strict=True)):
            said.append(f"{word}与时间轴不符")
    return said


def _plain(row: Any, one: dict[str, Any]) -> dict[str, Any]:
    """The stored row as it would be written."""
    found = {name: getattr(row, name) for name in one}
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in found.items()}


def session_rows(facts: Facts) -> list[dict[str, Any]]:
    """One row a visit that was signed in."""
    found = []
    for each in states.sessions(facts):
        slot = _slot_before(facts, each.came.seq)
        there = [party for n, party in states.as_told(facts).items() if n in states.came_in(each.came)]
        keys = [key for party in there if (key := states.visitor_key(party)) is not None]
        over = each.over
        found.append({
            "on": each.came.happened_on, "resource_id": slot.resource_id if slot else None,
            "begun": each.begun.get("begun", "") if each.begun else "", "ended": over.get("ended", "") if over else "",
            "minutes": states.minutes_of(each), "arrived": len(there), "arrived_keys": [key.hex() for key in keys],
            "turned_away": len(each.came.get("arrivals", ())) - len(there) + len(each.came.get("turned_away", ())),
            "outcome": ("done" if over.action == "finish" else over.get("why", "")) if over else "",
            "uses_quota": over is not None and over.get("why") != codes.TECHNICAL,
        })  # fmt: skip
    return found


def _slot_before(facts: Facts, seq: int) -> states.Placed | None:
    found = states.placed(Facts(fact for fact in facts if fact.seq <= seq))
    return found[-1] if found else None


def kinship_rows(facts: Facts) -> list[dict[str, Any]]:
    """One row a visitor whose kinship was verified and who can be told by a document."""
    inmate, confirmed = states.inmate_of(facts), facts.has("approve")
    found, told = [], states.as_told(facts)
    for n, fact in sorted(states.proved(facts).items()):
        party = told[n]
        key = states.visitor_key(party)
        if inmate is not None and key is not None:
            found.append({
                "inmate_key": inmate, "visitor_key": key, "relation": party.get("relation", ""), "proof": fact.get("proof", ""),
                "verified_on": fact.happened_on, "verified_by_id": fact.actor_id, "prison_confirmed": confirmed, "valid_to": fact.day("valid_to"),
            })  # fmt: skip
    return found
