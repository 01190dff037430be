"""导入机构: template, preview of every row, then the import in one transaction.

Between preview and import the rows travel signed in the page: nothing of a file that was only looked at is kept.
"""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.admin.access import administrators, refuse
from fengqiao.desk.admin.forms import SheetForm
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_OFFICES, offices_of
from fengqiao.orgs.importing import Report, Verdict, carry_out, preview
from fengqiao.orgs.models import OfficeKind
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.sheet import SheetRow, read_rows, template
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.vault import sm3_hex

KEPT_SECONDS = 2 * 60 * 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = [Column("行", num=True), Column("机构"), Column("结果"), Column("说明"), Column("区域号")]


def _salt(actor: Actor) -> str:
    return f"fengqiao.offices.import:{actor.staff_id}"


@administrators(KEEP_OFFICES)
def importing(request: HttpRequest) -> HttpResponse:
    """Choose a file and see what would become of each of its rows."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        try:
            rows = read_rows(content)
            report = preview(actor, rows, today=timezone.localdate())
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            kept = {"rows": [[row.number, row.cells] for row in rows], "sm3": sm3_hex(content)}
            packed = signing.dumps(kept, salt=_salt(actor), compress=True)
            return _show_report(request, report, packed=packed)
    context = {"form": form, "places": _places()}
    return render(request, "desk/admin/import.html", context, status=422 if form.errors else 200)


@require_POST
@administrators(KEEP_OFFICES)
def carrying_out(request: HttpRequest) -> HttpResponse:
    """Import what was previewed; judged again against the offices as they are now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        kept = signing.loads(request.POST.get("rows", ""), salt=_salt(actor), max_age=KEPT_SECONDS)
    except signing.BadSignature:
        raise NotAllowed("预览已过期，或不是您预览的。请重新选择文件预览。") from None
    rows = [SheetRow(number, cells) for number, cells in kept["rows"]]
    report = carry_out(actor, rows, source=kept["sm3"], today=timezone.localdate(), now=timezone.now())
    messages.success(request, f"已导入{report.new}个机构。")
    return _show_report(request, report, packed="")


@administrators(KEEP_OFFICES)
def template_file(request: HttpRequest) -> HttpResponse:
    """The empty spreadsheet."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    bureau = offices_of(actor).filter(kind=OfficeKind.BUREAU).first()
    response = HttpResponse(template(bureau.name if bureau else "县司法局", timezone.localdate()), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename=offices-template.xlsx"
    return response


def _show_report(request: HttpRequest, report: Report, *, packed: str) -> HttpResponse:
    order = {Verdict.REFUSED: 0, Verdict.CORRECTED: 1, Verdict.TAKEN: 2, Verdict.THERE: 3, Verdict.PASSED_OVER: 4}
    rows = [
        Row((Cell(line.number, num=True), Cell(line.name or "（空）"), Cell(line.verdict.value), Cell("；".join(line.notes)),
             Cell(line.office.territory if line.office else "")))
        for line in sorted(report.lines, key=lambda line: (order[line.verdict], line.number))
    ]  # fmt: skip
    context = {
        "report": report, "rows": rows, "columns": _COLUMNS, "packed": packed, "done": not packed, "places": _places("预览" if packed else "结果"),
        "empty": {"title": "表里没有内容", "text": "表头之下没有填写的行。", "icon": "file-text"},
    }  # fmt: skip
    return render(request, "desk/admin/import_report.html", context)


def _places(last: str = "") -> list[dict[str, str]]:
    places = [{"label": "机构管理", "url": reverse("admin-offices")}]
    here = reverse("admin-import")
    return [*places, {"label": "导入机构", "url": here}, {"label": last}] if last else [*places, {"label": "导入机构"}]
