"""The worker's part of an import: a minute of batches, then others' jobs get their turn where any wait.

A turn's time counts from its first batch: finding the place in a long file again takes time of its own.

What a killed worker left behind is found by its last sign of life and gone on with, within two minutes of being up again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from fengqiao.imports.clearing import clear_rows
from fengqiao.imports.models import AT_WORK, ImportRun
from fengqiao.imports.stages import STALLED_SECONDS, go_on

log = logging.getLogger(__name__)
TURN_SECONDS, LONGEST_TURN_SECONDS = 60.0, 600.0


def begin(run: ImportRun) -> None:
    """Have the worker take up an import; deferred in the transaction of whoever asked for it."""
    work_on.defer(run=str(run.pk))


@app.task(name="imports.work_on", queue="imports")
def work_on(run: str) -> None:
    """One turn at an import; when it has not come to an end, another turn behind what others wait for."""
    if not go_on(run, _Turn().over):
        work_on.defer(run=run)


class _Turn:
    """How long a job may go on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.begun: float | None = None

    def over(self) -> bool:
        """Asked behind every batch."""
        now = self.clock()
        self.begun = self.begun or now
        lasted = now - self.begun
        return lasted > LONGEST_TURN_SECONDS or (lasted > TURN_SECONDS and _others_wait())


def _others_wait() -> bool:
    return ProcrastinateJob.objects.filter(status="todo").exclude(queue_name="imports").exists()


@app.periodic(cron="* * * * *")
@app.task(name="imports.resume", queue="imports", queueing_lock="imports.resume")
def resume(timestamp: int = 0) -> None:
    """Go on with imports whose job was killed."""
    since = timezone.now() - timedelta(seconds=STALLED_SECONDS)
    for pk in ImportRun.objects.filter(state__in=AT_WORK, beat_at__lt=since).values_list("pk", flat=True):
        log.warning("an import had stopped and is gone on with")
        work_on.defer(run=str(pk))


@app.periodic(cron="35 2 * * *")
@app.task(name="imports.clear", queue="imports", queueing_lock="imports.clear")
def clear(timestamp: int = 0) -> None:
    """Clear what was kept of the rows of old imports."""
    clear_rows(timezone.now())
