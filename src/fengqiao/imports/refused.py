"""The rows that were not entered, as a workbook to be put right: the ledger's own columns, each problem marked at its cell;
those that repeat a row above among them, as the two may differ and somebody must say which is right.

Put right and imported again, it brings in exactly these rows; the column with the reasons is not read back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from fengqiao.imports.kinds import named
from fengqiao.imports.models import ImportRun
from fengqiao.imports.running import LEFT_OUT
from fengqiao.imports.sheet import REASON
from fengqiao.imports.stages import told

MOST_COMMENTS = 5_000
WIDEST_SHEET_NAME = 31


def refused_rows(run: ImportRun) -> bytes:
    """The .xlsx, one sheet for each sheet of the ledger that has such rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "refused.xlsx"
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(str(path), options) as book:
            for plan in run.plans:
                if plan["taken"]:
                    _write(book, run, plan)
            if not book.worksheets():
                book.add_worksheet("没有问题行")
        return path.read_bytes()


def _write(book: xlsxwriter.Workbook, run: ImportRun, plan: dict[str, list[str]]) -> None:
    rows = run.rows.filter(result__in=LEFT_OUT, sheet=str(plan["sheet"])[:40]).order_by("n")
    if not rows.exists():
        return
    headings, fields, labels = plan["headings"], plan["fields"], named(run.kind).labels
    sheet = book.add_worksheet(str(plan["sheet"])[:WIDEST_SHEET_NAME])
    head, wrong = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"bg_color": "#FCE4C4", "text_wrap": True}),
    )
    text, said = (
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "bold": True}),
    )
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 15)
    sheet.set_column(len(headings), len(headings), 60)
    for place, word in enumerate([*headings, REASON]):
        sheet.write_string(0, place, word, head)
    commented = 0
    for line, each in enumerate(told(run, rows.iterator(chunk_size=500)), 1):
        at = {fields.index(name): sentence for name, sentence in each.problems if name and name in fields}
        for place, cell in enumerate(each.cells[: len(headings)]):
            if cell or place in at:
                sheet.write_string(line, place, cell, wrong if place in at else text)
        for place, sentence in at.items():
            commented += 1
            if commented <= MOST_COMMENTS:
                sheet.write_comment(line, place, sentence)
        sheet.write_string(line, len(headings), f"原第{each.row.number}行：{in_words(each.problems, each.said, labels)}", said)


def in_words(problems: tuple[tuple[str, str], ...], said: str, labels: Mapping[str, str]) -> str:
    """登记日期：…；调解员：…"""
    parts = [f"{labels[name]}：{text}" if name in labels else text for name, text in problems]
    return "；".join(dict.fromkeys(parts)) or said


__all__ = ["in_words", "refused_rows"]
