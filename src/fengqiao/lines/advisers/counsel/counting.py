"""I-19 政府法律顾问: opinions on time, adoption, units served. Pure over the rows."""

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


@dataclass(frozen=True)
class Figure:
    """A figure with what it counts."""

    label: str
    words: str
    formula: str


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


def figures(units: list[UnitCount]) -> list[Figure]:
    """The county's line of the year."""
    opined, on_time = sum(each.opined for each in units), sum(each.on_time for each in units)
    adopted, partly, refused = (sum(getattr(each, name) for each in units) for name in ("adopted", "partly", "refused"))
    fed = adopted + partly + refused
    served = sum(1 for each in units if each.asked)
    return [
        Figure("服务单位", f"{served}/{len(units)}", "当年提出过事项的单位÷合同里的单位"),
        Figure("意见按时率", _share(on_time * 2, opined * 2, f"{on_time}/{opined}", "还没有出具的意见"), "在合同约定的时限以内出具的÷已出具的；补材料的时间不算"),
        Figure("采纳率", _share(adopted * 2 + partly, fed * 2, f"{adopted}＋{partly}×0.5，共{fed}", "还没有反馈"), "（采纳＋部分采纳×0.5）÷已反馈的"),
    ]


def _share(met: int, of: int, said: str, blank: str) -> str:
    return f"{met * 1000 // of / 10:g}%（{said}）" if of else blank
