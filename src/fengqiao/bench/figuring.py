"""Figures of a province (``fengqiao bench --figures``): reading, keeping and making them anew, against bare SQL and DuckDB.

The database is filled with mediation cases alone, rows of one lived case under new ids, places and days: what figures are made
of, without timelines, parties and papers. Read as the web's own role under row-level security; the bare queries go over the
cases as the tables' owner; DuckDB reads the same columns exported to a table of its own. The fastest of several runs in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from fengqiao.bench.measuring import elapsed_ms
from fengqiao.operate.serving import in_django
from fengqiao.operate.setup import prepare_database

if TYPE_CHECKING:
    from fengqiao.indicators.asking import Asked
    from fengqiao.indicators.periods import Period
    from fengqiao.indicators.vocabulary import Indicator

FIRST_COUNTY, OFFICES = 880101, 30
SLOW_MS = 20_000  # what takes longer than this once is measured once more, and no more
LIVED = 990000 * 10**9  # the demonstration county, whose cases have timelines
FILL, READ, KEEP = "fill", "read", "keep"


@dataclass(frozen=True)
class Extent:
    """How many counties of thirty offices, how many cases in them, and how often each thing is measured."""

    counties: int
    matters: int
    repeats: int
    acts: int


EXTENTS = {"tiny": Extent(1, 2_000, 2, 5), "county": Extent(1, 50_000, 7, 60), "city": Extent(10, 1_000_000, 5, 60), "province": Extent(44, 5_000_000, 5, 100)}
SEEDED = """
create unlogged table bench_seed as
with drawn as (
    select n, date '2021-01-01' + (random() * 2100)::int as accepted_on, md5(n::text) as digits, (random() * 40)::int as lasts, random() as fate,
        'T0' || (1 + floor(random() * 8))::int as kind
    from generate_series(1, %(matters)s) as n)
select drawn.*, o.id as office_id, o.territory,
    (lpad(to_hex((extract(epoch from accepted_on) * 1000 + random() * 86399999)::bigint), 12, '0')
        || '7' || substr(digits, 1, 3) || '8' || substr(digits, 4, 15))::uuid as id
from drawn join (select id, territory, row_number() over (order by territory) as k from orgs_office where kind = 'office' and territory >= %(first)s) as o
    on o.k = 1 + n %% %(offices)s
order by id
"""
"""Ids of version 7, as cases have them: in the order in which they were opened, which is the order they are read in."""
ENDED = "s.fate > 0.05"
MATTER = {
    "id": "s.id", "office_id": "s.office_id", "territory": "s.territory", "number": "'测' || s.n", "title": "'测速案件' || s.n", "opened_on": "s.accepted_on",
    "closed": ENDED, "closed_on": f"case when {ENDED} then s.accepted_on + s.lasts end", "next_due_on": "null", "remind_on": "null", "ask_on": "null",
}  # fmt: skip
CASE = {
    "matter_ptr_id": "s.id", "dispute_type": "s.kind", "source": "'01'", "accepted_on": "s.accepted_on", "people_count": "2 + mod(s.n, 3)",
    "outcome": f"case when not {ENDED} then '' when s.fate > 0.15 then 'written' else 'failed' end", "outcome_on": f"case when {ENDED} then s.accepted_on + s.lasts end",
    "amount_agreed_fen": "case when s.fate > 0.15 then mod(s.n, 500) * 1000 end", "performed_on": "case when s.fate > 0.3 then s.accepted_on + s.lasts + 20 end",
    "archived_on": f"case when {ENDED} then s.accepted_on + s.lasts + 25 end", "origin_id": "null",
}  # fmt: skip
CODES = ("M01", "M01c", "M01p", "M01o", "M02", "M03", "M03f", "M04a", "M04b", "M05")
BARE = """
select {group}, count(*) filter (where accepted_on between '{first}' and '{last}'), coalesce(sum(people_count) filter (where accepted_on between '{first}' and '{last}'), 0),
    count(*) filter (where accepted_on <= '{last}' and (outcome_on is null or outcome_on > '{last}')),
    count(*) filter (where outcome in ('written', 'oral') and outcome_on between '{first}' and '{last}'),
    count(*) filter (where outcome in ('failed', 'refused', 'absent', 'by_law') and outcome_on between '{first}' and '{last}'),
    coalesce(sum(amount_agreed_fen) filter (where outcome in ('written', 'oral') and outcome_on between '{first}' and '{last}'), 0)
