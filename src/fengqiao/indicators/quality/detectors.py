"""Ways of looking that serve any line: late and massed entries, copied texts, one dispute made two, figures too good to be true.

Each answers with what was seen, in words; thresholds are arguments, said where the rule is declared. They look at one period
and read what they need in one or two questions.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import percent, split
from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality.rules import Found
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.matter.models import Entry

OFFICE = 10**6
EVERYWHERE = (0, 10**15 - 1)
SHINGLE = 5  # characters
Finds = Callable[[Period], Iterator[Found]]


def late_entries(line: str, *, days: int = 30) -> Finds:
    """Entered more than so many days after it happened (补录): ordinary once, worth a look in numbers."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            select m.territory / 1000000, array_agg(distinct e.matter_id), count(*)
            from matter_entry e join matter_matter m on m.id = e.matter_id
            where m.line = %s and not m.sealed and e.happened_on between %s and %s and e.actor_id is not null
              and (e.recorded_at at time zone 'Asia/Shanghai')::date - e.happened_on > %s group by 1 order by 1"""
        for office, ids, n in _asked(sql, [line, period.from_on, period.to_on, days]):
            yield Found(office * OFFICE, f"{n}条记录在事情发生{days}天以后才录入，涉及{len(ids)}件。", tuple(ids))

    return finds


def last_days_surge(line: str, *, days: int = 3, share: int = 40, least: int = 20) -> Finds:
    """More than so many per cent of a month's entries were made in its last days."""

    def finds(period: Period) -> Iterator[Found]:
        first = period.to_on - timedelta(days=days - 1)
        sql = """
            select m.territory / 1000000, count(*), count(*) filter (where on_day >= %s), array_agg(distinct e.matter_id) filter (where on_day >= %s)
            from (select *, (recorded_at at time zone 'Asia/Shanghai')::date as on_day from matter_entry
                  where recorded_at >= %s::date and recorded_at < %s::date + 2 and actor_id is not null) e
            join matter_matter m on m.id = e.matter_id
            where m.line = %s and not m.sealed and on_day between %s and %s group by 1 having count(*) >= %s and count(*) filter (where on_day >= %s) * 100 > count(*) * %s order by 1"""
        given = [first, first, period.from_on - timedelta(days=1), period.to_on, line, period.from_on, period.to_on, least, first, share]
        for office, n, last, ids in _asked(sql, given):
            yield Found(office * OFFICE, f"本期录入{n}条，其中{last}条（{percent(Decimal(last) / n)}）集中在最后{days}天。", tuple(ids))

    return finds


def odd_hours(line: str, *, least: int = 20) -> Finds:
    """One account entered a mass of records on one rest day or between midnight and five."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            select territory / 1000000, name, on_day, count(*), array_agg(distinct matter_id) from (
                select m.territory, s.name, e.matter_id, e.actor_id, e.recorded_at at time zone 'Asia/Shanghai' as at,
                    (e.recorded_at at time zone 'Asia/Shanghai')::date as on_day
                from matter_entry e join matter_matter m on m.id = e.matter_id join orgs_staff s on s.id = e.actor_id
                where m.line = %s and not m.sealed and e.recorded_at >= %s::date and e.recorded_at < %s::date + 2) x
            where on_day between %s and %s and (extract(isodow from at) >= 6 or extract(hour from at) < 5)
            group by 1, 2, 3, actor_id having count(*) >= %s order by 1, 3"""
        for office, name, on, n, ids in _asked(sql, [line, period.from_on - timedelta(days=1), period.to_on, period.from_on, period.to_on, least]):
            yield Found(office * OFFICE, f"{name}在{on.isoformat()}的休息时间录入{n}条。", tuple(ids), f"{name} {on.isoformat()}")

    return finds


def same_file(line: str, *actions: str) -> Finds:
    """One and the same file (by its digest) lies with two matters. ``actions``: only files of these, where others are rightly shared."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            with files as (
                select distinct m.territory / 1000000 as office, f ->> 'digest' as digest, e.matter_id, e.happened_on
                from matter_entry e join matter_matter m on m.id = e.matter_id,
                    lateral jsonb_array_elements(case when jsonb_typeof(e.data -> 'files') = 'array' then e.data -> 'files' else '[]' end) as f
                where m.line = %s and not m.sealed and (%s::text[] = '{}' or e.action = any(%s)) and e.data ? 'files' and f ? 'digest')
            select office, array_agg(distinct matter_id), digest from files group by office, digest
            having count(distinct matter_id) > 1 and bool_or(happened_on between %s and %s) order by office, digest"""
        for office, ids, digest in _asked(sql, [line, list(actions), list(actions), period.from_on, period.to_on]):
            yield Found(office * OFFICE, f"同一个文件附在{len(ids)}件里。", tuple(ids), digest)

    return finds


