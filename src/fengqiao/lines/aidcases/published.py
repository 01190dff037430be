"""What legal aid cases tell other lines: what they count, so that figures over several lines read the same definitions; that a case has
another lawyer, so that what belongs to it goes along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from fengqiao.lines.aidcases.indicators import NOTICES, TAKEN
from fengqiao.matter.events import Event, publishes

__all__ = ["NOTICES", "TAKEN", "HandlerChanged"]


@dataclass(frozen=True)
class HandlerChanged(Event):
    """The case was given to somebody, taken, given back or taken away: who has it now stands in its row."""

    name: ClassVar[str] = "aidcases.handler_changed"


def _changed(work: Any) -> Event:
    return HandlerChanged(work.matter.pk, work.entries[-1].happened_on)


for _code in ("assign", "name", "accept", "turn_down", "decline", "grant_change", "terminate"):
    publishes(_code, "aidcase")(_changed)
