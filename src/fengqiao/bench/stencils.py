"""A lived matter as a stencil 蜡纸: its rows in COPY's own text, pressed again under a new id, key, number and new people.

What depends on id or key is made anew: sealed values, blind indexes, the SM3 chain, the search row. Everything else stays the
text that PostgreSQL itself gave, with names, telephone, identity and case numbers exchanged.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from django.apps import apps
from django.db.models import Model
from uuid6 import uuid7

from fengqiao.matter import derive, registry
from fengqiao.matter.chain import entry_hash
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter, MatterSearch, OfMatter, Paper, Party
from fengqiao.matter.numbering import pattern, rules_of
from fengqiao.matter.procedure import NumberRule
from fengqiao.matter.sealing import opener, seal_data
from fengqiao.matter.search.indexing import row as search_row
from fengqiao.matter.search.indexing import shared_with
from fengqiao.matter.search.rebuilding import facts_of
from fengqiao.matter.search.texts import Said, Texts, papers_of, texts_of
from fengqiao.vault import DataKey, check_digit, mask_name

Fields = list[str]
Lines = dict[str, list[str]]  # rows as COPY takes them, by table
GIVEN = "安宝长成春德东芳芬峰凤福光贵桂国海红华辉慧建江杰金军君兰丽林玲龙梅美敏明娜宁平萍琴青清荣瑞生世淑涛婷维伟文霞祥晓新秀学雪雅艳燕阳英莹永玉园云珍志忠"
NULL = "\\N"


@dataclass(frozen=True)
class Table:
    """A table that holds rows of a matter."""

    name: str
    columns: tuple[str, ...]
    key: str

    def place(self, column: str) -> int:
        return self.columns.index(column)


def tables(model: type[Matter]) -> list[Table]:
    """Every table a matter of this model has rows in, parents first; the search table last."""
    owned: list[type[Model]] = [Entry, *(m for m in apps.get_models() if issubclass(m, OfMatter)), MatterSearch]
    parent = model._meta.pk.column
    assert parent is not None
    return [_table(Matter, "id"), _table(model, parent), *(_table(m, "matter_id") for m in owned)]


def _table(model: type[Model], key: str) -> Table:
    return Table(model._meta.db_table, tuple(f.column for f in model._meta.local_concrete_fields if f.column), key)


class Numbers:
    """The serials of case numbers, taken as a block and given back to the counters at the end."""

    def __init__(self, last: Mapping[tuple[int, str, int], int]) -> None:
        self.last = dict(last)

    def next(self, body: int, series: str, year: int) -> int:
        self.last[body, series, year] = self.last.get((body, series, year), 0) + 1
        return self.last[body, series, year]


@dataclass
class Stencil:
    """One lived matter, opened once."""

    matter: Matter
    entries: list[Entry]  # data opened
    rows: dict[str, list[Fields]]
    papers: list[str | None]  # what each paper says, opened; None for material
    people: list[dict[str, str]]  # what is kept sealed of each party, opened
    names: list[str]
    rule: NumberRule | None
    texts: Texts  # what the matter is found by
    shared: list[int]
    tables: Mapping[str, Table] = field(repr=False)

    def press(self, rng: random.Random, numbers: Numbers) -> tuple[UUID, Lines]:
        """The rows of a new matter like this one, and its id."""
        matter_id, wrapped = uuid7(), bytes(ring().new_data_key())
        pressing = _Pressing(self, matter_id, ring().unwrap(wrapped), self._exchange(rng, numbers))
        return matter_id, pressing.lines(wrapped)

    def _exchange(self, rng: random.Random, numbers: Numbers) -> Mapping[str, str]:
        """New words for old: names (the same surname and length, so that what is masked stays), numbers, the case number."""
        new: dict[str, str] = {}
        for name in self.names:
            other = name[0] + "".join(rng.choices(GIVEN, k=len(name) - 1))
            if mask_name(other) == mask_name(name):
                new[name] = other
        for person in self.people:
            if person.get("phone"):
                new[person["phone"]] = f"154{rng.randrange(10**8):08d}"
            if len(person.get("id_no", "")) == 18:
                old = person["id_no"]
                first = f"{old[:14]}{2 * rng.randrange(500) + int(old[16]) % 2:03d}"
                new[old] = first + check_digit(first)
        if self.rule is not None and (found := pattern(self.rule).fullmatch(self.matter.number)):
            year = int(found["year"])
            serial = numbers.next(self.matter.office.territory, self.rule.series, year)
            new[self.matter.number] = self.rule.form.format(year=year, body=found["body"], serial=serial)
        return new


def read(connection: psycopg.Connection, matter: Matter) -> Stencil:
    """Take a lived matter as a stencil."""
    key, found = ring().unwrap(matter.data_key), {t.name: t for t in tables(type(matter))}
    open_value = opener(key, matter.pk)
    rows = {name: _copied(connection, table, matter.pk) for name, table in found.items()}
    entries = list(Entry.objects.filter(matter_id=matter.pk).order_by("seq"))
    for entry in entries:
        entry.data = open_value(entry.data)
    papers = Paper.objects.filter(matter_id=matter.pk).order_by("n").values_list("values", flat=True)
    parties = list(Party.objects.filter(matter_id=matter.pk).order_by("n"))
    persons = [party.name for party in parties if party.kind == "person" and len(party.name) > 1]
    procedure = registry.procedure_of(matter)
    rules, facts = list(rules_of(procedure).values()), facts_of(matter, entries)
    return Stencil(
        matter, entries, rows, [open_value(text) if text else None for text in papers],
        [open_value(party.sealed) for party in parties], persons, rules[0] if rules else None,
        texts_of(matter, procedure, facts, papers_of(matter)), shared_with(procedure, facts), found,
    )  # fmt: skip


def _copied(connection: psycopg.Connection, table: Table, matter_id: UUID) -> list[Fields]:
    """The rows of a matter as COPY writes them, in order of their numbers."""
    order = next((f"order by {c}" for c in ("seq", "n") if c in table.columns), "")
    query = f"copy (select {_named(table)} from {table.name} where {table.key} = '{matter_id}' {order}) to stdout"
    with connection.cursor().copy(query) as copy:
        text = b"".join(bytes(piece) for piece in copy).decode()
    return [line.split("\t") for line in text.splitlines()]


def _named(table: Table) -> str:
    return ", ".join(f'"{column}"' for column in table.columns)


def copy_statement(table: Table) -> str:
    """The COPY that takes rows of this table."""
    return f"copy {table.name} ({_named(table)}) from stdin"


class _Pressing:
    """One press of a stencil."""

    def __init__(self, stencil: Stencil, matter_id: UUID, key: DataKey, new: Mapping[str, str]) -> None:
        self.stencil, self.id, self.key, self.new = stencil, matter_id, key, new
        either = "|".join(re.escape(old) for old in sorted(new, key=len, reverse=True))
        self._pattern = re.compile(either) if either else None

    def lines(self, wrapped: bytes) -> Lines:
        """Every row, by table."""
        old, made = str(self.stencil.matter.pk), {}
        entries, head = self._entries()
        special: dict[str, Callable[[list[Fields]], list[Fields]]] = {
            Matter._meta.db_table: lambda rows: [self._matter(rows[0], wrapped, head)],
            Entry._meta.db_table: lambda rows: entries,
            Party._meta.db_table: self._parties,
            Paper._meta.db_table: self._papers,
            MatterSearch._meta.db_table: lambda rows: [self._words(rows[0])],
        }
        for name, rows in self.stencil.rows.items():
            pressed = special[name](rows) if name in special else map(self._exchanged, rows)
            made[name] = ["\t".join(row).replace(old, str(self.id)) + "\n" for row in pressed]
        return made

    def _exchanged(self, row: Fields) -> Fields:
        """The row with the new words for the old; once only, as a new name may be somebody's old one."""
        return self._text("\t".join(row)).split("\t")

    def _text(self, text: str) -> str:
        return self._pattern.sub(lambda found: self.new[found[0]], text) if self._pattern else text

    def _any(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict):
            return {name: self._any(each) for name, each in value.items()}
        return [self._any(each) for each in value] if isinstance(value, list) else value

    def _with(self, table: str, row: Fields, **values: str) -> Fields:
        changed, columns = self._exchanged(row), self.stencil.tables[table]
        for column, text in values.items():
            changed[columns.place(column)] = text
        return changed

    def _matter(self, row: Fields, wrapped: bytes, head: bytes) -> Fields:
        return self._with(Matter._meta.db_table, row, data_key=_hex(wrapped), head_hash=_hex(head))

    def _entries(self) -> tuple[list[Fields], bytes]:
        """The timeline under the new key, chained anew; and the head's hash."""
        name, prior, made = Entry._meta.db_table, b"", []
        procedure = registry.procedure_of(self.stencil.matter)
        party_needs = derive.party_needs(procedure)
        for entry, row in zip(self.stencil.entries, self.stencil.rows[name], strict=True):
            opened, needs = entry.data, derive.needs_of(procedure.action(entry.action))
            entry.matter_id, entry.prior_hash = self.id, prior
            entry.data = seal_data(self._any(opened), needs, self.key, self.id, party_needs)
            entry.hash = entry_hash(entry)
            made.append(self._with(name, row, data=_json(entry.data), prior_hash=_hex(prior), hash=_hex(entry.hash)))
            prior, entry.data = entry.hash, opened
        return made, prior

    def _parties(self, rows: list[Fields]) -> list[Fields]:
        made, index = [], ring().blind_index
        for row, opened in zip(rows, self.stencil.people, strict=True):
            known = self._any(opened)
            sealed = {name: self.key.seal(value, bound_to=self.id.bytes) for name, value in known.items()}
            indexes = {
                "id_index": _hex(index.of("id_number", known["id_no"])) if "id_no" in known else NULL,
                "phone_index": _hex(index.of("phone", known["phone"])) if "phone" in known else NULL,
            }
            made.append(self._with(Party._meta.db_table, row, sealed=_json(sealed), **indexes))
        return made

    def _papers(self, rows: list[Fields]) -> list[Fields]:
        said = [self.key.seal(self._text(text), bound_to=self.id.bytes) if text else "" for text in self.stencil.papers]
        return [self._with(Paper._meta.db_table, row, values=text) for row, text in zip(rows, said, strict=True)]

    def _words(self, row: Fields) -> Fields:
        found = self.stencil.texts
        texts = Texts(
            self._text(found.number), self._text(found.title), tuple(map(self._text, found.names)),
            tuple(Said(said.where, self._text(said.text)) for said in found.said),
        )  # fmt: skip
        words, digest = search_row(self.stencil.matter, texts, self.stencil.shared)
        return self._with(MatterSearch._meta.db_table, row, words=_escaped(words), digest=_hex(digest))


def _hex(raw: bytes) -> str:
    return "\\\\x" + raw.hex()


def _json(value: Any) -> str:
    return _escaped(json.dumps(value, ensure_ascii=False))


def _escaped(text: str) -> str:
    """The text as COPY reads it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


