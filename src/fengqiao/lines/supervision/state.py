"""Where a card stands, read from its facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.lines.supervision import colour
from fengqiao.lines.supervision.colour import Milestone, Stand
from fengqiao.matter.timeline import Fact, Facts


def issued(facts: Facts) -> Fact | None:
    """The entry that made it a card: issued, or confirmed out of a proposal."""
    return facts.last("issue", "confirm")


def given(facts: Facts) -> Mapping[str, Any]:
    """What it asks, as issued; of a proposal what is proposed."""
    return (issued(facts) or facts.opening).data


def lead(facts: Facts) -> int | None:
    """The unit that has it from the day it was issued."""
    fact = issued(facts)
    return int(fact.data["lead"]) if fact else None


def original_due(facts: Facts) -> date:
    return date.fromisoformat(given(facts)["due"])


def due_on(facts: Facts) -> date:
    """The last day as last extended."""
    extended = facts.last("extend")
    return date.fromisoformat(extended.data["new_due"]) if extended else original_due(facts)


def milestones(facts: Facts) -> tuple[Milestone, ...]:
    rows = given(facts).get("milestones") or ()
    return tuple(sorted((Milestone(date.fromisoformat(row["on"]), row["planned"], row.get("label") or "") for row in rows), key=lambda each: each.on))


def progress(facts: Facts) -> int:
    """As last told."""
    fact = facts.last("tell")
    return int(fact.data["progress"]) if fact else 0


def report(facts: Facts) -> Fact | None:
    """The report that stands: the last one, unless it was sent back."""
    last = facts.last("report", "send_back")
    return last if last is not None and last.action == "report" else None


def extension_asked(facts: Facts) -> Fact | None:
    """A request for more time nobody has answered yet."""
    last = facts.last("ask_extension", "extend", "refuse_extension")
    return last if last is not None and last.action == "ask_extension" else None


def stand(facts: Facts) -> Stand:
    """What the colour is computed from."""
    fact, begun = report(facts), issued(facts)
    return Stand(
        due_on(facts), milestones(facts), progress(facts), fact.happened_on if fact else None, facts.has("verify") and fact is not None,
        begun.get("limits") if begun else None,
    )  # fmt: skip


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a card's row."""
    told, fact, red = given(facts), report(facts), facts.first("turn_red")
    accepted = fact is not None and facts.has("verify")
    return {
        "title": told["content"].splitlines()[0][:120],
        "handler_id": told.get("person"),
        "source": told["source"],
        "leader_id": told.get("leader"),
        "original_due_on": original_due(facts),
        "due_on": due_on(facts),
        "progress": progress(facts),
        "reported_on": fact.happened_on if fact else None,
        "accepted_on": facts.on("verify") if accepted else None,
        "red_on": red.happened_on if red else None,
        "late_days": int(fact.get("late_days", 0)) if accepted and fact else 0,
        "proposed_key": facts.opening.get("key", ""),
        "issued": issued(facts) is not None,
        "stand": colour.plain(stand(facts)),
    }
