"""A plan as JSON. Exact numbers stand twice: as a fraction in `exact` and as a decimal in `value`."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from .plan import VERSION, Joint, Lost, Plan
from .problem import Problem


def number(value: Fraction) -> dict[str, Any]:
    """A rational both exact and to read."""
    return {"exact": str(value), "value": round(float(value), 6)}


def plan_document(problem: Problem, plan: Plan) -> dict[str, Any]:
    """The answer to one run."""
    named = [{"case": case.id, "lawyer": case.named_to} for case in sorted(problem.cases, key=lambda one: one.id) if case.named_to]
    return {
        "kind": "plan",
        "version": VERSION,
        "mode": str(plan.mode),
        "now": problem.now.isoformat(),
        "seed": problem.seed,
        "phi": str(plan.phi),
        "status": "optimal" if plan.proven else "feasible",
        "status_words": status_words(plan),
        "ties_settled": plan.ties_settled,
        "objective": {
            **number(plan.objective.total),
            "unassigned": plan.objective.unassigned,
            "soft": plan.objective.soft,
            "fairness": number(plan.objective.fairness),
        },
        "bound": number(plan.bound),
        "gap": round(float(plan.gap), 6),
        "assigned": [
            {
                "case": one.case,
                "lawyer": one.lawyer,
                "cost": one.cost,
                "parts": [asdict(part) for part in one.parts],
                "notes": list(one.notes),
                "others": [_lost(other) for other in one.others],
            }
            for one in plan.assigned
        ],
        "unassigned": [asdict(one) for one in plan.unassigned],
        "joint": None if plan.joint is None else _joint(plan.joint),
        "kept": named,
        "loads": [
            {"lawyer": one.lawyer, "before": one.before, "after": one.after, "capacity": one.capacity, "fair": number(one.fair), "over": number(one.over)}
            for one in plan.loads
        ],
        "measures": [asdict(one) for one in plan.measures],
        "input_hash": plan.input_hash,
        "result_hash": plan.result_hash,
    }


def _joint(joint: Joint) -> dict[str, Any]:
    given = [{"case": case, "lawyer": lawyer} for case, lawyer in joint.given]
    moved = [{"case": case, "from": had, "to": gets} for case, had, gets in joint.moved]
    return {**asdict(joint), "given": given, "moved": moved, "borrowed": list(joint.borrowed)}


def _lost(other: Lost) -> dict[str, Any]:
    rise = None if other.rise is None else number(other.rise)
    return {"lawyer": other.lawyer, "rules": list(other.rules), "rise": rise, "sentence": other.sentence}


def status_words(plan: Plan) -> str:
    """The badge: 已证明最优 only when proven, else how far off at most."""
    if plan.proven:
        return "已证明最优"
    return f"未证明最优：下界{float(plan.bound):.2f}，差距不超过{float(plan.gap) * 100:.2f}%"
