"""Matters that name each other, pressed together: a report, the dispute it was raised to, the case that came of it.

A new family has new people, new numbers and new ids all at once, so that its matters name each other as the lived ones do.
"""

from __future__ import annotations

import random
import re
from collections import Counter as Count
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import psycopg
from django.db.models import QuerySet
from django.utils import timezone
from uuid6 import uuid7

from fengqiao.bench.pressing import DISPUTES, KINDS, SUPERVISED, SUPERVISION
from fengqiao.bench.stencils import Exchange, Lines, Stencil, Table, copy_statement, read, tables
from fengqiao.divisions import territory as territories
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.matter.numbering import pattern
from fengqiao.matter.numbers import check_digit as number_digit
from fengqiao.matter.numbers import series_of
from fengqiao.matter.procedure import COUNTY
from fengqiao.vault import check_digit, mask_name

LONG_DAYS = 2 * 365  # under supervision for longer: what `lives` lived, not the demonstration
GIVEN = "安宝长成春德东芳芬峰凤福光贵桂国海红华辉慧建江杰金军君兰丽林玲龙梅美敏明娜宁平萍琴青清荣瑞生世淑涛婷维伟文霞祥晓新秀学雪雅艳燕阳英莹永玉园云珍志忠"
_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}")

Series = tuple[int, str, int]  # body, series and year, as the counters are keyed
Serials = Mapping[Series, Iterator[int]]


@dataclass(frozen=True)
class Numbered:
    """Where in a family's texts a number stands, and the series it is of."""

    number: str
    series: Series
    serial: slice
    checked: bool

    def with_serial(self, serial: int) -> str:
        """The number with another serial, its check digit counted anew."""
        width = self.serial.stop - self.serial.start
        text = f"{self.number[: self.serial.start]}{serial:0{width}d}{self.number[self.serial.stop :]}"
        return text[:-1] + number_digit(text[:-1]) if self.checked else text


class Family:
    """Lived matters that name each other, as stencils."""

    def __init__(self, stencils: Sequence[Stencil]) -> None:
        self.stencils = stencils
        self.at_work = any(stencil.rows["matter_task"] for stencil in stencils)

    @property
    def entries(self) -> int:
        return sum(len(stencil.entries) for stencil in self.stencils)

    @cached_property
    def numbered(self) -> list[Numbered]:
        return [found for stencil in self.stencils if (found := _numbered(stencil)) is not None]

    @cached_property
    def _names(self) -> list[str]:
        return list(dict.fromkeys(name for stencil in self.stencils for name in stencil.names))

    @cached_property
    def _people(self) -> list[dict[str, str]]:
        return [person for stencil in self.stencils for person in stencil.people]

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Everything that is exchanged, the longest first."""
        ids = [text for stencil in self.stencils for text in (str(stencil.matter.pk), stencil.matter.pk.hex)]
        told = [person[name] for person in self._people for name in ("phone", "id_no") if person.get(name)]
        old = {*ids, *told, *self._names, *(each.number for each in self.numbered)}
        return re.compile("|".join(re.escape(each) for each in sorted(old, key=len, reverse=True)))

    def press(self, rng: random.Random, serials: Serials) -> Lines:
        """The rows of a new family like this one."""
        ids = [uuid7() for _ in self.stencils]
        exchange = Exchange(self._words, self._new(rng, serials, ids))
        made: Lines = {}
        for stencil, matter_id in zip(self.stencils, ids, strict=True):
            for name, rows in stencil.press(matter_id, exchange).items():
                made.setdefault(name, []).extend(rows)
        return made

    def _new(self, rng: random.Random, serials: Serials, ids: Sequence[UUID]) -> dict[str, str]:
        """New words for old: names (the same surname and length, so that what is masked stays), numbers, ids."""
        new = {each.number: each.with_serial(next(serials[each.series])) for each in self.numbered}
        for stencil, matter_id in zip(self.stencils, ids, strict=True):
            new |= {str(stencil.matter.pk): str(matter_id), stencil.matter.pk.hex: matter_id.hex}
        for name in self._names:
            other = name[0] + "".join(rng.choices(GIVEN, k=len(name) - 1))
            if mask_name(other) == mask_name(name):
                new[name] = other
        for person in self._people:
            if person.get("phone"):
                new.setdefault(person["phone"], f"154{rng.randrange(10**8):08d}")
            if len(person.get("id_no", "")) == 18:
                new.setdefault(person["id_no"], _other_identity(person["id_no"], rng))
        return new


def _other_identity(old: str, rng: random.Random) -> str:
    """An identity number of the same place, birthday and sex."""
    first = f"{old[:14]}{2 * rng.randrange(500) + int(old[16]) % 2:03d}"
    return first + check_digit(first)


def _numbered(stencil: Stencil) -> Numbered | None:
    matter, rule = stencil.matter, stencil.rule
    found = pattern(rule).fullmatch(matter.number) if rule is not None else None
    if rule is None or found is None:
        return None
    territory = matter.office.territory
    body = territories.county_of(territory) if rule.body == COUNTY else territory
    on = date.fromisoformat(found["day"]) if rule.daily else date(int(found["year"]), 1, 1)
    return Numbered(matter.number, (body, series_of(rule, on), on.year), slice(*found.span("serial")), rule.checked)


def read_families(connection: psycopg.Connection, kind: str = DISPUTES) -> list[Family]:
    """Every lived matter of a kind's lines, with those it names; of supervision only those that lasted for years."""
    found = [supervised()] if kind == SUPERVISED else [_of_line(code) for code in KINDS[kind].lines]
    return _joined({matter.pk: read(connection, matter) for rows in found for matter in rows})


