"""Breaches found and what came of each, read from the facts: one fact, one sanction. Pure.

A sanction counts only once it has been served; one that an objection set aside does not count any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from fengqiao.lines.corrections.cases.conduct import grounds as g
from fengqiao.lines.corrections.cases.conduct.counting import days_out
from fengqiao.matter.timeline import Fact, Facts

PRAISE, ADMONISH, WARN, PENALTY = g.PRAISE, g.ADMONISH, g.WARN, g.PENALTY
FIND, INVESTIGATE, HEAR, PROPOSE, DECIDE, SERVE, RESULT, WITHDRAW, OBJECT, ANSWER = (
    "find_breach", "investigate_breach", "hear_person", "propose_sanction", "decide_sanction", "serve_sanction", "penalty_result",
    "withdraw_sanction", "object", "answer_objection",
)  # fmt: skip
PROPOSED, NOT_DECIDED, DECIDED, SERVED, SET_ASIDE = "待决定", "不予决定", "待送达", "已送达", "已撤销"
WORD, GROUND_WORD = dict(g.KINDS), dict(g.GROUNDS)


@dataclass(frozen=True)
class Breach:
    """A fact found: on which day, looked into by two, the person heard."""

    seq: int
    on: date
    what: str
    from_on: date | None = None
    to_on: date | None = None
    looked_into: Fact | None = field(default=None, compare=False)
    heard: Fact | None = field(default=None, compare=False)

    @property
    def days(self) -> int:
        """Days out of supervision, where it is about that; else 0."""
        return days_out(self.from_on, self.to_on) if self.from_on and self.to_on else 0

    @property
    def established(self) -> bool:
        return self.looked_into is not None and self.looked_into.get("verdict") == "yes"

    @property
    def word(self) -> str:
        return f"{self.on.isoformat()}：{self.what[:20]}"


@dataclass(frozen=True)
class Handling:
    """What was proposed about one breach, or in praise. ``seq`` is the entry that proposed it."""

    seq: int
    kind: str
    ground: str
    breach: int
    proposed_on: date
    state: str = PROPOSED
    decided: Fact | None = field(default=None, compare=False)
    served_on: date | None = None
    returned: int = 0  # how often it came back unserved
    punished: bool | None = None  # what the police decided, once told

    @property
    def label(self) -> str:
        return WORD.get(self.kind, "")

    @property
    def word(self) -> str:
        """警告（2026-05-06提出）"""
        return f"{self.label}（{self.proposed_on.isoformat()}提出）"

    @property
    def open(self) -> bool:
        return self.state in (PROPOSED, DECIDED)


def breaches(facts: Facts) -> list[Breach]:
    """The breaches found, in the order they were entered."""
    found: dict[int, Breach] = {}
    for fact in facts.all(FIND, INVESTIGATE, HEAR):
        if fact.action == FIND:
            found[fact.seq] = Breach(
                fact.seq,
                fact.day("on") or fact.happened_on,
                fact.get("what", ""),
                fact.day("from_on"),
                fact.day("to_on"),
            )
        elif (breach := found.get(fact.get("breach", 0))) is not None:
            key = "looked_into" if fact.action == INVESTIGATE else "heard"
            found[breach.seq] = replace(breach, **{key: fact})  # type: ignore[arg-type]  # one of two facts
    return list(found.values())


def breach_of(facts: Facts, seq: int) -> Breach | None:
    return next((breach for breach in breaches(facts) if breach.seq == seq), None)


def handlings(facts: Facts) -> list[Handling]:
    """Everything proposed, in the order of proposal, with what became of it."""
    found: dict[int, Handling] = {}
    against: dict[int, int] = {}  # an objection's entry, and what it is against
    for fact in facts:
        if fact.action == PROPOSE:
            found[fact.seq] = Handling(
                fact.seq,
                fact.get("kind", ""),
                fact.get("ground", ""),
                int(fact.get("breach", 0) or 0),
                fact.happened_on,
            )
        elif fact.action == OBJECT:
            against[fact.seq] = fact.get("item", 0)
        elif fact.action in (DECIDE, SERVE, RESULT, WITHDRAW, ANSWER):
            named = fact.get("item", 0) if fact.action != ANSWER else against.get(fact.get("objection", 0), 0)
            if named in found:
                found[named] = _after(found[named], fact)
    return list(found.values())


def _after(one: Handling, fact: Fact) -> Handling:
    if fact.action == DECIDE:
        return replace(one, state=DECIDED if fact.get("answer") == "yes" else NOT_DECIDED, decided=fact)
    if fact.action == SERVE and fact.get("result") == "returned":
        return replace(one, returned=one.returned + 1)
    if fact.action == SERVE:
        return replace(one, state=SERVED, served_on=fact.happened_on)
    if fact.action == RESULT:
        return replace(one, punished=fact.get("outcome") != "none")
    if fact.action == WITHDRAW or fact.get("result") == "changed":
        return replace(one, state=SET_ASIDE)
    return one


def handling_of(facts: Facts, seq: int) -> Handling | None:
    return next((one for one in handlings(facts) if one.seq == seq), None)


def served(facts: Facts, kind: str) -> list[Handling]:
    """The sanctions of one kind that were served and stand, in the order of service."""
    found = [one for one in handlings(facts) if one.kind == kind and one.state == SERVED]
    return sorted(found, key=lambda one: (one.served_on or date.max, one.seq))


def after_two(facts: Facts, kind: str) -> date | None:
    """The day the second one of the kind was served; None while there are not two."""
    standing = served(facts, kind)
    return standing[1].served_on if len(standing) > 1 else None


def was_punished(facts: Facts) -> bool:
    """Whether the police have punished a breach of supervision in this case."""
    return any(one.punished for one in handlings(facts))


def in_state(facts: Facts, *states: str, kinds: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
    for one in handlings(facts):
        if one.state in states and (not kinds or one.kind in kinds):
            yield one.seq, one.word


def unhandled(facts: Facts) -> list[Breach]:
    """Breaches that no standing proposal is about: one fact, one sanction."""
    taken = {one.breach for one in handlings(facts) if one.state not in (NOT_DECIDED, SET_ASIDE)}
    return [breach for breach in breaches(facts) if breach.seq not in taken]


@dataclass(frozen=True)
class Objection:
    """An objection and its answer."""

    seq: int
    item: int
    on: date
    answered: Fact | None = field(default=None, compare=False)

    @property
    def word(self) -> str:
        return f"{self.on.isoformat()}提出的异议"


def objections(facts: Facts) -> list[Objection]:
    answers = {fact.get("objection", 0): fact for fact in facts.all(ANSWER)}
    return [
        Objection(fact.seq, fact.get("item", 0), fact.happened_on, answers.get(fact.seq)) for fact in facts.all(OBJECT)
    ]
