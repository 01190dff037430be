"""The optimisation alone, in whole numbers: which cases may go to whom at what cost, and what load costs each lawyer.

Every cost is multiplied by `scale` (ΣK times the denominator of φ), so that φ·over is a whole number too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil

import numpy as np

from .costs import CostTable
from .pool import Pool, urgency
from .rules import Rulebook, Vector, seconds

NOBODY = -1
FAR = np.int64(1) << 58
FINE = 1 << 10
"""Prices are whole multiples of one scaled unit divided by this."""


@dataclass(frozen=True)
class Group:
    """Cases of which a lawyer (`by_firm`: all the lawyers of a firm together) may have at most one."""

    cases: tuple[int, ...]
    by_firm: bool
    rule: str


@dataclass(frozen=True)
class Model:
    """Costs are scaled. `cost[c, l]` is FAR where a rule forbids the pair; `load_cost[l][n]` is φ·over with n more points."""

    scale: int
    masks: Vector
    cost: Vector
    penalty: Vector
    weight: Vector
    room: Vector
    month: Vector
    load_cost: Vector
    firm: Vector
    groups: tuple[Group, ...]
    apart: tuple[tuple[tuple[int, bool], ...], ...]

    @property
    def size(self) -> tuple[int, int]:
        """Cases and lawyers."""
        cases, lawyers = self.cost.shape
        return int(cases), int(lawyers)

    @cached_property
    def groups_of(self) -> dict[int, list[Group]]:
        """The groups each case is in."""
        found: dict[int, list[Group]] = {}
        for group in self.groups:
            for case in group.cases:
                found.setdefault(case, []).append(group)
        return found

    def value(self, plan: Vector) -> int:
        """Z of a plan (a lawyer or NOBODY per case), scaled; the plan is taken to keep the rules."""
        taken = plan >= 0
        total = int(self.penalty[~taken].sum()) + int(self.cost[np.nonzero(taken)[0], plan[taken]].sum())
        return total + int(self.load_cost[np.arange(len(self.room)), self.loads(plan)].sum())

    def loads(self, plan: Vector) -> Vector:
        """Points each lawyer gets by a plan."""
        taken = plan >= 0
        return np.bincount(plan[taken], weights=self.weight[taken], minlength=len(self.room)).astype(np.int64)

    def counts(self, plan: Vector) -> Vector:
        """Cases each lawyer gets by a plan."""
        return np.bincount(plan[plan >= 0], minlength=len(self.room)).astype(np.int64)

    def together(self, plan: Vector, case: int, lawyer: int) -> bool:
        """Whether the case may go to the lawyer beside what the others of the plan have: co-defendants, sides, hearings."""
        for other, by_firm in self.apart[case]:
            has = int(plan[other])
            if has >= 0 and (has == lawyer or (by_firm and self.firm[has] == self.firm[lawyer])):
                return False
        return True

    def clashes(self, plan: Vector, case: int, lawyer: int) -> set[str]:
        """The rules that keep the case apart from what the lawyer, or a colleague, has by the plan."""
        has = {other for other, _ in self.apart[case] if plan[other] >= 0 and not self._beside(plan, case, other, lawyer)}
        return {group.rule for group in self.groups_of.get(case, ()) if has.intersection(group.cases)} if has else set()

    def _beside(self, plan: Vector, case: int, other: int, lawyer: int) -> bool:
        by_firm = dict(self.apart[case])[other]
        return bool(plan[other] != lawyer and not (by_firm and self.firm[plan[other]] == self.firm[lawyer]))

    def allowed(self, plan: Vector) -> bool:
        """Whether a whole plan keeps every rule."""
        taken = np.nonzero(plan >= 0)[0]
        if (self.masks[taken, plan[taken]] != 0).any():
            return False
        if (self.loads(plan) > self.room).any() or (self.counts(plan) > self.month).any():
            return False
        return all(self.together(plan, int(case), int(plan[case])) for case in taken)


def build(pool: Pool) -> Model:
    """The model of a run."""
    masks, groups = Rulebook(pool).masks(), _groups(pool)
    scale, phi = _scale(pool), pool.problem.weights.phi
    cost = np.where(masks == 0, CostTable(pool).table() * scale, FAR)
    weights = pool.problem.weights
    penalty = np.array([weights.unassigned * urgency(case, pool.problem) * scale for case in pool.cases], dtype=np.int64)
    room = _room(pool)
    month = [
        len(pool.cases) if one.max_new_month is None else max(0, one.max_new_month - one.new_this_month) for one in pool.lawyers
    ]
    return Model(
        scale=scale,
        masks=masks,
        cost=cost.reshape(len(pool.cases), len(pool.lawyers)),
        penalty=penalty,
        weight=np.array([case.points for case in pool.cases], dtype=np.int64),
        room=np.array(room, dtype=np.int64),
        month=np.array(month, dtype=np.int64),
        load_cost=_load_costs(pool, room, phi, scale),
        firm=np.array(pool.firms, dtype=np.int64),
        groups=groups,
        apart=_apart(len(pool.cases), groups),
    )


def _scale(pool: Pool) -> int:
    """A whole number by which every φ·over becomes whole. Not the least one: it is also how finely prices are reckoned."""
    return max(1, pool.capacity) * pool.problem.weights.phi.denominator


def _room(pool: Pool) -> list[int]:
    """The points each lawyer may still take; no more than there are."""
    whole = sum(case.points for case in pool.cases)
    return [min(whole, max(0, one.capacity - one.open_points)) if on else 0 for one, on in zip(pool.lawyers, pool.active, strict=True)]


def reckonable(pool: Pool) -> bool:
    """Whether every sum of scaled costs stays a whole number the machine can hold exactly."""
    weights, scale = pool.problem.weights, _scale(pool)
    ways = max((one + lawyer.travel_add for lawyer in pool.lawyers for one in (*lawyer.travel.values(), pool.problem.default_minutes or 0)), default=0)
    pair = 3 * weights.mismatch + ways // weights.minutes_per_unit + 1 + weights.unmet_need + weights.same_lawyer + weights.client_choice
    cases = sum(weights.unassigned * urgency(case, pool.problem) + pair for case in pool.cases)
    loads = sum(lawyer.open_points + more for lawyer, more in zip(pool.lawyers, _room(pool), strict=True))
    return (cases + ceil(weights.phi * loads)) * scale * FINE < int(FAR)


def _load_costs(pool: Pool, room: list[int], phi: Fraction, scale: int) -> Vector:
    """lawyers × points: φ·over_l once so many points have come, scaled; beyond the room the last value stands."""
    table = np.zeros((len(room), max(room, default=0) + 1), dtype=np.int64)
    each = phi * scale
    for at, (lawyer, active) in enumerate(zip(pool.lawyers, pool.active, strict=True)):
        if active:
            loads = lawyer.open_points + np.minimum(np.arange(table.shape[1]), room[at])
            table[at] = np.maximum(0, loads * int(each) - int(each * pool.fair(lawyer)))
    return table


def _groups(pool: Pool) -> tuple[Group, ...]:
    """Co-defendants, opposed sides, hearings one person cannot both attend."""
    at = {case.id: place for place, case in enumerate(pool.cases)}
    sets: dict[str, list[int]] = {}
    for place, case in enumerate(pool.cases):
        if case.co_defendants:
            sets.setdefault(case.co_defendants, []).append(place)
    found = [Group(tuple(members), False, "H5") for members in sets.values() if len(members) > 1]
    for pair in pool.problem.opposed:
        if pair.first in at and pair.second in at:
            found.append(Group(tuple(sorted((at[pair.first], at[pair.second]))), not pair.consents, "H4"))
    found.sort(key=lambda one: (one.rule != "H5", one.cases, one.by_firm))  # not as the input happens to list them; HiGHS gets on best so
    return (*found, *(Group(pair, False, "H8") for pair in _clashing(pool)))


def _apart(cases: int, groups: tuple[Group, ...]) -> tuple[tuple[tuple[int, bool], ...], ...]:
    """For each case the cases that may not share its lawyer (True: nor its firm)."""
    apart: list[dict[int, bool]] = [{} for _ in range(cases)]
    for group in groups:
        for one in group.cases:
            for other in group.cases:
                if one != other:
                    apart[one][other] = apart[one].get(other, False) or group.by_firm
    return tuple(tuple(sorted(one.items())) for one in apart)


def _clashing(pool: Pool) -> list[tuple[int, int]]:
    """Pairs of cases whose hearings one person cannot both attend; by the hour they begin, so that only neighbours are compared."""
    spans = sorted((seconds(span.start), seconds(span.end), place) for place, case in enumerate(pool.cases) for span in pool.hearings(case))
    way = pool.farthest // timedelta(seconds=1)
    running: list[tuple[int, int]] = []
    pairs: set[tuple[int, int]] = set()
    for start, end, place in spans:
        running = [one for one in running if one[0] + way > start]
        pairs |= {(min(place, other), max(place, other)) for _, other in running if other != place}
        running.append((end, place))
    return sorted(pair for pair in pairs if pool.clash(pool.hearings(pool.cases[pair[0]]), pool.hearings(pool.cases[pair[1]])))
