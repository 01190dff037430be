"""What the platform tells other lines: a matter was opened; it has an outcome; it was closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

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
    """A matter has an outcome, so that its reporters can be answered."""

    name: ClassVar[str] = "disputes.ended"
    outcome: str


def _opened(work: Any) -> Event | None:
    opening = work.standing.facts.opening
    return DisputeOpened(
        work.matter.pk, opening.happened_on, int(opening.get("place_territory") or 0), opening.get("occurred_on", ""),
        opening.get("origin", ""),
    )  # fmt: skip


def _ended(work: Any) -> Event | None:
    from fengqiao.lines.disputes.facts import outcome

    word, on = outcome(work.standing.facts)
    return DisputeEnded(work.matter.pk, on, word) if on is not None and word != "merged" else None


_TOLD: dict[str, Callable[[Any], Event | None]] = {
    "open_dispute": _opened, "resolve": _ended, "settle_here": _ended, "refer_out": _ended, "case_resolved": _ended,
}  # fmt: skip
for _action, _make in _TOLD.items():
    publishes(_action, "dispute")(_make)
