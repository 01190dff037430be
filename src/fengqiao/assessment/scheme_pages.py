"""A scheme on screen: what it says, what is wrong with it, its items and units, its next steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.assessment import codes, keeping, lint, rules
from fengqiao.assessment.codes import Method, State
from fengqiao.assessment.models import Scheme, SchemeItem, SchemeUnit
from fengqiao.assessment.pages import HOME, actor_of, refuse
from fengqiao.assessment.permissions import APPROVE, CHECK, KEEP, SEE_ALL
from fengqiao.assessment.scheme_forms import AnswerForm, BasisForm, ItemForm, SchemeForm, VersionForm
from fengqiao.assessment.scoring import plain
from fengqiao.desk.access import staff_only
from fengqiao.matter.files import store
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.attachment import attachment
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Fact, Row

ITEMS = [Column("序号"), Column("指标项"), Column("分值", num=True), Column("计分"), Column("取数")]
UNITS = [Column("单位"), Column("确认"), Column("意见")]
VERBS = {State.CONSULT: "征求意见", State.DRAFT: "退回起草", State.FROZEN: "定稿", State.RUNNING: "开始执行", State.CLOSED: "结束方案"}


def _scheme(actor: Actor, number: int) -> Scheme:
    found = keeping.of_county(actor, number)
    if found.state == State.DRAFT and not actor.holds(SEE_ALL):
        raise NotVisible
    return found


@staff_only
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One scheme."""
    actor = actor_of(request)
    return show(request, actor, _scheme(actor, number))


def show(request: HttpRequest, actor: Actor, scheme: Scheme, answer: AnswerForm | None = None, version: VersionForm | None = None, paper: BasisForm | None = None) -> HttpResponse:
    """The page of a scheme, with a form that came back."""
    items = list(scheme.items.all())
    units = list(scheme.units.select_related("office", "confirmed_by"))
    sees_all, may_keep = actor.holds(SEE_ALL), actor.holds(KEEP)
    mine = next((unit for unit in units if unit.office_id == actor.office_id), None)
    bound = answer is not None or version is not None or paper is not None
    context = {
        "scheme": scheme, "facts": _facts(scheme), "rows": [_item_row(scheme, item, may_keep) for item in items], "columns": ITEMS,
        "units": [_unit_row(unit) for unit in units] if sees_all else [], "unit_columns": UNITS, "findings": keeping.findings(scheme) if sees_all and scheme.is_open else [],
        "wrong": lint.WRONG, "may_keep": may_keep and scheme.is_open, "steps": _steps(actor, scheme), "unit_n": len(units),
        "answer": (answer or AnswerForm()) if mine is not None and actor.holds(CHECK) and scheme.state == State.CONSULT else None, "mine": mine,
        "version": (version or VersionForm()) if may_keep and scheme.state in (State.FROZEN, State.RUNNING) else None,
        "may_import": may_keep and scheme.state not in (State.CLOSED, State.REPLACED), "places": [HOME, {"label": str(scheme)}], "opened": version is not None,
        "paper": (paper or BasisForm()) if may_keep and scheme.state not in (State.CLOSED, State.REPLACED) else None, "paper_opened": paper is not None,
        "empty": {"title": "还没有指标项", "text": "从系统指标里选，或者登记填报的指标。", "icon": "list-check"},
        "no_units": {"title": "还没有列单位", "text": "在“修改”里选被考核单位。", "icon": "building"},
    }  # fmt: skip
    return render(request, "assessment/scheme.html", context, status=422 if bound else 200)


