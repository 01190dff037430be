"""What the platform tells other lines: a matter was opened, has an outcome, flared up again, is one with another.

Each says how the matter was found, so that who counts what screening found (排查化解率) keeps numbers that stay right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from fengqiao.matter.events import Event, publishes


@dataclass(frozen=True)
class DisputeOpened(Event):
    """A matter was opened; ``place`` is the territory where it happened, 0 while that is not known.

    ``origin`` says how it was found: what a screening found itself contradicts no screening.
    """

    name: ClassVar[str] = "disputes.opened"
    place: int
    occurred_on: str  # ISO date, empty while it is not known
    origin: str


@dataclass(frozen=True)
class DisputeEnded(Event):
    """A matter has an outcome, so that its reporters can be answered and those who count can count it.

    ``level``: the level of the unit that resolved it, empty where it was not resolved; ``origin``: how it was found.
    """

    name: ClassVar[str] = "disputes.ended"
    outcome: str
    level: str
    origin: str


@dataclass(frozen=True)
class DisputeReopened(Event):
    """It flared up again: its outcome no longer stands; it still counts once."""

    name: ClassVar[str] = "disputes.reopened"
    origin: str


@dataclass(frozen=True)
class DisputeMerged(Event):
    """It is one with another matter: from now on only that one counts."""

    name: ClassVar[str] = "disputes.merged"
    into: UUID
    origin: str


@dataclass(frozen=True)
class DisputeSplit(Event):
    """It goes its own way again, and counts as it did."""

    name: ClassVar[str] = "disputes.split"
    into: UUID
    origin: str


def _opened(work: Any) -> Event | None:
    opening = work.standing.facts.opening
    return DisputeOpened(
        work.matter.pk, opening.happened_on, int(opening.get("place_territory") or 0), opening.get("occurred_on", ""),
        _origin(work),
    )  # fmt: skip


def _ended(work: Any) -> Event | None:
    from fengqiao.lines.disputes.facts import outcome
    from fengqiao.lines.disputes.register import resolved_level

    word, on = outcome(work.standing.facts)
    if on is None or word == "merged":
        return None
    return DisputeEnded(work.matter.pk, on, word, resolved_level(work.standing.facts), _origin(work))


def _reopened(work: Any) -> Event | None:
    return DisputeReopened(work.matter.pk, work.standing.facts.last("reopen").happened_on, _origin(work))


def _merged(work: Any) -> Event | None:
    fact = work.standing.facts.last("merge")
    return DisputeMerged(work.matter.pk, fact.happened_on, UUID(fact.get("into")), _origin(work))


def _split(work: Any) -> Event | None:
    facts = work.standing.facts
    into = UUID(facts.last("merge").get("into"))
    return DisputeSplit(work.matter.pk, facts.last("unmerge").happened_on, into, _origin(work))


def _origin(work: Any) -> str:
    return str(work.standing.facts.opening.get("origin", ""))


_TOLD: dict[str, Callable[[Any], Event | None]] = {
    "open_dispute": _opened, "resolve": _ended, "settle_here": _ended, "refer_out": _ended, "case_resolved": _ended,
    "reopen": _reopened, "merge": _merged, "unmerge": _split,
}  # fmt: skip
for _action, _make in _TOLD.items():
    publishes(_action, "dispute")(_make)
