"""文书样式: the bureau's own Word forms: what is in force, starter templates, uploading with checks, trying out, withdrawing."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.documents import PaperKind, render_pdf, slot_guide, starter_template
from fengqiao.matter import own_forms, registry
from fengqiao.matter.fields import DayField
from fengqiao.matter.models import OwnForm
from fengqiao.matter.papers import DOCX, PDF
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.uploads import MB, WORD


class UploadForm(Form):
    """The Word file and the day from which it counts."""

    file = FileIn(takes=WORD, most_mb=own_forms.MOST_BYTES // MB, label="样式文件（.docx）")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        super().__init__(*args, initial={"from_on": today.isoformat()}, **kwargs)
        self.fields["from_on"] = DayField(label="从哪天起用", today=today, future=True)


def _place(request: HttpRequest) -> tuple[Actor, int, str]:
    """The actor, where they keep forms, and what that place is called on the page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    territory, office = own_forms.keeps_at(actor)
    return actor, territory, office.short_name if office else "全县"


def _kind(actor: Actor, line: str, code: str) -> tuple[registry.Line, PaperKind]:
    found = next((each for each in registry.lines() if each.code == line and actor.holds(each.may_see)), None)
    if found is None or code not in found.papers:
        raise NotVisible
    return found, found.papers[code]


def _own(pk: int, territory: int) -> OwnForm:
    """A form of this place or of one above it."""
    found = OwnForm.objects.filter(pk=pk, territory__in=own_forms.up_the_tree(territory)).first()
    if found is None:
        raise NotVisible
    return found


@staff_only
def own_form_list(request: HttpRequest) -> HttpResponse:
    """Every kind of paper of each line, and on which form it is issued here."""
    actor, territory, place = _place(request)
    today, tables = timezone.localdate(), []
    for line in registry.lines():
        if not line.papers or not actor.holds(line.may_see):
            continue
        counting = {form.kind: form for form in own_forms.forms_at(line.code, territory, today)}
        rows = [
            Row((Cell(kind.title), Cell(_used(counting.get(code))), Cell(kind.form)), reverse("own-form", args=[line.code, code]))
            for code, kind in line.papers.items()
        ]  # fmt: skip
        tables.append({"label": line.label, "rows": rows})
    context = {
        "tables": tables, "place": place, "columns": [Column("文书"), Column("现在用的样式"), Column("标准样式的来源")],
        "places": [{"label": "文书样式"}],
    }  # fmt: skip
    return render(request, "desk/own_forms.html", context)


def _used(form: OwnForm | None) -> str:
    if form is None:
        return "标准样式"
    where = form.office.short_name if form.office else "全县"
    return f"本局样式（{where}，第{form.version}版）"


@staff_only
def own_form(request: HttpRequest, line: str, code: str) -> HttpResponse:
    """One kind of paper: how to make an own form of it, the versions there are, uploading another."""
    actor, territory, place = _place(request)
    found, kind = _kind(actor, line, code)
    form = UploadForm(request.POST or None, request.FILES or None)
    refusals: list[str] = []
    if request.method == "POST" and form.is_valid():
        data, file = form.cleaned_data, form.cleaned_data["file"]
        try:
            own_forms.upload(
                actor,
                line,
                kind,
                file.read(),
                file.name,
                now=timezone.now(),
                from_on=date.fromisoformat(data["from_on"]),
            )
            return redirect_to(request, reverse("own-form", args=[line, code]))
        except Refused as refused:
            refusals = [str(reason) for reason in refused.reasons]
    wrong = bool(refusals or form.errors)
    chain = own_forms.up_the_tree(territory)
    versions = OwnForm.objects.filter(line=line, kind=code, territory__in=chain).select_related("office", "uploaded_by")
    counting = next((f.pk for f in own_forms.forms_at(line, territory, timezone.localdate()) if f.kind == code), None)
    context = {
        "line": found, "kind": kind, "place": place, "form": form, "refusals": [{"text": text, "url": ""} for text in refusals],
        "guide": [Row((Cell(mark), Cell(label), Cell("必填" if required else ""))) for mark, label, required in slot_guide(kind)],
        "guide_columns": [Column("在模板里写"), Column("印出来的是"), Column("")],
        "versions": [_version(each, territory, counting) for each in sorted(versions, key=lambda v: v.uploaded_at, reverse=True)],
        "places": [{"label": "文书样式", "url": reverse("own-forms")}, {"label": kind.title}],
    }  # fmt: skip
    return render(request, "desk/own_forms_kind.html", context, status=422 if wrong else 200)


