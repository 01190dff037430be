"""Changed matters folded into parts and cells: one statement for each line, whatever changed in whatever order.

What a matter had counted is taken out, what it counts now is put in, and the difference goes into the cells of its day, month
and year. A late correction is therefore nothing special, and making everything anew is folding every matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BigIntegerField, CharField, DateField, F, Model, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce

from fengqiao.divisions.territory import COUNTY_WIDTH
from fengqiao.indicators import registry
from fengqiao.indicators.models import MARK, Cell, Part
from fengqiao.indicators.periods import DAY, MONTH, YEAR
from fengqiao.indicators.vocabulary import OUT, Tallied
from fengqiao.matter import changes, net
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.models import FormerSeat, Matter
from fengqiao.orgs.moving import numbers_now

BATCH = 500
LOCK = 7_301_145  # one folds at a time: the number of this lock in the database
_PARTS, _CELLS, _MATTERS, _SEATS = (model._meta.db_table for model in (Part, Cell, Matter, FormerSeat))
_COLUMNS = "code, territory, was, counted_on, kind, amount"
Parts = tuple[str, Sequence[Any]]
MARKED = f"{_COLUMNS}, {MARK} as mark"
_MOVED = " left join unnest(%s::bigint[], %s::bigint[]) as moved(before, now) on moved.before = c.place"
OF_COUNTY = {YEAR: "y", MONTH: "m"}
"""The grain of a whole county's year and month: what of all offices together is asked for by county."""
WHOLE_COUNTY = f"territory / {COUNTY_WIDTH + 1} * {COUNTY_WIDTH + 1} + {COUNTY_WIDTH}"  # its last number: seen by nobody who does not see all of it
_FIRSTS = {YEAR: "date_trunc('year', from_on)::date", MONTH: "date_trunc('month', from_on)::date"}
COARSER = {
    MONTH: (DAY, _FIRSTS[MONTH], "territory"), YEAR: (MONTH, _FIRSTS[YEAR], "territory"),
    OF_COUNTY[MONTH]: (MONTH, _FIRSTS[MONTH], WHOLE_COUNTY), OF_COUNTY[YEAR]: (YEAR, _FIRSTS[YEAR], WHOLE_COUNTY),
}  # fmt: skip
"""The longer grains: which grain they are the sums of, and their first day and place, whatever shorter grain they are read from."""
MEMORY = "64MB"  # for sums over everything: more than one reader is given, less than a small machine has
CELL = "code, grain, from_on, territory, kind, shift, n, amount, mark"


def fold_changes(most: int = BATCH) -> int:
    """Fold at most so many of the matters that changed; how many were folded. Somebody else folding: none."""
    with transaction.atomic(), _alone() as mine:
        ids = changes.take(most) if mine else []
        fold(ids)
    return len(ids)


def fold_little(most: int = BATCH) -> int:
    """Before figures are read: fold what little waits, whoever reads them; how many changes wait still.

    With nothing waiting it asks one question.
    """
    if not changes.any_waiting():
        return 0
    with net.widened(*net.EVERYWHERE):
        fold_changes(most)
    return changes.waiting()


def fold_all_changes() -> int:
    """Fold until nothing waits, a batch in each transaction."""
    count = 0
    while done := fold_changes():
        count += done
    return count


def note_counted_at(territories: Iterable[int]) -> None:
    """What is counted at these numbers, wherever it is dealt with, is counted anew: the places have other numbers now."""
    changes.note(Part.objects.filter(territory__in=list(territories)).order_by().values_list("matter_id", flat=True).distinct())


def fold_now() -> None:
    """Before figures are frozen: everything that waits is folded in this transaction; somebody else folding is waited for."""
    with net.widened(*net.EVERYWHERE), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        while ids := changes.take(BATCH):
            fold(ids)


def fold(ids: Sequence[UUID]) -> None:
    """Bring the parts and cells of these matters in line with them, and of those that read something of them; inside a transaction."""
    lines = by_line(ids)
    if following := _following(lines) - set(ids):
        for line, more in by_line(sorted(following)).items():
            lines.setdefault(line, []).extend(more)
    for line, tallied in registry.tallies_of(lines).items():
        _fold_line(lines[line], tallied)


