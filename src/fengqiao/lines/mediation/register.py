"""What the register shows of a case, and whether its file is complete. All read from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.codes.disputes import OLD, TAGS
from fengqiao.lines.mediation import agreement, codes, confirmation, people
from fengqiao.lines.mediation.papers.catalogue import missing_from
from fengqiao.matter.merging import absorbed, merge_fact
from fengqiao.matter.procedure import Condition, Urgency
from fengqiao.matter.timeline import Facts, read_once

STRICTNESS = ("", "sensitive", "minor", "violence")
ENDINGS = {"refused": "refused", "absent": "absent", "no_prospect": "failed", "not_signed": "failed"}
CLOSED_BY = {
    "decline": "declined", "withdraw": "withdrawn", "escalate": "escalated", "void_case": "void", "time_is_up": "failed",
}  # fmt: skip


def outcome(facts: Facts) -> tuple[str, date | None]:
    """The outcome code and its day: the effective day for an agreement, the ending day otherwise; empty while open."""
    voided = facts.on("void_entered")
    if voided is not None:
        return "void", voided
    merged = merge_fact(facts)
    if merged is not None:
        return "merged", merged.happened_on
    effective = agreement.effective_on(facts)
    if effective is not None:
        return ("oral" if agreement.is_oral(facts) else "written"), effective
    for fact in reversed(list(facts)):
        if fact.action == "end":
            return ENDINGS.get(fact.get("reason"), "by_law"), fact.happened_on
        if fact.action in CLOSED_BY:
            return CLOSED_BY[fact.action], fact.happened_on
    return "", None


def mediator(facts: Facts) -> int | None:
    """Who conducts the mediation now."""
    fact = facts.last("assign", "replace")
    return None if fact is None else fact.get("mediator")


def performance_word(facts: Facts) -> str:
    """How far the agreement is performed, in words."""
    if agreement.effective_on(facts) is None:
        return ""
    found = agreement.items(facts)
    if not found:
        return "无须履行"
    done = sum(1 for item in found if item.settled)
    if done == len(found):
        return "履行完毕"
    owed = sum(item.remainder_fen for item in found)
    return f"{done}/{len(found)}项已履行" + (f"，余{owed / 100:,.2f}元" if owed else "")


def restriction(facts: Facts) -> str:
    """The strictest restriction of the case and of the cases merged into it."""
    brought: list[str] = [fact.get("restricted", "") for fact in absorbed(facts)]
    return max([_own_restriction(facts), *brought], key=STRICTNESS.index)


def _own_restriction(facts: Facts) -> str:
    """The strictest restriction the facts call for, unless one was set by hand."""
    by_hand = facts.last("restrict")
    if by_hand is not None:
        word = str(by_hand.get("restricted"))
        return "" if word == "none" else word
    flags = people.flags(facts)
    if "minor" in flags or people.has_minor(facts):
        return "minor"
    if facts.has("answer_deletion") and "violence" not in flags:
        return "sensitive"  # 个人信息保护法 47: kept, and nothing else done with it
    return next((flag for flag in ("violence", "sensitive") if flag in flags), "")


def urgency(facts: Facts) -> Urgency:
    """Violence at home presses beside its days; the list does not name it."""
    return Urgency(2, "紧急情形") if "violence" in facts.opening.get("flags", ()) else Urgency()


def tag_columns(facts: Facts) -> dict[str, Any]:
    """The tags as last declared; what the case came to stands in its outcome."""
    fact = facts.last("tag")
    held = fact.get("tags", ()) if fact is not None else ()
    owed = fact if fact is not None and OLD in held else None
    return {
        "tags": [code for code, _ in TAGS if code in held],
        "owed_since_on": owed.day("owed_since_on") if owed else None,
        "handled_before": owed.get("handled_before") if owed else None,
    }


@read_once
def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a case's row."""
    word, on = outcome(facts)
    opening = facts.opening
    return {
        "title": people.title(facts),
        "masked_title": people.title(facts, masked=True),
        "handler_id": mediator(facts),
        "restricted": restriction(facts),
        "source": opening.get("source", ""),
        "regime": opening.get("regime", codes.GENERAL),
        "dispute_type": opening.get("type", "T99"),
        "difficulty": opening.get("difficulty", ""),
        "people_count": opening.get("people_count", len(facts.parties)),
        "amount_claimed_fen": opening.get("amount_claimed"),
        "amount_agreed_fen": agreement.total_fen(facts),
        "accepted_on": facts.on("accept"),
        "outcome": word,
        "outcome_on": on,
        "performed_on": agreement.performed_on(facts),
        "confirmation": confirmation.state(facts),
        "archived_on": facts.on("archive"),
        "origin_id": UUID(opening.get("origin")) if opening.get("origin") else None,
        **tag_columns(facts),
    }


def _complete(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
    missing = missing_papers(facts)
    if missing:
        return "卷宗还缺：" + "、".join(missing) + "。请补齐后再归档；确实没有的，先在“工作记事”中说明并补录材料。"
    return None


MADE_BY = {
    "accept": ("register", "rights"), "session": ("session",), "draft_agreement": ("agreement",),
    "reach_oral": ("oral_agreement", "session"), "end": ("ending", "session"), "escalate": ("escalation",),
    "time_is_up": ("ending", "session"),
}  # fmt: skip


def missing_papers(facts: Facts) -> list[str]:
    """Which required items of the official catalogue the file lacks; a written agreement needs its signed copy too."""
    present = ["statement"]  # the back cover is made by archiving itself
    for fact in facts:
        present += MADE_BY.get(fact.action, ())
        if fact.action == "add_material":
            present.append(str(fact.get("name", "")))
    if all(p.get("id_no") or p.get("no_id_reason") or p.get("phone") for p in facts.present_parties):
        present.append("身份证明（已登记身份信息）")
    oral = agreement.is_oral(facts)
    missing = missing_from(present, oral)
    if agreement.effective_on(facts) is not None and not oral and not facts.has("scan_signed"):
        missing.append("签署的调解协议书（扫描件或照片）")
    return missing


COMPLETE = Condition("卷宗齐全", _complete)
