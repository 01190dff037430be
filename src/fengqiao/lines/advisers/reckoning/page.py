"""月度履职: one month of one office's (or the county's) advisers, as it counts now and as it was reckoned; what stands vacant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.daycount.months import add_months
from fengqiao.desk.access import staff_only
from fengqiao.indicators import folding
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import Figure, figures
from fengqiao.indicators.periods import Period
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.indicators import MONTHS as OF_MONTH
from fengqiao.lines.advisers.models import Appointment
from fengqiao.lines.advisers.permissions import RECKON
from fengqiao.lines.advisers.reckoning import looking, watches
from fengqiao.lines.advisers.reckoning.credit import hours
from fengqiao.lines.advisers.reckoning.looking import Reckoned
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = [
    Column("服务对象"), Column("队伍"), Column("要求", num=True), Column("计入", num=True), Column("其中线上", num=True), Column("待确认", num=True), Column("说明"),
    Column("结果"),
]  # fmt: skip
MONTHS = 13  # how many months back can be chosen


def month_asked(said: str, today: date) -> date:
    """The first of the month asked for; the month before this one where nothing sensible is said."""
    year, _, month = said.partition("-")
    usual = add_months(today.replace(day=1), -1)
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit() and 1 <= int(month) <= 12 and 2000 <= int(year) <= 9998):
        return usual
    found = date(int(year), int(month), 1)
    return found if found <= today else usual


@staff_only
def months(request: HttpRequest) -> HttpResponse:
    """The month's list, the figure above it, the vacancies below."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(RECKON):
        raise Refused.because("permission", actor.lacks(RECKON))
    today = timezone.localdate()
    first = month_asked(request.GET.get("month", ""), today)
    team = request.GET.get("team", "")
    found = looking.months(list(_in_office(actor, first, team)), first)
    empty = watches.vacancies(Appointment.objects.filter(pk__in=_visible(actor)))
    context = {
        "columns": COLUMNS, "rows": [_row(each, today) for each in found], "figures": _figures(actor, first, today) if not team else (), "month": first, "office": actor.office_name,
        "choices": [add_months(today.replace(day=1), -n) for n in range(MONTHS)], "teams": codes.TEAMS, "team": team,
        "vacancies": [Row((Cell(each.served, url=reverse("matter", args=[each.code])), Cell(each.team_word), Cell(each.ended_on.isoformat()))) for each in empty],
        "vacancy_columns": [Column("服务对象"), Column("队伍"), Column("空缺自")],
        "places": [{"label": "法律顾问", "url": reverse("register", args=["advisers"])}, {"label": "月度履职"}],
    }  # fmt: skip
    return render_page(request, "advisers/months.html", context)


def _figures(actor: Actor, first: date, today: date) -> list[Figure]:
    """The month's figures, of all teams: what was reckoned."""
    folding.fold_little()
    return figures(OF_MONTH, Asked(actor.low, actor.high, Period(first, add_months(first, 1) - timedelta(days=1)).until(today)))


def _visible(actor: Actor) -> Any:
    return Matter.objects.visible_to(actor).filter(line="advisers").values("pk")


def _in_office(actor: Actor, first: date, team: str) -> Any:
    """Those with any day of the month in office, whose place the actor sees."""
    last = add_months(first, 1)
    rows = Appointment.objects.filter(pk__in=_visible(actor), appointed_on__lt=last, term_from_on__lt=last, term_to_on__gte=first)
    if team in dict(codes.TEAMS):
        rows = rows.filter(team=team)
    return rows.order_by("team", "served")


def _row(each: Reckoned, today: date) -> Row:
    """As it counts now; what was reckoned, where it was."""
    month = each.month
    flags = "、".join(word for code, word in codes.FLAGS if code in month.flags)
    said = "；".join(filter(None, (month.short if each.owed else "不足一整月，不考核", flags)))
    return Row((
        Cell(each.appointment.served, url=reverse("matter", args=[each.appointment.code])), Cell(each.appointment.team_word), Cell(hours(month.needed), num=True),
        Cell(hours(month.minutes), num=True), Cell(hours(month.online), num=True), Cell(month.waiting or "", num=True), Cell(said), Cell(_result(each, today)),
    ))  # fmt: skip


def _result(each: Reckoned, today: date) -> str:
    if each.result:
        return dict(codes.RESULTS)[each.result]
    if not each.owed:
        return ""
    return "还没有认定" if add_months(each.month.first, 1) <= today else "本月还没有结束"
