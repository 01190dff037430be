"""What visits tell: a time became free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from fengqiao.matter.events import Event, publishes

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work


@dataclass(frozen=True)
class TimeFreed(Event):
    """A time that was booked for a visit is free again; ``matter_id`` is the request's that gave it up."""

    name: ClassVar[str] = "visits.time_freed"


def _freed(work: _Work) -> Event | None:
    from fengqiao.lines.visits import states

    slot = states.last_freed(work.standing.facts)
    return TimeFreed(work.matter.pk, work.doings[-1].happened_on) if slot is not None else None


for _action in ("put_off", "cancel", "refuse", "lapse", "no_show"):
    publishes(_action, "visit")(_freed)
