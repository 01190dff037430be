"""The collected table as Excel: a row a unit and period, a column a field; figures stay figures, what was changed is marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.burden import asking
from fengqiao.lines.burden.answers import state
from fengqiao.lines.burden.models import FigureAnswer
from fengqiao.lines.burden.permissions import SEE
from fengqiao.lines.burden.requests import state as requests
from fengqiao.matter.actions import records_by_matter, standing_of
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 5_000
_WHOLE = re.compile(r"-?[\d,]+")
_COUNTED = re.compile(r"(-?\d+)\D{1,3}")  # 12件


@staff_only
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the units said, those that have not answered too."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code, to=SEE)
    if found.line != "figure_requests":
        raise NotVisible
    fields = requests.fields(standing_of(found).facts)
    rows = _rows(found.pk, fields)
    content = _book(found.title, fields, rows, actor)
    response = HttpResponse(content, content_type=MIME)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.title)}.xlsx"
    return response


def _rows(request_id: Any, fields: Sequence[asking.Field]) -> list[tuple[FigureAnswer, Mapping[str, state.Answer]]]:
    listed = list(FigureAnswer.objects.filter(request_id=request_id).select_related("office").order_by("from_on", "territory")[:MOST])
    records = records_by_matter([each.pk for each in listed])
    return [(each, {one.field.key: one for one in state.answers(standing_of(each, records.get(each.pk, [])).facts)}) for each in listed]


def _book(title: str, fields: Sequence[asking.Field], rows: Sequence[tuple[FigureAnswer, Mapping[str, state.Answer]]], actor: Actor) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold, changed = book.add_worksheet("汇总"), book.add_format({"bold": True, "bottom": 1, "text_wrap": True}), book.add_format({"bg_color": "#FFF2CC"})
    notes = book.add_worksheet("改动说明")
    lacking = set(asking.unseen([each.key for each in fields], actor))
    for column, head in enumerate(["单位", "统计期", "填报情况", "填报日期", *(f"{each.label}{f'（{each.unit}）' if each.unit else ''}" for each in fields)]):
        sheet.write_string(0, column, head, bold)
    for column, head in enumerate(["单位", "统计期", "项目", "记录里的", "填报的", "理由"]):
        notes.write_string(0, column, head, bold)
    said = 0
    for number, (each, answers) in enumerate(rows, 1):
        said_of = [each.office.short_name, each.period_word, each.result_word, each.filled_on.isoformat() if each.filled_on else ""]
        for column, text in enumerate(said_of):
            sheet.write_string(number, column, text)
        for column, field in enumerate(fields, len(said_of)):
            one = answers.get(field.key)
            _write(sheet, number, column, "—" if field.label in lacking else one.said if one else "", changed if one and one.corrected else None)
            if one is not None and one.corrected and field.label not in lacking:
                said += 1
                for place, text in enumerate([each.office.short_name, each.period_word, field.label, one.held, one.said, one.reason]):
                    notes.write_string(said, place, text)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 3 + len(fields), 14)
    notes.set_column(0, 5, 20)
    foot = f"{title}。底色为改了记录里的数的，见“改动说明”。{actor.as_whom} {actor.name} 于{timezone.localtime():%Y-%m-%d %H:%M}导出，共{len(rows)}行"
    sheet.write_string(len(rows) + 2, 0, foot)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """A whole number, with or without its measure word, is written as a number; anything else as it was said."""
    counted = _COUNTED.fullmatch(text)
    plain = counted[1] if counted else text
    if _WHOLE.fullmatch(plain):
        sheet.write_number(row, column, int(plain.replace(",", "")), look)
    else:
        sheet.write_string(row, column, text, look)
