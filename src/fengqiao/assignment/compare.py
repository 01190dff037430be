"""The proposal beside two ways offices work today, on an invented county: rotation (轮候) and cheapest first (贪心).

Rotation: the cases in the order of urgency, each to the next lawyer of the list by id who may take it. Cheapest first:
each case in that order to whoever costs least (q) of those who may still take it. Each is tried twice: as a paper list
does it, which shows neither conflicts (H4, H6) nor co-defendants (H5) nor two hearings at once (H8), its broken rules
counted one by one; and with every rule checked.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from statistics import fmean
from typing import Any

import numpy as np

from .costs import CostTable
from .generating import generate
from .measures import measures
from .model import FAR, NOBODY, Model, build
from .pool import Pool
from .rules import Vector, bit, codes
from .searching import State
from .solving import solve

_UNSEEN = bit("H4") | bit("H5") | bit("H6") | bit("H8")


def compare(lawyers: int, cases: int, seed: int = 7) -> dict[str, Any]:
    """Figures of every way on the county `generate(lawyers, cases, seed)`; memory is the peak of the process so far."""
    pool = Pool(generate(lawyers, cases, seed))
    started, used = time.perf_counter(), time.process_time()
    model = build(pool)
    prepared, prepared_cpu = time.perf_counter() - started, time.process_time() - used
    rows = []
    ways: tuple[tuple[str, Callable[[], Vector]], ...] = (
        ("轮候（不查冲突）", lambda: rotation(pool, model, blind=True)),
        ("轮候（查冲突）", lambda: rotation(pool, model, blind=False)),
        ("贪心（不查冲突）", lambda: cheapest_first(pool, model, blind=True)),
        ("贪心（查冲突）", lambda: cheapest_first(pool, model, blind=False)),
    )
    for name, way in ways:
        started, used = time.perf_counter(), time.process_time()
        plan = way()
        rows.append({"way": name, **_figures(pool, model, plan), **_cost(started, used), "bound": None, "gap": None, "proven": False})
    loading = time.process_time()
    from . import branching, exact  # noqa: F401 - what loading OR-tools takes is told by itself

    loaded = time.process_time() - loading
    started, used = time.perf_counter(), time.process_time()
    found = solve(model)
    value = model.value(found.plan)
    rows.append(
        {
            "way": "优化（本程序）",
            **_figures(pool, model, found.plan),
            **_cost(started, used),
            "bound": round(found.bound / model.scale, 2),
            "gap": round((value - found.bound) / max(1, abs(value)), 6),
            "proven": found.proven,
        }
    )
    return {"lawyers": lawyers, "cases": cases, "seed": seed, "prepare_seconds": round(prepared, 2), "prepare_cpu": round(prepared_cpu, 2), "load_cpu": round(loaded, 2), "ways": rows}


def rotation(pool: Pool, model: Model, blind: bool) -> Vector:
    """Next in turn, skipping who may not take the case; `blind` sees no conflicts, co-defendants, opposed sides or hearings."""
    state = State(model)
    order = sorted(range(model.size[1]), key=lambda at: pool.lawyers[at].id)
    turn = 0
    for case in range(model.size[0]):
        barred = model.masks[case] & ~np.uint16(_UNSEEN) if blind else model.masks[case]
        for step in range(len(order)):
            at = order[(turn + step) % len(order)]
            fits = state.load[at] + model.weight[case] <= model.room[at] and state.count[at] < model.month[at]
            if barred[at] == 0 and fits and (blind or model.together(state.plan, case, at)):
                state.move(case, at)
                turn = (turn + step + 1) % len(order)
                break
    return state.plan


def cheapest_first(pool: Pool, model: Model, blind: bool) -> Vector:
    """Each case to whoever costs least of those who may still take it, nobody's load considered; `blind` as with rotation."""
    state, table = State(model), CostTable(pool).table()
    for case in range(model.size[0]):
        barred = (model.masks[case] & ~np.uint16(_UNSEEN) if blind else model.masks[case]) != 0
        full = (state.load + model.weight[case] > model.room) | (state.count >= model.month)
        prices = np.where(barred | full, FAR, table[case])
        while prices.min() < FAR:
            at = int(prices.argmin())
            if blind or model.together(state.plan, case, at):
                state.move(case, at)
                break
            prices[at] = FAR
    return state.plan


def broken(model: Model, plan: Vector) -> dict[str, int]:
    """How many cases of a plan break each hard rule; a case that breaks two counts under both."""
    found: Counter[str] = Counter()
    for case, at in enumerate(plan):
        if at >= 0:
            found.update(set(codes(int(model.masks[case, at]))) | model.clashes(plan, case, int(at)))
    return dict(sorted(found.items()))


def _said(violations: dict[str, int]) -> str:
    """9（H4 5，H6 4）."""
    parts = "，".join(f"{rule} {count}" for rule, count in violations.items())
    return f"{sum(violations.values())}（{parts}）" if parts else "0"


def _cost(started: float, used: float) -> dict[str, float]:
    return {
        "seconds": round(time.perf_counter() - started, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
        "peak_mb": round(_peak_mb()),
    }


def _peak_mb() -> float:
    """The most memory the process has held, in MB."""
    import resource
    import sys

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _figures(pool: Pool, model: Model, plan: Vector) -> dict[str, Any]:
    named = {one.code: one for one in measures(pool, [int(at) for at in plan])}
    minutes = [pool.minutes(case, pool.lawyers[at]) for case, at in zip(pool.cases, plan, strict=True) if at >= 0]
    violations = broken(model, plan)
    return {
        "objective": None if violations else round(model.value(plan) / model.scale, 2),
        "unassigned": int((plan == NOBODY).sum()),
        "violations": sum(violations.values()),
        "broken": violations,
        "f2": named["F2"].value,
        "f3": named["F3"].value,
        "mean_minutes": round(fmean(minutes), 1) if minutes else None,
        "worst_minutes": max(minutes, default=None),
    }


def as_text(report: dict[str, Any]) -> str:
    """The report as a table in Markdown."""
    head = ("方法", "目标值", "下界", "差距", "未指派", "违反硬性规则", "F2偏离", "F3基尼", "平均分钟", "最远分钟", "秒", "CPU秒", "峰值MB")
    lines = [
        f"{report['lawyers']}人 × {report['cases']}件，种子{report['seed']}；读入规则和代价{report['prepare_seconds']}秒（CPU {report['prepare_cpu']}秒），载入OR-tools {report['load_cpu']} CPU秒，另计",
        "",
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
    ]
    for row in report["ways"]:
        gap = "—" if row["gap"] is None else "0（已证明）" if row["proven"] else f"{row['gap'] * 100:.2f}%"
        cells = [row["way"], row["objective"], row["bound"], gap, row["unassigned"], _said(row["broken"]), f"{row['f2']}%", row["f3"]]
        cells += [row["mean_minutes"], row["worst_minutes"], row["seconds"], row["cpu_seconds"], row["peak_mb"]]
        lines.append("| " + " | ".join("—" if cell is None else str(cell) for cell in cells) + " |")
    return "\n".join(lines)
