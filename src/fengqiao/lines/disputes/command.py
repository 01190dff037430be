"""协同指挥: what is stuck in one's reach, who has it, which orders are called for, and where matters end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.disputes import codes, watching
from fengqiao.lines.disputes.merged import survivors
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.permissions import MAY_SEE, MAY_SUPERVISE
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

SHOWN, FIRST = 30, 6
MATTER, TIGHT, LIGHT = "desk/cell_matter.html", "desk/cell_tight.html", "disputes/cell_light.html"


@staff_only
def command(request: HttpRequest) -> HttpResponse:
    """The page of the duty officer, the leader and every head, each with their own reach."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_SEE):
        raise Refused.because("permission", actor.lacks(MAY_SEE))
    today = timezone.localdate()
    found = watching.stuck(watching.open_disputes(actor), today)
    may_push = actor.holds(MAY_SUPERVISE)
    context = {
        "numbers": _numbers(found), "groups": _groups(found, actor), "today": today,
        "proposals": [_proposed(each, actor, may_push) for each in watching.proposals(found)[:SHOWN]], "may_push": may_push,
        "units": [_unit(each) for each in watching.units(found)], "unit_columns": UNIT_COLUMNS,
        "levels": _levels(actor, today), "places": [{"label": "协同指挥"}],
    }  # fmt: skip
    return render(request, "disputes/command.html", context)


def _list(**filters: str) -> str:
    return f"{reverse('register', args=['disputes'])}?{urlencode(filters)}"


def _numbers(found: Sequence[watching.Stuck]) -> list[dict[str, Any]]:
    open_ = [each.dispute for each in found]
    late = [each for each in found if each.where in (watching.ACCEPTING, watching.HANDLING)]
    red = [each for each in open_ if each.risk == codes.RED]
    return [
        {"label": "待研判", "value": sum(1 for d in open_ if d.stage == "sorting"), "unit": "件", "url": _list(stage="sorting")},
        {"label": "待签收", "value": sum(1 for d in open_ if d.stage == "sent"), "unit": "件", "url": _list(stage="sent")},
        {"label": "办理中", "value": sum(1 for d in open_ if d.stage == "handling"), "unit": "件", "url": _list(stage="handling")},
        {"label": "过了本局时限", "value": len(late), "unit": "件", "url": "#late", "state": "soon" if late else ""},
        {"label": "红色风险", "value": len(red), "unit": "件", "url": _list(risk=codes.RED)},
        {"label": "督办中", "value": sum(1 for each in found if each.order is not None), "unit": "件", "url": "#orders"},
    ]


GROUPS: tuple[tuple[str, str, str, Any], ...] = (
    ("red", "红、橙色，还没有单位签收", "没有红、橙色事项在等。",
     lambda s: s.dispute.risk in (codes.RED, codes.ORANGE) and s.dispute.stage in ("sorting", "sent")),
    ("returned", "退回两次，等领导指定", "没有退回两次的事项。", lambda s: s.dispute.returns >= 2 and s.dispute.stage == "sorting"),
    ("waiting", "过期没有签收", "没有过期未签收的事项。", lambda s: s.where == watching.ACCEPTING),
    ("late", "过了办结时限", "没有超过办结时限的事项。", lambda s: s.where == watching.HANDLING),
    ("orders", "督办中", "没有督办单。", lambda s: s.order is not None),
)  # fmt: skip
COLUMNS = (Column("事项"), Column("风险"), Column("承办单位"), Column("情况"), Column("首次来件"))


def _groups(found: Sequence[watching.Stuck], actor: Actor) -> list[dict[str, Any]]:
    """The groups of what is stuck, each with its rows; a group without any says so in one line."""
    made = []
    for code, label, none, belongs in GROUPS:
        rows = sorted((each for each in found if belongs(each)), key=lambda each: -each.days_late)
        made.append({
            "code": code, "label": label, "none": none, "count": len(rows), "columns": COLUMNS,
            "first": [_row(each, actor) for each in rows[:FIRST]], "rest": [_row(each, actor) for each in rows[FIRST:SHOWN]],
        })  # fmt: skip
    return made


