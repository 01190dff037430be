"""What is known of a case between two centres. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fengqiao.lines.aidcases.moving.codes import TASKS
from fengqiao.matter.procedure import Start
from fengqiao.matter.timeline import Fact, Facts

MOVE, MOVED, MOVED_BACK, TAKE_OVER, HAND_BACK, TASK, TASK_DONE = "move", "move_taken", "move_back", "take_over", "hand_back", "ask_away", "hear_away"


def waiting(facts: Facts) -> Fact | None:
    """The move to another centre that has no answer yet."""
    fact = facts.last(MOVE, MOVED, MOVED_BACK)
    return fact if fact is not None and fact.action == MOVE else None


def moved(facts: Facts) -> Fact | None:
    """With which entry another centre took the case."""
    return facts.last(MOVED)


def taken_over(facts: Facts) -> Iterator[Start]:
    """A case of another centre was taken in: somebody is to be named."""
    if facts.opening.action == TAKE_OVER:
        yield Start(facts.opening.happened_on, "v")


def moves(facts: Facts) -> Iterator[Start]:
    for fact in facts.all(MOVE):
        yield Start(fact.happened_on, f"v{fact.seq}", str(fact.get("to_agency", "")))


def move_answered(facts: Facts, key: str) -> date | None:
    return next((fact.happened_on for fact in facts.all(MOVED, MOVED_BACK) if fact.seq > int(key[1:])), None)


def tasks(facts: Facts) -> Iterator[Start]:
    for fact in facts.all(TASK):
        yield Start(fact.happened_on, f"w{fact.seq}", str(fact.get("to_agency", "")))


def task_done(facts: Facts, key: str) -> date | None:
    return next((fact.happened_on for fact in facts.all(TASK_DONE) if f"w{fact.get('task')}" == key), None)


def open_tasks(facts: Facts) -> Iterable[tuple[int, str]]:
    """What other centres were asked to do and have not answered."""
    done = {fact.get("task") for fact in facts.all(TASK_DONE)}
    return [(fact.seq, f"{fact.get('to_agency')}：{dict(TASKS).get(str(fact.get('kind')), '')}") for fact in facts.all(TASK) if fact.seq not in done]
