"""The worker's part of an import: some seconds of batches, then others' jobs get their turn.

What a killed worker left behind is found by its last sign of life and gone on with, within two minutes of being up again.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.imports.models import AT_WORK, ImportRun
from fengqiao.imports.stages import STALLED_SECONDS, go_on

log = logging.getLogger(__name__)
TURN_SECONDS = 20.0


def begin(run: ImportRun) -> None:
    """Have the worker take up an import; deferred in the transaction of whoever asked for it."""
    work_on.defer(run=str(run.pk))


@app.task(name="imports.work_on", queue="imports")
def work_on(run: str) -> None:
    """One turn at an import; when it has not come to an end, another turn behind what others wait for."""
    begun = time.monotonic()
    if not go_on(run, lambda: time.monotonic() - begun > TURN_SECONDS):
        work_on.defer(run=run)


@app.periodic(cron="* * * * *")
@app.task(name="imports.resume", queue="imports", queueing_lock="imports.resume")
def resume(timestamp: int = 0) -> None:
    """Go on with imports whose job was killed."""
    since = timezone.now() - timedelta(seconds=STALLED_SECONDS)
    for pk in ImportRun.objects.filter(state__in=AT_WORK, beat_at__lt=since).values_list("pk", flat=True):
        log.warning("an import had stopped and is gone on with")
        work_on.defer(run=str(pk))
