"""The front door of the invented county: reports and matters in every stage, recorded through the same door as real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fengqiao.demo.cast import Cast, cast_of
from fengqiao.demo.fates import history
from fengqiao.demo.lives import Life, Ref, Step
from fengqiao.demo.matters import signed_copy
from fengqiao.demo.people import People, stream
from fengqiao.demo.places import FENGLIN
from fengqiao.demo.rests import AT_REST
from fengqiao.demo.shapes import CountyPlan, Size
from fengqiao.divisions.territory import reach
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.receiving import open_dispute
from fengqiao.lines.mediation.procedure import GENERAL
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.everyday import scan_signed
from fengqiao.matter.models import Paper
from fengqiao.matter.procedure import Carrying
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor

COUNTS: dict[Size, int] = {"small": 24, "county": 240, "city": 60, "province": 12}  # lives beside those at rest
LIVED_DAYS = 300
TOUCHES_ANOTHER = (r.raise_, r.join, r.settle, p.merge, p.unmerge)
MOVES = (
    p.dispatch,
    p.return_task,
    p.designate,
    p.reassign,
    p.escalate,
    p.reopen,
)  # to another unit, at the sitting's end
ASKS_WHERE = (p.dispatch, p.designate, p.reassign, p.escalate, p.supervise)  # records which unit has it


def load_front_door(
    plan: CountyPlan, size: Size, *, say: Callable[[str], None], now: datetime, total: int | None = None
) -> None:
    """Fill the county's front door: what came in during the last ten months, and something at rest in every stage.

    ``total`` is a number of lives other than the size's own, with nothing at rest.
    """
    told = refused = 0
    with transaction.atomic():
        for life in lives(plan, size, now, total):
            told += 1
            refused += not record(life)
            if told % 100 == 0:
                say(f"  纠纷 {told}")
    say(f"  来件和纠纷事项{told}起已装入。" + (f"有{refused}起停在中途。" if refused else ""))


def lives(plan: CountyPlan, size: Size, now: datetime, total: int | None = None) -> Iterator[Life]:
    """The lives in the order in which they began, in 枫林县 with everything at rest; the same for the same moment."""
    rng, today = stream(11, plan.code, "front door"), timezone.localdate(now)
    cast, people = cast_of(plan, today), People(plan.code, rng, today)
    planned = [(today - timedelta(days=fate.ago), fate) for fate in AT_REST if plan.code == FENGLIN and total is None]
    for _ in range(COUNTS[size] if total is None else total):
        planned.append((today - timedelta(days=int(LIVED_DAYS * rng.random() ** 1.5)), history))
    for number, (day, fate) in enumerate(sorted(planned, key=lambda each: each[0]), 1):
        yield fate.write(cast, people, rng, now, day, number)


def record(life: Life) -> bool:
    """Record a life's steps in the order of time; False when one was refused: what came before it stays."""
    known: dict[str, UUID] = {}
    steps = sorted(life.steps, key=lambda step: step.moment)
    sittings = [list(batch) for _, batch in groupby(steps, key=_seam())]
    while sittings:
        sitting = sittings.pop(0)
        matter = sitting[-1].raises
        follows = bool(sittings) and sittings[0][0].target == matter and sitting[-1].action is r.raise_
        first = sittings.pop(0) if follows and all(step.who is not None for step in sittings[0]) else []
        try:
            _record(life.cast, sitting, known, first)
        except Refused:
            return False
    return True


def _seam() -> Callable[[Step], int]:
    """Numbers the sittings: a new one with every other matter, after what touches another, before what asks where it is
    now that it moved, before a paper is filed."""
    count, moved = 0, False
    last: Step | None = None

    def number(step: Step) -> int:
        nonlocal count, last, moved
        fresh = last is None or step.target != last.target or last.action in TOUCHES_ANOTHER
        if fresh or step.action is scan_signed or (moved and step.action in ASKS_WHERE):
            count, moved = count + 1, False
        last, moved = step, moved or step.action in MOVES
        return count

    return number


def _record(cast: Cast, steps: list[Step], known: dict[str, UUID], first: list[Step]) -> None:
    """One sitting on one matter; ``first`` are the first steps of the matter it raises, recorded as that is opened."""
    start, now = steps[0], steps[-1].moment
    doings = [_doing(cast, step, known) for step in steps]
    if first:
        more = [_doing(cast, step, known) for step in first]
        carries = partial(_raise, more=more)
        doings[-1] = replace(doings[-1], action=replace(r.raise_, carries=carries))
    if start.target in known:
        done = perform(None, known[start.target], doings, now=now)
    else:
        assert start.who is not None
        assert start.at is not None
        procedure = r.REPORT if start.target.startswith("report") else registry.procedure_on(GENERAL.code, start.on)
        done = open_matter(start.who, procedure, doings, start.at, now=now, demo=True)
        known[start.target] = done.matter.pk
    if steps[-1].raises:
        known[steps[-1].raises] = done.matter.dispute_id  # type: ignore[attr-defined]  # a report's


def _raise(carrying: Carrying, more: list[Doing]) -> None:
    """The matter is opened together with what was done with it first: one sitting less."""
    open_dispute(carrying, *more)


def _doing(cast: Cast, step: Step, known: dict[str, UUID]) -> Doing:
    who = _in_county(cast, step.who)
    return Doing(step.action, _resolved(step, known), step.on, done_by=who, entered_at=step.moment)


def _in_county(cast: Cast, who: Actor | None) -> Actor | None:
    """The same person in the same post, with the county in reach: within a sitting the matter has not moved to them yet."""
    low, high = reach(cast.bureau.territory)
    return replace(who, low=low, high=high) if who is not None else None


def _resolved(step: Step, known: dict[str, UUID]) -> dict[str, Any]:
    """The step's data with the matters it names, and the paper a signed copy belongs to."""
    data = {name: known[value.target].hex if isinstance(value, Ref) else value for name, value in step.data.items()}
    if step.action is scan_signed:
        paper = Paper.objects.filter(matter_id=known[step.target], kind="agreement").latest("n").n
        data = {"paper": paper, "files": [signed_copy()]}
    return data
