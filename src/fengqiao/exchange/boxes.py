"""The boxes as a person may see them: envelopes of the own reach, without those of matters one may not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from fengqiao.divisions import territory as territories
from fengqiao.exchange import kinds
from fengqiao.exchange.canonical import read
from fengqiao.exchange.kinds import Field
from fengqiao.exchange.models import Message, Rejection
from fengqiao.exchange.permissions import MAY_EXCHANGE
from fengqiao.exchange.sending import text_of, trace
from fengqiao.matter.looks import SAME_LOOK, record_look
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import is_seen
from fengqiao.orgs.actor import Actor
from fengqiao.vault import mask_id_number, mask_name, mask_phone

HIDDEN = "（写明事由后查看）"
LEAST_REASON, LONGEST_NAME = 4, 5
LOOKED = "查看全部内容"


def require(actor: Actor) -> None:
    """Raises Refused for a post that does not deal with other bodies."""
    if not actor.holds(MAY_EXCHANGE):
        raise Refused.because("permission", actor.lacks(MAY_EXCHANGE))


def visible_messages(actor: Actor) -> QuerySet[Message]:
    """The envelopes of the actor's reach, receipts left out."""
    inside = Q(territory__gte=actor.low, territory__lte=actor.high)
    open_to = Q(matter_id__isnull=True) | Q(is_seen(actor))
    return Message.objects.filter(inside & open_to).exclude(kind=kinds.RECEIPT.code).select_related("partner")


def message_for(actor: Actor, number: int) -> Message:
    """One of them. Raises NotVisible."""
    found = visible_messages(actor).filter(pk=number).select_related("partner", "made_by").first()
    if found is None:
        raise NotVisible
    return found


def visible_rejections(actor: Actor) -> QuerySet[Rejection]:
    """What was not taken in; only for those who look after the whole county."""
    county = territories.county_of(actor.territory)
    if not actor.low <= county <= actor.high:
        return Rejection.objects.none()
    return Rejection.objects.filter(territory__in=(county, 0))


def matter_of_message(actor: Actor, message: Message) -> Matter | None:
    if message.matter_id is None:
        return None
    return Matter.objects.visible_to(actor).select_related("office").filter(pk=message.matter_id).first()


@dataclass(frozen=True)
class Line:
    """One thing a body says, in words."""

    label: str
    value: str
    wide: bool = False


def is_own(actor: Actor, message: Message, matter: Matter | None) -> bool:
    """Whether the actor wrote the envelope or handles its matter: such a look needs no reason."""
    return message.made_by_id == actor.staff_id or (matter is not None and matter.handler_id == actor.staff_id)


def content(message: Message, *, full: bool) -> tuple[list[Line], list[dict[str, Any]]]:
    """The body in words, masked unless ``full``, and the attachments it names."""
    envelope = read(text_of(message))
    kind = kinds.kind_of(message.kind)
    body = envelope["body"]
    if kind is None:
        lines = [Line(str(name), str(value) if full else HIDDEN) for name, value in body.items()]
    else:
        lines = _lines(kind.fields, body, full)
    return lines, envelope["attachments"]


def _lines(fields: Sequence[Field], body: dict[str, Any], full: bool) -> list[Line]:
    found = []
    for field in fields:
        value = body.get(field.name)
        if value in (None, "", []):
            continue
        if field.type == "rows" and isinstance(value, list):
            for n, row in enumerate(value, 1):
                text = "，".join(f"{line.label}：{line.value}" for line in _lines(field.of, row, full))
                found.append(Line(f"{field.label}{n}", text, wide=True))
        else:
            text = field.show(value) if full else masked(field, field.show(value))
            found.append(Line(field.label, text, wide=len(text) > 30))
    return found


def masked(field: Field, text: str) -> str:
    """What one sees of a personal value before saying why one looks."""
    match field.mask:
        case "name":
            return "、".join(mask_name(part) for part in text.split("、")) if len(text) <= LONGEST_NAME else HIDDEN
        case "phone":
            return mask_phone(text)
        case "id":
            return mask_id_number(text)
        case "text":
            return HIDDEN
        case _:
            return text


def note_look(actor: Actor, message: Message, matter: Matter | None, reason: str, *, now: datetime) -> None:
    """Record that the whole of it was looked at, with the envelope and, where there is one, with the matter."""
    own = is_own(actor, message, matter)
    recent = message.traces.filter(staff_id=actor.staff_id, what=LOOKED, at__gte=now - SAME_LOOK)
    if reason or not recent.exists():
        trace(message, LOOKED, now, actor, reason or "承办")
    if matter is not None:
        record_look(
            actor, matter, f"往来文件：{kinds.label_of(message.kind)}", reason or "承办", now=now, by_handler=own
        )
