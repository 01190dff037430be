"""What public legal services tell: a request ended because nobody could be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from fengqiao.lines.legalservice import callbacks
from fengqiao.matter.events import Event, publishes


@dataclass(frozen=True)
class NotReached(Event):
    """Three calls on at least two days reached nobody; ``entry`` is the last one's."""

    name: ClassVar[str] = "legalservice.not_reached"
    entry: int


@publishes("attempt", "service_request")
def _not_reached(work: Any) -> Event | None:
    if not callbacks.unreached(work.standing.facts):
        return None
    return NotReached(work.matter.pk, work.entries[-1].happened_on, work.entries[-1].seq)
