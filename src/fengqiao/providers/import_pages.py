"""Taking in one of the registers as an Excel workbook: every row judged on screen, then entered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.divisions.territory import county_of
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.providers import importing, importing_places, keeping, outline, ways
from fengqiao.providers.forms import ImportForm, OutlineForm
from fengqiao.providers.importing_places import PLACES
from fengqiao.providers.models import CountyOutline, TownWay
from fengqiao.providers.pages import HOME, actor_of, refuse
from fengqiao.providers.permissions import KEEP
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = [Column("行", num=True), Column("姓名、名称"), Column("结果"), Column("说明")]
WAYS = [Column("甲地"), Column("乙地"), Column("单程分钟", num=True), Column("来自哪个文件"), Column("登记")]
WAYS_TOLD = [Column("行", num=True), Column("两地"), Column("结果"), Column("说明")]


@staff_only
def import_register(request: HttpRequest, which: str = "people") -> HttpResponse:
    """The file, and what becomes of each of its rows."""
    actor, places = actor_of(request), PLACES.get(which)
    if places is None and which != "people":
        raise NotVisible
    keeping.require(actor, KEEP if places is None else places.keep)
    form = ImportForm(request.POST or None, request.FILES or None)
    outcome = None
    if request.method == "POST" and form.is_valid():
        upload, dry = form.cleaned_data["file"], form.cleaned_data["only_read"]
        try:
            if places is None:
                outcome = importing.take(actor, upload.read(), upload.name, dry_run=dry, now=timezone.now())
            else:
                outcome = importing_places.take(actor, places, upload.read(), upload.name, dry_run=dry, now=timezone.now())
        except importing.RegisterWrong as wrong:
            form.add_error("file", str(wrong))
    rows = [Row((Cell(each.number, num=True), Cell(each.name), Cell(each.result), Cell(each.said))) for each in outcome.rows] if outcome else []
    label = "人员" if places is None else places.thing
    context = {
        "form": form, "outcome": outcome, "rows": rows, "columns": COLUMNS, "headings": importing.WANTED_HEADINGS if places is None else places.headings, "which": which,
        "people": places is None, "label": label, "places": [HOME, {"label": label, "url": reverse("providers-list", args=[which])}, {"label": "导入名册"}],
    }  # fmt: skip
    response = render(request, "providers/import.html", context, status=422 if form.errors else 200)
    return mark_sent(request, response) if outcome is not None else response


@staff_only
def ways_page(request: HttpRequest) -> HttpResponse:
    """The minutes between towns: those there are, and taking in a workbook of them."""
    actor = actor_of(request)
    keeping.require(actor, KEEP)
    form = ImportForm(request.POST or None, request.FILES or None)
    outcome = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            outcome = ways.take(actor, upload.read(), upload.name, dry_run=form.cleaned_data["only_read"], now=timezone.now())
        except importing.RegisterWrong as wrong:
            form.add_error("file", str(wrong))
    told = [Row((Cell(each.number, num=True), Cell(each.name), Cell(each.result), Cell(each.said))) for each in outcome.rows] if outcome else []
    held = TownWay.objects.filter(territory=county_of(actor.territory)).select_related("made_by")
    rows = [
        Row((Cell(each.one), Cell(each.other), Cell(each.minutes, num=True), Cell(each.source), Cell(f"{each.made_by.name if each.made_by else ''} {timezone.localtime(each.made_at):%Y-%m-%d}")))
        for each in held
    ]  # fmt: skip
    context = {
        "form": form, "outcome": outcome, "told": told, "told_columns": WAYS_TOLD, "rows": rows, "columns": WAYS, "headings": ways.HEADINGS,
        "places": [HOME, {"label": "乡镇间路程"}],
        "empty": {"title": "还没有登记", "text": "没有登记的，按经纬度折算；经纬度也没有的，写路程不知道。", "icon": "map-pin"},
    }  # fmt: skip
    response = render(request, "providers/ways.html", context, status=422 if form.errors else 200)
    return mark_sent(request, response) if outcome is not None else response


@staff_only
def outline_page(request: HttpRequest) -> HttpResponse:
    """The outline of the towns that the public directory shows, and taking in another one."""
    actor, now = actor_of(request), timezone.now()
    keeping.require(actor, KEEP)
    form = OutlineForm(request.POST or None, request.FILES or None)
    here = reverse("providers-outline")
    if request.method == "POST" and request.POST.get("do") == "remove":
        outline.remove(actor, now=now)
        messages.success(request, "已撤下，公开页只用方格示意图。")
        return mark_sent(request, redirect_to(request, here))
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = outline.take(actor, upload.read(), upload.name, form.cleaned_data["approval"], now=now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"已登记{len(made.drawing['towns'])}个乡镇的轮廓，一分钟内公开。")
            return mark_sent(request, redirect_to(request, here))
    row = CountyOutline.objects.filter(territory=county_of(actor.territory)).select_related("made_by").first()
    without, undrawn = outline.unlike(row) if row is not None else ([], [])
    context = {"form": form, "row": row, "without": without, "undrawn": undrawn, "places": [HOME, {"label": "乡镇轮廓图"}]}
    return render(request, "providers/outline.html", context, status=422 if form.errors else 200)
