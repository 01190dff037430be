"""法律援助案件统计: the month's or year's figures, each with how it is reckoned. No name stands here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.aidcases.indicators import INDICATORS, Span
from fengqiao.lines.aidcases.permissions import MAY_COUNT
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

FIRST_YEAR = 2022
COLUMNS = (Column("指标"), Column("数"), Column("怎样算"))


def _asked(request: HttpRequest, today: date) -> tuple[int, int]:
    """Year and month; month 0 is the whole year."""
    year, month = request.GET.get("year", ""), request.GET.get("month", "")
    found = int(year) if year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= today.year else today.year
    return found, int(month) if month.isascii() and month.isdigit() and 0 <= int(month) <= 12 else 0


def span_of(actor: Actor, year: int, month: int, today: date) -> Span:
    """The month or the year, no further than today."""
    first, last = (date(year, month, 1), date(year, month, monthrange(year, month)[1])) if month else (date(year, 1, 1), date(year, 12, 31))
    return Span(actor.low, actor.high, first, min(last, today))


@staff_only
def figures(request: HttpRequest) -> HttpResponse:
    """The figures."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_COUNT):
        raise Refused.because("permission", actor.lacks(MAY_COUNT))
    today = timezone.localdate()
    year, month = _asked(request, today)
    span = span_of(actor, year, month, today)
    rows = [Row((Cell(f"{each.label}{f'（{each.code}）' if each.code else ''}"), Cell(each.words(span)), Cell(each.formula, muted=True))) for each in INDICATORS]
    context = {
        "columns": COLUMNS, "rows": rows, "span": span, "year": year, "month": month, "years": range(today.year, FIRST_YEAR - 1, -1), "months": range(1, 13),
        "office": actor.office_name, "places": [{"label": "法律援助案件", "url": reverse("register", args=["aidcases"])}, {"label": "统计"}],
    }  # fmt: skip
    return render_page(request, "aidcases/figures.html", context)
