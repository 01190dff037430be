"""What a claim must know of its case at the moment of each step, read once and recorded with the entry. Names no party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.lines.mediation import agreement, codes, confirmation, register
from fengqiao.lines.mediation.committees.eligibility import not_in_office
from fengqiao.lines.mediation.models import Committee, MediationCase, Mediator, SubsidyClaim, SubsidyShare
from fengqiao.lines.mediation.permissions import CHECK_SUBSIDY
from fengqiao.lines.mediation.subsidies import looking
from fengqiao.lines.mediation.subsidies.rule import (
    COUNTY_LEVEL,
    LEVEL_OF_HOST,
    ORAL,
    TOWN_LEVEL,
    WRITTEN,
    CaseFacts,
    Rule,
    RuleFault,
    Share,
    award,
    share_faults,
)
from fengqiao.lines.mediation.subsidies.rules import rule_on
from fengqiao.matter.actions import known_facts
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Asking
from fengqiao.matter.registry import procedure_of
from fengqiao.matter.timeline import Facts
from fengqiao.orgs import standing_in
from fengqiao.orgs.models import Staff

NOT_COUNTED = ("withdrawn",)


@dataclass(frozen=True)
class Seen:
    """A case as a claim sees it."""

    case: MediationCase
    facts: Facts
    outcome_on: date | None
    missing: tuple[str, ...]

    @property
    def agreed(self) -> bool:
        return self.outcome_on is not None and self.case.outcome in (WRITTEN, ORAL)

    @property
    def set_aside(self) -> bool:
        """Whether a court has voided or revoked the agreement."""
        return any(fact.get("what") in ("void", "revoked") for fact in self.facts.all("set_aside"))

    @property
    def suspected(self) -> bool:
        """Whether the case itself stands still because it may be false."""
        last = self.facts.last("suspend", "resume")
        return last is not None and last.action == "suspend" and last.get("reason") == "suspected_false"


def of_claim(asking: Asking) -> Mapping[str, Any]:
    """A first claim: the case is locked until the claim is recorded, so that two cannot claim it at once."""
    case_id = UUID(asking.data["case"])
    Matter.objects.select_for_update().get(pk=case_id)
    found = _of_case(asking, case_id)
    other = (
        SubsidyClaim.objects.filter(case_id=case_id).exclude(pk=asking.matter.pk).exclude(stage__in=NOT_COUNTED).first()
    )
    # checked by the section: the county's own committees, and where the office has nobody else
    found["at_county"] = asking.matter.territory // 10**6 % 1000 == 0 or not _office_can_check(asking, found)
    return found | ({"claimed": procedure_of(other).stage(other.stage).label} if other is not None else {})


def _office_can_check(asking: Asking, found: Mapping[str, Any]) -> bool:
    """Whether somebody at the justice office may check this claim today who neither makes it nor has a share in it."""
    above = asking.matter.office.parent_id
    if above is None:
        return False
    concerned = {asking.actor.staff_id, *(part["staff"] for part in found.get("parts", ()))}
    able = standing_in.who_may_act(above, CHECK_SUBSIDY.role_codes, asking.happened_on)
    return any(post.staff_id not in concerned for post in able)


def of_step(asking: Asking) -> Mapping[str, Any]:
    """A later step: the case as it is now, who acts, and signs that have shown since."""
    return {**_of_case(asking, UUID(asking.facts.opening.data["case"])), **of_person(asking)}


def of_person(asking: Asking) -> Mapping[str, Any]:
    """Whether the person belongs to the committee or has a share in the claim."""
    own = asking.actor.office_id == asking.matter.office_id
    parts = parts_of(asking.facts)
    return {"own": own or any(part["staff"] == asking.actor.staff_id for part in parts), "by": asking.actor.staff_id}


def parts_of(facts: Facts) -> list[dict[str, Any]]:
    """The shares as last stated."""
    fact = facts.last("claim", "resubmit")
    return list(fact.get("parts", ())) if fact is not None else []


def _of_case(asking: Asking, case_id: UUID) -> dict[str, Any]:
    seen = see(case_id)
    found: dict[str, Any] = {
        "case_number": seen.case.number, "form": seen.case.outcome, "agreed": seen.agreed, "outcome_on": seen.outcome_on.isoformat() if seen.outcome_on else "",
        "performed": seen.case.performed_on is not None or not agreement.items(seen.facts), "archived": seen.case.archived_on is not None,
        "missing": list(seen.missing), "set_aside": seen.set_aside, "suspected": seen.suspected, "faults": [], "findings": [],
    }  # fmt: skip
    if not seen.agreed:
        return found
    assert seen.outcome_on is not None
    shares = _shares(asking, seen)
    rule = rule_on(seen.case.territory, seen.outcome_on)
    found |= {"parts": [{"staff": s.staff_id, "name": s.name, "percent": s.percent, "host": s.host} for s in shares],
              "rule": rule.id if rule else None, "rule_label": rule.label if rule else ""}  # fmt: skip
    found["faults"] = _faults(rule, shares, seen)
    found["findings"] = [asdict(finding) for finding in looking.findings(seen.case, seen.facts)]
    if rule is not None:
        found |= _award(asking, rule, seen, shares) | {
            "performed_required": rule.performed_required, "archived_required": rule.archived_required,
        }  # fmt: skip
    return found


def see(case_id: UUID) -> Seen:
    """The case and what its timeline says."""
    case = MediationCase.objects.select_related("office").get(pk=case_id)
    facts = known_facts(case)
    return Seen(case, facts, agreement.effective_on(facts), tuple(register.missing_papers(facts)))


def _shares(asking: Asking, seen: Seen) -> list[Share]:
    """The shares the claim states; those stated before; else all to the host mediator."""
    assigned = seen.facts.last("assign", "replace")
    host = assigned.get("mediator") if assigned is not None else seen.case.handler_id
    rows = [(row["mediator"], row["percent"]) for row in asking.data.get("shares") or ()]
    rows = rows or [(part["staff"], part["percent"]) for part in parts_of(asking.facts)] or [(host, 100)]
    names = dict(Staff.objects.filter(pk__in=[pk for pk, _ in rows]).values_list("pk", "name"))
    return [Share(pk, names.get(pk, ""), percent, host=pk == host) for pk, percent in rows]


def _faults(rule: Rule | None, shares: Sequence[Share], seen: Seen) -> list[str]:
    """What stands against these shares: the sum, identities, people of another case, not in office on the outcome's day."""
    assert seen.outcome_on is not None
    staff = [share.staff_id for share in shares]
    found = not_in_office(seen.case.office_id, staff, seen.outcome_on, accepted_on=seen.facts.on("accept"))
    if rule is not None:
        identities: dict[int, list[str]] = {}
        for pk, words in Mediator.objects.filter(staff_id__in=staff).values_list("staff_id", "identities"):
            identities.setdefault(pk, []).extend(words)
        found += share_faults(rule, shares, identities)
    worked = _worked(seen.facts)
    found += [f"{share.name}没有参加本案调解，不能分份额。请核对。" for share in shares if share.staff_id not in worked]
    return found


