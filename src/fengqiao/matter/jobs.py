"""Jobs: the sweep that settles expiries with legal effect, and the papers' bytes. Every job may run twice.

Periodic tasks that are more than ten minutes late are skipped by the queue, and a computer that is off at night never
sees midnight: so the sweep also runs at start, and each run goes by what is due, not by when it ran last.
"""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.matter import notices, recompute, registry, retention, sealed
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.papers import docx_bytes
from fengqiao.matter.timeline import SEAL

log = logging.getLogger(__name__)


@app.periodic(cron="5 * * * *")
@app.task(name="matter.sweep", queue="sweep", queueing_lock="sweep")
def sweep(timestamp: int = 0) -> None:
    """Settle every matter with a clock that has ended, in order of their ids; lay out what begins; announce the clocks."""
    settle_due()
    recompute.lay_out(timezone.localdate())
    notices.sweep_clocks(timezone.now())


@app.periodic(cron="20 6 * * *")
@app.task(name="matter.alerts", queue="sweep", queueing_lock="alerts")
def alerts(timestamp: int = 0) -> None:
    """Once a day: what the facts of the open matters call for, and what only many matters together can tell."""
    notices.sweep_alerts(timezone.now())
    notices.sweep_watches(timezone.now())


def catch_up() -> None:
    """At start: what fell due while the computer was off."""
    settle_due()
    seal_due(timezone.localdate())
    recompute.lay_out(timezone.localdate())
    notices.sweep_clocks(timezone.now(), whole=True)
    notices.sweep_alerts(timezone.now(), whole=True)
    notices.sweep_watches(timezone.now())


@app.periodic(cron="40 0 * * *")
@app.task(name="matter.seal", queue="sweep", queueing_lock="seal")
def seal(timestamp: int = 0) -> None:
    """Once a night: seal what has ended and is to be sealed."""
    seal_due(timezone.localdate())
    sealed.keep_apart()


@app.periodic(cron="50 1 * * *")
@app.task(name="matter.retention", queue="sweep", queueing_lock="retention")
def retain(timestamp: int = 0) -> None:
    """Once a night: mask and shred what has been kept long enough."""
    keep_limits(timezone.now())


def keep_limits(now: datetime) -> int:
    """Mask and shred every matter whose time is over; returns how many that was."""
    today, count = timezone.localdate(now), 0
    for found in list(retention.due(today)):
        try:
            count += retention.carry_out(found, now, today)
        except Exception:
            log.exception("the time of keeping could not be carried out")
    return count


def seal_due(today: date) -> int:
    """Seal every matter whose day has come; returns how many."""
    due = Matter.objects.filter(seal_on__lte=today, sealed=False).order_by("pk")
    count = 0
    for matter in list(due):
        procedure = registry.procedure_of(matter)
        rule = procedure.seals
        found = rule(known_facts(matter)) if rule else None
        if found is None:
            continue
        try:
            perform(None, matter.pk, [Doing(procedure.action(SEAL), {"why": found.why}, today)], now=timezone.now())
        except Exception:
            log.exception("a matter could not be sealed")
        else:
            count += 1
    return count


def settle_due() -> int:
    """Let the law act on every matter with a clock that has run out; returns how many were looked at."""
    now = timezone.now()
    due = (
        DeadlineRow.objects.filter(state=ClockState.RUNNING, due_on__lt=timezone.localdate(now), provisional=False)
        .filter(rule__in=rules_with_effect())
        .order_by("matter_id")
        .values_list("matter_id", flat=True)
        .distinct()
    )
    count = 0
    for matter_id in list(due):
        try:
            perform(None, matter_id, [], now=now)
        except Exception:
            log.exception("sweep could not settle a matter")
        count += 1
    return count


def rules_with_effect() -> list[str]:
    """The codes of the deadlines whose end does something by law."""
    from fengqiao.matter.registry import procedures

    return [d.code for p in procedures() for d in p.deadlines if d.on_expiry.effect is not None]


@app.task(name="matter.make_papers", queue="papers")
def make_papers(matter_id: str) -> None:
    """Make the bytes of a matter's papers before anybody asks."""
    for paper in Paper.objects.filter(matter_id=matter_id, digest="", state="issued").select_related("matter"):
        with transaction.atomic():
            docx_bytes(paper, paper.matter)
