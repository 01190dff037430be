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

from .bounding import Bound
from .model import FAR, FINE, Model
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
    surcharge: Vector
    slack: int = 0
    items: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        model, lawyer = self.model, self.lawyer
        gain = np.where(model.cost[:, lawyer] < FAR, model.cost[:, lawyer] * FINE - self.worth + self.surcharge, FAR)
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
    """What serving each case is worth (scaled, times FINE), the bound that follows (scaled), each lawyer's best pattern.

    `surcharge[c, l]` is what prices of the group rows add to a pair; the sum of those prices is taken off the bound.
    """

    values: Vector
    bound: int
    best: tuple[int, ...]
    surcharge: Vector


class Everybody:
    """The knapsacks of all lawyers without a limit of cases a month, case by case for everybody at once."""

    def __init__(self, model: Model, worth: Vector, surcharge: Vector) -> None:
        self.model = model
        top = model.load_cost.shape[1]
        gain = np.where(model.cost < FAR, model.cost * FINE - worth[:, None] + surcharge, FAR)
        gain[:, model.month < np.minimum(model.room, model.size[0])] = FAR
        self.cases = [int(case) for case in np.nonzero((gain < 0).any(axis=1) & (model.weight < top))[0]]
        rest = np.where(np.arange(top)[None, :] <= model.room[:, None], model.load_cost * FINE, FAR)
        self.tables = [rest]
        for case in reversed(self.cases):
            weight = int(model.weight[case])
            taken = rest.copy()
            np.minimum(rest[:, : top - weight], rest[:, weight:] + gain[case][:, None], out=taken[:, : top - weight])
            rest = taken
            self.tables.append(rest)
        self.tables.reverse()

    def best(self, lawyer: int) -> int:
        """What the lawyer's best pattern costs."""
        return int(self.tables[0][lawyer, 0])

    def cheapest(self, lawyer: int) -> tuple[int, ...]:
        """The cases of a best pattern."""
        chosen, load = [], 0
        for at, case in enumerate(self.cases):
            if self.tables[at][lawyer, load] != self.tables[at + 1][lawyer, load]:
                chosen.append(case)
                load += int(self.model.weight[case])
        return tuple(chosen)


def judge(model: Model, values: Vector, rows: dict[tuple[int, int], int]) -> tuple[Worth, list[tuple[int, ...]]]:
    """The bound that values of cases and prices of group rows prove, and each lawyer's best pattern under them."""
    surcharge = surcharges(model, rows)
    everybody = Everybody(model, values, surcharge)
    best, cases = [], []
    for lawyer in range(model.size[1]):
        if model.month[lawyer] < min(int(model.room[lawyer]), model.size[0]):
            alone = Knapsack(model, lawyer, values, surcharge[:, lawyer])
            best.append(alone.best)
            cases.append(alone.cheapest())
        else:
            best.append(everybody.best(lawyer))
            cases.append(everybody.cheapest(lawyer))
    total = int(values.sum()) + sum(best) - sum(rows.values())
    return Worth(values, -(-total // FINE), tuple(best), surcharge), cases


def surcharges(model: Model, rows: dict[tuple[int, int], int]) -> Vector:
    """cases × lawyers: what the priced rows "at most one of these cases" add to each pair."""
    found = np.zeros(model.size, dtype=np.int64)
    for (number, who), price in rows.items():
        group = model.groups[number]
        columns = np.nonzero(model.firm == who)[0] if group.by_firm else np.array([who])
        found[np.ix_(np.array(group.cases), columns)] += price
    return found


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
        self._grouped: list[tuple[pywraplp.Variable, dict[tuple[int, int], int]]] = []
        self._rows: dict[tuple[int, int], pywraplp.Constraint] = {}
        self._of_case: dict[int, list[int]] = {}
        for number, group in enumerate(model.groups):
            for case in group.cases:
                self._of_case.setdefault(case, []).append(number)
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
        touched = self._touched(lawyer, cases)
        if touched:
            self._grouped.append((var, touched))
        for key, times in touched.items():
            if key in self._rows:
                self._rows[key].SetCoefficient(var, times)
        for case in cases:
            self._cases[case].SetCoefficient(var, 1)
        self._lawyers[lawyer].SetCoefficient(var, 1)
        cost = pattern(self.model, lawyer, cases).cost - int(self.model.load_cost[lawyer, 0])
        self._goal.SetCoefficient(var, cost / self.model.scale)
        return True

    def _touched(self, lawyer: int, cases: tuple[int, ...]) -> dict[tuple[int, int], int]:
        """How many cases of each group a pattern holds."""
        found: dict[tuple[int, int], int] = {}
        for case in cases:
            for number in self._of_case.get(case, ()):
                who = int(self.model.firm[lawyer]) if self.model.groups[number].by_firm else lawyer
                found[number, who] = found.get((number, who), 0) + 1
        return found

    def separate(self) -> int:
        """Add the rows "at most one of these cases" that the last solution breaks; how many."""
        sums: dict[tuple[int, int], float] = {}
        for var, touched in self._grouped:
            if value := var.solution_value():
                for key, times in touched.items():
                    sums[key] = sums.get(key, 0.0) + times * value
        broken = [key for key, total in sums.items() if total > 1 + 1e-6 and key not in self._rows]
        for key in broken:
            self._rows[key] = self._solver.Constraint(-self._solver.infinity(), 1)
            for var, touched in self._grouped:
                if key in touched:
                    self._rows[key].SetCoefficient(var, touched[key])
        return len(broken)

    def solve(self) -> tuple[Vector, dict[tuple[int, int], int], float]:
        """The values of the cases, the prices of the group rows, and the programme's own value (scaled)."""
        self._solver.Solve()
        unit = self.model.scale * FINE
        duals = np.array([round(row.dual_value() * unit) for row in self._cases], dtype=np.int64)
        rows = {key: max(0, round(-row.dual_value() * unit)) for key, row in self._rows.items()}
        value = self._goal.Value() * self.model.scale + float(self.model.load_cost[:, 0].sum())
        return np.minimum(duals, self.model.penalty * FINE), rows, value


def strengthen(model: Model, start: Bound, plan: Vector, rounds: int = 300) -> Worth:
    """The best values found: from the prices of the plain programme, pattern by pattern, until nothing is left to gain."""
    best, patterns = judge(model, model.penalty * FINE - start.unserved, {})
    held: tuple[Vector, dict[tuple[int, int], int]] = best.values, {}
    master = Master(model)
    for lawyer in range(model.size[1]):
        master.add(lawyer, tuple(int(case) for case in np.nonzero(plan == lawyer)[0]))
        master.add(lawyer, patterns[lawyer])
    smooth = True
    for _ in range(rounds):
        duals, rows, value = master.solve()
        broken = master.separate()
        if not broken and value - best.bound <= 0.02 * model.scale:
            break
        if broken:
            continue
        tried, priced = (duals, rows)
        if smooth:
            tried = (duals + held[0]) // 2
            priced = {key: (rows.get(key, 0) + held[1].get(key, 0)) // 2 for key in {*rows, *held[1]}}
        worth, patterns = judge(model, tried, priced)
        if worth.bound > best.bound:
            best, held = worth, (tried, priced)
        added = [master.add(lawyer, cases) for lawyer, cases in enumerate(patterns)]
        if not any(added) and not smooth:
            break
        smooth = any(added)
    return best
