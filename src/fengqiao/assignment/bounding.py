"""How small Z can be at all: a bound for the whole problem, whatever the plan.

The rows that tie lawyers together (points, cases a month) are priced. For any prices the sum over cases of the least
priced cost plus the sum over lawyers of the least priced load cost is a lower bound (Lagrange); it is reckoned here in
whole numbers, so no rounding of a solver enters. Good prices come from the linear programme, solved over growing columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from .model import FAR, FINE, Model
from .rules import Vector


@dataclass(frozen=True)
class Prices:
    """Whole numbers, none negative, in scaled units over FINE: per point and per case of each lawyer, per group and member.

    `apart` holds (group, lawyer or firm) -> price of the row "at most one of these cases".
    """

    points: Vector
    cases: Vector
    apart: dict[tuple[int, int], int]


@dataclass(frozen=True)
class Bound:
    """`value`: no plan is cheaper (scaled). `reduced[c, l]`: what forcing the pair adds to it, times FINE; `unserved[c]` likewise."""

    value: int
    reduced: Vector
    unserved: Vector
    prices: Prices


def lagrange(model: Model, prices: Prices) -> Bound:
    """The bound that any prices prove."""
    priced = model.cost * FINE + model.weight[:, None] * prices.points[None, :] + prices.cases[None, :]
    for (number, who), price in prices.apart.items():
        group = model.groups[number]
        columns = np.nonzero(model.firm == who)[0] if group.by_firm else np.array([who])
        priced[np.ix_(np.array(group.cases), columns)] += price
    priced = np.where(model.cost < FAR, priced, FAR)
    alone = model.penalty * FINE
    least = np.minimum(priced.min(axis=1, initial=FAR), alone)
    steps = np.arange(model.load_cost.shape[1])
    loads = model.load_cost * FINE - prices.points[:, None] * steps[None, :]
    loads = np.where(steps[None, :] <= model.room[:, None], loads, FAR)
    rows = int((prices.cases * model.month).sum()) + sum(prices.apart.values())
    total = int(least.sum()) + int(loads.min(axis=1, initial=FAR).sum()) - rows
    return Bound(-(-total // FINE), np.where(model.cost < FAR, priced - least[:, None], FAR), alone - least, prices)


class Programme:
    """The linear programme over some of the columns; more may be added, and it goes on from where it stood."""

    def __init__(self, model: Model) -> None:
        self.model = model
        solver = self._solver = pywraplp.Solver.CreateSolver("GLOP")
        endless, scale = solver.infinity(), float(model.scale)
        cases, lawyers = model.size
        self._served = [solver.Constraint(1, 1) for _ in range(cases)]
        self._points = [solver.Constraint(-endless, 0) for _ in range(lawyers)]
        self._months = {at: solver.Constraint(-endless, float(most)) for at, most in enumerate(model.month) if most < cases}
        self._goal = solver.Objective()
        self._goal.SetMinimization()
        self.columns: dict[tuple[int, int], pywraplp.Variable] = {}
        self._apart: dict[tuple[int, int], pywraplp.Constraint] = {}
        self._grouped: list[tuple[int, int, pywraplp.Variable]] = []
        self._of_case: dict[int, list[int]] = {}
        for number, group in enumerate(model.groups):
            for case in group.cases:
                self._of_case.setdefault(case, []).append(number)
        for case in range(cases):
            nobody = solver.NumVar(0, endless, "")
            self._served[case].SetCoefficient(nobody, 1)
            self._goal.SetCoefficient(nobody, float(model.penalty[case]) / scale)
        for lawyer in range(lawyers):
            self._slopes(lawyer)

    def _slopes(self, lawyer: int) -> None:
        """φ·over as a convex chain of whole-point steps: the tightest there is for whole loads."""
        steps = np.diff(self.model.load_cost[lawyer][: int(self.model.room[lawyer]) + 1])
        starts = [at for at in range(len(steps)) if at == 0 or steps[at] != steps[at - 1]]
        if not starts:
            return
        for start, end in zip(starts, [*starts[1:], len(steps)], strict=True):
            step = self._solver.NumVar(0, float(end - start), "")
            self._points[lawyer].SetCoefficient(step, -1)
            self._goal.SetCoefficient(step, float(steps[start]) / self.model.scale)

    def add(self, columns: list[tuple[int, int]]) -> None:
        """Offer more pairs of case and lawyer."""
        for case, lawyer in columns:
            if (case, lawyer) in self.columns:
                continue
            given = self.columns[case, lawyer] = self._solver.NumVar(0, self._solver.infinity(), "")
            self._served[case].SetCoefficient(given, 1)
            self._points[lawyer].SetCoefficient(given, float(self.model.weight[case]))
            if lawyer in self._months:
                self._months[lawyer].SetCoefficient(given, 1)
            if case in self._of_case:
                self._grouped.append((case, lawyer, given))
            for number in self._of_case.get(case, ()):
                if (number, self._key(number, lawyer)) in self._apart:
                    self._apart[number, self._key(number, lawyer)].SetCoefficient(given, 1)
            self._goal.SetCoefficient(given, float(self.model.cost[case, lawyer]) / self.model.scale)

    def _key(self, number: int, lawyer: int) -> int:
        who: int = self.model.firm[lawyer] if self.model.groups[number].by_firm else lawyer
        return who

    def separate(self) -> int:
        """Add the rows "at most one of these cases" that the last solution breaks; how many."""
        sums: dict[tuple[int, int], float] = {}
        members: dict[tuple[int, int], list[pywraplp.Variable]] = {}
        for case, lawyer, given in self._grouped:
            for number in self._of_case[case]:
                key = number, self._key(number, lawyer)
                sums[key] = sums.get(key, 0.0) + given.solution_value()
                members.setdefault(key, []).append(given)
        broken = [key for key, total in sums.items() if total > 1 + 1e-6 and key not in self._apart]
        for key in broken:
            self._apart[key] = self._solver.Constraint(-self._solver.infinity(), 1)
            for given in members[key]:
                self._apart[key].SetCoefficient(given, 1)
        return len(broken)

    def prices(self) -> Prices:
        """Solve, and read the prices of the rows."""
        self._solver.Solve()
        unit = self.model.scale * FINE

        def price(row: pywraplp.Constraint) -> int:
            dual = float(row.dual_value())
            return max(0, round(-dual * unit))

        months = [price(self._months[at]) if at in self._months else 0 for at in range(self.model.size[1])]
        apart = {key: price(row) for key, row in self._apart.items()}
        points = np.array([price(row) for row in self._points], dtype=np.int64)
        return Prices(points, np.array(months, dtype=np.int64), {key: one for key, one in apart.items() if one})

    def value(self) -> float:
        """What the programme costs as it stands, in units of cost."""
        return float(self._goal.Value()) + float(self.model.load_cost[:, 0].sum()) / self.model.scale

    def shares(self) -> dict[tuple[int, int], float]:
        """Which part of a case the programme gives to whom, where more than nothing."""
        values = {pair: given.solution_value() for pair, given in self.columns.items()}
        return {pair: value for pair, value in values.items() if value > 1e-7}


def bound_of(model: Model, plan: Vector, rounds: int = 40) -> tuple[Bound, Programme]:
    """The best bound the linear programme gives, whole: columns come in until none outside would lower it."""
    programme = Programme(model)
    prices = _marginal(model, plan)
    best = lagrange(model, prices)
    programme.add([(case, int(at)) for case, at in enumerate(plan) if at >= 0])
    programme.add(_cheapest_columns(model, best, 60 if model.cost.size < 20_000 else 10))
    small = model.cost.size < 20_000
    near = 1e-4 if small else 5e-4
    for _ in range(rounds):
        now = lagrange(model, programme.prices())
        if now.value > best.value:
            best = now
        close = programme.value() - now.value / model.scale <= near * abs(programme.value()) + 1e-6
        if close and not small:
            break
        rows = programme.separate()
        columns = [pair for pair in _cheapest_columns(model, now, 6) if pair not in programme.columns]
        if not rows and (close or not columns):
            break
        programme.add(columns)
    return best, programme


def whole_loads(model: Model, bound: Bound) -> int:
    """The bound that the same prices prove once each lawyer's load is a whole choice of cases (scaled): never lower.

    A case is worth its least priced cost; what the best load of a lawyer then costs is a knapsack, solved for all at once.
    """
    worth = model.penalty * FINE - bound.unserved
    gain = model.cost * FINE + bound.prices.cases[None, :] - worth[:, None]
    for (number, who), price in bound.prices.apart.items():
        group = model.groups[number]
        columns = np.nonzero(model.firm == who)[0] if group.by_firm else np.array([who])
        gain[np.ix_(np.array(group.cases), columns)] += price
    gain = np.where(model.cost < FAR, gain, FAR)
    top = model.load_cost.shape[1]
    rest = np.where(np.arange(top)[None, :] <= model.room[:, None], model.load_cost * FINE, FAR)
    for case in np.nonzero((gain < 0).any(axis=1) & (model.weight < top))[0]:
        weight = int(model.weight[case])
        rest[:, : top - weight] = np.minimum(rest[:, : top - weight], rest[:, weight:] + gain[case][:, None])
    rows = int((bound.prices.cases * model.month).sum()) + sum(bound.prices.apart.values())
    return max(bound.value, -(-(int(worth.sum()) + int(rest[:, 0].sum()) - rows) // FINE))


def _marginal(model: Model, plan: Vector) -> Prices:
    """First prices: what one more point would cost each lawyer beside the plan."""
    everyone = np.arange(model.size[1])
    loads = np.minimum(model.loads(plan), model.room)
    after = np.minimum(loads + 1, model.room)
    rise = (model.load_cost[everyone, after] - model.load_cost[everyone, loads]) * FINE
    return Prices(rise, np.zeros(model.size[1], dtype=np.int64), {})


def _cheapest_columns(model: Model, bound: Bound, most: int) -> list[tuple[int, int]]:
    """For each case the pairs of least reduced cost."""
    most = min(most, model.size[1])
    near = np.argpartition(bound.reduced, most - 1, axis=1)[:, :most] if most < model.size[1] else np.argsort(bound.reduced, axis=1)
    return [(case, int(at)) for case in range(model.size[0]) for at in near[case] if model.cost[case, at] < FAR]
