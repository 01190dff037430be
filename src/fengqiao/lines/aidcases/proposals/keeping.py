"""Runs as they are kept: what was asked, by which weights, what was answered, with the hashes by which it is known again."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any

from fengqiao.assignment import Mode, Plan, Problem, three_plans
from fengqiao.assignment.plan import VERSION
from fengqiao.lines.aidcases.models import AidCase, AssignmentRun
from fengqiao.lines.aidcases.proposals.asking import problem_of
from fengqiao.orgs.actor import Actor

BALANCED = "均衡"


def run(actor: Actor, cases: Collection[AidCase], now: datetime) -> AssignmentRun:
    """Ask about these cases, keep the question and the three answers."""
    mode = Mode.SINGLE if len(cases) == 1 else Mode.BATCH
    problem = problem_of(actor, cases, now, mode)
    plans = three_plans(problem)
    balanced = plans[BALANCED]
    return AssignmentRun.objects.create(
        territory=actor.territory, at=now, by_id=actor.staff_id, mode=mode.value, case_ids=[case.pk for case in cases], asked=plain(problem), version=VERSION,
        answered={name: plain(plan) for name, plan in plans.items()}, input_hash=balanced.input_hash, result_hash=_together(plans),
    )  # fmt: skip


def _together(plans: Mapping[str, Plan]) -> str:
    """The hashes of the three answers, in their order."""
    return " ".join(plan.result_hash for plan in plans.values())


def plain(value: Problem | Plan) -> Any:
    """As JSON: sets sorted, instants in ISO, shares as written."""
    return json.loads(json.dumps(asdict(value), default=_plain, ensure_ascii=False))


def _plain(value: object) -> object:
    if isinstance(value, frozenset | set):
        return sorted(str(each) for each in value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def latest(case: AidCase) -> AssignmentRun | None:
    """The last run that was asked about the case since it last waited."""
    return AssignmentRun.objects.filter(case_ids__contains=[case.pk]).order_by("-at", "-pk").first()


def proposed(run_: AssignmentRun, case: AidCase) -> dict[str, str]:
    """By plan, whom it proposed for the case."""
    found = {}
    for name, plan in run_.answered.items():
        for one in plan["assigned"]:
            if one["case"] == case.pk.hex:
                found[name] = one["lawyer"]
    return found
