"""Every official paper of people's mediation, and what stands on it.

``PAPERS`` holds the kinds by code, :func:`values` reads a matter's facts for one of them, ``CATALOGUE`` and
:func:`missing_from` say what a dossier must hold. The list of subsidies and the notice of a committee's composition
belong to no matter: whoever makes them gives their values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers import (
    agreements,
    confirming,
    corrections,
    dossier,
    following,
    inquiry,
    letters,
    merging,
    notices,
    opening,
    rights,
)
from fengqiao.lines.mediation.papers.agreements import AGREEMENT, ORAL_AGREEMENT
from fengqiao.lines.mediation.papers.catalogue import (
    CATALOGUE,
    MATERIAL,
    CatalogueItem,
    Listed,
    contents_rows,
    missing_from,
)
from fengqiao.lines.mediation.papers.confirming import CERTIFICATE, CONFIRMATION_APPLICATION
from fengqiao.lines.mediation.papers.corrections import CORRECTION_SHEET
from fengqiao.lines.mediation.papers.dossier import CLOSING, CONTENTS, COVER, STATEMENT
from fengqiao.lines.mediation.papers.following import PERFORMANCE, VISIT
from fengqiao.lines.mediation.papers.inquiry import EVIDENCE_LIST, INVESTIGATION, SESSION
from fengqiao.lines.mediation.papers.letters import COMMITTEE_NOTICE, COURT_REPLY, ENTRUST_REPLY, ESCALATION, HANDOVER
from fengqiao.lines.mediation.papers.merging import MERGE_NOTICE, SPLIT_NOTICE
from fengqiao.lines.mediation.papers.notices import DECLINING, ENDING, EXTENSION, RESUMPTION, SUSPENSION, URGING
from fengqiao.lines.mediation.papers.opening import APPLICATION, ASSIGNMENT, POWER, REGISTER
from fengqiao.lines.mediation.papers.parties import HIDDEN, without
from fengqiao.lines.mediation.papers.reading import Reading, StaffNames, read_staff_names
from fengqiao.lines.mediation.papers.rights import RIGHTS
from fengqiao.lines.mediation.papers.subsidy import SUBSIDY_LIST

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_BUILT: tuple[tuple[PaperKind, Callable[[Reading], dict[str, Any]]], ...] = (
    (APPLICATION, opening.application_values),
    (REGISTER, opening.register_values),
    (RIGHTS, rights.rights_values),
    (ASSIGNMENT, opening.assignment_values),
    (POWER, opening.power_values),
    (INVESTIGATION, inquiry.investigation_values),
    (EVIDENCE_LIST, inquiry.evidence_list_values),
    (SESSION, inquiry.session_values),
    (AGREEMENT, agreements.agreement_values),
    (ORAL_AGREEMENT, agreements.oral_agreement_values),
    (ENDING, notices.ending_values),
    (DECLINING, notices.declining_values),
    (SUSPENSION, notices.suspension_values),
    (RESUMPTION, notices.resumption_values),
    (EXTENSION, notices.extension_values),
    (MERGE_NOTICE, merging.merge_notice_values),
    (SPLIT_NOTICE, merging.split_notice_values),
    (URGING, notices.urging_values),
    (PERFORMANCE, following.performance_values),
    (VISIT, following.visit_values),
    (CONFIRMATION_APPLICATION, confirming.confirmation_application_values),
    (CERTIFICATE, confirming.certificate_values),
    (ESCALATION, letters.escalation_values),
    (COURT_REPLY, letters.court_reply_values),
    (ENTRUST_REPLY, letters.entrust_reply_values),
    (HANDOVER, letters.handover_values),
    (CLOSING, dossier.closing_values),
    (COVER, dossier.cover_values),
    (CONTENTS, dossier.contents_values),
    (STATEMENT, dossier.statement_values),
    (CORRECTION_SHEET, corrections.correction_sheet_values),
)
_KINDS = (*(kind for kind, _ in _BUILT), SUBSIDY_LIST, COMMITTEE_NOTICE)
PAPERS: dict[str, PaperKind] = {kind.code: kind for kind in _KINDS}
_BUILDERS = {kind.code: build for kind, build in _BUILT}

# The applicant's own paper, and a report to the police, who must be able to find the persons.
_OWN_PAPER, _TO_THE_POLICE = APPLICATION.code, HANDOVER.code


def values(context: PaperContext, kind: PaperKind, *, staff_names: StaffNames = read_staff_names) -> dict[str, Any]:
    """What the paper says, read from the facts: text, numbers, flags, lists and rows of them.

    In a matter with domestic violence no telephone number or address of a person stays in any text. Empty for a paper
    that belongs to no matter.
    """
    build = _BUILDERS.get(kind.code)
    if build is None:
        return {}
    reading = Reading(context, staff_names)
    found = build(reading)
    if kind.code == _TO_THE_POLICE:
        return found
    said: dict[str, Any] = without(found, reading.secrets(codes.APPLICANT if kind.code == _OWN_PAPER else ""))
    return said


__all__ = [
    "AGREEMENT",
    "APPLICATION",
    "ASSIGNMENT",
    "CATALOGUE",
    "CERTIFICATE",
    "CLOSING",
    "COMMITTEE_NOTICE",
    "CONFIRMATION_APPLICATION",
    "CONTENTS",
    "CORRECTION_SHEET",
    "COURT_REPLY",
    "COVER",
    "DECLINING",
    "ENDING",
    "ENTRUST_REPLY",
    "ESCALATION",
    "EVIDENCE_LIST",
    "EXTENSION",
    "HANDOVER",
    "HIDDEN",
    "INVESTIGATION",
    "MATERIAL",
    "MERGE_NOTICE",
    "ORAL_AGREEMENT",
    "PAPERS",
    "PERFORMANCE",
    "POWER",
    "REGISTER",
    "RESUMPTION",
    "RIGHTS",
    "SESSION",
    "SPLIT_NOTICE",
    "STATEMENT",
    "SUBSIDY_LIST",
    "SUSPENSION",
    "URGING",
    "VISIT",
    "CatalogueItem",
    "Listed",
    "contents_rows",
    "missing_from",
    "values",
]  # fmt: skip
