"""The complaint on the phone: of somebody who follows an application or a case, against whoever is to serve them."""

from __future__ import annotations

from django.utils import timezone

from fengqiao.lines.legalaid.complaints import codes
from fengqiao.lines.legalaid.complaints.procedure import COMPLAINT
from fengqiao.lines.legalaid.permissions import SEND_IN
from fengqiao.matter.actions import Doing, known_facts, open_matter
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Choice, LongText
from fengqiao.matter.public import Photos, PublicAct, Screen, SentIn, phone_of
from fengqiao.orgs.models import Office

SENT = "司法局已经收到。五个工作日内告诉您是否受理，受理后四十五日内办结。"


def complain(matter: Matter, sent: SentIn, standing: str) -> Matter:
    """A complaint of one's own, at the bureau; the name is the one the application or case has for this telephone."""
    people = known_facts(matter).present_parties
    who = next((party for party in people if phone_of(party.get("phone")) == sent.phone), people[0])
    data = {
        "parties": [{"name": who.name, "phone": sent.phone}], "standing": standing, "against": sent.data["against"], "head": sent.data["head"], "channel": "phone",
        "content": sent.data["content"], "origin": matter.pk.hex, **({"files": sent.files} if sent.files else {}),
    }  # fmt: skip
    doing = Doing(COMPLAINT.action("receive"), data, timezone.localdate(sent.sent_at), behalf_of=sent.behalf_of, under=SEND_IN)
    bureau = Office.objects.get(pk=sent.actor.office_id)
    return open_matter(sent.actor, COMPLAINT, [doing], bureau, now=sent.now, once=sent.once).matter


def act(standing: str) -> PublicAct:
    """The button, its questions, what it does; ``standing``: what somebody who follows this line's matters is."""
    return PublicAct(
        "complain", "投诉", "有人收钱、不尽责、拖着不办的，向司法局投诉。五个工作日内答复是否受理，四十五日内办结。换律师、对决定有异议的，用另外的按钮。", (
            Screen("against", "投诉谁？", (Choice("against", "投诉谁", options=codes.AGAINST[:3]),), help="不清楚的，选承办人。"),
            Screen("head", "投诉什么？", (Choice("head", "投诉什么", options=codes.HEADS),)),
            Screen("content", "说说是怎么回事", (LongText("content", "事实和要求", least=4, most=2000, lines=6),), help="什么时候、在哪里、谁做了什么、您要怎样。"),
            Screen("photos", "有照片、转账记录吗？", (Photos("photos", "材料", required=False),), help="没有可以跳过。"),
        ), lambda matter, sent: _send(matter, sent, standing), done=SENT, send_label="交给司法局",
    )  # fmt: skip


def _send(matter: Matter, sent: SentIn, standing: str) -> None:
    complain(matter, sent, standing)