def _facts(scheme: Scheme) -> list[Fact]:
    groups = "、".join(f"{word}{points}分" for word, points in scheme.groups)
    grades = "、".join(f"{word}（{least}分起）" for word, least in scheme.grades)
    shown = [
        ("年度", f"{scheme.year}年"), ("依据文件", scheme.basis), ("考核周期", "、".join(word for code, word in codes.PERIODS if code in scheme.periods)), ("分组", groups), ("等次", grades),
        ("加分上限", "" if scheme.bonus_cap is None else f"{plain(scheme.bonus_cap)}分"), ("认定失实", "" if scheme.false_points is None else f"那一项计零分，另减{plain(scheme.false_points)}分，由人确认"), ("分组排名", "；".join(f"{word}{len(ids)}个" for word, ids in scheme.rank_groups)), ("减分上限", "" if scheme.deduct_cap is None else f"{plain(scheme.deduct_cap)}分"),
        ("最低覆盖率", f"{plain(scheme.min_coverage * 100)}%"), ("小基数", f"分母小于{scheme.small_n}的注明"), ("公布范围", scheme.get_publish_scope_display()),
        ("名次表", "各期都公布" if scheme.interim_lists else "只公布年度的"), ("申诉期", f"{scheme.appeal_days}个工作日"),
        ("并列", "先看核心指标得分，仍相同的并列" if scheme.by_core else "并列，下一名顺延"), ("这一版", scheme.changes), ("起草人", scheme.made_by.name),
    ]  # fmt: skip
    return [Fact(label, value, wide=len(value) > 30) for label, value in shown if value]


def _item_row(scheme: Scheme, item: SchemeItem, may_keep: bool) -> Row:
    url = reverse("assessment-item", args=[scheme.pk, item.pk]) if may_keep and scheme.is_open else ""
    core = "（核心）" if item.core else ""
    points = plain(item.weight) if item.weighs else item.get_method_display()
    return Row((Cell(item.code), Cell(f"{item.label}{core}"), Cell(points, num=True), Cell(_how(item)), Cell(item.get_source_display())), url, str(item.pk))


def _how(item: SchemeItem) -> str:
    """线性：零分值90%，满分值100%."""
    words = [(word, item.params[key]) for key, word in (*rules.ASKS.get(item.method, ()), *rules.FURTHER.get(item.method, ())) if item.params.get(key) not in (None, "", [])]
    counted = item.method not in (Method.DED, Method.BON, Method.MINUS)
    said = ["；".join(rules.write_bands(value).splitlines()) if isinstance(value, list) else f"{word}{value}{item.unit if counted else '分'}" for word, value in words]
    if item.method == Method.VETO:
        return f"超过{item.params.get('over', '')}{item.unit}一票否决"
    return f"{item.get_method_display()}{'：' if said else ''}{'，'.join(said)}"


def _unit_row(unit: SchemeUnit) -> Row:
    done = f"{unit.confirmed_by.name} {timezone.localtime(unit.confirmed_at):%Y-%m-%d}" if unit.confirmed_by is not None and unit.confirmed_at else ""
    return Row((Cell(unit.office.short_name), Cell(done), Cell(unit.opinion)), "", str(unit.pk))


def _steps(actor: Actor, scheme: Scheme) -> list[dict[str, Any]]:
    """What may be done next by this person."""
    return [
        {"to": to, "label": VERBS[State(to)], "primary": to not in (State.DRAFT, State.CLOSED)}
        for to in keeping.STEPS.get(scheme.state, ()) if actor.holds(APPROVE if to == State.FROZEN else KEEP)
    ]  # fmt: skip


@staff_only
def basis(request: HttpRequest, number: int) -> HttpResponse:
    """The paper the scheme rests on; whoever keeps schemes files it."""
    actor = actor_of(request)
    scheme = _scheme(actor, number)
    if request.method != "POST":
        if not scheme.basis_digest:
            raise NotVisible
        return attachment(store().read(scheme.basis_digest), "application/octet-stream", scheme.basis_file)
    keeping.require(actor, KEEP)
    form = BasisForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            keeping.attach_basis(actor, scheme, upload.read(), upload.name, now=timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "依据文件已存入方案。")
            return mark_sent(request, redirect_to(request, reverse("assessment-scheme", args=[number])))
    return show(request, actor, scheme, paper=form)


@staff_only
def new(request: HttpRequest) -> HttpResponse:
    """A new scheme."""
    actor, now = actor_of(request), timezone.now()
    keeping.require(actor, KEEP)
    offices = keeping.offices_of_county(actor.territory)
    today = timezone.localdate(now)
    form = SchemeForm(request.POST or None, offices=offices, initial={"year": today.year, "periods": [codes.YEAR], "units": [str(each.pk) for each in offices]})
    if request.method == "POST" and form.is_valid():
        fields, chosen = form.values()
        try:
            made = keeping.create(actor, fields, chosen, now=now, today=today)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, reverse("assessment-scheme", args=[made.pk])))
    return _form(request, form, "起草考核方案", reverse("assessment-scheme-new"), reverse("assessment"), [])


