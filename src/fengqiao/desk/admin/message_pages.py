"""通知通道: how mail, SMS and WeChat are reached, and whether they work. The system administrator sees numbers, not messages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.admin.access import administrators
from fengqiao.desk.admin.message_forms import HouseForm, form_for
from fengqiao.matter.refusals import NotVisible
from fengqiao.messages.channels import KEEP_CHANNELS, channel_of, house_of, save_channel, save_house
from fengqiao.messages.models import OPEN, Channel, OutMessage, State, Way
from fengqiao.messages.refusals import MessageRefused
from fengqiao.messages.sending import send
from fengqiao.messages.wording import TRIAL
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.parts import Cell, Column, Fact, Row

DAYS = 30
TRIALS, REASONS = 5, 10
_PLACE = "通知通道"
_ASK = {Way.SMS: "您自己的手机号", Way.EMAIL: "您自己的邮箱", Way.WECHAT: "您自己的OpenID"}


@administrators(KEEP_CHANNELS)
def overview(request: HttpRequest) -> HttpResponse:
    """The channels, what became of the last thirty days, why some were not sent, the latest trials."""
    return _overview(request)


def _overview(request: HttpRequest, wrong: dict[str, str] | None = None, typed: str = "") -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    county, since = _county(actor), timezone.now() - timedelta(days=DAYS)
    recent = _of_county(actor).filter(created_at__gte=since)
    kept = {channel.kind: channel for channel in Channel.objects.filter(county=county)}
    house = house_of(county)
    numbers: dict[str, dict[str, int]] = {}
    for kind, state, count in recent.exclude(template=TRIAL.code).values_list("channel", "state").annotate(Count("pk")):
        numbers.setdefault(kind, {})[state] = count
    reasons = recent.filter(state__in=(State.DEAD, State.OFF)).exclude(template=TRIAL.code)
    context = {
        "channels": [_card(kind, kept.get(kind), numbers.get(kind, {}), wrong or {}, typed) for kind in Way.values],
        "house": [
            Fact("免打扰时段", f"{house.quiet_from:%H:%M}至{house.quiet_to:%H:%M}" if house.quiet_from != house.quiet_to else "不设"),
            Fact("同一收件人一天最多", f"{house.most_a_day}条"),
        ],
        "reasons": list(reasons.values("channel", "last_error").annotate(n=Count("pk")).order_by("-n")[:REASONS]),
        "trial_columns": [Column("时间"), Column("通道"), Column("收件人"), Column("结果"), Column("说明")],
        "trials": [_trial_row(each) for each in _of_county(actor).filter(template=TRIAL.code).order_by("-created_at")[:TRIALS]],
        "days": DAYS, "no_trials": {"title": "还没有测试过", "text": "设好后先给自己发一条。", "icon": "message"},
        "nothing_leaves": settings.DEMO, "places": [{"label": _PLACE}],
    }  # fmt: skip
    return render(request, "desk/admin/messages.html", context, status=422 if wrong else 200)


def _county(actor: Actor) -> int:
    return (actor.administers or (0, 0))[0] // 10**9


def _of_county(actor: Actor) -> QuerySet[OutMessage]:
    low, high = actor.administers or (1, 0)
    return OutMessage.objects.filter(territory__gte=low, territory__lte=high)


def _card(
    kind: str, kept: Channel | None, numbers: dict[str, int], wrong: dict[str, str], typed: str
) -> dict[str, Any]:
    particulars = kept.particulars if kept else {}
    where = particulars.get("host", "") if kind == Way.EMAIL else urlsplit(particulars.get("url", "")).hostname or ""
    waiting = sum(numbers.get(state, 0) for state in (*OPEN, State.SENDING))
    return {
        "kind": kind, "label": Way(kind).label, "on": kept is not None and kept.enabled, "ask": _ASK[Way(kind)],
        "wrong": wrong.get(kind, ""), "typed": typed if kind in wrong else "",
        "facts": [
            Fact("服务器" if kind == Way.EMAIL else "平台", where),
            Fact("口令" if kind == Way.EMAIL else "签名密钥", "已设好" if kept and kept.secret_sealed else "没有"),
            Fact("已发出", f"{numbers.get(State.SENT, 0)}条"),
            Fact("等待发送", f"{waiting}条"),
            Fact("没有发出", f"{numbers.get(State.DEAD, 0) + numbers.get(State.OFF, 0)}条"),
        ],
    }  # fmt: skip


def _trial_row(message: OutMessage) -> Row:
    said = "" if message.state == State.SENT else message.last_error
    if message.state in (State.WAITING, State.SENDING) and not said:
        said = "正由后台发送，过几秒刷新本页。"
    at = timezone.localtime(message.sent_at or message.created_at).strftime("%m-%d %H:%M:%S")
    return Row((
        Cell(at), Cell(message.get_channel_display()), Cell(message.to_masked), Cell(message.get_state_display()), Cell(said, muted=True),
    ))  # fmt: skip


@administrators(KEEP_CHANNELS)
def channel(request: HttpRequest, kind: str) -> HttpResponse:
    """Change one channel."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if kind not in Way.values:
        raise NotVisible
    label, back = Way(kind).label, reverse("admin-messages")
    form = form_for(kind)(request.POST or None, kept=channel_of(_county(actor), kind))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            on = form.cleaned_data["enabled"]
            save_channel(actor, kind, form.settings(), enabled=on, secret=form.new_secret, now=timezone.now())
        messages.success(
            request, f"{label}通道已保存。" + ("请发一条测试通知。" if on else "现在没有开通，通知不会从这里发出。")
        )
        return redirect_to(request, back)
    note = "演示系统里什么也不会发出，设置只供查看。" if settings.DEMO else ""
    context = {
        "title": f"设置{label}通道", "form": form, "label": "保存设置", "back_url": back, "note": note,
        "places": [{"label": _PLACE, "url": back}, {"label": label}],
    }  # fmt: skip
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)


@administrators(KEEP_CHANNELS)
def house(request: HttpRequest) -> HttpResponse:
    """Quiet hours and how many a day."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    back = reverse("admin-messages")
    form = HouseForm(request.POST or None, initial=HouseForm.of(house_of(_county(actor))))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            save_house(actor, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "发送规则已保存；已经排队的通知发送前也按新规则。")
        return redirect_to(request, back)
    context = {
        "title": "发送规则", "form": form, "label": "保存规则", "back_url": back,
        "places": [{"label": _PLACE, "url": back}, {"label": "发送规则"}],
    }  # fmt: skip
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)


@require_POST
@administrators(KEEP_CHANNELS)
def trial(request: HttpRequest, kind: str) -> HttpResponse:
    """Send oneself a test, by the way every message goes; the page shows what became of it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if kind not in Way.values:
        raise NotVisible
    to, now, low = request.POST.get("to", ""), timezone.now(), (actor.administers or (0, 0))[0]
    try:
        with transaction.atomic():
            message = send(TRIAL, to=to, channel=kind, values={"channel": Way(kind).label}, now=now, territory=low)
            about = f"{Way(kind).label}：{message.to_masked}"
            record(actor, "messages.trial", about, now=now, territory=low, new={"result": message.get_state_display()})
    except MessageRefused as refusal:
        return _overview(request, {kind: str(refusal)}, to[:120])
    return redirect_to(request, reverse("admin-messages"))
