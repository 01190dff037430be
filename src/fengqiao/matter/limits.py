"""House limits 本局时限: periods whose length the bureau sets itself; 0 switches one off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
