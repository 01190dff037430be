"""House limits 本局时限: periods whose length the bureau sets itself; 0 switches one off. And the numbers they are set to.

A clock keeps the number in force on the day it began, for its whole life, unless the bureau's paper says that it is to
hold for what runs already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit


def house(parameter: str, unit: Unit, *, roll: bool = False) -> Callable[[Mapping[str, Any]], Period | None]:
    """A house limit of the bureau's own length, the procedure's parameter of this name; 0 switches it off.

    ``roll``: a last day of rest moves to the next working day.
    """

    def period(parameters: Mapping[str, Any]) -> Period | None:
        n = int(parameters[parameter])
        return Period(n, unit, roll=roll) if n else None

    return period


@dataclass(frozen=True)
class Change:
    """A number that a bureau's paper set. ``running``: it holds for clocks that had begun before, too."""

    name: str
    value: Any
    from_on: date
    running: bool


class Parameters(Mapping[str, Any]):
    """The present numbers of a procedure; ``on`` a day, those that a clock beginning on it is counted by."""

    def __init__(self, start: Mapping[str, Any], changes: Sequence[Change] = ()) -> None:
        self._start, self._changes = start, changes
        self._now = {**start, **{each.name: each.value for each in changes}}
        self._one = all(each.running for each in changes)

    def on(self, day: date) -> Mapping[str, Any]:
        """In force for what begins on ``day``: set by then, or set later for what ran already."""
        if self._one:
            return self
        return {**self._start, **{each.name: each.value for each in self._changes if each.running or each.from_on <= day}}

    def __getitem__(self, name: str) -> Any:
        return self._now[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now)

    def __len__(self) -> int:
        return len(self._now)
