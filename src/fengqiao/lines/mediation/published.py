"""What people's mediation tells other lines: a case that came from another matter was opened, agreed, ended, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from fengqiao.matter.events import Event, publishes


@dataclass(frozen=True)
class CaseOpened(Event):
    """A case was registered out of another matter."""

    name: ClassVar[str] = "mediation.case_opened"
    origin: UUID
    office: int


@dataclass(frozen=True)
class CaseAgreed(Event):
    """Its agreement took effect; ``form`` is written or oral."""

    name: ClassVar[str] = "mediation.case_agreed"
    origin: UUID
    form: str


@dataclass(frozen=True)
class CaseEnded(Event):
    """It ended without agreement; ``outcome`` is one of the line's outcome codes."""

    name: ClassVar[str] = "mediation.case_ended"
    origin: UUID
    outcome: str


@dataclass(frozen=True)
class CaseClosed(Event):
    """It was closed: performed, or its non-performance dealt with."""

    name: ClassVar[str] = "mediation.case_closed"
    origin: UUID


def _origin(work: Any) -> UUID | None:
    code = work.standing.facts.opening.get("origin")
    return UUID(code) if code else None


def _opened(work: Any) -> Event | None:
    origin = _origin(work)
    on = work.standing.facts.opening.happened_on
    return CaseOpened(work.matter.pk, on, origin, work.matter.office_id) if origin else None


def _agreed(work: Any) -> Event | None:
    from fengqiao.lines.mediation import agreement

    origin, facts = _origin(work), work.standing.facts
    on = agreement.effective_on(facts)
    if origin is None or on is None:
        return None
    return CaseAgreed(work.matter.pk, on, origin, "oral" if agreement.is_oral(facts) else "written")


def _ended(work: Any) -> Event | None:
    from fengqiao.lines.mediation.register import outcome

    origin = _origin(work)
    word, on = outcome(work.standing.facts)
    return CaseEnded(work.matter.pk, on or _day(work), origin, word) if origin else None


def _closed(work: Any) -> Event | None:
    origin = _origin(work)
    return CaseClosed(work.matter.pk, _day(work), origin) if origin else None


def _day(work: Any) -> date:
    day: date = work.entries[-1].happened_on
    return day


_TOLD: dict[str, Callable[[Any], Event | None]] = {
    "apply": _opened, "sign": _agreed, "ratify": _agreed, "reach_oral": _agreed, "end": _ended, "decline": _ended,
    "time_is_up": _ended, "withdraw": _ended, "escalate": _ended, "void_case": _ended, "close": _closed,
}  # fmt: skip
for _action, _make in _TOLD.items():
    publishes(_action, "mediation")(_make)