def _row(each: watching.Stuck, actor: Actor) -> Row:
    dispute = each.dispute
    url = reverse("matter", args=[dispute.code])
    state = f"{each.label}已过{each.days_late}日" if each.where else f"退回{dispute.returns}次" if dispute.returns else ""
    if each.order is not None:
        word = dict(codes.ORDER_LEVELS)[each.order.level]
        state = "，".join(filter(None, (f"{word}（{each.order.state}）", state)))
    cells = (
        Cell(dispute.title_for(actor.staff_id), template=MATTER, data={"number": dispute.number, "url": url}),
        Cell(dispute.risk_word, template=LIGHT, data={"light": dispute.risk}), Cell(dispute.office.short_name), Cell(state),
        Cell(dispute.first_report_on.isoformat(), template=TIGHT),
    )  # fmt: skip
    return Row(cells, url)


def _proposed(each: watching.Proposed, actor: Actor, may_push: bool) -> dict[str, Any]:
    dispute = each.stuck.dispute
    asked = urlencode({"ground": each.ground, "order_level": each.level})
    return {
        "title": dispute.title_for(actor.staff_id), "number": dispute.number, "unit": dispute.office.short_name, "why": each.why,
        "level": dict(codes.ORDER_LEVELS)[each.level], "url": reverse("matter", args=[dispute.code]),
        "do_url": f"{reverse('act', args=[dispute.code, 'supervise'])}?{asked}" if may_push else "",
    }  # fmt: skip


UNIT_COLUMNS = (
    Column("单位"), Column("灯"), Column("在办", num=True), Column("待签收", num=True), Column("超期", num=True),
    Column("退回", num=True), Column("督办", num=True), Column("原因"),
)  # fmt: skip
LIGHT_WORDS = {codes.RED: "红", codes.YELLOW: "黄", "green": "绿"}


def _unit(unit: watching.Unit) -> Row:
    cells = (
        Cell(unit.name), Cell(LIGHT_WORDS[unit.light], template=LIGHT, data={"light": unit.light}), Cell(unit.in_hand),
        Cell(unit.waiting), Cell(unit.late), Cell(unit.returned), Cell(unit.ordered), Cell(unit.why),
    )  # fmt: skip
    return Row(cells)


def _levels(actor: Actor, today: date) -> dict[str, Any]:
    """小事不出村、大事不出镇、矛盾不上交: where this year's matters were resolved, and how often the same came again."""
    first = date(today.year, 1, 1)
    visible = Matter.objects.visible_to(actor).filter(line="disputes").values("pk")
    resolved = Dispute.objects.filter(pk__in=visible, outcome__in=codes.RESOLVED, outcome_on__gte=first, merged_into=None)
    counts = dict(resolved.values_list("resolved_level").annotate(n=Count("pk")).order_by())
    total = sum(counts.values())
    linked, matters = _linked(actor, first)
    again = linked - matters
    return {
        "year": today.year, "total": total,
        "rows": [
            {"label": f"在{label}化解", "count": counts.get(code, 0), "share": _share(counts.get(code, 0), total)} for code, label in codes.LEVELS
        ],
        "again": {"count": again, "of": linked, "share": _share(again, linked)},
    }  # fmt: skip


def _linked(actor: Actor, first: date) -> tuple[int, int]:
    """How many reports since ``first`` belong to a matter, and to how many: matters that were merged are one."""
    seen = Matter.objects.visible_to(actor).filter(line="reports").values("pk")
    reports = Report.objects.filter(pk__in=seen, opened_on__gte=first, dispute_id__isnull=False)
    merged = set(Dispute.objects.filter(merged_into__isnull=False, pk__in=reports.values("dispute_id")).values_list("pk", flat=True))
    roots = set(survivors(merged).values()) if merged else set()
    own = set(reports.filter(dispute_id__in=roots).values_list("dispute_id", flat=True)) if roots else set()
    counted = reports.aggregate(linked=Count("pk"), matters=Count("dispute_id", distinct=True))
    return counted["linked"], counted["matters"] - len(merged) + len(roots - own)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "—"
