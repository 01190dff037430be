"""机构: the tree, one office with its history, setting up, changing, closing, moving and merging."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.admin.access import administrators, refuse
from fengqiao.desk.admin.forms import CloseForm, MoveForm, NewOfficeForm, OfficeForm, as_day
from fengqiao.desk.admin.home import missing_calendar
from fengqiao.desk.admin.restamping import matters_of, move
from fengqiao.divisions.territory import grouped
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_OFFICES, SEE_ORGANISATION, office_for, offices_of
from fengqiao.orgs.models import Office, OfficeKind, Post
from fengqiao.orgs.offices import EDITABLE, change_office, close_office, create_office
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.parts import Cell, Column, Fact, Row

HOME = {"label": "机构管理", "url": ""}
_COLUMNS = [Column("机构"), Column("类别"), Column("区域号"), Column("在岗人数", num=True), Column("下级", num=True), Column("状态")]
_MOST = 600


@administrators(SEE_ORGANISATION)
def offices(request: HttpRequest) -> HttpResponse:
    """The county's bureau and what stands directly under it; or what a word finds anywhere in the county."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()[:60]
    found = offices_of(actor)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
    else:
        found = found.filter(Q(kind=OfficeKind.BUREAU) | Q(parent__kind=OfficeKind.BUREAU))
    context = {
        "q": text, "columns": _COLUMNS, "rows": _rows(found), "may_keep": actor.holds(KEEP_OFFICES),
        "empty": {"title": "没有找到", "text": "换一个名称中的字再查。", "icon": "building"}, "places": [{"label": "机构管理"}],
        "missing": missing_calendar(timezone.localdate()),
    }  # fmt: skip
    return render(request, "desk/admin/offices.html", context)


def _rows(found: Any) -> list[Row]:
    today = timezone.localdate()
    held = Post.objects.held_on(today).filter(staff__left_on__isnull=True)
    people = dict(held.values_list("office_id").annotate(Count("staff_id", distinct=True)))
    counted = found.annotate(below=Count("children", filter=Q(children__to_on__isnull=True))).order_by("territory")[:_MOST]
    return [
        Row(
            (Cell(o.name), Cell(o.get_kind_display()), Cell(grouped(o.territory)), Cell(people.get(o.pk, 0), num=True),
             Cell(o.below, num=True), Cell("运行" if o.to_on is None else f"{o.to_on.isoformat()}撤销", muted=o.to_on is not None)),
            reverse("admin-office", args=[o.pk]),
        )
        for o in counted
    ]  # fmt: skip


@administrators(SEE_ORGANISATION)
def office(request: HttpRequest, number: int) -> HttpResponse:
    """One office: its facts, who is in post, what stands under it, its history."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, today = office_for(actor, number), timezone.localdate()
    posts = Post.objects.not_over(today).filter(office=found).select_related("staff", "office")
    context = {
        "office": found, "facts": _facts(found), "columns": _COLUMNS, "rows": _rows(offices_of(actor).filter(parent=found)),
        "empty": {"title": "没有下级机构", "icon": "building"}, "changes": found.changes.select_related("into"),
        "posts": [{"post": post, "url": reverse("admin-person", args=[post.staff_id])} for post in posts],
        "may_keep": actor.holds(KEEP_OFFICES) and found.to_on is None,
        "may_move": found.kind != OfficeKind.BUREAU, "places": _places(found),
    }  # fmt: skip
    return render(request, "desk/admin/office.html", context)


def _facts(found: Office) -> list[Fact]:
    return [
        Fact("类别", found.get_kind_display()),
        Fact("区域号", grouped(found.territory)),
        Fact("业务上级", found.parent.name if found.parent else ""),
        Fact("属地乡镇（街道）", found.town.name if found.town else ""),
        Fact("简称", found.short_name),
        Fact("文号用字", found.number_word),
        Fact("片区", found.area),
        Fact("电话", found.phone),
        Fact("地址", found.address, wide=True),
        Fact("所在地基层人民法院", found.court),
        Fact("服务区划", "、".join(f"{d.name}（{d.code}）" for d in found.divisions.all()), wide=True),
        Fact("起止", f"{found.from_on.isoformat()}至{found.to_on.isoformat() if found.to_on else '今'}"),
    ]


def _places(found: Office, last: str = "") -> list[dict[str, str]]:
    places = [{"label": "机构管理", "url": reverse("admin-offices")}]
    if last:
        return [*places, {"label": found.short_name, "url": reverse("admin-office", args=[found.pk])}, {"label": last}]
    return [*places, {"label": found.short_name}]


def _show(request: HttpRequest, title: str, form: Any, label: str, back: str, places: list[dict[str, str]], **more: Any) -> HttpResponse:
    context = {"title": title, "form": form, "label": label, "back_url": back, "places": places, **more}
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)


@administrators(KEEP_OFFICES)
def new(request: HttpRequest) -> HttpResponse:
    """Set up an office; ``?under=`` names its parent beforehand."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    initial = {"from_on": today.isoformat(), "parent": request.GET.get("under", "")}
    form = NewOfficeForm(request.POST or None, actor=actor, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        data["from_on"] = as_day(data["from_on"])
        try:
            with transaction.atomic():
                made = create_office(actor, now=timezone.now(), **data)
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"已建立{made.name}，区域号{grouped(made.territory)}。")
            return redirect_to(request, reverse("admin-office", args=[made.pk]))
    back = reverse("admin-offices")
    return _show(request, "新建机构", form, "建立机构", back, [{"label": "机构管理", "url": back}, {"label": "新建机构"}])


