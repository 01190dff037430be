"""What this line hears of itself: a request that went out, one that is settled."""

from __future__ import annotations

from django.utils import timezone

from fengqiao.lines.burden import following
from fengqiao.lines.burden.published import RequestReleased, RequestSettled
from fengqiao.matter.events import subscribes


@subscribes(RequestReleased)
def ask_the_units(event: RequestReleased) -> None:
    following.open_answers(event.matter_id, now=timezone.now())


@subscribes(RequestSettled)
def close_what_was_asked(event: RequestSettled) -> None:
    following.close_answers(event.matter_id, now=timezone.now())
