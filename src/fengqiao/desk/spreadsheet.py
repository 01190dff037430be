"""A list as it is shown, to be taken along: Excel, CSV or JSON of the same rows. In Excel at the foot who took it when."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.taking import AS, EXCEL, FORMS, GB18030, JSON

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 10, 44
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet takes what begins so for a formula


@dataclass(frozen=True)
class Live:
    """A value that Excel works out itself; ``formula`` has {row} where the row's number belongs. Elsewhere it is the value."""

    formula: str
    value: Decimal | None
    percent: bool = False


Value = str | int | Decimal | Live | None


def form_of(request: HttpRequest) -> str:
    """The form asked for; Excel unless said otherwise. Raises NotVisible for one there is not."""
    form = request.GET.get(AS, EXCEL)
    if form not in FORMS:
        raise NotVisible
    return form


def sheet(form: str, actor: Actor, name: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Value]], *, notes: Sequence[str] = ()) -> HttpResponse:
    """The rows in this form, as the file ``name``-date. ``notes`` stand at the foot of Excel and in JSON."""
    if form == EXCEL:
        return excel(actor, name, title, head, rows, notes=notes)
    if form == JSON:
        return _sent(_json(actor, title, head, rows, notes), "application/json", f"{name}.json")
    encoding = "gb18030" if form == GB18030 else "utf-8-sig"
    return _sent(_csv(head, rows).encode(encoding), f"text/csv; charset={'gb18030' if form == GB18030 else 'utf-8'}", f"{name}.csv")


def excel(actor: Actor, name: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Value]], *, notes: Sequence[str] = ()) -> HttpResponse:
    """A workbook with one sheet. A text is text, whatever it begins with; a number that was read as text stays as it was read."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page, bold, share = book.add_worksheet(title[:31]), book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "0.00%"})
    widths = [_width(word) for word in head]
    page.write_row(0, 0, head, bold)
    number = 0
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, Live):
                page.write_formula(number, column, value.formula.format(row=number + 1), share if value.percent else None, "" if value.value is None else float(value.value))
            elif isinstance(value, int | Decimal):
                page.write_number(number, column, float(value) if isinstance(value, Decimal) else value)
            else:
                page.write_string(number, column, value or "")
            widths[column] = max(widths[column], _width(_plain(value)))
    page.freeze_panes(1, 0)
    for column, width in enumerate(widths):
        page.set_column(column, column, min(max(width, NARROWEST), WIDEST))
    for at, note in enumerate((f"{_taken(actor)}，共{number}{'行' if notes else '件'}", *notes), number + 2):
        page.write_string(at, 0, note)
    book.close()
    return _sent(stream.getvalue(), MIME, f"{name}.xlsx")


def _csv(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_guarded(value) for value in row] for row in rows)
    return text.getvalue()


def _guarded(value: Value) -> str:
    """What a spreadsheet would take for a formula begins with an apostrophe."""
    plain = _plain(value)
    return f"'{plain}" if isinstance(value, str) and plain.startswith(_RISKY) else plain


def _json(actor: Actor, title: str, head: Sequence[str], rows: Iterable[Sequence[Value]], notes: Sequence[str]) -> bytes:
    said: Mapping[str, Any] = {
        "title": title, "taken": _taken(actor), "notes": list(notes), "rows": [dict(zip(head, (_bare(each) for each in row), strict=True)) for row in rows],
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _bare(value: Value) -> str | int | None:
    """Numbers stay exact: a fraction is written as text."""
    given = value.value if isinstance(value, Live) else value
    return str(given) if isinstance(given, Decimal) else given


def _plain(value: Value) -> str:
    given = value.value if isinstance(value, Live) else value
    return "" if given is None else str(given)


def _taken(actor: Actor) -> str:
    return f"{actor.as_whom} {actor.name} 于{timezone.localtime():%Y-%m-%d %H:%M}导出"


def _sent(content: bytes, kind: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name, _, ending = filename.rpartition(".")
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate().isoformat()}.{ending}"'
    return response


def _width(text: str) -> int:
    """Columns a text needs: a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text) + 2
