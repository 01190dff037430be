"""Every official paper of the dispute platform, and what stands on it.

``REPORT_PAPERS`` and ``DISPUTE_PAPERS`` hold the kinds by code; :func:`report_values` and :func:`dispute_values` read a
matter's facts for one of them. Whoever reported stands on papers of the report alone, and there on none that goes to
another person; a reporter who is no party stands on no paper of a dispute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind
from fengqiao.lines.disputes import codes, report_register
from fengqiao.lines.disputes.papers import (
    command,
    dossier,
    ending,
    intake,
    letters,
    privacy,
    sending,
    standing,
    supervising,
    telling,
    transfers,
)
from fengqiao.lines.disputes.papers.command import (
    SESSION_MINUTES,
    SESSION_NOTICE,
    SESSION_REQUEST,
    UNIT_ORDER,
    UNIT_REQUEST,
    calls_independent,
    calls_units,
    to_government,
    to_independent,
)
from fengqiao.lines.disputes.papers.dossier import CONTENTS, COVER, STATEMENT
from fengqiao.lines.disputes.papers.ending import CLOSING_SHEET, MERGE_DECISION, SPLIT_RECORD, VISIT_RECORD
from fengqiao.lines.disputes.papers.intake import CONSULTATION, INTAKE_SHEET, RECEIPT
from fengqiao.lines.disputes.papers.letters import REFERRAL, RESULT_LETTER
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.sending import DESIGNATION, DISPATCH_SLIP, ESCALATION
from fengqiao.lines.disputes.papers.standing import PAUSE_NOTICE, RESUME_NOTICE, UNRESOLVED_NOTICE
from fengqiao.lines.disputes.papers.supervising import SUPERVISION_ANSWER, SUPERVISION_ORDER, WATCH_SHEET
from fengqiao.lines.disputes.papers.telling import ACCEPTANCE, DECLINING, JOINED_NOTICE, REPLY_LETTER
from fengqiao.lines.disputes.papers.transfers import HANDOVER, HANDOVER_LIST, LIAISON_REQUEST, has_materials
from fengqiao.matter.timeline import Facts

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

Build = Callable[[Reading], dict[str, Any]]

_OF_REPORTS: tuple[tuple[PaperKind, Build], ...] = (
    (INTAKE_SHEET, intake.intake_sheet_values),
    (RECEIPT, intake.receipt_values),
    (ACCEPTANCE, telling.acceptance_values),
    (JOINED_NOTICE, telling.joined_notice_values),
    (DECLINING, telling.declining_values),
    (CONSULTATION, intake.consultation_values),
    (REFERRAL, letters.referral_values),
    (REPLY_LETTER, telling.reply_letter_values),
    (RESULT_LETTER, letters.result_letter_values),
)
_OF_DISPUTES: tuple[tuple[PaperKind, Build], ...] = (
    (DISPATCH_SLIP, sending.dispatch_slip_values),
    (DESIGNATION, sending.designation_values),
    (ESCALATION, sending.escalation_values),
    (SESSION_NOTICE, command.session_notice_values),
    (SESSION_REQUEST, command.session_request_values),
    (SESSION_MINUTES, command.session_minutes_values),
    (UNIT_ORDER, command.unit_order_values),
    (UNIT_REQUEST, command.unit_order_values),
    (SUPERVISION_ORDER, supervising.supervision_order_values),
    (SUPERVISION_ANSWER, supervising.supervision_answer_values),
    (WATCH_SHEET, supervising.watch_sheet_values),
    (HANDOVER, transfers.handover_values),
    (LIAISON_REQUEST, transfers.handover_values),
    (HANDOVER_LIST, transfers.handover_list_values),
    (PAUSE_NOTICE, standing.pause_notice_values),
    (RESUME_NOTICE, standing.resume_notice_values),
    (UNRESOLVED_NOTICE, standing.unresolved_notice_values),
    (MERGE_DECISION, ending.merge_decision_values),
    (SPLIT_RECORD, ending.split_record_values),
    (VISIT_RECORD, ending.visit_record_values),
    (CLOSING_SHEET, ending.closing_sheet_values),
    (COVER, dossier.cover_values),
    (CONTENTS, dossier.contents_values),
    (STATEMENT, dossier.statement_values),
)
REPORT_PAPERS: dict[str, PaperKind] = {kind.code: kind for kind, _ in _OF_REPORTS}
DISPUTE_PAPERS: dict[str, PaperKind] = {kind.code: kind for kind, _ in _OF_DISPUTES}
_REPORTS, _DISPUTES = ({kind.code: build for kind, build in built} for built in (_OF_REPORTS, _OF_DISPUTES))

# Papers that lie in the office; all the others of a report go to the one who reported, or to another body.
_INSIDE = frozenset({INTAKE_SHEET.code})
_TO_PARTIES = frozenset({kind.code for kind in (PAUSE_NOTICE, RESUME_NOTICE, UNRESOLVED_NOTICE)})


def report_values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of a report says. Nobody else's telephone or address leaves on it, nor who else reported."""
    reading = Reading(context)
    found = _REPORTS[kind.code](reading)
    if kind.code in _INSIDE and not reading.violent:
        return found
    secrets = dict.fromkeys(privacy.contacts(context.facts, _own(reading)), privacy.HIDDEN)
    if reading.violent:
        secrets |= dict.fromkeys(privacy.contacts(context.facts), privacy.HIDDEN)
    if kind.code == REFERRAL.code and not found.get("agreed"):
        secrets |= _myself(reading)
    if kind.code in (REPLY_LETTER.code, DECLINING.code):
        secrets |= _other_reporters(reading)
    said: dict[str, Any] = privacy.without(found, secrets, mobiles=reading.violent)
    return said


