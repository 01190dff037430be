"""Taking in targets and reported values as an Excel workbook: every row judged on screen, then entered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.assessment import importing, keeping
from fengqiao.assessment.forms import ImportForm
from fengqiao.assessment.pages import HOME, actor_of, refuse
from fengqiao.assessment.permissions import KEEP
from fengqiao.assessment.rounds import read_period
from fengqiao.desk.access import staff_only
from fengqiao.matter.refusals import Refused
from fengqiao.providers.importing import RegisterWrong
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = [Column("行", num=True), Column("单位"), Column("结果"), Column("说明")]


@staff_only
def import_rows(request: HttpRequest, number: int) -> HttpResponse:
    """The file, and what becomes of each of its rows."""
    actor = actor_of(request)
    keeping.require(actor, KEEP)
    scheme = keeping.of_county(actor, number)
    now = timezone.now()
    form = ImportForm(request.POST or None, request.FILES or None, scheme=scheme, today=timezone.localdate(now))
    outcome = None
    if request.method == "POST" and form.is_valid():
        upload, which = form.cleaned_data["file"], form.cleaned_data["which"]
        try:
            outcome = importing.take(
                actor, scheme, which, upload.read(), upload.name, read_period(form.cleaned_data["period"]), dry_run=form.cleaned_data["only_read"], now=now
            )
        except RegisterWrong as wrong:
            form.add_error("file", str(wrong))
        except Refused as refusal:
            refuse(form, refusal)
    rows = [Row((Cell(each.number, num=True), Cell(each.name), Cell(each.result), Cell(each.said))) for each in outcome.rows] if outcome else []
    here = reverse("assessment-scheme", args=[number])
    context = {
        "form": form, "outcome": outcome, "rows": rows, "columns": COLUMNS, "scheme": scheme, "headings": [("目标值", importing.layout("targets").headings), ("填报的数", importing.layout("values").headings)],
        "back": here, "places": [HOME, {"label": str(scheme), "url": here}, {"label": "导入"}],
    }  # fmt: skip
    response = render(request, "assessment/import.html", context, status=422 if form.errors else 200)
    return mark_sent(request, response) if outcome is not None else response