def _version(form: OwnForm, territory: int, counting: int | None) -> dict[str, Any]:
    state = "已撤回" if form.withdrawn_at else "正在使用" if form.pk == counting else f"自{form.from_on.isoformat()}"
    return {
        "label": _used(form), "state": state, "who": form.uploaded_by.name, "uploaded_at": form.uploaded_at,
        "from_on": form.from_on, "file_url": reverse("own-form-file", args=[form.pk]), "warnings": form.warnings,
        "try_url": reverse("own-form-try", args=[form.pk]),
        "withdraw_url": reverse("own-form-withdraw", args=[form.pk]) if form.territory == territory and not form.withdrawn_at else "",
    }  # fmt: skip


@staff_only
def starter(request: HttpRequest, line: str, code: str) -> HttpResponse:
    """The starter template: the stock form as a Word file with its slots, to be edited in Word or WPS."""
    actor, _, _ = _place(request)
    _, kind = _kind(actor, line, code)
    return _file(starter_template(kind), DOCX, f"{kind.title}（样板）.docx")


@staff_only
def stock(request: HttpRequest, line: str, code: str) -> HttpResponse:
    """The stock form with invented values."""
    actor, _, _ = _place(request)
    _, kind = _kind(actor, line, code)
    values = own_forms.example_values(kind, timezone.localdate())
    return _file(render_pdf(kind, values, draft=True), PDF, f"{kind.title}（标准样式）.pdf")


@staff_only
def own_form_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded."""
    _, territory, _ = _place(request)
    form = _own(pk, territory)
    return _file(own_forms.template_of(form), DOCX, form.file_name)


@staff_only
def own_form_try(request: HttpRequest, pk: int) -> HttpResponse:
    """The own form with invented values, marked 草稿."""
    actor, territory, _ = _place(request)
    form = _own(pk, territory)
    _, kind = _kind(actor, form.line, form.kind)
    try:
        made = own_forms.try_out(own_forms.template_of(form), kind, timezone.localdate())
    except own_forms.OwnFormError as error:
        raise Refused.because("template", f"这个样式现在不能用：{error}") from error
    return _file(made, DOCX, f"{kind.title}（试印，第{form.version}版）.docx")


@require_POST
@staff_only
def own_form_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of use; papers already issued keep their form."""
    actor, territory, _ = _place(request)
    form = _own(pk, territory)
    _, kind = _kind(actor, form.line, form.kind)
    own_forms.withdraw(actor, form, kind.title, now=timezone.now())
    return redirect_to(request, reverse("own-form", args=[form.line, form.kind]))


def _file(content: bytes, mime: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    way = "inline" if mime == PDF else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    return response


urlpatterns = [
    path("", own_form_list, name="own-forms"),
    path("<int:pk>/file.docx", own_form_file, name="own-form-file"),
    path("<int:pk>/try.docx", own_form_try, name="own-form-try"),
    path("<int:pk>/withdraw/", own_form_withdraw, name="own-form-withdraw"),
    path("<slug:line>/<slug:code>/", own_form, name="own-form"),
    path("<slug:line>/<slug:code>/starter.docx", starter, name="own-form-starter"),
    path("<slug:line>/<slug:code>/stock.pdf", stock, name="own-form-stock"),
]
