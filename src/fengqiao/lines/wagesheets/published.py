"""What sheets tell: those written on one are asked whether they are of it."""

from __future__ import annotations

from typing import Any

from fengqiao.matter.events import Asked, Event, publishes


@publishes("enter", "wage_sheet")
def _entered(work: Any) -> Event:
    return Asked(work.matter.pk, work.entries[-1].happened_on)


@publishes("send", "wage_sheet")
def _sent(work: Any) -> Event:
    return Asked(work.matter.pk, work.entries[-1].happened_on)


@publishes("add", "wage_sheet")
def _added(work: Any) -> Event:
    return Asked(work.matter.pk, work.entries[-1].happened_on)
