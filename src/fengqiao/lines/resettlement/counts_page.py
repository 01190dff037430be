"""安置帮教统计: the half-year's figures with their formulas, and the month's list of those not linked yet.

Figures go upward; the list stays between bureau and justice offices and names nobody: the file number is enough there.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from fengqiao.daycount.months import days_in_month
from fengqiao.desk.access import staff_only
from fengqiao.documents import render_pdf
from fengqiao.indicators import folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.lines.resettlement.indicators import INDICATORS, PRACTICE
from fengqiao.lines.resettlement.papers.reports import (
    HALF_YEAR,
    NOT_LINKED_LIST,
    half_year_values,
    not_linked_values,
    waiting,
)
from fengqiao.lines.resettlement.permissions import MAY_COUNT
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

FIRST_YEAR = 2013
HALVES = (("1", "上半年"), ("2", "下半年"), ("0", "全年"))


def asked_of(actor: Actor, year: int, half: str, today: date) -> Asked:
    """The half-year or year, no further than today."""
    written = f"{year}-H{half}" if half in ("1", "2") else str(year)
    return Asked(actor.low, actor.high, periods.read(written).until(today))


def _asked(request: HttpRequest, today: date) -> tuple[int, str]:
    year, half = request.GET.get("year", ""), request.GET.get("half", "")
    found = int(year) if year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= today.year else today.year
    usual = "1" if today.month <= 6 else "2"
    half = half if half in dict(HALVES) else usual
    return found, "1" if date(found, 7, 1) > today and half == "2" else half


def _open_to(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_COUNT):
        raise Refused.because("permission", actor.lacks(MAY_COUNT))
    folding.fold_little()
    return actor


@staff_only
def counts(request: HttpRequest) -> HttpResponse:
    """The figures, each with what it counts."""
    actor, today = _open_to(request), timezone.localdate()
    year, half = _asked(request, today)
    asked = asked_of(actor, year, half, today)
    rows = [
        Row((Cell(each.indicator.label, url=_figure(each.indicator.code, asked)), Cell(each.words, num=True), Cell(each.indicator.words, muted=True)))
        for each in figures(INDICATORS, asked)
    ]
    context = {
        "columns": [Column("指标"), Column("数", num=True), Column("怎样算")], "rows": rows, "span": asked.period, "year": year, "half": half,
        "years": range(today.year, max(FIRST_YEAR, today.year - 9) - 1, -1), "halves": HALVES, "office": actor.office_name,
        "waiting": waiting(actor, asked_of(actor, today.year, "0", today)).of_them, "source": PRACTICE,
        "places": [{"label": "安置帮教", "url": reverse("register", args=["resettlement"])}, {"label": "统计"}],
    }  # fmt: skip
    return render_page(request, "resettlement/counts.html", context)


@staff_only
def counts_paper(request: HttpRequest, kind: str) -> HttpResponse:
    """半年报、年报, or the month's list of those not linked, as a paper."""
    actor, today = _open_to(request), timezone.localdate()
    if kind == "half-year":
        year, half = _asked(request, today)
        values = half_year_values(actor, asked_of(actor, year, half, today), f"{year}年{dict(HALVES)[half]}", today, public=request.GET.get("public") == "1")
        body = render_pdf(HALF_YEAR, values, demo=_is_demo())
    elif kind == "not-linked":
        body = render_pdf(NOT_LINKED_LIST, not_linked_values(actor, asked_of(actor, today.year, "0", today), today), demo=_is_demo())
    else:
        raise NotVisible
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}-{today.isoformat()}.pdf"'
    return response


def _figure(code: str, asked: Asked) -> str:
    return f"{reverse('figure', args=['resettlement', code])}?{urlencode({'period': asked.period.written})}"


def _is_demo() -> bool:
    from django.conf import settings

    return bool(settings.DEMO)


def month_end(today: date) -> date:
    """The last day of the month: when the list goes upward."""
    return today.replace(day=days_in_month(today.year, today.month))
