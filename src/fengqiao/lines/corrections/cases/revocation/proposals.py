"""Proposals to revoke or to recommit, read from the facts. Pure. Only a document ends one: a rumour ends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from fengqiao.lines.corrections.cases.revocation import grounds as g
from fengqiao.matter.timeline import Fact, Facts

PROPOSE, APPROVE, RECEIVED, ARREST, ARRESTED, HEARING, RULING, AT_LARGE, AGAIN, WITHDRAW = (
    "propose_revocation", "approve_revocation", "revocation_received", "arrest_decided", "arrested", "revocation_heard", "revocation_decided",
    "at_large", "receive_again", "withdraw_revocation",
)  # fmt: skip
ELSEWHERE = "revoked_elsewhere"
PROPOSED, NOT_SENT, SENT, REVIEWED, REVOKED, KEPT, WITHDRAWN = (
    "待审签", "不予提请", "已提请", "审理中", "已撤销、收监", "不予撤销、收监", "已撤回",
)  # fmt: skip
WORD = dict(g.KINDS)
PENDING = (PROPOSED, SENT, REVIEWED)


@dataclass(frozen=True)
class Proposal:
    """One proposal; ``seq`` is the entry's that made it."""

    seq: int
    kind: str
    ground: str
    proposed_on: date
    arrest: bool
    state: str = PROPOSED
    approved: Fact | None = field(default=None, compare=False)
    received: Fact | None = field(default=None, compare=False)
    arrest_decided: Fact | None = field(default=None, compare=False)
    arrested_on: date | None = None
    ruling: Fact | None = field(default=None, compare=False)
    again_on: date | None = None
    at_large: bool = False

    @property
    def pending(self) -> bool:
        return self.state in PENDING

    @property
    def label(self) -> str:
        return WORD.get(self.kind, "")

    @property
    def word(self) -> str:
        return f"{self.label}（{self.proposed_on.isoformat()}提出，{self.state}）"


def proposals(facts: Facts) -> list[Proposal]:
    """Every proposal in order, with what became of it."""
    found: dict[int, Proposal] = {}
    for fact in facts.all(PROPOSE, APPROVE, RECEIVED, ARREST, ARRESTED, RULING, AT_LARGE, AGAIN, WITHDRAW):
        if fact.action == PROPOSE:
            found[fact.seq] = Proposal(
                fact.seq,
                fact.get("kind", ""),
                fact.get("revocation_ground", ""),
                fact.happened_on,
                fact.get("arrest") == "yes",
            )
        elif (one := found.get(fact.get("proposal", 0))) is not None:
            found[one.seq] = _after(one, fact)
    return list(found.values())


def _after(one: Proposal, fact: Fact) -> Proposal:
    if fact.action == APPROVE:
        return replace(one, state=SENT if fact.get("answer") == "yes" else NOT_SENT, approved=fact)
    if fact.action == RECEIVED:
        return replace(one, state=REVIEWED, received=fact)
    if fact.action == ARREST:
        return replace(one, arrest_decided=fact)
    if fact.action == ARRESTED:
        return replace(one, arrested_on=fact.happened_on)
    if fact.action == RULING:
        return replace(one, state=REVOKED if fact.get("outcome") == "revoked" else KEPT, ruling=fact)
    if fact.action == AT_LARGE:
        return replace(one, at_large=fact.get("state") == "at_large")
    if fact.action == AGAIN:
        return replace(one, again_on=fact.happened_on)
    return replace(one, state=WITHDRAWN)


def pending(facts: Facts) -> Proposal | None:
    """The proposal that is not decided yet."""
    return next((one for one in reversed(proposals(facts)) if one.pending), None)


def revoked(facts: Facts) -> Proposal | None:
    """The proposal that was granted by a document."""
    return next((one for one in reversed(proposals(facts)) if one.state == REVOKED), None)


def ended_by_document(facts: Facts) -> bool:
    """Whether a document revoked the measure: on our proposal, or of the court that tried the new crime."""
    return revoked(facts) is not None or facts.has(ELSEWHERE)


def in_state(facts: Facts, *states: str) -> Iterator[tuple[int, str]]:
    for one in proposals(facts):
        if one.state in states:
            yield one.seq, one.word
