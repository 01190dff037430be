"""At a month's end: the offices whose figure fell short of a rule are proposed for supervision. A person confirms or not."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.indicators import folding, registry
from fengqiao.indicators.asking import NOTHING, Asked
from fengqiao.indicators.figures import Figure, split
from fengqiao.indicators.periods import Period
from fengqiao.lines.supervision import codes
from fengqiao.lines.supervision.models import SupervisionCard, SupervisionRule
from fengqiao.lines.supervision.planning import propose_of_plans
from fengqiao.lines.supervision.procedure import propose
from fengqiao.lines.supervision.rules import falls_short
from fengqiao.matter import registry as lines
from fengqiao.matter.actions import Doing, lock_matter, open_matter
from fengqiao.orgs.models import Office, OfficeKind

log = logging.getLogger(__name__)


@app.periodic(cron="15 3 * * *")
@app.task(name="supervision.propose", queue="sweep", queueing_lock="supervision.propose")
def propose_cards(timestamp: int = 0) -> None:
    """Ask every rule of the month that is over and every plan of the year; a second time finds nothing left to do."""
    now = timezone.now()
    propose_of_last_month(now)
    propose_of_plans(now)


def propose_of_last_month(now: datetime) -> int:
    """How many were proposed. Repeatable."""
    first = timezone.localdate(now).replace(day=1)
    last = first - timedelta(days=1)
    period = Period(last.replace(day=1), last)
    proposed = 0
    folding.fold_little()
    for rule in SupervisionRule.objects.filter(stage="in_use", opened_on__lte=last).order_by("pk"):
        try:
            proposed += _propose(rule, period, now)
        except Exception:
            log.exception("a rule could not propose its cards")
    return proposed


@transaction.atomic
def _propose(rule: SupervisionRule, period: Period, now: datetime) -> int:
    lock_matter(rule.pk)
    found = registry.chosen(rule.indicator)
    if found is None:
        return 0
    bureau = rule.office
    counted = split(found[1], Asked(*bureau.reach, period), "office")
    empty = Figure(found[1], NOTHING, NOTHING if found[1].is_rate else None)
    low, high = bureau.reach
    offices = Office.objects.filter(kind=OfficeKind.OFFICE, territory__range=(low, high), to_on__isnull=True, from_on__lte=period.to_on).order_by("territory")
    made = 0
    for office in offices:
        figure, key = counted.get(office.territory // 10**6, empty), f"{rule.pk.hex}:{period.from_on:%Y-%m}:{office.pk}"
        if not falls_short(figure, rule.target) or SupervisionCard.objects.filter(proposed_key=key).exists():
            continue
        _open(rule, office, bureau, period, key, f"{office.short_name}{period.words}“{rule.title}”为{figure.words}，规则的目标是{rule.target}。", now)
        made += 1
    return made


def _open(rule: SupervisionRule, office: Office, bureau: Office, period: Period, key: str, said: str, now: datetime) -> None:
    today = timezone.localdate(now)
    data = {
        "source": codes.AUTO, "rule": rule.pk.hex, "key": key, "content": said, "lead": office.pk, "lead_name": office.short_name, "due": (today + timedelta(days=rule.days)).isoformat(),
    }  # fmt: skip
    open_matter(None, lines.procedure_on("supervision", today), [Doing(propose, data, today)], bureau, now=now, demo=rule.demo)
