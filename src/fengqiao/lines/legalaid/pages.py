"""The line's own pages: the economic standards of the province, the figures with the list behind each."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import acting, staff_only
from fengqiao.divisions import territory as territories
from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.forms import StandardForm
from fengqiao.lines.legalaid.models import EconomicStandard
from fengqiao.lines.legalaid.permissions import KEEP_STANDARDS, SEE
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

STANDARD_COLUMNS = [Column("自"), Column("至"), Column("怎样规定"), Column("每人每月", num=True), Column("怎样比"), Column("几个月"), Column("财产"), Column("依据的文件")]
FIGURE_COLUMNS = [Column("代码"), Column("指标"), Column("数", num=True), Column("分子", num=True), Column("分母", num=True), Column("不计入")]
LISTED = [Column("编号"), Column("名称"), Column("收到"), Column("受理"), Column("决定"), Column("阶段")]
MOST_LISTED = 200


# The standard ----------------------------------------------------------------------------------------------------------


@staff_only
def standards(request: HttpRequest) -> HttpResponse:
    """Every version of the county's standard; the head registers a new one from its document."""
    actor, today = acting(request, SEE), timezone.localdate()
    may_keep = actor.holds(KEEP_STANDARDS)
    if request.method == "POST" and not may_keep:
        raise Refused.because("permission", actor.lacks(KEEP_STANDARDS))
    form = StandardForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid() and _kept(actor, form):
        messages.success(request, "已登记。已经在办的申请按收到那天的标准，不变。")
        return mark_sent(request, redirect_to(request, reverse("aid-standards")))
    county = territories.county_of(actor.territory)
    rows = [_standard_row(each) for each in EconomicStandard.objects.filter(territory=county)]
    context = {
        "form": form, "rows": rows, "columns": STANDARD_COLUMNS, "may_keep": may_keep, "places": [{"label": "经济困难标准"}],
        "empty": {"title": "还没有登记标准", "text": "标准由省级人民政府规定。由审批人照文件登记后，才能计算经济状况。", "icon": "coin"},
    }  # fmt: skip
    return render(request, "legalaid/standards.html", context, status=422 if form.errors else 200)


def _kept(actor: Actor, form: StandardForm) -> bool:
    """Whether it was stored; a second one of the same day is refused at its field."""
    county = territories.county_of(actor.territory)
    try:
        with transaction.atomic():
            made = EconomicStandard.objects.create(territory=county, made_by_id=actor.staff_id, made_at=timezone.now(), **form.values())
            new = {"from_on": made.valid_from.isoformat(), "source": made.source_doc}
            record(actor, "aid.standard", f"每人每月{made.amount_fen / 100:,.2f}元", now=timezone.now(), territory=county, new=new)
    except IntegrityError:
        form.add_error("valid_from", "这一天施行的标准已经登记过。请核对日期。")
        return False
    return True


def _standard_row(each: EconomicStandard) -> Row:
    said = (
        each.valid_from.isoformat(), each.valid_to.isoformat() if each.valid_to else "", dict(codes.STANDARD_BASES)[each.basis], f"{each.amount_fen / 100:,.2f}",
        dict(codes.COMPARATORS)[each.comparator], str(each.window_months), each.asset_rule, each.source_doc,
    )  # fmt: skip
    return Row(tuple(Cell(word, num=number == 3) for number, word in enumerate(said)))
