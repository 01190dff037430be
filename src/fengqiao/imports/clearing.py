"""What is kept of a ledger's rows, and for how long: long enough to put refused rows right, then no longer.

Cleared are the refused rows with their cells, what was said of the others, and the samples of the columns. The cases stay;
their rows keep only which case they became, for the register and for undoing; the mark by which a row is known again is
the case's own and stays with it.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest

from fengqiao.imports.models import AT_WORK, ImportRun

log = logging.getLogger(__name__)
KEPT_DAYS = 180  # half a year: a yearly ledger is put right and looked at again within it


def clear_rows(now: datetime) -> int:
    """Clear the rows of imports nobody has gone on with for that long; how many imports were cleared. Repeatable."""
    last = Greatest("uploaded_at", "beat_at", "entered_at", "undone_at")
    old = ImportRun.objects.exclude(state__in=AT_WORK).filter(cleared_at=None)
    due = old.annotate(last_at=last).filter(last_at__lt=now - timedelta(days=KEPT_DAYS))
    numbers = list(due.values_list("pk", flat=True))
    for pk in numbers:
        _clear(pk, now)
    if numbers:
        log.info("the rows of %d old imports were cleared", len(numbers))
    return len(numbers)


@transaction.atomic
def _clear(pk: Any, now: datetime) -> None:
    run = ImportRun.objects.select_for_update().get(pk=pk)
    if run.at_work or run.cleared_at is not None:
        return
    run.rows.filter(matter_id=None).delete()
    run.rows.filter(~Q(said="")).update(said="")
    run.plans = [{**plan, "samples": ["" for _ in plan["samples"]]} for plan in run.plans]
    run.unknown, run.cleared_at = {}, now
    run.save(update_fields=["plans", "unknown", "cleared_at"])
