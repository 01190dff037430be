"""Each contracted unit's year, row by row: what it asked and what became of it. The figures (I-19) are in :mod:`indicators`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fengqiao.lines.advisers.counsel import codes
from fengqiao.providers import keys


@dataclass
class UnitCount:
    """One contracted unit's year."""

    unit: str
    firm: str
    asked: int = 0
    opined: int = 0
    on_time: int = 0
    adopted: int = 0
    partly: int = 0
    refused: int = 0


def of_units(contracts: Iterable[Any], tasks: Iterable[Any]) -> list[UnitCount]:
    """Every unit once, in the order of the contracts; a unit since taken off keeps what it had asked."""
    found: dict[str, UnitCount] = {}
    for contract in contracts:
        for unit in contract.units:
            found.setdefault(keys.plain(unit["name"]), UnitCount(unit["name"], unit["firm"]))
    for task in tasks:
        if task.stage == "withdrawn":
            continue
        here = found.setdefault(keys.plain(task.unit), UnitCount(task.unit, task.firm))
        here.asked += 1
        here.opined += bool(task.opined_on)
        here.on_time += bool(task.opined_on and task.kept)
        here.adopted += task.adopted == codes.ADOPTED
        here.partly += task.adopted == codes.PARTLY
        here.refused += task.adopted == codes.NOT
    return list(found.values())
