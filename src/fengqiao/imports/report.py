"""The row-level report of an import: what became of every row, with the row as it was. Written as the rows come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from fengqiao.imports.running import Judged, Outcome

OURS = ("工作表", "行号", "结果", "案件编号", "说明")


def write_report(path: Path, outcome: Outcome) -> None:
    """Write the report of rows that are all known."""
    write_rows(path, outcome.ledger.headings, outcome.judged, outcome.ledger.unknown)


def write_rows(path: Path, headings: Sequence[str], judged: Iterable[Judged], unknown: Sequence[str]) -> Counter[str]:
    """Write the report as .xlsx: one row for each row of the ledger, in its order; how many came to what."""
    counts: Counter[str] = Counter()
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "constant_memory": True}) as book:
        sheet = book.add_worksheet("导入结果")
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        columns = [*OURS, *headings]
        sheet.set_column(0, 3, 14)
        sheet.set_column(3, 3, 28)
        sheet.set_column(4, 4, 60)
        sheet.set_column(5, len(columns), 16)
        sheet.freeze_panes(1, 3)
        for place, word in enumerate(columns):
            sheet.write_string(0, place, word or f"第{place - 4}列", head)
        for number, each in enumerate(judged, 1):
            counts[each.result] += 1
            cells = [each.row.sheet, str(each.row.number), each.result, each.number, each.said, *each.row.shown]
            for place, cell in enumerate(cells):
                if cell:
                    sheet.write_string(number, place, cell, text)
        sheet.autofilter(0, 0, counts.total(), len(columns) - 1)
        _summary(book, counts, unknown)
    return counts


def _summary(book: xlsxwriter.Workbook, counts: Mapping[str, int], unknown: Sequence[str]) -> None:
    sheet = book.add_worksheet("汇总")
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 60)
    rows = [*((word, str(count)) for word, count in counts.items()), ("全部行数", str(sum(counts.values())))]
    if unknown:
        rows.append(("没有对应的栏目（内容记入工作记事）", "、".join(unknown)))
    for place, (word, said) in enumerate(rows):
        sheet.write_string(place, 0, word)
        sheet.write_string(place, 1, said)
