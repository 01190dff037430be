"""法律服务名册 on screen: the three registers as lists, one row with what befell it, and what is done with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fengqiao.desk.access import staff_only
from fengqiao.desk.spreadsheet import form_of, sheet
from fengqiao.divisions.territory import county_of
from fengqiao.documents import render_pdf
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import permission
from fengqiao.orgs.recording import record
from fengqiao.providers import deeds, keeping
from fengqiao.providers.models import Provider
from fengqiao.providers.papers import SHEET, has_sheet
from fengqiao.providers.permissions import KEEP, KEEP_POINTS, SEE
from fengqiao.providers.registers import ON_LIST, POINTS, REGISTERS, SHOWN, Filters, Register, rows_of, texts_of
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Chip, Column, Row, Tab

HOME = {"label": "法律服务名册", "url": "/providers/"}
ONLY = {"due": "快到期、待整改", "stale": "信息超过180日没有核实", "left": "已退出、停用"}


def actor_of(request: HttpRequest) -> Actor:
    """Whoever acts and may read the registers. Raises Refused."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    keeping.require(actor, SEE)
    return actor


def _register(which: str) -> Register:
    found = REGISTERS.get(which)
    if found is None:
        raise NotVisible
    return found


def _row(register: Register, actor: Actor, number: int) -> Any:
    model: Any = register.model
    rows = model.objects.filter(pk=number)
    found = (rows.select_related("org") if register.model is Provider else rows).first()
    if found is None or county_of(found.territory) != county_of(actor.territory):
        raise NotVisible
    return found


@staff_only
def home(request: HttpRequest) -> HttpResponse:
    """The first register."""
    actor_of(request)
    return redirect_to(request, reverse("providers-list", args=["orgs"]))


@staff_only
def listing(request: HttpRequest, which: str) -> HttpResponse:
    """One register."""
    actor, register, today = actor_of(request), _register(which), timezone.localdate()
    filters = Filters.of(request.GET)
    rows = list(rows_of(register, actor, filters, today)[: SHOWN + 1])
    more, rows = len(rows) > SHOWN, rows[:SHOWN]
    places = [place for place, word in enumerate(register.head) if word in ON_LIST]
    table = [
        Row(tuple(Cell(texts[place]) for place in places), reverse("providers-one", args=[which, row.pk]), str(row.pk))
        for row, texts in zip(rows, texts_of(register, rows, today), strict=True)
    ]
    context = {
        "register": register, "rows": table, "columns": [Column(register.head[place]) for place in places], "filters": filters, "more": more,
        "shown": SHOWN, "only": ONLY, "chips": _chips(register, filters), "tabs": _tabs(which), "may_keep": actor.holds(register.keep),
        "may_import": actor.holds(KEEP_POINTS if register is POINTS else KEEP), "query": request.GET.urlencode(),
        "export_url": f"{reverse('providers-export', args=[register.code])}?{request.GET.urlencode()}", "places": [{"label": "法律服务名册"}],
        "empty": {"title": f"没有这样的{register.label}" if filters != Filters() else f"还没有登记{register.label}", "text": register.empty, "icon": "users"},
    }  # fmt: skip
    return render(request, "providers/list.html", context)


def _tabs(which: str) -> list[Tab]:
    return [Tab(each.label, reverse("providers-list", args=[each.code]), current=each.code == which) for each in REGISTERS.values()]


def _chips(register: Register, filters: Filters) -> list[Chip]:
    said = {"q": filters.q, "kind": dict(register.kinds).get(filters.kind, ""), "only": ONLY.get(filters.only, "")}
    given = {"q": filters.q, "kind": filters.kind, "only": filters.only}
    return [
        Chip(f"含“{word}”" if name == "q" else word, "?" + urlencode({key: value for key, value in given.items() if value and key != name}))
        for name, word in said.items() if word
    ]  # fmt: skip


@staff_only
def export(request: HttpRequest, which: str) -> HttpResponse:
    """The register as Excel, CSV or JSON, just what the filters leave; with the headings it is read back by."""
    actor, register, today, form = actor_of(request), _register(which), timezone.localdate(), form_of(request)
    rows = list(rows_of(register, actor, Filters.of(request.GET), today))
    record(actor, "register.export", register.label, now=timezone.now(), territory=actor.territory, new={"rows": len(rows)})
    return sheet(form, actor, f"providers-{which}", f"{register.label}名册", register.head, texts_of(register, rows, today))


@staff_only
def new(request: HttpRequest, which: str) -> HttpResponse:
    """A further row."""
    actor, register, today = actor_of(request), _register(which), timezone.localdate()
    keeping.require(actor, register.keep)
    row = register.model()
    form = register.form(request.POST or None, actor=actor, today=today, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            made = keeping.save(actor, row, form.values(), "", now=timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, reverse("providers-one", args=[which, made.pk])))
    return _form(request, register, form, register.thing, reverse("providers-new", args=[which]), [])


