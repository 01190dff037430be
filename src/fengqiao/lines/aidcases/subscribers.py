"""What legal aid cases hear of applications: aid was granted, given first, confirmed, ended, ordered. A hearer may run twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.legalaid.published import (
    APPLIED,
    FIRST,
    MOVED,
    ORDERED,
    AidConfirmed,
    AidEnded,
    AidGranted,
    ComplaintEnded,
    CorrectionOrdered,
    PropertyComplained,
    property_complaints_open,
)
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, lock_matter, open_matter, perform
from fengqiao.matter.events import subscribes
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Office, OfficeKind

ORIGINS = {APPLIED: codes.APPLIED, FIRST: codes.FIRST_AID, ORDERED: codes.ORDERED, MOVED: codes.MOVED}
TAKEN = ("name", "sex", "id_no", "birth_on", "address", "phone", "kind", "agent_kind")
SIDES = {"applicant": codes.RECIPIENT, "agent": codes.AGENT, "respondent": codes.OPPONENT}  # whoever is only concerned stays with the application
SAFE = ("quiet_hours", "code_word", "forbidden")


@subscribes(AidGranted)
def granted(event: AidGranted) -> None:
    """A case is opened for the application, once."""
    follow(event, now=timezone.now())


@transaction.atomic
def follow(event: AidGranted, *, now: datetime) -> Matter | None:
    """The case that was opened for the application; None where it has one."""
    from fengqiao.lines.aidcases.models import AidCase

    application = lock_matter(event.matter_id)
    if AidCase.objects.filter(application_id=application.pk).exists():
        return None
    told = _told(application)
    data = {
        "origin": ORIGINS[event.origin], "parties": _parties(told, event), "application": application.pk.hex, "decided_on": event.decided_on.isoformat(),
        "aid_form": event.aid_form, "matter_code": event.matter_code, "cause": event.cause or "未写明", "case_stage": event.stage, "organ": event.organ,
        "organ_case_no": told.get("organ_case_no"), "need_aids": list(told.get("need_aids") or ()), "urgent": bool(event.urgent), "campaigns": list(told.get("campaigns") or ()),
        "formalities_by": event.formalities_by,
    }  # fmt: skip
    given = {name: value for name, value in (data | _safe(told)).items() if value not in (None, "", [], False)} | _may(told)
    procedure = registry.procedure_on("aidcase", event.on)
    opened = [Doing(procedure.action("opened"), given, event.on)]
    return open_matter(None, procedure, opened, centre_of(application), now=now, demo=application.demo).matter


def _told(application: Matter) -> Mapping[str, Any]:
    gives = registry.line(application.line).gives
    return gives(known_facts(application)) if gives else {}


def _parties(told: Mapping[str, Any], event: AidGranted) -> list[dict[str, Any]]:
    """Everybody who applied, the recipient the event names first; who acts for them; then those on the other side."""
    order = list(SIDES)
    rows = sorted((row for row in told.get("parties") or () if row.get("side") in SIDES), key=lambda row: (order.index(row["side"]), row["n"] != event.recipient))
    return [{"side": SIDES[row["side"]], **{name: row[name] for name in TAKEN if row.get(name)}} for row in rows]


def _safe(told: Mapping[str, Any]) -> dict[str, Any]:
    """How the recipient may be reached, and whom nobody may tell: the handler is to know it before the first call."""
    return {"protect": codes.VIOLENCE if told.get("restricted") == codes.VIOLENCE else ""} | {name: told.get(name) for name in SAFE}


def _may(told: Mapping[str, Any]) -> dict[str, bool]:
    """Said in so many words, for a no counts as much as a yes."""
    return {name: bool(told.get(name)) for name in ("may_call", "may_sms")}


def centre_of(application: Matter) -> Office:
    """The centre that decided; where an office of a township received, the county's own."""
    office = Office.objects.get(pk=application.office_id)
    if office.kind in (OfficeKind.BUREAU, OfficeKind.SECTION):
        return office
    return Office.objects.get(territory=territories.county_of(office.territory))


