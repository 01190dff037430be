"""热线抽检 on screen: the months, a sheet to be scored, what the adviser is told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Avg, Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.daycount.months import add_months
from fengqiao.desk.access import staff_only
from fengqiao.divisions.territory import county_reach
from fengqiao.lines.legalservice import quality
from fengqiao.lines.legalservice.forms import CheckForm, DrawForm, ReplyForm
from fengqiao.lines.legalservice.models import QualityCheck, QualitySample
from fengqiao.lines.legalservice.pages import actor_with
from fengqiao.lines.legalservice.permissions import ANSWER, CHECK_QUALITY
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

MONTHS = [Column("月份"), Column("当月热线答复", num=True), Column("抽取", num=True), Column("已检", num=True), Column("平均分", num=True), Column("不合格", num=True)]
SHEETS = [Column("工单号"), Column("解答人"), Column("得分", num=True), Column("等次"), Column("检查人"), Column("解答人说明")]
MINE = [Column("工单号"), Column("月份"), Column("得分", num=True), Column("等次"), Column("问题和建议")]
PLACE = {"label": "热线抽检", "url": "/legalservice/quality/"}
VETO_WORDS = dict(quality.VETOES)


def _samples(actor: Actor) -> Any:
    return QualitySample.objects.filter(territory__range=county_reach(actor.territory))


@staff_only
def samples(request: HttpRequest) -> HttpResponse:
    """The months that were drawn, and drawing the last one."""
    actor, today = actor_with(request, CHECK_QUALITY), timezone.localdate()
    form = DrawForm(request.POST or None, initial={"month": f"{add_months(today.replace(day=1), -1):%Y-%m}"})
    if request.method == "POST" and form.is_valid():
        try:
            made = quality.draw(actor, form.cleaned_data["month"], now=timezone.now(), today=today)
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, f"已抽取{made.checks.count()}件，种子{made.seed}。请由没有解答过的人检查。")
            return mark_sent(request, redirect_to(request, reverse("legalservice-quality-sample", args=[made.pk])))
    found = _samples(actor).annotate(
        drawn=Count("checks"), done=Count("checks", filter=Q(checks__checked_at__isnull=False)), average=Avg("checks__total"),
        bad=Count("checks", filter=Q(checks__total__lt=60) | (Q(checks__checked_at__isnull=False) & ~Q(checks__veto=""))),
    )  # fmt: skip
    rows = [
        Row((
            Cell(f"{row.month:%Y年%m月}"), Cell(row.pool_n, num=True), Cell(row.drawn, num=True), Cell(row.done, num=True),
            Cell("" if row.average is None else f"{row.average:.1f}", num=True), Cell(row.bad or "", num=True),
        ), reverse("legalservice-quality-sample", args=[row.pk]), str(row.pk))
        for row in found[:36]
    ]  # fmt: skip
    context = {
        "rows": rows, "columns": MONTHS, "form": form, "percent": quality.PERCENT, "places": [{"label": "热线抽检"}],
        "empty": {"title": "还没有抽检过", "text": "一个月过完以后，抽取那个月热线答复的百分之五。", "icon": "search"},
    }  # fmt: skip
    return render(request, "legalservice/quality.html", context, status=422 if form.errors else 200)


@staff_only
def sample(request: HttpRequest, number: int) -> HttpResponse:
    """One month's sheets."""
    actor = actor_with(request, CHECK_QUALITY)
    found = _samples(actor).filter(pk=number).first()
    if found is None:
        raise NotVisible
    checks = list(found.checks.select_related("adviser", "checker"))
    rows = [
        Row((
            Cell(row.number), Cell(row.adviser.name if row.adviser else ""), Cell("" if row.total is None else row.total, num=True), Cell(quality.grade(row.total, row.veto) or "待检"),
            Cell(row.checker.name if row.checker else ""), Cell(row.reply or ("已看" if row.replied_at else "")),
        ), reverse("legalservice-quality-check", args=[row.pk]), str(row.pk))
        for row in checks
    ]  # fmt: skip
    same = quality.repeated(found)
    said = {True: "用这个种子重算，抽到的是同样这几件。", False: "重算的结果不同，请报告信息化人员。", None: "当月工单后来有变动，不能原样重算；当时抽取的记录不变。"}[same]
    context = {"sample": found, "rows": rows, "columns": SHEETS, "said": said, "places": [PLACE, {"label": f"{found.month:%Y年%m月}"}]}
    return render(request, "legalservice/quality_sample.html", context)


@staff_only
def check(request: HttpRequest, number: int) -> HttpResponse:
    """One sheet: what was asked and said, the points."""
    actor, now = actor_with(request, CHECK_QUALITY), timezone.now()
    row = QualityCheck.objects.filter(pk=number, territory__range=county_reach(actor.territory)).select_related("sample", "adviser", "checker").first()
    if row is None:
        raise NotVisible
    form = CheckForm(request.POST or None, initial={**row.scores, "veto": row.veto, "found": row.found})
    back = reverse("legalservice-quality-sample", args=[row.sample_id])
    if request.method == "POST" and form.is_valid():
        try:
            quality.check(actor, row, form.scores(), form.cleaned_data["veto"] or "", form.cleaned_data["found"], now=now)
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, f"{row.number}已打分，解答人会看到。")
            return mark_sent(request, redirect_to(request, back))
    own = row.adviser_id == actor.staff_id
    context = {
        "row": row, "form": form, "own": own, "may": not own and row.replied_at is None, "sheet": quality.sheet(actor, row, now=now), "back": back,
        "grade": quality.grade(row.total, row.veto), "places": [PLACE, {"label": f"{row.sample.month:%Y年%m月}", "url": back}, {"label": row.number}],
    }  # fmt: skip
    return render(request, "legalservice/quality_check.html", context, status=422 if form.errors else 200)


@staff_only
def mine(request: HttpRequest) -> HttpResponse:
    """What was found of one's own answers; saying that one has read it."""
    actor = actor_with(request, ANSWER)
    found = QualityCheck.objects.filter(adviser_id=actor.staff_id, checked_at__isnull=False).select_related("sample").order_by("-checked_at")
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = found.filter(pk=form.cleaned_data["row"]).first()
        if row is None:
            raise NotVisible
        quality.reply(actor, row, form.cleaned_data["said"], now=timezone.now())
        messages.success(request, "已记下。")
        return mark_sent(request, redirect_to(request, reverse("legalservice-quality-mine")))
    rows = [
        Row((
            Cell(row.number), Cell(f"{row.sample.month:%Y年%m月}"), Cell(row.total, num=True), Cell(quality.grade(row.total, row.veto)),
            Cell("；".join(filter(None, (VETO_WORDS.get(row.veto, ""), row.found)))),
        ))
        for row in found[:60]
    ]  # fmt: skip
    waiting = [{"row": row, "grade": quality.grade(row.total, row.veto)} for row in found if row.replied_at is None][:20]
    context = {
        "rows": rows, "columns": MINE, "waiting": waiting, "places": [{"label": "我的质检反馈"}],
        "empty": {"title": "没有抽到您的", "text": "抽到并检查过的，会列在这里。", "icon": "check"},
    }  # fmt: skip
    return render(request, "legalservice/quality_mine.html", context, status=422 if form.errors else 200)


def _refuse(form: Any, refusal: Refused) -> None:
    for reason in refusal.reasons:
        form.add_error(reason.need if reason.need in form.fields else None, str(reason))
