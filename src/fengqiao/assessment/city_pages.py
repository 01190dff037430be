"""The city's ranking on screen: entered with its paper, and taken apart."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.assessment import city, keeping
from fengqiao.assessment.forms import CityForm
from fengqiao.assessment.models import CityRanking
from fengqiao.assessment.pages import HOME, actor_of, refuse
from fengqiao.assessment.permissions import KEEP, SEE_ALL
from fengqiao.assessment.scoring import half_up, shown
from fengqiao.desk.access import staff_only
from fengqiao.divisions.territory import county_of
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

LIST = [Column("年度", num=True), Column("周期"), Column("名次"), Column("公布的文件")]
ITEMS = [Column("指标项"), Column("满分", num=True), Column("本县", num=True), Column("中位数", num=True), Column("第一名", num=True), Column("比中位数少", num=True), Column("比第一名少", num=True)]
CITY = {"label": "全市排名", "url": "/assessment/city/"}


@staff_only
def listing(request: HttpRequest) -> HttpResponse:
    """The rankings that were entered."""
    actor = actor_of(request)
    keeping.require(actor, SEE_ALL)
    rows = [
        Row((Cell(row.year, num=True), Cell(row.period_words), Cell(_place(row)), Cell(row.document)), reverse("assessment-city-one", args=[row.pk]), str(row.pk))
        for row in CityRanking.objects.filter(territory=county_of(actor.territory))
    ]  # fmt: skip
    context = {
        "rows": rows, "columns": LIST, "may_keep": actor.holds(KEEP), "places": [HOME, {"label": "全市排名"}],
        "empty": {"title": "还没有登记全市排名", "text": "登记公布的文件、名次和各项得分，看失分在哪里。", "icon": "chart-bar"},
    }  # fmt: skip
    return render(request, "assessment/city.html", context)


def _place(row: CityRanking) -> str:
    moved = "" if row.last_rank is None else f"，上期第{row.last_rank}"
    return f"第{row.rank}名，共{row.of_n}个{moved}"


@staff_only
def new(request: HttpRequest) -> HttpResponse:
    """One more ranking with its paper."""
    actor, now = actor_of(request), timezone.now()
    keeping.require(actor, KEEP)
    form = CityForm(request.POST or None, request.FILES or None, initial={"year": timezone.localdate(now).year - 1})
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("year", "period_words", "document", "rank", "of_n", "last_rank")}
        upload = form.cleaned_data["file"]
        try:
            made = city.enter(actor, fields, city.read_rows(form.cleaned_data["rows_text"], upload.read() if upload else None), now=now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, reverse("assessment-city-one", args=[made.pk])))
    context = {"form": form, "label": "登记全市排名", "url": request.path, "back": reverse("assessment-city"), "title": "登记全市排名", "places": [HOME, CITY, {"label": "登记"}]}
    return render(request, "assessment/form.html", context, status=422 if form.errors else 200)


@staff_only
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One ranking: where points were lost, most first."""
    actor = actor_of(request)
    keeping.require(actor, SEE_ALL)
    row = CityRanking.objects.filter(pk=number, territory=county_of(actor.territory)).first()
    if row is None:
        raise NotVisible
    items = city.lost([city.Lost.of(each) for each in row.rows])
    rows = [
        Row((Cell(each.label), *(Cell(shown(number), num=True) for number in (each.weight, each.ours, each.median, each.first)), Cell(_behind(each.to_median), num=True), Cell(_behind(each.to_first), num=True)))
        for each in items
    ]  # fmt: skip
    sums = [sum((getattr(each, name) for each in items), Fraction(0)) for name in ("weight", "ours", "median", "first", "to_median", "to_first")]
    worst = [each for each in items if each.to_median > 0][:3]
    context = {
        "row": row, "place": _place(row), "rows": rows, "columns": ITEMS, "totals": ["合计", *(shown(each) for each in sums[:4]), *(_behind(each) for each in sums[4:])],
        "worst": [{"label": each.label, "lost": shown(each.to_median), "share": half_up(100 * each.to_median / total, 0) if (total := sum((each.to_median for each in items if each.to_median > 0), Fraction(0))) else 0} for each in worst],
        "places": [HOME, CITY, {"label": row.when}],
    }  # fmt: skip
    return render(request, "assessment/city_one.html", context)


def _behind(points: Fraction) -> str:
    return shown(points) if points > 0 else "—" if not points else f"多{shown(-points)}"
