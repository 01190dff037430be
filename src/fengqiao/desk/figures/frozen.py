"""Frozen figures on the screen: what they were, what they are now and why; and the cases that came and went since."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fengqiao.desk.access import staff_only
from fengqiao.desk.figures import asked as questions
from fengqiao.desk.figures.pages import MATTERS
from fengqiao.desk.rows import row_of
from fengqiao.indicators import folding
from fengqiao.indicators.freezing import OFFICE, Drift, drift, is_whole, rows_of
from fengqiao.indicators.models import Snapshot
from fengqiao.indicators.registry import sets_for
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = (Column("指标"), Column("冻结的数", num=True), Column("现在", num=True), Column("变动"))
MOST = 200  # cases that came or went, on one page


def group_for(snapshot: Snapshot, actor: Actor, wanted: str) -> int:
    """Which part of it the person reads: all of it (0), or one office's. Raises NotVisible where it has none for them."""
    offices = set(snapshot.rows.exclude(group=0).values_list("group", flat=True).distinct())
    own = actor.low // OFFICE * OFFICE
    if _sees_all(snapshot, actor):
        return int(wanted) if wanted.isdigit() and int(wanted) in offices else 0
    if own in offices and actor.low == own and actor.high == own + OFFICE - 1:
        return own
    raise NotVisible


def _sees_all(snapshot: Snapshot, actor: Actor) -> bool:
    low, high = snapshot.reach
    return actor.low <= low and high <= actor.high


def _snapshot(pk: UUID) -> Snapshot:
    found = Snapshot.objects.select_related("taken_by").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


@staff_only
def frozen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All figures of a snapshot, line by line, with what has become of them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    snapshot = _snapshot(pk)
    group = group_for(snapshot, actor, request.GET.get("office", ""))
    folding.fold_little()
    codes = list(dict.fromkeys(snapshot.rows.filter(group=group).order_by("pk").values_list("set_code", flat=True)))
    mine = [each for each in sets_for(actor) if each.code in codes]
    if not mine:
        raise NotVisible
    chosen = next((each for each in mine if each.code == request.GET.get("line")), mine[0])
    office = f"&office={group}" if group else ""
    whole = is_whole(snapshot) if request.GET.get("check") == "1" and _sees_all(snapshot, actor) else None
    here = reverse("frozen", args=[pk])
    rows = rows_of(snapshot, group, chosen.code)
    changed = {each.indicator.code: each for each in drift(snapshot, group, rows)}
    context = {
        "snapshot": snapshot, "columns": COLUMNS, "changed": len(changed), "set": chosen, "whole": whole, "check_url": f"{here}?check=1" if whole is None and _sees_all(snapshot, actor) else "", "of": _name_of(snapshot, group),
        "rows": [_row(row.label, row.words, changed.get(row.code), f"{reverse('frozen-moves', args=[pk, chosen.code, row.code])}?{office[1:]}") for row in rows],
        "tabs": [{"label": each.label, "url": f"{here}?line={each.code}{office}", "current": each is chosen} for each in mine],
        "places": [{"label": "统计", "url": reverse("figures")}, {"label": snapshot.label}],
        "matter_url": _matter_url(snapshot, actor),
    }  # fmt: skip
    return render_page(request, "desk/frozen.html", context)


def _name_of(snapshot: Snapshot, group: int) -> str:
    if not group:
        return snapshot.office_name
    office = Office.objects.filter(territory=group).first()
    return office.name if office is not None else ""


def _matter_url(snapshot: Snapshot, actor: Actor) -> str:
    found = Matter.objects.visible_to(actor).filter(pk=snapshot.matter_id).first() if snapshot.matter_id else None
    return reverse("matter", args=[found.code]) if found is not None else ""


def _row(label: str, words: str, changed: Drift | None, url: str) -> Row:
    if changed is None:
        return Row((Cell(label), Cell(words, num=True), Cell(words, num=True, muted=True), Cell("没有变动", muted=True)))
    opens = bool(changed.came or changed.went)
    said = f"{changed.words}（{changed.why}）"
    last = Cell(said, template="desk/cell_drift.html", data={"url": url}) if opens else Cell(said)
    return Row((Cell(label), Cell(words, num=True), Cell(changed.now.words, num=True), last))


@staff_only
def moves(request: HttpRequest, pk: UUID, line: str, code: str) -> HttpResponse:
    """The cases that came into one frozen figure and those that went out of it, as far as the reader may see them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    snapshot = _snapshot(pk)
    group = group_for(snapshot, actor, request.GET.get("office", ""))
    indicator = questions.indicator_of(questions.set_of(actor, line), code)
    folding.fold_little()
    found = next((each for each in drift(snapshot, group, rows_of(snapshot, group, line)) if each.indicator.code == code), None)
    came, went = (_seen(actor, ids) for ids in ((found.came, found.went) if found is not None else ((), ())))
    sides = [
        {"label": label, "rows": rows, "total": len(ids), "hidden": len(ids) - count, "cut": count > len(rows)}
        for label, (rows, count), ids in (("冻结以后计入的", came, found.came if found else ()), ("冻结以后不再计入的", went, found.went if found else ()))
    ]
    context = {
        "snapshot": snapshot, "indicator": indicator, "found": found, "sides": sides, "columns": MATTERS, "of": _name_of(snapshot, group),
        "places": [{"label": "统计", "url": reverse("figures")}, {"label": snapshot.label, "url": f"{reverse('frozen', args=[pk])}?line={line}"}, {"label": indicator.label}],
    }  # fmt: skip
    return render_page(request, "desk/frozen_moves.html", context)


def _seen(actor: Actor, ids: tuple[UUID, ...]) -> tuple[list[Row], int]:
    seen = Matter.objects.visible_to(actor).filter(pk__in=ids).select_related("office").order_by("-opened_on", "-pk")
    listed = list(seen[:MOST])
    return [row_of(each, actor.staff_id, Cell(each.opened_on.isoformat())) for each in listed], len(listed) if len(listed) < MOST else seen.count()

