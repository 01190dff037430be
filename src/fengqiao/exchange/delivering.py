"""Delivering over the network: one job an envelope, again and again with longer pauses, until a signed receipt says so.

What the other side has and we do not know of (a power cut between sending and noting) is sent again under the same id and
answered with the same receipt.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import httpx
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.exchange import kinds
from fengqiao.exchange.envelope import OLDEST, Rejected
from fengqiao.exchange.models import Direction, Message, Mode, State
from fengqiao.exchange.receiving import take_in
from fengqiao.exchange.sending import packet_of, trace
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor

log = logging.getLogger(__name__)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 720, 1440))
TIMEOUT_SECONDS = 20.0
MOST_ANSWER_BYTES = 512 * 1024
MEDIA = "application/vnd.fengqiao.envelope+json"
LOST = timedelta(minutes=10)


class NotDelivered(Exception):
    """This attempt brought no receipt; the text says why."""


@app.task(name="exchange.deliver", queue="exchange")
def deliver(number: int) -> None:
    """One attempt for one envelope; the next one is deferred when it fails."""
    attempt(number, timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="exchange.sweep", queue="exchange", queueing_lock="exchange-sweep")
def sweep(timestamp: int = 0) -> None:
    """Attempts whose job was lost: a worker that died, a computer that was off."""
    now = timezone.now()
    overdue = Message.objects.filter(state=State.WAITING, next_at__lt=now - LOST, direction=Direction.OUT)
    for number in list(overdue.order_by("next_at").values_list("pk", flat=True)[:200]):
        try:
            attempt(number, now)
        except Exception:
            log.exception("an envelope could not be delivered")


def attempt(number: int, now: datetime) -> None:
    """Send once, unless it is too early or no longer waiting. Notes the receipt, or when to try again."""
    claimed = _claim(number, now)
    if claimed is None:
        return
    message, packet = claimed
    try:
        answer = post(message.partner.url, packet)
        _note_answer(message, answer)
    except NotDelivered as error:
        _note_failure(message.pk, str(error))


@transaction.atomic
def _claim(number: int, now: datetime) -> tuple[Message, bytes] | None:
    """Count the attempt before it is made, so that one that never returns is counted, too."""
    message = Message.objects.select_for_update(of=("self",)).select_related("partner").filter(pk=number).first()
    if message is None or message.state != State.WAITING or message.partner.mode != Mode.HTTP:
        return None
    if message.next_at is not None and message.next_at > now:
        return None
    if closed := message.partner.why_closed(now.date()):
        message.reason, message.next_at = closed[:400], now + PAUSES[3]
        message.save(update_fields=["reason", "next_at"])
        return None
    message.attempts += 1
    message.next_at = now + PAUSES[min(message.attempts, len(PAUSES)) - 1]
    message.save(update_fields=["attempts", "next_at"])
    return message, packet_of(message)


def post(url: str, packet: bytes, *, most_bytes: int = MOST_ANSWER_BYTES) -> bytes:
    """The other side's answer. Raises NotDelivered for anything but a 200 with a body of sensible size."""
    try:
        with (
            httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", url, content=packet, headers={"Content-Type": MEDIA}) as response,
        ):
            body = b""
            for piece in response.iter_bytes():
                body += piece
                if len(body) > most_bytes:
                    raise NotDelivered("对方的回答过长，没有读取。")
    except httpx.TimeoutException:
        raise NotDelivered(f"对方{TIMEOUT_SECONDS:g}秒内没有回答。") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotDelivered(f"连不上对方接口（{type(error).__name__}）。") from None
    if response.status_code != 200:
        raise NotDelivered(f"对方回答{response.status_code}：{_said(body)}")
    return body


def _said(body: bytes) -> str:
    text = " ".join(body.decode("utf-8", errors="replace").split())
    return text[:200] or "没有说明"


def _note_answer(message: Message, answer: bytes) -> None:
    """Take the receipt in. Raises NotDelivered when it is none, or not signed by them, or about something else."""
    try:
        taken = take_in(answer, now=timezone.now(), source="对方接口的回答")
    except Rejected as rejected:
        raise NotDelivered(f"对方的回执不能采信：{rejected}") from None
    about_this = taken.message.in_reply_to == message.message_id and taken.message.partner_id == message.partner_id
    if taken.message.kind != kinds.RECEIPT.code or not about_this or taken.message.state == State.NOT_TAKEN:
        raise NotDelivered("对方回答的不是这一件的回执。")


@transaction.atomic
def _note_failure(number: int, why: str) -> None:
    now = timezone.now()
    message = Message.objects.select_for_update(of=("self",)).get(pk=number)
    if message.state != State.WAITING:
        return
    message.reason = why[:400]
    if message.attempts > len(PAUSES):
        message.state, message.next_at, message.settled_at = State.DEAD, None, now
    message.save(update_fields=["reason", "state", "next_at", "settled_at"])
    trace(message, "未送达" if message.state == State.DEAD else "没有送到", now, None, why)
    if message.state == State.WAITING and message.next_at is not None:
        deliver.configure(schedule_at=message.next_at, lock=f"exchange-{number}").defer(number=number)


@transaction.atomic
def resend(message: Message, actor: Actor, *, now: datetime) -> None:
    """Begin again with one that was not delivered, the same bytes under the same id. Raises Refused."""
    kept = Message.objects.select_for_update(of=("self",)).select_related("partner").get(pk=message.pk)
    if kept.direction != Direction.OUT or kept.state not in (State.DEAD, State.WAITING):
        raise Refused.because("state", "这件已经有了结果，不用重发。")
    if kept.created_at < now - OLDEST:
        raise Refused.because("old", f"这件是{OLDEST.days}天以前签发的，对方不再接收。请在案件中重新办理。")
    if closed := kept.partner.why_closed(now.date()):
        raise Refused.because("partner", closed)
    over_network = kept.partner.mode == Mode.HTTP
    kept.state, kept.attempts, kept.settled_at = State.WAITING, 0, None
    kept.next_at = now if over_network else None
    kept.save(update_fields=["state", "attempts", "settled_at", "next_at"])
    trace(kept, "重发", now, actor)
    if over_network:
        deliver.configure(lock=f"exchange-{kept.pk}").defer(number=kept.pk)


__all__ = ["NotDelivered", "attempt", "deliver", "post", "resend", "sweep"]