@administrators(KEEP_OFFICES)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change what may be changed; the number and the parent are not among it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = office_for(actor, number)
    initial = {name: getattr(found, name) for name in EDITABLE} | {"town": found.town_id}
    form = OfficeForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in EDITABLE}
        changed = change_office(actor, found, fields, now=timezone.now(), basis=form.cleaned_data["basis"])
        messages.success(request, "已修改。" if changed else "没有改动。")
        return redirect_to(request, reverse("admin-office", args=[found.pk]))
    back = reverse("admin-office", args=[found.pk])
    return _show(request, f"修改{found.short_name}", form, "保存修改", back, _places(found, "修改"))


@administrators(KEEP_OFFICES)
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Close an office nobody works at."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = office_for(actor, number)
    form = CloseForm(request.POST or None, today=timezone.localdate(), initial={"to_on": timezone.localdate().isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                to_on = as_day(form.cleaned_data["to_on"])
                assert to_on is not None
                close_office(actor, found, to_on=to_on, basis=form.cleaned_data["basis"], now=timezone.now())
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"{found.name}已撤销；它的案件和沿革都保留。")
            return redirect_to(request, reverse("admin-office", args=[found.pk]))
    back = reverse("admin-office", args=[found.pk])
    return _show(request, f"撤销{found.short_name}", form, "撤销机构", back, _places(found, "撤销"))


@administrators(KEEP_OFFICES)
def relocate(request: HttpRequest, number: int) -> HttpResponse:
    """Another parent, or a merger: what would follow is said before it is done."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, today = office_for(actor, number), timezone.localdate()
    form = MoveForm(request.POST or None, actor=actor, office=found, today=today, initial={"on": today.isoformat(), "way": "move"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        on = as_day(data["on"])
        assert on is not None
        try:
            with transaction.atomic():
                moved, matters = move(
                    actor, found, data["parent"], merge=data["way"] == "merge", on=on, basis=data["basis"], now=timezone.now()
                )
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            ended = "、".join(sorted({post.staff.name for post in moved.posts_ended}))
            more = f"请给{ended}重新安排岗位。" if ended else ""
            messages.success(request, f"已调整：{len(moved.territories)}个机构、{matters}件案件随同改了区域号。{more}")
            return redirect_to(request, reverse("admin-office", args=[data["parent"].pk]))
    back = reverse("admin-office", args=[found.pk])
    low, high = found.reach
    below = Office.objects.filter(territory__gt=low, territory__lte=high).count()
    note = f"随同调整：下级机构{below}个，案件{matters_of(found)}件。案件的承办机构、案号和记录都不变。"
    return _show(request, f"调整{found.short_name}的隶属", form, "调整隶属", back, _places(found, "调整隶属"), note=note)
