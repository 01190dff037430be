"""A request that repeats asks again when a period is over, by itself; the job runs every hour and goes by what is missing."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.lines.burden import following
from fengqiao.lines.burden.models import FigureRequest

log = logging.getLogger(__name__)


@app.periodic(cron="25 * * * *")
@app.task(name="burden.ask_again", queue="sweep", queueing_lock="burden.ask_again")
def ask_again(timestamp: int = 0) -> None:
    """Ask the units of every released request for the periods that are over."""
    ask_of_periods_over(timezone.now())


def ask_of_periods_over(now: datetime) -> int:
    """How many answers were opened. Repeatable."""
    running = FigureRequest.objects.filter(stage="released", from_on__lt=timezone.localdate(now)).order_by("pk")
    opened = 0
    for pk in list(running.values_list("pk", flat=True)):
        try:
            opened += following.open_answers(pk, now=now)
        except Exception:
            log.exception("a request could not ask its units")
    return opened
