"""The row-level report of an import: what became of every row, with the row as it was."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from fengqiao.imports.running import Outcome


def write_report(path: Path, outcome: Outcome) -> None:
    """Write the report as .xlsx: one row for each row of the ledger, in its order."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("导入结果")
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        columns = ["工作表", "行号", "结果", "案件编号", "说明", *outcome.ledger.headings]
        for place, word in enumerate(columns):
            sheet.write_string(0, place, word or f"第{place - 4}列", head)
        for number, judged in enumerate(outcome.judged, 1):
            cells = [
                judged.row.sheet,
                str(judged.row.number),
                judged.result,
                judged.number,
                judged.said,
                *judged.row.shown,
            ]
            for place, cell in enumerate(cells):
                if cell:
                    sheet.write_string(number, place, cell, text)
        sheet.set_column(0, 3, 14)
        sheet.set_column(3, 3, 28)
        sheet.set_column(4, 4, 60)
        sheet.set_column(5, len(columns), 16)
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, len(outcome.judged), len(columns) - 1)
        _summary(book, outcome)


def _summary(book: xlsxwriter.Workbook, outcome: Outcome) -> None:
    sheet = book.add_worksheet("汇总")
    rows = [*((word, str(count)) for word, count in outcome.counts.items()), ("全部行数", str(len(outcome.judged)))]
    if outcome.ledger.unknown:
        rows.append(("没有对应的栏目（内容记入工作记事）", "、".join(outcome.ledger.unknown)))
    for place, (word, said) in enumerate(rows):
        sheet.write_string(place, 0, word)
        sheet.write_string(place, 1, said)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 60)
