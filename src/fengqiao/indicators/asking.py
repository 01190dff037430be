"""What the figures are: read from cells, whose number grows with offices and days, never with the matters.

Different matters (``Cases``) alone are counted from the parts of the period, as sums of days cannot say who came twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import connection

from fengqiao.indicators.models import Cell, Part
from fengqiao.indicators.periods import DAY, MONTH, YEAR, Period
from fengqiao.indicators.vocabulary import (
    OUT,
    Cases,
    Indicator,
    Lasting,
    Measure,
    Register,
    Standing,
    Through,
    Times,
    Total,
)
from fengqiao.orgs.models import Office

By = Literal["", "office", "county", "kind"]
Group = int | str
_GROUPS: dict[By, str] = {"": "0", "office": "territory / 1000000", "county": "territory / 1000000000", "kind": "kind"}
_CELLS, _PARTS = Cell._meta.db_table, Part._meta.db_table


@dataclass(frozen=True)
class Asked:
    """Whose figures, of which days. ``as_was``: what happened before offices merged is counted where it was then."""

    low: int
    high: int
    period: Period
    as_was: bool = False

    def over(self, period: Period) -> Asked:
        """The same of another period."""
        return Asked(self.low, self.high, period, self.as_was)


@dataclass(frozen=True)
class Sum:
    """What one measure comes to: how many, and the sum of their amounts."""

    n: int = 0
    amount: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.n + other.n, self.amount + other.amount)

    def __neg__(self) -> Sum:
        return Sum(-self.n, -self.amount)


NOTHING = Sum()
Half = Measure | Register
Found = dict[Group, Sum]


def measure(halves: Iterable[Half], asked: Asked, by: By = "") -> dict[Half, Found]:
    """What each of these comes to, group by group (one group, 0, when not split). At most four questions, however many."""
    wanted = set(halves)
    measures = [each for each in wanted if isinstance(each, Measure)]
    flows, ends, eves, cases = _by_window(measures)
    inside = _read(flows, asked, by, "inside")
    until = _read(ends, asked, by, "until")
    before = _read(eves, asked, by, "before")
    found: dict[Half, Found] = {each: _come_to(each, inside, until, before) for each in measures if not isinstance(each, Cases)}
    found |= _cases(cases, asked, by)
    for each in wanted:
        if isinstance(each, Register):
            found[each] = _counted(each, asked, by)
    return found


Read = Mapping[tuple[str, str], Found]  # by (code, kind)


def _by_window(measures: Sequence[Measure]) -> tuple[set[str], set[str], set[str], list[Cases]]:
    """Which codes are read over the period, up to its end, up to its eve; and what must be told apart."""
    flows: set[str] = set()
    ends: set[str] = set()
    eves: set[str] = set()
    cases: list[Cases] = []
    for each in measures:
        match each:
            case Cases():
                cases.append(each)
            case Standing():
                ends.update(code + end for code in each.codes for end in ("", OUT))
            case Through():
                ends.update(each.codes)
                eves.update(code + OUT for code in each.codes)
            case _:
                flows.update(each.codes)
    return flows, ends, eves, cases


def _come_to(measure: Measure, inside: Read, until: Read, before: Read) -> Found:
    found: Found = {}

    def add(read: Read, code: str, sign: int = 1) -> None:
        for (own, kind), groups in read.items():
            if own == code and (not measure.kinds or kind in measure.kinds):
                for group, each in groups.items():
                    found[group] = found.get(group, NOTHING) + (each if sign > 0 else -each)

    for code in measure.codes:
        match measure:
            case Standing():
                add(until, code)
                add(until, code + OUT, -1)
            case Through():
                add(until, code)
                add(before, code + OUT, -1)
            case Times() | Total() | Lasting():
                add(inside, code)
            case _:
                raise TypeError(measure)
    return found


def _read(codes: set[str], asked: Asked, by: By, window: Literal["inside", "until", "before"]) -> Read:
    """The sums of these codes over the window, by (code, kind) and group."""
    if not codes:
        return {}
    condition, params = _window(asked.period, window)
    sql = f"""
        select code, kind, {_GROUPS[by]} as grouped, sum(n), sum(amount) from {_CELLS}
        where code = any(%s) and territory between %s and %s and (%s or not shift) and {condition} group by 1, 2, 3"""
    found: dict[tuple[str, str], Found] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(codes), asked.low, asked.high, asked.as_was, *params])
        for code, kind, group, n, amount in cursor.fetchall():
            found.setdefault((code, kind), {})[group] = Sum(int(n), int(amount))
    return found


def _window(period: Period, window: str) -> tuple[str, list[Any]]:
    if window == "inside":
        pieces = period.pieces()
        in_pieces = "(grain, from_on) in (select * from unnest(%s::text[], %s::date[]))"
        return in_pieces, [[grain for grain, _ in pieces], [first for _, first in pieces]]
    last = period.to_on if window == "until" else period.eve
    year, month = date(last.year, 1, 1), date(last.year, last.month, 1)
    up_to = f"(grain = '{YEAR}' and from_on < %s or grain = '{MONTH}' and from_on >= %s and from_on < %s or grain = '{DAY}' and from_on >= %s and from_on <= %s)"
    return up_to, [year, year, month, month, last]


def _cases(cases: Sequence[Cases], asked: Asked, by: By) -> dict[Half, Found]:
    """Different matters, from the parts of the period."""
    found: dict[Half, Found] = {}
    where = "was" if asked.as_was else "territory"
    for each in cases:
        kinds = " and kind = any(%s)" if each.kinds else ""
        sql = f"""
            select {_GROUPS[by].replace("territory", where)}, count(distinct matter_id) from {_PARTS}
            where code = any(%s) and counted_on between %s and %s and {where} between %s and %s{kinds} group by 1"""
        given: list[Any] = [list(each.codes), asked.period.from_on, asked.period.to_on, asked.low, asked.high]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*given, list(each.kinds)] if each.kinds else given)
            found[each] = {group: Sum(int(n)) for group, n in cursor.fetchall()}
    return found


def _counted(register: Register, asked: Asked, by: By) -> Found:
    """What is no matter: counted where it is, all together or office by office."""
    day = asked.period.to_on
    if by == "kind":
        return {}
    if by == "":
        return {0: Sum(register.rows(asked.low, asked.high, day).count())}
    width = 10**6 if by == "office" else 10**9
    seats = Office.objects.filter(territory__gte=asked.low, territory__lte=asked.high).values_list("territory", flat=True)
    groups = sorted({territory // width for territory in seats})
    return {group: Sum(register.rows(group * width, group * width + width - 1, day).count()) for group in groups}


def halves_of(indicators: Iterable[Indicator]) -> list[Half]:
    """Everything these indicators measure, each once."""
    return list(dict.fromkeys(half for each in indicators for half in each.halves))