@staff_only
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change what a scheme says of itself."""
    actor = actor_of(request)
    keeping.require(actor, KEEP)
    scheme = _scheme(actor, number)
    here = reverse("assessment-scheme", args=[number])
    form = SchemeForm(request.POST or None, offices=keeping.offices_of_county(actor.territory), initial=SchemeForm.initial_of(scheme))
    if request.method == "POST" and form.is_valid():
        fields, chosen = form.values()
        try:
            keeping.change(actor, scheme, fields, chosen, now=timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, here))
    return _form(request, form, "修改", reverse("assessment-scheme-change", args=[number]), here, [{"label": str(scheme), "url": here}])


@staff_only
def item(request: HttpRequest, number: int, item: int = 0) -> HttpResponse:
    """An item is added or changed."""
    actor = actor_of(request)
    keeping.require(actor, KEEP)
    scheme = _scheme(actor, number)
    row = scheme.items.filter(pk=item).first()
    if item and row is None:
        raise NotVisible
    here = reverse("assessment-scheme", args=[number])
    form = ItemForm(request.POST or None, initial=ItemForm.initial_of(row) if row is not None else {"code": str(scheme.items.count() + 1)})
    if request.method == "POST" and form.is_valid():
        try:
            keeping.save_item(actor, scheme, row, form.values(), now=timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, here))
    url = reverse("assessment-item", args=[number, item]) if item else reverse("assessment-item-new", args=[number])
    return _form(request, form, "保存指标项", url, here, [{"label": str(scheme), "url": here}], title=f"指标项：{row.label}" if row is not None else "添加指标项")


def _form(request: HttpRequest, form: Any, label: str, url: str, back: str, further: list[dict[str, str]], title: str = "") -> HttpResponse:
    context = {"form": form, "label": label, "url": url, "back": back, "title": title or label, "places": [HOME, *further, {"label": title or label}]}
    return render(request, "assessment/form.html", context, status=422 if form.errors else 200)


@staff_only
@require_POST
def drop(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """An item is taken out."""
    actor = actor_of(request)
    keeping.require(actor, KEEP)
    scheme = _scheme(actor, number)
    row = scheme.items.filter(pk=item).first()
    if row is None:
        raise NotVisible
    keeping.drop_item(actor, scheme, row, now=timezone.now())
    messages.success(request, f"已删去“{row.label}”。")
    return mark_sent(request, redirect_to(request, reverse("assessment-scheme", args=[number])))


@staff_only
@require_POST
def step(request: HttpRequest, number: int) -> HttpResponse:
    """To the next state."""
    actor, now = actor_of(request), timezone.now()
    made = keeping.step(actor, _scheme(actor, number), request.POST.get("to", ""), now=now, today=timezone.localdate(now))
    messages.success(request, f"方案现在是{made.get_state_display()}。")
    return mark_sent(request, redirect_to(request, reverse("assessment-scheme", args=[number])))


@staff_only
@require_POST
def version(request: HttpRequest, number: int) -> HttpResponse:
    """A new version to be changed."""
    actor, now = actor_of(request), timezone.now()
    keeping.require(actor, KEEP)
    scheme, form = _scheme(actor, number), VersionForm(request.POST)
    if form.is_valid():
        try:
            made = keeping.new_version(actor, scheme, form.cleaned_data["changes"], now=now, today=timezone.localdate(now))
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, reverse("assessment-scheme", args=[made.pk])))
    return show(request, actor, scheme, version=form)


@staff_only
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """A unit says what it thinks, or confirms."""
    actor = actor_of(request)
    keeping.require(actor, CHECK)
    scheme, form = _scheme(actor, number), AnswerForm(request.POST)
    if form.is_valid():
        try:
            keeping.answer(actor, scheme, form.cleaned_data["opinion"], confirms=form.cleaned_data["confirms"] == "yes", now=timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "已记下。")
            return mark_sent(request, redirect_to(request, reverse("assessment-scheme", args=[number])))
    return show(request, actor, scheme, answer=form)