def _following(lines: Mapping[str, Sequence[UUID]]) -> set[UUID]:
    """The matters counted by something of these."""
    return {pk for each in registry.following() if each.line in lines for pk in each.ids(lines[each.line])}


def rebuild(say: Callable[[int, int], None] = lambda done, all_of_them: None) -> int:
    """Make everything anew from the matters; returns how many there were. ``say`` hears how far it is.

    One transaction: until it ends everybody reads what was there before, and interrupted it has done nothing. What changes
    meanwhile waits to be folded after it.
    """
    total, done, last = Matter.objects.count(), 0, UUID(int=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(f"delete from {_PARTS}")
        while ids := list(Matter.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[: BATCH * 4]):
            for line, mine in by_line(ids).items():
                rows, params = fresh(registry.tallies_of([line])[line])
                sql = f"with wanted as materialized (select unnest(%s::uuid[]) as id) insert into {_PARTS} (matter_id, {_COLUMNS})"
                cursor.execute(f"{sql} select matter_id, {_COLUMNS} from ({rows}) as fresh", [mine, *params])
            last, done = ids[-1], done + len(ids)
            say(done, total)
        _sum_anew(cursor)
    return done


def _sum_anew(cursor: Any) -> None:
    """Every cell from the parts: days from them, and each longer grain from the one below it, never from the parts again."""
    cursor.execute(f"delete from {_CELLS}")
    cursor.execute(f"set local work_mem = '{MEMORY}'")
    days = f"select code, '{DAY}', counted_on, territory, kind, shift, n, amount, mark from ({changed(f'select {MARKED}, 1 as n from {_PARTS}')}) as delta"
    cursor.execute(f"insert into {_CELLS} ({CELL}) {days} order by 1, 2, 3, 4, 5, 6")
    for grain, (below, first, place) in COARSER.items():
        cursor.execute(f"""
            insert into {_CELLS} ({CELL})
            select code, '{grain}', {first} as first, {place} as place, kind, shift, sum(n), sum(amount), sum(mark) from {_CELLS}
            where grain = '{below}' group by code, first, place, kind, shift order by code, first, place, kind, shift""")


def by_line(ids: Sequence[UUID]) -> dict[str, list[UUID]]:
    lines: dict[str, list[UUID]] = {}
    for pk, line in Matter.objects.filter(pk__in=ids).order_by().values_list("pk", "line"):
        lines.setdefault(line, []).append(pk)
    return lines


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this transaction is the one that folds."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        yield bool(cursor.fetchone()[0])


def _fold_line(ids: Sequence[UUID], tallied: Sequence[Tallied]) -> None:
    rows, params = fresh(tallied)
    sql = f"""
        with wanted as materialized (select unnest(%s::uuid[]) as id),
        old as (delete from {_PARTS} where matter_id = any(%s) returning {MARKED}),
        fresh as materialized ({rows}),
        made as (insert into {_PARTS} (matter_id, {_COLUMNS}) select matter_id, {_COLUMNS} from fresh)
        insert into {_CELLS} as cell ({CELL})
        {summed(f"select {MARKED}, 1 as n from fresh union all select {_COLUMNS}, mark, -1 from old")}
        on conflict (code, grain, from_on, territory, kind, shift)
        do update set n = cell.n + excluded.n, amount = cell.amount + excluded.amount, mark = cell.mark + excluded.mark"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids), list(ids), *params])


def summed(parts: str) -> str:
    """The cells these parts (with ``mark``, and ``n`` 1 or -1) make, in the order of the cells' key: whoever writes several never hangs."""
    grains = ", ".join([f"('{DAY}', from_on, territory)", *(f"('{grain}', {first}, {place})" for grain, (_, first, place) in COARSER.items())])
    return f"""
        select code, grain, first, place, kind, shift, sum(n), sum(amount), sum(mark)
        from (select code, kind, counted_on as from_on, territory, shift, n, amount, mark from ({changed(parts)}) as delta) as days,
            lateral (values {grains}) as grains(grain, first, place)
        group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6"""


def changed(parts: str) -> str:
    """What these parts add to a day at a place: (code, kind, counted_on, territory, shift, n, amount, mark); nothing where they make up for each other."""
    return f"""
        select code, kind, counted_on, territory, shift, sum(n) as n, sum(amount) as amount, sum(mark) as mark from (
            select code, kind, counted_on, territory, false as shift, n, n * amount as amount, n * mark as mark from ({parts}) as p
            union all select code, kind, counted_on, was, true, n, n * amount, n * mark from ({parts}) as p where was <> territory
            union all select code, kind, counted_on, territory, true, -n, -n * amount, -n * mark from ({parts}) as p where was <> territory) as moved
        group by 1, 2, 3, 4, 5 having sum(n) <> 0 or sum(amount) <> 0 or sum(mark) <> 0"""


def fresh(tallied: Sequence[Tallied], moved: Mapping[int, int] | None = None) -> Parts:
    """SQL of the parts the matters of ``wanted`` count now: (matter_id, code, territory, was, on, kind, amount).

    ``moved``: the numbers places had and have now, where something is counted at a place; left out, as they are today.
    """
    placed = any(each.at for each in tallied)
    selects: list[str] = []
    params: list[Any] = []
    for each in tallied:
        for ends in (False, True) if each.until else (False,):
            sql, given = _select(each, ends)
            selects.append(f"({sql})")
            params += given
    now = numbers_now() if moved is None and placed else moved or {}
    union = " union all ".join(selects) or "select null::uuid, ''::varchar, null::date, null::date, ''::varchar, 0::bigint, null::bigint where false"
    sql = f"""
        select c.matter_id, c.code, coalesce({'moved.now, ' if placed else ''}c.place, m.territory) as territory, coalesce(c.place, seat.territory, m.territory) as was,
            c.counted_on, c.kind, c.amount
        from ({union}) as c(matter_id, code, counted_on, other, kind, amount, place) join {_MATTERS} m on m.id = c.matter_id and m.stage <> '{VOIDED.code}'
        left join lateral (select territory from {_SEATS} s where s.matter_id = c.matter_id and s.until_on > c.counted_on
            order by until_on, id limit 1) as seat on true{_MOVED if placed else ""}
        where c.counted_on is not null and (c.other is null or c.other >= c.counted_on)"""
    return sql, [*params, *((list(now), list(now.values())) if placed else ())]


@cache
def _select(tallied: Tallied, ends: bool) -> Parts:
    """One tally's rows of the wanted matters; ``ends``: the ends of its standings, those that ended before they began left out.

    Kept: what a tally asks hangs on nothing but its declaration, neither on the day nor on what is in the database.
    """
    rows: QuerySet[Any] = tallied.rows().order_by()
    matter = _matter_of(rows.model)
    begins, until = F(tallied.on), F(tallied.until) if tallied.until else Value(None, output_field=DateField())
    on, other = (until, Value(None, output_field=DateField())) if ends else (begins, until)
    rows = rows.filter(**{f"{matter}__in": RawSQL("select id from wanted", [])})
    if ends:
        rows = rows.filter(**{f"{tallied.until}__gte": begins})
    rows = rows.annotate(
        of_matter=F(matter), of_code=Value(tallied.code + (OUT if ends else ""), output_field=CharField()), of_day=Cast(on, DateField()),
        of_other=Cast(other, DateField()), of_kind=_text(tallied.kind), of_amount=_number(tallied),
        of_place=Cast(F(tallied.at) if tallied.at else Value(None), BigIntegerField()),
    )  # fmt: skip
    sql, params = rows.values_list("of_matter", "of_code", "of_day", "of_other", "of_kind", "of_amount", "of_place").query.sql_with_params()
    return sql, params


def _matter_of(model: type[Model]) -> str:
    return "pk" if issubclass(model, Matter) else "matter_id"


def _text(column: str) -> Any:
    return Coalesce(Cast(F(column), CharField()), Value("", output_field=CharField())) if column else Value("", output_field=CharField())


def _number(tallied: Tallied) -> Any:
    amount = tallied.amount
    if not amount:
        return Value(0, output_field=BigIntegerField())
    value = F(amount) if isinstance(amount, str) else amount
    return Coalesce(Cast(value, BigIntegerField()), Value(0, output_field=BigIntegerField()))
