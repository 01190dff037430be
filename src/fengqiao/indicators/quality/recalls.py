"""抽查回访的范围: which ended work can be checked by telephoning who it was done for, declared beside the rules of the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality.rules import Key
from fengqiao.indicators.vocabulary import Rows


@dataclass(frozen=True)
class Recallable:
    """``ended(period)``: the line's own matters that ended in it and name somebody who can be asked. ``asks``: what is asked.

    ``figures``: what somebody's denial throws doubt on.
    """

    line: str
    label: str
    asks: str
    ended: Callable[[Period], Rows]
    figures: tuple[Key, ...] = ()


_RECALLABLE: dict[str, Recallable] = {}


def declare_recalls(*found: Recallable) -> None:
    """Make them known; called once, when the line's app is ready. Raises ValueError for a line said twice."""
    for each in found:
        if each.line in _RECALLABLE:
            raise ValueError(f"recalls declared twice: {each.line}")
        _RECALLABLE[each.line] = each


def recallable() -> Sequence[Recallable]:
    """All of them, in the order of their lines."""
    return list(_RECALLABLE.values())


def of_line(line: str) -> Recallable | None:
    """The one of a line; None where its work is not called back."""
    return _RECALLABLE.get(line)
