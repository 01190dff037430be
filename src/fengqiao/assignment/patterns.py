"""A lawyer's whole load as one choice: the strong form of the problem, and the bound it proves.

A pattern is a set of cases one lawyer may take together. With a value on every case (what serving it is worth, at most
its penalty) the best pattern of a lawyer is a small knapsack, solved exactly in whole numbers; the values plus the best
patterns add up to a lower bound on Z. What a pattern with one given case costs beyond the best says which pairs can be in
a plan within some distance of the bound at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from .bounding import FINE, Bound
from .model import FAR, Model
from .rules import Vector


@dataclass(frozen=True)
class Pattern:
    """Cases one lawyer takes together and what they cost with the load (scaled)."""

    lawyer: int
    cases: tuple[int, ...]
    cost: int


@dataclass
class Knapsack:
    """The best completion of a lawyer's pattern from every item on: `rest[i][k][n]` with k cases of n points taken."""

    model: Model
    lawyer: int
    worth: Vector
    slack: int = 0
    items: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        model, lawyer = self.model, self.lawyer
        gain = np.where(model.cost[:, lawyer] < FAR, model.cost[:, lawyer] * FINE - self.worth, FAR)
        fits = (model.weight <= model.room[lawyer]) & (gain < max(1, self.slack + 1)) & (model.month[lawyer] > 0)
        self.items = [int(case) for case in np.nonzero(fits)[0]]
        self.gain = [int(gain[case]) for case in self.items]
        self.size = [int(model.weight[case]) for case in self.items]
        room, most = int(model.room[lawyer]), int(model.month[lawyer])
        counted = most if most < min(room, len(self.items)) else 0
        self.counted = bool(counted)
        rest = np.tile(model.load_cost[lawyer][: room + 1] * FINE, (counted + 1, 1))
        tables = [rest]
        for gained, weight in zip(reversed(self.gain), reversed(self.size), strict=True):
            taken = np.full_like(rest, FAR)
            if counted:
                taken[:-1, : room + 1 - weight] = rest[1:, weight:] + gained
            else:
                taken[:, : room + 1 - weight] = rest[:, weight:] + gained
            rest = np.minimum(rest, taken)
            tables.append(rest)
        self.rest = tables[::-1]
        self.best = int(self.rest[0][0, 0])

    def cheapest(self) -> tuple[int, ...]:
        """The cases of a best pattern."""
        chosen, count, load = [], 0, 0
        for at, case in enumerate(self.items):
            if self.rest[at][count, load] == self.rest[at + 1][count, load]:
                continue
            chosen.append(case)
            count += self.counted
            load += self.size[at]
        return tuple(chosen)

    def forced(self) -> dict[int, int]:
        """For each item what a pattern with it costs at least beyond the best pattern (times FINE)."""
        head = np.full_like(self.rest[0], FAR)
        head[0, 0] = 0
        over: dict[int, int] = {}
        for at, case in enumerate(self.items):
            weight, step = self.size[at], int(self.counted)
            end_k, end_n = head.shape[0] - step, head.shape[1] - weight
            through = head[:end_k, :end_n] + self.gain[at]
            over[case] = int((through + self.rest[at + 1][step:, weight:]).min(initial=FAR)) - self.best
            moved = np.full_like(head, FAR)
            moved[step:, weight:] = through
            head = np.minimum(head, moved)
        return over


def pattern(model: Model, lawyer: int, cases: tuple[int, ...]) -> Pattern:
    """The pattern with its cost."""
    load = sum(int(model.weight[case]) for case in cases)
    cost = sum(int(model.cost[case, lawyer]) for case in cases) + int(model.load_cost[lawyer, load])
    return Pattern(lawyer, cases, cost)


@dataclass(frozen=True)
class Worth:
    """What serving each case is worth (scaled, times FINE), and the bound that follows (scaled)."""

    values: Vector
    bound: int
    best: tuple[int, ...] = ()


def judge(model: Model, values: Vector) -> tuple[Worth, list[Knapsack]]:
    """The bound some values prove, and each lawyer's knapsack under them."""
    knapsacks = [Knapsack(model, lawyer, values) for lawyer in range(model.size[1])]
    total = int(values.sum()) + sum(one.best for one in knapsacks)
    return Worth(values, -(-total // FINE), tuple(one.best for one in knapsacks)), knapsacks


class Master:
    """The linear programme over patterns: its duals are the next values to try."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._solver = solver = pywraplp.Solver.CreateSolver("GLOP")
        self._cases = [solver.Constraint(1, 1) for _ in range(model.size[0])]
        self._lawyers = [solver.Constraint(-solver.infinity(), 1) for _ in range(model.size[1])]
        self._goal = solver.Objective()
        self._goal.SetMinimization()
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        for row, penalty in zip(self._cases, model.penalty, strict=True):
            nobody = solver.NumVar(0, solver.infinity(), "")
            row.SetCoefficient(nobody, 1)
            self._goal.SetCoefficient(nobody, float(penalty) / model.scale)

    def add(self, lawyer: int, cases: tuple[int, ...]) -> bool:
        """Offer a pattern; False if it was there or empty."""
        if not cases or (lawyer, cases) in self._known:
            return False
        self._known.add((lawyer, cases))
        var = self._solver.NumVar(0, self._solver.infinity(), "")
        for case in cases:
            self._cases[case].SetCoefficient(var, 1)
        self._lawyers[lawyer].SetCoefficient(var, 1)
        cost = pattern(self.model, lawyer, cases).cost - int(self.model.load_cost[lawyer, 0])
        self._goal.SetCoefficient(var, cost / self.model.scale)
        return True

    def values(self) -> tuple[Vector, float]:
        """Solve; the values of the cases, and the programme's own value (scaled)."""
        self._solver.Solve()
        unit = self.model.scale * FINE
        duals = np.array([round(row.dual_value() * unit) for row in self._cases], dtype=np.int64)
        value = self._goal.Value() * self.model.scale + float(self.model.load_cost[:, 0].sum())
        return np.minimum(duals, self.model.penalty * FINE), value


def strengthen(model: Model, start: Bound, plan: Vector, rounds: int = 200) -> Worth:
    """The best values found: from the prices of the plain programme, pattern by pattern, until nothing is left to gain."""
    best, knapsacks = judge(model, model.penalty * FINE - start.unserved)
    master = Master(model)
    for lawyer in range(model.size[1]):
        master.add(lawyer, tuple(int(case) for case in np.nonzero(plan == lawyer)[0]))
        master.add(lawyer, knapsacks[lawyer].cheapest())
    smooth = True
    for _ in range(rounds):
        duals, value = master.values()
        if value - best.bound <= 0.02 * model.scale:
            break
        tried = (duals + best.values) // 2 if smooth else duals
        worth, knapsacks = judge(model, tried)
        best = max(best, worth, key=lambda one: one.bound)
        added = [master.add(one.lawyer, one.cheapest()) for one in knapsacks]
        if not any(added) and not smooth:
            break
        smooth = any(added)
    return best
