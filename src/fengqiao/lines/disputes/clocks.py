"""Where the periods of a dispute begin and what meets them. All of them house limits; merging never moves a start later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from fengqiao.lines.disputes import codes, dispatching, handing, orders
from fengqiao.lines.disputes import facts as f
from fengqiao.matter import merging
from fengqiao.matter.procedure import Start
from fengqiao.matter.timeline import Fact, Facts

SORTING = ("open_dispute", "return_task", "reopen")
SORTED = (*dispatching.SENDING, *f.OUTCOME, "call_session", "pause")
FINISHING = (*f.OUTCOME, dispatching.ESCALATE, dispatching.REASSIGN, dispatching.SEND_DOWN, "close")


def _first_after(facts: Facts, start: Fact, codes_: tuple[str, ...]) -> date | None:
    taken_back = merging.taken_back(facts)
    later = [fact for fact in facts.all(*codes_) if fact.place > start.place and fact.seq not in taken_back]
    return later[0].happened_on if later else None


def _by_seq(facts: Facts, key: str) -> Fact | None:
    return next((fact for fact in facts if str(fact.seq) == key), None)


# Sorting -------------------------------------------------------------------------------------------------------------


def sorting(facts: Facts) -> Iterator[Start]:
    """Each time the matter lay on the sorting desk; a merged matter that waited longer brings its earlier day."""
    starts = [Start(fact.happened_on, str(fact.seq)) for fact in facts.all(*SORTING)]
    if starts and sorted_on(facts, starts[-1].key) is None:
        starts[-1] = replace(starts[-1], on=merging.brought_earlier(facts, "sorting_since", starts[-1].on))
    yield from starts


def sorted_on(facts: Facts, key: str) -> date | None:
    start = _by_seq(facts, key)
    return _first_after(facts, start, SORTED) if start else None


def coloured(*risks: str) -> Callable[[Facts], bool]:
    """Whether the matter has one of these colours now."""
    return lambda facts: bool(len(facts)) and f.risk(facts) in risks


# At the unit -----------------------------------------------------------------------------------------------------------


def sent(facts: Facts) -> Iterator[Start]:
    """Each sending that waits, or waited, for a unit to take it."""
    for each in dispatching.sendings(facts):
        if each.kind != dispatching.DESIGNATE:
            yield Start(each.sent_on, str(each.seq))


def answered_on(facts: Facts, key: str) -> date | None:
    """When the unit took it or gave it back, or it was sent elsewhere."""
    for each in dispatching.sendings(facts):
        if str(each.seq) == key:
            return each.accepted_on or each.ended_on
    return None


def taken(facts: Facts) -> Iterator[Start]:
    """Each time a unit took the matter in hand; an earlier start a merged matter brought counts for the last."""
    held = [each for each in dispatching.sendings(facts) if each.accepted_on is not None]
    for each in held:
        assert each.accepted_on is not None
        on = each.accepted_on
        if each is held[-1] and each.open:
            on = merging.brought_earlier(facts, "handling_since", on)
        yield Start(on, str(each.seq))


def finished_on(facts: Facts, key: str) -> date | None:
    start = _by_seq(facts, key)
    return _first_after(facts, start, FINISHING) if start else None


def as_hard_as(*difficulties: str) -> Callable[[Facts], bool]:
    """Whether the matter is as hard as one of these and was given no day of its own."""
    return lambda facts: bool(len(facts)) and f.difficulty(facts) in difficulties and not _own_day(facts)


def _own_day(facts: Facts) -> date | None:
    fact = facts.last(*dispatching.SENDING)
    return fact.day("done_by") if fact else None


def own_day(facts: Facts) -> Iterator[Start]:
    """The day the dispatcher asked for."""
    fact = facts.last(*dispatching.SENDING)
    day = _own_day(facts)
    if fact is not None and day is not None:
        yield Start(day, str(fact.seq))


def at_level(level: str) -> Callable[[Facts], bool]:
    return lambda facts: bool(len(facts)) and dispatching.level(facts) == level


# Meetings, pauses, hand-offs, watch ---------------------------------------------------------------------------------


def called(facts: Facts) -> Iterator[Start]:
    for fact in facts.all("call_session"):
        yield Start(fact.happened_on, str(fact.seq))


def held_on(facts: Facts, key: str) -> date | None:
    start = _by_seq(facts, key)
    return _first_after(facts, start, ("hold_session", *f.OUTCOME)) if start else None


def pause_reviews(facts: Facts) -> Iterator[Start]:
    """The day each pause must be looked at again."""
    for fact in facts.all("pause"):
        day = fact.day("review_on")
        if day is not None:
            yield Start(day, str(fact.seq))


def resumed_on(facts: Facts, key: str) -> date | None:
    start = _by_seq(facts, key)
    return _first_after(facts, start, ("resume", "pause", *f.OUTCOME)) if start else None


def handed_off(facts: Facts) -> Iterator[Start]:
    for each in handing.handoffs(facts):
        yield Start(each.sent_on, str(each.seq), each.body)


def handoff_answered_on(facts: Facts, key: str) -> date | None:
    return next((each.answered_on for each in handing.handoffs(facts) if str(each.seq) == key), None)


def reviews_of_watch(facts: Facts) -> Iterator[Start]:
    """The next review of a watch; at most thirty days ahead."""
    for fact in facts.all("watch", "watch_review"):
        day = fact.day("review_on")
        if day is not None:
            yield Start(day, str(fact.seq))


def reviewed_on(facts: Facts, key: str) -> date | None:
    start = _by_seq(facts, key)
    return _first_after(facts, start, ("watch_review", "unwatch", "close", "merge")) if start else None


def resolved(facts: Facts) -> Iterator[Start]:
    """From when a visit is due: the last day of performance, or the day it was resolved."""
    for fact in facts.all("resolve", "case_resolved", "settle_here"):
        yield Start(max(fact.happened_on, fact.day("performed_by") or fact.happened_on), str(fact.seq))


def visited_on(facts: Facts, key: str) -> date | None:
    start = _by_seq(facts, key)
    return _first_after(facts, start, ("visit", "close", "reopen", "merge")) if start else None


# Orders --------------------------------------------------------------------------------------------------------------


def ordered(level: str) -> Callable[[Facts], Iterator[Start]]:
    """The orders of one level; while the issuer holds one, it does not run, and it begins anew when taken up again."""

    def starts(facts: Facts) -> Iterator[Start]:
        for order in orders.orders(facts):
            if order.level == level and order.state != orders.HELD:
                yield Start(order.since_on or order.issued_on, str(order.seq), dict(codes.ORDER_GROUNDS).get(order.ground, ""))

    return starts


def order_answered_on(facts: Facts, key: str) -> date | None:
    for order in orders.orders(facts):
        if str(order.seq) == key:
            return order.answered_on or order.ended_on
    return None


def answers(facts: Facts) -> Iterator[Start]:
    """Answers that wait for the issuer."""
    for order in orders.orders(facts):
        if order.answered_on is not None:
            yield Start(order.answered_on, str(order.seq))


def order_ended_on(facts: Facts, key: str) -> date | None:
    return next((order.ended_on for order in orders.orders(facts) if str(order.seq) == key), None)
