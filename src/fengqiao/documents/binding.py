"""A complete file 卷宗 bound as one PDF: cover, contents, papers and scans, transfer list, back cover.

Every page carries one running number at its top outer corner, the contents name it, and the PDF has bookmarks. Bound
bytes are stored, not made again: a volume is what was bound on its day.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import NameObject

from fengqiao.documents.binding_papers import CONTENTS, STATEMENT, TRANSFER
from fengqiao.documents.kinds import PaperKind
from fengqiao.documents.pdf import render_pdf
from fengqiao.documents.scans import pages_of
from fengqiao.documents.slots import Values
from fengqiao.documents.typesetting import typeset

COVER_NAME, CONTENTS_NAME, TRANSFER_NAME, BACK_NAME = "卷宗封面", "卷内目录", "卷宗移交清单", "卷宗情况说明"
Placed = tuple[str, int, int]


@dataclass(frozen=True)
class Part:
    """One line of the contents with its files, PDF, JPG or PNG, in order. Without files it is kept elsewhere (另存)."""

    name: str
    files: tuple[bytes, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class _Section:
    name: str
    pages: tuple[PageObject, ...]
    numbered: bool


def bind(
    cover: bytes,
    parts: Sequence[Part],
    *,
    number: str,
    transfer: Values | None = None,
    statement: Values | None = None,
    numbering: Literal["every", "papers"] = "every",
    demo: bool = False,
    made_at: datetime | None = None,
) -> tuple[bytes, list[Placed]]:
    """The bound volume and where everything stands: (name, first page, last page), both inclusive.

    `number` is the volume's number, printed in contents, lists and heads. `transfer` (giver, taker) adds the transfer
    list with its rows filled in; `statement` fills the back cover. `numbering` "every" counts from the cover; "papers"
    leaves cover, contents and what follows the papers without numbers, as many archives ask; the places returned are
    the numbers printed, 0 where none is. Raises ScanError when a part cannot be read.
    """
    bodies = [
        _Section(part.name, tuple(page for data in part.files for page in pages_of(part.name, data)), True)
        for part in parts
    ]
    front = _Section(COVER_NAME, tuple(pages_of(COVER_NAME, cover)), numbering == "every")
    tail = _tail(parts, bodies, number, transfer, statement, numbering == "every", demo, made_at)
    contents = _Section(CONTENTS_NAME, (), numbering == "every")
    sections = [front, contents, *bodies, *tail]
    for _ in range(3):  # a longer contents moves the papers, which can lengthen the contents by a page once
        placed = _places(sections)
        made = _contents(parts, placed[2 : 2 + len(parts)], number, demo, made_at)
        pages = tuple(PdfReader(io.BytesIO(made)).pages)
        settled = len(pages) == len(sections[1].pages)
        sections[1] = _Section(CONTENTS_NAME, pages, contents.numbered)
        if settled:
            break
    placed = _places(sections)
    return _written(sections, placed, number, made_at), [place for place in placed if place[1] or place[0] in _OWN]


_OWN = (COVER_NAME, CONTENTS_NAME, TRANSFER_NAME, BACK_NAME)


def _places(sections: Sequence[_Section]) -> list[Placed]:
    """The printed numbers of each section; (name, 0, 0) for one without numbers or without pages."""
    found, last = [], 0
    for section in sections:
        if section.numbered and section.pages:
            found.append((section.name, last + 1, last + len(section.pages)))
            last += len(section.pages)
        else:
            found.append((section.name, 0, 0))
    return found


def _contents(
    parts: Sequence[Part], placed: Sequence[Placed], number: str, demo: bool, made_at: datetime | None
) -> bytes:
    entries = [
        {"name": part.name, "pages": _page_range(first, last), "remark": part.remark}
        for part, (_, first, last) in zip(parts, placed, strict=True)
    ]
    return _own_paper(CONTENTS, {"number": number, "entries": entries}, number, demo, made_at)


def _page_range(first: int, last: int) -> str:
    if not first:
        return "—"
    return str(first) if first == last else f"{first}—{last}"


def _tail(
    parts: Sequence[Part],
    bodies: Sequence[_Section],
    number: str,
    transfer: Values | None,
    statement: Values | None,
    numbered: bool,
    demo: bool,
    made_at: datetime | None,
) -> list[_Section]:
    found = []
    if transfer is not None:
        entries = [
            {"name": part.name, "copies": len(part.files), "sheets": len(body.pages), "remark": part.remark}
            for part, body in zip(parts, bodies, strict=True)
        ]
        values = {"number": number, "entries": entries} | dict(transfer)
        made = _own_paper(TRANSFER, values, number, demo, made_at)
        found.append(_Section(TRANSFER_NAME, tuple(PdfReader(io.BytesIO(made)).pages), numbered))
    sheets = sum(len(body.pages) for body in bodies)
    values = {"number": number, "sheets": f"文书{sheets}页"} | dict(statement or {})
    made = _own_paper(STATEMENT, values, number, demo, made_at)
    return [*found, _Section(BACK_NAME, tuple(PdfReader(io.BytesIO(made)).pages), numbered)]


def _own_paper(
    kind: PaperKind, values: Mapping[str, object], number: str, demo: bool, made_at: datetime | None
) -> bytes:
    return render_pdf(kind, values, draft=False, demo=demo, code=number, made_at=made_at)


def _written(sections: Sequence[_Section], placed: Sequence[Placed], number: str, made_at: datetime | None) -> bytes:
    writer = PdfWriter()
    numbers: list[str] = []
    for section, (name, first, _) in zip(sections, placed, strict=True):
        if not section.pages:
            continue
        start = len(writer.pages)
        for page in section.pages:
            writer.add_page(page)
        numbers += [str(first + n) if first else "" for n in range(len(section.pages))]
        writer.add_outline_item(name, start)
    _stamp(writer, numbers)
    writer.add_metadata(
        {"/Title": f"卷宗 {number}"} | ({"/CreationDate": made_at.strftime("D:%Y%m%d%H%M%S")} if made_at else {})
    )
    writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stamp(writer: PdfWriter, numbers: Sequence[str]) -> None:
    """Prints the numbers over the pages and gives them to the viewer as page labels."""
    sizes = [
        {"width_pt": float(page.mediabox.width), "height_pt": float(page.mediabox.height), "number": text}
        for page, text in zip(writer.pages, numbers, strict=True)
    ]
    stamps = PdfReader(io.BytesIO(typeset("stamps.typ", {"pages": sizes})))
    for page, stamp, text in zip(writer.pages, stamps.pages, numbers, strict=True):
        if text:
            page.merge_page(stamp)
    first = next((n for n, text in enumerate(numbers) if text), None)
    if first is not None:
        last = max(n for n, text in enumerate(numbers) if text)
        writer.set_page_label(first, last, style=PageLabelStyle.DECIMAL, start=1)
