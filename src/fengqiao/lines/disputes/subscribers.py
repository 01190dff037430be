"""What the platform hears: what became of the cases opened out of its matters, and that a matter has an outcome.

A subscriber may run twice; what is recorded already is not recorded again.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.published import DisputeEnded
from fengqiao.lines.mediation.published import CaseAgreed, CaseClosed, CaseEnded, CaseMerged, CaseOpened, CaseSplit
from fengqiao.lines.screening.published import LeadRaised
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, lock_matter, open_matter, perform
from fengqiao.matter.events import subscribes
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post


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


@subscribes(CaseMerged)
def case_merged(event: CaseMerged) -> None:
    """Another case leads now; what becomes of that one is told here too."""
    _record(event.origin, p.case_merged, event.matter_id, event.on, into=event.into.hex, office=event.office, entry=event.entry)


@subscribes(CaseSplit)
def case_split(event: CaseSplit) -> None:
    _record(event.origin, p.case_split, event.matter_id, event.on, into=event.into.hex, entry=event.entry)


@subscribes(CaseClosed)
def case_closed(event: CaseClosed) -> None:
    _record(event.origin, p.case_closed, event.matter_id, event.on)


@transaction.atomic
def _record(origin: UUID, action: Action, case: UUID, on: date, **data: object) -> None:
    """Record once what became of a case, where its origin is a matter of this platform; the one that leads it hears too."""
    for matter_id in sorted(_and_leading(origin)):
        known = known_facts(lock_matter(matter_id)).all(action)
        if not any(fact.get("case") == case.hex and fact.get("entry") == data.get("entry") for fact in known):
            perform(None, matter_id, [Doing(action, {"case": case.hex, **data}, on)], now=timezone.now())


def _and_leading(origin: UUID) -> list[UUID]:
    """The matter, and the one it was merged into; nothing for a matter of another line."""
    from fengqiao.lines.disputes.models import Dispute

    found: list[UUID] = []
    into: UUID | None = origin
    while into is not None and into not in found and (row := Dispute.objects.filter(pk=into).first()) is not None:
        found.append(into)
        into = row.merged_into
    return found


@subscribes(LeadRaised)
def lead_raised(event: LeadRaised) -> None:
    take_lead(event, now=timezone.now())


@transaction.atomic
def take_lead(event: LeadRaised, *, now: datetime) -> None:
    """A lead of a screening becomes a report and a matter, in the name of whoever raised it; the lead learns its code."""
    lead = lock_matter(event.matter_id)
    facts = known_facts(lead)
    raised = facts.last("raise_matter")
    if raised is None or raised.actor_id is None or raised.get("matter") or facts.has("link_matter"):
        return
    actor = _actor(raised.actor_id, lead)
    told = {
        "channel": codes.SCREENING, "reporter_role": "grid", "reporter_name": raised.actor_name, "claim": "排查发现，请予化解。",
        "summary": facts.value("summary"), "type": facts.value("type"), "place": facts.value("place"), "place_territory": lead.territory,
        "parties": [{"side": codes.THIRD, "kind": codes.PERSON, "name": q.name, "phone": q.get("phone")} for q in facts.present_parties],
    }  # fmt: skip
    told["parties"] = [{name: value for name, value in row.items() if value} for row in told["parties"]]
    office = Office.objects.get(pk=lead.office_id)
    day = event.on
    becomes = {"type": told["type"], "difficulty": "ordinary", "risk": codes.YELLOW}
    done = open_matter(
        actor, r.REPORT, [Doing(r.receive, told, day), Doing(r.raise_, becomes, day)],
        office, now=now, once=f"lead-{lead.pk.hex}", demo=lead.demo,
    )  # fmt: skip
    dispute = Matter.objects.get(pk=done.standing.facts.last(r.raise_).get("dispute"))  # type: ignore[union-attr]
    link = registry.procedure_of(lead).action("link_matter")
    perform(None, lead.pk, [Doing(link, {"matter": dispute.number}, day)], now=now)


def _actor(staff_id: int, lead: Matter) -> Actor:
    """The person who raised it, in the post from which they reach it. Raises LookupError when there is none any more."""
    today = timezone.localdate()
    for post in Post.objects.held_on(today).filter(staff_id=staff_id).select_related("staff", "office"):
        actor = actor_of(post)
        if actor.reaches(lead.territory):
            return actor
    raise LookupError(f"线索{lead.number}由人提出立事项，但他现在没有能办理的岗位。请由所在司法所在“来件”中登记。")


@subscribes(DisputeEnded)
def tell_reports(event: DisputeEnded) -> None:
    """Every report on the matter, or on one merged into it, now asks for its reply."""
    from fengqiao.lines.disputes.merged import with_merged
    from fengqiao.lines.disputes.models import Report

    waiting = Report.objects.filter(dispute_id__in=with_merged(event.matter_id), closed=False)
    for report_id in waiting.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            known = known_facts(lock_matter(report_id)).all(r.outcome_known)
            if not any(fact.happened_on == event.on for fact in known):
                perform(None, report_id, [Doing(r.outcome_known, {}, event.on)], now=timezone.now())
