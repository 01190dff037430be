"""办案机关按月数据: the table, one month typed, a table pasted, or the organ's workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.divisions import territory as territories
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases.models import OrganMonth
from fengqiao.lines.aidcases.organs import taking
from fengqiao.lines.aidcases.permissions import MAY_COUNT, MAY_RECEIVE
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.uploads import TABLE

COLUMNS = [
    Column("月份"), Column("机关"), Column("阶段"), Column("办结", num=True), Column("委托辩护", num=True), Column("指派辩护", num=True), Column("法律帮助", num=True), Column("来源"),
    Column("登记"),
]  # fmt: skip
SHOWN = 120


class MonthForm(Form):
    """One organ's month, or the rows of a table; always with where it comes from."""

    month = forms.CharField(label="月份", max_length=10, required=False, help_text="例如2026-10。")
    organ_kind = forms.ChoiceField(label="哪类机关", choices=(("", "请选择"), *codes.ORGANS), required=False)
    organ = forms.CharField(label="机关名称", max_length=80, required=False)
    case_stage = forms.ChoiceField(label="阶段", choices=(("", "请选择"), *codes.CRIMINAL_STAGES), required=False)
    concluded = forms.IntegerField(label="办结案件的犯罪嫌疑人、被告人（人）", min_value=0, max_value=taking.MOST_PERSONS, required=False)
    retained = forms.IntegerField(label="其中委托辩护（人）", min_value=0, max_value=taking.MOST_PERSONS, required=False)
    assigned = forms.IntegerField(label="其中指派辩护（人）", min_value=0, max_value=taking.MOST_PERSONS, required=False)
    helped = forms.IntegerField(label="没有辩护人、得到法律帮助（人）", min_value=0, max_value=taking.MOST_PERSONS, required=False, help_text="有辩护人的不再算法律帮助。")
    pasted = forms.CharField(
        label="或者从Excel、WPS表格粘贴", required=False, max_length=40_000, widget=forms.Textarea(attrs={"rows": 4}), help_text=f"栏目依次是：{'、'.join(taking.HEADINGS)}。一次二百行以内。",
    )  # fmt: skip
    book = FileIn(takes=TABLE, most_mb=30, label="或者导入机关报来的表格", required=False, help_text="Excel文件（xlsx、xls、et），表头同上，栏目先后不限。")
    source = forms.CharField(label="来源", max_length=120, help_text="例如：县人民法院2026年11月3日函。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        self.rows: list[taking.Entered] = []
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "book" in self.errors:  # what was chosen is none; nothing else was meant to be typed
            return data
        where = "book" if data.get("book") else "pasted"
        if data.get("book") and data.get("pasted"):
            self.add_error("book", "表格和粘贴的内容只能选一样。请去掉一样再登记。")
            return data
        try:
            if data.get("book"):
                self.rows = taking.read_book(data["book"].read(), self.today)
            else:
                self.rows = taking.read(data["pasted"], self.today) if data.get("pasted") else self._typed(data)
        except taking.RowsWrong as error:
            self.add_error(where, str(error))
        return data

    def _typed(self, data: dict[str, Any]) -> list[taking.Entered]:
        words = {"month": "月份", "organ_kind": "哪类机关", "organ": "机关名称", "case_stage": "阶段", **dict(taking.NUMBERS)}
        lacking = [name for name in words if data.get(name) in (None, "") and name not in self.errors]
        for name in lacking:
            self.add_error(name, f"请填写{words[name]}；没有的人数写0。" if name in dict(taking.NUMBERS) else f"请填写{words[name]}。")
        if lacking or self.errors:
            return []
        if said := taking.wrong(*(data[name] for name, _ in taking.NUMBERS)):
            self.add_error("helped" if "法律帮助" in said else "retained", said)
            return []
        try:
            month = taking.read_month(data["month"], self.today)
        except ValueError as error:
            self.add_error("month", str(error))
            return []
        return [taking.Entered(month, data["organ_kind"], data["organ"], data["case_stage"], *(data[name] for name, _ in taking.NUMBERS))]


@staff_only
def organ_months(request: HttpRequest) -> HttpResponse:
    """The months there are; the centre adds to them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    may_keep, today = actor.holds(MAY_RECEIVE), timezone.localdate()
    wanted = MAY_RECEIVE if request.method == "POST" else MAY_COUNT
    if not actor.holds(wanted):
        raise Refused.because("permission", actor.lacks(wanted))
    form = MonthForm(request.POST or None, request.FILES or None, today=today)
    if request.method == "POST" and form.is_valid():
        count = taking.keep(actor, form.rows, form.cleaned_data["source"], now=timezone.now())
        messages.success(request, f"已登记{count}行。同一机关、同一阶段、同一月份以后登记的为准。")
        return mark_sent(request, redirect_to(request, reverse("aid-organ-months")))
    context = {
        "form": form, "columns": COLUMNS, "rows": _rows(actor), "may_keep": may_keep,
        "places": [{"label": "法律援助案件", "url": reverse("register", args=["aidcases"])}, {"label": "办案机关按月数据"}],
        "empty": {"title": "还没有登记", "text": "办案机关每月报来的人数登记以后，才能算刑事律师辩护覆盖率。", "icon": "chart-bar"},
    }  # fmt: skip
    return render(request, "aidcases/organ_months.html", context, status=422 if form.errors else 200)


def _rows(actor: Actor) -> list[Row]:
    low, high = territories.county_reach(actor.territory)
    words = dict(codes.STAGES)
    found = OrganMonth.objects.filter(territory__gte=low, territory__lte=high).select_related("made_by").order_by("-month", "organ", "case_stage", "-made_at", "-pk")[:SHOWN]
    rows, there = [], set()
    for each in found:
        key = (each.month, each.organ, each.case_stage)
        numbers = (each.concluded, each.retained, each.assigned, each.helped)
        said = f"{each.source}{'（已被以后的登记代替）' if key in there else ''}"
        there.add(key)
        rows.append(Row((
            Cell(f"{each.month:%Y-%m}"), Cell(each.organ), Cell(words.get(each.case_stage, "")), *(Cell(n, num=True) for n in numbers), Cell(said),
            Cell(f"{each.made_by.name} {timezone.localtime(each.made_at):%Y-%m-%d}"),
        )))  # fmt: skip
    return rows
