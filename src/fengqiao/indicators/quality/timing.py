"""Looking at when things were entered: cases entered in one go, days told long after, last days met only on paper, clocks sat out.

补录 is ordinary work and no sign by itself: only masses of it are told, and never a single entry. Thresholds are arguments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from fengqiao.indicators.figures import percent
from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality.detectors import OFFICE, Finds
from fengqiao.indicators.quality.rules import Found


@dataclass(frozen=True)
class _Entered:
    """An entry as far as its times go."""

    office: int
    name: str
    matter: UUID
    on: date
    at: datetime


def entered_at_once(line: str, *, least: int = 5, minutes: int = 30) -> Finds:
    """So many new matters entered by one account within so many minutes on the day they are said to have come; 补录 and history apart."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            select m.territory / 1000000, s.name, e.actor_id, e.matter_id, e.happened_on, e.recorded_at
            from matter_entry e join matter_matter m on m.id = e.matter_id join orgs_staff s on s.id = e.actor_id
            where m.line = %s and not m.sealed and e.seq = 1 and e.happened_on between %s and %s
              and (e.recorded_at at time zone 'Asia/Shanghai')::date = e.happened_on order by e.actor_id, e.recorded_at"""
        for cluster in _clusters(_asked(sql, [line, period.from_on, period.to_on]), minutes):
            if len(cluster) >= least:
                yield _told(cluster, f"{cluster[0].name}在{_when(cluster)}的{minutes}分钟里登记了{len(cluster)}件（不含补录）。")

    return finds


def told_in_one_go(line: str, *, least: int = 10, minutes: int = 30, days: int = 5) -> Finds:
    """One account entered, within so many minutes, so many things of at least ``days`` different earlier days: a diary written at once."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            select m.territory / 1000000, s.name, e.actor_id, e.matter_id, e.happened_on, e.recorded_at
            from matter_entry e join matter_matter m on m.id = e.matter_id join orgs_staff s on s.id = e.actor_id
            where m.line = %s and not m.sealed and e.recorded_at >= %s::date and e.recorded_at < %s::date + 2
              and (e.recorded_at at time zone 'Asia/Shanghai')::date between %s and %s
              and (e.recorded_at at time zone 'Asia/Shanghai')::date > e.happened_on
              and not exists (select from matter_entry h where h.matter_id = e.matter_id and h.action in ('entered_from', 'enter_history'))
            order by e.actor_id, e.recorded_at"""
        given = [line, period.from_on - timedelta(days=1), period.to_on, period.from_on, period.to_on]
        for cluster in _clusters(_asked(sql, given), minutes):
            told = {each.on for each in cluster}
            if len(cluster) >= least and len(told) >= days:
                yield _told(cluster, f"{cluster[0].name}在{_when(cluster)}的{minutes}分钟里补录了{len(cluster)}条，发生在{len(told)}个不同的日子。")

    return finds


def met_on_paper(line: str, *, days: int = 3, least: int = 3) -> Finds:
    """Deadlines met in time by a day that was entered only so many days after they had run out (倒签): of at least so many."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            with late as (
                select m.territory / 1000000 as office, d.matter_id, d.label
                from matter_deadline d join matter_matter m on m.id = d.matter_id
                where m.line = %s and not m.sealed and m.stage <> 'voided' and d.state = 'met' and d.due_on between %s and %s
                  and d.due_on + %s < (select min((e.recorded_at at time zone 'Asia/Shanghai')::date) from matter_entry e
                                       where e.matter_id = d.matter_id and e.happened_on = d.met_on and e.actor_id is not null)
                  and not exists (select from matter_entry h where h.matter_id = d.matter_id and h.action in ('entered_from', 'enter_history')))
            select office, label, count(*), array_agg(distinct matter_id) from late group by 1, 2 having count(*) >= %s order by 1, 2"""
        for office, label, n, ids in _asked(sql, [line, period.from_on, period.to_on, days, least]):
            yield Found(office * OFFICE, f"“{label}”有{n}次按期，办理日期却是期满{days}天以后才录入的。", tuple(ids), label)

    return finds


def sat_out(line: str, *, share: int = 80, least: int = 20, days: int = 3) -> Finds:
    """Statutory periods of at least so many days that are met on the very last day as a rule (卡点办结)."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            select m.territory / 1000000, d.label, count(*), count(*) filter (where d.met_on = d.due_on), array_agg(distinct m.id) filter (where d.met_on = d.due_on)
            from matter_deadline d join matter_matter m on m.id = d.matter_id
            where m.line = %s and not m.sealed and m.stage <> 'voided' and d.statutory and d.state = 'met' and d.met_on between %s and %s and d.due_on - d.start_on >= %s
            group by 1, 2 having count(*) >= %s and count(*) filter (where d.met_on = d.due_on) * 100 > count(*) * %s order by 1, 2"""
        for office, label, n, last, ids in _asked(sql, [line, period.from_on, period.to_on, days, least, share]):
            yield Found(office * OFFICE, f"“{label}”按期{n}次，其中{last}次（{percent(Decimal(last) / n)}）在最后一天办结。", tuple(ids), label)

    return finds


def _clusters(rows: Sequence[tuple[Any, ...]], minutes: int) -> Iterator[list[_Entered]]:
    """Entries of one account (and one office) that lie within so many minutes of the first; every entry in one of them."""
    by_account: dict[tuple[int, int], list[_Entered]] = defaultdict(list)
    for office, name, actor, matter, on, at in rows:
        by_account[office, actor].append(_Entered(office, name, matter, on, at))
    for _, entries in sorted(by_account.items()):
        cluster: list[_Entered] = []
        for each in entries:
            if cluster and each.at - cluster[0].at > timedelta(minutes=minutes):
                yield cluster
                cluster = []
            cluster.append(each)
        yield cluster


def _when(cluster: Sequence[_Entered]) -> str:
    return f"{timezone.localtime(cluster[0].at):%Y-%m-%d %H:%M}起"


def _told(cluster: Sequence[_Entered], said: str) -> Found:
    ids = tuple(dict.fromkeys(each.matter for each in cluster))
    return Found(cluster[0].office * OFFICE, said, ids, f"{cluster[0].name} {cluster[0].at.isoformat()}")


def _asked(sql: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
