"""A9: once a night every case in hand is asked again whether its handler has met a conflict since the assignment.

A firm becomes the opponent's counsel, a licence ends: nobody who does that knows of the case. The work is stopped by the rule alone;
whom or what it met is not said, and what the head has cleared of a rule is not asked again.
"""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.lines.aidcases import gathering
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.timeline import Facts
from fengqiao.providers import edges
from fengqiao.providers.codes import LICENSED, SuspensionKind
from fengqiao.providers.conflicts import Severity
from fengqiao.providers.models import Provider, Suspension

log = logging.getLogger(__name__)
IN_HAND = ("named", "signed", "handling")
LICENCE = "H1"
FOUND = "夜间检查：指派以后出现，只知规则。"


@app.periodic(cron="10 3 * * *")
@app.task(name="aidcases.conflicts", queue="sweep", queueing_lock="aidcases.conflicts")
def conflicts(timestamp: int = 0) -> None:
    """Stop the work on cases whose handler has met a conflict since."""
    stop_where_found(timezone.now())


def stop_where_found(now: datetime) -> int:
    """How many were stopped. Repeatable: what is stopped is not in hand any more."""
    from fengqiao.lines.aidcases.models import AidCase

    today, stopped = timezone.localdate(now), 0
    rows = AidCase.objects.filter(stage__in=IN_HAND, sealed=False).exclude(provider_key="").order_by("pk")
    for case in list(rows):
        try:
            rule = found_since(case, known_facts(case), today)
            if rule:
                doing = Doing(registry.procedure_of(case).action("stop_work"), {"rule": rule, "note": FOUND}, today)
                perform(None, case.pk, [doing], now=now)
                stopped += 1
        except Exception:
            log.exception("a case could not be asked for conflicts")
    return stopped


def found_since(case: object, facts: Facts, today: date) -> str:
    """The rule that bars the handler today, in the words of the form that stops; empty for none."""
    from fengqiao.lines.aidcases.models import AidCase

    assert isinstance(case, AidCase)
    handler = Provider.objects.select_related("org").filter(pk=int(case.provider_key)).first() if case.provider_key.isdigit() else None
    if handler is None:
        return ""
    cleared = _cleared(facts)
    if LICENCE not in cleared and _may_not_practise(handler, today):
        return LICENCE
    [asked] = gathering.asked_of([(case, facts)], today)
    hits = edges.known_against(case, asked, [handler])[handler.pk]
    rules = [hit.rule.code.partition("-")[0] for hit in hits if hit.severity is Severity.HARD]
    return next((rule for rule in rules if rule not in cleared), "")


def _cleared(facts: Facts) -> set[str]:
    """The rules upon which the work was stopped and which the head found to be none, for the handler there is."""
    found: set[str] = set()
    last = ""
    for fact in facts.all("stop_work", "resume_work", "grant_change"):
        if fact.action == "stop_work":
            last = str(fact.get("rule", ""))
        elif fact.action == "resume_work":
            found.add(last)
        else:
            found.clear()
    return found


def _may_not_practise(handler: Provider, today: date) -> bool:
    """The licence has ended, or the practice was stopped, the person's or the whole firm's. A pause of new assignments is no reason to stop old ones."""
    if any(each is not None and each.left_on is not None and each.left_on <= today for each in (handler, handler.org)):
        return True
    if handler.kind in LICENSED and handler.licence_to is not None and handler.licence_to < today:
        return True
    held = Suspension.objects.filter(Q(provider=handler) | Q(org_id=handler.org_id, org__isnull=False), kind=SuspensionKind.PENALTY)
    return any(each.holds_on(today) for each in held)