from {table} where territory between {low} and {high} and outcome not in ('merged', 'void') and stage <> 'voided' group by 1 order by 1
"""
CASES = "(select m.territory, m.stage, c.* from matter_matter m join mediation_mediationcase c on c.matter_ptr_id = m.id) as cases"
EXPORTED = "select m.territory, m.stage, c.accepted_on, c.outcome, c.outcome_on, c.people_count, c.amount_agreed_fen from matter_matter m join mediation_mediationcase c on c.matter_ptr_id = m.id"


def main(argv: Sequence[str]) -> int:
    """``figuring SIZE PART REPORT MATTERS``: one part, its findings as JSON; 0 matters are as many as the size has."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=tuple(EXTENTS))
    parser.add_argument("part", choices=(FILL, READ, KEEP))
    parser.add_argument("report", type=Path)
    parser.add_argument("matters", type=int)
    args = parser.parse_args(argv)
    extent = EXTENTS[args.size]
    extent = replace(extent, matters=args.matters or extent.matters)
    parts: dict[str, Callable[[Extent], dict[str, Any]]] = {FILL: fill, READ: read, KEEP: keep}
    found: dict[str, Any] = {}
    in_django(os.environ["FENGQIAO_DB_URL"], lambda: found.update(parts[args.part](extent)))
    args.report.write_text(json.dumps(found, ensure_ascii=False))
    return 0


def say(line: str) -> None:
    print(line, flush=True)


# Filling, and making everything anew -----------------------------------------------------------------------------------


def fill(extent: Extent) -> dict[str, Any]:
    """The cases, and every figure made from them."""
    prepare_database()
    from fengqiao.demo.load import load_demo
    from fengqiao.indicators import folding
    from fengqiao.indicators.models import Cell, Part

    load_demo("small", say=say, lean=True)
    _counties(extent.counties)
    with psycopg.connect(os.environ["FENGQIAO_DB_URL"], autocommit=True) as connection:
        began = time.perf_counter()
        _cases(connection, extent)
        connection.execute("vacuum analyze")
        filled = time.perf_counter() - began
        say(f"  {extent.matters}件已装入，正在计算全部指标……")
        began = time.perf_counter()
        matters = folding.rebuild(_tenths())
        seconds = time.perf_counter() - began
        connection.execute("vacuum analyze indicators_part, indicators_cell")
    return {
        "matters": matters, "offices": extent.counties * OFFICES, "fill_seconds": round(filled, 1), "rebuild_seconds": round(seconds, 1),
        "parts": Part.objects.count(), "cells": Cell.objects.count(),
    }  # fmt: skip


