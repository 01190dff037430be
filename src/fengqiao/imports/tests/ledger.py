"""A ledger as a village really keeps it, made for tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

HEADINGS = (
    "序号",
    "登记时间",
    "申请人",
    "被申请人",
    "纠纷类别",
    "简要案情",
    "调解结果",
    "协议金额",
    "履行情况",
    "回访时间",
    "调解员",
    "备注",
)
GOOD: dict[str, Any] = {
    "登记时间": "2025-03-05", "申请人": "张三", "被申请人": "李四", "纠纷类别": "邻里纠纷", "简要案情": "两家因院墙滴水发生争执，墙面受损。",
    "调解结果": "书面协议，调解成功", "协议金额": 3000, "履行情况": "已履行", "回访时间": "2025-04-05", "调解员": "调解员王",
}  # fmt: skip


def ledger(
    *rows: dict[str, Any], headings: tuple[str, ...] = HEADINGS, totals: bool = True, merge: tuple[Any, ...] = ()
) -> bytes:
    """A title over the whole width, headings, the rows, an empty one, a totals row; ``merge``: (row, last row, heading)."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("2025年")
        sheet.merge_range(0, 0, 0, len(headings) - 1, "枫林镇2025年度人民调解案件台账")
        sheet.write_string(1, 0, "填表单位：枫林镇人民调解委员会")
        for place, word in enumerate(headings):
            sheet.write_string(2, place, word)
        for number, row in enumerate(rows, 1):
            filled = {"序号": number, **row}
            for place, word in enumerate(headings):
                if filled.get(word) not in (None, ""):
                    sheet.write(2 + number, place, filled[word])
        for first, last, word in merge:
            column = headings.index(word)
            sheet.merge_range(2 + first, column, 2 + last, column, rows[first - 1].get(word, first))
        if totals:
            sheet.write_string(4 + len(rows), 0, "合  计")
            sheet.write_number(4 + len(rows), 7, 3000)
    return stream.getvalue()
