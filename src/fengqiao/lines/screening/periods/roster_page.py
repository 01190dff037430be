"""值班安排: the duty roster of one sensitive period, a sheet for the wall."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.screening.periods.procedure import begins_on, ends_on, shifts
from fengqiao.lines.screening.permissions import KEEP_PERIODS
from fengqiao.matter.actions import standing_of
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Staff
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

MOST_DAYS = 120
COLUMNS = [Column("日期"), Column("值班人"), Column("班次"), Column("电话")]
WEEKDAYS = "一二三四五六日"


@staff_only
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """Every day of the period with who is on duty; days without anybody say so."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code)
    if found.line != "sensitive_periods":
        raise NotVisible
    facts, today = standing_of(found).facts, timezone.localdate()
    listed = shifts(facts)
    names = dict(Staff.objects.filter(pk__in={shift.staff_id for shift in listed}).values_list("pk", "name"))
    begins, ends = begins_on(facts), ends_on(facts)
    rows, empty = [], 0
    for n in range(min((ends - begins).days + 1, MOST_DAYS)):
        day = begins + timedelta(days=n)
        here = [shift for shift in listed if shift.day == day]
        word = f"{day.isoformat()} 周{WEEKDAYS[day.weekday()]}" + ("（今天）" if day == today else "")
        if not here:
            empty += 1
            rows.append(Row((Cell(word), Cell("还没有排", muted=True), Cell(""), Cell(""))))
        rows += [Row((Cell(word), Cell(names.get(s.staff_id, "")), Cell(s.shift), Cell(s.phone))) for s in here]
    may = actor.holds(KEEP_PERIODS) and not found.closed
    context = {
        "period": found, "columns": COLUMNS, "rows": rows, "empty_days": empty, "begins": begins, "ends": ends,
        "arrange_url": reverse("act", args=[found.code, "set_roster"]) if may else "",
        "places": [{"label": "敏感时期", "url": reverse("register", args=["sensitive_periods"])},
                   {"label": found.title, "url": reverse("matter", args=[found.code])}, {"label": "值班安排"}],
    }  # fmt: skip
    return render_page(request, "screening/roster.html", context)
