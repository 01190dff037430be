"""The page that takes in a table: first the report of what would become of every row, then the same carried out."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.mediation.committees import importing
from fengqiao.lines.mediation.committees.permissions import MAY_RUN_COMMITTEES
from fengqiao.lines.mediation.committees.reading import NotATable, ReadTable, read_table
from fengqiao.matter.carried_files import content_of, kept
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.uploads import FileIn
from fengqiao.vault import VaultError
from fengqiao.vault.uploads import TABLE

SHOWN = 1000


class TableForm(Form):
    """The file, or the digest of the file that was judged a moment ago."""

    file = FileIn(takes=TABLE, most_mb=30, label="Excel表格", required=False, help_text="30MB以内，一行一人，调委会的栏目可以合并单元格。不得上传国家秘密和工作秘密。")
    carried = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not data.get("carried") and "file" not in self.errors:
            self.add_error("file", "请选择要导入的Excel表格。")
        return data


@staff_only
def import_roster(request: HttpRequest) -> HttpResponse:
    """Upload, read the report, carry it out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_RUN_COMMITTEES):
        raise Refused.because("permission", actor.lacks(MAY_RUN_COMMITTEES))
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, status=422 if form.errors else 200)
    file, carried, keep = form.cleaned_data["file"], form.cleaned_data["carried"], "keep" in request.POST
    try:
        content = file.read() if file else content_of(carried, actor.staff_id)
        table = read_table(content)
    except (NotATable, VaultError) as reason:
        form.add_error("file", str(reason))
        return _show(request, form, status=422)
    reports = importing.import_table(actor, table, now=timezone.now(), keep=keep)
    if keep:
        messages.success(request, "已按下表导入。没有录入的行，请按说明改好表格后再导入一次；已有的不会重复。")
    response = _show(request, form, table, reports, carried="" if keep else kept(content, actor.staff_id))
    return mark_sent(request, response) if keep else response


def _show(
    request: HttpRequest, form: TableForm, table: ReadTable | None = None, reports: list[importing.RowReport] | None = None,
    carried: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    counts = Counter(report.outcome for report in reports or ())
    order = (importing.ACCEPTED, importing.CORRECTED, importing.KNOWN, importing.REFUSED, importing.TOTAL)
    context = {
        "form": form, "carried": carried, "judged": reports is not None,
        "numbers": [{"label": word, "value": counts[word], "unit": "行", "state": "soon" if word == importing.REFUSED and counts[word] else ""}
                    for word in order],
        "columns": [Column("行", num=True), Column("结果"), Column("调委会"), Column("姓名"), Column("说明")],
        "rows": [_row(report) for report in (reports or ())[:SHOWN]],
        "more": max(len(reports or ()) - SHOWN, 0), "unknown": "、".join(table.unknown_heads) if table else "",
        "worth": counts[importing.ACCEPTED] + counts[importing.CORRECTED],
        "places": [{"label": "调委会", "url": reverse("committees")}, {"label": "从表格导入"}],
    }  # fmt: skip
    return render_page(request, "mediation/committees/import.html", context, status=status)


def _row(report: importing.RowReport) -> Row:
    cells = (Cell(report.number), Cell(report.outcome), Cell(report.committee), Cell(report.name), Cell(report.said))
    return Row(cells)
