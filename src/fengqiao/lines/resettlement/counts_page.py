"""安置帮教统计: the half-year's figures with their formulas, and the month's list of those not linked yet.

Figures go upward; the list stays between bureau and justice offices and names nobody: the file number is enough there.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.daycount.months import days_in_month
from fengqiao.desk.access import staff_only
from fengqiao.documents import render_pdf
from fengqiao.lines.resettlement import indicators
from fengqiao.lines.resettlement.indicators import Span
from fengqiao.lines.resettlement.papers.reports import HALF_YEAR, NOT_LINKED_LIST, half_year_values, not_linked_values
from fengqiao.lines.resettlement.permissions import MAY_COUNT
from fengqiao.lines.resettlement.procedure import RESETTLEMENT
from fengqiao.matter import calendars
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

FIRST_YEAR = 2013
HALVES = (("1", "上半年"), ("2", "下半年"), ("0", "全年"))


def span_of(actor: Actor, year: int, half: str, today: date) -> Span:
    """The half-year or year, no further than today."""
    first, last = {"1": ((1, 1), (6, 30)), "2": ((7, 1), (12, 31))}.get(half, ((1, 1), (12, 31)))
    kept = calendars.parameters(RESETTLEMENT, actor.territory)
    return Span(actor.low, actor.high, date(year, *first), min(date(year, *last), today), int(kept["link_days"]) or 30)


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
    return actor


@staff_only
def counts(request: HttpRequest) -> HttpResponse:
    """The figures, each with what it counts."""
    actor, today = _open_to(request), timezone.localdate()
    year, half = _asked(request, today)
    span = span_of(actor, year, half, today)
    rows = [
        Row((Cell(each.indicator.label), Cell(each.words, num=True), Cell(each.indicator.formula, muted=True)))
        for each in indicators.values(indicators.INDICATORS, span)
    ]
    context = {
        "columns": [Column("指标"), Column("数", num=True), Column("怎样算")], "rows": rows, "span": span, "year": year, "half": half,
        "years": range(today.year, max(FIRST_YEAR, today.year - 9) - 1, -1), "halves": HALVES, "office": actor.office_name,
        "waiting": indicators.not_linked(span_of(actor, today.year, "0", today)).count(), "source": indicators.PRACTICE,
        "places": [{"label": "安置帮教", "url": reverse("register", args=["resettlement"])}, {"label": "统计"}],
    }  # fmt: skip
    return render_page(request, "resettlement/counts.html", context)


@staff_only
def counts_paper(request: HttpRequest, kind: str) -> HttpResponse:
    """半年报、年报, or the month's list of those not linked, as a paper."""
    actor, today = _open_to(request), timezone.localdate()
    if kind == "half-year":
        year, half = _asked(request, today)
        span = span_of(actor, year, half, today)
        body = render_pdf(
            HALF_YEAR, half_year_values(actor, span, f"{year}年{dict(HALVES)[half]}", today), demo=_is_demo()
        )
    elif kind == "not-linked":
        span = span_of(actor, today.year, "0", today)
        body = render_pdf(NOT_LINKED_LIST, not_linked_values(actor, span, today), demo=_is_demo())
    else:
        raise NotVisible
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}-{today.isoformat()}.pdf"'
    return response


def _is_demo() -> bool:
    from django.conf import settings

    return bool(settings.DEMO)


def month_end(today: date) -> date:
    """The last day of the month: when the list goes upward."""
    return today.replace(day=days_in_month(today.year, today.month))
