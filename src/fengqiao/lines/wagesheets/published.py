"""What sheets tell: those written on one are asked whether they are of it."""

from __future__ import annotations

from typing import Any

from fengqiao.matter.events import Asked, Event, publishes


def _asked(work: Any) -> Event:
    return Asked(work.matter.pk, work.entries[-1].happened_on)


for _code in ("enter", "send", "add"):
    publishes(_code, "wage_sheet")(_asked)
