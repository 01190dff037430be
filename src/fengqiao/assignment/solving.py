"""From a model to a plan: one case directly, the day's cases to the proven least Z, many cases to a proven small gap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .model import FAR, NOBODY, Model
from .rules import Vector
from .searching import greedy, improve

EXACT_UP_TO = 20_000
"""Pairs of case and lawyer up to which the proof is tried."""
STEPS = 0.3
"""CP-SAT's deterministic time for each question about ties, about seconds of one core."""


@dataclass(frozen=True)
class Found:
    """The best plan known, the bound (scaled; its Z when proven), whether ties were settled to the last."""

    plan: Vector
    bound: int
    proven: bool
    settled: bool


def solve(model: Model) -> Found:
    """The plan, and what is proven of it."""
    if model.size[0] <= 1 or model.size[1] == 0:
        return _directly(model)
    from .bounding import bound_of, whole_loads
    from .branching import cheapest
    from .exact import settle
    from .patterns import strengthen
    from .rounding import rounded

    small = model.cost.size <= EXACT_UP_TO
    plan = improve(model, greedy(model), rounds=4) if small else greedy(model)
    bound, programme = bound_of(model, plan)
    plan = rounded(model, programme.shares(), bound.reduced, plan)
    if not small:
        least = whole_loads(model, bound)
        return Found(plan, least, least >= model.value(plan), False)
    worth = strengthen(model, bound, plan)
    plan, least, proven = cheapest(model, worth, plan)
    plan, settled = settle(model, worth, plan, STEPS) if proven else (plan, False)
    return Found(plan, least, proven, settled)


def _directly(model: Model) -> Found:
    """At most one case: every lawyer is tried, and the first of the cheapest is whom ties prefer."""
    plan = np.full(model.size[0], NOBODY, dtype=np.int64)
    if plan.size and model.size[1]:
        after = np.minimum(model.weight[0], model.load_cost.shape[1] - 1)
        rise = model.load_cost[:, after] - model.load_cost[:, 0]
        prices = np.where(model.cost[0] < FAR, model.cost[0] + rise, FAR)
        if prices.min() <= model.penalty[0]:
            plan[0] = int(prices.argmin())
    return Found(plan, model.value(plan), True, True)
