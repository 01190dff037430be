"""外部系统报送 on screen: the register, taking out in their form, taking their answers in, one matter's state."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.exchange.outside import filings
from fengqiao.exchange.outside.answers import take_answers
from fengqiao.exchange.outside.card import words_of
from fengqiao.exchange.outside.comparing import compare
from fengqiao.exchange.outside.models import Filing, FilingState, OutsideSystem
from fengqiao.exchange.outside.reading import MOST_BYTES, TableWrong
from fengqiao.exchange.outside.reconciling import begin
from fengqiao.exchange.permissions import MAY_FILE, MAY_MAP
from fengqiao.matter.refusals import Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.attachment import attachment
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.taking import page_size
from fengqiao.ui.uploads import FileIn
from fengqiao.vault import VaultError
from fengqiao.vault.uploads import MB, TABLE

PAGE, SHOWN = 50, 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = [
    Column("编号"),
    Column("名称"),
    Column("登记日期"),
    Column("承办机构"),
    Column("状态"),
    Column("对方编号"),
    Column("理由"),
]


class TableForm(Form):
    """A table of theirs."""

    file = FileIn(takes=TABLE, most_mb=MOST_BYTES // MB, label="对方的表")

    def __init__(self, *args: Any, label: str, help_text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label, self.fields["file"].help_text = label, help_text


def answer_form(*args: Any) -> TableForm:
    return TableForm(
        *args, prefix="answer", label="对方的回执表", help_text="有对方编号或退回原因的表。栏目叫法不同也能认。"
    )


def export_form(*args: Any) -> TableForm:
    return TableForm(
        *args, prefix="theirs", label="从对方系统导出的表", help_text="逐件逐栏与本系统核对，不会改动案件。"
    )


def actor_of_request(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_FILE):
        raise Refused.because("permission", actor.lacks(MAY_FILE))
    return actor


@staff_only
def register(request: HttpRequest) -> HttpResponse:
    """What is due, exported, filed, returned, with one outside system."""
    actor = actor_of_request(request)
    systems = list(filings.systems_for(actor).filter(active=True))
    wanted = request.GET.get("system", "")
    system = next((each for each in systems if str(each.pk) == wanted), systems[0] if systems else None)
    if system is None:
        places = [{"label": "对外报送"}]
        return render(
            request,
            "exchange/outside/register.html",
            {"system": None, "may_map": actor.holds(MAY_MAP), "places": places},
        )
    return _register(request, actor, systems, system, answer_form(), export_form())


def _register(
    request: HttpRequest,
    actor: Actor,
    systems: list[OutsideSystem],
    system: OutsideSystem,
    answer: TableForm,
    theirs: TableForm,
) -> HttpResponse:
    state = request.GET.get("state", FilingState.WAITING)
    state = state if state in FilingState.values else FilingState.WAITING.value
    counts, here = filings.counts(actor, system), f"{reverse('filings')}?system={system.pk}"
    found = filings.matters_of(actor, system).filter(filing_state=state).select_related("office")
    page = Paginator(found, page_size(request, PAGE)).get_page(request.GET.get("page"))
    context = {
        "system": system, "may_map": actor.holds(MAY_MAP), "answer": answer, "theirs": theirs, "waiting": counts[FilingState.WAITING],
        "systems": [{"label": each.name, "url": f"{reverse('filings')}?system={each.pk}", "current": each == system} for each in systems],
        "tabs": [
            {"label": FilingState(key).label, "url": f"{here}&state={key}", "current": key == state, "count": n} for key, n in counts.items()
        ],
        "columns": _COLUMNS, "rows": [_row(actor, system, each) for each in page.object_list], "state": state,
        "batches": system.batches.filter(territory__gte=actor.low, territory__lte=actor.high).select_related("made_by")[:5],
        "reconciliations": system.reconciliations.filter(territory__gte=actor.low, territory__lte=actor.high).select_related("made_by")[:5],
        "next_url": f"{here}&state={state}&page={page.number + 1}" if page.has_next() else "",
        "previous_url": f"{here}&state={state}&page={page.number - 1}" if page.has_previous() else "",
        "empty": {"title": f"没有{FilingState(state).label}的案件", "text": "自报送范围起始日登记、已有编号的案件会列在这里。", "icon": "checklist"},
        "places": [{"label": "对外报送"}, {"label": system.name}],
    }  # fmt: skip
    wrong = bool(answer.errors or theirs.errors)
    return render(request, "exchange/outside/register.html", context, status=422 if wrong else 200)


def _row(actor: Actor, system: OutsideSystem, each: Any) -> Row:
    return Row((
        Cell(each.number), Cell(each.title_for(actor.staff_id)), Cell(each.opened_on.isoformat()), Cell(each.office.short_name),
        Cell(FilingState(each.filing_state).label), Cell(each.filing_number), Cell(each.filing_reason),
    ), reverse("filing", args=[system.pk, each.code]))  # fmt: skip


@require_POST
@staff_only
def exporting(request: HttpRequest, number: int) -> HttpResponse:
    """All that is due in reach, in their form."""
    actor = actor_of_request(request)
    system = filings.system_for(actor, number)
    content, batch = filings.export(actor, system, now=timezone.now())
    return attachment(content, XLSX, f"{system.name}第{batch.pk}批（{batch.count}件）.xlsx")


@require_POST
@staff_only
def answering(request: HttpRequest, number: int) -> HttpResponse:
    """Their numbers and rejections."""
    actor = actor_of_request(request)
    system = filings.system_for(actor, number)
    form = answer_form(request.POST, request.FILES)
    if form.is_valid():
        try:
            found = take_answers(actor, system, form.cleaned_data["file"].read(), now=timezone.now())
        except TableWrong as error:
            form.add_error("file", str(error))
        else:
            unchanged = f"，{found.unchanged}件与以前相同" if found.unchanged else ""
            messages.success(request, f"已报{found.filed}件，退回{found.returned}件{unchanged}。")
            for row, why in found.left[:SHOWN]:
                messages.warning(request, f"第{row}行没有登记：{why}")
            if len(found.left) > SHOWN:
                messages.warning(request, f"另有{len(found.left) - SHOWN}行没有登记，请核对对方的表。")
            return mark_sent(request, redirect_to(request, f"{reverse('filings')}?system={system.pk}"))
    return _register(request, actor, list(filings.systems_for(actor).filter(active=True)), system, form, export_form())


@require_POST
@staff_only
def comparing(request: HttpRequest, number: int) -> HttpResponse:
    """Their export beside ours."""
    actor = actor_of_request(request)
    system = filings.system_for(actor, number)
    form = export_form(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = begin(actor, system, file.name, file.read(), now=timezone.now())
        except (TableWrong, VaultError) as error:
            form.add_error("file", str(error))
        else:
            compare.defer(number=made.pk)
            return mark_sent(request, redirect_to(request, reverse("reconciliation", args=[made.pk])))
    return _register(request, actor, list(filings.systems_for(actor).filter(active=True)), system, answer_form(), form)


class StateForm(Form):
    """How one matter stands with the system."""

    state = forms.ChoiceField(
        label="登记为", widget=forms.RadioSelect,
        choices=[(key.value, key.label) for key in (FilingState.FILED, FilingState.RETURNED, FilingState.EXEMPT, FilingState.WAITING)],
    )  # fmt: skip
    number = forms.CharField(label="对方编号", max_length=80, required=False, help_text="登记已报时必填。")
    reason = forms.CharField(
        label="理由", max_length=300, required=False, help_text="退回、不需报时必填；重新列入待报的，写补正了什么。"
    )


@staff_only
def filing(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """One matter with one system: the state, its history, saying it by hand."""
    actor = actor_of_request(request)
    system, matter = filings.system_for(actor, number), get_matter(actor, code)
    kept = Filing.objects.filter(system=system, matter_id=matter.pk).first()
    form = StateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            filings.settle(
                actor,
                system,
                matter.pk,
                now=timezone.now(),
                **{**form.cleaned_data, "state": form.cleaned_data["state"]},
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(reason.need if reason.need in form.fields else None, reason.said)
        else:
            messages.success(request, "已登记。")
            return mark_sent(request, redirect_to(request, reverse("filing", args=[number, code])))
    context = {
        "system": system, "matter": matter, "title": matter.title_for(actor.staff_id), "words": words_of(kept), "form": form,
        "changes": kept.changes.select_related("staff") if kept else [],
        "places": [{"label": "对外报送", "url": f"{reverse('filings')}?system={system.pk}"}, {"label": matter.number or "未编号"}],
    }  # fmt: skip
    return render(request, "exchange/outside/filing.html", context, status=422 if form.errors else 200)
