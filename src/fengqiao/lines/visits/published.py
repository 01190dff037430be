"""What visits tell: a time became free; something a family should hear was recorded."""

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


@dataclass(frozen=True)
class FamilyTold(Event):
    """An entry was recorded that the family is told of by text, where it asked for texts."""

    name: ClassVar[str] = "visits.family_told"
    entry: int


FREES = ("put_off", "cancel", "refuse", "lapse", "no_show")
TELLS = ("ask", "approve", "refuse", "put_off", "cancel", "lapse", "fault", "offer_slot")


def _made(work: _Work) -> tuple[Event, ...]:
    return (*_freed(work), *_told(work))


def _freed(work: _Work) -> tuple[Event, ...]:
    from fengqiao.lines.visits import states

    if not any(doing.action.code in FREES for doing in work.doings) or states.last_freed(work.standing.facts) is None:
        return ()
    return (TimeFreed(work.matter.pk, work.doings[-1].happened_on),)


def _told(work: _Work) -> tuple[Event, ...]:
    last = next((entry for entry in reversed(work.entries) if entry.action in TELLS), None)
    return (FamilyTold(work.matter.pk, last.happened_on, last.seq),) if last is not None else ()


for _action in {*FREES, *TELLS}:
    publishes(_action, "visit")(_made)
