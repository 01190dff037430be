"""Proposing lawyers (``fengqiao bench --assignment``): time, memory, bound and gap, beside rotation and greedy. No database.

Each county is reckoned in a process of its own, so that the peak of memory is that of the one; processor time is the figure
to compare, since others may be at work on the machine.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from statistics import median
from typing import Any

SIZES = ((30, 100, 7), (500, 5000, 7))


def measure(seeds: int = 10) -> dict[str, Any]:
    """Both sizes in full, and of so many small counties whether each was proven and how long that took."""
    small = [_told("30 × 100", _run(30, 100, seed)) for seed in range(1, seeds + 1)]
    reports = [_told(f"{people} × {cases}", _run(people, cases, seed)) for people, cases, seed in SIZES]
    rows = [report["ways"][-1] for report in small]
    used = sorted(row["cpu_seconds"] for row in rows)
    every = {
        "counties": len(rows), "proven": sum(row["proven"] for row in rows), "proven_within_2s": sum(row["proven"] and row["cpu_seconds"] < 2 for row in rows),
        "cpu_seconds": {"median": round(median(used), 2), "worst": used[-1]} if used else None,
        "worst_gap": max((row["gap"] for row in rows), default=None),
        "broken_by_lists": [report["ways"][0]["violations"] for report in small],
    }  # fmt: skip
    machine = {"cpus": os.cpu_count(), "python": platform.python_version(), "platform": platform.platform(), "load": os.getloadavg()[0]}
    return {"kind": "assignment", "counties": reports, "small": every, "machine": machine}


def _run(people: int, cases: int, seed: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "fengqiao.cli", "assign", "--compare", f"{people}x{cases}", "--seed", str(seed), "--json"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _told(name: str, report: dict[str, Any]) -> dict[str, Any]:
    row = report["ways"][-1]
    print(f"  {name}，种子{report['seed']}：{row['cpu_seconds']} CPU秒，{'已证明' if row['proven'] else '差距%.2f%%' % (row['gap'] * 100)}", flush=True)
    return report


def as_text(report: dict[str, Any]) -> str:
    """The reports as tables, then the small counties together."""
    from fengqiao.assignment.compare import as_text as table

    every, machine = report["small"], report["machine"]
    lines = [line for county in report["counties"] for line in (table(county), "")]
    if every["counties"]:
        lines.append(
            f"30人 × 100件，种子1至{every['counties']}：{every['proven']}个已证明最优，其中{every['proven_within_2s']}个在2 CPU秒以内；"
            f"中位{every['cpu_seconds']['median']}，最多{every['cpu_seconds']['worst']} CPU秒。轮候（不查冲突）违反硬性规则的件数：{'、'.join(map(str, every['broken_by_lists']))}。"
        )
    lines.append(f"{machine['cpus']}核，Python {machine['python']}，测完时负荷{machine['load']:.1f}。")
    return "\n".join(lines)
