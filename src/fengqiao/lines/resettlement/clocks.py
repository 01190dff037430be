"""Where the periods of a release begin and what meets them. Nearly all are house limits: no statute sets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.daycount.months import add_months
from fengqiao.daycount.period import Direction
from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement import facts as f
from fengqiao.matter.procedure import Start
from fengqiao.matter.timeline import Facts

LEFT = ("redirect", "detained_at_gate", "died", "leave_out", "superseded", "void_entered")  # no release is awaited any more
NOTICE_MARGIN_DAYS = 14  # a notice that comes later than this before the release leaves no ten days to answer


def before(parameter: str, unit: Unit = Unit.CALENDAR) -> Callable[[Mapping[str, Any]], Period | None]:
    """So many days, of the bureau's own choosing, before a day; 0 switches it off."""

    def period(parameters: Mapping[str, Any]) -> Period | None:
        n = int(parameters[parameter])
        return Period(n, unit, direction=Direction.BACKWARD) if n else None

    return period


def released(facts: Facts) -> Iterator[Start]:
    """The day of release, as last said."""
    yield Start(f.release_on(facts))


def announced(facts: Facts) -> Iterator[Start]:
    """The day of release, where a prison announces it and the day of its notice is known."""
    if facts.opening.action == "receive_notice" and not f.came_unknown(facts) and f.source(facts) == codes.PRISON:
        yield Start(f.release_on(facts))


def notice_on(facts: Facts, key: str) -> date | None:
    return facts.opening.happened_on


def early_enough(facts: Facts) -> bool:
    """Whether the notice came early enough to answer before the release."""
    return f.release_on(facts) - facts.opening.happened_on >= timedelta(days=NOTICE_MARGIN_DAYS)


def left_on(facts: Facts) -> date | None:
    """The day from which no release is awaited here any more; a county that declined gives the person back."""
    declined = facts.all("redirect_refused")
    for fact in facts.all(*LEFT):
        if fact.action != "redirect" or not any(each.place > fact.place for each in declined):
            return fact.happened_on
    return None


def _first_of(facts: Facts, *actions: str) -> date | None:
    """The first of these, or the day from which nothing is awaited."""
    fact, left = facts.first(*actions), left_on(facts)
    days = [day for day in (fact.happened_on if fact else None, left) if day is not None]
    return min(days, default=None)


def verifying(facts: Facts) -> bool:
    """Whether somebody is to be verified here; who lives elsewhere is sent on instead."""
    if facts.opening.action == "walk_in" or f.came_unknown(facts) or left_on(facts) is not None:
        return False
    return not f.is_elsewhere(facts) or facts.has("assign")


def answered_in_time(facts: Facts) -> bool:
    return verifying(facts) and early_enough(facts)


def answered_soon(facts: Facts) -> bool:
    """A late notice: answered within some days of its coming, instead of before the release."""
    return verifying(facts) and not early_enough(facts)


def sent_back_on(facts: Facts, key: str) -> date | None:
    """When the answer went back; a hand-over without one makes it pointless."""
    return _first_of(facts, "send_back", "hand_over")


def assigned_on(facts: Facts, key: str) -> date | None:
    return _first_of(facts, "assign")


def is_key(facts: Facts) -> bool:
    return bool(f.key_ground(facts)) and not f.is_minor(facts) and facts.opening.action != "walk_in"


def is_minor(facts: Facts) -> bool:
    return f.is_minor(facts) and facts.opening.action != "walk_in"


def is_ordinary(facts: Facts) -> bool:
    return facts.opening.action != "walk_in"


def needs_fetching(facts: Facts) -> bool:
    return is_key(facts) or is_minor(facts)


def linked_on(facts: Facts, key: str) -> date | None:
    """The day the person was handed over, or the matter took another way."""
    return _first_of(facts, "hand_over", "walk_in")


def planned_on(facts: Facts, key: str) -> date | None:
    return _first_of(facts, "plan_fetch", "hand_over")


def handed_over(facts: Facts) -> Iterator[Start]:
    day = f.linked_on(facts)
    if day is not None:
        yield Start(day)


