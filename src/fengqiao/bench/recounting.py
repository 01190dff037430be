"""A year's holidays become known: every open clock it touches is counted anew and stored, against the same work bare.

Bare is reading the same rows in one stream and writing the rows that moved in one statement. Then the daily alerts over
the open matters, against reading their timelines. Both as the owner, as from the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone

from fengqiao.bench.measuring import Measure, Run, elapsed_ms
from fengqiao.daycount import ArrangedDay, Arrangement
from fengqiao.matter import notices, recompute, registry
from fengqiao.matter.models import CalendarYear

OFF = ((1, 1, 3, "元旦"), (2, 5, 7, "春节"), (4, 3, 3, "清明节"), (5, 1, 5, "劳动节"), (10, 1, 7, "国庆节"))
TOUCHED = """
select d.matter_id from matter_deadline d where d.state in ('running', 'paused')
and (d.provisional or (d.start_on <= %(last)s and d.due_on >= %(first)s))
"""
READ = """
select m.*, (select json_agg(e order by e.seq) from matter_entry e where e.matter_id = m.id),
       (select json_agg(d) from matter_deadline d where d.matter_id = m.id)
from matter_matter m where m.id in ({ids})
"""
MOVE = "update matter_deadline set due_on = due_on, explanation = explanation where state in ('running', 'paused') and matter_id = any(%(moved)s)"


def measure(run: Run) -> Iterator[Measure]:
    """Once: a year that has been loaded is loaded. Where it was loaded before, another one takes its place."""
    year = arrangement(run.today.year + 1, CalendarYear.objects.filter(year=run.today.year + 1).exists())
    span = {"first": date(year.year, 1, 1), "last": date(year.year, 12, 31)}
    [(clocks,)] = run.rows(f"select count(*) from ({TOUCHED}) as t", span)
    moved: set[str] = set()
    read_ms = elapsed_ms(lambda: read_timelines(run, TOUCHED, span))
    ours_ms = elapsed_ms(
        lambda: recompute.load_arrangement(year, by="测速", now=timezone.now(), say=lambda move: moved.add(move.matter))
    )
    write_ms = elapsed_ms(lambda: _write(run, moved))
    note = f"{clocks}个期限，动了{len(moved)}件；每秒{clocks / ours_ms * 1000:.0f}个"
    yield Measure("新放假安排：重算全部在办期限，每个", ours_ms / clocks, (read_ms + write_ms) / clocks, note=note)
    yield _alerts(run)


def arrangement(year: int, later: bool) -> Arrangement:
    """An invented year; ``later`` every feast a day later."""
    days = [ArrangedDay(date(year, month, day + k + later), True, name, k == 0) for month, day, count, name in OFF for k in range(count)]
    return Arrangement(year, tuple(days), f"测速用，不是真的安排（{later:d}）")


def _alerts(run: Run) -> Measure:
    procedures = [p.code for p in registry.procedures() if p.alerts]
    ids = "select id from matter_matter where not closed and procedure = any(%(procedures)s)"
    [(count,)] = run.rows(f"select count(*) from ({ids}) as t", {"procedures": procedures})
    ours_ms = elapsed_ms(lambda: notices.sweep_alerts(timezone.now()))
    bare_ms = elapsed_ms(lambda: read_timelines(run, ids, {"procedures": procedures}))
    return Measure("每日预警：在办的每一件", ours_ms / count, bare_ms / count, note=f"{count}件")


def read_timelines(run: Run, ids: str, given: Mapping[str, object]) -> None:
    """The matters with timelines and clocks, a few at a time."""
    with run.owner.transaction(), run.owner.cursor(name="read") as cursor:
        cursor.itersize = 500
        cursor.execute(READ.format(ids=ids).encode(), given)
        for _ in cursor:
            pass


def _write(run: Run, moved: set[str]) -> None:
    with run.owner.transaction(force_rollback=True):
        run.owner.execute(MOVE, {"moved": sorted(moved)})

