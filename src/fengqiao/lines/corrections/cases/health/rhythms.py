"""The rhythms of body reports and illness reviews, and what an agreed delay does to them. Pure.

A delay makes one window longer, and the rhythm begins anew after it. Recalled as article 24 of the measures of 2020.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.daycount.months import add_months
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.duties.rhythms import running
from fengqiao.lines.corrections.cases.health import asks
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.matter.procedure import Beat, Rhythm
from fengqiao.matter.timeline import Fact, Facts

ONE_DAY = timedelta(days=1)
MONTHS = {asks.BODY: 1, asks.REVIEW: 3}


@dataclass(frozen=True)
class Delay:
    """One window put off, as asked: its first day, the last day it was due, and until when."""

    asked: Fact
    duty: str
    from_on: date
    until: date

    @property
    def tier(self) -> str:
        """Who may approve it: less than a month the county, less than three the city, three or more the province."""
        due = add_months(self.from_on, MONTHS[self.duty]) - ONE_DAY
        if self.until < add_months(due, 1):
            return asks.AGENCY
        return asks.MIDDLE if self.until < add_months(due, 3) else asks.TOP


def duty_of(fact: Fact) -> str:
    """body or review: the window's key says it, before the first colon and any number."""
    return str(fact.get("window", "")).partition(":")[0].partition("-")[0]


def delay_of(fact: Fact) -> Delay | None:
    """What was asked for, None where the entry names no window."""
    first, until = str(fact.get("window", "")).rpartition(":")[2], fact.day("until")
    if not first or until is None or duty_of(fact) not in MONTHS:
        return None
    return Delay(fact, duty_of(fact), date.fromisoformat(first), until)


def waiting(facts: Facts) -> Delay | None:
    """The delay that waits for its decision."""
    asked, decided = facts.last("ask_adjustment"), facts.last("decide_adjustment")
    if asked is None or (decided is not None and decided.place > asked.place):
        return None
    return delay_of(asked)


def agreed(facts: Facts, duty: str) -> list[Delay]:
    """The delays agreed to, in order of the windows they lengthen."""
    found: list[Delay] = []
    last: Fact | None = None
    for fact in facts.all("ask_adjustment", "decide_adjustment"):
        if fact.action == "ask_adjustment":
            last = fact
        elif last is not None and fact.get("answer") == "yes":
            delay = delay_of(last)
            found += [delay] if delay is not None and delay.duty == duty else []
            last = None
    return sorted(found, key=lambda delay: delay.from_on)


def applies(facts: Facts, duty: str) -> bool:
    """Body reports of everybody released for a time; reviews of those released for illness."""
    if measure.category(facts) != codes.OUTSIDE:
        return False
    return duty == asks.BODY or facts.value("outside_reason") == codes.ILLNESS


def of_duty(duty: str) -> Callable[[Facts], Iterator[Rhythm]]:
    """The rhythms of a duty: each agreed delay makes one long window, and the months run anew from the day after it."""

    def rhythms(facts: Facts) -> Iterator[Rhythm]:
        begin = received_on(facts)
        if begin is None or not applies(facts, duty):
            return
        key = duty
        for delay in agreed(facts, duty):
            if begin < delay.from_on:
                yield from running(facts, Rhythm(begin, MONTHS[duty], Beat.MONTH, delay.from_on - ONE_DAY, key=key))
            # under the key of the rhythm it interrupts: the window keeps its name
            days = (delay.until - delay.from_on).days + 1
            yield from running(
                facts, Rhythm(delay.from_on, days, Beat.DAY, delay.until, key=f"{key}-{delay.asked.seq}")
            )
            begin, key = delay.until + ONE_DAY, f"{duty}-{delay.asked.seq}-on"
        yield from running(facts, Rhythm(begin, MONTHS[duty], Beat.MONTH, key=key))

    return rhythms
