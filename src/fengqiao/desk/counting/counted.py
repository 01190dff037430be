"""The count itself: one question of the database, over what the reader may see, given up after some seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count

from fengqiao.desk.counting.asked import Asking
from fengqiao.desk.counting.grouping import OFFICE_WIDTH, Grouping
from fengqiao.indicators.withholding import told, withheld
from fengqiao.matter.patience import TookTooLong, at_most
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Office, OfficeKind

PATIENCE_SECONDS = 8.0
MOST_ROWS, MOST_COLUMNS = 400, 24
ALL = None  # the key of a sum over a level
Place = tuple[Any, Any]


@dataclass(frozen=True)
class Counted:
    """``numbers`` by place (first key, second key), sums under ``ALL``; ``rows`` and ``columns`` in their order."""

    groups: tuple[Grouping, ...]
    rows: Sequence[Any]
    columns: Sequence[Any]
    numbers: dict[Place, int]
    hidden: frozenset[Place] = field(default_factory=frozenset)

    @property
    def total(self) -> int:
        return self.numbers[ALL, ALL]

    def words(self, row: Any = ALL, column: Any = ALL) -> str:
        """A number as it may be told."""
        place = (row, column)
        return told(self.numbers.get(place, 0), place in self.hidden)


def count(asking: Asking) -> Counted:
    """Counts. Raises Refused when it takes too long or comes to more groups than a page holds."""
    keys = [f"key_{n}" for n in range(len(asking.groups))]
    grouped = asking.shown.matters.order_by().annotate(**{key: each.expression for key, each in zip(keys, asking.groups, strict=True)})
    asked = grouped.values(*keys).annotate(n=Count("pk")).values_list(*keys, "n") if keys else None
    try:
        with at_most(PATIENCE_SECONDS):
            found = list(asked[: MOST_ROWS * MOST_COLUMNS + 1]) if asked is not None else [(asking.shown.matters.order_by().count(),)]
    except TookTooLong:
        raise Refused.because(
            "slow", f"{PATIENCE_SECONDS:.0f}秒内没有数完，已经停下。请把期间改短（例如只数一个季度），选一个机构，或者少分一层，再数一次。",
        ) from None  # fmt: skip
    groups = _named(asking)
    numbers = _with_sums(found)
    rows = _ordered({row for row, column in numbers if row is not ALL}, groups, 0)
    columns = _ordered({column for row, column in numbers if column is not ALL}, groups, 1)
    if len(rows) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        raise Refused.because("wide", f"分出的组太多（第一层{len(rows)}组、第二层{len(columns)}组），一页放不下。第二层最多{MOST_COLUMNS}组，请把两层对调，或者少分一层。")
    counted = Counted(groups, rows, columns, numbers)
    return replace(counted, hidden=_hidden(counted)) if asking.public and asking.about_people else counted


def _with_sums(found: Sequence[tuple[Any, ...]]) -> dict[Place, int]:
    numbers: dict[Place, int] = {(ALL, ALL): 0}
    for *keys, n in found:
        row, column = (*keys, ALL, ALL)[:2]
        for place in {(row, column), (row, ALL), (ALL, column), (ALL, ALL)}:
            numbers[place] = numbers.get(place, 0) + n
    return numbers


def _ordered(keys: set[Any], groups: Sequence[Grouping], level: int) -> list[Any]:
    return sorted(keys, key=groups[level].place) if len(groups) > level else []


def _hidden(counted: Counted) -> frozenset[Place]:
    """What is not told outside; the sums stand beside their parts, and so count."""
    rows, columns = counted.rows, counted.columns
    sums = [([(row, column) for column in columns], (row, ALL)) for row in [*rows, ALL] if columns]
    sums += [([(row, column) for row in rows], (ALL, column)) for column in [*columns, ALL] if rows]
    every = {(row, column): counted.numbers.get((row, column), 0) for row in [*rows, ALL] for column in [*columns, ALL]}
    return withheld(every, sums)


def _named(asking: Asking) -> tuple[Grouping, ...]:
    """The groupings with the names of the offices that were found, in the order of the tree."""
    if all(each.code != "office" for each in asking.groups):
        return asking.groups
    low, high = asking.actor.low, asking.actor.high
    seats = Office.objects.filter(territory__range=(low // OFFICE_WIDTH * OFFICE_WIDTH, high), kind__in=(OfficeKind.BUREAU, OfficeKind.OFFICE)).order_by("territory", "to_on")
    names = {territory // OFFICE_WIDTH: name if kind == OfficeKind.OFFICE else f"{name}本级" for territory, name, kind in seats.values_list("territory", "short_name", "kind")}
    return tuple(replace(each, words=names, word=lambda key: f"{key}号机构") if each.code == "office" else each for each in asking.groups)
