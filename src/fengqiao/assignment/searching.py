"""Good plans fast: fill greedily, then move single cases and swap pairs as long as Z falls. Deterministic."""

from __future__ import annotations

import numpy as np

from .model import FAR, NOBODY, Model
from .rules import Vector


class State:
    """A plan under change: who has what, and the loads that follow."""

    def __init__(self, model: Model, plan: Vector | None = None) -> None:
        self.model = model
        self.plan = np.full(model.size[0], NOBODY, dtype=np.int64) if plan is None else plan.copy()
        self.load = model.loads(self.plan)
        self.count = model.counts(self.plan)
        self._all = np.arange(model.size[1])

    def move(self, case: int, lawyer: int) -> None:
        """Give a case to a lawyer, or to NOBODY; the caller has asked whether it may."""
        weight, has = int(self.model.weight[case]), int(self.plan[case])
        if has >= 0:
            self.load[has] -= weight
            self.count[has] -= 1
        if lawyer >= 0:
            self.load[lawyer] += weight
            self.count[lawyer] += 1
        self.plan[case] = lawyer

    def prices(self, case: int) -> Vector:
        """What the case would add to Z with each lawyer, were it taken from whoever has it; FAR where it may not go."""
        model, weight, has = self.model, int(self.model.weight[case]), int(self.plan[case])
        load, count = self.load, self.count
        if has >= 0:
            load, count = load.copy(), count.copy()
            load[has] -= weight
            count[has] -= 1
        after = load + weight
        fits = (after <= model.room) & (count < model.month) & (model.cost[case] < FAR)
        top = model.load_cost.shape[1] - 1
        rise = model.load_cost[self._all, np.minimum(after, top)] - model.load_cost[self._all, load]
        prices = np.where(fits, model.cost[case] + rise, FAR)
        for other, by_firm in model.apart[case]:
            other_has = int(self.plan[other])
            if other_has >= 0:
                prices[(model.firm == model.firm[other_has]) if by_firm else other_has] = FAR
        return prices

    def place(self, case: int) -> bool:
        """Put the case where it is cheapest now, or with nobody if that is cheaper; whether that changed anything."""
        prices = self.prices(case)
        best, has = int(prices.argmin()), int(self.plan[case])
        now = prices[has] if has >= 0 else self.model.penalty[case]
        if min(prices[best], self.model.penalty[case]) >= now:
            return False
        self.move(case, best if prices[best] < self.model.penalty[case] else NOBODY)
        return True

    def swap(self, case: int) -> bool:
        """Exchange the lawyers of this case and of the one with which that lowers Z most; whether there was one."""
        model, mine = self.model, int(self.plan[case])
        if mine < 0:
            return False
        others = np.nonzero((self.plan >= 0) & (self.plan != mine) & (model.cost[:, mine] < FAR))[0]
        theirs = self.plan[others]
        gain = model.cost[case, mine] + model.cost[others, theirs] - model.cost[others, mine]
        there = model.cost[case, theirs]
        shift = model.weight[case] - model.weight[others]
        left, right = self.load[mine] - shift, self.load[theirs] + shift
        fits = (there < FAR) & (left <= model.room[mine]) & (right <= model.room[theirs])
        left, right = np.where(fits, left, self.load[mine]), np.where(fits, right, self.load[theirs])
        before = model.load_cost[mine, self.load[mine]] + model.load_cost[theirs, self.load[theirs]]
        gain = np.where(fits, gain - there + before - model.load_cost[mine, left] - model.load_cost[theirs, right], -FAR)
        for at in np.argsort(-gain, kind="stable")[:8]:
            if gain[at] <= 0:
                return False
            if self._exchange(case, int(others[at])):
                return True
        return False

    def _exchange(self, case: int, other: int) -> bool:
        mine, theirs = int(self.plan[case]), int(self.plan[other])
        self.move(case, theirs)
        self.move(other, mine)
        if self.model.together(self.plan, case, theirs) and self.model.together(self.plan, other, mine):
            return True
        self.move(case, mine)
        self.move(other, theirs)
        return False


def greedy(model: Model) -> Vector:
    """Every case in the order of urgency to where it adds least to Z."""
    state = State(model)
    for case in range(model.size[0]):
        state.place(case)
    return state.plan


def improve(model: Model, plan: Vector, rounds: int = 30) -> Vector:
    """Move single cases and swap pairs until neither lowers Z, or after so many rounds."""
    state = State(model, plan)
    for _ in range(rounds):
        moved = sum(state.place(case) for case in range(model.size[0]))
        swapped = sum(state.swap(case) for case in range(model.size[0]))
        if not moved and not swapped:
            break
    return state.plan
