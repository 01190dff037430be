"""Excel out: one sheet of what is shown, who made it and when written under it. Text stays text, figures stay figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

from fengqiao.desk.spreadsheet import sheet
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Column, Row
from fengqiao.ui.taking import EXCEL

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_WIDTH, WIDTH = 30, 14


def sheet_bytes(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]], foot: str = "") -> bytes:
    """A workbook with one sheet: heads, rows, and a line below."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(name[:31]), book.add_format({"bold": True, "bottom": 1})
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    number = 0
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int) and not isinstance(value, bool):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, "" if value is None else str(value))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, FIRST_WIDTH)
    sheet.set_column(1, max(len(heads) - 1, 1), WIDTH)
    if foot:
        sheet.write_string(number + 2, 0, foot)
    book.close()
    return stream.getvalue()


def shown(columns: Sequence[Column], rows: Iterable[Row]) -> tuple[list[str], list[list[object]]]:
    """The heads and cells of a table on screen."""
    return [column.label for column in columns], [[cell.text for cell in row.cells] for row in rows]


def made_by(actor: Actor, now: datetime, count: int, unit: str) -> str:
    """Who took it out and when: the line below every sheet."""
    return f"{actor.as_whom} {actor.name} 于{now:%Y-%m-%d %H:%M}导出，共{count}{unit}"


def taken_out(form: str, actor: Actor, name: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[object]], unit: str) -> HttpResponse:
    """A list as it is shown, to be taken along: as Excel, or in another form by the same way as a register."""
    now = timezone.localtime()
    if form != EXCEL:
        plain = [[value if isinstance(value, int) and not isinstance(value, bool) else "" if value is None else str(value) for value in row] for row in rows]
        return sheet(form, actor, name, title, heads, plain)
    return as_download(sheet_bytes(title, heads, rows, made_by(actor, now, len(rows), unit)), f"{title}{now.date().isoformat()}.xlsx")


def as_download(content: bytes, name: str) -> HttpResponse:
    """The workbook as an answer, under a Chinese file name."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