def opened_on(facts: Facts, key: str) -> date | None:
    return facts.on("open_case", "refuse") if facts.has("open_case", "refuse") else None


# Sending on ------------------------------------------------------------------------------------------------------------


def sent_on(facts: Facts) -> Iterator[Start]:
    """Each letter that asks another county to take the person over."""
    for fact in facts.all("redirect", "transfer"):
        yield Start(fact.happened_on, str(fact.seq), fact.get("county", ""))


def received_on(facts: Facts, key: str) -> date | None:
    return _after(facts, key, ("redirect_accepted", "redirect_refused", "transfer_accepted", "transfer_declined"))


def _after(facts: Facts, key: str, actions: tuple[str, ...]) -> date | None:
    start = next((fact for fact in facts if str(fact.seq) == key), None)
    later = [fact for fact in facts.all(*actions) if start is not None and fact.place > start.place]
    return later[0].happened_on if later else None


# The help period --------------------------------------------------------------------------------------------------------


def from_custody(facts: Facts) -> bool:
    return f.source(facts) != codes.CORRECTIONS


def from_corrections(facts: Facts) -> bool:
    return f.source(facts) == codes.CORRECTIONS


def help_begins(facts: Facts) -> Iterator[Start]:
    """The day of release: help may be had from then, linked or not. A limit lengthened since does not lengthen it."""
    years = f.period_years(facts)
    yield Start(f.release_on(facts), at_most=Period(years, Unit.YEAR) if years else None)


# Contacts, needs, work ---------------------------------------------------------------------------------------------------

OFFERS = ((7, 0), (0, 1), (0, 3), (0, 6), (0, 9), (0, 12))  # days and months after the hand-over; half-yearly after
HALF_YEARS = 9
APART_DAYS = 14  # nobody is asked again within a fortnight of a talk


def offers(facts: Facts) -> Iterator[Start]:
    """The next day on which a talk is offered: what was agreed, else the usual rhythm. None to one who wants no contact."""
    linked = f.linked_on(facts)
    if (
        linked is None
        or not facts.has("open_case", "come_back")
        or f.consent(facts) == "refused"
        or not f.wishes(facts)
    ):
        return
    last = facts.last("contact")
    agreed = last.day("next_on") if last is not None else None
    if agreed is not None:
        yield Start(agreed, f"c{agreed.isoformat()}")
        return
    talked = facts.on("contact")
    since = max(talked + timedelta(days=APART_DAYS) if talked else linked, facts.on("come_back") or linked)
    day = next((offer for offer in _rhythm(linked) if offer > since), None)
    if day is not None:
        yield Start(day, f"c{day.isoformat()}")


def _rhythm(linked: date) -> Iterator[date]:
    for days, months in OFFERS:
        yield add_months(linked, months) + timedelta(days=days)
    for half in range(1, HALF_YEARS):
        yield add_months(linked, 12 + 6 * half)


def contacted_on(facts: Facts, key: str) -> date | None:
    """A talk on the offered day or later; talking earlier moves the next offer by itself."""
    day = date.fromisoformat(key[1:])
    return next((fact.happened_on for fact in facts.all("contact") if fact.happened_on >= day), None)


def urgent(facts: Facts) -> Iterator[Start]:
    for each in f.needs(facts):
        if each.urgent:
            yield Start(each.asked_on, str(each.n), each.word)


def referred_on(facts: Facts, key: str) -> date | None:
    found = f.need(facts, int(key))
    return (found.referred_on or found.closed_on) if found else None


def work_begun(facts: Facts) -> Iterator[Start]:
    """A job or training that came about is looked at again after three months."""
    for each in f.needs(facts):
        if each.succeeded and each.kind in codes.TO_WORK and each.closed_on:
            yield Start(each.closed_on, str(each.n), each.word)


def checked_on(facts: Facts, key: str) -> date | None:
    found = f.need(facts, int(key))
    return found.checked_on if found else None


def received(facts: Facts) -> Iterator[Start]:
    """The day the notice came."""
    yield Start(facts.opening.happened_on)
