"""What an officer does about messages that were not sent: 重新发送, 不再发送. Each is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from fengqiao.messages.channels import county_of, is_on
from fengqiao.messages.models import OPEN, OutMessage, State, Way
from fengqiao.messages.sending import defer
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.roles import DUTY, OFFICE_HEAD, SECTION_MEDIATION

ATTEND = Permission("messages.attend", "处理没有发出的通知", roles=(OFFICE_HEAD, DUTY, SECTION_MEDIATION))
AGAIN = (State.DEAD, State.OFF)
DROP = (*OPEN, *AGAIN)
MOST_AT_ONCE = 200


def messages_of(actor: Actor) -> QuerySet[OutMessage]:
    """The messages inside the actor's reach; trial messages and sign-in codes belong to no officer."""
    return OutMessage.objects.filter(territory__gte=actor.low, territory__lte=actor.high)


@transaction.atomic
def send_again(
    actor: Actor, found: QuerySet[OutMessage], ids: Iterable[UUID], *, now: datetime
) -> tuple[int, list[str]]:
    """Start anew with those that were not sent: how many, and why others were not. Recorded."""
    _may(actor)
    done, refused = [], []
    for message in _locked(found, ids):
        reason = _why_not_again(message)
        if reason:
            refused.append(f"{message.purpose}（{message.to_masked}）：{reason}")
            continue
        message.round += (
            0 if message.doubtful else 1
        )  # what may have arrived keeps its number, so that it is not sent twice
        message.state, message.attempts, message.last_error = State.WAITING, 0, ""
        message.not_before = message.next_try_at = now
        message.save()
        defer(message)
        done.append(str(message.pk))
    if done:
        record(
            actor, "messages.again", f"{len(done)}条通知", now=now, territory=actor.territory, new={"messages": done}
        )
    return len(done), refused


def _why_not_again(message: OutMessage) -> str:
    if message.state not in AGAIN:
        return f"现在是“{message.get_state_display()}”，不用重新发送。"
    if not message.to_sealed or not message.content_sealed:
        return "内容已按规定清除，不能重新发送。请从原来的页面再发一次。"
    if not is_on(county_of(message.territory), message.channel):
        return f"{Way(message.channel).label}通道没有开通，请先联系系统管理员。"
    return ""


@transaction.atomic
def drop(
    actor: Actor, found: QuerySet[OutMessage], ids: Iterable[UUID], reason: str, *, now: datetime
) -> tuple[int, list[str]]:
    """Give up sending, with a reason: how many, and why others were not. Recorded."""
    _may(actor)
    if not reason.strip():
        raise NotAllowed("请写明为什么不再发送，例如“已电话告知本人”。", "reason")
    done, refused = [], []
    for message in _locked(found, ids):
        if message.state not in DROP:
            refused.append(f"{message.purpose}（{message.to_masked}）：现在是“{message.get_state_display()}”。")
            continue
        message.state, message.last_error = State.CANCELLED, f"{actor.name}：{reason.strip()}"[:300]
        message.save(update_fields=["state", "last_error"])
        done.append(str(message.pk))
    if done:
        about = f"{len(done)}条通知"
        record(
            actor,
            "messages.drop",
            about,
            now=now,
            territory=actor.territory,
            new={"reason": reason.strip()[:200], "messages": done},
        )
    return len(done), refused


def _may(actor: Actor) -> None:
    if not actor.holds(ATTEND):
        raise NotAllowed(actor.lacks(ATTEND))


def _locked(found: QuerySet[OutMessage], ids: Iterable[UUID]) -> list[OutMessage]:
    """Those of the ids that may be seen, held until the end of the transaction."""
    return list(found.filter(pk__in=list(ids)[:MOST_AT_ONCE]).select_for_update(of=("self",)).order_by("pk"))