def one_made_two(line: str, cause: str, *, days: int = 30) -> Finds:
    """The same people with the same cause in two matters opened within so many days; ``cause``: the opening's field."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            with own as (
                select m.id, m.territory / 1000000 as office, m.opened_on, e.data ->> %s as cause,
                    (select array_agg(coalesce(encode(p.id_index, 'hex'), p.name) order by coalesce(encode(p.id_index, 'hex'), p.name))
                     from matter_party p where p.matter_id = m.id and p.left_on is null) as who
                from matter_matter m join matter_entry e on e.matter_id = m.id and e.seq = 1
                where m.line = %s and not m.sealed and m.stage <> 'voided' and m.opened_on between %s::date - %s and %s)
            select a.office, array[a.id, b.id] from own a join own b
                on b.office = a.office and b.who = a.who and b.cause = a.cause and (b.opened_on, b.id) > (a.opened_on, a.id) and b.opened_on - a.opened_on <= %s
            where array_length(a.who, 1) > 1 and b.opened_on >= %s order by a.office, a.id, b.id"""
        for office, ids in _asked(sql, [cause, line, period.from_on, days, period.to_on, days, period.from_on]):
            yield Found(office * OFFICE, f"当事人和事由都相同的两件，立案相隔不到{days}天，可能是一件拆成两件。", tuple(ids), " ".join(sorted(each.hex for each in ids)))

    return finds


def shared_phone(line: str, *, people: int = 3) -> Finds:
    """One telephone stands with so many differently named people of one office."""

    def finds(period: Period) -> Iterator[Found]:
        sql = """
            select m.territory / 1000000, count(distinct p.name), array_agg(distinct m.id), encode(p.phone_index, 'hex')
            from matter_party p join matter_matter m on m.id = p.matter_id
            where m.line = %s and not m.sealed and p.phone_index is not null and m.opened_on between %s::date - 365 and %s
            group by 1, p.phone_index having count(distinct p.name) >= %s and bool_or(m.opened_on >= %s) order by 1"""
        for office, n, ids, index in _asked(sql, [line, period.from_on, period.to_on, people, period.from_on]):
            yield Found(office * OFFICE, f"同一个电话登记在{n}个不同姓名的人名下。", tuple(ids), index)

    return finds


def alike(line: str, action: str, field: str, *, share: float = 0.9, least: int = 30) -> Finds:
    """Two texts of one office that are nearly the same; texts shorter than ``least`` characters are left out."""

    def finds(period: Period) -> Iterator[Found]:
        rows = Entry.objects.filter(matter__line=line, matter__sealed=False, action=action, happened_on__range=(period.from_on, period.to_on)).exclude(matter__stage="voided")
        texts: dict[int, dict[UUID, str]] = defaultdict(dict)
        for pk, territory, text in rows.order_by("matter_id").values_list("matter_id", "matter__territory", f"data__{field}"):
            if isinstance(text, str) and len(text) >= least:
                texts[territory // OFFICE][pk] = text
        for office, by_matter in sorted(texts.items()):
            for group in near_copies(by_matter, share):
                key = " ".join(sorted(each.hex for each in group))
                yield Found(office * OFFICE, f"{len(group)}件的文字几乎相同（九成以上）。", tuple(group), key)

    return finds


def near_copies(texts: Mapping[UUID, str], share: float) -> list[list[UUID]]:
    """Groups of texts whose sets of five-character pieces overlap (Jaccard) by at least ``share``.

    Only texts that share one of their rarest pieces are compared (prefix filtering), so that thousands take seconds.
    """
    pieces = {key: _pieces(text) for key, text in texts.items()}
    often = Counter(piece for found in pieces.values() for piece in found)
    by_piece: dict[str, list[UUID]] = defaultdict(list)
    root = {key: key for key in texts}

    def top(key: UUID) -> UUID:
        while root[key] != key:
            key = root[key]
        return key

    for key in sorted(pieces, key=lambda each: (len(pieces[each]), each)):
        own = sorted(pieces[key], key=lambda piece: (often[piece], piece))
        prefix = own[: len(own) - math.ceil(share * len(own)) + 1]
        for other in {other for piece in prefix for other in by_piece[piece]}:
            if top(other) != top(key) and len(pieces[key] & pieces[other]) >= share * len(pieces[key] | pieces[other]):
                root[top(key)] = top(other)
        for piece in prefix:
            by_piece[piece].append(key)
    groups: dict[UUID, list[UUID]] = defaultdict(list)
    for key in texts:
        groups[top(key)].append(key)
    return [sorted(group) for group in groups.values() if len(group) > 1]


def _pieces(text: str) -> frozenset[str]:
    plain = "".join(each for each in text if each.isalnum())
    return frozenset(plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1)))


