"""What people's mediation tells other lines: a case that came from another matter was opened, agreed, ended, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from fengqiao.matter.events import Event, Made, publishes
from fengqiao.matter.merging import absorbed, merge_fact


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
class CaseMerged(Event):
    """It was merged into another case, which leads from now on: what becomes of that one is told to this origin too.

    ``entry`` is the number of the act: a case may be merged, split and merged again.
    """

    name: ClassVar[str] = "mediation.case_merged"
    origin: UUID
    into: UUID
    office: int
    entry: int


@dataclass(frozen=True)
class CaseSplit(Event):
    """It goes its own way again."""

    name: ClassVar[str] = "mediation.case_split"
    origin: UUID
    into: UUID
    entry: int


@dataclass(frozen=True)
class CaseClosed(Event):
    """It was closed: performed, or its non-performance dealt with."""

    name: ClassVar[str] = "mediation.case_closed"
    origin: UUID


def _origin(work: Any) -> UUID | None:
    """The matter of another line this case came from."""
    code = work.standing.facts.opening.get("origin")
    return UUID(code) if code else None


def _origins(work: Any) -> list[UUID]:
    """The same, and those of the cases merged into this one, each once."""
    brought = [UUID(fact.get("origin")) for fact in absorbed(work.standing.facts) if fact.get("origin")]
    return list(dict.fromkeys([*filter(None, [_origin(work)]), *brought]))


def _opened(work: Any) -> Event | None:
    origin = _origin(work)
    on = work.standing.facts.opening.happened_on
    return CaseOpened(work.matter.pk, on, origin, work.matter.office_id) if origin else None


def _agreed(work: Any) -> tuple[Event, ...]:
    from fengqiao.lines.mediation import agreement

    facts = work.standing.facts
    on = agreement.effective_on(facts)
    form = "oral" if agreement.is_oral(facts) else "written"
    return tuple(CaseAgreed(work.matter.pk, on, origin, form) for origin in _origins(work) if on is not None)


def _ended(work: Any) -> tuple[Event, ...]:
    from fengqiao.lines.mediation.register import outcome

    word, on = outcome(work.standing.facts)
    return tuple(CaseEnded(work.matter.pk, on or _day(work), origin, word) for origin in _origins(work))


def _merged(work: Any) -> Event | None:
    origin, merged = _origin(work), merge_fact(work.standing.facts)
    if origin is None or merged is None:
        return None
    into, office = UUID(merged.get("into")), merged.get("into_office", 0)
    return CaseMerged(work.matter.pk, merged.happened_on, origin, into, office, merged.seq)


def _split(work: Any) -> Event | None:
    origin, merged, split = _origin(work), work.standing.facts.last("merge"), work.standing.facts.last("unmerge")
    if origin is None or split is None:
        return None
    return CaseSplit(work.matter.pk, split.happened_on, origin, UUID(merged.get("into")), split.seq)


def _closed(work: Any) -> tuple[Event, ...]:
    return tuple(CaseClosed(work.matter.pk, _day(work), origin) for origin in _origins(work))


def _day(work: Any) -> date:
    day: date = work.entries[-1].happened_on
    return day


_TOLD: dict[str, Callable[[Any], Made]] = {
    "apply": _opened, "sign": _agreed, "ratify": _agreed, "reach_oral": _agreed, "end": _ended, "decline": _ended,
    "time_is_up": _ended, "withdraw": _ended, "escalate": _ended, "void_case": _ended, "close": _closed,
    "merge": _merged, "unmerge": _split,
}  # fmt: skip
for _action, _make in _TOLD.items():
    publishes(_action, "mediation")(_make)
