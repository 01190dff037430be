"""The one text message: nobody could be reached by telephone. It says nothing of what it is about, nor who asks."""

from __future__ import annotations

from django.utils import timezone

from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice.published import NotReached
from fengqiao.matter.actions import standing_of
from fengqiao.matter.events import subscribes
from fengqiao.messages.models import Way
from fengqiao.messages.refusals import MessageRefused
from fengqiao.messages.sending import send
from fengqiao.messages.wording import Template, declare

NOT_REACHED = declare(Template(
    "call_not_reached", "回电没有接通", "您预约的电话我们打过几次没有接通。方便时请回电{phone}，报尾号{tail}，半个月内接着办。", channels=(Way.SMS,),
))  # fmt: skip


@subscribes(NotReached)
def text_who_was_not_reached(event: NotReached) -> None:
    """Once, and only to a telephone that may be texted."""
    from fengqiao.lines.legalservice.models import ServiceRequest

    row = ServiceRequest.objects.select_related("office").get(pk=event.matter_id)
    facts = standing_of(row).facts
    person = next(iter(facts.present_parties), None)
    if person is None or not person.get("phone") or facts.value("safe", codes.SAFE_ANY) != codes.SAFE_ANY:
        return
    values = {"phone": row.office.phone or "12348", "tail": (row.number or "")[-4:]}
    try:
        send(
            NOT_REACHED, to=str(person.get("phone")), channel=Way.SMS, values=values, now=timezone.now(), key=f"service:{row.pk}:{event.entry}",
            matter_id=row.pk, territory=row.territory,
        )  # fmt: skip
    except MessageRefused:
        return
