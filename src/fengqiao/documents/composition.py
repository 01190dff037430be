"""A paper composed for a sheet: the few things both renderers know how to draw.

Blocks and values become paragraphs, tables, codes and page breaks here; Word and PDF draw the same ones. Lengths
carry their unit in the name: mm on the sheet, pt for type, em for widths in characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fengqiao.documents.layouts import Layout

Face = Literal["body", "head", "kai", "title"]
Line = Literal["none", "box", "below"]


@dataclass(frozen=True)
class Run:
    """Text in one face; pt 0 is the paragraph's size. With `blank_em` an empty line to write on, of that width."""

    text: str = ""
    face: Face = "body"
    pt: float = 0
    blank_em: float = 0
    colour: Literal["ink", "grey", "red"] = "ink"


@dataclass(frozen=True)
class Par:
    """A paragraph. `keep` holds it on the page of what follows; `marker` is a template tag, alone in its paragraph."""

    runs: tuple[Run, ...]
    pt: float
    pitch_pt: float
    align: Literal["left", "centre", "right", "both"] = "both"
    indent_em: float = 0
    hang_em: float = 0
    right_em: float = 0
    before_pt: float = 0
    after_pt: float = 0
    keep: bool = False
    red_line: bool = False
    marker: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell over `span` columns and `down` rows, with lines around it, below it, or none; its text at `place`."""

    pars: tuple[Par, ...] = ()
    span: int = 1
    down: int = 1
    line: Line = "box"
    place: Literal["top", "middle", "bottom"] = "middle"


@dataclass(frozen=True)
class Row:
    """A row of a table; cells covered from above are left out. `height_mm` is the least height."""

    cells: tuple[Cell, ...]
    height_mm: float = 0
    whole: bool = False


@dataclass(frozen=True)
class Table:
    """`head_rows` repeat on each page; `keep` holds all rows on one page, `with_next` with what follows as well.

    `pad_mm` is the room at the sides inside each cell.
    """

    columns_mm: tuple[float, ...]
    rows: tuple[Row, ...]
    head_rows: int = 0
    keep: bool = False
    with_next: bool = False
    pad_mm: float = 1.6


@dataclass(frozen=True)
class Code:
    """A QR code of this text, `side_mm` wide, its caption under it."""

    text: str
    side_mm: float
    caption: str = ""


@dataclass(frozen=True)
class Space:
    """Empty paper, also at the top of a page."""

    mm: float


@dataclass(frozen=True)
class Break:
    """A new page."""


Item = Par | Table | Code | Space | Break


@dataclass(frozen=True)
class Composition:
    """A whole paper. `head` and `foot` are the small lines on every page, `code` goes into the QR code on the first."""

    sheet: Layout
    title: str
    items: tuple[Item, ...]
    head: str = ""
    foot: str = ""
    code: str = ""
    watermark: str = ""