def _own(reading: Reading) -> set[int]:
    """The numbers under which whoever reported stands among the people of the report."""
    name = reading.opening.get("reporter_name", "")
    return {
        party.n
        for party in reading.context.facts.parties
        if party.side == codes.REPORTER or (name and party.name == name)
    }


def _myself(reading: Reading) -> dict[str, str]:
    """The name and number of whoever reported, where they are not to be told."""
    opening = reading.opening
    name, phone = opening.get("reporter_name", ""), opening.get("reporter_phone", "")
    return ({name: privacy.SOMEBODY} if len(name) >= privacy.LEAST_NAME else {}) | (
        {phone: privacy.HIDDEN} if phone else {}
    )


def _other_reporters(reading: Reading) -> dict[str, str]:
    """Those who reported the same matter besides."""
    from fengqiao.lines.disputes.models import Report

    found = report_register.dispute_id(reading.facts)
    if found is None:
        return {}
    with reading.whole_county():
        others = Report.objects.filter(dispute_id=found).exclude(pk=reading.context.matter.pk)
        hidden = privacy.reporters(others.values_list("pk", flat=True))
    known = {party.name for party in reading.context.facts.parties}
    return {secret: instead for secret, instead in hidden.items() if secret not in known}


def dispute_values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of a dispute says. A reporter who is no party is not in it, in whatever text the name was typed."""
    reading = Reading(context)
    found = _DISPUTES[kind.code](reading)
    if kind.code in (COVER.code, CONTENTS.code, STATEMENT.code):
        return found
    known = {party.name for party in context.facts.parties}
    with reading.whole_county():
        hidden = privacy.reporters(reading.report_ids)
    secrets = {secret: instead for secret, instead in hidden.items() if secret not in known}
    if reading.violent or kind.code in _TO_PARTIES:
        secrets |= dict.fromkeys(privacy.contacts(context.facts), privacy.HIDDEN)
    said: dict[str, Any] = privacy.without(found, secrets, mobiles=reading.violent)
    return said


# When a paper is made ------------------------------------------------------------------------------------------------


def answers_a_body(facts: Facts) -> bool:
    """Whether the report came from a body, which is told the result."""
    return facts.opening.get("channel") in codes.FROM_BODIES


def answers_a_person(facts: Facts) -> bool:
    """Whether a named person is answered: those who came through the petition office or 12345 as well."""
    opening = facts.opening
    if opening.get("anonymous") or opening.get("reporter_role") == "unit" or not opening.get("reporter_name"):
        return False
    return opening.get("channel") not in codes.FROM_BODIES or opening.get("channel") in (
        codes.PETITION,
        codes.MAYOR_LINE,
    )


__all__ = [
    "ACCEPTANCE", "CLOSING_SHEET", "CONSULTATION", "CONTENTS", "COVER", "DECLINING", "DESIGNATION", "DISPATCH_SLIP",
    "DISPUTE_PAPERS", "ESCALATION", "HANDOVER", "HANDOVER_LIST", "INTAKE_SHEET", "JOINED_NOTICE", "LIAISON_REQUEST",
    "MERGE_DECISION", "PAUSE_NOTICE", "RECEIPT", "REFERRAL", "REPLY_LETTER", "REPORT_PAPERS", "RESULT_LETTER",
    "RESUME_NOTICE", "SESSION_MINUTES", "SESSION_NOTICE", "SESSION_REQUEST", "SPLIT_RECORD", "STATEMENT",
    "SUPERVISION_ANSWER", "SUPERVISION_ORDER", "UNIT_ORDER", "UNIT_REQUEST", "UNRESOLVED_NOTICE", "VISIT_RECORD",
    "WATCH_SHEET", "answers_a_body", "answers_a_person", "calls_independent", "calls_units", "dispute_values",
    "has_materials", "report_values", "to_government", "to_independent",
]  # fmt: skip
