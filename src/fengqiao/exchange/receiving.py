"""Receiving: a packet is checked, kept, handled by its kind, and answered with a receipt. The same packet twice is one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from uuid6 import uuid7

from fengqiao.divisions import territory as territories
from fengqiao.exchange import kinds
from fengqiao.exchange.envelope import Correspondent, Envelope, Rejected, Sealed, open_packet
from fengqiao.exchange.models import Direction, Message, Partner, Rejection, State
from fengqiao.exchange.partners import correspondent
from fengqiao.exchange.sending import bind_code, keep, keep_out, matter_of, packet_of, trace
from fengqiao.matter import net
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.vault import sm3_hex

log = logging.getLogger(__name__)


class NotTaken(Exception):
    """A handler's refusal: the envelope is kept as not taken, and the sender is told why."""


@dataclass(frozen=True)
class Incoming:
    """What a handler is given: the envelope as said, its row, from whom, and the matter it belongs to when that is known."""

    message: Message
    envelope: Envelope
    partner: Partner
    parts: dict[str, bytes]
    now: datetime

    @property
    def matter_id(self) -> UUID | None:
        return self.message.matter_id


@dataclass(frozen=True)
class Taken:
    """What became of a packet: its row, whether it had come before, and the receipt to hand back (none for receipts)."""

    message: Message
    again: bool
    receipt: bytes | None


def take_in(content: bytes, *, now: datetime, actor: Actor | None = None, source: str = "") -> Taken:
    """Check a packet, keep it, handle it. Raises Rejected with the reason; then nothing of it is kept.

    Runs under the reach of the county the recipient belongs to: the signature says who writes, not whose session it is.
    """
    found: list[Partner] = []
    sealed = open_packet(
        content, who=lambda sender, recipient: _who(sender, recipient, now.date(), actor, found), now=now
    )
    partner = found[0]
    with net.widened(*territories.county_reach(partner.territory)), transaction.atomic():
        return _take(partner, sealed, now, actor, source)


def note_rejection(content: bytes, rejected: Rejected, *, now: datetime, source: str) -> Rejection:
    """Remember that something was not taken in, and why; nothing of its content."""
    claimed = Partner.objects.filter(code=rejected.sender).first() if rejected.sender else None
    return Rejection.objects.create(
        territory=claimed.territory if claimed else 0, at=now, source=source[:80], claimed=rejected.sender[:40],
        message_id=rejected.message_id, code=rejected.code, said=str(rejected)[:400], size_bytes=len(content), digest=sm3_hex(content),
    )  # fmt: skip


def _who(sender: str, recipient: str, today: date, actor: Actor | None, found: list[Partner]) -> Correspondent | None:
    partner = Partner.objects.filter(code=sender, our_code=recipient).first()
    if partner is None:
        if Partner.objects.filter(code=sender).exists():
            raise Rejected(
                "recipient", f"这件是发给“{recipient[:40]}”的，不是发给本局的，没有收下。请对方核对收件单位代码。"
            )
        return None
    if actor is not None and territories.county_of(actor.territory) != territories.county_of(partner.territory):
        raise Rejected("recipient", "这件是发给另一个县的，没有收下。请交该县司法局收取。")
    if closed := partner.why_closed(today):
        raise Rejected("partner", closed)
    found.append(partner)
    return correspondent(partner)


def _take(partner: Partner, sealed: Sealed, now: datetime, actor: Actor | None, source: str) -> Taken:
    envelope = sealed.envelope
    before = Message.objects.filter(partner=partner, direction=Direction.IN, message_id=envelope.id).first()
    if before is None:
        message = keep(partner, Direction.IN, sealed, State.NEW, partner.territory, now)
        try:
            with transaction.atomic():
                message.save(force_insert=True)
        except IntegrityError:  # the same packet at the same moment, through another door
            before = Message.objects.get(partner=partner, direction=Direction.IN, message_id=envelope.id)
    if before is not None:
        return _again(before, sealed)
    trace(message, "收到", now, actor, source)
    if envelope.kind == kinds.RECEIPT.code:
        _settle(message, envelope, now)
        return Taken(message, False, None)
    _place(message, envelope)
    _handle(Incoming(message, envelope, partner, dict(sealed.parts), now))
    return Taken(message, False, packet_of(_receipt(message, envelope, now)))


def _again(before: Message, sealed: Sealed) -> Taken:
    if before.digest != sealed.digest:
        envelope = sealed.envelope
        said = f"编号{envelope.id}的往来文件已于{before.noted_at:%Y-%m-%d}收到，内容与这一件不同，没有收下。请对方换一个编号重新签发。"
        raise Rejected("replay", said, envelope.sender, envelope.id)
    receipt = Message.objects.filter(
        partner=before.partner, direction=Direction.OUT, kind=kinds.RECEIPT.code, in_reply_to=before.message_id
    ).first()
    return Taken(before, True, packet_of(receipt) if receipt else None)


