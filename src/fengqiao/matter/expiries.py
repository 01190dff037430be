"""Expiries with an effect in law: what the law has done by a day, and what a late record shows it never did.

The system records an effect on the first occasion after the last day; it takes place at the very end of that day,
behind everything people did on it. A step entered late, dated before, may show that the time never ran out: then the
effect's entry is voided, by the system, in the same transaction, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.daycount import Calendar
from fengqiao.matter.deadlines import Clock, derive_clocks
from fengqiao.matter.models import ClockState
from fengqiao.matter.procedure import Procedure
from fengqiao.matter.timeline import Fact, Facts, Standing, replay

UNDONE = "补录的记录表明期限没有届满，此前由系统记录的法律后果不再成立"


def due_effects(
    procedure: Procedure, standing: Standing, calendar: Calendar, parameters: Mapping[str, Any], today: date
) -> list[Clock]:
    """Running clocks whose end has an effect in law and has come before ``today``, earliest first."""
    ended = [
        clock
        for clock in derive_clocks(procedure, standing, calendar, parameters, rules=procedure.with_effect)
        if clock.due_on < today and _takes_effect(clock, standing, clock.due_on)
    ]
    return sorted(ended, key=lambda clock: clock.due_on)


def undone(
    procedure: Procedure, before: Facts, after: Facts, calendar: Calendar, parameters: Mapping[str, Any]
) -> Fact | None:
    """The earliest recorded effect that held before a record was added and no longer does after it, or None.

    Both are judged by the same calendar, so that a later arrangement of holidays never undoes what the law has done.
    Raises Refused("order") when the record does not fit what people did before it.
    """
    known = {fact.seq for fact in before if fact.by_system}
    for fact in after if known else ():
        if not fact.by_system or fact.seq not in known or not _is_effect(procedure, fact):
            continue
        then, now = _before(before, fact), _before(after, fact)
        if _same(then, now):
            continue
        if _effect(procedure, then, fact, calendar, parameters) != _effect(procedure, now, fact, calendar, parameters):
            return fact
    return None


def _takes_effect(clock: Clock, standing: Standing, day: date) -> bool:
    effect = clock.rule.on_expiry.effect
    return (
        effect is not None
        and clock.state == ClockState.RUNNING
        and not clock.provisional
        and effect.allowed_in(standing.stage_on(day))
        and effect.allowed_in(standing.stage)
    )


def _is_effect(procedure: Procedure, fact: Fact) -> bool:
    return fact.action in {rule.on_expiry.effect.code for rule in procedure.with_effect if rule.on_expiry.effect}


def _before(facts: Facts, effect: Fact) -> Facts:
    """The facts ahead of an effect, in the order of happening."""
    return Facts(fact for fact in facts if fact.place < effect.place)


def _same(then: Facts, now: Facts) -> bool:
    return list(then) == list(now)


def _effect(
    procedure: Procedure, facts: Facts, fact: Fact, calendar: Calendar, parameters: Mapping[str, Any]
) -> date | None:
    """The day the effect takes place by these facts, or None when it does not."""
    standing = replay(procedure, facts)
    for clock in derive_clocks(procedure, standing, calendar, parameters, rules=procedure.with_effect):
        effect = clock.rule.on_expiry.effect
        if effect is not None and effect.code == fact.action and clock.label == fact.get("deadline"):
            return clock.due_on if _takes_effect(clock, standing, clock.due_on) else None
    return None
