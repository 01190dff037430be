"""One run in canonical order: whoever lists the lawyers or cases otherwise gets the same plan.

Lawyers stand in the order that settles ties (fewest points this year, longest without a case, id); cases stand the
most pressing first, then by due instant, then by id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from statistics import median

from .problem import Case, Conflict, Kind, Lawyer, Mode, Problem, Span

_NEVER = datetime.min
_LATEST = datetime.max


def urgency(case: Case, problem: Problem) -> int:
    """u of a case: 9 within 24 hours of its due instant or past it, 3 within 72, else 1 (the weights may say otherwise)."""
    if case.due_at is None:
        return 1
    left = case.due_at - problem.now
    if left <= timedelta(hours=24):
        return problem.weights.due_within_24h
    return problem.weights.due_within_72h if left <= timedelta(hours=72) else 1


def in_run(case: Case, problem: Problem) -> bool:
    """Whether this run proposes a lawyer for the case: never for one already named."""
    if case.named_to:
        return False
    if problem.mode == Mode.SINGLE:
        return case.id == problem.only
    if problem.mode == Mode.EMERGENCY:
        return case.due_at is not None and case.due_at - problem.now <= timedelta(hours=24)
    return True


def licensed(lawyer: Lawyer, problem: Problem) -> bool:
    """H1 on the day of the run: standing, not suspended, and for lawyers and basic legal service workers a valid licence."""
    day = problem.now.date()
    if not (lawyer.good_standing and lawyer.firm_good_standing):
        return False
    if lawyer.suspended_until is not None and lawyer.suspended_until >= day:
        return False
    if lawyer.licence_valid_to is None:
        return lawyer.kind in (Kind.STAFF, Kind.VOLUNTEER)
    return lawyer.licence_valid_to >= day


@dataclass(frozen=True)
class Pool:
    """The problem in canonical order. Positions in `lawyers` and `cases` are what the solver reckons with."""

    problem: Problem

    @cached_property
    def lawyers(self) -> tuple[Lawyer, ...]:
        """Everybody of the input, whom ties prefer first."""
        return tuple(sorted(self.problem.lawyers, key=lambda one: (one.ytd_points, one.last_assigned_at or _NEVER, one.id)))

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases of the run, the most pressing first."""
        run = [case for case in self.problem.cases if in_run(case, self.problem)]
        return tuple(sorted(run, key=lambda one: (-urgency(one, self.problem), one.due_at or _LATEST, one.id)))

    @cached_property
    def named(self) -> tuple[Case, ...]:
        """The cases that already have their lawyer, by id."""
        return tuple(sorted((case for case in self.problem.cases if case.named_to), key=lambda one: one.id))

    @cached_property
    def active(self) -> tuple[bool, ...]:
        """Who belongs to the active pool: H1 holds today."""
        return tuple(licensed(lawyer, self.problem) for lawyer in self.lawyers)

    @cached_property
    def firms(self) -> tuple[int, ...]:
        """A number per lawyer, equal for colleagues of one firm; who has no firm stands alone."""
        seen: dict[str, int] = {}
        return tuple(seen.setdefault((one.firm and "f:" + one.firm) or "l:" + one.id, len(seen)) for one in self.lawyers)

    @cached_property
    def capacity(self) -> int:
        """ΣK over the active pool."""
        return sum(one.capacity for one, active in zip(self.lawyers, self.active, strict=True) if active)

    @cached_property
    def points(self) -> int:
        """ΣL over the active pool and Σw over the run."""
        held = sum(one.open_points for one, active in zip(self.lawyers, self.active, strict=True) if active)
        return held + sum(case.points for case in self.cases)

    def fair(self, lawyer: Lawyer) -> Fraction:
        """fair_l: the share of all points that goes with the lawyer's capacity."""
        return Fraction(lawyer.capacity * self.points, self.capacity) if self.capacity else Fraction(0)

    @cached_property
    def edges(self) -> dict[str, tuple[Conflict, ...]]:
        """The conflicts of each case, in one order however the input lists them."""
        found: dict[str, list[Conflict]] = {}
        for edge in sorted(self.problem.conflicts, key=lambda one: (one.rule, one.severity, one.lawyer, one.firm, one.consents)):
            found.setdefault(edge.case, []).append(edge)
        return {case: tuple(some) for case, some in found.items()}

    def hearings(self, case: Case) -> tuple[Span, ...]:
        """The hearings of a case that are not over: what has been held binds nobody."""
        return tuple(span for span in case.hearings if span.end > self.problem.now)

    @cached_property
    def busy(self) -> dict[str, tuple[Span, ...]]:
        """When each lawyer is elsewhere from now on: what the input says, and the hearings of cases already named."""
        spans: dict[str, list[Span]] = {one.id: [span for span in one.unavailable if span.end > self.problem.now] for one in self.lawyers}
        for case in self.named:
            spans.setdefault(case.named_to, []).extend(self.hearings(case))
        return {who: tuple(some) for who, some in spans.items()}

    @cached_property
    def farthest(self) -> timedelta:
        """The longest way between any two places: what lies further apart in time cannot collide."""
        return timedelta(minutes=max((way for ways in self.problem.between.values() for way in ways.values()), default=0))

    def way(self, case: Case, lawyer: Lawyer) -> int | None:
        """Minutes one way from the lawyer's office to the place of the case; None where nobody knows, 0 by video with consent."""
        if case.remote or not case.place:
            return 0
        known = lawyer.travel.get(case.place, self.problem.default_minutes)
        if known is None and not self.problem.ways_may_be_unknown:
            raise KeyError(f"{lawyer.id}→{case.place}")
        return None if known is None else known + lawyer.travel_add

    def minutes(self, case: Case, lawyer: Lawyer) -> int:
        """What is reckoned for the way: an unknown one as the middle of those known to the place, so that not to be known is no gain."""
        known = self.way(case, lawyer)
        return self._middle(case.place) if known is None else known

    def _middle(self, place: str) -> int:
        if place not in self._middles:
            known = [one.travel[place] + one.travel_add for one in self.lawyers if place in one.travel]
            self._middles[place] = round(median(known)) if known else 0
        return self._middles[place]

    @cached_property
    def _middles(self) -> dict[str, int]:
        return {}

    def clash(self, one: Iterable[Span], other: Iterable[Span]) -> bool:
        """Whether somebody cannot be at both: they overlap, or the way between the two places takes longer than the break."""
        others = tuple(other)
        return any(self._collide(left, right) for left in one for right in others)

    def _collide(self, left: Span, right: Span) -> bool:
        first, second = sorted((left, right), key=lambda span: (span.start, span.end))
        way = self.problem.between.get(first.place, {}).get(second.place)
        if way is None:
            way = self.problem.between.get(second.place, {}).get(first.place, 0)
        travel = timedelta(minutes=way if first.place != second.place else 0)
        return second.start < first.end or second.start - first.end < travel
