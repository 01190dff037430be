"""The papers a bound volume adds to a file: contents, transfer list, and the statement at the end."""

from __future__ import annotations

from fengqiao.documents.blocks import (
    Column,
    Field,
    FieldTable,
    Head,
    Labelled,
    Number,
    RowsTable,
    Sign,
    Signatures,
    Title,
    Value,
)
from fengqiao.documents.kinds import PaperKind
from fengqiao.documents.slots import Rows, Slot

CONTENTS = PaperKind(
    "volume_contents",
    "卷内目录",
    version="2026.1",
    form="司法部人民调解文书格式（2010年12月）",
    blocks=(
        Title(),
        Number(Slot("number", "卷号", blank_em=14)),
        RowsTable(
            Rows(
                "entries",
                "卷内文书",
                required=True,
                fields=(
                    Slot("name", "文书名称", required=True),
                    Slot("pages", "页号"),
                    Slot("remark", "备注"),
                ),
            ),
            (Column("name", 6, "left"), Column("pages", 1.6), Column("remark", 2.4)),
            least_rows=20,
        ),
    ),
)

TRANSFER = PaperKind(
    "volume_transfer",
    "卷宗移交清单",
    version="2026.1",
    form="本局样式",
    blocks=(
        Title(),
        Number(Slot("number", "卷号", blank_em=14)),
        Labelled(((Field(Slot("giver", "移交单位")), Field(Slot("taker", "接收单位"))),)),
        RowsTable(
            Rows(
                "entries",
                "移交文书",
                required=True,
                fields=(
                    Slot("name", "文书名称", required=True),
                    Slot("copies", "份数"),
                    Slot("sheets", "页数"),
                    Slot("remark", "备注"),
                ),
            ),
            (
                Column("name", 5, "left"),
                Column("copies", 1, total=True),
                Column("sheets", 1, total=True),
                Column("remark", 2),
            ),
            least_rows=8,
        ),
        Signatures((Sign("移交人"), Sign("接收人"))),
    ),
)

STATEMENT = PaperKind(
    "volume_statement",
    "卷宗情况说明",
    version="2026.1",
    form="司法部人民调解文书格式（2010年12月）",
    blocks=(
        Title(),
        FieldTable(
            (3, 5, 3, 5),
            (
                (Head("卷号"), Value(Slot("number", "卷号"), span=3)),
                (Head("情况说明"), Value(Slot("explanation", "情况说明"), span=3, lines=22)),
                (
                    Head("本卷页数"),
                    Value(Slot("sheets", "本卷页数"), align="centre"),
                    Head("保管期限"),
                    Value(Slot("retention", "保管期限"), align="centre"),
                ),
                (
                    Head("立卷人"),
                    Value(Slot("compiled_by", "立卷人"), lines=1),
                    Head("审核人"),
                    Value(Slot("checker", "审核人")),
                ),
                (
                    Head("立卷日期"),
                    Value(Slot("compiled_on", "立卷日期", kind="date"), align="centre"),
                    Head("审核日期"),
                    Value(Slot("checked_on", "审核日期", kind="date"), align="centre"),
                ),
            ),
        ),
    ),
)
