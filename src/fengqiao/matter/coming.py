"""What comes due that is no matter's: a licence that ends, a place that is to be put in order. Told on the worklist beside the
matters, to whom it concerns; a room that keeps a register says what is coming in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Value

from fengqiao.orgs.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Coming:
    """One thing and its last day: what it is about, what it asks for, where it is dealt with."""

    due_on: date
    about: str
    todo: str
    url: str


Tells = Callable[[Actor, date], list[Coming]]
Waits = Callable[[Actor, date], "Sequence[QuerySet[Any]] | None"]
_TOLD_BY: dict[Tells, Waits | None] = {}


def tells(waits: Waits | None = None) -> Callable[[Tells], Tells]:
    """Say what is coming for whoever acts, as of a day; declared once, when its app is ready.

    ``waits``: rows without which there is nothing to say, so that all who have nothing are asked in one question; none: ask.
    """

    def declared(tell: Tells) -> Tells:
        _TOLD_BY[tell] = waits
        return tell

    return declared


def coming(actor: Actor, today: date) -> list[Coming]:
    """All of it, the earliest day first."""
    return sorted((each for tell in _asked(actor, today) for each in tell(actor, today)), key=lambda each: (each.due_on, each.about))


def _asked(actor: Actor, today: date) -> list[Tells]:
    """Who may have something to say."""
    rows: dict[Tells, Sequence[QuerySet[Any]] | None] = {tell: waits(actor, today) if waits else None for tell, waits in _TOLD_BY.items()}
    numbered = [(number, each) for number, some in enumerate(rows.values()) for each in some or ()]
    told = [each.order_by().annotate(told_by=Value(number)).values_list("told_by", flat=True)[:1] for number, each in numbered]
    there = set(told[0].union(*told[1:], all=True)) if told else set()
    return [tell for number, (tell, some) in enumerate(rows.items()) if some is None or number in there]
