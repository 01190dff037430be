"""通知发送: what went out or did not, for whoever answers for the territory: masked, with the reason, to be sent again or given up."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import acting, staff_only
from fengqiao.matter.models import Matter
from fengqiao.matter.visibility import is_seen
from fengqiao.messages import attending
from fengqiao.messages.attending import ATTEND, messages_of
from fengqiao.messages.models import OPEN, OutMessage, State
from fengqiao.messages.sending import content_in
from fengqiao.messages.wording import TRIAL, find
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.parts import Cell, Column, Row, Tab

PAGE = 50
MOST_TOLD = 3
SHOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("没有发出", (State.DEAD, State.OFF)),
    "waiting": ("等待发送", (*OPEN, State.SENDING)),
    "sent": ("已发出", (State.SENT,)),
    "dropped": ("不再发送", (State.CANCELLED,)),
}
DEMO_SHOWN = {"demo": ("演示", (State.DEMO,))}
CAN_ACT = ("", "waiting")


@staff_only
def out_messages(request: HttpRequest) -> HttpResponse:
    """The messages of the own reach in one state, newest first."""
    return _page(request, acting(request, ATTEND), request.GET.get("state", ""))


def _seen_by(actor: Actor) -> QuerySet[OutMessage]:
    """Messages about nothing in particular, and those of matters one may see."""
    return messages_of(actor).filter(Q(matter_id=None) | Q(is_seen(actor))).exclude(template=TRIAL.code)


def _page(
    request: HttpRequest, actor: Actor, state: str, wrong: str = "", reason: str = "", ticked: tuple[str, ...] = ()
) -> HttpResponse:
    shown = SHOWN | (DEMO_SHOWN if settings.DEMO else {})
    state = state if state in shown else ""
    found = _seen_by(actor).filter(state__in=shown[state][1])
    before = _uuid(request.GET.get("before", ""))
    rows = list((found.filter(pk__lt=before) if before else found).order_by("-pk")[: PAGE + 1])
    home = reverse("out-messages")
    older = {"state": state, "before": rows[PAGE - 1].pk} if len(rows) > PAGE else {}
    context = {
        "columns": _columns(state), "rows": _rows(rows[:PAGE], actor, state, ticked), "can_act": state in CAN_ACT, "again": state == "",
        "state": state, "wrong": wrong, "reason": reason,
        "next_url": f"{home}?{urlencode(older)}" if older else "",
        "tabs": [Tab(label, f"{home}?state={key}" if key else home, key == state) for key, (label, _) in shown.items()],
        "empty": {"title": f"没有{shown[state][0]}的通知" if state else "通知都发出了", "text": "短信、邮件、微信发送的情况会列在这里，号码只显示一部分。", "icon": "message"},
        "places": [{"label": "通知发送"}],
    }  # fmt: skip
    return render_page(request, "desk/out_messages.html", context, fragment="list", status=422 if wrong else 200)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _columns(state: str) -> list[Column]:
    last = {"demo": "内容（演示）", "sent": "平台流水号"}.get(state, "原因")
    return [
        Column("时间"),
        Column("用途"),
        Column("通道"),
        Column("收件人"),
        Column("案件"),
        Column("状态"),
        Column(last),
    ]


def _rows(found: list[OutMessage], actor: Actor, state: str, ticked: tuple[str, ...]) -> list[Row]:
    matters = Matter.objects.visible_to(actor).only("number").in_bulk({m.matter_id for m in found if m.matter_id})
    made = []
    for message in found:
        matter = matters.get(message.matter_id) if message.matter_id else None
        number = (matter.number or "未编号") if matter else ""
        made.append(Row((
            Cell(timezone.localtime(message.sent_at or message.created_at).strftime("%Y-%m-%d %H:%M")), Cell(message.purpose),
            Cell(message.get_channel_display()), Cell(message.to_masked),
            Cell(number, url=reverse("matter", args=[matter.code]) if matter else ""), Cell(_state(message)),
            Cell(_last(message, state), muted=state == "sent"),
        ), value=str(message.pk), checked=str(message.pk) in ticked, refused="正在发送，等它有了结果再办。" if message.state == State.SENDING else ""))  # fmt: skip
    return made


def _state(message: OutMessage) -> str:
    if message.state == State.WAITING and message.attempts:
        again = timezone.localtime(message.next_try_at).strftime("%m-%d %H:%M")
        return f"已试{message.attempts}次，{again}再试"
    if message.state == State.WAITING:
        return f"{timezone.localtime(message.next_try_at).strftime('%m-%d %H:%M')}发送"
    doubt = "（对方可能已收到）" if message.doubtful and message.state == State.DEAD else ""
    return f"{message.get_state_display()}{doubt}"


def _last(message: OutMessage, state: str) -> str:
    if state == "sent":
        return message.provider_id
    known = find(message.template)
    if state != "demo":
        return message.last_error
    if known is None or known.secret or not message.content_sealed:
        return "验证码只给本人看。"
    return str(content_in(message)["text"])


@require_POST
@staff_only
def attend(request: HttpRequest) -> HttpResponse:
    """重新发送 or 不再发送 the ticked ones."""
    actor, now = acting(request, ATTEND), timezone.now()
    given = tuple(request.POST.getlist("message"))
    ids = [found for text in given if (found := _uuid(text)) is not None]
    state, reason = request.POST.get("state", ""), request.POST.get("reason", "")[:200]
    if not ids:
        return _page(request, actor, state, "请先勾选要办理的通知。", reason)
    try:
        if request.POST.get("do") == "drop":
            done, refused = attending.drop(actor, _seen_by(actor), ids, reason, now=now)
            said = f"{done}条不再发送。"
        else:
            done, refused = attending.send_again(actor, _seen_by(actor), ids, now=now)
            said = f"{done}条已重新排队发送。"
    except NotAllowed as refusal:
        return _page(request, actor, state, str(refusal), reason, given)
    _tell(request, done, said, refused)
    return redirect_to(
        request, reverse("out-messages") + (f"?{urlencode({'state': state})}" if state in SHOWN and state else "")
    )


def _tell(request: HttpRequest, done: int, said: str, refused: list[str]) -> None:
    if done:
        messages.success(request, said)
    for each in refused[:MOST_TOLD]:
        messages.warning(request, each)
    if len(refused) > MOST_TOLD:
        messages.warning(request, f"另有{len(refused) - MOST_TOLD}条同样没有办理。")
