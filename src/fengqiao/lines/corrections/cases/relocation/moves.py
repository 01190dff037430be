"""The change of the place of execution, read from the facts of either side. One at a time. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from fengqiao.matter.timeline import Fact, Facts

APPLY, OPINION, INQUIRE, REPLY, DISPUTE, SETTLE, DECIDE = (
    "apply_move", "move_opinion", "inquire_move", "move_reply", "dispute_move", "settle_move", "decide_move",
)  # fmt: skip
SERVE, TELL_REFUSAL, SEND_FILE, FILE_RECEIPT, NOT_ARRIVED, WITHDRAW, AWAY = (
    "serve_move", "tell_move_refusal", "send_move_file", "move_file_receipt", "move_not_arrived", "withdraw_move", "move_away",
)  # fmt: skip
ANSWER, FILE_IN, ARRIVED, TELL_OLD, TAKE_OVER = (
    "answer_inquiry", "file_received", "arrived_here", "tell_not_arrived", "take_over",
)  # fmt: skip
APPLIED, INQUIRED, AGREED, OPPOSED, DISPUTED, SETTLED_FOR, SETTLED_AGAINST = (
    "已申请", "征求意见中", "新地同意", "新地不同意", "已报上级协调", "上级同意变更", "上级不同意变更",
)  # fmt: skip
APPROVED, REFUSED, IN_TRANSIT, GONE, TAKEN_BACK, ABSENT = (
    "已决定变更", "不予变更", "在途", "新地已接收", "已撤回", "未按时到新地报到",
)  # fmt: skip


@dataclass(frozen=True)
class Move:
    """One change of the place of execution, as the old side knows it. ``seq``: the entry that asked for it."""

    seq: int
    asked_on: date
    reason: str
    to_code: str
    to: str
    state: str = APPLIED
    opinion: str = ""
    inquired_on: date | None = None
    replied_on: date | None = None
    settled_on: date | None = None
    decided_on: date | None = None
    approved: bool | None = None
    served_on: date | None = None
    refusal_told_on: date | None = None
    file_sent_on: date | None = None
    receipt_on: date | None = None
    away_on: date | None = None
    absent_on: date | None = None

    @property
    def open(self) -> bool:
        """Not ended: neither gone, nor taken back, nor refused and told."""
        return self.state not in (GONE, TAKEN_BACK) and not (self.approved is False and self.refusal_told_on)

    @property
    def ripe_on(self) -> date | None:
        """Since when it can be decided: the new side's answer, or the level above's; none while that is waited for."""
        return None if self.state == DISPUTED else self.settled_on or self.replied_on

    @property
    def may_be_approved(self) -> bool:
        """The new side agrees, or the level above both has settled it so."""
        return self.state in (AGREED, SETTLED_FOR)


def moves(facts: Facts) -> list[Move]:
    """Every change asked for, in order; each further entry belongs to the last one."""
    found: list[Move] = []
    for fact in facts:
        if fact.action == APPLY:
            found.append(Move(fact.seq, fact.happened_on, fact.get("reason", ""), fact.get("to_code", ""), fact.get("to_name", "")))
        elif found and fact.action in _AFTER:
            found[-1] = _AFTER[fact.action](found[-1], fact)
    return found


def current(facts: Facts) -> Move | None:
    """The one under way, if any."""
    found = moves(facts)
    return found[-1] if found and found[-1].open else None


def last(facts: Facts) -> Move | None:
    found = moves(facts)
    return found[-1] if found else None


def _replied(move: Move, fact: Fact) -> Move:
    return replace(move, replied_on=fact.happened_on, state=AGREED if fact.get("answer") == "yes" else OPPOSED)


def _settled(move: Move, fact: Fact) -> Move:
    return replace(move, settled_on=fact.happened_on, state=SETTLED_FOR if fact.get("answer") == "yes" else SETTLED_AGAINST)


def _decided(move: Move, fact: Fact) -> Move:
    yes = fact.get("answer") == "yes"
    return replace(move, decided_on=fact.happened_on, approved=yes, state=APPROVED if yes else REFUSED)


_AFTER: dict[str, Callable[[Move, Fact], Move]] = {
    OPINION: lambda move, fact: replace(move, opinion=fact.get("opinion", "")),
    INQUIRE: lambda move, fact: replace(move, inquired_on=fact.happened_on, state=INQUIRED),
    REPLY: _replied,
    DISPUTE: lambda move, fact: replace(move, state=DISPUTED),
    SETTLE: _settled,
    DECIDE: _decided,
    SERVE: lambda move, fact: replace(move, served_on=fact.happened_on, state=IN_TRANSIT),
    TELL_REFUSAL: lambda move, fact: replace(move, refusal_told_on=fact.happened_on),
    SEND_FILE: lambda move, fact: replace(move, file_sent_on=fact.happened_on),
    FILE_RECEIPT: lambda move, fact: replace(move, receipt_on=fact.happened_on),
    NOT_ARRIVED: lambda move, fact: replace(move, absent_on=fact.happened_on, state=ABSENT),
    WITHDRAW: lambda move, fact: replace(move, state=TAKEN_BACK),
    AWAY: lambda move, fact: replace(move, away_on=fact.happened_on, state=GONE),
    ARRIVED: lambda move, fact: replace(move, away_on=fact.happened_on, state=GONE),
}

# What the chapters of conduct and revocation declare, by code: the proposal, and what decides on it by which need
PROPOSALS = ("propose_sanction", "propose_revocation")
DECIDED_BY = (
    ("decide_sanction", "item"), ("withdraw_sanction", "item"), ("revocation_decided", "proposal"), ("withdraw_revocation", "proposal"),
    ("approve_revocation", "proposal"),
)  # fmt: skip
SENDS_ON = "approve_revocation"  # approved, the proposal goes to the court and waits there
NOT_AGAINST = ("praise",)  # a proposal to praise holds nobody back


def open_proposals(facts: Facts) -> list[Fact]:
    """Proposals to sanction or to revoke that have not been decided on."""
    decided = {
        int(fact.get(need, 0) or 0)
        for code, need in DECIDED_BY
        for fact in facts.all(code)
        if code != SENDS_ON or fact.get("answer") != "yes"
    }
    return [fact for fact in facts.all(*PROPOSALS) if fact.seq not in decided and fact.get("kind") not in NOT_AGAINST]
