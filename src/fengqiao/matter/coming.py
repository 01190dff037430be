"""What comes due that is no matter's: a licence that ends, a place that is to be put in order. Told on the worklist beside the
matters, to whom it concerns; a room that keeps a register says what is coming in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fengqiao.orgs.actor import Actor


@dataclass(frozen=True)
class Coming:
    """One thing and its last day: what it is about, what it asks for, where it is dealt with."""

    due_on: date
    about: str
    todo: str
    url: str


Tells = Callable[[Actor, date], list[Coming]]
_TOLD_BY: list[Tells] = []


def tells(tell: Tells) -> Tells:
    """Say what is coming for whoever acts, as of a day; declared once, when its app is ready. Asks nothing for others."""
    if tell not in _TOLD_BY:
        _TOLD_BY.append(tell)
    return tell


def coming(actor: Actor, today: date) -> list[Coming]:
    """All of it, the earliest day first."""
    return sorted((each for tell in _TOLD_BY for each in tell(actor, today)), key=lambda each: (each.due_on, each.about))
