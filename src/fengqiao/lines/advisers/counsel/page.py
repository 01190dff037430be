"""单位统计: of each contracted unit, how many matters it put, how many were answered in time, what it took up (I-19)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.indicators import folding
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.periods import Period
from fengqiao.lines.advisers.counsel import counting
from fengqiao.lines.advisers.indicators import OF_COUNSEL
from fengqiao.lines.advisers.models import CounselContract, CounselTask
from fengqiao.lines.advisers.permissions import SEE_COUNSEL
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

FIRST_YEAR = 2018
COLUMNS = [
    Column("单位"), Column("律师事务所"), Column("提出", num=True), Column("已出具意见", num=True), Column("按时", num=True), Column("采纳", num=True),
    Column("部分采纳", num=True), Column("不采纳", num=True),
]  # fmt: skip


@staff_only
def counts(request: HttpRequest) -> HttpResponse:
    """A year's matters by unit, units that asked nothing included."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(SEE_COUNSEL):
        raise Refused.because("permission", actor.lacks(SEE_COUNSEL))
    today = timezone.localdate()
    said = request.GET.get("year", "")
    year = int(said) if said.isascii() and said.isdigit() and FIRST_YEAR <= int(said) <= today.year else today.year
    folding.fold_little()
    told = figures(OF_COUNSEL, Asked(actor.low, actor.high, Period(date(year, 1, 1), date(year, 12, 31)).until(today)))
    found = counting.of_units(_contracts(actor, year), _tasks(actor, year))
    rows = [
        Row((
            Cell(each.unit), Cell(each.firm, muted=True), Cell(each.asked, num=True), Cell(each.opined, num=True), Cell(each.on_time, num=True), Cell(each.adopted, num=True),
            Cell(each.partly, num=True), Cell(each.refused, num=True),
        ))
        for each in found
    ]  # fmt: skip
    context = {
        "columns": COLUMNS, "rows": rows, "figures": told, "year": year, "years": range(today.year, max(FIRST_YEAR, today.year - 9) - 1, -1),
        "office": actor.office_name, "places": [{"label": "顾问事项", "url": reverse("register", args=["counsel_tasks"])}, {"label": "单位统计"}],
    }  # fmt: skip
    return render_page(request, "advisers/counsel_counts.html", context)


def _seen(actor: Actor, line: str) -> Any:
    return Matter.objects.visible_to(actor).filter(line=line).values("pk")


def _contracts(actor: Actor, year: int) -> Any:
    return CounselContract.objects.filter(
        pk__in=_seen(actor, "counsel_contracts"), term_from_on__lte=date(year, 12, 31), term_to_on__gte=date(year, 1, 1)
    ).order_by("pk")


def _tasks(actor: Actor, year: int) -> Any:
    """The year's matters by the day they were accepted, or put where they were not yet."""
    kept = DeadlineRow.objects.filter(matter_id=OuterRef("pk"), rule="opinion", state="met")
    rows = CounselTask.objects.filter(pk__in=_seen(actor, "counsel_tasks"), opened_on__year=year)
    return rows.annotate(kept=Exists(kept)).order_by("pk")
