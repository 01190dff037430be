"""Opening many matters at once: each one decided as :func:`open_matter` decides, all of them written together.

Deciding is the same code, matter by matter; only the writing differs: one statement for each table instead of one for
each matter, the numbers reserved as a block. A refused matter leaves the others alone.
"""

from __future__ import annotations

import json
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import AutoField, Model, prefetch_related_objects

from fengqiao.matter import changes, deadlines, derive, events, notices, own_forms, papers, recurring, search, sharing
from fengqiao.matter.actions import Doing, _Work, begun, decide
from fengqiao.matter.asked_once import asked_once
from fengqiao.matter.models import DeadlineRow, Entry, Matter, Once, Paper, Party, TaskRow
from fengqiao.matter.numbers import take_numbers
from fengqiao.matter.procedure import Asking, NumberRule, Procedure
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

# the rule, the numbering office, and the day, or the first day of the year, that its counter is of
Series = tuple[NumberRule, Office, date]


@dataclass(frozen=True)
class Opening:
    """A matter to be opened: under which procedure, what is done in it, and the mark by which it is known again."""

    procedure: Procedure
    doings: Sequence[Doing]
    once: str = ""


@transaction.atomic
def open_matters(
    actor: Actor, office: Office, openings: Sequence[Opening], *, now: datetime, demo: bool = False,
    keep: bool = True,
) -> list[Matter | Refused]:  # fmt: skip
    """The matters opened at ``office`` in the order given; in the place of a refused one its refusal.

    Without ``keep`` they are only decided: nothing is written, no number taken.

    The matters of one call do not know of each other: what an action looks up elsewhere is as it was before.
    The ``once`` marks must be new: whoever calls has looked, and holds a lock under which nobody else makes them.
    """
    if not actor.reaches(office.territory):
        raise Refused.because("reach", f"{office.name}不在您的辖区内，请选择本辖区的机构，或交由其上级登记。")
    found: list[Matter | Refused] = []
    works: list[_Work] = []
    marks: list[Once] = []
    with asked_once():
        begun_all = [begun(actor, office, each.procedure, each.doings, now, demo) for each in openings]
        _foresee(begun_all, openings)
        for work, opening in zip(begun_all, openings, strict=True):
            try:
                decide(work, opening.doings)
            except Refused as refusal:
                found.append(refusal)
                continue
            works.append(work)
            found.append(work.matter)
            if opening.once:
                seq = work.entries[-1].seq
                marks.append(
                    Once(staff_id=actor.staff_id, token=opening.once, matter_id=work.matter.pk, seq=seq, at=now)
                )
        if works and keep:
            _store(works)
            _insert(Once, marks)
    return found


def _foresee(works: Sequence[_Work], openings: Sequence[Opening]) -> None:
    """Ask at once what the first actions will ask of each matter."""
    askings: dict[Callable[[Sequence[Asking]], None], list[Asking]] = {}
    for work, opening in zip(works, openings, strict=True):
        first = opening.doings[0]
        actor = first.done_by or work.actor
        assert actor is not None  # somebody enters them
        asking = Asking(work.matter, work.known, first.data, first.happened_on, actor)
        askings.setdefault(first.action.foresees, []).append(asking)
    for foresees, those in askings.items():
        foresees(those)


def _store(works: Sequence[_Work]) -> None:
    """What :func:`derive.store` writes for each, written for all of them."""
    _take_numbers(works)
    to = [recurring.lay_out(work.procedure, None, work.today) for work in works]
    clocks = [
        deadlines.derive_clocks(w.procedure, w.standing, w.calendar, w.parameters, {}, laid_out_to=day)
        for w, day in zip(works, to, strict=True)
    ]
    for work, own, day in zip(works, clocks, to, strict=True):
        derive._set_columns(work, own, day)
    matters = [work.matter for work in works]
    _insert(Matter, matters)
    _insert(type(matters[0]), matters)
    _insert(Entry, [entry for work in works for entry in work.entries])
    _insert(Party, [derive.party_row(w.matter, party) for w in works for party in w.standing.facts.parties])
    rows: list[DeadlineRow] = []
    tasks: list[TaskRow] = []
    for work, own in zip(works, clocks, strict=True):
        work.procedure.keeps(work.matter, work.standing.facts, work.known)
        rows += derive.deadline_rows(work.matter, work.procedure, own)
        tasks += derive.task_rows(work.matter, work.procedure, own, deadlines.derive_tasks(work.procedure, work.standing, own))
    _insert(DeadlineRow, rows)
    _insert(TaskRow, tasks)
    for work in works:
        sharing.apply(work)
    notices.keep((notice for work in works for notice in notices.called_for(work)), works[0].now)
    prefetch_related_objects(matters, "handler")  # papers name them
    for work in works:
        events.publish(work)
        work.carry()
    changes.note(matter.pk for matter in matters)
    made = _papers(works)
    _insert(Paper, [paper for own in made for paper in own])
    search.index_all((w.matter, w.standing.facts, own) for w, own in zip(works, made, strict=True))


def _insert(model: type[Model], rows: Sequence[Model]) -> None:
    """One table's share of the rows in one statement, as one JSON text the database reads by the table's own types.

    COPY is not to be had: PostgreSQL refuses it into a table with row-level security, and the web's and the worker's
    roles may make no tables of their own to copy into. A child table gets its own columns only; the database counts what it
    counts itself.
    """
    if not rows:
        return
    fields = [
        f for f in model._meta.local_concrete_fields if f.column and not f.generated and not isinstance(f, AutoField)
    ]
    name, columns = connection.ops.quote_name(model._meta.db_table), ", ".join(f'"{field.column}"' for field in fields)
    said = [{field.column: getattr(row, field.attname) for field in fields} for row in rows]
    text = json.dumps(said, ensure_ascii=False, default=_as_text)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {name} ({columns}) select {columns} from json_populate_recordset(null::{name}, %s::json)",
            [text],
        )


def _as_text(value: object) -> str:
    """A value JSON has no form for, as PostgreSQL writes it."""
    if isinstance(value, date):  # an instant too
        return value.isoformat()
    return f"\\x{bytes(value).hex()}" if isinstance(value, bytes | memoryview) else str(value)


def _papers(works: Iterable[_Work]) -> list[list[Paper]]:
    """The papers of each; the own forms in force at the place are asked for once."""
    made: list[list[Paper]] = []
    forms: dict[str, Mapping[str, int]] = {}
    for work in works:
        line = work.matter.line
        if line not in forms:
            forms[line] = own_forms.in_force(line, work.matter.territory, work.today)
        made.append(list(papers.papers_of(work, forms[line])))
    return made


def _take_numbers(works: Sequence[_Work]) -> None:
    """Give each matter that takes a number its own, in the order given; each series' counter is moved once."""
    wanted = [(work, series) for work in works if (series := _series(work)) is not None]
    counted = sorted(Tally(series for _, series in wanted).items(), key=lambda each: _counter_of(each[0]))
    numbers = {series: iter(take_numbers(*series, count)) for series, count in counted}
    for work, series in wanted:
        work.matter.number = next(numbers[series])


def _series(work: _Work) -> Series | None:
    if work.numbered is None:
        return None
    rule, office, on = work.numbered
    return rule, office, on if rule.daily else on.replace(month=1, day=1)


def _counter_of(series: Series) -> tuple[str, int, date]:
    """The order in which counters are moved, the same for everybody."""
    rule, office, on = series
    return rule.series, office.territory, on
