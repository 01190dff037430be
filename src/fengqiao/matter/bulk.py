"""Opening many matters at once: each one decided as :func:`open_matter` decides, all of them written together.

Deciding is the same code, matter by matter; only the writing differs: one statement for each table instead of one for
each matter, the numbers reserved as a block. A refused matter leaves the others alone.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Model

from fengqiao.matter import deadlines, derive, events, notices, own_forms, papers, registry, search, sharing
from fengqiao.matter.actions import Doing, _dated, _Work
from fengqiao.matter.asked_once import asked_once
from fengqiao.matter.keys import ring
from fengqiao.matter.models import DeadlineRow, Entry, Matter, Once, Paper, Party, TaskRow
from fengqiao.matter.procedure import NumberRule, Procedure
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

Series = tuple[NumberRule, int]  # the rule and the year


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

    The ``once`` marks must be new: whoever calls has looked, and holds a lock under which nobody else makes them.
    """
    if not actor.reaches(office.territory):
        raise Refused.because("reach", f"{office.name}不在您的辖区内，请选择本辖区的机构，或交由其上级登记。")
    found: list[Matter | Refused] = []
    works: list[_Work] = []
    marks: list[Once] = []
    with asked_once():
        for opening in openings:
            work = _begun(actor, office, opening.procedure, opening.doings, now, demo)
            try:
                _decide(work, opening.doings)
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
            Once.objects.bulk_create(marks)
    return found


def _begun(
    actor: Actor, office: Office, procedure: Procedure, doings: Sequence[Doing], now: datetime, demo: bool
) -> _Work:
    line = registry.line_of_procedure(procedure.code)
    matter = line.model()(
        line=line.code, procedure=procedure.code, procedure_version=procedure.version, office=office,
        territory=office.territory, opened_on=doings[0].happened_on, data_key=bytes(ring().new_data_key()), demo=demo,
        stage="",
    )  # fmt: skip
    matter.pk = matter.id
    return _Work(actor, matter, procedure, [], now, new=True)


def _decide(work: _Work, doings: Sequence[Doing]) -> None:
    """Everything of a matter that can be known before it is written. Raises Refused."""
    if len(doings) > 1 and not any(doing.done_by for doing in doings):
        work.batch = uuid4()
    now = work.now
    for place, doing in enumerate(map(_dated, doings)):
        work.now = doing.entered_at or now
        try:
            work.settle_expiries(doing.happened_on)
            work.add(doing, doing.done_by or work.actor)
        except Refused as refusal:
            refusal.place = place
            raise
    work.now = now
    work.settle_expiries(work.today)


def _store(works: Sequence[_Work]) -> None:
    """What :func:`derive.store` writes for each, written for all of them."""
    _take_numbers(works)
    clocks = [deadlines.derive_clocks(w.procedure, w.standing, w.calendar, w.parameters, {}) for w in works]
    for work, own in zip(works, clocks, strict=True):
        derive._set_columns(work, own)
    matters = [work.matter for work in works]
    _copy(Matter, matters)
    _copy(type(matters[0]), matters)
    _copy(Entry, [entry for work in works for entry in work.entries])
    _copy(Party, [derive.party_row(w.matter, party) for w in works for party in w.standing.facts.parties])
    rows: list[DeadlineRow] = []
    tasks: list[TaskRow] = []
    for work, own in zip(works, clocks, strict=True):
        work.procedure.keeps(work.matter, work.standing.facts)
        rows += derive.deadline_rows(work.matter, work.procedure, own)
        tasks += derive.task_rows(work.matter, own, deadlines.derive_tasks(work.procedure, work.standing, own))
    _copy(DeadlineRow, rows)
    _copy(TaskRow, tasks)
    for work in works:
        sharing.apply(work)
        notices.announce(work)
    _copy(Paper, _papers(works))
    search.index_all((work.matter, work.standing.facts.parties) for work in works)
    for work in works:
        events.publish(work)


def _copy(model: type[Model], rows: Sequence[Model]) -> None:
    """One table's share of the rows, by COPY into a table of this session's own and from there in one statement:
    PostgreSQL takes no COPY into a table with row-level security. A child table gets its own columns only."""
    if not rows:
        return
    fields = [field for field in model._meta.local_concrete_fields if field.column]
    name, columns = connection.ops.quote_name(model._meta.db_table), ", ".join(f'"{field.column}"' for field in fields)
    beside = connection.ops.quote_name(f"bulk_{model._meta.db_table}")
    with connection.cursor() as cursor:
        cursor.execute(f"create temp table if not exists {beside} (like {name}) on commit delete rows")
        with cursor.copy(f"copy {beside} ({columns}) from stdin") as copy:
            for row in rows:
                copy.write_row([field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields])
        cursor.execute(f"insert into {name} ({columns}) select {columns} from {beside}")
        cursor.execute(f"truncate {beside}")


def _papers(works: Iterable[_Work]) -> list[Paper]:
    """The papers of all; the own forms in force at the place are asked for once."""
    made: list[Paper] = []
    forms: dict[str, Mapping[str, int]] = {}
    for work in works:
        line = work.matter.line
        if line not in forms:
            forms[line] = own_forms.in_force(line, work.matter.territory, work.today)
        made += papers.papers_of(work, forms[line])
    return made


def _take_numbers(works: Sequence[_Work]) -> None:
    """Give each matter that takes a number its own, in the order given; each series' counter is moved once."""
    wanted = [(work, series) for work in works if (series := _series(work)) is not None]
    body = works[0].matter.office
    counted = sorted(Tally(series for _, series in wanted).items(), key=lambda each: (each[0][0].series, each[0][1]))
    following = {series: _reserve(series, body, count) for series, count in counted}
    for work, series in wanted:
        rule, year = series
        work.matter.number = rule.form.format(
            year=year, body=body.number_word or body.short_name, serial=following[series]
        )
        following[series] += 1


def _series(work: _Work) -> Series | None:
    for doing in work.doings:
        if doing.action.gives_number is not None:
            return doing.action.gives_number, doing.happened_on.year
    return None


def _reserve(series: Series, body: Office, count: int) -> int:
    """The first of ``count`` numbers in a row. The counter stays locked until the transaction ends."""
    rule, year = series
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into matter_counter (body, series, year, last) values (%s, %s, %s, %s)"
            " on conflict (body, series, year) do update set last = matter_counter.last + excluded.last returning last",
            [body.territory, rule.series, year, count],
        )
        return int(cursor.fetchone()[0]) - count + 1
