"""What the platform hears: what became of the cases opened out of its matters, and that a matter has an outcome.

A subscriber may run twice; what is recorded already is not recorded again.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.published import DisputeEnded
from fengqiao.lines.mediation.published import CaseAgreed, CaseClosed, CaseEnded, CaseOpened
from fengqiao.matter.actions import Doing, known_facts, lock_matter, perform
from fengqiao.matter.events import subscribes
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action


@subscribes(CaseOpened)
def case_opened(event: CaseOpened) -> None:
    """The matter knows its case."""
    _record(event.origin, p.case_opened, event.matter_id, event.on, office=event.office)


@subscribes(CaseAgreed)
def case_agreed(event: CaseAgreed) -> None:
    """An agreement in the case resolves the matter."""
    _record(event.origin, p.case_resolved, event.matter_id, event.on, outcome=event.form)


@subscribes(CaseEnded)
def case_ended(event: CaseEnded) -> None:
    """No agreement: the unit goes on with the matter, sends it up or out."""
    _record(event.origin, p.case_ended, event.matter_id, event.on, outcome=event.outcome)


@subscribes(CaseClosed)
def case_closed(event: CaseClosed) -> None:
    _record(event.origin, p.case_closed, event.matter_id, event.on)


@transaction.atomic
def _record(origin: UUID, action: Action, case: UUID, on: date, **data: object) -> None:
    """Record once what became of a case, where its origin is a matter of this platform."""
    if not Matter.objects.filter(pk=origin, line="disputes").exists():
        return
    matter = lock_matter(origin)
    if any(fact.get("case") == case.hex for fact in known_facts(matter).all(action)):
        return
    perform(None, origin, [Doing(action, {"case": case.hex, **data}, on)], now=timezone.now())


@subscribes(DisputeEnded)
def tell_reports(event: DisputeEnded) -> None:
    """Every report on the matter, or on one merged into it, now asks for its reply."""
    from fengqiao.lines.disputes.models import Dispute, Report

    merged = Dispute.objects.filter(merged_into=event.matter_id).values_list("pk", flat=True)
    waiting = Report.objects.filter(dispute_id__in=[event.matter_id, *merged], closed=False)
    for report_id in waiting.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            known = known_facts(lock_matter(report_id)).all(r.outcome_known)
            if not any(fact.happened_on == event.on for fact in known):
                perform(None, report_id, [Doing(r.outcome_known, {}, event.on)], now=timezone.now())
