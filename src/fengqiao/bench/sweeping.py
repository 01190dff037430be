"""The daily sweep over a county's, or a city's, open clocks: what has run out settled, what is due announced.

The clocks there are are copied until there are as many as asked for: rows of matters and deadlines only, as the sweep reads
nothing else. The first sweep announces; the next one, an hour later, finds it all said. Bare is reading the same running
clocks with their matters in one stream, and for the first sweep writing the same notices by COPY.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils import timezone

from fengqiao.bench.measuring import Measure, Run, elapsed_ms
from fengqiao.bench.stencils import copy_statement, named, table_of
from fengqiao.matter import notices
from fengqiao.matter.jobs import rules_with_effect, settle_due
from fengqiao.matter.models import DeadlineRow, Matter, Notice

OPEN = "state = 'running' and not rule = any(%(effects)s)"
COPIES = """
create temporary table copies as
select gen_random_uuid() as new, o.id as old from (select distinct matter_id as id from matter_deadline where {open}) o
cross join generate_series(1, %(times)s)
"""
READ = """
select d.*, m.* from matter_deadline d join matter_matter m on m.id = d.matter_id
where d.state = 'running' and d.due_on between %(first)s and %(last)s
"""
SOON_DAYS = 60  # the widest window a reminder can ask for


def measure(run: Run) -> Iterator[Measure]:
    """Both sweeps, per clock."""
    clocks = fill(run)
    settled = elapsed_ms(settle_due)
    first_ms = elapsed_ms(lambda: notices.sweep_clocks(timezone.now()))
    again_ms = elapsed_ms(lambda: notices.sweep_clocks(timezone.now()))
    read_ms = elapsed_ms(lambda: read_clocks(run, run.today))
    write_ms, made = write_notices(run, f"made_at >= '{run.today.isoformat()}'")
    clear(run)
    note = f"{clocks}个在走的期限；共{first_ms / 1000:.0f}秒，出提醒{made}条；法定后果{settled / 1000:.1f}秒"
    yield Measure("每日扫描：头一遍，每个期限", first_ms / clocks, (read_ms + write_ms) / clocks, note=note)
    yield Measure("每日扫描：再一遍，每个期限", again_ms / clocks, read_ms / clocks, note=f"共{again_ms / 1000:.0f}秒")


def fill(run: Run) -> int:
    """Copy open clocks until there are as many as asked for; how many there are."""
    given: dict[str, object] = {"effects": rules_with_effect()}
    [(there, able)] = run.rows(f"select count(*), count(*) filter (where {OPEN}) from matter_deadline where state = 'running'", given)
    times = max(0, run.clocks - there) // max(able, 1) + (run.clocks > there)
    if times:
        with run.owner.transaction():
            run.owner.execute(COPIES.format(open=OPEN).encode(), given | {"times": times})
            _copy(run, Matter, "id", {"number": "''"}, "true")
            _copy(run, DeadlineRow, "matter_id", {}, OPEN, given)
            run.owner.execute("drop table copies")
        run.owner.execute("analyze matter_matter, matter_deadline")
    [(clocks,)] = run.rows("select count(*) from matter_deadline where state = 'running'", {})
    return int(clocks)


def clear(run: Run) -> None:
    """Take the copies away again, with what was announced of them: nobody is to meet a matter without a timeline."""
    bare = "select id from matter_matter m where not exists (select from matter_entry e where e.matter_id = m.id)"
    with run.owner.transaction():
        run.owner.execute(f"create temporary table bare as {bare}".encode())
        for table, key in (("matter_notice", "matter_id"), ("matter_deadline", "matter_id"), ("matter_matter", "id")):
            run.owner.execute(f"delete from {table} t using bare b where t.{key} = b.id".encode())
        run.owner.execute("drop table bare")


def _copy(
    run: Run, model: type[Matter] | type[DeadlineRow], key: str, other: dict[str, str], which: str, given: dict[str, object] | None = None
) -> None:  # fmt: skip
    table = table_of(model, key)
    values = ["c.new" if column == key else other.get(column, f't."{column}"') for column in table.columns]
    statement = (
        f"insert into {table.name} ({named(table)}) select {', '.join(values)} from {table.name} t"
        f" join copies c on c.old = t.{key} where {which}"
    )
    run.owner.execute(statement.encode(), given)


def read_clocks(run: Run, today: date) -> None:
    """The running clocks whose last day is near, with their matters, in one stream."""
    window = timedelta(days=SOON_DAYS)
    with run.owner.transaction(), run.owner.cursor(name="clocks") as cursor:
        cursor.itersize = 1000
        cursor.execute(READ, {"first": today - window, "last": today + window})
        for _ in cursor:
            pass


def write_notices(run: Run, which: str) -> tuple[float, int]:
    """Milliseconds of writing these notices again, and how many there are; taken back."""
    table = table_of(Notice, "matter_id")
    with run.owner.cursor().copy(f"copy (select {named(table)} from {table.name} where {which}) to stdout".encode()) as copy:
        pieces: Sequence[bytes] = [bytes(piece) for piece in copy]

    def write() -> None:
        with run.owner.transaction(force_rollback=True):
            run.owner.execute(f"delete from {table.name} where {which}".encode())
            began.append(elapsed_ms(lambda: _copy_in(run, copy_statement(table), pieces)))

    began: list[float] = []
    write()
    return began[0], sum(piece.count(b"\n") for piece in pieces)


def _copy_in(run: Run, statement: str, pieces: Sequence[bytes]) -> None:
    with run.owner.cursor().copy(statement.encode()) as copy:
        for piece in pieces:
            copy.write(piece)
