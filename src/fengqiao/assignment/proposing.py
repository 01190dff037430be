"""One run from problem to plan."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from fractions import Fraction

import numpy as np

from .explaining import assigned, blocking
from .measures import measures
from .model import Model, build
from .plan import VERSION, Joint, Load, Objective, Plan, Unassigned
from .pool import Pool
from .problem import Problem
from .relaxing import relaxations
from .searching import State
from .solving import Found, solve

PLANS = (("最匹配", Fraction(0)), ("均衡", Fraction(6)), ("最公平", Fraction(20)))
"""The three plans shown to the assigner and their φ."""


def propose(problem: Problem) -> Plan:
    """The proposal for a run. The problem is taken to be consistent: `reading` refuses one that is not."""
    pool = Pool(problem)
    model = build(pool)
    found = solve(model)
    state = State(model, found.plan)
    plan = [int(at) for at in found.plan]
    open_cases = [case for case, at in enumerate(plan) if at < 0]
    asked = fingerprint(problem)
    return Plan(
        mode=problem.mode,
        phi=problem.weights.phi,
        objective=_objective(model, state),
        bound=Fraction(found.bound, model.scale),
        proven=found.proven,
        ties_settled=found.settled,
        assigned=tuple(assigned(pool, model, state, case) for case, at in enumerate(plan) if at >= 0),
        unassigned=tuple(
            Unassigned(pool.cases[case].id, blocking(model, state, case), relaxations(pool, model, state, case)) for case in open_cases
        ),
        joint=_joint(pool, model, found) if open_cases else None,
        loads=tuple(_loads(pool, state)),
        measures=measures(pool, plan),
        input_hash=asked,
        result_hash=_digest([VERSION, asked, [[case.id, pool.lawyers[at].id if at >= 0 else None] for case, at in zip(pool.cases, plan, strict=True)]]),
    )


def three_plans(problem: Problem) -> dict[str, Plan]:
    """最匹配, 均衡 and 最公平 of one run."""
    return {name: propose(replace(problem, weights=replace(problem.weights, phi=phi))) for name, phi in PLANS}


def _joint(pool: Pool, model: Model, found: Found) -> Joint | None:
    from .joining import together  # OR-tools is loaded only by whom it is asked

    return together(pool, model, found.plan)


def _objective(model: Model, state: State) -> Objective:
    taken = state.plan >= 0
    soft = int(model.cost[np.nonzero(taken)[0], state.plan[taken]].sum()) // model.scale
    over = int(model.load_cost[np.arange(model.size[1]), state.load].sum())
    return Objective(int(model.penalty[~taken].sum()) // model.scale, soft, Fraction(over, model.scale))


def _loads(pool: Pool, state: State) -> list[Load]:
    loads = []
    for at, lawyer in enumerate(pool.lawyers):
        if pool.active[at]:
            after, fair = lawyer.open_points + int(state.load[at]), pool.fair(lawyer)
            loads.append(Load(lawyer.id, lawyer.open_points, after, lawyer.capacity, fair, max(Fraction(0), after - fair)))
    return loads


def fingerprint(problem: Problem) -> str:
    """SHA-256 of the whole input in canonical order: the same for the same input, however its lists are ordered."""
    plain = asdict(problem)
    for name in ("lawyers", "cases", "conflicts", "opposed"):
        for one in plain[name]:
            for spans in ("hearings", "unavailable"):
                if spans in one:
                    one[spans] = sorted(one[spans], key=lambda span: (span["start"], span["end"], span["place"]))
        plain[name] = sorted(json.dumps(one, sort_keys=True, default=_plain, ensure_ascii=False) for one in plain[name])
    return _digest([VERSION, plain])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=_plain, ensure_ascii=False).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
