"""报送负担: what the year's requests cost, for each section that asks and each unit that answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.burden import codes
from fengqiao.lines.burden.asking import hours
from fengqiao.lines.burden.models import FigureAnswer, FigureRequest
from fengqiao.lines.burden.permissions import METER
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

MOST, MOST_SENT = 60, 1_000
SECTIONS = [Column("要数的科室"), Column("报送要求", num=True), Column("其中经常性", num=True), Column("已要份数", num=True), Column("已花工时", num=True)]
UNITS = [Column("填报单位"), Column("份数", num=True), Column("按时", num=True), Column("工时", num=True)]
REQUESTS = [Column("报送要求"), Column("性质"), Column("频次"), Column("到哪天为止"), Column("单位", num=True), Column("预计工时", num=True)]


@staff_only
def meter(request: HttpRequest) -> HttpResponse:
    """This year's, or that of ``?year=``."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(METER):
        raise Refused.because("permission", actor.lacks(METER))
    today = timezone.localdate()
    given = request.GET.get("year", "")
    year = int(given) if given.isdigit() and 2000 <= int(given) <= today.year + 1 else today.year
    answers = FigureAnswer.objects.filter(territory__range=(actor.low, actor.high), to_on__year=year).exclude(result=codes.EXCUSED)
    sent = list(_sent(actor, year))
    spent = answers.aggregate(n=Count("pk"), minutes=Sum("minutes"), on_time=Count("pk", filter=Q(result=codes.FILLED)))
    context = {
        "year": year, "years": range(today.year, today.year - 3, -1), "numbers": _numbers(spent, sent), "sections": _sections(answers, sent), "section_columns": SECTIONS,
        "units": _units(answers), "unit_columns": UNITS, "requests": _requests(sent), "request_columns": REQUESTS,
        "places": [{"label": "数据报送要求", "url": reverse("register", args=["figure_requests"])}, {"label": "报送负担"}],
    }  # fmt: skip
    return render_page(request, "burden/meter.html", context)


def _sent(actor: Actor, year: int) -> QuerySet[FigureRequest]:
    """The requests that asked something of the year, what costs most first."""
    inside = FigureRequest.objects.filter(territory__range=(actor.low, actor.high), released_on__isnull=False)
    found = inside.filter(released_on__lte=date(year, 12, 31), to_on__gte=date(year, 1, 1))
    return found.select_related("office").order_by("-minutes", "-released_on")[:MOST_SENT]


def _numbers(spent: Mapping[str, Any], sent: Sequence[FigureRequest]) -> list[dict[str, Any]]:
    forms = sum(1 for each in sent if each.frequency != codes.ONCE)
    return [
        {"label": "填报份数", "value": spent["n"], "unit": "份", "note": f"按时{spent['on_time']}份" if spent["n"] else ""},
        {"label": "已花工时", "value": hours(spent["minutes"] or 0)},
        {"label": "报送要求", "value": len(sent), "unit": "件", "note": f"其中经常性报表{forms}张" if sent else ""},
    ]


def _sections(answers: QuerySet[FigureAnswer], sent: Sequence[FigureRequest]) -> list[Row]:
    """By the office that asked; the minutes are those of what its units were asked this year."""
    spent = {pk: (n, minutes) for pk, n, minutes in answers.values_list("request_id").annotate(n=Count("pk"), minutes=Sum("minutes")).order_by()}
    found: dict[str, list[int]] = {}
    for each in sent:
        n, minutes = spent.get(each.pk, (0, 0))
        mine = found.setdefault(each.office.short_name, [0, 0, 0, 0])
        for place, more in enumerate((1, int(each.frequency != codes.ONCE), n, minutes)):
            mine[place] += more
    return [
        Row((Cell(name), Cell(requests, num=True), Cell(forms, num=True), Cell(n, num=True), Cell(hours(minutes), num=True)))
        for name, (requests, forms, n, minutes) in sorted(found.items(), key=lambda each: -each[1][3])
    ]


def _units(answers: QuerySet[FigureAnswer]) -> list[Row]:
    found = answers.values_list("office__short_name").annotate(n=Count("pk"), on_time=Count("pk", filter=Q(result=codes.FILLED)), minutes=Sum("minutes"))
    return [
        Row((Cell(name), Cell(n, num=True), Cell(on_time, num=True), Cell(hours(minutes), num=True)))
        for name, n, on_time, minutes in found.order_by("-minutes", "office__territory")[:MOST]
    ]


def _requests(sent: Sequence[FigureRequest]) -> list[Row]:
    return [
        Row(
            (Cell(each.title), Cell(each.survey_word), Cell(each.frequency_word), Cell(each.end_on.isoformat() if each.end_on else ""),
             Cell(each.units_count, num=True), Cell(each.hours_word, num=True)), reverse("matter", args=[each.code]), each.code,
        )
        for each in sent[:MOST]
    ]  # fmt: skip
