"""Excel of a list as it is shown: a head, the rows, and at the foot who took it when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

from fengqiao.orgs.actor import Actor

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
NARROWEST, WIDEST = 10, 44


def excel(actor: Actor, name: str, title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A workbook with one sheet, sent as the file ``name``-date.xlsx. Everything is text: a number stays as it was read."""
    stream, today = BytesIO(), timezone.localdate()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True, "bottom": 1})
    widths = [_width(word) for word in head]
    sheet.write_row(0, 0, head, bold)
    number = 0
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
            widths[column] = max(widths[column], _width(text))
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, NARROWEST), WIDEST))
    sheet.write(number + 2, 0, f"{actor.as_whom} {actor.name} 于{timezone.localtime():%Y-%m-%d %H:%M}导出，共{number}件")
    book.close()
    response = HttpResponse(stream.getvalue(), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{name}-{today.isoformat()}.xlsx"'
    return response


def _width(text: str) -> int:
    """Columns a text needs: a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text) + 2