@staff_only
def change(request: HttpRequest, which: str, number: int) -> HttpResponse:
    """Change a row, with the reason."""
    actor, register, today = actor_of(request), _register(which), timezone.localdate()
    row = _row(register, actor, number)
    if not keeping.may_change(actor, row):
        raise Refused.because("permission", actor.lacks(register.keep))
    here = reverse("providers-one", args=[which, number])
    form = register.form(request.POST or None, actor=actor, today=today, row=row, initial=register.form.initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            keeping.save(actor, row, form.values(), form.cleaned_data["reason"], now=timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, here))
    return _form(request, register, form, "修改", reverse("providers-change", args=[which, number]), [{"label": row.name, "url": here}])


def _form(request: HttpRequest, register: Register, form: Form, label: str, url: str, further: list[dict[str, str]]) -> HttpResponse:
    places = [HOME, {"label": register.label, "url": reverse("providers-list", args=[register.code])}, *further, {"label": label}]
    back = further[0]["url"] if further else reverse("providers-list", args=[register.code])
    context = {"form": form, "label": label, "url": url, "back": back, "places": places, "title": f"{label}：{further[0]['label']}" if further else label}
    return render(request, "providers/form.html", context, status=422 if form.errors else 200)


@staff_only
def one(request: HttpRequest, which: str, number: int) -> HttpResponse:
    """One row: its particulars, what stands against it, what befell it."""
    actor, register = actor_of(request), _register(which)
    return show(request, register, _row(register, actor, number))


def show(request: HttpRequest, register: Register, row: Any, refused: tuple[str, Form] | None = None) -> HttpResponse:
    """The page of a row, with a form that came back."""
    actor, today = actor_of(request), timezone.localdate()
    texts = texts_of(register, [row], today)[0]
    may = keeping.may_change(actor, row)
    context = {
        "register": register, "row": row, "facts": [{"label": word, "value": text or "未登记"} for word, text in zip(register.head[1:], texts[1:], strict=True)],
        "history": row.history.select_related("made_by")[:30], "cards": deeds.cards(row, today, may), "may_change": may, "is_point": register is POINTS,
        "may_roster": actor.holds(permission("roster.see")),
        "forms": deeds.forms(row, actor, today, refused) if may else [], "today": today,
        "places": [HOME, {"label": register.label, "url": reverse("providers-list", args=[register.code])}, {"label": row.name}],
    }  # fmt: skip
    return render(request, "providers/one.html", context, status=422 if refused else 200)


@staff_only
@require_safe
def point_sheet(request: HttpRequest, number: int, step: int) -> HttpResponse:
    """站点登记表, as it was when the point began to run."""
    row = _row(POINTS, actor_of(request), number)
    found = row.steps.filter(pk=step).first()
    if found is None or not has_sheet(found):
        raise NotVisible
    pdf = render_pdf(SHEET, found.sheet, demo=row.demo, made_at=found.made_at)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(f'{SHEET.title}（{row.name}）.pdf')}"
    return response


@staff_only
@require_POST
def confirm(request: HttpRequest, which: str, number: int) -> HttpResponse:
    """The particulars were asked again."""
    actor, register = actor_of(request), _register(which)
    keeping.confirm(actor, _row(register, actor, number), timezone.localdate(), now=timezone.now())
    messages.success(request, "已记下：今天核实过，信息无误。")
    return mark_sent(request, redirect_to(request, reverse("providers-one", args=[which, number])))


@staff_only
@require_POST
def do(request: HttpRequest, which: str, number: int, deed: str) -> HttpResponse:
    """What is done with a row: suspended, away, posted …"""
    actor, register, today = actor_of(request), _register(which), timezone.localdate()
    row = _row(register, actor, number)
    found = deeds.deed_of(row, deed)
    if not keeping.may_change(actor, row):
        raise Refused.because("permission", actor.lacks(KEEP_POINTS if register is POINTS else KEEP))
    form = found.form(row, today, request.POST)
    if form.is_valid():
        try:
            found.carry_out(actor, row, form, timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, found.done)
            return mark_sent(request, redirect_to(request, reverse("providers-one", args=[which, number])))
    return show(request, register, row, (deed, form))


@staff_only
@require_POST
def end(request: HttpRequest, which: str, number: int, deed: str, row: int) -> HttpResponse:
    """A suspension is lifted, somebody is posted no more, a time of opening goes."""
    actor, register = actor_of(request), _register(which)
    found = _row(register, actor, number)
    deeds.end(actor, found, deed, row, request.POST.get("lifted_reason", ""), timezone.localdate(), now=timezone.now())
    messages.success(request, "已登记。")
    return mark_sent(request, redirect_to(request, reverse("providers-one", args=[which, number])))


def refuse(form: Form, refusal: Refused) -> None:
    """Say each reason at its field."""
    for reason in refusal.reasons:
        form.add_error(reason.need if reason.need in form.fields else None, str(reason))
