"""From the linear programme to a plan, for many cases at once: take what it gives whole, place the rest, then improve."""

from __future__ import annotations

from .exchanging import untangle
from .model import NOBODY, Model
from .rules import Vector
from .searching import State


def rounded(model: Model, shares: dict[tuple[int, int], float], reduced: Vector, known: Vector) -> Vector:
    """The better of the known plan and the one the programme points to."""
    state = State(model)
    order = sorted(shares.items(), key=lambda one: (-one[1], one[0]))
    for (case, lawyer), share in order:
        if share > 0.5 and state.plan[case] == NOBODY and _fits(state, case, lawyer):
            state.move(case, lawyer)
    for case in range(model.size[0]):
        if state.plan[case] == NOBODY:
            state.place(case)
    return untangle(model, min(state.plan, known, key=model.value), reduced, rounds=4)


def _fits(state: State, case: int, lawyer: int) -> bool:
    model = state.model
    return bool(
        state.load[lawyer] + model.weight[case] <= model.room[lawyer]
        and state.count[lawyer] < model.month[lawyer]
        and model.together(state.plan, case, lawyer)
    )
