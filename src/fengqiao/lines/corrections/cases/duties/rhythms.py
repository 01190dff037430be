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
    """The rhythms of one duty of the plan, such as ``report_every``: one for each version of the plan."""

    def rhythms(facts: Facts) -> Iterator[Rhythm]:
        versions = facts.all(*PLANS)
        for nth, fact in enumerate(versions):
            if fact.get(name) not in EVERY:
                continue
            every, beat = EVERY[fact.get(name)]
            until = versions[nth + 1].happened_on - ONE_DAY if nth + 1 < len(versions) else None
            if until is not None and until < fact.happened_on:
                continue  # changed again the same day
            yield from running(facts, Rhythm(fact.happened_on, every, beat, until, key=name.removesuffix("_every")))

    return rhythms


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
        else:
            begin = max(from_on, fact.happened_on)
    if begin is not None and (last is None or begin <= last):
        yield begin, last


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
