"""The list of mediators: who is in which state, with this year's hours of training."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.mediation.codes import SEXES
from fengqiao.lines.mediation.committees import codes
from fengqiao.lines.mediation.committees.committee_list import SOON_DAYS, visible_committees
from fengqiao.lines.mediation.committees.permissions import MAY_KEEP_ROSTER
from fengqiao.lines.mediation.committees.procedure import COMMITTEE
from fengqiao.lines.mediation.listing import Filters, of_office, offices_of, paged
from fengqiao.lines.mediation.models import MediationCase, Mediator, MediatorRecord
from fengqiao.matter.calendars import parameters
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

SHORT, LAPSED, ENDING = "short", "lapsed", "ending"
MEDIATOR_WRONG = ((SHORT, "本年学时不足"), (ENDING, "聘期90天内届满"), (LAPSED, "已届满，仍有在办案件"))


def visible_mediators(actor: Actor) -> QuerySet[Mediator]:
    """Everybody on the rosters of visible committees, those who have left included."""
    return Mediator.objects.filter(matter_id__in=visible_committees(actor).values("pk"))


def training_need(actor: Actor) -> int:
    """The hours of training a year the county asks for (本局要求); 0 asks for none."""
    return int(parameters(COMMITTEE, actor.territory)["training_hours"])


def hours_by_mediator(rows: list[Mediator], year: int) -> dict[tuple[Any, int], int]:
    """Training hours of a year by matter and number."""
    found = (
        MediatorRecord.objects.filter(kind=codes.TRAINING, on__year=year, matter_id__in={m.matter_id for m in rows})
        .values_list("matter_id", "mediator_n")
        .annotate(hours=Sum("hours"))
    )
    return {(matter_id, n): hours or 0 for matter_id, n, hours in found}


def filtered_mediators(request: HttpRequest, today: date) -> tuple[QuerySet[Mediator], Filters]:
    """The mediators that the address asks for."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = Filters(
        request.GET,
        {
            "office": ("司法所", offices_of(actor)), "time": ("专兼职", (("full", "专职"), ("part", "兼职"))), "post": ("职务", codes.POSTS),
            "state": ("状态", codes.STATES), "wrong": ("要注意的", MEDIATOR_WRONG),
        },
    )  # fmt: skip
    chosen, found = form.chosen(), visible_mediators(actor)
    if "office" in chosen:
        found = of_office(found, chosen["office"])
    if "time" in chosen:
        found = found.filter(full_time=chosen["time"] == "full")
    if "post" in chosen:
        found = found.filter(post=chosen["post"])
    found = found.filter(_in_state(chosen["state"], today)) if "state" in chosen else found.filter(left_on=None)
    if "wrong" in chosen:
        found = _attention(found, chosen["wrong"], today, training_need(actor))
    name = request.GET.get("name", "").strip()
    if name:
        found = found.filter(name__contains=name[:40])
    return found.order_by("territory", "n").select_related("office"), form


def _in_state(state: str, today: date) -> Q:
    over = Q(to_on__lt=today, state__in=(codes.IN_OFFICE, codes.PAUSED))
    if state == codes.EXPIRED:
        return over | Q(state=codes.EXPIRED)
    return Q(state=state) & ~over


def _attention(found: QuerySet[Mediator], wrong: str, today: date, need: int) -> QuerySet[Mediator]:
    if wrong == ENDING:
        return found.filter(left_on=None, to_on__gte=today, to_on__lte=today + timedelta(days=SOON_DAYS))
    if wrong == LAPSED:
        running = MediationCase.objects.filter(closed=False, handler_id=OuterRef("staff_id"))
        return found.filter(Exists(running), to_on__lt=today, left_on=None)
    trained = MediatorRecord.objects.filter(
        matter_id=OuterRef("matter_id"), mediator_n=OuterRef("n"), kind=codes.TRAINING, on__year=today.year
    )
    enough = trained.values("matter_id").annotate(sum=Sum("hours")).filter(sum__gte=need)
    return found.filter(~Exists(enough), state=codes.IN_OFFICE, left_on=None)


@staff_only
def mediators(request: HttpRequest) -> HttpResponse:
    """All mediators within reach, with this year's training hours."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    found, form = filtered_mediators(request, today)
    shown, pager = paged(request, found)
    hours, need = hours_by_mediator(shown, today.year), training_need(actor)
    context = {
        "columns": MEDIATOR_COLUMNS, "rows": [mediator_row(m, hours.get((m.matter_id, m.n), 0), need, today) for m in shown],
        "form": form, "chips": form.chips(request), "query": request.GET.urlencode(), "export_url": f"{reverse('mediators-export')}?{request.GET.urlencode()}", "name": request.GET.get("name", ""), **pager,
        "may_run": actor.holds(MAY_KEEP_ROSTER), "need": need, "year": today.year,
        "empty": {"title": "没有这样的调解员", "text": "换一个条件再找；调解员随调委会的名单登记。", "icon": "users"},
        "places": [{"label": "调委会", "url": reverse("committees")}, {"label": "调解员"}],
    }  # fmt: skip
    return render_page(request, "mediation/committees/mediators.html", context, fragment="table")


MEDIATOR_COLUMNS = [
    Column("姓名"), Column("调委会"), Column("职务"), Column("性别"), Column("专兼职"), Column("等级"), Column("擅长"), Column("状态"),
    Column("任期或聘期止"), Column("本年学时", num=True),
]  # fmt: skip


def mediator_row(m: Mediator, hours: int, need: int, today: date) -> Row:
    """One mediator; the value names the person for the training page."""
    short = f"{hours}（差{need - hours}）" if need and hours < need and m.left_on is None else str(hours)
    ends = m.left_on or m.to_on
    cells = (
        Cell(m.name), Cell(m.office.short_name), Cell(m.post), Cell(dict(SEXES).get(m.sex, "")), Cell("专职" if m.full_time else "兼职"),
        Cell(m.grade), Cell(m.expertise), Cell(m.state_on(today)), Cell(ends.isoformat() if ends else ""), Cell(short),
    )  # fmt: skip
    return Row(cells, reverse("mediator", args=[m.matter_id.hex, m.n]), f"{m.matter_id.hex}.{m.n}")
