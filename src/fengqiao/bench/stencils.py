"""A lived matter as a stencil 蜡纸: its rows in COPY's own text, pressed again under a new id, key, number and new people.

What depends on id or key is made anew: sealed values, blind indexes, the SM3 chain, the search row. Everything else stays the
text that PostgreSQL itself gave, with names, telephone, identity and case numbers, and the ids of the matters it is of one
family with (``families``), exchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from django.apps import apps
from django.db.models import AutoField, Model

from fengqiao.matter import derive, registry
from fengqiao.matter.chain import entry_hash
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter, MatterSearch, OfMatter, Paper, Party, Share
from fengqiao.matter.numbering import rules_of
from fengqiao.matter.procedure import NumberRule
from fengqiao.matter.sealing import opener, seal_data
from fengqiao.matter.search.indexing import row as search_row
from fengqiao.matter.search.indexing import shared_with
from fengqiao.matter.search.rebuilding import facts_of
from fengqiao.matter.search.texts import Said, Texts, papers_of, texts_of
from fengqiao.vault import DataKey

Fields = list[str]
Lines = dict[str, list[str]]  # rows as COPY takes them, by table
NULL = "\\N"


@dataclass(frozen=True)
class Table:
    """A table that holds rows of a matter."""

    name: str
    columns: tuple[str, ...]
    key: str

    def place(self, column: str) -> int:
        return self.columns.index(column)


def tables(*models: type[Matter]) -> list[Table]:
    """Every table that matters of these models have rows in, parents first; the search table last."""
    owned: list[type[Model]] = [Entry, *(m for m in apps.get_models() if issubclass(m, OfMatter)), Share, MatterSearch]
    children = [table_of(model, model._meta.pk.column or "id") for model in models]
    return [table_of(Matter, "id"), *children, *(table_of(m, "matter_id") for m in owned)]


def table_of(model: type[Model], key: str) -> Table:
    """A table without the numbers that PostgreSQL gives its rows itself."""
    fields = [f for f in model._meta.local_concrete_fields if f.column and not f.generated and not isinstance(f, AutoField)]
    return Table(model._meta.db_table, tuple(str(f.column) for f in fields), key)


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

    def press(self, matter_id: UUID, exchange: Exchange) -> Lines:
        """The rows of a new matter like this one; ``exchange`` gives the new words for the old."""
        wrapped = bytes(ring().new_data_key())
        return _Pressing(self, matter_id, ring().unwrap(wrapped), exchange).lines(wrapped)

    @property
    def said(self) -> str:
        """All that its rows and entries say, as one text."""
        rows = "\n".join("\t".join(row) for rows in self.rows.values() for row in rows)
        return rows + json.dumps([entry.data for entry in self.entries], ensure_ascii=False)


class Exchange:
    """New words for old, all at once: a new name may be somebody's old one."""

    def __init__(self, words: re.Pattern[str], new: Mapping[str, str]) -> None:
        self._words, self._new = words, new

    def text(self, text: str) -> str:
        return self._words.sub(lambda found: self._new.get(found[0], found[0]), text)

    def any(self, value: Any) -> Any:
        """The value with every text in it exchanged."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {name: self.any(each) for name, each in value.items()}
        return [self.any(each) for each in value] if isinstance(value, list) else value


def read(connection: psycopg.Connection, matter: Matter) -> Stencil:
    """Take a lived matter as a stencil."""
    key = ring().unwrap(matter.data_key)
    open_value = opener(key, matter.pk)
    found = {t.name: t for t in tables(*(model for model in {type(matter)} - {Matter}))}
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
    query = f"copy (select {named(table)} from {table.name} where {table.key} = '{matter_id}' {order}) to stdout"
    with connection.cursor().copy(query) as copy:
        text = b"".join(bytes(piece) for piece in copy).decode()
    return [line.split("\t") for line in text.splitlines()]


def named(table: Table) -> str:
    """Its columns as SQL names them."""
    return ", ".join(f'"{column}"' for column in table.columns)


def copy_statement(table: Table) -> str:
    """The COPY that takes rows of this table."""
    return f"copy {table.name} ({named(table)}) from stdin"


class _Pressing:
    """One press of a stencil."""

    def __init__(self, stencil: Stencil, matter_id: UUID, key: DataKey, exchange: Exchange) -> None:
        self.stencil, self.id, self.key = stencil, matter_id, key
        self._text, self._any = exchange.text, exchange.any

    def lines(self, wrapped: bytes) -> Lines:
        """Every row, by table."""
        made = {}
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
            made[name] = ["\t".join(row) + "\n" for row in pressed]
        return made

    def _exchanged(self, row: Fields) -> Fields:
        return self._text("\t".join(row)).split("\t")

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


