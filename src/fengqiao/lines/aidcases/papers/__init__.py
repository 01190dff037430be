"""Every official paper of a legal aid case, and what stands on it. ``PAPERS`` holds the kinds by code; :func:`values` reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.moving import papers as between
from fengqiao.lines.aidcases.moving.papers import HANDED_BACK, MOVE, TASK
from fengqiao.lines.aidcases.moving.papers import TOLD as MOVED_TOLD
from fengqiao.lines.aidcases.papers import ending, handling, letters
from fengqiao.lines.aidcases.papers.ending import (
    CHANGE_FORM,
    CHANGE_NOTICE,
    CHANGE_REFUSED,
    CHANGE_TO_ORGAN,
    CLOSING_REPORT,
    CONTENTS,
    HANDOVER_LIST,
    LIFTED,
    RESUMED,
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
    REFUSED_LETTER,
    REPLY,
)
from fengqiao.lines.aidcases.papers.reading import Reading
from fengqiao.matter.timeline import Facts

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_KINDS: tuple[tuple[PaperKind, Callable[[Reading], dict[str, Any]]], ...] = (
    (RECEIPT, letters.receipt_values), (CHASE_LETTER, letters.chase_values), (ASSIGNMENT, letters.assignment_values),
    (OFFICIAL_LETTER, letters.official_letter_values), (REPLY, letters.reply_values), (REFUSED_LETTER, letters.refused_letter_values), (BORROW_LETTER, letters.borrow_values),
    (AGREEMENT, handling.agreement_values), (POWER, handling.power_values), (MEETING_RECORD, handling.meeting_values), (TOLD_RECORD, handling.told_values),
    (GRAVE_REPORT, handling.grave_values), (CHANGE_FORM, ending.change_form_values), (CHANGE_NOTICE, ending.change_notice_values),
    (CHANGE_REFUSED, ending.change_refused_values), (CHANGE_TO_ORGAN, ending.change_organ_values), (HANDOVER_LIST, ending.handover_values), (TERMINATION, ending.termination_values), (LIFTED, ending.lifted_values), (STOPPED, ending.stopped_values), (RESUMED, ending.resumed_values),
    *between.KINDS,
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


def was_refused_in_writing(facts: Facts) -> bool:
    told = facts.last("tell_organ")
    return facts.has("refuse_defence") and told is not None and told.get("way") == "letter"


def asked_by_another(facts: Facts) -> bool:
    """Whether the change was asked for by somebody who is to be told: not by the centre itself."""
    asked = facts.last("ask_change")
    return asked is not None and asked.get("by") != "centre"


__all__ = [
    "AGREEMENT", "ASSIGNMENT", "BORROW_LETTER", "CHANGE_FORM", "CHANGE_NOTICE", "CHANGE_REFUSED", "CHANGE_TO_ORGAN", "CHASE_LETTER", "CLOSING_REPORT", "CONTENTS",
    "GRAVE_REPORT", "HANDED_BACK", "HANDOVER_LIST", "LIFTED", "MEETING_RECORD", "MOVE", "MOVED_TOLD", "OFFICIAL_LETTER", "PAPERS", "POWER", "RECEIPT", "REFUSED_LETTER", "REPLY", "RESUMED", "STOPPED", "TASK", "TERMINATION", "TOLD_RECORD",
    "asked_by_another", "is_named", "values", "was_meeting", "was_refused_in_writing",
]  # fmt: skip
