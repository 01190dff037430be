"""The least change by which every case left over can be taken at once.

Case by case the least changes may ask for the same lawyer's room twice, or for room that moving another case would give.
Here all are asked together: fewest cases for somebody from elsewhere, then the fewest decisions (a limit raised, a consent,
an interpreter, a leave), then the fewest points, then the fewest proposed cases taken over by somebody else. The answer is
tried on the rules again, with the changes made.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from .model import NOBODY, Model, build
from .plan import Joint, Relaxation
from .pool import Pool
from .problem import Lawyer, Problem, Severity
from .relaxing import CAN_GIVE, between, by_consent
from .rules import Rulebook, Vector, bit, codes

_WIDE = 20_000
"""Pairs up to which proposed cases may move as well; beyond, they stay where they are."""
_STEPS = 2.0
_ROUNDS = 5
"""How often it is asked anew when a change would let a woman lawyer take a case that a man was to have (H3)."""
_MOST = 1 << 60
_KINDS = {"H4": "consent", "H6": "consent", "H9": "interpreter", "H10": "payroll"}
Decision = tuple[str, int, int]
"""What is to be decided: its kind, the case (-1: none in particular), the lawyer (-1 likewise)."""


def together(pool: Pool, model: Model, plan: Vector) -> Joint | None:
    """The joint least change; None where only somebody from elsewhere helps, or nothing was found in so many steps."""
    asked = _Question(pool, model, plan)
    for turn in range(_ROUNDS):
        found = asked.solve()
        if found is None or (found[0] == NOBODY).all():
            return None
        new, decisions, points, proven = found
        changed = _changed(pool, decisions, points, new)
        if _keeps(pool, changed, new):
            return _told(pool, plan, new, decisions, points, proven and turn == 0) if decisions or (new != plan).any() else None
        broken = [(case, int(at)) for case, at in enumerate(new) if pool.cases[case].woman_lawyer and at >= 0 and _is_barred(pool, changed, case, int(at))]
        if not broken:
            return None
        asked.forbid(broken)
    return None


@dataclass(frozen=True)
class _Prices:
    """What each thing costs, so dear that no number of the lesser outweighs one of the greater."""

    borrowed: int
    decision: int
    point: int

    @classmethod
    def of(cls, model: Model, plan: Vector) -> _Prices:
        cases, lawyers = model.size
        opened = int((plan < 0).sum())
        point = 1 + (cases - opened if model.cost.size <= _WIDE else 0)  # at most so many proposed cases move
        decision = point * (1 + int(model.weight.sum()) + cases)
        return cls(decision * (1 + 3 * opened + 2 * lawyers), decision, point)


class _Question:
    """The CP-SAT model: who takes what, which decisions that needs, how far each lawyer's limits rise."""

    def __init__(self, pool: Pool, model: Model, plan: Vector) -> None:
        self.pool, self.model, self.plan = pool, model, plan
        self.cp = cp_model.CpModel()
        self.prices = _Prices.of(model, plan)
        self.exact = self.prices.borrowed * (1 + model.size[0]) < _MOST
        if not self.exact:
            self.prices = _Prices(10_000_000, 10_000, 20)
        self.costs: list[cp_model.LinearExprT] = []
        self.decided: dict[Decision, cp_model.IntVar] = {}
        self.given: list[dict[int, cp_model.IntVar]] = [self._of_case(case) for case in range(model.size[0])]
        self.more = {at: self._limits(at) for at in range(model.size[1]) if pool.active[at]}
        self._keep_apart()
        self.cp.minimize(cp_model.LinearExpr.sum(self.costs))

    def _of_case(self, case: int) -> dict[int, cp_model.IntVar]:
        has, masks = int(self.plan[case]), self.model.masks[case]
        if has >= 0:
            free = np.nonzero((masks & ~np.uint16(bit("H7"))) == 0)[0]  # how full somebody is, is for the limits to say
            others = [int(at) for at in free if self.pool.active[at]] if self.model.cost.size <= _WIDE else [has]
        else:
            others = [at for at in range(self.model.size[1]) if self._may_give(case, at)]
        given = {at: self.cp.new_bool_var("") for at in others}
        if has < 0:
            given[NOBODY] = self.cp.new_bool_var("")
            self.costs.append(self.prices.borrowed * given[NOBODY])
        for at, var in given.items():
            if at >= 0:
                for rule in codes(int(masks[at])):
                    if rule in _KINDS:
                        kind = _KINDS[rule]
                        who = -1 if kind == "interpreter" else at
                        self.cp.add_implication(var, self._decision((kind, case, who)))
                if has >= 0 and at != has:
                    self.costs.append(1 * var)
            self.cp.add_hint(var, at == has)
        self.cp.add_exactly_one(given.values())
        return given

    def _may_give(self, case: int, at: int) -> bool:
        rules = codes(int(self.model.masks[case, at]))
        one, lawyer = self.pool.cases[case], self.pool.lawyers[at]
        return CAN_GIVE.issuperset(rules) and all(by_consent(self.pool, one, lawyer, rule) for rule in rules if rule in ("H4", "H6"))

    def _decision(self, key: Decision) -> cp_model.IntVar:
        if key not in self.decided:
            self.decided[key] = self.cp.new_bool_var("")
            self.costs.append(self.prices.decision * self.decided[key])
        return self.decided[key]

    def _limits(self, at: int) -> tuple[cp_model.IntVar, cp_model.IntVar]:
        """Points and cases a month beyond what the lawyer has room for."""
        lawyer = self.pool.lawyers[at]
        mine = [(case, given[at]) for case, given in enumerate(self.given) if at in given]
        points = self.cp.new_int_var(0, int(self.model.weight.sum()), "")
        cases = self.cp.new_int_var(0, len(mine), "")
        room = lawyer.capacity - lawyer.open_points
        if mine:
            load = cp_model.LinearExpr.sum([int(self.model.weight[case]) * var for case, var in mine])
            self.cp.add(load <= max(0, room) + points)
            self.cp.add(cp_model.LinearExpr.sum([var for _, var in mine]) <= int(self.model.month[at]) + cases)
        for kind, more in (("capacity", points), ("month", cases)):
            raised = self._decision((kind, -1, at))
            self.cp.add(more == 0).only_enforce_if(raised.negated())
            self.costs.append(self.prices.point * more)
        return points, cases

    def _keep_apart(self) -> None:
        for group in self.model.groups:
            sets: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
            for case in group.cases:
                for at, var in self.given[case].items():
                    if at >= 0:
                        sets[int(self.model.firm[at]) if group.by_firm else at].append(var)
            for some in sets.values():
                self.cp.add_at_most_one(some)

    def forbid(self, pairs: list[tuple[int, int]]) -> None:
        """Ask without these pairs of case and lawyer."""
        for case, at in pairs:
            self.cp.add(self.given[case][at] == 0)

    def solve(self) -> tuple[Vector, list[Decision], dict[int, int], bool] | None:
        """The plan, the decisions it needs, the points by which limits rise, whether none smaller does."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = _STEPS
        status = solver.solve(self.cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        new = np.array([next(at for at, var in given.items() if solver.boolean_value(var)) for given in self.given], dtype=np.int64)
        decisions = sorted(key for key, var in self.decided.items() if solver.boolean_value(var))
        points = {at: int(solver.value(more)) for at, (more, _) in self.more.items() if solver.value(more)}
        return new, decisions, points, status == cp_model.OPTIMAL and self.exact


def _changed(pool: Pool, decisions: list[Decision], points: dict[int, int], new: Vector) -> Problem:
    """The problem as it stands once everything has been decided."""
    of_case: defaultdict[str, set[str]] = defaultdict(set)
    for kind, case, _ in decisions:
        of_case[pool.cases[case].id if case >= 0 else ""].add(kind)
    consents = [(pool.cases[case].id, pool.lawyers[at]) for kind, case, at in decisions if kind == "consent"]
    monthly = {at for kind, _, at in decisions if kind == "month"}
    place = {lawyer.id: at for at, lawyer in enumerate(pool.lawyers)}
    taken = np.bincount(new[new >= 0], minlength=len(pool.lawyers))

    def raised(lawyer: Lawyer) -> Lawyer:
        at = place[lawyer.id]
        month = lawyer.new_this_month + int(taken[at]) if at in monthly else lawyer.max_new_month
        more = max(0, lawyer.open_points - lawyer.capacity) + points[at] if at in points else 0
        return replace(lawyer, capacity=lawyer.capacity + more, max_new_month=month)

    edges = tuple(
        replace(edge, consents=True) if edge.severity is Severity.CONSENT and any(edge.case == case and between(edge, who) for case, who in consents) else edge
        for edge in pool.problem.conflicts
    )
    cases = tuple(
        replace(
            case,
            interpreter_booked=case.interpreter_booked or "interpreter" in of_case[case.id],
            public_payroll_allowed=True if "payroll" in of_case[case.id] else case.public_payroll_allowed,
        )
        for case in pool.problem.cases
    )
    return replace(pool.problem, lawyers=tuple(raised(one) for one in pool.problem.lawyers), cases=cases, conflicts=edges)


def _keeps(pool: Pool, changed: Problem, new: Vector) -> bool:
    """Whether the new plan keeps every rule of the changed problem, asked from the start."""
    after = Pool(changed)
    order = {lawyer.id: at for at, lawyer in enumerate(after.lawyers)}
    who = {case.id: int(at) for case, at in zip(pool.cases, new, strict=True)}
    plan = [order[pool.lawyers[who[case.id]].id] if who[case.id] >= 0 else NOBODY for case in after.cases]
    return build(after).allowed(np.array(plan, dtype=np.int64))


def _is_barred(pool: Pool, changed: Problem, case: int, at: int) -> bool:
    """Whether the rules of the changed problem keep the lawyer from the case, taken alone."""
    book = Rulebook(Pool(changed))
    one = next(each for each in changed.cases if each.id == pool.cases[case].id)
    return bool(book.mask(one)[book.place[pool.lawyers[at].id]])


def _told(pool: Pool, plan: Vector, new: Vector, decisions: list[Decision], points: dict[int, int], proven: bool) -> Joint:
    changes = tuple(_one(pool, key, points, new) for key in decisions)
    given = tuple((case.id, pool.lawyers[int(at)].id) for case, had, at in zip(pool.cases, plan, new, strict=True) if had < 0 <= at)
    moved = tuple(
        (case.id, pool.lawyers[int(had)].id, pool.lawyers[int(at)].id)
        for case, had, at in zip(pool.cases, plan, new, strict=True)
        if had >= 0 and had != at
    )
    borrowed = tuple(case.id for case, at in zip(pool.cases, new, strict=True) if at < 0)
    parts = [f"共同的最小改变：{'；'.join(change.sentence for change in changes) or '不用放宽任何限制'}。", f"{len(given)}件未指派的即可同时指派。" if given else ""]
    parts.append(f"另有{len(moved)}件建议改由他人承办。" if moved else "")
    parts.append(f"{len(borrowed)}件只能向市级申请调配。" if borrowed else "")
    return Joint(changes, given, moved, borrowed, proven, "".join(parts))


def _one(pool: Pool, key: Decision, points: dict[int, int], new: Vector) -> Relaxation:
    kind, case, at = key
    lawyer = pool.lawyers[at] if at >= 0 else None
    name = lawyer.called if lawyer else ""
    which = pool.cases[case].id if case >= 0 else ""
    more = points.get(at, 0) if kind == "capacity" else 0
    month = int((new == at).sum()) + lawyer.new_this_month if lawyer else 0
    limit = more + max(lawyer.capacity, lawyer.open_points) if lawyer else 0
    sentence = {
        "capacity": f"{name}的承载分由{lawyer.capacity if lawyer else 0}提高到{limit}分",
        "month": f"{name}本月新增上限提高到{month}件",
        "consent": f"{which}取得双方书面同意由{name}承办",
        "interpreter": f"{which}约请{pool.cases[case].sole_language}翻译",
        "payroll": f"由本中心批准公职人员{name}承办{which}",
    }[kind]
    return Relaxation(kind, lawyer.id if lawyer else "", more, sentence)
