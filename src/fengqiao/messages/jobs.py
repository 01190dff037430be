"""Jobs: one message carried out, and the sweep for what is due after a night with the computer off. Every job may run twice."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.messages import delivering


@app.task(name="messages.deliver", queue="messages")
def deliver(message_id: str) -> None:
    """Send one message, if it is due and nobody else has it."""
    delivering.deliver(UUID(message_id))


@app.periodic(cron="*/5 * * * *")
@app.task(name="messages.sweep", queue="messages", queueing_lock="messages-sweep")
def sweep(timestamp: int = 0) -> None:
    """What is due and has no job, and what a dead worker left."""
    catch_up()


def catch_up() -> None:
    """At start and every five minutes."""
    now = timezone.now()
    delivering.sweep(now)
    delivering.forget_codes(now)
    delivering.forget(now)
