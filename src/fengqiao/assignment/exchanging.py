"""All cases of one weight placed anew at once, at the least cost there is: a flow from the cases to the lawyers.

With the cases of every other weight left where they are, what a lawyer's next case of this weight costs only rises: the
best way to hand them all out is a min-cost flow in whole numbers, found exactly. One weight after the other, with single
moves between, untangles rings of exchanges no swap of two would find.
"""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from .model import FAR, NOBODY, Model
from .rules import Vector
from .searching import improve

_NEAREST = 30


def untangle(model: Model, plan: Vector, reduced: Vector, rounds: int) -> Vector:
    """The plan after so many rounds of flows over every weight and of single moves; it never becomes dearer."""
    most = min(_NEAREST, model.size[1])
    near = np.sort(np.argpartition(reduced, most - 1, axis=1)[:, :most], axis=1)
    weights = np.unique(model.weight)[::-1]
    for _ in range(rounds):
        before = model.value(plan)
        for _ in range(2):
            for weight in weights:
                plan = hand_out(model, plan, int(weight), near)
        plan = improve(model, plan, rounds=1)
        if model.value(plan) == before:
            break
    return plan


def hand_out(model: Model, plan: Vector, weight: int, near: Vector) -> Vector:
    """The best plan in which only cases of one weight moved, each to a lawyer near it or where it was."""
    free = _movable(model, np.nonzero(model.weight == weight)[0])
    rest = plan.copy()
    rest[free] = NOBODY
    cases, lawyers = _pairs(model, rest, plan, free, near)
    steps, rises = _steps(model, rest, weight)
    count, sink = len(free), len(free) + model.size[1]
    flow = min_cost_flow.SimpleMinCostFlow()
    tails = np.concatenate([cases, np.arange(count), count + steps]).astype(np.int32)
    heads = np.concatenate([count + lawyers, np.full(count, sink), np.full(len(steps), sink)]).astype(np.int32)
    costs = np.concatenate([model.cost[free[cases], lawyers], model.penalty[free], rises]).astype(np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones(len(tails), dtype=np.int64), costs)
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[:count], supplies[sink] = 1, -count
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    if flow.solve() != flow.OPTIMAL:
        return plan
    taken = np.nonzero(flow.flows(arcs[: len(cases)]))[0]
    rest[free[cases[taken]]] = lawyers[taken]
    return min(plan, rest, key=model.value)


def _movable(model: Model, cases: Vector) -> Vector:
    """Of cases that may not stand together only the first moves: the others say where it may not go."""
    moving: set[int] = set()
    for case in cases:
        if not any(other in moving for other, _ in model.apart[int(case)]):
            moving.add(int(case))
    return np.array(sorted(moving), dtype=np.int64)


def _pairs(model: Model, rest: Vector, plan: Vector, free: Vector, near: Vector) -> tuple[Vector, Vector]:
    """Which movable case (its place in `free`) may go to whom."""
    open_to = np.zeros((len(free), model.size[1]), dtype=bool)
    np.put_along_axis(open_to, near[free], True, axis=1)
    has = plan[free]
    open_to[np.nonzero(has >= 0)[0], has[has >= 0]] = True
    open_to &= model.cost[free] < FAR
    for at, case in enumerate(free):
        for other, by_firm in model.apart[int(case)]:
            holds = int(rest[other])
            if holds >= 0:
                open_to[at, (model.firm == model.firm[holds]) if by_firm else holds] = False
    cases, lawyers = np.nonzero(open_to)
    return cases, lawyers


def _steps(model: Model, rest: Vector, weight: int) -> tuple[Vector, Vector]:
    """For each further case of the weight a lawyer has room for: the lawyer, and what the load then costs more."""
    load, month = model.loads(rest), model.month - model.counts(rest)
    most = np.maximum(0, np.minimum((model.room - load) // weight, month))
    who, rises = [], []
    for nth in range(1, int(most.max(initial=0)) + 1):
        here = np.nonzero(most >= nth)[0]
        who.append(here)
        rises.append(model.load_cost[here, load[here] + nth * weight] - model.load_cost[here, load[here] + (nth - 1) * weight])
    none = np.zeros(0, dtype=np.int64)
    return (np.concatenate(who), np.concatenate(rises)) if who else (none, none)
