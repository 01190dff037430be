"""What lines hear of each other: frozen events of ids and dates, saved with the change, delivered after commit.

A line declares its events in its ``published.py`` and hears others through its ``subscribers.py``; a subscriber may run
twice and must not mind. Delivery is one job per subscriber, deferred inside the action's transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from procrastinate.contrib.django import app as jobs

from fengqiao.matter.needs import Origin

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work


@dataclass(frozen=True)
class Event:
    """Base of all events: ids and dates only, never a person's data."""

    name: ClassVar[str]
    matter_id: UUID
    on: date


@dataclass(frozen=True)
class OpenedOutOf(Event):
    """A matter was opened out of another one, of whatever line: ``origin`` handed over what its form was filled with."""

    name: ClassVar[str] = "matter.opened_out_of"
    origin: UUID


@dataclass(frozen=True)
class Asked(Event):
    """People of the matter are asked something on the phone: those its line names (`public.Follows.asked`) hear where to look."""

    name: ClassVar[str] = "matter.asked"


Made = Event | tuple[Event, ...] | None
_PUBLISHERS: dict[str, Callable[[Any], Made]] = {}
_SUBSCRIBERS: dict[str, list[Callable[[Event], None]]] = {}
_TYPES: dict[str, type[Event]] = {}


def publishes(action_code: str, procedure_code: str) -> Callable[[Callable[[Any], Made]], Any]:
    """Declare the event, or the events, an action of a procedure gives rise to."""

    def declare(make: Callable[[Any], Made]) -> Any:
        _PUBLISHERS[f"{procedure_code}.{action_code}"] = make
        return make

    return declare


def subscribes(event: type[Event]) -> Callable[[Callable[[Any], None]], Any]:
    """Hear an event; the function gets it after commit, possibly twice."""

    def declare(hear: Callable[[Any], None]) -> Any:
        _TYPES[event.name] = event
        heard_by = _SUBSCRIBERS.setdefault(event.name, [])
        if hear not in heard_by:
            heard_by.append(hear)
        return hear

    return declare


def publish(work: _Work) -> None:
    """Defer the events of this work's entries to their subscribers, inside the transaction."""
    for entry in work.entries:
        make = _PUBLISHERS.get(f"{work.procedure.code}.{entry.action}")
        made = make(work) if make else None
        for event in made if isinstance(made, tuple) else (made,) if made is not None else ():
            _defer(event)
    if work.new and (origin := _origin(work)):
        _defer(OpenedOutOf(work.matter.pk, work.standing.facts.opening.happened_on, UUID(origin)))


def _origin(work: _Work) -> str:
    """The code of the matter this one was opened out of, where its form asks for one; empty without."""
    opening = work.standing.facts.opening
    asked = next((need.name for need in work.procedure.action(opening.action).needs if isinstance(need, Origin)), "")
    return str(opening.get(asked, "")) if asked else ""


def _defer(event: Event) -> None:
    for number in range(len(_SUBSCRIBERS.get(event.name, ()))):
        deliver.defer(event=event.name, subscriber=number, payload=_plain(event))


def _plain(event: Event) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(event).items()}


@jobs.task(name="matter.deliver", queue="events")
def deliver(event: str, subscriber: int, payload: dict[str, str]) -> None:
    """Hand one event to one subscriber."""
    kind = _TYPES[event]
    values: dict[str, Any] = dict(payload)
    for each in fields(kind):
        if each.type in ("UUID", UUID):
            values[each.name] = UUID(values[each.name])
        elif each.type in ("date", date):
            values[each.name] = date.fromisoformat(values[each.name])
        elif each.type in ("int", int):
            values[each.name] = int(values[each.name])
    _SUBSCRIBERS[event][subscriber](kind(**values))
