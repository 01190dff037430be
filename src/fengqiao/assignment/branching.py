"""The least Z, proven by branch and bound over the pairs of case and lawyer that can be in a better plan.

First the patterns met on the way are put together into the best plan they allow. Whatever is better costs less than that
one, so only pairs whose best pattern stays below it come into question; over these HiGHS branches, with the pattern bound
as a row per lawyer. HiGHS reckons in double precision: what it minimises is the distance from the bound, a few units, and
the plan it gives is valued again in whole numbers. Limits are nodes of the tree, never seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from .exact import options_within
from .model import FINE, NOBODY, Model
from .patterns import Worth
from .quieting import quiet
from .rules import Vector

FIRST_ROOM = 3
"""How far above the bound a plan is looked for at first, in halves of a unit of cost; twice as far each time there is none."""
NODES = 4000
_SETTINGS = "output_flag=false\nlog_to_console=false\nthreads=1\nrandom_seed=1\nmip_rel_gap=0\nmip_abs_gap={gap!r}\nmip_max_nodes={nodes}\n"
_SETTINGS += "mip_allow_restart=false\nmip_heuristic_effort=0\nmip_pscost_minreliable=1\nmip_lp_age_limit=30\n"
_SETTINGS += "\n".join(f"mip_heuristic_run_{name}=false" for name in ("rens", "rins", "root_reduced_cost", "feasibility_jump"))
# a tree of few nodes, whose plan is found on the way: what is spent before it, and on plans beside it, is lost
_NEAR = 1e-6
_FINE_GAP = 1e-4
_STRICT = "".join(f"{name}_feasibility_tolerance=1e-9\n" for name in ("mip", "primal", "dual"))
"""Where one step of Z is small, what HiGHS lets pass at a row must be smaller still."""


class _Tree:
    """A whole-number programme in HiGHS: quiet, one thread, the same on every machine."""

    def __init__(self) -> None:
        self.solver = pywraplp.Solver.CreateSolver("HIGHS")
        self.solver.SuppressOutput()
        self.goal = self.solver.Objective()
        self.goal.SetMinimization()

    def choice(self, cost: float) -> pywraplp.Variable:
        """A yes or no with its cost."""
        var = self.solver.BoolVar("")
        self.goal.SetCoefficient(var, cost)
        return var

    def row(self, low: float, high: float, terms: Iterable[tuple[pywraplp.Variable, float]]) -> None:
        """low ≤ Σ terms ≤ high."""
        row = self.solver.Constraint(low, high)
        for var, factor in terms:
            row.SetCoefficient(var, factor)

    def at_most_one(self, sets: Iterable[Sequence[pywraplp.Variable]]) -> None:
        """Of each set at most one."""
        for some in sets:
            if len(some) > 1:
                self.row(0, 1, ((var, 1) for var in some))

    def solve(self, nodes: int, gap: float) -> int:
        """HiGHS's status after so many nodes at most."""
        self.solver.SetSolverSpecificParametersAsString((_STRICT if gap < _FINE_GAP else "") + _SETTINGS.format(gap=gap, nodes=nodes))
        with quiet():
            return int(self.solver.Solve())


def cheapest(model: Model, worth: Worth, plan: Vector) -> tuple[Vector, int, bool]:
    """The best plan to be found from `plan`, the bound, whether the plan is proven to have the least Z."""
    least, room = worth.bound, FIRST_ROOM * model.scale // 2
    while True:
        best = model.value(plan)
        within = min(room, best - 1 - worth.bound)
        if within < 0 or least >= best:
            return plan, best, True
        status, found, below = _better(model, worth, within)
        if found is not None and model.value(found) < best:
            plan = found
        if status == pywraplp.Solver.OPTIMAL and found is not None:
            return plan, model.value(plan), True
        if status != pywraplp.Solver.INFEASIBLE:
            return plan, max(least, min(model.value(plan), below)), False
        least, room = worth.bound + within + 1, 2 * room


def _better(model: Model, worth: Worth, room: int) -> tuple[int, Vector | None, int]:
    """HiGHS's status, the plan found within `room` (scaled) of the bound, and a bound of all of those."""
    tree, scale = _Tree(), float(model.scale)
    options = options_within(model, worth, room)
    terms: list[tuple[pywraplp.Variable, float]] = []
    given: list[dict[int, pywraplp.Variable]] = []
    for case, some in enumerate(options):
        costs = {at: int(model.penalty[case] if at == NOBODY else model.cost[case, at]) / scale for at in some}
        row = {at: tree.choice(cost) for at, cost in costs.items()}
        terms += [(row[at], cost) for at, cost in costs.items()]
        tree.row(1, 1, ((var, 1) for var in row.values()))
        given.append(row)
    for lawyer in range(model.size[1]):
        terms.append((_carry(tree, model, worth, lawyer, [(case, row[lawyer]) for case, row in enumerate(given) if lawyer in row]), 1.0))
    for group in model.groups:
        together: dict[int, list[pywraplp.Variable]] = {}
        for case in group.cases:
            for at, var in given[case].items():
                if at != NOBODY:
                    together.setdefault(int(model.firm[at]) if group.by_firm else at, []).append(var)
        tree.at_most_one(together.values())
    tree.row(-tree.solver.infinity(), (worth.bound + room + 0.5) / scale, terms)
    tree.goal.SetOffset(-worth.bound / scale)
    status = tree.solve(NODES, 0.4 / scale)
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return status, None, worth.bound
    below = worth.bound + int(np.ceil((tree.goal.BestBound() - _NEAR) * scale)) if status == pywraplp.Solver.FEASIBLE else worth.bound
    plan = np.array([max(row, key=lambda at, row=row: row[at].solution_value()) for row in given], dtype=np.int64)  # type: ignore[misc]
    return status, plan if model.allowed(plan) else None, below


def _carry(tree: _Tree, model: Model, worth: Worth, lawyer: int, mine: list[tuple[int, pywraplp.Variable]]) -> pywraplp.Variable:
    """What the lawyer's load costs: room, month, the steps of φ·over, and that no pattern costs less than the best one."""
    scale, endless = float(model.scale), tree.solver.infinity()
    costs = [int(one) / scale for one in model.load_cost[lawyer][: int(model.room[lawyer]) + 1]]
    over = tree.solver.NumVar(costs[0], costs[-1], "")
    tree.goal.SetCoefficient(over, 1)
    if not mine:
        return over
    weights = [(var, float(model.weight[case])) for case, var in mine]
    tree.row(0, float(model.room[lawyer]), weights)
    if len(mine) > model.month[lawyer]:
        tree.row(0, float(model.month[lawyer]), ((var, 1) for _, var in mine))
    steps = [after - before for before, after in pairwise(costs)]
    for at, step in enumerate(steps):
        if step and (at == 0 or abs(step - steps[at - 1]) > _NEAR / scale):
            tree.row(costs[at] - step * at, endless, [(over, 1.0), *((var, -step * weight) for var, weight in weights)])
    unit = FINE * scale
    gains = [(var, (int(worth.values[case]) - int(worth.surcharge[case, lawyer])) / unit - int(model.cost[case, lawyer]) / scale) for case, var in mine]
    tree.row(worth.best[lawyer] / unit, endless, [(over, 1.0), *((var, -gain) for var, gain in gains)])
    return over
