"""Where the periods of a mediation begin, how long the county lets them run, and what meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.mediation import agreement, codes, confirmation
from fengqiao.matter.merging import brought_earlier
from fengqiao.matter.procedure import Start
from fengqiao.matter.timeline import Facts


def general_period(parameters: Mapping[str, Any]) -> Period:
    """一般在一个月内调结 (人民调解工作若干规定 33), or the county's own number of months."""
    return Period(int(parameters["general_months"]), Unit.MONTH, roll=True)


def entrusted(track: str) -> Callable[[Facts], bool]:
    """Whether the court entrusted the case after filing, in this track; ordinary where it is not said."""

    def applies(facts: Facts) -> bool:
        opening = facts.opening
        after = opening.get("regime") == codes.ENTRUSTED_AFTER
        return after and bool(opening.get("court_track", "ordinary") == track)

    return applies


def on_platform(facts: Facts) -> bool:
    """Whether the court sent the case through its mediation platform; only then do 在线调解规则 bind."""
    return bool(len(facts) and facts.opening.get("platform"))


def applied(facts: Facts) -> Iterator[Start]:
    """The day the application came; the earlier one of a case that was merged into this one."""
    yield Start(brought_earlier(facts, "applied_on", facts.opening.happened_on))


def received(facts: Facts) -> Iterator[Start]:
    """The day the platform pushed the case here."""
    yield Start(facts.opening.day("received_on") or facts.opening.happened_on)


def effective(facts: Facts) -> Iterator[Start]:
    day = agreement.effective_on(facts)
    if day is not None:
        yield Start(day)


def parties_signed(facts: Facts) -> Iterator[Start]:
    """The day the last party signed, while mediator or seal may still be missing."""
    found = agreement.signed(facts)
    needed = [party.n for party in facts.present_parties if party.side != codes.THIRD]
    if agreement.text(facts) is not None and needed and all(n in found.by_party for n in needed):
        yield Start(max(found.by_party[n] for n in needed))


def due_items(facts: Facts) -> Iterator[Start]:
    """The agreed day of each thing to be performed; contract days never roll."""
    if agreement.effective_on(facts) is None:
        return
    for item in agreement.items(facts):
        yield Start(item.due_on, str(item.n), f"第{item.n}项{item.what}")


def item_done(facts: Facts, key: str) -> date | None:
    """When an item was performed, waived, or its non-performance handled."""
    found = agreement.items(facts)
    if not key or int(key) > len(found):
        return None
    item = found[int(key) - 1]
    return item.done_on or item.waived_on or item.handled_on


def performed(facts: Facts) -> Iterator[Start]:
    """The last day something was performed, where there is something to look after."""
    day = agreement.performed_on(facts)
    if day is not None and not (agreement.is_oral(facts) and day == agreement.effective_on(facts)):
        yield Start(day)


def may_be_confirmed(facts: Facts) -> bool:
    """Confirmation is asked for a written agreement without parts a court may not confirm."""
    draft = agreement.text(facts)
    return draft is not None and not agreement.is_oral(facts) and not draft.get("status_part")


def confirmed_last_due(facts: Facts) -> Iterator[Start]:
    day = agreement.last_due_on(facts)
    if confirmation.is_confirmed(facts) and agreement.items(facts) and day is not None:
        yield Start(day)


def unsettled_last_due(facts: Facts) -> Iterator[Start]:
    day = agreement.last_due_on(facts)
    left = [item for item in agreement.items(facts) if not item.settled and item.handled_on is not None]
    if left and day is not None and not confirmation.is_confirmed(facts):
        yield Start(day)