def too_good(indicator: Indicator, *, least: int = 30) -> Finds:
    """A rate of exactly 100 % over so many."""

    def finds(period: Period) -> Iterator[Found]:
        for office, figure in sorted(_by_office(indicator, period).items()):
            if figure.met is not None and figure.of.n >= least and figure.met.n == figure.of.n:
                yield Found(office * OFFICE, f"{indicator.label}{figure.words}，没有一件例外。")

    return finds


def jump(indicator: Indicator, *, points: int = 20, least: int = 10) -> Finds:
    """A rate that rose by more than so many percentage points against the period before, over enough in both."""

    def finds(period: Period) -> Iterator[Found]:
        now, then = _by_office(indicator, period), _by_office(indicator, period.before())
        for office, figure in sorted(now.items()):
            before = then.get(office)
            if before is None or min(figure.of.n, before.of.n) < least or figure.number is None or before.number is None:
                continue
            if (figure.number - before.number) * 100 > points:
                yield Found(office * OFFICE, f"{indicator.label}从{before.words}升到{figure.words}。")

    return finds


def stock_jump(indicator: Indicator, *, percents: int = 15, least: int = 5) -> Finds:
    """A register that grew or shrank by more than so many per cent from one month's end to the next, no office having changed."""

    def finds(period: Period) -> Iterator[Found]:
        from fengqiao.orgs.models import OfficeChange

        changed = {each // OFFICE for each in OfficeChange.objects.filter(on__range=(period.from_on, period.to_on)).values_list("office__territory", flat=True)}
        now, then = _by_office(indicator, period), _by_office(indicator, period.before())
        for office, figure in sorted(now.items()):
            before = then.get(office)
            if before is None or office in changed or before.of.n < least:
                continue
            if abs(figure.of.n - before.of.n) * 100 > before.of.n * percents:
                yield Found(office * OFFICE, f"{indicator.label}从{before.words}变为{figure.words}，期间没有机构变动。")

    return finds


def _by_office(indicator: Indicator, period: Period) -> dict[int, Any]:
    return {int(office): figure for office, figure in split(indicator, Asked(*EVERYWHERE, period), "office").items()}


def same_day(rows: Callable[[], QuerySet[Any]], began: str, ended: str, *, share: int = 80, least: int = 20) -> Finds:
    """More than so many per cent of what ended in the period ended on the day it began."""

    def finds(period: Period) -> Iterator[Found]:
        of: dict[int, list[UUID]] = defaultdict(list)
        quick: dict[int, list[UUID]] = defaultdict(list)
        found = rows().filter(**{f"{ended}__range": (period.from_on, period.to_on), f"{began}__isnull": False})
        for pk, territory, first, last in found.order_by().values_list("pk", "territory", began, ended):
            of[territory // OFFICE].append(pk)
            if first == last:
                quick[territory // OFFICE].append(pk)
        for office in sorted(of):
            n, same = len(of[office]), len(quick[office])
            if n >= least and same * 100 > n * share:
                yield Found(office * OFFICE, f"办结{n}件，其中{same}件（{percent(Decimal(same) / n)}）当天受理当天办结。", tuple(quick[office]))

    return finds


def heaping(rows: Callable[[], QuerySet[Any]], on: str, amount: str, *, of: int = 10, share: int = 70, least: int = 20) -> Finds:
    """Of at least so many numbers, most are multiples of ten: estimated rather than counted."""

    def finds(period: Period) -> Iterator[Found]:
        numbers: dict[int, list[tuple[UUID, int]]] = defaultdict(list)
        found = rows().filter(**{f"{on}__range": (period.from_on, period.to_on), f"{amount}__gt": 0})
        for pk, territory, number in found.order_by().values_list("pk", "territory", amount):
            numbers[territory // OFFICE].append((pk, number))
        for office, each in sorted(numbers.items()):
            round_ones = [pk for pk, number in each if number % of == 0]
            if len(each) >= least and len(round_ones) * 100 >= len(each) * share:
                yield Found(office * OFFICE, f"{len(each)}个数里有{len(round_ones)}个是{of}的倍数。", tuple(round_ones))

    return finds


def _asked(sql: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
