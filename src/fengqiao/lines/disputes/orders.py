"""Supervision orders 督办单 of a matter, read from its facts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from fengqiao.lines.disputes import codes
from fengqiao.matter.timeline import Facts

ISSUE, ANSWER, ACCEPT, AGAIN, HOLD, GO_ON = (
    "supervise", "answer_order", "accept_answer", "supervise_again", "hold_order", "go_on_order",
)  # fmt: skip
SENT, ANSWERED, ENDED, HELD, RAISED = "已发出", "已回复", "已销号", "中止", "再督"
UP = {codes.REMIND: codes.SUPERVISE, codes.SUPERVISE: codes.LISTED, codes.LISTED: codes.LISTED}


@dataclass(frozen=True)
class Order:
    """One order; ``seq`` is the entry's that issued it."""

    seq: int
    ground: str
    level: str
    target: int
    issuer: int | None
    issued_on: date
    state: str = SENT
    answered_on: date | None = None
    ended_on: date | None = None
    since_on: date | None = None  # taken up again after it was held

    @property
    def open(self) -> bool:
        return self.state in (SENT, ANSWERED, HELD)

    @property
    def word(self) -> str:
        """提醒：超期（2026-05-06发出）."""
        ground = dict(codes.ORDER_GROUNDS).get(self.ground, "")
        return f"{dict(codes.ORDER_LEVELS)[self.level]}：{ground}（{self.issued_on.isoformat()}发出）"


def orders(facts: Facts) -> list[Order]:
    """Every order in the order of issue, with what became of it."""
    found: dict[int, Order] = {}
    for fact in facts:
        if fact.action == ISSUE:
            found[fact.seq] = Order(
                fact.seq, fact.get("ground", ""), fact.get("order_level", codes.REMIND), fact.get("target"),
                fact.actor_id, fact.happened_on,
            )  # fmt: skip
            continue
        order = found.get(fact.get("order", 0)) if fact.action in (ANSWER, ACCEPT, AGAIN, HOLD, GO_ON) else None
        if order is None:
            continue
        if fact.action == ANSWER:
            found[order.seq] = replace(order, state=ANSWERED, answered_on=fact.happened_on)
        elif fact.action == ACCEPT:
            found[order.seq] = replace(order, state=ENDED, ended_on=fact.happened_on)
        elif fact.action == HOLD:
            found[order.seq] = replace(order, state=HELD)
        elif fact.action == GO_ON:
            found[order.seq] = replace(order, state=ANSWERED if order.answered_on else SENT, since_on=fact.happened_on)
        else:
            found[order.seq] = replace(order, state=RAISED, ended_on=fact.happened_on)
            found[fact.seq] = Order(
                fact.seq, order.ground, UP[order.level], order.target, fact.actor_id, fact.happened_on
            )
    return list(found.values())


def open_orders(facts: Facts) -> list[Order]:
    return [order for order in orders(facts) if order.open]


def level(facts: Facts) -> str:
    """The gravest open level; empty for none."""
    gravity = (codes.REMIND, codes.SUPERVISE, codes.LISTED)
    return max((order.level for order in open_orders(facts)), key=gravity.index, default="")


def choices(facts: Facts, states: Collection[str]) -> list[tuple[int, str]]:
    """The orders in one of the states, by the numbers of their entries."""
    return [(order.seq, order.word) for order in orders(facts) if order.state in states]
