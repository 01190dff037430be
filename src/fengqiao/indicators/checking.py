"""Whether figures are what the matters say: parts against the matters, cells against the parts. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from fengqiao.indicators import folding, registry
from fengqiao.indicators.freezing import is_whole
from fengqiao.indicators.models import Cell, Part, Snapshot
from fengqiao.matter.models import Matter

BATCH = 2_000
MOST = 50  # of cells told one by one


@dataclass(frozen=True)
class Difference:
    """One thing kept that the matters do not say, or the other way about."""

    code: str
    where: str
    kept: str
    right: str

    def __str__(self) -> str:
        return f"{self.code}　{self.where}：登记的是{self.kept or '没有'}，应为{self.right or '没有'}"


def differences() -> Iterator[Difference]:
    """Everything that differs, once what changed has been folded."""
    folding.fold_all_changes()
    yield from _parts()
    yield from _cells()
    yield from _frozen()


def _frozen() -> Iterator[Difference]:
    """What was frozen is still as it was written."""
    for each in Snapshot.objects.order_by("taken_at"):
        if not is_whole(each):
            yield Difference("冻结", f"{each.office_name}　{each.label}", "与摘要不符", "与摘要相符")


def _parts() -> Iterator[Difference]:
    last = UUID(int=0)
    table, columns = Part._meta.db_table, "matter_id, code, territory, was, counted_on, kind, amount"
    while ids := list(Matter.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        for line, mine in folding.by_line(ids).items():
            rows, params = folding.fresh(registry.tallies_of([line])[line])
            sql = f"""
                with wanted as materialized (select unnest(%s::uuid[]) as id), fresh as materialized ({rows}),
                kept as materialized (select {columns} from {table} where matter_id = any(%s))
                (select 'extra', * from (select {columns} from kept except all select {columns} from fresh) as x)
                union all (select 'missing', * from (select {columns} from fresh except all select {columns} from kept) as y)"""
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, [mine, *params, mine])
                for what, matter_id, code, territory, was, on, kind, amount in cursor.fetchall():
                    said = f"{on.isoformat()} {territory}" + (f"（当时{was}）" if was != territory else "") + f" {kind} {amount}".rstrip()
                    kept, right = (said, "") if what == "extra" else ("", said)
                    yield Difference(code, f"案件{UUID(str(matter_id)).hex}", kept, right)
        last = ids[-1]


def _cells() -> Iterator[Difference]:
    right = folding.summed(f"select {folding.MARKED}, 1 as n from {Part._meta.db_table}")
    key = "code, grain, from_on, territory, kind, shift"
    sql = f"""
        select {key}, coalesce(kept.n, 0), coalesce(kept.amount, 0), coalesce(made.n, 0), coalesce(made.amount, 0)
        from (select * from {Cell._meta.db_table} where n <> 0 or amount <> 0 or mark <> 0) as kept
        full join (select * from ({right}) as r({key}, n, amount, mark) where n <> 0 or amount <> 0 or mark <> 0) as made using ({key})
        where (kept.n, kept.amount, kept.mark) is distinct from (made.n::int, made.amount::bigint, made.mark::bigint) order by {key} limit %s"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [MOST])
        for code, grain, on, territory, kind, shift, n, amount, right_n, right_amount in cursor.fetchall():
            where = f"{territory}　{on.isoformat()}{dict(Y='起一年', M='起一月', D='', y='起一年（全县）', m='起一月（全县）')[grain]}{f'　{kind}' if kind else ''}{'（当时口径的差）' if shift else ''}"
            yield Difference(code, where, f"{n}（{amount}）", f"{right_n}（{right_amount}）")
