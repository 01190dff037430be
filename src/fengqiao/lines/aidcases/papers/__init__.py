"""Every official paper of a legal aid case, and what stands on it. ``PAPERS`` holds the kinds by code; :func:`values` reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.papers import ending, handling, letters
from fengqiao.lines.aidcases.papers.ending import (
    CHANGE_FORM,
    CHANGE_NOTICE,
    CHANGE_TO_ORGAN,
    CLOSING_REPORT,
    CONTENTS,
    HANDOVER_LIST,
    LIFTED,
    STOPPED,
    TERMINATION,
)
from fengqiao.lines.aidcases.papers.handling import AGREEMENT, GRAVE_REPORT, MEETING_RECORD, POWER, TOLD_RECORD
from fengqiao.lines.aidcases.papers.letters import (
    ASSIGNMENT,
    BORROW_LETTER,
    CHASE_LETTER,
    OFFICIAL_LETTER,
    RECEIPT,
    REPLY,
)
from fengqiao.lines.aidcases.papers.reading import Reading
from fengqiao.matter.timeline import Facts

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_KINDS: tuple[tuple[PaperKind, Callable[[Reading], dict[str, Any]]], ...] = (
    (RECEIPT, letters.receipt_values), (CHASE_LETTER, letters.chase_values), (ASSIGNMENT, letters.assignment_values),
    (OFFICIAL_LETTER, letters.official_letter_values), (REPLY, letters.reply_values), (BORROW_LETTER, letters.borrow_values),
    (AGREEMENT, handling.agreement_values), (POWER, handling.power_values), (MEETING_RECORD, handling.meeting_values), (TOLD_RECORD, handling.told_values),
    (GRAVE_REPORT, handling.grave_values), (CHANGE_FORM, ending.change_form_values), (CHANGE_NOTICE, ending.change_notice_values),
    (CHANGE_TO_ORGAN, ending.change_organ_values), (HANDOVER_LIST, ending.handover_values), (TERMINATION, ending.termination_values), (LIFTED, ending.lifted_values), (STOPPED, ending.stopped_values),
    (CLOSING_REPORT, ending.closing_values), (CONTENTS, ending.contents_values),
)  # fmt: skip
PAPERS: dict[str, PaperKind] = {kind.code: kind for kind, _ in _KINDS}
_BUILD = {kind.code: build for kind, build in _KINDS}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of a case says."""
    return _BUILD[kind.code](Reading(context))


# When a paper is made ------------------------------------------------------------------------------------------------


def is_named(facts: Facts) -> bool:
    one = f.assigned(facts)
    return one is not None and one.named_on is not None


def was_meeting(facts: Facts) -> bool:
    fact = facts.last("work")
    return fact is not None and fact.get("kind") in codes.MET


__all__ = [
    "AGREEMENT", "ASSIGNMENT", "BORROW_LETTER", "CHANGE_FORM", "CHANGE_NOTICE", "CHANGE_TO_ORGAN", "CHASE_LETTER", "CLOSING_REPORT", "CONTENTS",
    "GRAVE_REPORT", "HANDOVER_LIST", "LIFTED", "MEETING_RECORD", "OFFICIAL_LETTER", "PAPERS", "POWER", "RECEIPT", "REPLY", "STOPPED", "TERMINATION", "TOLD_RECORD", "is_named",
    "values", "was_meeting",
]  # fmt: skip
