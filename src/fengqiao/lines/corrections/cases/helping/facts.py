"""What education and help read from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases.duties.rhythms import running
from fengqiao.lines.corrections.cases.helping import asks
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.matter.procedure import Beat, Condition, Rhythm, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

Data = Mapping[str, Any] | None


def fitness(facts: Facts) -> str:
    """Whether public-interest activity fits, as last looked at; empty while nobody has."""
    last = facts.last("fit_check")
    return str(last.get("fitness")) if last else ""


def was_a_talk(facts: Facts) -> bool:
    """Whether the last education was a talk with one person, of which a record is kept; never of counselling."""
    last = facts.last("teach")
    return last is not None and last.get("kind") == "individual"


def monthly(key: str) -> Callable[[Facts], Iterator[Rhythm]]:
    """Every month from reception on, where the county asks for it at all."""

    def rhythms(facts: Facts) -> Iterator[Rhythm]:
        begin = received_on(facts)
        if begin is not None:
            yield from running(facts, Rhythm(begin, 1, Beat.MONTH, key=key))

    return rhythms


def referred(facts: Facts) -> Iterator[Start]:
    """Each help measure, from the day it was taken up."""
    words = dict(codes.HELP_KINDS)
    for fact in facts.all("help_measure"):
        yield Start(fact.happened_on, key=str(fact.seq), label=words.get(fact.get("kind"), ""))


def result_on(facts: Facts, key: str) -> date | None:
    return next((fact.happened_on for fact in facts.all("help_result") if str(fact.get("help")) == key), None)


def _limits(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("fitness") == asks.FIT or data.get("limits"):
        return None
    return Reason("请写明有什么限制，或者改作什么安排。", need="limits")


LIMITS = Condition("写明限制", _limits)
HAS_HELP = Condition("有没有结果的帮扶", lambda facts, data: None if asks.helps(facts) else "没有等着结果的帮扶。", quiet=True)
