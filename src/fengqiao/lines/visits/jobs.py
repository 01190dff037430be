"""What time does to a visit: nobody came by a quarter of an hour after it began. Every run goes by what is due."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.lines.visits import states
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.refusals import Refused

log = logging.getLogger(__name__)
OFTEN = 3


@app.periodic(cron="*/5 * * * *")
@app.task(name="visits.no_shows", queue="sweep", queueing_lock="visits.no_shows")
def no_shows(timestamp: int = 0) -> None:
    """Release the times of those who have not come."""
    release_no_shows(timezone.now())


def release_no_shows(now: datetime) -> int:
    """How many were released. Repeatable."""
    from fengqiao.lines.visits.models import VisitRequest

    late = now - timedelta(minutes=states.LATE_MINUTES)
    due = VisitRequest.objects.filter(stage="approved", visit_at__lt=late).order_by("pk")
    done = 0
    for pk in list(due.values_list("pk", flat=True)):
        try:
            done += _release(pk, now)
        except Refused:
            log.info("a visit was signed in meanwhile")
    return done


def _release(pk: UUID, now: datetime) -> bool:
    from fengqiao.lines.visits.models import VisitRequest
    from fengqiao.lines.visits.procedure import no_show

    matter = VisitRequest.objects.get(pk=pk)
    facts = standing_of(matter).facts
    slot = states.current(facts)
    if slot is None or states.faulted(facts) is not None:
        return False  # a fault of ours is nobody's staying away
    data = {"slot_words": slot.words, **({"often": True} if _missed_before(matter, now) + 1 >= OFTEN else {})}
    perform(None, pk, [Doing(no_show, data, slot.on)], now=now)
    return True


def _missed_before(matter: object, now: datetime) -> int:
    """How often visits to the same inmate were given up so in a year: a reason to ask what is hard, never a mark."""
    from fengqiao.lines.visits.models import VisitRequest

    assert isinstance(matter, VisitRequest)
    rows = VisitRequest.objects.filter(inmate_key=matter.inmate_key, stage="no_show").exclude(pk=matter.pk)
    return rows.filter(closed_on__gte=timezone.localdate(now) - timedelta(days=365)).count() if matter.inmate_key else 0