def _tenths() -> Callable[[int, int], None]:
    """Says each tenth of the way with the seconds it took."""
    began, said = time.perf_counter(), [0]

    def hear(done: int, of: int) -> None:
        if (tenth := done * 10 // max(of, 1)) > said[0]:
            said[0] = tenth
            say(f"  已计算{done}/{of}件，{time.perf_counter() - began:.0f}秒")

    return hear


def _counties(count: int) -> None:
    from datetime import date

    from fengqiao.orgs.models import Office

    founded = date(2015, 1, 1)
    bureaus = Office.objects.bulk_create(
        Office(territory=(FIRST_COUNTY + n) * 10**9, name=f"测{n + 1}县司法局", short_name=f"测{n + 1}县局", kind="bureau", from_on=founded) for n in range(count)
    )
    Office.objects.bulk_create(
        Office(territory=bureau.territory + k * 10**6, name=f"{bureau.name[:-3]}第{k}司法所", short_name=f"第{k}所", kind="office", parent=bureau, from_on=founded)
        for bureau in bureaus for k in range(1, OFFICES + 1)
    )  # fmt: skip


def _cases(connection: psycopg.Connection, extent: Extent) -> None:
    """Rows of a lived case, with what is its own put in; indexes and keys when the rows are there."""
    from fengqiao.bench.indexes import taken_off
    from fengqiao.lines.mediation.models import MediationCase

    lived = MediationCase.objects.exclude(outcome="").exclude(archived_on=None).first() or MediationCase.objects.exclude(outcome="").first()
    assert lived is not None
    given = {"matters": extent.matters, "first": FIRST_COUNTY * 10**9, "offices": extent.counties * OFFICES}
    connection.execute(SEEDED, given)
    with taken_off(connection, ["matter_matter", "mediation_mediationcase"]):
        for table, key, own in (("matter_matter", "id", MATTER), ("mediation_mediationcase", "matter_ptr_id", CASE)):
            columns = [name for (name,) in connection.execute("select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped", [table])]
            values = ", ".join(own.get(name, f't."{name}"') for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            connection.execute(f"insert into {table} ({names}) select {values} from bench_seed s, {table} t where t.{key} = %s", [lived.pk])
    connection.execute("drop table bench_seed")


# Reading ---------------------------------------------------------------------------------------------------------------


def read(extent: Extent) -> dict[str, Any]:
    """A county's year, the province's, all offices side by side, and two years month by month."""
    from django.db import transaction

    from fengqiao.indicators.asking import Asked
    from fengqiao.indicators.figures import figures, figures_over, splits
    from fengqiao.indicators.periods import read as period
    from fengqiao.indicators.registry import find
    from fengqiao.matter import net

    year, all_lines = period("2025"), [each for code in ("mediation", "disputes") for each in find(code).indicators]
    county = Asked(FIRST_COUNTY * 10**9, FIRST_COUNTY * 10**9 + 10**9 - 1, year)
    province = Asked(FIRST_COUNTY * 10**9, (FIRST_COUNTY + extent.counties) * 10**9 - 1, year)
    chosen = [find("mediation").indicator(code) for code in CODES]
    months, years = [each for named in ("2024", "2025") for each in period(named).months()], [year, year.year_before(), year.before()]
    with psycopg.connect(os.environ["FENGQIAO_BENCH_OWNER"], autocommit=True) as owner, duck(owner) as columns, transaction.atomic():
        net.set_scope(*net.EVERYWHERE)
        _agree(chosen, county, owner)
        _agree(chosen, province, owner)
        rows = [
            _compared("一个县的全年指标", partial(figures, chosen, county), county, "0", owner, columns, extent),
            _compared("全省的全年指标", partial(figures, chosen, province), province, "0", owner, columns, extent),
            _compared("全省各所排名的数", partial(splits, chosen, province, "office"), province, "territory / 1000000", owner, columns, extent),
            _compared("全省各县的数", partial(splits, chosen, province, "county"), province, "territory / 1000000000", owner, columns, extent),
            _alone("两个条线全部指标，一个县", partial(figures, all_lines, county), extent),
            _alone("两个条线全部指标，全省", partial(figures, all_lines, province), extent),
            _compared("驾驶舱：二十四个月走势，一个县", partial(figures_over, chosen, county, months), county, "0", owner, columns, extent, months),
            _compared("驾驶舱：二十四个月走势，全省", partial(figures_over, chosen, province, months), province, "0", owner, columns, extent, months),
            _compared("年度总结的数、去年、上期，一个县", partial(_summary, county), county, "0", owner, columns, extent, years),
            _compared("年度总结的数、去年、上期，全省", partial(_summary, province), province, "0", owner, columns, extent, years),
            _alone("年度总结：一个县，写成Word", partial(_document, county.low), extent),
        ]
    return {"rows": rows, "duckdb": columns is not None}


def _summary(asked: Asked) -> object:
    """Every figure of the year-end summary with the year before and the period before."""
    from fengqiao.indicators.figures import figures_over
    from fengqiao.lines.reporting.taking import wanted

    period = asked.period
    return figures_over([indicator for _, indicator in wanted("yearly")], asked, [period, period.year_before(), period.before()])


def _document(territory: int) -> object:
    """The whole summary of a county: figures, months, table of offices, chart, Word file."""
    from fengqiao.indicators.periods import read as period
    from fengqiao.lines.reporting.composing import template_for
    from fengqiao.lines.reporting.forms import document
    from fengqiao.lines.reporting.taking import take
    from fengqiao.orgs.models import Office

    office = Office.objects.get(territory=territory)
    taken = take("yearly", office, period("2025"))
    return document.make(template_for("yearly", territory).content, taken, document.Cover(office.name, office.name))


def _agree(chosen: Sequence[Indicator], asked: Asked, owner: psycopg.Connection) -> None:
    """What is compared must be the same numbers."""
    from fengqiao.indicators.figures import figures

    ours = {each.indicator.code: each for each in figures(chosen, asked)}
    bare = owner.execute(_bare(asked, "0", CASES)).fetchone()
    shown = [ours["M01"].of.n, ours["M01p"].of.amount, ours["M01o"].of.n, ours["M03"].of.n, ours["M03f"].of.n, ours["M05"].of.amount]
    if bare is None or [int(each) for each in bare[1:]] != shown:
        raise RuntimeError(f"数不一致：本程序{shown}，裸SQL{bare}")


def _bare(asked: Asked, group: str, table: str) -> str:
    return BARE.format(group=group, table=table, first=asked.period.from_on, last=asked.period.to_on, low=asked.low, high=asked.high)


def _compared(
    name: str, ours: Callable[[], object], asked: Asked, group: str, owner: psycopg.Connection, columns: Any, extent: Extent, periods: Sequence[Period] = ()
) -> dict[str, Any]:
    """Ours beside the ten figures of the cases by bare SQL and by DuckDB; with ``periods`` those of each, in one statement."""

    def statement(group: str, table: str) -> str:
        return " union all ".join(f"select * from ({_bare(asked.over(each), group, table)}) as p{n}" for n, each in enumerate(periods or [asked.period]))

    def bare() -> object:
        return owner.execute(statement(group, CASES)).fetchall()

    def by_column() -> object:
        return columns.execute(statement(group.replace(" / ", " // "), "cases")).fetchall()

    works: list[Callable[[], object]] = [ours, bare, *([by_column] if columns is not None else [])]
    first = sum(elapsed_ms(work) for work in works)
    times = [[elapsed_ms(work) for work in works] for _ in range(extent.repeats if first < SLOW_MS else 1)]
    best = [min(each) for each in zip(*times, strict=True)]
    say(f"  {name}：{best[0]:.1f}ms，裸SQL {best[1]:.1f}ms" + (f"，DuckDB {best[2]:.1f}ms" if columns is not None else ""))
    return {"name": name, "ours_ms": best[0], "bare_ms": best[1], "duckdb_ms": best[2] if columns is not None else None}


def _alone(name: str, ours: Callable[[], object], extent: Extent) -> dict[str, Any]:
    ours()
    best = min(elapsed_ms(ours) for _ in range(extent.repeats))
    say(f"  {name}：{best:.1f}ms")
    return {"name": name, "ours_ms": best, "bare_ms": None, "duckdb_ms": None}


@contextmanager
def duck(owner: psycopg.Connection) -> Iterator[Any]:
    """The same columns in DuckDB; None where it is not installed."""
    try:
        import duckdb
    except ImportError:
        say("  没有安装 duckdb，不与它比。")
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder:
        path = Path(folder) / "cases.csv"
        with path.open("wb") as file, owner.cursor() as cursor, cursor.copy(f"copy ({EXPORTED}) to stdout (format csv, header)") as rows:
            for block in rows:
                file.write(block)
        columns = duckdb.connect()
        columns.execute(f"create table cases as select * replace (coalesce(outcome, '') as outcome) from read_csv('{path}')")
        path.unlink()
        yield columns
        columns.close()


# Keeping ---------------------------------------------------------------------------------------------------------------


def keep(extent: Extent) -> dict[str, Any]:
    """What noting costs an act, act by act with and without it; and folding what changed, a matter."""
    from unittest import mock

    from django.db import transaction

    from fengqiao.indicators import folding
    from fengqiao.lines.mediation.models import MediationCase
    from fengqiao.matter import changes, net
    from fengqiao.matter.models import Matter

    lived = [each.pk for each in MediationCase.objects.filter(territory__gte=LIVED, closed=False).order_by("pk")[:20]]
    folding.fold_all_changes()
    times: dict[bool, list[float]] = {True: [], False: []}
    for n in range(extent.acts + 2):
        for with_note in (True, False) if n % 2 else (False, True):
            with mock.patch.object(changes, "note", changes.note if with_note else lambda ids: None):
                times[with_note].append(elapsed_ms(partial(_one_act, lived[n % len(lived)], n)))
    noted, bare = (sorted(times[each][4:])[len(times[each][4:]) // 2] for each in (True, False))
    ids = list(Matter.objects.filter(territory__lt=LIVED).order_by("pk").values_list("pk", flat=True)[:500])
    with transaction.atomic():
        net.set_scope(*net.EVERYWHERE)
        changes.note(ids)
    folded = elapsed_ms(folding.fold_all_changes)
    say(f"  办理一步：记下变动{noted:.2f}ms，不记{bare:.2f}ms；计入每件{folded / max(1, len(ids)):.2f}ms")
    return {"act_ms": noted, "act_without_ms": bare, "fold_ms_each": folded / max(1, len(ids)), "acts": extent.acts}


def _one_act(pk: Any, n: int) -> None:
    """A note in a case by its handler or whoever may, through the one door for writes."""
    from django.utils import timezone

    from fengqiao.matter.actions import Doing, perform
    from fengqiao.matter.everyday import note
    from fengqiao.matter.models import Matter
    from fengqiao.orgs.actor import actor_of
    from fengqiao.orgs.models import Post

    now = timezone.now()
    matter = Matter.objects.select_related("office").get(pk=pk)
    posts = Post.objects.held_on(timezone.localdate(now)).filter(office=matter.office, roles__overlap=["mediator", "committee_head"]).select_related("office", "staff")
    perform(actor_of(posts[0]), pk, [Doing(note, {"text": f"测速第{n}次。"}, timezone.localdate(now))], now=now)


# Telling ---------------------------------------------------------------------------------------------------------------


def as_text(report: dict[str, Any]) -> str:
    """The report as a table."""
    filled, kept = report[FILL], report[KEEP]
    lines = [
        f"枫桥测速·指标（{report['size']}）：{filled['matters']}件，{filled['offices']}个司法所，计入{filled['parts']}笔、格{filled['cells']}个。",
        f"全部重新计算{filled['rebuild_seconds']}秒，每秒{filled['matters'] / max(filled['rebuild_seconds'], 0.1):.0f}件。", "",
        f"{'项目':<24}{'本程序ms':>10}{'裸SQL ms':>12}{'倍数':>8}{'DuckDB ms':>12}{'倍数':>8}",
    ]  # fmt: skip
    for row in report[READ]["rows"]:
        bare, columns = row["bare_ms"], row["duckdb_ms"]
        lines.append(
            f"{row['name']:<24}{row['ours_ms']:>10.1f}" + (f"{bare:>12.1f}{row['ours_ms'] / bare:>8.3f}" if bare else "")
            + (f"{columns:>12.1f}{row['ours_ms'] / columns:>8.2f}" if columns else "")
        )  # fmt: skip
    more = (kept["act_ms"] / kept["act_without_ms"] - 1) * 100
    lines += ["", f"办理一步（工作记事，中位）：记下变动{kept['act_ms']:.2f}ms，不记{kept['act_without_ms']:.2f}ms，多{more:.1f}%；事后计入每件{kept['fold_ms_each']:.2f}ms。"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
