"""What the papers of every file 卷宗 have in common: contents and back cover, and the slots they and the cover begin with.

The names of the slots are those a bound volume prints on its own back cover (`binding_papers.STATEMENT`).
"""

from __future__ import annotations

from typing import Any

from fengqiao.documents.blocks import (
    Column,
    Field,
    FieldTable,
    Head,
    Labelled,
    Para,
    RowsTable,
    SignCell,
    Title,
    Value,
)
from fengqiao.documents.kinds import PaperKind
from fengqiao.documents.slots import Rows, Slot

VOLUME = Slot("volume", "卷名", required=True, blank_em=20)
COMPILED_BY = Slot("compiled_by", "立卷人", required=True)
COMPILED_ON = Slot("compiled_on", "立卷日期", required=True, kind="date")
NOTHING_TO_EXPLAIN = "本卷文书齐全，没有需要说明的情况。"


def volume_number(label: str) -> Slot:
    """卷号, under the name the line gives it."""
    return Slot("number", label, required=True, blank_em=14)


def contents_kind(unit: Slot, number: Slot, **of: Any) -> PaperKind:
    """卷内目录; ``of`` are the version, form and basis of the line."""
    rows = Rows(
        "contents", "卷内文书", required=True, naming="title",
        fields=(Slot("title", "文书名称", required=True), Slot("pages", "页号"), Slot("remark", "备注")),
    )  # fmt: skip
    columns = (Column("title", 6, "left"), Column("pages", 1.4), Column("remark", 2, "left"))
    head = Labelled(((Field(number),), (Field(VOLUME),)))
    return PaperKind("contents", "卷内目录", blocks=(Title(above=unit), head, RowsTable(rows, columns, least_rows=20)), **of)


def statement_kind(unit: Slot, number: Slot, *rows: tuple[Any, ...], also: str = "", **of: Any) -> PaperKind:
    """卷宗情况说明（封底）; ``rows`` of the line stand before the signatures, ``also`` after the note at the foot."""
    table = FieldTable((3, 5, 3, 5), (
        (Head(number.label), Value(number, span=3)),
        (Head("卷名"), Value(VOLUME, span=3)),
        (Head("本卷文书"), Value(Slot("papers", "本卷文书（份）"), align="centre"),
         Head("本卷页数"), Value(Slot("pages", "本卷页数（页）"), align="centre")),
        (Head("情况说明"), Value(Slot("explanation", "情况说明", required=True), span=3, lines=16)),
        (Head("立卷人"), Value(COMPILED_BY, align="centre"), Head("立卷日期"), Value(COMPILED_ON, align="centre")),
        *rows,
        (Head("立卷人"), SignCell("签名", height_mm=30), Head("审核人"), SignCell("签名、印章", height_mm=30)),
    ))  # fmt: skip
    note = Para(f"情况说明写明本卷缺少、更改、移出的文书和其他需要说明的事项。{also}", indented=False)
    return PaperKind("statement", "卷宗情况说明（封底）", blocks=(Title("卷宗情况说明", above=unit), table, note), **of)
