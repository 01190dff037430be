"""While a sensitive period lasts, its rounds open by themselves: one a day, or one a week, in the name of who declared it.

The job runs every hour and goes by what is missing, so a computer that was off at midnight catches up in the morning; days
that have passed are not opened any more.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.lines.screening import codes
from fengqiao.lines.screening.models import ScreeningRound, SensitivePeriod
from fengqiao.lines.screening.people import NobodyToAct, actor_for
from fengqiao.lines.screening.periods.procedure import begins_on, ends_on
from fengqiao.lines.screening.permissions import KEEP_PERIODS, RUN_ROUNDS
from fengqiao.lines.screening.rounds.procedure import ROUND, plan, start
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, lock_matter, open_matter, standing_of
from fengqiao.matter.timeline import Facts

log = logging.getLogger(__name__)


@app.periodic(cron="35 * * * *")
@app.task(name="screening.daily_rounds", queue="sweep", queueing_lock="screening.daily_rounds")
def daily_rounds(timestamp: int = 0) -> None:
    """Open today's rounds of the sensitive periods that last today."""
    open_todays_rounds(timezone.now())


def open_todays_rounds(now: datetime) -> int:
    """How many rounds were opened. Repeatable: a period has one round for each of its days."""
    today = timezone.localdate(now)
    lasting = SensitivePeriod.objects.filter(closed=False, from_on__lte=today, to_on__gte=today).order_by("pk")
    opened = 0
    for pk in list(lasting.values_list("pk", flat=True)):
        try:
            opened += open_round_of(pk, now=now)
        except NobodyToAct:
            log.exception("a sensitive period has nobody to open its round")
    return opened


@transaction.atomic
def open_round_of(period_id: UUID, *, now: datetime) -> bool:
    """Open and start the period's round that today belongs to; whether there was none yet."""
    held, today = lock_matter(period_id), timezone.localdate(now)
    facts = standing_of(held).facts
    first, last = _days(facts, today)
    if held.closed or not begins_on(facts) <= today <= ends_on(facts):
        return False
    if ScreeningRound.objects.filter(sensitive_id=period_id, period_from_on=first).exists():
        return False
    actor = actor_for(facts.opening.actor_id, held.territory, (RUN_ROUNDS, KEEP_PERIODS), today)
    doings = [
        Doing(plan, _plan(facts, period_id, first, last), today),
        Doing(start, {"deadline": last.isoformat()}, today),
    ]
    open_matter(actor, registry.procedure_on(ROUND.code, today), doings, held.office, now=now, demo=held.demo)
    return True


def _days(facts: Facts, today: date) -> tuple[date, date]:
    """The first and the last day of the period's round in which ``today`` lies."""
    begins, every = begins_on(facts), codes.EVERY_DAYS[facts.opening.data["frequency"]]
    first = begins + timedelta(days=(today - begins).days // every * every)
    return first, min(first + timedelta(days=every - 1), ends_on(facts))


def _plan(facts: Facts, period_id: UUID, first: date, last: date) -> dict[str, object]:
    given = facts.opening.data
    day = first.isoformat() if first == last else f"{first.isoformat()}至{last.isoformat()}"
    data = {
        "name": f"{given['name']}排查（{day}）"[:100], "kind": codes.SENSITIVE, "frequency": given["frequency"], "period_from": first.isoformat(),
        "period_to": last.isoformat(), "deadline": last.isoformat(), "theme": given.get("theme"), "demands": given.get("demands"),
        "unit_kinds": list(given["unit_kinds"]), "below": given.get("below"), "sensitive": period_id.hex,
    }  # fmt: skip
    return {name: value for name, value in data.items() if value}
