"""The rhythms the plan lays down: they stop in custody, begin anew after it, and end with the measure. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.living.facts import PLANS
from fengqiao.matter.procedure import Beat, Rhythm
from fengqiao.matter.timeline import Facts

ONE_DAY = timedelta(days=1)
EVERY = {
    "week": (1, Beat.WEEK), "fortnight": (2, Beat.WEEK), "month": (1, Beat.MONTH), "two_months": (2, Beat.MONTH), "quarter": (3, Beat.MONTH),
}  # fmt: skip
ENDED = ("release", "terminate", "died", "move_away")
STOPS, GOES_ON = ("taken_into_custody",), ("back_from_custody",)
IN_TRANSIT, ARRIVED = "take_over", "arrived_here"  # between the two counties the old one supervises, by its own case


def of_plan(name: str) -> Callable[[Facts], Iterator[Rhythm]]:
    """The rhythms of one duty of the plan, such as ``report_every``: a new one each time the plan says how often anew."""

    def rhythms(facts: Facts) -> Iterator[Rhythm]:
        said = _said(facts, name)
        for nth, (from_on, often) in enumerate(said):
            if often not in EVERY:
                continue
            every, beat = EVERY[often]
            until = said[nth + 1][0] - ONE_DAY if nth + 1 < len(said) else None
            yield from running(facts, Rhythm(from_on, every, beat, until, key=name.removesuffix("_every")))

    return rhythms


def _said(facts: Facts, name: str) -> list[tuple[date, str]]:
    """How often, from which day on. A plan adjusted in other things leaves the rhythm as it runs: what is due stays due.

    Of two versions of one day the later stands.
    """
    by_day = {fact.happened_on: str(fact.get(name, "")) for fact in facts.all(*PLANS)}
    found: list[tuple[date, str]] = []
    for on, often in by_day.items():
        if not found or found[-1][1] != often:
            found.append((on, often))
    return found


def running(facts: Facts, rhythm: Rhythm) -> Iterator[Rhythm]:
    """The parts of a rhythm in which it runs: not in custody, not after the end of the measure."""
    last = _earliest(rhythm.to_on, _end(facts))
    for from_on, to_on in _outside_custody(facts, rhythm.from_on, last):
        yield replace(rhythm, from_on=from_on, to_on=to_on)


def _end(facts: Facts) -> date | None:
    ended = facts.last(*ENDED)
    return _earliest(ended.happened_on if ended else None, measure.to_on(facts))


def _outside_custody(facts: Facts, from_on: date, last: date | None) -> Iterator[tuple[date, date | None]]:
    begin: date | None = from_on
    for fact in facts.all(*STOPS, *GOES_ON, IN_TRANSIT, ARRIVED):
        if fact.action in (*STOPS, IN_TRANSIT):
            stop = fact.happened_on - ONE_DAY
            if begin is not None and begin <= stop:
                yield begin, _earliest(stop, last)
            begin = None
        elif begin is None:  # back without having been held, where the custody was entered by mistake and voided: nothing stopped
            begin = max(from_on, fact.happened_on)
    if begin is not None and (last is None or begin <= last):
        yield begin, last


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
