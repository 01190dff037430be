"""The making of a bound volume: where each section stands, the papers it adds, the stamped pages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import NameObject

from fengqiao.documents.binding import Part, Placed
from fengqiao.documents.binding_papers import CONTENTS, STATEMENT, TRANSFER
from fengqiao.documents.kinds import PaperKind
from fengqiao.documents.printing import render_pdf
from fengqiao.documents.scans import pages_of
from fengqiao.documents.slots import Values
from fengqiao.documents.typesetting import typeset

COVER_NAME, CONTENTS_NAME, TRANSFER_NAME, BACK_NAME = "卷宗封面", "卷内目录", "卷宗移交清单", "卷宗情况说明"
_OWN = (COVER_NAME, CONTENTS_NAME, TRANSFER_NAME, BACK_NAME)


@dataclass(frozen=True)
class Volume:
    """What all pages of a volume share; `numbers_all` counts from the cover, else only the papers are numbered."""

    number: str
    numbers_all: bool
    demo: bool
    made_at: datetime | None

    def paper(self, kind: PaperKind, values: Mapping[str, object]) -> tuple[PageObject, ...]:
        """The pages of a paper the volume adds."""
        made = render_pdf(
            kind,
            {"number": self.number} | dict(values),
            draft=False,
            demo=self.demo,
            code=self.number,
            made_at=self.made_at,
        )
        return tuple(PdfReader(io.BytesIO(made)).pages)


@dataclass(frozen=True)
class _Section:
    name: str
    pages: tuple[PageObject, ...]
    numbered: bool


def bind_volume(
    cover: bytes, parts: Sequence[Part], volume: Volume, transfer: Values | None, statement: Values | None
) -> tuple[bytes, list[Placed]]:
    """As `binding.bind`."""
    bodies = [
        _Section(part.name, tuple(page for data in part.files for page in pages_of(part.name, data)), True)
        for part in parts
    ]
    front = _Section(COVER_NAME, tuple(pages_of(COVER_NAME, cover)), volume.numbers_all)
    contents = _Section(CONTENTS_NAME, (), volume.numbers_all)
    sections = [front, contents, *bodies, *_tail(parts, bodies, volume, transfer, statement)]
    for _ in range(3):  # a longer contents moves the papers, which can lengthen the contents by a page once
        placed = _places(sections)
        pages = volume.paper(CONTENTS, {"entries": _entries(parts, placed[2 : 2 + len(parts)])})
        settled = len(pages) == len(sections[1].pages)
        sections[1] = _Section(CONTENTS_NAME, pages, contents.numbered)
        if settled:
            break
    placed = _places(sections)
    return _written(sections, placed, volume), [place for place in placed if place[1] or place[0] in _OWN]


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


def _entries(parts: Sequence[Part], placed: Sequence[Placed]) -> list[dict[str, str]]:
    return [
        {"name": part.name, "pages": _page_range(first, last), "remark": part.remark}
        for part, (_, first, last) in zip(parts, placed, strict=True)
    ]


def _page_range(first: int, last: int) -> str:
    if not first:
        return "—"
    return str(first) if first == last else f"{first}—{last}"


def _tail(
    parts: Sequence[Part],
    bodies: Sequence[_Section],
    volume: Volume,
    transfer: Values | None,
    statement: Values | None,
) -> list[_Section]:
    """The transfer list where one is asked for, and the statement on the back cover."""
    found = []
    if transfer is not None:
        entries = [
            {"name": part.name, "copies": len(part.files), "sheets": len(body.pages), "remark": part.remark}
            for part, body in zip(parts, bodies, strict=True)
        ]
        pages = volume.paper(TRANSFER, {"entries": entries} | dict(transfer))
        found.append(_Section(TRANSFER_NAME, pages, volume.numbers_all))
    sheets = sum(len(body.pages) for body in bodies)
    pages = volume.paper(STATEMENT, {"sheets": f"文书{sheets}页"} | dict(statement or {}))
    return [*found, _Section(BACK_NAME, pages, volume.numbers_all)]


def _written(sections: Sequence[_Section], placed: Sequence[Placed], volume: Volume) -> bytes:
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
    writer.add_metadata({"/Title": f"卷宗 {volume.number}"} | _creation_date(volume.made_at))
    writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _creation_date(made_at: datetime | None) -> dict[str, str]:
    """The PDF's own form of a moment: D:20260503093000+08'00' (ISO 32000-1, 7.9.4)."""
    if made_at is None:
        return {}
    zone = made_at.strftime("%z")
    return {"/CreationDate": made_at.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")}


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