def _place(message: Message, envelope: Envelope) -> None:
    """The matter an envelope belongs to: by what it answers, by the sender's number, by a code we once told this sender."""
    ours = Message.objects.filter(partner=message.partner, direction=Direction.OUT).exclude(matter_id=None)
    matter_id = None
    if envelope.in_reply_to:
        matter_id = ours.filter(message_id=envelope.in_reply_to).values_list("matter_id", flat=True).first()
    matter_id = matter_id or matter_of(message.partner, envelope.ext_code)
    if matter_id is None and envelope.matter:
        matter_id = ours.filter(matter_id=_uuid(envelope.matter)).values_list("matter_id", flat=True).first()
    if matter_id is not None:
        belongs(message, matter_id)


def _uuid(code: str) -> UUID | None:
    try:
        return UUID(code)
    except ValueError:
        return None


def belongs(message: Message, matter_id: UUID) -> None:
    message.matter_id = matter_id
    territory = Matter.objects.filter(pk=matter_id).values_list("territory", flat=True).first()
    message.territory = territory or message.territory
    message.save(update_fields=["matter_id", "territory"])
    if message.ext_code:
        try:
            bind_code(message.partner, message.ext_code, matter_id)
        except Refused as refused:
            message.reason = str(refused)[:400]
            message.save(update_fields=["reason"])


def _handle(incoming: Incoming) -> None:
    """What the kind's own line does with it. A handler that breaks leaves the envelope to a person, and nothing half done."""
    message, kind = incoming.message, kinds.kind_of(incoming.envelope.kind)
    handler = kinds.handler_of(incoming.envelope.kind)
    if kind is None:
        settle_as(message, State.NOT_TAKEN, f"本系统没有“{message.kind}”这种往来文件。", incoming.now)
        return
    if problems := kind.problems(incoming.envelope.body):
        settle_as(
            message,
            State.NOT_TAKEN,
            f"{kind.label}填写不全或不对：{'；'.join(problems[:6])}。请补正后重新发送。",
            incoming.now,
        )
        return
    if handler is None:
        return
    try:
        with transaction.atomic():
            matter_id = handler(incoming)
    except (NotTaken, Refused) as refusal:
        settle_as(message, State.NOT_TAKEN, str(refusal), incoming.now)
    except Exception:
        log.exception("a handler of incoming envelopes broke")
        message.reason = "自动办理没有成功，请人工办理。"
        message.save(update_fields=["reason"])
        trace(message, "自动办理没有成功", incoming.now)
    else:
        if matter_id is not None and matter_id != message.matter_id:
            belongs(message, matter_id)
        settle_as(message, State.HANDLED, "", incoming.now)


def settle_as(message: Message, state: State, reason: str, now: datetime) -> None:
    message.state, message.reason, message.settled_at = state, reason[:400], now
    message.save(update_fields=["state", "reason", "settled_at"])
    trace(message, str(state.label), now, None, reason)


def _receipt(message: Message, envelope: Envelope, now: datetime) -> Message:
    refused = message.state == State.NOT_TAKEN
    body = {
        "result": "refused" if refused else "received",
        "reason": message.reason if refused else "",
        "digest": message.digest,
    }
    answer = Envelope(
        uuid7(), kinds.RECEIPT.code, message.partner.our_code, message.partner.code, now, body, envelope.matter,
        envelope.ext_code, message.message_id,
    )  # fmt: skip
    return keep_out(message.partner, answer, (), now=now, actor=None, matter=None, state=State.FETCHED)


def _settle(receipt: Message, envelope: Envelope, now: datetime) -> None:
    """A receipt closes what it answers. One that answers nothing of ours, or another content, is kept as not taken."""
    answered = Message.objects.select_for_update(of=("self",)).filter(
        partner=receipt.partner, direction=Direction.OUT, message_id=envelope.in_reply_to or envelope.id
    ).first()  # fmt: skip
    problems = kinds.RECEIPT.problems(envelope.body)
    if answered is None or problems or envelope.body["digest"] != answered.digest:
        settle_as(receipt, State.NOT_TAKEN, "这份回执对不上本局发出的任何一件。", now)
        return
    settle_as(receipt, State.HANDLED, "", now)
    if answered.state in (State.RECEIVED, State.REFUSED):
        return
    refused = envelope.body["result"] == "refused"
    answered.next_at = None
    answered.save(update_fields=["next_at"])
    settle_as(answered, State.REFUSED if refused else State.RECEIVED, str(envelope.body.get("reason") or ""), now)


def mark_handled(message: Message, actor: Actor, note: str, *, now: datetime) -> None:
    """The liaison has dealt with it by hand. Raises Refused when it is not waiting."""
    kept = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if kept.direction != Direction.IN or kept.state != State.NEW:
        raise Refused.because("state", "这件已经办理过。请刷新后查看。")
    if len(note) < 2:
        raise Refused.because("note", "请写明怎样办理的，例如“已登记为来件，编号……”。", need="note")
    kept.state, kept.settled_at, kept.reason = State.HANDLED, now, note[:400]
    kept.save(update_fields=["state", "settled_at", "reason"])
    trace(kept, "办理", now, actor, note)
