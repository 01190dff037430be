"""The operator's own pages: the queue with 领取下一件, and what a caller asked before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.lines.legalservice import codes, history, queueing
from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.lines.legalservice.permissions import ANSWER, RECEIVE, SEE
from fengqiao.lines.legalservice.procedure import SERVICE_REQUEST
from fengqiao.matter.refusals import Refused
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

SHOWN = 30
QUEUE_COLUMNS = [Column("诉求"), Column("等了"), Column("渠道"), Column("时限"), Column("提示"), Column("分", num=True)]
MINE_COLUMNS = [Column("诉求"), Column("阶段"), Column("约定回拨"), Column("时限")]
PAST_COLUMNS = [Column("诉求"), Column("来时"), Column("渠道"), Column("阶段"), Column("办结"), Column("评价")]


def actor_with(request: HttpRequest, permission: Permission = SEE) -> Actor:
    """Who asks. Raises Refused without the permission."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(permission):
        raise Refused.because("permission", actor.lacks(permission))
    return actor


@staff_only
def queue(request: HttpRequest) -> HttpResponse:
    """接听台: what waits, the next first; what one has in hand; today's numbers."""
    actor, now = actor_with(request), timezone.now()
    rows = list(queueing.waiting(actor, now)[:SHOWN])
    context = {
        "numbers": _numbers(actor, now), "waiting": [_waiting_row(row, actor, now) for row in rows], "queue_columns": QUEUE_COLUMNS,
        "mine": [_mine_row(row, actor, now) for row in queueing.mine(actor)], "mine_columns": MINE_COLUMNS, "may_answer": actor.holds(ANSWER),
        "may_receive": actor.holds(RECEIVE), "places": [{"label": "接听台"}],
        "nothing": {"title": "没有等着的", "text": "新来的诉求会排在这里；来电来访的，点“接听登记”。", "icon": "check"},
        "free": {"title": "手上没有", "text": "领取下一件，或者接听登记。", "icon": "check"},
    }  # fmt: skip
    return render(request, "legalservice/queue.html", context)


def _numbers(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    today = timezone.localdate(now)
    rows = ServiceRequest.objects.filter(visible(actor))
    free = Q(stage="queued") | Q(stage="working", taken_until__lt=now)
    found = queueing.timed(rows.filter(closed=False)).aggregate(
        waiting=Count("pk", filter=free), late=Count("pk", filter=free & Q(answer_by__lt=now)),
        callbacks=Count("pk", filter=Q(stage="callback", callback_at__date__lte=today)), bad=Count("pk", filter=Q(stage="revisit")),
    )  # fmt: skip
    register = reverse("register", args=["legalservice"])
    return [
        {"label": "等着的", "value": found["waiting"], "unit": "件", "url": f"{register}?stage=queued"},
        {"label": "过了本局时限", "value": found["late"], "unit": "件", "state": "soon" if found["late"] else ""},
        {"label": "今天要回拨", "value": found["callbacks"], "unit": "件", "url": f"{register}?stage=callback"},
        {"label": "不满意待回访", "value": found["bad"], "unit": "件", "url": f"{register}?stage=revisit"},
        {"label": "今天已答复", "value": rows.filter(answered_on=today).count(), "unit": "件"},
    ]  # fmt: skip


def _waiting_row(row: ServiceRequest, actor: Actor, now: datetime) -> Row:
    hints = "、".join(filter(None, (row.risk_words, "特殊群体" if row.vulnerable else "", "重开" if row.reopened else "", "领了没有动" if row.stage == "working" else "", "退回过" if row.transfers else "")))
    cells = (
        Cell(row.title_for(actor.staff_id)), Cell(waited(now - row.arrived_at)), Cell(row.channel_word), Cell(_due(row, now)),
        Cell(hints), Cell(round(row.priority), num=True),  # type: ignore[attr-defined]
    )  # fmt: skip
    return Row(cells, reverse("matter", args=[row.code]), row.code)


def _mine_row(row: ServiceRequest, actor: Actor, now: datetime) -> Row:
    at = timezone.localtime(row.callback_at) if row.callback_at and row.stage == "callback" else None
    cells = (
        Cell(row.title_for(actor.staff_id)), Cell(SERVICE_REQUEST.stage(row.stage).label), Cell(f"{at:%m-%d %H:%M}" if at else ""), Cell(_due(row, now)),
    )  # fmt: skip
    return Row(cells, reverse("matter", args=[row.code]), row.code)


def waited(span: Any) -> str:
    """12分钟, 3小时, 2天."""
    minutes = max(0, int(span.total_seconds() // 60))
    return f"{minutes}分钟" if minutes < 60 else f"{minutes // 60}小时" if minutes < 48 * 60 else f"{minutes // 1440}天"


def _due(row: ServiceRequest, now: datetime) -> str:
    by = getattr(row, "answer_by", row.latest_at)
    if by is None or row.stage not in ("queued", "working"):
        return ""  # once agreed on or answered, other clocks count
    soon = row.target_at is not None and row.target_at < now
    return f"{timezone.localtime(by):%m-%d %H:%M}前" + ("，已过" if by < now else "，该答了" if soon else "")


@require_POST
@staff_only
def take_next(request: HttpRequest) -> HttpResponse:
    """领取下一件, straight to its answer."""
    actor = actor_with(request, ANSWER)
    found = queueing.take_next(actor, now=timezone.now())
    if found is None:
        messages.info(request, "没有等着的，或者都不在您的专长里。")
        return redirect_to(request, reverse("legalservice-queue"))
    messages.success(request, f"已领取{found.number}，留给您十五分钟。")
    return mark_sent(request, redirect_to(request, reverse("matter", args=[found.code])))


@require_POST
@staff_only
def earlier(request: HttpRequest) -> HttpResponse:
    """What the same telephone asked before: opened on need, and recorded."""
    actor = actor_with(request, RECEIVE)
    found = history.looked_up(actor, request.POST.get("phone", ""), now=timezone.now())
    stages, closures = {stage.code: stage.label for stage in SERVICE_REQUEST.stages}, dict(codes.CLOSURES)
    rows = [
        Row((
            Cell(row.title_for(actor.staff_id)), Cell(f"{timezone.localtime(row.arrived_at):%Y-%m-%d %H:%M}"), Cell(row.channel_word),
            Cell(stages.get(row.stage, "")), Cell(closures.get(row.closure, "")), Cell(row.grade_word),
        ), reverse("matter", args=[row.code]), row.code)
        for row in found
    ]  # fmt: skip
    context = {
        "rows": rows, "columns": PAST_COLUMNS, "places": [{"label": "接听台", "url": reverse("legalservice-queue")}, {"label": "以前来过"}],
        "empty": {"title": "没有找到", "text": "这个号码没有登记过，或者不在您能看的范围。", "icon": "search"},
    }  # fmt: skip
    return render(request, "legalservice/earlier.html", context)
