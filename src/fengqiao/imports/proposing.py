"""What each column is proposed to mean: as the office said last time, by its heading, by what stands in it.

A proposal says how sure it is and why; a person looks at every one before a row is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fengqiao.imports.book import Book, Sheet
from fengqiao.imports.headings import OwnWords, plain
from fengqiao.imports.kinds import Kind
from fengqiao.imports.models import KnownHeading
from fengqiao.imports.sheet import HEAD_ROWS, SAMPLES, once_each, plan_of, show, top_rows
from fengqiao.imports.values import NOTHING
from fengqiao.orgs.models import Office

SAME, REMEMBERED, ALIKE, BY_CONTENT, NONE = (
    "栏名相同",
    "本机构上次这样对",
    "栏名相近",
    "按内容推测",
    "没有对应的",
)
LOOKED_AT = 200


@dataclass(frozen=True)
class Column:
    """A column of a sheet with what it is thought to mean, why, and a few of its values."""

    heading: str
    field: str
    why: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """How a sheet is proposed to be read. ``taken``: whether it looks like a ledger at all."""

    sheet: str
    first: int
    columns: tuple[Column, ...]
    taken: bool

    def as_json(self) -> dict[str, Any]:
        """The form kept in an import."""
        return {
            "sheet": self.sheet, "first": self.first, "taken": self.taken,
            "headings": [c.heading for c in self.columns], "fields": [c.field for c in self.columns],
            "why": [c.why for c in self.columns], "samples": [list(c.samples) for c in self.columns],
        }  # fmt: skip


def propose(book: Book, office: Office, kind: Kind) -> list[Proposal]:
    """A proposal for every visible sheet that has anything in it; empty sheets are left out."""
    known = {row.heading: row.field for row in KnownHeading.objects.filter(office=office, kind=kind.code)}
    offered = {name: set(words.values()) for name, words in kind.offered(office).items()}
    found = [each for sheet in book.sheets if (each := _propose(sheet, known, kind, offered)) is not None]
    if found and not any(each.taken for each in found):
        found[0] = Proposal(found[0].sheet, found[0].first, found[0].columns, True)
    return found


def _propose(
    sheet: Sheet, known: Mapping[str, str], kind: Kind, offered: Mapping[str, Collection[str]]
) -> Proposal | None:
    own = OwnWords(kind.code, {heading: field for heading, field in known.items() if field})
    plan = plan_of(sheet, own)
    rows = top_rows(sheet, HEAD_ROWS + LOOKED_AT)
    if plan is not None:
        headings, first = list(plan.headings), plan.first
    else:
        head = _fullest(rows)
        if head is None:
            return None
        headings, first = [plain(cell) for cell in rows[head]], head + 1
    width = max((len(row) for row in rows), default=len(headings))
    headings += [""] * (width - len(headings))
    below = [row for row in rows[first:] if any(plain(cell) for cell in row)]
    columns = [_column(place, word, below, known, kind, offered) for place, word in enumerate(headings)]
    while columns and not columns[-1].heading and not columns[-1].samples:
        columns.pop()
    fields = once_each([column.field for column in columns])
    kept = [c if f else Column(c.heading, "", NONE, c.samples) for c, f in zip(columns, fields, strict=True)]
    return Proposal(sheet.name, first, tuple(kept), plan is not None)


def _fullest(rows: Sequence[Sequence[Any]]) -> int | None:
    """The row of the first ones that most looks like headings: the most different short words."""
    best, most = None, 0
    for place, row in enumerate(rows[:HEAD_ROWS]):
        words = {
            text
            for cell in row
            if isinstance(cell, str) and 0 < len(text := plain(cell)) <= 20 and not text[0].isdigit()
        }
        if len(words) > most:
            best, most = place, len(words)
    return best


def _column(
    place: int, heading: str, rows: Sequence[Sequence[Any]], known: Mapping[str, str], kind: Kind,
    offered: Mapping[str, Collection[str]],
) -> Column:  # fmt: skip
    values = [row[place] for row in rows if place < len(row) and plain(row[place]) not in NOTHING]
    samples = tuple(dict.fromkeys(text[:40] for value in values[:20] if (text := show(value))))[:SAMPLES]
    word = plain(heading)
    if word in known:
        return Column(heading, known[word], REMEMBERED, samples)
    field = OwnWords(kind.code).field_of(word)
    if field:
        return Column(heading, field, SAME, samples)
    field = _alike(word, kind)
    if field:
        return Column(heading, field, ALIKE, samples)
    texts = [plain(value) for value in values[:LOOKED_AT]]
    field = kind.guess(values, texts, offered) if texts else ""
    return Column(heading, field, BY_CONTENT if field else NONE, samples)


def _alike(heading: str, kind: Kind) -> str:
    """A field one of whose words stands inside the heading, or the other way round; the longest word wins."""
    found = [
        (len(word), field) for word, field in kind.by_heading.items()
        if len(word) > 1 and len(heading) > 1 and (word in heading or heading in word)
    ]  # fmt: skip
    return max(found)[1] if found else ""


def remember_headings(office: Office, kind: Kind, headings: Sequence[str], fields: Sequence[str], now: datetime) -> None:
    """Keep what the office said its columns mean."""
    said = {plain(word)[:60]: field for word, field in reversed([*zip(headings, fields, strict=True)]) if plain(word)}
    KnownHeading.objects.bulk_create(
        [KnownHeading(office=office, kind=kind.code, heading=word, field=field, at=now) for word, field in said.items()],
        update_conflicts=True, unique_fields=["office", "kind", "heading"], update_fields=["field", "at"],
    )  # fmt: skip
