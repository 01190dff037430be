"""Jobs of the citizens' pages: taking in, publishing, the round between two machines, forgetting. Each may run twice."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


@app.task(name="portal.take", queue="portal")
def take() -> None:
    """Right after somebody sent something in."""
    go_round()


@app.periodic(cron="* * * * *")
@app.task(name="portal.round", queue="portal", queueing_lock="portal-round")
def round_(timestamp: int = 0) -> None:
    """Every minute: what came, what changed, and where there is a line to the other machine, one exchange."""
    go_round()


def go_round() -> None:
    """One round of the inside end; outside only what is old is forgotten."""
    from fengqiao.portal import calling, front, inside, limits, pairing

    now = timezone.now()
    if not pairing.is_outside():
        inside.publish_boards(now=now)
        calling.exchange_if_linked(now=now)
        taken = inside.take_waiting(now=now)
        if inside.publish_changed(now=now) or taken:
            calling.exchange_if_linked(now=now)
    front.forget(now)
    limits.forget(now)
