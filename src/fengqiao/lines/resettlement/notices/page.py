"""The page that takes in a list of notices: first what would become of every row, then the same carried out."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.resettlement.notices import importing
from fengqiao.lines.resettlement.notices.reading import MOST_BYTES, NotAList, read_list
from fengqiao.lines.resettlement.permissions import MAY_ASSIGN
from fengqiao.matter.carried_files import content_of, kept
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.uploads import FileIn
from fengqiao.vault import VaultError
from fengqiao.vault.uploads import MB, TABLE

SHOWN = 500


class ListForm(Form):
    """The file, or the digest of the file that was judged a moment ago, and which prison sent it."""

    prison = forms.CharField(label="释放机关", max_length=60, help_text="名单里没有“释放机关”一栏的，用这里写的。")
    file = FileIn(
        takes=TABLE, most_mb=MOST_BYTES // MB, label="释放名单", required=False,
        help_text="Excel或.csv，10MB以内，一行一人，至少有“姓名”“释放日期”两栏。不得上传国家秘密和工作秘密。",
    )  # fmt: skip
    carried = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not data.get("carried") and "file" not in self.errors:
            self.add_error("file", "请选择释放机关发来的名单。")
        return data


@staff_only
def import_notices(request: HttpRequest) -> HttpResponse:
    """Upload, read the report, carry it out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_ASSIGN):
        raise Refused.because("permission", actor.lacks(MAY_ASSIGN))
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, status=422 if form.errors else 200)
    file, carried, keep = form.cleaned_data["file"], form.cleaned_data["carried"], "keep" in request.POST
    try:
        content = file.read() if file else content_of(carried, actor.staff_id)
        rows = read_list(content, timezone.localdate())
    except (NotAList, VaultError) as reason:
        form.add_error("file", str(reason))
        return _show(request, form, status=422)
    reports = importing.import_list(actor, rows, prison=form.cleaned_data["prison"], now=timezone.now(), keep=keep)
    if keep:
        messages.success(request, "已按下表登记。没有登记的行，请按说明改好后再导入一次；已有的不会重复。")
    response = _show(request, form, reports, carried="" if keep else kept(content, actor.staff_id))
    return mark_sent(request, response) if keep else response


def _show(
    request: HttpRequest, form: ListForm, reports: list[importing.RowReport] | None = None, carried: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    counts = Counter(report.outcome for report in reports or ())
    bad = (importing.REFUSED,)
    context = {
        "form": form, "carried": carried, "judged": reports is not None, "prison": form.cleaned_data.get("prison", "") if form.is_bound else "",
        "numbers": [{"label": word, "value": counts[word], "unit": "行", "state": "soon" if word in bad and counts[word] else ""} for word in importing.OUTCOMES],
        "columns": [Column("行", num=True), Column("结果"), Column("姓名"), Column("释放日期"), Column("说明")],
        "rows": [_row(report) for report in (reports or ())[:SHOWN]], "more": max(len(reports or ()) - SHOWN, 0),
        "worth": sum(counts[word] for word in importing.KEPT),
        "places": [{"label": "安置帮教", "url": reverse("register", args=["resettlement"])}, {"label": "从名单导入"}],
    }  # fmt: skip
    return render_page(request, "resettlement/import.html", context, status=status)


def _row(report: importing.RowReport) -> Row:
    return Row(
        (Cell(report.number), Cell(report.outcome), Cell(report.name), Cell(report.release_on), Cell(report.said))
    )
