"""Every official paper of resettlement, and what stands on it. ``PAPERS`` holds the kinds by code; :func:`values` reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind
from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement import facts as f
from fengqiao.lines.resettlement.papers import helping, referrals, release
from fengqiao.lines.resettlement.papers.helping import (
    AGREEMENT,
    CLOSING_SHEET,
    NEEDS_SHEET,
    REFUSAL,
    TEAM_LIST,
    VISIT_RECORD,
)
from fengqiao.lines.resettlement.papers.reading import Reading
from fengqiao.lines.resettlement.papers.referrals import (
    JOB_REFERRAL,
    PSYCH_CONSENT,
    PSYCH_END,
    RELIEF_REFERRAL,
    SERVICE_REFERRAL,
    TRAINING_REFERRAL,
    TRANSFER_LETTER,
)
from fengqiao.lines.resettlement.papers.release import FETCH_SLIP, LINK_SHEET, NOTICE_SHEET, VERIFY_REPLY, VERIFY_TASK
from fengqiao.matter.timeline import Facts

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_KINDS: tuple[tuple[PaperKind, Callable[[Reading], dict[str, Any]]], ...] = (
    (NOTICE_SHEET, release.notice_sheet_values), (VERIFY_TASK, release.verify_task_values), (VERIFY_REPLY, release.verify_reply_values),
    (LINK_SHEET, release.link_sheet_values), (FETCH_SLIP, release.fetch_slip_values), (AGREEMENT, helping.agreement_values),
    (TEAM_LIST, helping.team_list_values), (VISIT_RECORD, helping.visit_record_values), (NEEDS_SHEET, helping.needs_sheet_values),
    (REFUSAL, helping.refusal_values), (CLOSING_SHEET, helping.closing_sheet_values), (RELIEF_REFERRAL, referrals.referral_values),
    (JOB_REFERRAL, referrals.referral_values), (TRAINING_REFERRAL, referrals.referral_values), (SERVICE_REFERRAL, referrals.referral_values),
    (PSYCH_CONSENT, referrals.psych_consent_values), (PSYCH_END, referrals.psych_end_values), (TRANSFER_LETTER, referrals.transfer_letter_values),
)  # fmt: skip
PAPERS: dict[str, PaperKind] = {kind.code: kind for kind, _ in _KINDS}
_BUILD = {kind.code: build for kind, build in _KINDS}
NEUTRAL = (
    RELIEF_REFERRAL,
    JOB_REFERRAL,
    TRAINING_REFERRAL,
    SERVICE_REFERRAL,
)  # these never tell where a person has been


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of a release says."""
    return _BUILD[kind.code](Reading(context))


# When a paper is made ------------------------------------------------------------------------------------------------


def was_fetched(facts: Facts) -> bool:
    return f.link_mode(facts) == codes.FETCH


def wants_agreement(facts: Facts) -> bool:
    fact = facts.last("open_case")
    return bool(fact and fact.get("agreement"))


def _referred(facts: Facts) -> str:
    """The kind of need referred last."""
    fact = facts.last("refer")
    need = f.need(facts, fact.get("need")) if fact else None
    return need.kind if need else ""


def refers_relief(facts: Facts) -> bool:
    return _referred(facts) == codes.RELIEF


def refers_job(facts: Facts) -> bool:
    return _referred(facts) in (codes.JOB, codes.BUSINESS)


def refers_training(facts: Facts) -> bool:
    return _referred(facts) == codes.TRAINING


def refers_other(facts: Facts) -> bool:
    return not (refers_relief(facts) or refers_job(facts) or refers_training(facts))


__all__ = [
    "AGREEMENT", "CLOSING_SHEET", "FETCH_SLIP", "JOB_REFERRAL", "LINK_SHEET", "NEEDS_SHEET", "NEUTRAL", "NOTICE_SHEET", "PAPERS",
    "PSYCH_CONSENT", "PSYCH_END", "REFUSAL", "RELIEF_REFERRAL", "SERVICE_REFERRAL", "TEAM_LIST", "TRAINING_REFERRAL", "TRANSFER_LETTER",
    "VERIFY_REPLY", "VERIFY_TASK", "VISIT_RECORD", "refers_job", "refers_other", "refers_relief", "refers_training", "values",
    "wants_agreement", "was_fetched",
]  # fmt: skip
