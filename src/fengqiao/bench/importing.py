"""A ledger's rows as cases, against COPY of the very rows they became, and against django-import-export into one table.

The cases are entered as the web's own role and taken back; what they became is copied out first, and copied in again by
the tables' owner, with the same indexes and checks. django-import-export writes one row for each of the ledger's: no
timeline, no deadlines, no papers.
"""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db import connection, transaction
from django.utils import timezone

from fengqiao.bench import stencils
from fengqiao.bench.measuring import Measure, Run, elapsed_ms
from fengqiao.imports.book import open_book
from fengqiao.imports.headings import OwnWords
from fengqiao.imports.ledgers.mediation import mediators_of
from fengqiao.imports.running import BATCH, Work, actor_for, enter_batch, place_among_like
from fengqiao.imports.sheet import plans_of, rows_of
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.matter import net
from fengqiao.orgs.models import Office

HEADINGS = (
    "序号",
    "登记日期",
    "申请人",
    "被申请人",
    "纠纷类型",
    "简要案情",
    "调解结果",
    "协议金额",
    "履行情况",
    "回访日期",
    "调解员",
)
ELSEWHERE_ROWS, LEAST_ROWS, WARM_UP_ROWS = 5_000, 1_000, 5  # fewer in a self-test
KB = 1024


def measure(run: Run) -> Iterator[Measure]:
    """One line against COPY, one against django-import-export where it is installed."""
    work, name = _work()
    content = _ledger(run.ledger_rows, name)
    before = _peak_mb()
    taken: list[float] = []
    copied: Mapping[str, bytes] = {}
    with transaction.atomic():
        net.set_scope(work.actor.low, work.actor.high)
        _enter(work, _ledger(WARM_UP_ROWS, name))  # what a process reads once is not the rows' own
        transaction.set_rollback(True)
    with transaction.atomic():
        net.set_scope(work.actor.low, work.actor.high)
        taken.append(elapsed_ms(lambda: _enter(work, content)))
        copied = _copied_out(work)
        transaction.set_rollback(True)
    peak_mb = _peak_mb() - before
    bare = _copy_in(run, copied)
    each, rows = 1 / run.ledger_rows, sum(text.count(b"\n") for text in copied.values())
    note = f"{run.ledger_rows}行成{rows}行；内存峰值多{peak_mb:.0f}MB"
    yield Measure("导入台账：每行，对COPY同样的行", taken[0] * each, bare * each, note=note)
    count = ELSEWHERE_ROWS if run.ledger_rows >= LEAST_ROWS else run.ledger_rows
    theirs = _elsewhere(name, count)
    note = f"{count}行只写一张表" if theirs else "没有安装django-import-export，未比"
    yield Measure("导入台账：每行，对django-import-export", taken[0] * each, theirs / count, note=note)


def _work() -> tuple[Work, str]:
    """An import into the committee with the fewest cases that has a mediator, and the mediator's name."""
    now = timezone.now()
    for office in Office.objects.filter(kind="committee", to_on=None).order_by("-territory"):
        names = list(mediators_of(office))
        try:
            actor = actor_for(office, timezone.localdate(now))
        except ValueError:
            continue
        if names and actor.reaches(office.territory):
            return Work(office, actor, OwnWords(), "测速台账.xlsx", now, say=lambda text: None), names[-1]
    raise RuntimeError("没有可以导入台账的调委会")


def _ledger(count: int, mediator: str) -> bytes:
    stream, day = BytesIO(), f"{timezone.localdate().year - 1}-"
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        for n, words in enumerate([HEADINGS, *(_row(n, day, mediator) for n in range(1, count + 1))]):
            sheet.write_row(n, 0, words)
    return stream.getvalue()


def _row(n: int, year: str, mediator: str) -> tuple[str, ...]:
    on = f"{year}{n % 11 + 1:02d}-{n % 27 + 1:02d}"
    visited = f"{year}12-{n % 27 + 1:02d}"
    return (
        str(n),
        on,
        f"张{n}",
        "李四",
        "邻里纠纷",
        "两家因院墙滴水发生争执，墙面受损。",
        "书面协议，调解成功",
        "3000",
        "已履行",
        visited,
        mediator,
    )


def _enter(work: Work, content: bytes) -> None:
    """As the jobs do it: the file read row by row, the rows entered batch by batch."""
    book = open_book(content)
    setting, seen, batch = work.setting, Counter[str](), []
    for row in rows_of(book, plans_of(book, work.own)):
        batch.append((row, place_among_like(row, seen, work.kind)))
        if len(batch) == BATCH:
            enter_batch(work, setting, batch)
            batch = []
    enter_batch(work, setting, batch)


def _copied_out(work: Work) -> dict[str, bytes]:
    """Every row of the matters this import has opened, as COPY gives it, by table."""
    found = {}
    mine = f"select matter_id from matter_once where at = '{work.now.isoformat()}'"
    with connection.cursor() as cursor:
        for table in stencils.tables(MediationCase):
            columns = ", ".join(f'"{column}"' for column in table.columns)
            query = f"copy (select {columns} from {table.name} where {table.key} in ({mine})) to stdout"
            with cursor.copy(query) as copy:
                found[table.name] = b"".join(bytes(piece) for piece in copy)
    return found


def _copy_in(run: Run, copied: Mapping[str, bytes]) -> float:
    """Milliseconds of the COPY alone, in one transaction that is taken back."""
    tables = {table.name: table for table in stencils.tables(MediationCase)}

    def copy_all() -> None:
        for name, text in copied.items():
            with run.owner.cursor().copy(stencils.copy_statement(tables[name])) as copy:
                copy.write(text)

    with run.owner.transaction(force_rollback=True):
        return elapsed_ms(copy_all)


def _elsewhere(mediator: str, count: int) -> float:
    """Milliseconds of django-import-export for so many rows; 0 where it is not installed."""
    if find_spec("import_export") is None:
        return 0.0
    import tablib  # type: ignore[import-untyped]
    from import_export import resources  # type: ignore[import-untyped]

    from fengqiao.matter.models import Errand
    from fengqiao.orgs.models import Staff

    staff, office, today = (
        Staff.objects.order_by("pk").first(),
        Office.objects.order_by("pk").first(),
        timezone.localdate(),
    )
    assert staff is not None
    assert office is not None

    class Errands(resources.ModelResource):  # type: ignore[misc]
        def after_import(self, *args: Any, **kwargs: Any) -> None:
            """Nothing: it would reset the table's sequence, which the web's role may not."""

        class Meta:
            model = Errand
            use_bulk, batch_size, skip_diff, force_init_instance = True, 1000, True, True
            fields = ("id", "territory", "office", "what", "from_whom", "due_on", "made_by", "made_on")

    rows = (
        ("", office.territory, office.pk, f"张{n}与李四邻里纠纷", mediator, today, staff.pk, today)
        for n in range(count)
    )
    data: Any = tablib.Dataset(*rows, headers=Errands.Meta.fields)
    with transaction.atomic():
        net.set_scope(*office.reach)
        spent = elapsed_ms(lambda: Errands().import_data(data, raise_errors=True))
        transaction.set_rollback(True)
    return spent


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB
