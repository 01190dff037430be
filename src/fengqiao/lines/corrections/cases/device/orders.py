"""The orders to wear a device, read from the facts. No place is stored here: what the device sends stays with its system. Pure.

An order ends by removal, by the last day, by custody or with the case; custody never pauses it. Ended, its data feed is cut,
even where the hardware is still worn: that is the next duty, as loud as a missing person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fengqiao.daycount.terms import Term, term
from fengqiao.lines.corrections.cases.duties.rhythms import ENDED, STOPS
from fengqiao.matter.timeline import Fact, Facts

ONE_DAY = timedelta(days=1)
PROPOSE, APPROVE, FIT, ASSESS, EXTEND, REMOVE, EXPIRED, TAKE_OFF, REPLACE = (
    "propose_device", "approve_device", "fit_device", "assess_device", "extend_device", "end_device", "device_ended", "take_off_device", "replace_device",
)  # fmt: skip
PROPOSED, REFUSED, APPROVED, ON, OFF = "待批准", "不批准", "已批准，待佩戴", "使用中", "已解除"
BY_REMOVAL, BY_TIME, BY_CUSTODY, BY_END = "已解除", "期满", "被羁押", "矫正结束"


@dataclass(frozen=True)
class Order:
    """One order; ``seq`` is the entry's that proposed it. ``end_on``: its last day, extensions included."""

    seq: int
    nth: int
    ground: str
    months: int
    proposed_on: date
    state: str = PROPOSED
    approved_on: date | None = None
    fitted_on: date | None = None
    device_no: str = ""
    end_on: date | None = None
    needs_check: bool = False  # the reckoning of its end wants a second look (月末起算)
    ended_on: date | None = None
    ended_by: str = ""
    taken_off_on: date | None = None
    assessed: int = 0  # the entry of an assessment that waits for its answer
    extensions: int = 0

    @property
    def label(self) -> str:
        return f"第{self.nth}次"

    @property
    def word(self) -> str:
        """第1次（2026-03-02提出）"""
        return f"{self.label}（{self.proposed_on.isoformat()}提出）"


def orders(facts: Facts) -> list[Order]:
    """Every order in the order of proposal, with what became of it."""
    found: dict[int, Order] = {}
    on: int | None = None  # the one worn now: there is never a second
    for fact in facts:
        if fact.action == PROPOSE:
            found[fact.seq] = Order(
                fact.seq, len(found) + 1, fact.get("ground", ""), int(fact.get("months", 1)), fact.happened_on
            )
        elif fact.action in (STOPS[0], *ENDED, EXPIRED):
            if on is not None:
                found[on], on = _ended(found[on], fact), None
        elif (order := found.get(fact.get("order", 0))) is not None:
            found[order.seq] = after = _after(order, fact)
            if after.state == ON:
                on = order.seq
            elif on == order.seq and after.state == OFF:
                on = None
    return list(found.values())


def _after(order: Order, fact: Fact) -> Order:
    """The order after one more entry of its own."""
    yes = fact.get("answer") == "yes"
    if fact.action == APPROVE:
        return replace(order, state=APPROVED if yes else REFUSED, approved_on=fact.happened_on)
    if fact.action == FIT:
        reckoned = wears(fact.happened_on, order.months)
        return replace(
            order, state=ON, fitted_on=fact.happened_on, device_no=fact.get("device_no", ""), end_on=reckoned.end_on,
            needs_check=reckoned.needs_check,
        )  # fmt: skip
    if fact.action == ASSESS:
        return replace(order, assessed=fact.seq)
    if fact.action == EXTEND and not yes:
        return replace(order, assessed=0)
    if fact.action == EXTEND and order.end_on is not None:
        reckoned = wears(order.end_on + ONE_DAY, int(fact.get("months", 1)))
        return replace(
            order, end_on=reckoned.end_on, needs_check=reckoned.needs_check, extensions=order.extensions + 1, assessed=0
        )
    if fact.action == REPLACE:
        return replace(order, device_no=fact.get("device_no", ""))
    if fact.action == REMOVE:
        return _ended(order, fact)
    if fact.action == TAKE_OFF:
        return replace(order, taken_off_on=fact.happened_on)
    return order


def _ended(order: Order, fact: Fact) -> Order:
    why = {REMOVE: BY_REMOVAL, EXPIRED: BY_TIME, STOPS[0]: BY_CUSTODY}.get(fact.action, BY_END)
    off = fact.happened_on if fact.action == REMOVE and fact.get("taken_off") else None
    return replace(order, state=OFF, ended_on=fact.happened_on, ended_by=why, taken_off_on=off)


def wears(first_on: date, months: int) -> Term:
    """The days a device is worn, the first one counted: the shorter way of reckoning, for it restricts."""
    return term(first_on, months=months)


def worn(facts: Facts) -> Order | None:
    """The order under which a device is worn now."""
    return next((order for order in orders(facts) if order.state == ON), None)


def feed_is_cut(order: Order, today: date) -> bool:
    """Whether nothing may be received from the device any more: from midnight of the last day, whoever still wears it."""
    return order.state != ON or (order.end_on is not None and today > order.end_on)


def in_state(facts: Facts, *states: str) -> Iterator[tuple[int, str]]:
    """The orders in these states, as one chooses among them."""
    for order in orders(facts):
        if order.state in states:
            yield order.seq, order.word


def assessed(facts: Facts) -> Iterator[tuple[int, str]]:
    """The orders whose extension waits for an answer."""
    for order in orders(facts):
        if order.state == ON and order.assessed:
            yield order.seq, order.word


def still_worn(facts: Facts) -> list[Order]:
    """Orders that have ended while nobody has recorded that the device was taken off."""
    return [order for order in orders(facts) if order.ended_on is not None and order.taken_off_on is None]
