"""The vocabulary of papers 文书: a paper is declared once, Word and PDF are rendered from the declaration.

RECEIPT = PaperKind("receipt", "证据材料收据", version="2026.1", form="…", basis="…", blocks=(
    Title(),
    Number(Slot("number", "编号", required=True)),
    Para("今收到{giver}提交的材料{count}份。", (Slot("giver", "提交人", required=True), Slot("count", "份数"))),
    Signatures((Sign("收件人"),), date=Slot("received_on", "日期", kind="date")),
))
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from fengqiao.documents.slots import Rows, Slot

PLACEHOLDER = re.compile(r"\{(\w+)\}")
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True)
class Title:
    """The paper's title, centred. `above` is a line over it (the committee's name), `text` differs from the kind's."""

    text: str = ""
    above: Slot | None = None


@dataclass(frozen=True)
class Number:
    """The paper's own number, set under the title at the right."""

    slot: Slot


@dataclass(frozen=True)
class Heading:
    """A heading in the text: level 1 is 一、 in 黑体, level 2 （一） in 楷体."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Para:
    """A paragraph; {name} stands for a slot given here. `indented` by two characters, or flush left (主送机关)."""

    text: str
    slots: tuple[Slot, ...] = ()
    indented: bool = True
    align: Align = "left"

    def __post_init__(self) -> None:
        _check_placeholders(self.text, self.slots)


@dataclass(frozen=True)
class Passage:
    """A label and, under it, free text of several paragraphs; empty, it prints `lines` ruled lines to write on."""

    slot: Slot
    lines: int = 4


@dataclass(frozen=True)
class Field:
    """A label with a line to fill in; `share` is the width of its line against the others in the row."""

    slot: Slot
    share: float = 1


@dataclass(frozen=True)
class Labelled:
    """Rows of labels and lines: 姓名____ 性别____. An empty slot prints as a line."""

    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True)
class Head:
    """A label cell of a form table."""

    text: str
    span: int = 1
    down: int = 1


@dataclass(frozen=True)
class Value:
    """A cell to fill in; `lines` is its least height. `align` centre for short facts."""

    slot: Slot
    span: int = 1
    down: int = 1
    lines: int = 1
    align: Align = "left"


@dataclass(frozen=True)
class SignCell:
    """A cell to sign in: `text` above (what is confirmed), room for hand and seal, `who` and the date at its foot."""

    who: str
    text: str = ""
    span: int = 1
    down: int = 1
    height_mm: float = 26
    date: bool = True


FormCell = Head | Value | SignCell


@dataclass(frozen=True)
class FieldTable:
    """A form table such as 受理登记表: `columns` are widths against each other, each row fills them with its spans."""

    columns: tuple[float, ...]
    rows: tuple[tuple[FormCell, ...], ...]

    def __post_init__(self) -> None:
        _column_starts(self)

    @property
    def starts(self) -> tuple[tuple[int, ...], ...]:
        """The first column of each cell, row by row."""
        return _column_starts(self)


@dataclass(frozen=True)
class Terms:
    """Numbered terms 一、二、…: `slot`'s value is a list of texts. `style` "chinese" 一、 or "figures" 1."""

    slot: Slot
    style: Literal["chinese", "figures"] = "chinese"
    blank_lines: int = 6


@dataclass(frozen=True)
class Column:
    """A column of a table of rows; `field` is one of the rows slot's fields, `share` its width against the others."""

    field: str
    share: float = 1
    align: Align = "centre"
    total: bool = False


@dataclass(frozen=True)
class RowsTable:
    """A ruled table, one line a row, with 序号 in front; its head repeats on every page.

    Columns with `total` are summed in a last line 合计. `least_rows` lines are printed at least, for filling in by hand; where
    it is not said, three on a blank form, and none beyond what there is once it says something: nobody adds to an issued paper.
    """

    slot: Rows
    columns: tuple[Column, ...]
    numbered: bool = True
    least_rows: int | None = None

    def __post_init__(self) -> None:
        known = {field.name for field in self.slot.fields}
        for column in self.columns:
            if column.field not in known:
                raise ValueError(f"表格“{self.slot.label}”没有“{column.field}”栏。已有：{'、'.join(sorted(known))}。")


@dataclass(frozen=True)
class PartiesBlock:
    """One group of labelled lines per party, each led by its `side` (申请人, 被申请人) where the row has one.

    `lines` arranges the fields of a person, `organisation_lines` those of an organisation: rows of (field, share).
    """

    slot: Rows
    lines: tuple[tuple[tuple[str, float], ...], ...]
    organisation_lines: tuple[tuple[tuple[str, float], ...], ...] = ()
    lead: str = "当事人"


@dataclass(frozen=True)
class Sign:
    """Who signs: `each` names a rows slot, one place per row with the row's name printed small beside it."""

    who: str
    manner: str = "签名"
    each: str = ""
    count: int = 1
    date: bool = True


@dataclass(frozen=True)
class Signatures:
    """Places to sign by hand or fingerprint, two in a row, then room for the seal (左空) and the date."""

    signers: tuple[Sign, ...]
    seal: str = ""
    date: Slot | None = None


@dataclass(frozen=True)
class Closing:
    """Issuer and date of an official letter, at the right with room for the seal (GB/T 9704-2012, 7.3.5)."""

    issuer: Slot
    date: Slot


@dataclass(frozen=True)
class OfficialHead:
    """The red head of an official document: issuer, 发文字号, red line. Without issuer and number it prints no red."""

    issuer: Slot
    number: Slot


@dataclass(frozen=True)
class Notice:
    """Fixed text the person should read, in a frame: rights, deadlines, privacy."""

    text: str
    heading: str = ""


@dataclass(frozen=True)
class QrCode:
    """A QR code in the text, with its caption. The code of the matter is on the first page without this block."""

    slot: Slot
    caption: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True)
class Conditional:
    """Blocks printed only while `when` (a flag or any slot) is filled; `otherwise` printed while it is not."""

    when: Slot
    blocks: tuple[Block, ...]
    otherwise: tuple[Block, ...] = ()


Block = (
    Title
    | Number
    | Heading
    | Para
    | Passage
    | Labelled
    | FieldTable
    | Terms
    | RowsTable
    | PartiesBlock
    | Signatures
    | Closing
    | OfficialHead
    | Notice
    | QrCode
    | PageBreak
    | Conditional
)


def _check_placeholders(text: str, slots: tuple[Slot, ...]) -> None:
    used, given = set(PLACEHOLDER.findall(text)), {slot.name for slot in slots}
    if used != given:
        raise ValueError(f"段落“{text[:20]}…”的占位与栏目不一致：{'、'.join(sorted(used ^ given))}。")


def _column_starts(table: FieldTable) -> tuple[tuple[int, ...], ...]:
    """The first column of each cell. Raises ValueError unless every place of the grid is covered exactly once."""
    taken: set[tuple[int, int]] = set()
    starts = []
    for y, row in enumerate(table.rows):
        x, in_row = 0, []
        for cell in row:
            while (y, x) in taken:
                x += 1
            in_row.append(x)
            taken.update((y + dy, x + dx) for dy in range(cell.down) for dx in range(cell.span))
            x += cell.span
        starts.append(tuple(in_row))
    if taken != {(y, x) for y in range(len(table.rows)) for x in range(len(table.columns))}:
        raise ValueError(f"表格的单元格没有正好铺满{len(table.rows)}行{len(table.columns)}列，请核对跨行跨列。")
    return tuple(starts)
