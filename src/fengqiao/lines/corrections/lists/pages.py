"""对账: bring in a list, see what differs, write down what was found out of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.lists.checking import check, rows_of, settle
from fengqiao.lines.corrections.lists.compare import STATES, THEIRS, ListWrong
from fengqiao.lines.corrections.models import ListCheck
from fengqiao.lines.corrections.permissions import CHECK_LISTS
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.uploads import FileIn
from fengqiao.vault import mask_id_number, mask_name
from fengqiao.vault.uploads import TABLE

MOST_KEPT = 60
CHECK_COLUMNS = [
    Column("月份"), Column("名单来自"), Column("对方", num=True), Column("我方", num=True), Column("差异", num=True), Column("待核实", num=True),
    Column("核对日期"),
]  # fmt: skip


class ListForm(Form):
    """A list and where it is from."""

    month = forms.CharField(label="月份", widget=forms.TextInput(attrs={"type": "month"}), help_text="如 2026-11")
    organ = forms.ChoiceField(label="名单来自", choices=[("", "请选择"), *codes.LIST_ORGANS])
    file = FileIn(
        takes=TABLE, most_mb=30, label="名单（Excel）", help_text="须有姓名，和文号或身份证号。只用于核对差异，不据此建立人员，原表不保存。"
    )

    def clean_month(self) -> date:
        """The first day of the month."""
        text = self.cleaned_data["month"].strip().replace("年", "-").rstrip("月")
        try:
            month_on = date.fromisoformat(f"{text}-01")
        except ValueError:
            raise ValidationError("月份请写成 2026-11 这样。") from None
        if month_on > timezone.localdate():
            raise ValidationError("月份还没有到，请核对。")
        return month_on


class SettleForm(Form):
    """What was found out of one difference."""

    place = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    said = forms.CharField(label="核实情况", max_length=200, min_length=2)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(CHECK_LISTS):
        raise NotVisible
    return actor


@staff_only
def lists(request: HttpRequest) -> HttpResponse:
    """The checks made so far, and the form for another."""
    actor = _actor(request)
    form = ListForm(request.POST or None, request.FILES or None, initial={"month": f"{timezone.localdate():%Y-%m}"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = check(actor, given["file"].read(), given["organ"], given["month"], timezone.now())
        except ListWrong as wrong:
            form.add_error("file", str(wrong))
        else:
            messages.success(request, f"对方{made.theirs}人，我方在册{made.ours}人，差异{made.differences}处。")
            return mark_sent(request, redirect_to(request, reverse("corrections-list", args=[made.pk])))
    kept = ListCheck.objects.filter(territory__gte=actor.low, territory__lte=actor.high).select_related("made_by")
    context = {
        "form": form, "columns": CHECK_COLUMNS, "rows": [_row(each) for each in kept[:MOST_KEPT]],
        "places": [{"label": "脱管漏管排查", "url": reverse("corrections-leaks")}, {"label": "对账"}],
    }  # fmt: skip
    return render_page(request, "corrections/lists.html", context, status=422 if form.is_bound else 200)


def _row(each: ListCheck) -> Row:
    cells = (
        Cell(f"{each.month_on:%Y年%m月}"), Cell(each.get_organ_display()), Cell(each.theirs, num=True), Cell(each.ours, num=True),
        Cell(each.differences, num=True), Cell(each.waiting, num=True), Cell(timezone.localdate(each.made_at).isoformat()),
    )  # fmt: skip
    return Row(cells, reverse("corrections-list", args=[each.pk]), str(each.pk))


@staff_only
def one_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The differences of one check, each with the place to write what was found out."""
    actor = _actor(request)
    kept = ListCheck.objects.filter(pk=pk, territory__gte=actor.low, territory__lte=actor.high).first()
    if kept is None:
        raise NotVisible
    rows = rows_of(kept)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["place"] < len(rows):
        settle(kept.pk, form.cleaned_data["place"], form.cleaned_data["said"], actor.name, timezone.localdate())
        messages.success(request, "已记下核实情况。")
        return mark_sent(request, redirect_to(request, reverse("corrections-list", args=[kept.pk])))
    title = f"{kept.month_on:%Y年%m月}与{kept.get_organ_display()}对账"
    context = {
        "kept": kept, "title": title, "form": form, "groups": _groups(rows), "places": [
            {"label": "脱管漏管排查", "url": reverse("corrections-leaks")}, {"label": "对账", "url": reverse("corrections-lists")}, {"label": title},
        ],
    }  # fmt: skip
    return render_page(request, "corrections/list.html", context, status=422 if form.is_bound else 200)


def _groups(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The differences by kind, what is theirs alone first; the waiting before the settled."""
    made = []
    for state, word in STATES:
        found = [_shown(place, row) for place, row in enumerate(rows) if row["state"] == state]
        found.sort(key=lambda each: bool(each["settled"]))
        if found:
            made.append({"word": word, "rows": found, "leak": state == THEIRS})
    return made


def _shown(place: int, row: dict[str, Any]) -> dict[str, Any]:
    entry = row["entry"]
    return {
        "place": place, "name": mask_name(entry["name"]), "id_no": mask_id_number(entry["id_no"]) if entry["id_no"] else "", "doc_no": entry["doc_no"],
        "category": entry["category"], "effective_on": entry["effective_on"], "words": row["words"], "settled": row["settled"],
        "settled_by": row.get("settled_by", ""), "settled_on": row.get("settled_on", ""),
        "url": reverse("matter", args=[entry["code"]]) if entry["code"] else "",
    }  # fmt: skip
