"""外部系统 on screen: naming one, uploading its template, saying which column holds what."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.exchange.outside import systems
from fengqiao.exchange.outside.fields import fields_of, may_be_told
from fengqiao.exchange.outside.filings import systems_for
from fengqiao.exchange.outside.mapping import DATE_FORMATS, mapped
from fengqiao.exchange.outside.models import OutsideSystem
from fengqiao.exchange.outside.template import MOST_BYTES
from fengqiao.matter import registry
from fengqiao.matter.fields import DayField
from fengqiao.matter.refusals import Refused
from fengqiao.matter.visibility import lines_open_to
from fengqiao.orgs.actor import Actor
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.uploads import MB, TABLE, Takes

XLSX_FORM = Takes("表样", (".xlsx",), TABLE.judge)


class SystemForm(Form):
    """A new system."""

    name = forms.CharField(label="系统名称", max_length=80, help_text="如“省矛盾纠纷平台”“县综治中心系统”。")
    line = forms.ChoiceField(label="报哪个条线")
    template = FileIn(takes=XLSX_FORM, most_mb=MOST_BYTES // MB, label="对方的表样（.xlsx）", help_text="对方系统下载的导入模板，5MB以内。")
    number_heading = forms.CharField(
        label="对方编号叫什么",
        max_length=60,
        required=False,
        help_text="对方的表里，写对方系统编号的那一栏的表头，如“平台编号”。",
    )
    date_format = forms.ChoiceField(label="日期写法", choices=DATE_FORMATS)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        today = timezone.localdate()
        super().__init__(*args, initial={"since_on": today.replace(month=1, day=1).isoformat()}, **kwargs)
        known = set(lines_open_to(actor))
        self.fields["line"].choices = [(each.code, each.label) for each in registry.lines() if each.code in known and may_be_told(each.code)]  # type: ignore[attr-defined]
        self.fields["since_on"] = DayField(label="从哪天登记的起报", today=today, future=False)


class MappingForm(Form):
    """Which column holds what, how codes are written, and the rest of a system's settings."""

    def __init__(self, *args: Any, system: OutsideSystem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.system, self.headings = system, systems.headings(system)
        fields = fields_of(system.line)
        choices = [
            ("", "（留空）"),
            (systems.CONSTANT, "固定内容"),
            *((code, field.label) for code, field in fields.items()),
        ]
        now = {each.column: each for each in mapped(system)}
        for column, heading in self.headings.items():
            each = now.get(column)
            initial = (each.field or systems.CONSTANT) if each else ""
            self.fields[f"c{column}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=initial
            )
            self.fields[f"k{column}"] = forms.CharField(
                label=f"{heading}：固定内容", max_length=80, required=False, initial=each.constant if each else ""
            )
        self.coded = [fields[each.field] for each in now.values() if each.field in fields and fields[each.field].words]
        for field in self.coded:
            kept = system.translations.get(field.code, {})
            for code, word in field.words.items():
                self.fields[f"t_{field.code}_{code}"] = forms.CharField(
                    label=word, max_length=60, required=False, initial=kept.get(code, "")
                )
        self.fields["date_format"] = forms.ChoiceField(
            label="日期写法", choices=DATE_FORMATS, initial=system.date_format
        )
        self.fields["number_heading"] = forms.CharField(
            label="对方编号叫什么", max_length=60, required=False, initial=system.number_heading
        )
        self.fields["since_on"] = DayField(
            label="从哪天登记的起报", today=timezone.localdate(), future=False, initial=system.since_on.isoformat()
        )
        self.fields["active"] = forms.BooleanField(label="启用", required=False, initial=system.active)

    def columns(self) -> list[dict[str, Any]]:
        """For the page: heading, the choice, the constant."""
        return [{"heading": h, "choice": self[f"c{c}"], "constant": self[f"k{c}"]} for c, h in self.headings.items()]

    def words(self) -> list[dict[str, Any]]:
        """For the page: each coded field and its words."""
        return [{"label": f.label, "fields": [self[f"t_{f.code}_{code}"] for code in f.words]} for f in self.coded]

    def rest(self) -> list[Any]:
        return [self[name] for name in ("number_heading", "date_format", "since_on", "active")]

    def save(self, actor: Actor) -> None:
        data = self.cleaned_data
        systems.map_columns(
            actor, self.system, {c: (data[f"c{c}"], data[f"k{c}"].strip()) for c in self.headings},
            {f.code: {code: data[f"t_{f.code}_{code}"].strip() for code in f.words} for f in self.coded},
            date_format=data["date_format"], number_heading=data["number_heading"].strip(), since_on=date.fromisoformat(data["since_on"]),
            active=data["active"], now=timezone.now(),
        )  # fmt: skip


class SheetForm(Form):
    """Which sheet and row hold the headings; another template."""

    head_row = forms.IntegerField(label="表头在第几行", min_value=1, max_value=30)
    template = FileIn(takes=XLSX_FORM, most_mb=MOST_BYTES // MB, label="换一个表样", required=False)

    def __init__(self, *args: Any, system: OutsideSystem, **kwargs: Any) -> None:
        super().__init__(*args, initial={"head_row": system.head_row, "sheet": system.sheet}, **kwargs)
        names = [(sheet.name, sheet.name) for sheet in systems.sheets(system)]
        self.fields = {"sheet": forms.ChoiceField(label="工作表", choices=names), **self.fields}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    systems.require_map(actor)
    return actor


@staff_only
def system_list(request: HttpRequest) -> HttpResponse:
    """Every outside system of the county."""
    actor = _actor(request)
    rows = [
        Row((Cell(each.name), Cell(registry.line(each.line).label), Cell(each.template_name or "还没有"), Cell(len(each.columns)),
             Cell(each.since_on.isoformat()), Cell("启用" if each.active else "已停用")), reverse("outside-system", args=[each.pk]))
        for each in systems_for(actor)
    ]  # fmt: skip
    context = {
        "columns": [Column("系统"), Column("条线"), Column("表样"), Column("已对照栏数", num=True), Column("报送范围自"), Column("状态")], "rows": rows,
        "empty": {"title": "还没有外部系统", "text": "上级要求另行填报的系统，在这里上传它的表样，设一次栏目对照，以后不用再手工录入。", "icon": "cloud-upload"},
        "places": [{"label": "对外报送", "url": reverse("filings")}, {"label": "外部系统"}],
    }  # fmt: skip
    return render(request, "exchange/outside/systems.html", context)


@staff_only
def new(request: HttpRequest) -> HttpResponse:
    """Name a system and upload its template."""
    actor = _actor(request)
    form = SystemForm(request.POST or None, request.FILES or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        file = data.pop("template")
        data["since_on"] = date.fromisoformat(data["since_on"])
        try:
            with transaction.atomic():
                made = systems.create_system(actor, **data, now=timezone.now())
                systems.put_template(actor, made, file.read(), file.name, now=timezone.now())
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, "已上传表样。请核对每一栏填什么，再保存。")
            return mark_sent(request, redirect_to(request, reverse("outside-system", args=[made.pk])))
    places = [{"label": "外部系统", "url": reverse("outside-systems")}, {"label": "设置外部系统"}]
    context = {"form": form, "places": places}
    return render(request, "exchange/outside/new_system.html", context, status=422 if form.errors else 200)


def _refuse(form: forms.Form, refused: Refused) -> None:
    """Show the refusal beside its field; what was begun with it is undone."""
    for reason in refused.reasons:
        form.add_error(reason.need if reason.need in form.fields else None, reason.said)


@staff_only
def system(request: HttpRequest, number: int) -> HttpResponse:
    """Which column of their form holds what."""
    actor = _actor(request)
    found = systems.system_to_map(actor, number)
    sheet_sent, mapping_sent = "head_row" in request.POST, "date_format" in request.POST
    sheet = SheetForm(request.POST if sheet_sent else None, request.FILES if sheet_sent else None, system=found)
    form = MappingForm(request.POST if mapping_sent else None, system=found)
    try:
        if sheet_sent and sheet.is_valid():
            file, now = sheet.cleaned_data["template"], timezone.now()
            if file:
                systems.put_template(actor, found, file.read(), file.name, now=now)
            else:
                systems.choose_sheet(actor, found, sheet.cleaned_data["sheet"], sheet.cleaned_data["head_row"], now=now)
            return mark_sent(request, redirect_to(request, reverse("outside-system", args=[number])))
        if mapping_sent and form.is_valid():
            form.save(actor)
            messages.success(request, "已保存栏目对照。")
            return mark_sent(request, redirect_to(request, reverse("outside-system", args=[number])))
    except Refused as refused:
        _refuse(sheet, refused)
    context = {
        "system": found, "form": form, "sheet": sheet, "line": registry.line(found.line),
        "places": [{"label": "外部系统", "url": reverse("outside-systems")}, {"label": found.name}],
    }  # fmt: skip
    return render(request, "exchange/outside/system.html", context, status=422 if form.errors or sheet.errors else 200)