def supervised() -> QuerySet[Matter]:
    """The cases of those who have been under supervision for years."""
    return _of_line(SUPERVISION).filter(opened_on__lt=timezone.localdate() - timedelta(days=LONG_DAYS))


def _joined(stencils: Mapping[UUID, Stencil]) -> list[Family]:
    """Those that name each other as one family."""
    of = {pk: {pk} for pk in stencils}
    for pk, stencil in stencils.items():
        for other in {UUID(found) for found in _ID.findall(stencil.said)} & stencils.keys():
            joined = of[pk] | of[other]
            of.update(dict.fromkeys(joined, joined))
    return [Family([stencils[pk] for pk in sorted(group)]) for group in {min(group): group for group in of.values()}.values()]


def _of_line(code: str) -> QuerySet[Matter]:
    model: Any = registry.line(code).model()
    return model._default_manager.select_related("office", "handler").order_by("pk")  # type: ignore[no-any-return]


def tables_pressed() -> list[Table]:
    """Every table that a family has rows in, parents first."""
    return tables(*(registry.line(code).model() for kind in KINDS.values() for code in kind.lines))


def copy_in(connection: psycopg.Connection, lines: Lines) -> None:
    """Write pressed rows, parents first."""
    for table in tables_pressed():
        if lines.get(table.name):
            with connection.cursor().copy(copy_statement(table).encode()) as copy:
                copy.write("".join(lines[table.name]))


def reserve(connection: psycopg.Connection, families: Iterable[Family]) -> Serials:
    """Serials for the numbers these families need, taken from the counters in one go: none is left out, none given twice.

    The counters stay locked until the transaction ends.
    """
    wanted = Count(each.series for family in families for each in family.numbered)
    found: dict[Series, Iterator[int]] = {}
    with connection.cursor() as cursor:
        for series, count in sorted(wanted.items()):
            cursor.execute(
                "update matter_counter set last = last + %s where (body, series, year) = (%s, %s, %s) returning last",
                [count, *series],
            )
            row = cursor.fetchone()
            if row is None:
                raise RuntimeError(f"没有编号计数：{series}")
            found[series] = iter(range(row[0] - count + 1, row[0] + 1))
    return found
