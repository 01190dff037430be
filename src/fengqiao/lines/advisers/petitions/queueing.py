"""From the reception into the one queue of public legal services: what was said goes along, nobody is asked again.

The queue is another line: it is opened by its codes, where it is installed, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from uuid6 import uuid7

from fengqiao.lines.advisers.permissions import RECEIVE
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Options
from fengqiao.matter.procedure import Asking, Carrying, Condition
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

LINE, PROCEDURE, OPENING = "legalservice", "service_request", "receive"
REFERRED, ANY_TIME, UNSORTED = "referred", "any", "other"  # its words: from which channel, how to reach them, what it is about
INTENTS: Options = (("aid", "申请法律援助"), ("mediation", "调解"), ("consult", "继续解答"), ("notary", "公证"))


def _installed(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
    return None if any(line.code == LINE for line in registry.lines()) else "没有装公共法律服务。"


INSTALLED = Condition("装了公共法律服务", _installed, quiet=True)


def of_queueing(asking: Asking) -> Mapping[str, Any]:
    """The id the request will have, and what the record says it was handed to."""
    return {"request": uuid7().hex, "to": f"公共法律服务（{dict(INTENTS).get(str(asking.data.get('intent')), '')}）"}


def carry(carrying: Carrying) -> None:
    """Open the request with what was told at the reception and what the lawyer said of it."""
    facts, said = carrying.facts, carrying.facts.last("advise")
    person = next(iter(facts.present_parties), None)
    others = len(facts.present_parties) - 1
    content = str(facts.opening.get("subject", "")) + (f"\n（同来{others}人）" if others > 0 else "")
    if said is not None:
        content += f"\n接访律师的意见：{said.get('opinion', '')}"
    data = {
        "content": content, "channel": REFERRED, "ext_no": carrying.matter.number, "intent": carrying.data["intent"], "area": UNSORTED, "safe": ANY_TIME,
        "language": "mandarin", "name": person.name if person else "", "phone": person.get("phone") if person else "",
    }  # fmt: skip
    procedure = registry.procedure_on(PROCEDURE, carrying.happened_on)
    doing = Doing(procedure.action(OPENING), {name: value for name, value in data.items() if value}, carrying.happened_on, under=RECEIVE)
    open_matter(
        carrying.actor, procedure, [doing], carrying.matter.office, now=carrying.now, demo=carrying.matter.demo, matter_id=UUID(carrying.data["request"]),
    )  # fmt: skip


def request_of(facts: Facts) -> Matter | None:
    """What it became in the queue."""
    fact = facts.last("to_queue")
    return Matter.objects.filter(pk=UUID(str(fact.get("request")))).first() if fact is not None else None


def of_session(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """The request it became, with the way to it for who may see it there."""
    request = request_of(facts)
    if request is None:
        return ()
    url = reverse("matter", args=[request.code]) if actor.holds(registry.line(LINE).may_see) else ""
    rows = [Row((Cell("公共法律服务"), Cell(request.number or "")), url, request.code)]
    return [Card("已转入", "ui/card_table.html", {"caption": "已转入", "columns": [Column("去处"), Column("工单号")], "rows": rows, "note": ""}, aside=True)]
