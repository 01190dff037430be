"""What makes a matter or a report pressing beside its days: declared facts of the thing, never of a person (本局约定)."""

from __future__ import annotations

from fengqiao.lines.disputes import codes, orders
from fengqiao.lines.disputes import facts as f
from fengqiao.matter.procedure import Urgency
from fengqiao.matter.timeline import Facts

DANGERS = frozenset({"weapon", "revenge", "suicide", "violence", "crowd", "hospital"})
TO_WATCH = frozenset({"again", "online"})
ORDINARY = Urgency()
DANGER = Urgency(2, "紧急情形")  # which one stays on the matter's own page
WATCHED = Urgency(1, "可能激化")
BY_RISK = {codes.RED: Urgency(2, "红色风险"), codes.ORANGE: Urgency(1, "橙色风险")}
BY_ORDER = {codes.LISTED: Urgency(2, "挂牌督办"), codes.SUPERVISE: Urgency(2, "督办"), codes.REMIND: Urgency(1, "提醒")}


def of_dispute(facts: Facts) -> Urgency:
    """The gravest of its urgent marks, its colour and its open orders; with several of one weight, in this order."""
    found = (_of_marks(f.flags(facts)), BY_RISK.get(f.risk(facts), ORDINARY), BY_ORDER.get(orders.level(facts), ORDINARY))
    return max(found, key=lambda each: each.place)


def of_report(facts: Facts) -> Urgency:
    """What the person who took it marked."""
    return _of_marks(set(facts.opening.get("flags", ())))


def _of_marks(marks: set[str]) -> Urgency:
    return DANGER if DANGERS & marks else WATCHED if TO_WATCH & marks else ORDINARY
