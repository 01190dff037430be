"""What one assignment run answers: who is proposed for which case, how good that is, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

VERSION = "1"
"""The version of the objective and the rules; it is part of every result hash."""


@dataclass(frozen=True)
class Objective:
    """Z and its parts, exact: cost of the unassigned, Σq of the assigned, φ·Σover."""

    unassigned: int
    soft: int
    fairness: Fraction

    @property
    def total(self) -> Fraction:
        """Z."""
        return self.unassigned + self.soft + self.fairness


@dataclass(frozen=True)
class CostPart:
    """One term of q: its code, a Chinese name, its signed cost."""

    code: str
    label: str
    cost: int


@dataclass(frozen=True)
class Lost:
    """Another lawyer for a case and why it was not: the rules that forbid it, or how much Z would rise."""

    lawyer: str
    rules: tuple[str, ...]
    rise: Fraction | None
    sentence: str


@dataclass(frozen=True)
class Assigned:
    """One proposed assignment: q, its parts, the best others."""

    case: str
    lawyer: str
    cost: int
    parts: tuple[CostPart, ...]
    notes: tuple[str, ...]
    others: tuple[Lost, ...]


@dataclass(frozen=True)
class Blocking:
    """A minimal set of rules: were these met, so many lawyers could take the case."""

    rules: tuple[str, ...]
    lawyers: int
    sentence: str


@dataclass(frozen=True)
class Relaxation:
    """A least change that lets the case be taken, checked by the rules: what to do, with whom, by how many points."""

    code: str
    lawyer: str
    points: int
    sentence: str


@dataclass(frozen=True)
class Unassigned:
    """A case nobody is proposed for."""

    case: str
    blocking: tuple[Blocking, ...]
    relaxations: tuple[Relaxation, ...]


@dataclass(frozen=True)
class Joint:
    """The least change by which all cases left over can be taken at once, checked by the rules.

    `given` holds who then takes which of them, `moved` who takes over which proposed case from whom, `borrowed` the cases
    only somebody from elsewhere can take. `proven` if no smaller change does it.
    """

    changes: tuple[Relaxation, ...]
    given: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str, str], ...]
    borrowed: tuple[str, ...]
    proven: bool
    sentence: str


@dataclass(frozen=True)
class Load:
    """One active lawyer's points before and after, capacity, fair share, and what lies above it."""

    lawyer: str
    before: int
    after: int
    capacity: int
    fair: Fraction
    over: Fraction


@dataclass(frozen=True)
class Measure:
    """A fairness or service measure F1-F12: value, how it is composed, whether the default alarm sounds."""

    code: str
    label: str
    value: float | None
    detail: Mapping[str, object]
    alarm: str


@dataclass(frozen=True)
class Plan:
    """The proposal. `proven` only if no other assignment has a smaller Z; `bound` holds for the whole problem."""

    mode: str
    phi: Fraction
    objective: Objective
    bound: Fraction
    proven: bool
    ties_settled: bool
    assigned: tuple[Assigned, ...]
    unassigned: tuple[Unassigned, ...]
    joint: Joint | None
    loads: tuple[Load, ...]
    measures: tuple[Measure, ...]
    input_hash: str
    result_hash: str

    @property
    def gap(self) -> Fraction:
        """How far Z may at most lie above the least possible, as a share of Z; 0 when proven."""
        total = self.objective.total
        if self.proven or total == self.bound:
            return Fraction(0)
        return (total - self.bound) / max(abs(total), Fraction(1))

    def lawyer_of(self, case: str) -> str | None:
        """The lawyer proposed for a case; None if it stays unassigned."""
        return next((one.lawyer for one in self.assigned if one.case == case), None)
