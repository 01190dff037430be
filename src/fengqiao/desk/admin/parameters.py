"""本局参数: every number the bureau may set, what it is now and since which paper; the system administrator sets it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.admin.access import administrators
from fengqiao.desk.admin.home import missing_calendar
from fengqiao.matter.models import Parameter
from fengqiao.matter.parameters import (
    MOST_BASIS,
    ParameterRefused,
    Setting,
    deadlines_of,
    history_of,
    in_words,
    set_from_page,
    settings_of,
    unit_of,
)
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.registry import line_of_procedure
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import SEE_ORGANISATION, SET_PARAMETERS
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Fact, Row

_PLACE = "本局参数"
_COLUMNS = [Column("参数"), Column("现在", num=True), Column("起始值", num=True), Column("自"), Column("依据文件")]
_HISTORY = [Column("值", num=True), Column("自"), Column("适用"), Column("依据文件")]
_NEW, _ALL = "new", "all"
_HOLDS = {_NEW: "今天起开始计算的期限；已经在算的照旧", _ALL: "已经在算的期限也适用：没有到期的重算，已办结的保持原认定"}


class ParameterForm(Form):
    """A new value and the paper behind it."""

    value = forms.IntegerField(
        label="新的值", error_messages={"invalid": "请写整数，例如 5；停用本局时限写 0。"}
    )
    holds = forms.ChoiceField(label="适用于", choices=tuple(_HOLDS.items()), widget=forms.RadioSelect, initial=_NEW)
    basis = forms.CharField(label="依据文件", max_length=MOST_BASIS, help_text="文件名和文号，例如：枫司发〔2026〕3号。没有依据不能改动。")

    def __init__(self, *args: Any, clocks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not clocks:  # no period hangs on it: there is nothing that runs
            del self.fields["holds"]

    @property
    def running(self) -> bool:
        return bool(self.cleaned_data.get("holds", _ALL) == _ALL)


@administrators(SEE_ORGANISATION)
def parameters(request: HttpRequest) -> HttpResponse:
    """The parameters of every procedure in force by area of work, one table a procedure, folded until it is opened."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    areas: dict[str, list[dict[str, Any]]] = {}
    for procedure, found in groupby(settings_of(_county(actor), timezone.localdate()), key=lambda s: s.procedure):
        line, settings = line_of_procedure(procedure.code), list(found)
        areas.setdefault(line.area.label.replace("\u200b", ""), []).append({
            "title": line.label if line.label == procedure.label else f"{line.label}：{procedure.label}", "code": procedure.code,
            "rows": [_row(each) for each in settings], "changed": sum(each.row is not None for each in settings),
        })  # fmt: skip
    shown = [{"label": label, "groups": groups} for label, groups in areas.items()]
    context = {"areas": shown, "columns": _COLUMNS, "places": [{"label": _PLACE}], "missing": missing_calendar(timezone.localdate())}
    return render(request, "desk/admin/parameters.html", context)


def _county(actor: Actor) -> int:
    return (actor.administers or (0, 0))[0]


def _row(setting: Setting) -> Row:
    row = setting.row
    return Row(
        (
            Cell(f"{setting.word}（法定）" if setting.statutory else setting.word), Cell(setting.said, num=True),
            Cell(in_words(setting.procedure, setting.name, setting.start), num=True, muted=True),
            Cell(row.from_on.isoformat() if row else ""), Cell(row.basis if row else "起始值，本局没有改过", muted=row is None),
        ),
        reverse("admin-parameter", args=[setting.procedure.code, setting.name]),
    )  # fmt: skip


@administrators(SEE_ORGANISATION)
def parameter(request: HttpRequest, procedure: str, name: str) -> HttpResponse:
    """One parameter: what it sets, what it was, and the form for the one who may set it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = (s for s in settings_of(_county(actor), timezone.localdate()) if (s.procedure.code, s.name) == (procedure, name))
    setting = next(found, None)
    if setting is None:
        raise NotVisible
    clocks = bool(deadlines_of(setting.procedure, setting.name))
    form = ParameterForm(request.POST if request.method == "POST" else None, clocks=clocks) if actor.holds(SET_PARAMETERS) else None
    if request.method == "POST":
        if form is None:
            raise Refused.because("permission", actor.lacks(SET_PARAMETERS))
        if form.is_valid() and _set(request, actor, setting, form):
            return mark_sent(request, redirect_to(request, request.path))
    return render(
        request, "desk/admin/parameter.html", _page(setting, form, actor), status=422 if form and form.errors else 200
    )


def _set(request: HttpRequest, actor: Actor, setting: Setting, form: ParameterForm) -> bool:
    value, now = form.cleaned_data["value"], timezone.now()
    try:
        with transaction.atomic():
            set_from_page(
                actor, setting.procedure, setting.name, value, basis=form.cleaned_data["basis"], territory=_county(actor),
                now=now, on=timezone.localdate(now), running=form.running,
            )  # fmt: skip
    except ParameterRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    after = "" if "holds" not in form.fields else "没有到期的期限由后台重算，已办结的保持原认定。" if form.running else "今天起开始计算的期限按新的值，已经在算的照旧。"
    messages.success(request, f"已设定：{setting.word}，{in_words(setting.procedure, setting.name, value)}。{after}")
    return True


def _page(setting: Setting, form: ParameterForm | None, actor: Actor) -> dict[str, Any]:
    unit, clocks = unit_of(setting.procedure, setting.name), bool(deadlines_of(setting.procedure, setting.name))
    history = history_of(_county(actor), setting.procedure, setting.name)
    rows = [Row((Cell(_said(setting, row.value), num=True), Cell(row.from_on.isoformat()), Cell(_held(row, clocks)), Cell(row.basis))) for row in history]
    start = Row((Cell(_said(setting, setting.start), num=True), Cell(""), Cell(""), Cell("起始值，随程序附带", muted=True)))
    return {
        "title": setting.word, "form": form, "unit": unit, "columns": _HISTORY, "rows": [*rows, start],
        "facts": [
            Fact("条线", line_of_procedure(setting.procedure.code).label),
            Fact("现在", setting.said),
            Fact("性质", "法定期限：法律留给县里定长短，不能停用" if setting.statutory else "本局定的，写0表示停用"),
            Fact("命令里的名称", f"{setting.procedure.code} {setting.name}"),
        ],
        "places": [{"label": _PLACE, "url": reverse("admin-parameters")}, {"label": setting.word}],
    }  # fmt: skip


def _held(row: Parameter, clocks: bool) -> str:
    return "" if not clocks else "此前起算的也适用" if row.running else "自该日起算的"


def _said(setting: Setting, value: Any) -> str:
    return in_words(setting.procedure, setting.name, int(value))
