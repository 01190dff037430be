"""Taking in the lawyers' register as an Excel workbook: every row judged on screen, then entered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.providers import importing, keeping
from fengqiao.providers.forms import ImportForm
from fengqiao.providers.pages import HOME, actor_of
from fengqiao.providers.permissions import KEEP
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = [Column("行", num=True), Column("姓名"), Column("结果"), Column("说明")]


@staff_only
def import_register(request: HttpRequest) -> HttpResponse:
    """The file, and what becomes of each of its rows."""
    actor = actor_of(request)
    keeping.require(actor, KEEP)
    form = ImportForm(request.POST or None, request.FILES or None)
    outcome = None
    if request.method == "POST" and form.is_valid():
        upload, dry = form.cleaned_data["file"], form.cleaned_data["only_read"]
        try:
            outcome = importing.take(actor, upload.read(), upload.name, dry_run=dry, now=timezone.now())
        except importing.RegisterWrong as wrong:
            form.add_error("file", str(wrong))
    rows = [Row((Cell(each.number, num=True), Cell(each.name), Cell(each.result), Cell(each.said))) for each in outcome.rows] if outcome else []
    context = {
        "form": form, "outcome": outcome, "rows": rows, "columns": COLUMNS, "headings": importing.WANTED_HEADINGS,
        "places": [HOME, {"label": "人员", "url": reverse("providers-list", args=["people"])}, {"label": "导入名册"}],
    }  # fmt: skip
    response = render(request, "providers/import.html", context, status=422 if form.errors else 200)
    return mark_sent(request, response) if outcome is not None else response
