"""排查上报: what one's unit owes, a press away; for those above, how the running rounds stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.indicators import folding
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.periods import Period
from fengqiao.lines.screening import codes
from fengqiao.lines.screening.indicators import SHOWN
from fengqiao.lines.screening.models import ScreeningReport, ScreeningRound
from fengqiao.lines.screening.permissions import FILE, FILE_FOR, SEE_REPORTS, SEE_ROUNDS
from fengqiao.lines.screening.rounds.scope import Tally
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.due import describe_due
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

LATELY = timedelta(days=60)
MOST_OWED, MOST_DONE, MOST_ROUNDS = 20, 10, 20
DONE_COLUMNS = [Column("排查"), Column("上报情况"), Column("上报日期"), Column("线索", num=True)]
ROUND_COLUMNS = [
    Column("排查活动"), Column("截止"), Column("应报", num=True), Column("按时", num=True), Column("迟报", num=True),
    Column("未报", num=True), Column("按时上报率"),
]  # fmt: skip


@staff_only
def mine(request: HttpRequest) -> HttpResponse:
    """The reports of one's own unit, owed and lately filed, and the rounds of one's area."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(SEE_REPORTS):
        raise NotVisible
    today = timezone.localdate()
    files = actor.holds(FILE) or actor.holds(FILE_FOR)
    reports = ScreeningReport.objects.filter(office_id=actor.office_id) if files else ScreeningReport.objects.none()
    owed = list(reports.filter(stage="owed").order_by("deadline_on", "pk")[:MOST_OWED])
    done = reports.filter(filed_on__gte=today - LATELY).order_by("-filed_on", "-pk")[:MOST_DONE]
    rounds = _rounds(actor) if actor.holds(SEE_ROUNDS) else []
    context = {
        "owed": [_owed(report, today) for report in owed], "files": files, "done": [_done(report) for report in done], "done_columns": DONE_COLUMNS,
        "figures": _figures(actor, today) if actor.holds(SEE_ROUNDS) else None, "year": today.year, "rounds": _round_rows(rounds), "round_columns": ROUND_COLUMNS, "sees_rounds": actor.holds(SEE_ROUNDS), "office": actor.office_name,
        "places": [{"label": "排查上报"}],
    }  # fmt: skip
    return render_page(request, "screening/mine.html", context)


def _figures(actor: Actor, today: date) -> dict[str, Any]:
    """This year's figures of one's area (M10, M11); each opens on the pages of figures."""
    folding.fold_little()
    filed, late, zero, *rest, rate = figures(SHOWN, Asked(actor.low, actor.high, Period(today.replace(month=1, day=1), today)))
    said = f"其中迟报{late.words}，零报告{zero.words}"
    numbers = [{"label": each.indicator.label, "value": int(each.number or 0), "unit": each.indicator.unit} for each in (filed, *rest)]
    numbers[0]["note"] = said if filed.of.n else ""
    return {"numbers": numbers, "rate": rate.words, "words": rate.indicator.words, "url": f"{reverse('figures')}?line=screening"}


def _owed(report: ScreeningReport, today: date) -> dict[str, Any]:
    return {
        "title": report.round_title, "due": describe_due(report.deadline_on, today, house=True), "urged": report.urged,
        "days": f"{report.period_from_on.isoformat()}至{report.period_to_on.isoformat()}", "url": reverse("screening-file", args=[report.code]),
    }  # fmt: skip


def _done(report: ScreeningReport) -> Row:
    words = dict(codes.RESULTS)
    cells = (
        Cell(report.round_title),
        Cell(words.get(report.result, "")),
        Cell(report.filed_on.isoformat() if report.filed_on else ""),
        Cell(report.leads_count or "", num=True),
    )
    return Row(cells, reverse("matter", args=[report.code]), report.code)


def _rounds(actor: Actor) -> list[ScreeningRound]:
    """The rounds not archived yet that the actor may see, the next to end first."""
    seen = Matter.objects.visible_to(actor).filter(line="rounds", closed=False).values("pk")
    return list(ScreeningRound.objects.filter(pk__in=seen).order_by("-deadline_on", "pk")[:MOST_ROUNDS])


def _round_rows(rounds: Iterable[ScreeningRound]) -> list[Row]:
    listed = list(rounds)
    owed, filed = ~Q(result=codes.EXCUSED), Q(filed_on__isnull=False)
    counts = ScreeningReport.objects.filter(round_id__in=[r.pk for r in listed]).values("round_id").annotate(
        units=Count("pk", filter=owed), filed=Count("pk", filter=owed & filed), late=Count("pk", filter=Q(late=True)),
    )  # fmt: skip
    by_round: dict[Any, dict[str, Any]] = {row["round_id"]: dict(row) for row in counts}
    return [_round_row(each, by_round.get(each.pk, {})) for each in listed]


def _round_row(each: ScreeningRound, counted: dict[str, Any]) -> Row:
    t = Tally(units=counted.get("units", 0), filed=counted.get("filed", 0), late=counted.get("late", 0))
    cells = (
        Cell(each.title), Cell(each.deadline_on.isoformat()), Cell(t.units, num=True), Cell(t.on_time, num=True), Cell(t.late, num=True),
        Cell(t.missing, num=True), Cell(t.rate),
    )  # fmt: skip
    return Row(cells, reverse("matter", args=[each.code]), each.code)
