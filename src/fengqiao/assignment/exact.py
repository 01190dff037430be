"""Among all plans of the least Z the one the order of ties asks for.

CP-SAT reckons in whole numbers, with one worker, a fixed seed and limits in its own steps, never in seconds: the same
input runs the same way on any machine.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from .model import FINE, NOBODY, Model
from .patterns import Knapsack, Worth
from .rules import Vector

_RADIX = 1 << 30


def options_within(model: Model, worth: Worth, room: int) -> list[list[int]]:
    """For each case who can have it (NOBODY among them) in a plan at most `room` (scaled) above the bound."""
    slack = room * FINE + FINE
    options: list[list[int]] = [[] for _ in range(model.size[0])]
    for lawyer in range(model.size[1]):
        for case, over in Knapsack(model, lawyer, worth.values, worth.surcharge[:, lawyer], slack).forced().items():
            if over <= slack:
                options[case].append(lawyer)
    for case in range(model.size[0]):
        if int(model.penalty[case]) * FINE - int(worth.values[case]) <= slack:
            options[case].append(NOBODY)
    return options


class Core:
    """Every plan within `room` (scaled) of the bound, as a CP-SAT model over the pairs that can be in one."""

    def __init__(self, model: Model, worth: Worth, room: int) -> None:
        self.model, self.worth = model, worth
        self.options = options_within(model, worth, room)
        self.cp = cp_model.CpModel()
        self.given = [{at: self.cp.new_bool_var("") for at in options} for options in self.options]
        for given in self.given:
            self.cp.add_exactly_one(given.values())
        self._terms: list[cp_model.LinearExprT] = []
        for lawyer in range(model.size[1]):
            self._carry(lawyer)
        self._keep_apart()
        for case, given in enumerate(self.given):
            self._terms += [int(model.penalty[case] if at == NOBODY else model.cost[case, at]) * var for at, var in given.items()]
        self.z = cp_model.LinearExpr.sum(self._terms)
        self.cp.add(self.z <= worth.bound + room)

    def _carry(self, lawyer: int) -> None:
        """The load of a lawyer: what there is room for, what it costs, and that no pattern costs less than the best one."""
        model = self.model
        mine = [(case, given[lawyer]) for case, given in enumerate(self.given) if lawyer in given]
        costs = [int(one) for one in model.load_cost[lawyer][: int(model.room[lawyer]) + 1]]
        over = self.cp.new_int_var(costs[0], costs[-1], "")
        self._terms.append(over)
        load = cp_model.LinearExpr.sum([int(model.weight[case]) * var for case, var in mine])
        self.cp.add(load <= int(model.room[lawyer]))
        if len(mine) > model.month[lawyer]:
            self.cp.add(cp_model.LinearExpr.sum([var for _, var in mine]) <= int(model.month[lawyer]))
        steps = [after - before for before, after in pairwise(costs)]
        for at, step in enumerate(steps):
            if step and (at == 0 or step != steps[at - 1]):
                self.cp.add(over >= costs[at] - step * at + step * load)
        gains = [
            (int(self.worth.values[case]) - int(self.worth.surcharge[case, lawyer]) - int(model.cost[case, lawyer]) * FINE) * var
            for case, var in mine
        ]
        self.cp.add(FINE * over >= cp_model.LinearExpr.sum(gains) + self.worth.best[lawyer])

    def _keep_apart(self) -> None:
        firm = self.model.firm
        for group in self.model.groups:
            together: dict[int, list[cp_model.IntVar]] = {}
            for case in group.cases:
                for at, var in self.given[case].items():
                    if at != NOBODY:
                        together.setdefault(int(firm[at]) if group.by_firm else at, []).append(var)
            for some in together.values():
                self.cp.add_at_most_one(some)

    def solve(self, hint: Vector, steps: float) -> tuple[cp_model.CpSolverStatus, Vector | None, float]:
        """Status of CP-SAT, the plan found, the bound of what is minimised. `steps` is CP-SAT's own deterministic time."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for case, given in enumerate(self.given):
            for at, var in given.items():
                self.cp.add_hint(var, at == hint[case])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = steps
        status = solver.solve(self.cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return status, None, 0.0
        chosen = [next(at for at, var in given.items() if solver.boolean_value(var)) for given in self.given]
        return status, np.array(chosen, dtype=np.int64), solver.best_objective_bound


def settle(model: Model, worth: Worth, plan: Vector, steps: float) -> tuple[Vector, bool]:
    """Among all plans of the same Z the first in the order of ties: the most pressing case gets whom ties prefer, then the next."""
    core = Core(model, worth, model.value(plan) - worth.bound)
    open_cases = [case for case in range(model.size[0]) if len(core.options[case]) > 1]
    while open_cases:
        block, size = [], 1
        while open_cases and (size == 1 or size * len(core.options[open_cases[0]]) <= _RADIX):
            size *= len(core.options[open_cases[0]])
            block.append(open_cases.pop(0))
        weight, terms = size, []
        for case in block:
            weight //= len(core.options[case])
            terms += [weight * rank * core.given[case][at] for rank, at in enumerate(core.options[case]) if rank]
        core.cp.minimize(cp_model.LinearExpr.sum(terms))
        status, found, _ = core.solve(plan, steps)
        plan = plan if found is None else found
        if status != cp_model.OPTIMAL:
            return plan, False
        for case in block:
            core.cp.add(core.given[case][int(plan[case])] == 1)
    return plan, True
