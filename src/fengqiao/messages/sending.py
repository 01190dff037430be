"""The one door for messages: taken, sealed, stored, its job deferred, all inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from uuid6 import uuid7

from fengqiao.messages.addresses import clean_address, mask_address
from fengqiao.messages.channels import county_of, house_of, is_on
from fengqiao.messages.guarding import Wish, objection
from fengqiao.messages.keys import data_key
from fengqiao.messages.models import House, OutMessage, State, Way
from fengqiao.messages.quiet import after_quiet
from fengqiao.messages.refusals import TooOften
from fengqiao.messages.wording import Template
from fengqiao.orgs.keys import ring

_TO, _CONTENT = b"to", b"content"
NOT_COUNTED = (State.CANCELLED, State.OFF)


@transaction.atomic
def send(
    template: Template, *, to: str, channel: str, values: Mapping[str, object], now: datetime, key: str = "",
    matter_id: UUID | None = None, territory: int | None = None, purpose: str = "",
) -> OutMessage:  # fmt: skip
    """Take a message. The same ``key`` again returns the message there is; ``key`` holds no personal data.

    Raises BadAddress, TooOften and PersonalDataInside with a sentence for the screen, ValueError for a wrong slot or channel.
    """
    if channel not in template.channels or channel not in Way.values:
        raise ValueError(f"template {template.code} is not sent by {channel!r}")
    address, given = clean_address(channel, to), template.values_for(values)
    known = OutMessage.objects.filter(key=key).first() if key else None
    if known is not None:
        return known
    message = _new(template, address, channel, given, now, territory)
    message.key, message.matter_id = key or str(message.pk), matter_id
    message.purpose = (purpose or template.label)[:60]
    _take(message, template, objection(Wish(template, channel, address, matter_id)), now)
    stored, made = OutMessage.objects.get_or_create(
        key=message.key,
        defaults={
            f.attname: getattr(message, f.attname) for f in OutMessage._meta.concrete_fields if f.attname != "key"
        },
    )
    if made and stored.state == State.WAITING:
        defer(stored)
    return stored


def _new(
    template: Template, address: str, channel: str, values: dict[str, str], now: datetime, territory: int | None
) -> OutMessage:
    pk = uuid7()
    data, content = data_key(), {"subject": template.label, "text": template.said(values), "values": values}
    return OutMessage(
        pk=pk, channel=channel, template=template.code, urgent=template.urgent, territory=territory,
        to_sealed=data.seal(address, bound_to=pk.bytes + _TO), to_masked=mask_address(channel, address),
        to_index=ring().blind_index.of(f"message_{channel}", address),
        content_sealed=data.seal(json.dumps(content, ensure_ascii=False), bound_to=pk.bytes + _CONTENT),
        state=State.WAITING, created_at=now, not_before=now, next_try_at=now,
        expires_at=now + timedelta(minutes=template.lasts_minutes) if template.lasts_minutes else None,
    )  # fmt: skip


def _take(message: OutMessage, template: Template, against: str, now: datetime) -> None:
    """Decide what becomes of it: sent now, after the quiet hours, or not at all and why."""
    county = county_of(message.territory)
    house = house_of(county)
    too_many = _hold_back(message, template, house, now)
    if against:
        message.state, message.last_error = State.CANCELLED, against[:300]
    elif too_many:
        message.state, message.last_error = State.DEAD, too_many
    elif settings.DEMO:
        message.state = State.DEMO
    elif not is_on(county, message.channel):
        message.state, message.last_error = (
            State.OFF,
            f"{Way(message.channel).label}通道没有开通，请系统管理员在“通知通道”中设置。",
        )
    elif not message.urgent:
        message.not_before = message.next_try_at = after_house_quiet(house, now)
    if template.secret and message.state in (State.CANCELLED, State.DEAD, State.OFF):
        message.content_sealed = ""


def after_house_quiet(house: House, now: datetime) -> datetime:
    """``now``, or the end of the house's quiet hours."""
    return after_quiet(now, house.quiet_from, house.quiet_to, timezone.get_default_timezone())


def _hold_back(message: OutMessage, template: Template, house: House, now: datetime) -> str:
    """Why this recipient gets no more today, or ""; a template with limits of its own raises TooOften instead.

    Counting and storing are one step for one recipient: others wait until this transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(%s)", [int.from_bytes(bytes(message.to_index)[:8], "big", signed=True)]
        )
    got = OutMessage.objects.filter(to_index=message.to_index).exclude(state__in=NOT_COUNTED)
    same = got.filter(template=template.code)
    if template.gap_seconds and same.filter(created_at__gt=now - timedelta(seconds=template.gap_seconds)).exists():
        raise TooOften(f"刚刚已发过一条，请等{template.gap_seconds}秒后再试。")
    if template.most_an_hour and same.filter(created_at__gt=now - timedelta(hours=1)).count() >= template.most_an_hour:
        raise TooOften(f"一小时内已发过{template.most_an_hour}条{template.label}，请一小时后再试，或到司法所窗口办理。")
    if template.urgent or got.filter(created_at__gt=now - timedelta(days=1)).count() < house.most_a_day:
        return ""
    return f"这个收件人一天内已有{house.most_a_day}条通知，这一条没有再发。确有必要的，请改用电话联系，或明天重新发送。"


def defer(message: OutMessage) -> None:
    """Put the job into the queue, inside the transaction: it names the message and nothing of it."""
    from fengqiao.messages.jobs import deliver

    deliver.configure(schedule_at=message.next_try_at).defer(message_id=str(message.pk))


# Opening what was sealed -----------------------------------------------------------------------------------------------


def address_in(message: OutMessage) -> str:
    """The plain address, for sending alone."""
    return data_key().open(message.to_sealed, message.pk.bytes + _TO)


def content_in(message: OutMessage) -> dict[str, Any]:
    """``subject``, ``text`` and ``values``, for sending alone."""
    found: dict[str, Any] = json.loads(data_key().open(message.content_sealed, message.pk.bytes + _CONTENT))
    return found


def latest_demo(to: str, *, template: Template, channel: str = Way.SMS, now: datetime | None = None) -> str:
    """In a demonstration: the latest text of this template to this address, while it holds; "" anywhere else."""
    if not settings.DEMO:
        return ""
    address = clean_address(channel, to)
    index = ring().blind_index.of(f"message_{channel}", address)
    found = (
        OutMessage.objects.filter(to_index=index, template=template.code, state=State.DEMO)
        .order_by("-created_at", "-pk")
        .first()
    )
    if found is None or not found.content_sealed or (found.expires_at and found.expires_at <= (now or timezone.now())):
        return ""
    return str(content_in(found)["text"])
