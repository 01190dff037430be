"""往来文件 on screen: what came in, what went out, one envelope, taking files in and along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.exchange import boxes, files, kinds
from fengqiao.exchange.delivering import MEDIA, resend
from fengqiao.exchange.envelope import MOST_BYTES
from fengqiao.exchange.models import Direction, Message, State
from fengqiao.exchange.receiving import mark_handled
from fengqiao.exchange.sending import packet_of
from fengqiao.matter import registry
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.attachment import attachment
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Fact, Row
from fengqiao.ui.taking import page_size
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.uploads import MB, Takes, json_only

PAGE = 50
IN_STATES = (State.NEW, State.HANDLED, State.NOT_TAKEN)
OUT_STATES = (State.WAITING, State.FETCHED, State.RECEIVED, State.REFUSED, State.DEAD)
REJECTED = "rejected"
SHOWN = 8
LETTERS = Takes("往来文件", (".json", ".zip"), json_only("往来文件", "请选对方交来的.json文件，或者装着几个的.zip。", zipped=True), "请让对方分成几件发送。")


class PacketForm(Form):
    """A file from another body."""

    file = FileIn(
        takes=LETTERS, most_mb=MOST_BYTES // MB, label="往来文件",
        help_text="对方交来的 .json 文件，或装着几个的 .zip，15MB以内；太大的请对方分成几件发送。不得上传国家秘密。",
    )  # fmt: skip


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    boxes.require(actor)
    return actor


@staff_only
def inbox(request: HttpRequest) -> HttpResponse:
    """What came in: waiting, handled, not taken; and what was refused at the door."""
    actor = _actor(request)
    if request.method == "POST":
        return _take(request, actor)
    state = request.GET.get("state", State.NEW)
    if state == REJECTED:
        return _rejections(request, actor)
    return _box(request, actor, Direction.IN, IN_STATES, state if state in IN_STATES else State.NEW)


@staff_only
def outbox(request: HttpRequest) -> HttpResponse:
    """What went out: waiting, taken along, receipted, refused, not delivered."""
    actor = _actor(request)
    state = request.GET.get("state", State.WAITING)
    return _box(request, actor, Direction.OUT, OUT_STATES, state if state in OUT_STATES else State.WAITING)


def _box(request: HttpRequest, actor: Actor, box: Direction, states: tuple[State, ...], state: str) -> HttpResponse:
    found = boxes.visible_messages(actor).filter(direction=box)
    counts = dict(found.order_by().values_list("state").annotate(n=Count("pk")))
    page = Paginator(found.filter(state=state), page_size(request, PAGE)).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    name = "exchange-inbox" if box == Direction.IN else "exchange-outbox"
    context = {
        **_frame(request, actor, box, state, {key: counts.get(key, 0) for key in states}),
        "columns": _COLUMNS, "rows": _rows(actor, shown), "state": state, "form": PacketForm(),
        "fetching": box == Direction.OUT and state in (State.WAITING, State.FETCHED, State.DEAD),
        "next_url": f"{reverse(name)}?state={state}&page={page.number + 1}" if page.has_next() else "",
        "previous_url": f"{reverse(name)}?state={state}&page={page.number - 1}" if page.has_previous() else "",
        "empty": {"title": "没有" + State(state).label + "的文件", "text": _EMPTY[State(state)], "icon": "files"},
    }  # fmt: skip
    return render(request, "exchange/box.html", context)


_COLUMNS = [Column("文件"), Column("往来单位"), Column("对方编号"), Column("案件"), Column("时间"), Column("说明")]
_EMPTY = {
    State.NEW: "外单位的来件到了，会列在这里等您办理。", State.HANDLED: "办理过的来件会列在这里。",
    State.NOT_TAKEN: "内容不全或不归本局的来件会列在这里，理由已随回执告诉对方。", State.WAITING: "在案件中办理移送、反馈后，待送的文件列在这里。",
    State.FETCHED: "取走的文件等对方回执，收到回执后自动转到“对方已收到”。", State.RECEIVED: "有回执的文件会列在这里。",
    State.REFUSED: "对方不接收的会列在这里，附对方的理由。", State.DEAD: "送了多次没有送到的会列在这里，可以重发或下载文件带去。",
}  # fmt: skip


def _frame(request: HttpRequest, actor: Actor, box: str, state: str, counts: dict[str, int]) -> dict[str, Any]:
    name = "exchange-inbox" if box == Direction.IN else "exchange-outbox"
    tabs = [
        {"label": State(key).label, "url": f"{reverse(name)}?state={key}", "current": key == state, "count": n}
        for key, n in counts.items()
    ]
    if box == Direction.IN:
        url = f"{reverse(name)}?state={REJECTED}"
        tabs.append({"label": "没有收下", "url": url, "current": state == REJECTED, "count": None})
    return {
        "tabs": tabs, "box": box, "title": "收到的文件" if box == Direction.IN else "发出的文件",
        "places": [{"label": "往来文件"}, {"label": "收到的" if box == Direction.IN else "发出的"}],
    }  # fmt: skip


def _rows(actor: Actor, found: list[Message]) -> list[Row]:
    ids = [message.matter_id for message in found if message.matter_id]
    numbers = dict(Matter.objects.filter(pk__in=ids).values_list("pk", "number")) if ids else {}
    return [
        Row((
            Cell(kinds.label_of(message.kind)), Cell(message.partner.name), Cell(message.ext_code),
            Cell((numbers.get(message.matter_id) or "未编号") if message.matter_id else ""),
            Cell(timezone.localtime(message.noted_at).strftime("%Y-%m-%d %H:%M")), Cell(message.reason),
        ), reverse("exchange-message", args=[message.pk]), value=str(message.pk))
        for message in found
    ]  # fmt: skip


def _rejections(request: HttpRequest, actor: Actor) -> HttpResponse:
    found = boxes.visible_rejections(actor)[:PAGE]
    rows = [
        Row((Cell(timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M")), Cell(each.claimed or "不明"), Cell(each.source), Cell(each.said)))
        for each in found
    ]  # fmt: skip
    counts = dict(
        boxes.visible_messages(actor)
        .filter(direction=Direction.IN)
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    context = {
        **_frame(request, actor, Direction.IN, REJECTED, {key: counts.get(key, 0) for key in IN_STATES}),
        "columns": [Column("时间"), Column("自称"), Column("来处"), Column("为什么没有收下")], "rows": rows, "state": REJECTED,
        "form": PacketForm(), "note": "验不过签名、格式不对的来件没有收下，也没有保存内容。",
        "empty": {"title": "没有被拒收的来件", "text": "冒名、被改动或格式不对的来件会记在这里。", "icon": "shield-lock"},
    }  # fmt: skip
    return render(request, "exchange/box.html", context)


def _take(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = PacketForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        outcome = files.take_upload(file.name, file.read(), actor, now=timezone.now())
        if outcome.taken:
            messages.success(request, f"已收下{len(outcome.taken)}件。")
        if outcome.again:
            messages.info(request, f"{outcome.again}件以前收过，没有重复登记。")
        for name, why in outcome.rejected[:SHOWN]:
            messages.warning(request, f"{name}没有收下：{why}")
        if len(outcome.rejected) > SHOWN:
            messages.warning(request, f"另有{len(outcome.rejected) - SHOWN}件没有收下，见“没有收下”。")
        return mark_sent(request, redirect_to(request, reverse("exchange-inbox")))
    context = {"form": form, "places": [{"label": "往来文件", "url": reverse("exchange-inbox")}, {"label": "收取文件"}]}
    return render(request, "exchange/take.html", context, status=422)


# One envelope ----------------------------------------------------------------------------------------------------------


@staff_only
def message_page(request: HttpRequest, number: int) -> HttpResponse:
    """One envelope: who, when, verified by which key, what it says. In full for who handles it, or with a reason."""
    actor = _actor(request)
    message = boxes.message_for(actor, number)
    matter = boxes.matter_of_message(actor, message)
    reason = request.POST.get("reason", "").strip()[:200]
    own = boxes.is_own(actor, message, matter)
    full = own or (request.method == "POST" and len(reason) >= boxes.LEAST_REASON)
    short = request.method == "POST" and not full
    if full:
        boxes.note_look(actor, message, matter, reason, now=timezone.now())
    lines, attachments = boxes.content(message, full=full)
    context = {
        "message": message, "title": kinds.label_of(message.kind), "facts": _facts(message, matter), "full": full, "short": short,
        "lines": [Fact(line.label, line.value, wide=line.wide) for line in lines], "attachments": attachments if full else [],
        "attached": len(attachments), "traces": message.traces.select_related("staff"), "incoming": message.direction == Direction.IN,
        "register_url": _register_url(message),
        "may_handle": message.direction == Direction.IN and message.state == State.NEW,
        "may_resend": message.direction == Direction.OUT and message.state == State.DEAD,
        "may_fetch": message.direction == Direction.OUT and message.state in (State.WAITING, State.FETCHED, State.DEAD),
        "places": _places(message),
    }  # fmt: skip
    return render(request, "exchange/message.html", context, status=422 if short else 200)


def _register_url(message: Message) -> str:
    """Where a letter that waits is registered: as its kind says, a hand-off at the line that reads letters; empty where there is nothing to register."""
    kind = kinds.kind_of(message.kind)
    if message.direction != Direction.IN or message.state != State.NEW or kind is None:
        return ""
    if kind.opens is not None:
        return f"{reverse('open-new', args=list(kind.opens))}?letter={message.pk}"
    if kind is not kinds.HANDOFF:
        return ""
    for line in registry.lines():
        ways = [journey.code for procedure in line.procedures for journey in procedure.journeys]
        if line.fills is not None and ways:
            return f"{reverse('open-new', args=[line.code, ways[0]])}?letter={message.pk}"
    return ""


def _places(message: Message) -> list[dict[str, str]]:
    incoming = message.direction == Direction.IN
    box = reverse("exchange-inbox" if incoming else "exchange-outbox")
    return [
        {"label": "往来文件", "url": box}, {"label": f"{message.partner.name}{'来' if incoming else '去'}的{kinds.label_of(message.kind)}"},
    ]  # fmt: skip


def _facts(message: Message, matter: Matter | None) -> list[Fact]:
    incoming = message.direction == Direction.IN
    stamp = "%Y-%m-%d %H:%M"
    checked = f"{message.partner.name}的密钥{message.key_id}，验签无误" if incoming else f"本局的密钥{message.key_id}"
    found = [
        Fact("状态", State(message.state).label + (f"：{message.reason}" if message.reason else ""), wide=True),
        Fact("发自" if incoming else "发往", message.partner.name),
        Fact("案件", (matter.number or "未编号") if matter else "还没有对应的案件"),
        Fact("签发时间", timezone.localtime(message.created_at).strftime(stamp)),
        Fact("收到时间" if incoming else "写成时间", timezone.localtime(message.noted_at).strftime(stamp)),
        Fact("对方编号", message.ext_code),
        Fact("签名", checked),
        Fact("信封编号", str(message.message_id)),
        Fact("SM3", message.digest, wide=True),
    ]
    if not incoming and message.next_at and message.state == State.WAITING:
        found.append(Fact("下次送", timezone.localtime(message.next_at).strftime(stamp)))
    return found


@staff_only
def part(request: HttpRequest, number: int, sm3: str) -> HttpResponse:
    """One attachment, for who handles it; others say why and have it recorded first."""
    actor = _actor(request)
    message = boxes.message_for(actor, number)
    _, attachments = boxes.content(message, full=False)
    named = next((each for each in attachments if each["sm3"] == sm3), None)
    if named is None or sm3 not in message.parts:
        raise NotVisible
    matter = boxes.matter_of_message(actor, message)
    looked = message.traces.filter(staff_id=actor.staff_id, what=boxes.LOOKED).exists()
    if not (boxes.is_own(actor, message, matter) or looked):
        raise Refused.because("look", "请先在文件页写明事由、查看全部内容，再打开附件。")
    boxes.note_look(actor, message, matter, f"打开附件{sm3[:8]}", now=timezone.now())
    return attachment(store().read(sm3), "application/octet-stream", named["name"])


@require_POST
@staff_only
def handled(request: HttpRequest, number: int) -> HttpResponse:
    """The liaison has dealt with it."""
    actor = _actor(request)
    message = boxes.message_for(actor, number)
    mark_handled(message, actor, request.POST.get("note", "").strip(), now=timezone.now())
    messages.success(request, "已记为办理。")
    return mark_sent(request, redirect_to(request, reverse("exchange-inbox")))


@require_POST
@staff_only
def resending(request: HttpRequest, number: int) -> HttpResponse:
    """Send again one that was not delivered."""
    actor = _actor(request)
    resend(boxes.message_for(actor, number), actor, now=timezone.now())
    messages.success(request, "已重新列入待送。")
    return mark_sent(request, redirect_to(request, reverse("exchange-message", args=[number])))


@require_POST
@staff_only
def fetching(request: HttpRequest) -> HttpResponse:
    """The ticked ones as files: one as it is, several in a zip."""
    actor = _actor(request)
    picked = [each for each in request.POST.getlist("pick") if each.isdigit()]
    found = list(
        boxes.visible_messages(actor).filter(direction=Direction.OUT, pk__in=picked[: files.MOST_FILES]).order_by("pk")
    )
    if not found:
        messages.warning(request, "没有勾选要下载的文件。")
        return redirect_to(request, reverse("exchange-outbox"))
    if len(found) == 1:
        content, name = packet_of(found[0]), files.name_of(found[0])
    else:
        content, name = files.zipped(found), f"往来文件{timezone.localdate().isoformat()}.zip"
    files.fetch(found, actor, now=timezone.now())
    return attachment(content, MEDIA if len(found) == 1 else "application/zip", name)