def _worked(facts: Facts) -> set[int]:
    """Who was ever assigned to the case."""
    found: set[int] = set()
    for fact in facts.all("assign", "replace"):
        found |= {fact.get("mediator"), *fact.get("others", ())}
    return found


def _award(asking: Asking, rule: Rule, seen: Seen, shares: Sequence[Share]) -> dict[str, Any]:
    assert seen.outcome_on is not None
    month = seen.outcome_on.replace(day=1)
    paid: dict[int, int] = {}
    others = SubsidyShare.objects.filter(staff_id__in=[s.staff_id for s in shares], month=month, counts=True)
    for staff_id, amount in others.exclude(matter_id=asking.matter.pk).values_list("staff_id", "amount_yuan"):
        paid[staff_id] = paid.get(staff_id, 0) + amount
    level = asking.data.get("level") or asking.facts.value("level", "")
    try:
        made = award(rule, case_facts(seen), shares, paid_in_month=paid, level=level or "")
    except RuleFault as fault:
        return {"no_rate": str(fault)}
    return {
        "award": {
            "level": made.level,
            "why": made.why,
            "total": made.total_yuan,
            "amounts": list(made.amounts),
            "steps": list(made.steps),
        }
    }


def case_facts(seen: Seen) -> CaseFacts:
    """What the standard asks of the case."""
    facts, case = seen.facts, seen.case
    committee = Committee.objects.filter(office_id=case.office_id).first()
    at_county = case.territory // 10**6 % 1000 == 0
    host = LEVEL_OF_HOST.get(committee.host if committee else "", COUNTY_LEVEL if at_county else TOWN_LEVEL)
    return CaseFacts(
        host_level=host, form=case.outcome, people=case.people_count or 0, amount_fen=case.amount_agreed_fen or 0,
        sessions=len(facts.all("session")), type=case.dispute_type, prediction=str(facts.opening.get("prediction", "")),
        confirmed=confirmation.is_confirmed(facts), entrusted=case.source in codes.TRANSFERRED,
        prevented=any(fact.get("prevention") for fact in facts.all("close")),
    )  # fmt: skip
