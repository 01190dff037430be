"""Carrying one message out: claimed by one worker, sent outside any transaction, then marked.

A worker that dies between sending and marking leaves the row at 正在发送; the sweep turns it into 结果不明 and it is tried
again under the same number, so that the other side can tell a repetition.
"""

from __future__ import annotations

import logging
import random
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fengqiao.messages.channels import county_of, house_of, open_channel
from fengqiao.messages.models import OPEN, OutMessage, State, Way
from fengqiao.messages.outcome import REFUSED, SENT, Outcome, refused
from fengqiao.messages.parcel import Parcel
from fengqiao.messages.sending import address_in, after_house_quiet, content_in, defer
from fengqiao.messages.wording import find

log = logging.getLogger(__name__)
LADDER_SECONDS = (60, 300, 900, 3600, 4 * 3600, 12 * 3600)  # seven tries in about seventeen hours
URGENT_SECONDS = (5, 15, 30, 60, 120)  # somebody waits for it
JITTER = 0.2
LEASE = timedelta(minutes=5)  # longer than any one try can take
LAPSED = "已过有效时间，没有再发。"


def deliver(message_id: UUID, now: datetime | None = None) -> str:
    """Send one message that is due; the state it is in afterwards, "" when somebody else has it or it is not due."""
    message = claim(message_id, now or timezone.now())
    if message is None:
        return ""
    if message.state == State.SENDING:
        outcome = _try(message)
        settle(message, outcome, now or timezone.now())
    return OutMessage.objects.values_list("state", flat=True).get(pk=message_id)


@transaction.atomic
def claim(message_id: UUID, now: datetime) -> OutMessage | None:
    """Take the message for this worker: locked rows are somebody else's, and only what is due is taken."""
    due = OutMessage.objects.select_for_update(skip_locked=True).filter(state__in=OPEN, next_try_at__lte=now)
    message = due.filter(pk=message_id).first()
    if message is None:
        return None
    if settings.DEMO:  # whatever was left waiting: in a demonstration nothing leaves the machine
        message.state, message.last_error = State.DEMO, ""
        message.save(update_fields=["state", "last_error"])
        return message
    if message.expires_at is not None and message.expires_at <= now:
        _close(message, State.DEAD, LAPSED)
        return message
    until = now if message.urgent else after_house_quiet(house_of(county_of(message.territory)), now)
    if until > now:
        message.not_before = message.next_try_at = until
        message.save(update_fields=["not_before", "next_try_at"])
        defer(message)
        return None
    message.state, message.started_at, message.attempts = State.SENDING, now, message.attempts + 1
    message.save(update_fields=["state", "started_at", "attempts"])
    return message


def _try(message: OutMessage) -> Outcome:
    """One try over the network. What goes wrong inside is said without anything of the content."""
    try:
        channel = open_channel(county_of(message.territory), message.channel)
        if channel is None:
            return refused(_off(message))
        content = content_in(message)
        return channel.send(
            Parcel(
                message.wire_id,
                message.template,
                content["subject"],
                address_in(message),
                content["text"],
                content["values"],
            )
        )
    except Exception as error:
        log.error("message %s could not be sent: %s", message.pk, type(error).__name__)
        return refused(f"通知在本机处理时出错（{type(error).__name__}），没有发出。请系统管理员查看日志。")


def _off(message: OutMessage) -> str:
    return f"{Way(message.channel).label}通道没有开通，请系统管理员在“通知通道”中设置。"


@transaction.atomic
def settle(message: OutMessage, outcome: Outcome, now: datetime) -> None:
    """Mark what came of this try. A try whose place another has taken in the meantime changes nothing but 已发出."""
    row = OutMessage.objects.select_for_update().get(pk=message.pk)
    mine = row.state in (State.SENDING, State.UNKNOWN) and row.attempts == message.attempts
    if outcome.kind == SENT:
        if mine or row.state in (*OPEN, State.SENDING):
            row.sent_at, row.provider_id = now, outcome.provider_id
            _close(row, State.SENT, "")
        return
    if not mine:
        return
    row.doubtful = row.doubtful or outcome.doubtful
    if outcome.kind == REFUSED:
        off = outcome.error == _off(message)
        _close(row, State.OFF if off else State.DEAD, outcome.error)
        return
    wait = next_wait(row, outcome)
    if wait is None:
        _close(row, State.DEAD, f"试了{row.attempts}次都没有发出：{outcome.error}"[:300])
        return
    again = now + wait
    if row.expires_at is not None and again >= row.expires_at:
        _close(row, State.DEAD, f"{LAPSED}{outcome.error}"[:300])
        return
    row.next_try_at = again if row.urgent else after_house_quiet(house_of(county_of(row.territory)), again)
    row.state, row.last_error = State.WAITING, outcome.error
    row.save()
    defer(row)


def next_wait(message: OutMessage, outcome: Outcome) -> timedelta | None:
    """How long until the next try, spread a little so that not all come at once; None when it is given up."""
    ladder = URGENT_SECONDS if message.urgent else LADDER_SECONDS
    if message.attempts > len(ladder):
        return None
    seconds = ladder[message.attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)
    return timedelta(seconds=max(seconds, outcome.wait_seconds))


def _close(message: OutMessage, state: State, error: str) -> None:
    """The end of it for now; a secret is erased with it."""
    message.state, message.last_error = state, error
    known = find(message.template)
    if known is None or known.secret:
        message.content_sealed = ""
    message.save()


# The sweep -------------------------------------------------------------------------------------------------------------

MOST_AT_ONCE = 500


def sweep(now: datetime) -> int:
    """What fell due while nobody worked, and what a dead worker left in hand. Repeatable; how many jobs were put."""
    left = OutMessage.objects.filter(state=State.SENDING, started_at__lt=now - LEASE)
    with transaction.atomic():
        for message in left.select_for_update(skip_locked=True)[:MOST_AT_ONCE]:
            message.state, message.doubtful, message.next_try_at = State.UNKNOWN, True, now
            message.last_error = "发送途中程序停止，不知对方是否已收到；用同一编号重试。"
            message.save(update_fields=["state", "doubtful", "next_try_at", "last_error"])
    due = list(OutMessage.objects.filter(state__in=OPEN, next_try_at__lte=now).order_by("next_try_at")[:MOST_AT_ONCE])
    for message in due:
        defer(message)
    return len(due)


def forget(now: datetime, *, after: timedelta = timedelta(days=180)) -> int:
    """Erase address and content of what has long been over; the fact that it was sent stays. How many were erased."""
    old = (
        OutMessage.objects.filter(created_at__lt=now - after)
        .exclude(state__in=(*OPEN, State.SENDING))
        .exclude(to_sealed="")
    )
    return old.update(to_sealed="", content_sealed="", to_index=b"")


def forget_codes(now: datetime) -> int:
    """Erase codes that have lapsed, in demonstrations too."""
    over = (
        OutMessage.objects.filter(expires_at__lte=now)
        .exclude(state__in=(*OPEN, State.SENDING))
        .exclude(content_sealed="")
    )
    return over.update(content_sealed="")
