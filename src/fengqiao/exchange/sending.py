"""Sending: an envelope is written in the transaction of what caused it; delivery comes after, as often as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from fengqiao.exchange import kinds
from fengqiao.exchange.canonical import NotCanonical
from fengqiao.exchange.envelope import MOST_ATTACHMENTS, MOST_BYTES, Attachment, Envelope, Sealed, pack, seal
from fengqiao.exchange.models import Direction, ExternalCode, Message, Mode, Partner, State, Trace
from fengqiao.exchange.own import signer
from fengqiao.exchange.partners import in_charge
from fengqiao.exchange.privacy import check_body
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor

SYSTEM = "系统"


def send(
    partner: Partner, kind: str, body: Mapping[str, Any], *, now: datetime, actor: Actor | None = None,
    matter_id: UUID | None = None, attachments: Sequence[Attachment] = (), in_reply_to: UUID | None = None,
) -> Message:  # fmt: skip
    """Write an envelope to another body and have it delivered once this transaction is committed.

    A body that was dissolved is followed to its successor. Raises Refused: the body may not be sent to, the kind is
    unknown, the content does not fit it or may not leave. Then nothing is written.
    """
    to, declared = in_charge(partner, now.date()), kinds.kind_of(kind)
    if closed := to.why_closed(now.date()):
        raise Refused.because("partner", closed)
    if declared is None:
        raise Refused.because("kind", f"没有“{kind}”这种往来文件。")
    matter = Matter.objects.get(pk=matter_id) if matter_id else None
    check_body(declared, body, to, matter)
    envelope = Envelope(
        uuid7(), kind, to.our_code, to.code, now, dict(body), matter.code if matter else "",
        code_of(to, matter_id) if matter_id else "", in_reply_to,
    )  # fmt: skip
    message = keep_out(to, envelope, attachments, now=now, actor=actor, matter=matter)
    if to.pk != partner.pk:
        trace(message, "改送", now, actor, f"{partner.name}已撤并，由{to.name}接续")
    if to.mode == Mode.HTTP:
        from fengqiao.exchange.delivering import deliver

        deliver.configure(lock=f"exchange-{message.pk}").defer(number=message.pk)
    return message


def keep_out(
    partner: Partner, envelope: Envelope, attachments: Sequence[Attachment], *, now: datetime, actor: Actor | None,
    matter: Matter | None, state: str = State.WAITING,
) -> Message:  # fmt: skip
    """Seal, file and note an envelope of ours."""
    total = sum(len(each.content) for each in attachments)
    if total * 4 // 3 > MOST_BYTES - 200_000 or len(attachments) > MOST_ATTACHMENTS:
        raise Refused.because(
            "size",
            f"附件共{total // 1024}KB、{len(attachments)}个，超过一件往来文件的上限（约11MB、{MOST_ATTACHMENTS}个）。请分成几件发送。",
        )
    try:
        sealed = seal(envelope, signer(), tuple(attachments))
    except NotCanonical as error:
        raise Refused.because("body", f"内容不能发出：{error}") from None
    territory = matter.territory if matter else actor.territory if actor else partner.territory
    message = keep(partner, Direction.OUT, sealed, state, territory, now)
    message.matter_id, message.made_by_id = matter.pk if matter else None, actor.staff_id if actor else None
    message.next_at = now if state == State.WAITING and partner.mode == Mode.HTTP else None
    message.save(force_insert=True)
    trace(message, "写成", now, actor)
    return message


def keep(partner: Partner, direction: Direction, sealed: Sealed, state: str, territory: int, now: datetime) -> Message:
    """The row of an envelope, its attachments filed; not yet saved."""
    for content in sealed.parts.values():
        store().put(content)
    envelope = sealed.envelope
    message = Message(
        direction=direction, partner=partner, message_id=envelope.id, kind=envelope.kind[:40], territory=territory,
        ext_code=envelope.ext_code, in_reply_to=envelope.in_reply_to, created_at=envelope.created_at, noted_at=now, state=state,
        digest=sealed.digest, signature=sealed.signature, key_id=sealed.key_id, parts=sorted(sealed.parts),
    )  # fmt: skip
    message.put(sealed.text.decode("utf-8"), envelope.id.bytes)
    return message


def text_of(message: Message) -> bytes:
    """The envelope as it was signed. A look at personal data: the caller records it."""
    return message.taken(message.message_id.bytes).encode("utf-8")


def packet_of(message: Message) -> bytes:
    """The bytes that travel, the same each time."""
    parts = {sm3: store().read(sm3) for sm3 in message.parts}
    return pack(text_of(message), message.digest, message.key_id, message.signature, parts)


def trace(message: Message, what: str, now: datetime, actor: Actor | None = None, note: str = "") -> None:
    """One line of a message's history."""
    Trace.objects.create(
        message=message, at=now, staff_id=actor.staff_id if actor else None, as_whom=actor.as_whom if actor else SYSTEM,
        what=what, note=note[:400],
    )  # fmt: skip


def bind_code(partner: Partner, ext_code: str, matter_id: UUID) -> None:
    """The body's own number of a matter. Raises Refused when that number is another matter's."""
    bound, _ = ExternalCode.objects.get_or_create(partner=partner, ext_code=ext_code, defaults={"matter_id": matter_id})
    if bound.matter_id != matter_id:
        raise Refused.because("ext-code", f"{partner.name}的编号“{ext_code}”已经是另一件事的编号。请与对方核对编号。")


def code_of(partner: Partner, matter_id: UUID) -> str:
    """What the body calls the matter; empty when it never said."""
    found = (
        ExternalCode.objects.filter(partner=partner, matter_id=matter_id)
        .order_by("-pk")
        .values_list("ext_code", flat=True)
    )
    return found.first() or ""


def matter_of(partner: Partner, ext_code: str) -> UUID | None:
    """Which matter the body means by its number."""
    if not ext_code:
        return None
    return ExternalCode.objects.filter(partner=partner, ext_code=ext_code).values_list("matter_id", flat=True).first()
