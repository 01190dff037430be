"""Hand-offs 衔接移送 of a matter to other bodies, read from its facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fengqiao.matter.timeline import Facts

SEND, ANSWERED, RESULT = "hand_off", "handoff_answered", "handoff_result"
WAITING, TAKEN, REFUSED, DONE = "待接收", "已接收", "已退回", "已反馈"


@dataclass(frozen=True)
class Handed:
    """One hand-off; ``seq`` is the entry's that sent it."""

    seq: int
    agency: str
    body: str
    kind: str
    sent_on: date
    ext_code: str = ""
    state: str = WAITING
    answered_on: date | None = None


def handoffs(facts: Facts) -> list[Handed]:
    """Every hand-off in its order, with what became of it."""
    found: dict[int, Handed] = {}
    for fact in facts:
        if fact.action == SEND:
            found[fact.seq] = Handed(
                fact.seq, fact.get("agency", ""), fact.get("body", ""), fact.get("handoff_kind", ""), fact.happened_on,
                fact.get("ext_code", ""),
            )  # fmt: skip
        elif fact.action in (ANSWERED, RESULT) and (handed := found.get(fact.get("handoff", 0))) is not None:
            state = DONE if fact.action == RESULT else TAKEN if fact.get("answer") == "accepted" else REFUSED
            found[handed.seq] = replace(
                handed, state=state, ext_code=fact.get("ext_code") or handed.ext_code,
                answered_on=handed.answered_on or fact.happened_on,
            )  # fmt: skip
    return list(found.values())


def waiting(facts: Facts) -> list[Handed]:
    return [handed for handed in handoffs(facts) if handed.state == WAITING]


def choices(facts: Facts) -> list[tuple[int, str]]:
    """The hand-offs that are with the other body, the latest first, by the numbers of their entries. One that was sent
    back or has its result waits for nothing more."""
    found = [each for each in reversed(handoffs(facts)) if each.state in (WAITING, TAKEN)]
    return [(each.seq, f"{each.body}（{each.sent_on.isoformat()}移送，{each.state}）") for each in found]