@subscribes(AidConfirmed)
def confirmed(event: AidConfirmed) -> None:
    """The formalities of what was given first are in order; where the case was ended for them meanwhile, it goes on."""
    _lift_of_application(event.matter_id, event.on)
    _record(event.matter_id, "confirmed", event.on, {})


@subscribes(AidEnded)
def ended(event: AidEnded) -> None:
    """What was given first is not confirmed: the head decides to end the case."""
    _record(event.matter_id, "not_confirmed", event.on, {"end_ground": str(event.ground)})


@transaction.atomic
def _record(application: UUID, action: str, on: date, data: dict[str, Any]) -> None:
    from fengqiao.lines.aidcases.models import AidCase

    case = AidCase.objects.filter(application_id=application).order_by("received_on").last()
    if case is None:
        raise LookupError("申请还没有立援助案件，稍后再试。")
    if known_facts(lock_matter(case.pk)).has(action):
        return
    perform(None, case.pk, [Doing(registry.procedure_of(case).action(action), data, on)], now=timezone.now())


@subscribes(CorrectionOrdered)
def corrected(event: CorrectionOrdered) -> None:
    """The bureau ordered a termination to be corrected: the case goes on with who had it. A refusal is the application's."""
    if event.against == "termination":
        lift(event.target, event.on, number=_number_of(event.matter_id), objection=event.matter_id)


@transaction.atomic
def lift(case_id: UUID, on: date, *, number: str, objection: UUID | None = None) -> bool:
    """Whether a termination was lifted; once, whatever is told again."""
    from fengqiao.lines.aidcases.models import AidCase

    if not AidCase.objects.filter(pk=case_id).exists():
        return False
    case = lock_matter(case_id)
    if f.termination(known_facts(case)) is None:
        return False
    said = {"number": number, **({"objection": objection.hex} if objection else {})}
    perform(None, case_id, [Doing(registry.procedure_of(case).action(f.LIFTED), said, on)], now=timezone.now())
    return True


def _number_of(matter_id: UUID) -> str:
    return str(Matter.objects.filter(pk=matter_id).values_list("number", flat=True).first() or "")


def _lift_of_application(application: UUID, on: date) -> None:
    from fengqiao.lines.aidcases.models import AidCase

    for case in AidCase.objects.filter(application_id=application).exclude(end_ground=""):
        if known_facts(case).has("not_confirmed"):
            lift(case.pk, on, number=_number_of(application))


@subscribes(PropertyComplained)
def complained(event: PropertyComplained) -> None:
    """No subsidy of the case is paid while it is open."""
    held_for_complaint(event.target, event.on, held=True)


@subscribes(ComplaintEnded)
def complaint_ended(event: ComplaintEnded) -> None:
    """The last one about the case is dealt with: what was held for it may be paid."""
    if event.property and not property_complaints_open([event.target]):
        held_for_complaint(event.target, event.on, held=False)


@transaction.atomic
def held_for_complaint(target: UUID, on: date, *, held: bool) -> int:
    """Hold, or release, the lines of a case in batches that are not paid yet; how many. Repeatable."""
    from fengqiao.lines.aidcases.models import AidCase, SubsidyLine

    cases = AidCase.objects.filter(Q(pk=target) | Q(application_id=target)).values("pk")
    rows = SubsidyLine.objects.filter(case_id__in=cases, state__in=("made", "checked"), hold="" if held else "complaint")
    for row in list(rows.order_by("matter_id", "n")):
        batch = lock_matter(row.matter_id)
        said = {"line": f"{row.case_id.hex}:{row.provider_key}", "note": "财物方面的投诉正在办理" if held else "投诉已经处理", **({"why": "complaint"} if held else {})}
        perform(None, batch.pk, [Doing(registry.procedure_of(batch).action("hold" if held else "release"), said, on)], now=timezone.now())
    return len(rows)
