"""What a recipient does on the phone with the own case: look how it stands, ask for another lawyer, object to its end, complain.

Three buttons apart, each with what it is for and by when it is answered. Whoever is on the other side is told nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.permissions import SEND_IN
from fengqiao.lines.legalaid.published import complaint_act
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, open_matter, perform
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.needs import Choice, LongText
from fengqiao.matter.public import (
    PROGRESS,
    Follows,
    Photos,
    PublicAct,
    Screen,
    SentIn,
    Snapshot,
    Step,
    follows,
    iso,
    phone_of,
    with_phone,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

SHOWN = ("aid_termination", "aid_lifted")
CHANGEABLE = ("firm", "named", "signed", "handling", "stopped")
STATES = {
    "pending": "正在为您指派律师", "firm": "已经指派机构，正在确定承办人", "named": "律师已经确定", "signed": "已经签约", "handling": "正在办理", "stopped": "正在更换承办人",
    "ended": "已经结案", "terminated": "已经终止", "handed": "已经结案，正在整理案卷", "returned": "已经结案，正在整理案卷", "passed": "已经结案", "archived": "已经结案",
    "left": "指派以前终止", "moved": "已移交外地办理", "moved_out": "已移交外地办理", "sent_back": "已退回移交的机构",
}  # fmt: skip


def find(phone: str) -> Iterable[UUID]:
    """The cases in which this telephone is the recipient's, or that of whoever acts for a child."""
    return with_phone("aidcases", phone, ("", codes.RECIPIENT, codes.AGENT))


def may_be_told(facts: Facts, phone: str) -> bool:
    """The recipients and who acts for them; never a telephone the other side has too, one nobody may tell, nor that of an accused's family."""
    if f.by_letter(facts) or any(phone_of(party.get("phone")) == phone for party in f.opponents(facts)) or phone in str(facts.value("forbidden", "")):
        return False
    mine = [party for party in facts.present_parties if party.side in ("", codes.RECIPIENT, codes.AGENT)]
    return any(phone_of(party.get("phone")) == phone for party in mine)


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """How the case stands. ``phone`` empty: sent from the telephone that follows it."""
    facts = known_facts(matter)
    if phone and not may_be_told(facts, phone):
        return None
    one = f.assigned(facts)
    clock = DeadlineRow.objects.filter(matter_id=matter.pk, rule="decide_change", state=ClockState.RUNNING).first()
    return Snapshot(
        title="您的法律援助案件", number=matter.number or "", state=STATES.get(matter.stage, ""), who=one.handler_name if one and one.handler_name else "法律援助中心",
        since_on=iso(facts.opening.happened_on), until_on=iso(clock.due_on) if clock else "", until_word="最迟这一天决定是否换律师（本局时限）" if clock else "",
        steps=_steps(facts, one), said=tuple(_said(facts, one)), can=_can(facts), acts=tuple(_acts(matter, facts)), closed=matter.closed, quiet=True, unnamed=bool(matter.restricted),
        papers=tuple(Paper.objects.filter(matter_id=matter.pk, kind__in=SHOWN, state__in=("issued", "signed")).order_by("n").values_list("n", flat=True)),
    )  # fmt: skip


def _steps(facts: Facts, one: f.Assigned | None) -> tuple[Step, ...]:
    met, over = f.first_met_on(facts), f.closing_day(facts)
    named = one.named_on if one else None
    return (
        Step("指派律师", "done" if named else "now", iso(named), one.handler_name if one and named else "三日内指派"),
        Step("约您见面", "done" if met else "now" if named else "next", iso(met), "" if met else "律师会联系您"),
        Step("办理", "done" if over else "now" if met else "next", "", "律师至少三十日向您通报一次进展"),
        Step("结案", "done" if over else "next", iso(over)),
    )


def _said(facts: Facts, one: f.Assigned | None) -> Iterable[tuple[str, str]]:
    if one and one.handler_name:
        yield "您的律师", f"{one.handler_name}（{one.org_name}）{one.phone}"
    fact = facts.last("refuse_change")
    if fact is not None:
        yield "没有换律师的原因", str(fact.get("reason", ""))
    ended = f.termination(facts)
    if ended is not None:
        yield "终止的原因", str(ended.get("said", ""))


def _can(facts: Facts) -> tuple[str, ...]:
    free = "法律援助不收费。有人以此向您要钱的，请点“投诉”。"
    if f.termination(facts) is not None:
        return ("不同意终止的，点“提出异议”，司法局五日内审查，什么时候提都可以。", free)
    return ("律师不尽责的，可以“换律师”；说谁违反规定的，点“投诉”。两样可以都提。", free)


def _acts(matter: Matter, facts: Facts) -> Iterable[str]:
    if matter.stage in CHANGEABLE and f.change_asked(facts) is None:
        yield "change"
    if f.termination(facts) is not None:
        yield "object"
    yield "complain"


# Acting ----------------------------------------------------------------------------------------------------------------


def change(matter: Matter, sent: SentIn) -> None:
    """The recipient asks for another lawyer."""
    data: dict[str, Any] = {"by": "recipient", "reason": sent.data["reason"], "facts": sent.data["facts"], **({"files": sent.files} if sent.files else {})}
    doing = Doing(registry.procedure_of(matter).action("ask_change"), data, timezone.localdate(sent.sent_at), happened_at=sent.sent_at, behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def object_(matter: Matter, sent: SentIn) -> None:
    """An objection to the termination, at the bureau."""
    facts = known_facts(matter)
    mine = [party for party in facts.present_parties if party.side != codes.OPPONENT and phone_of(party.get("phone")) == sent.phone]
    who = mine[0] if mine else f.recipient(facts)
    row = {"name": who.name if who else "受援人", "phone": sent.phone, **({"side": "agent"} if who and who.side == codes.AGENT else {})}
    data = {"parties": [row], "reason": sent.data["reason"], "origin": matter.pk.hex, **({"files": sent.files} if sent.files else {})}
    day = timezone.localdate(sent.sent_at)
    procedure = registry.procedure_on("aid_objection", day)
    doing = Doing(procedure.action("receive"), data, day, behalf_of=sent.behalf_of, under=SEND_IN)
    open_matter(sent.actor, procedure, [doing], Office.objects.get(pk=sent.actor.office_id), now=sent.now, once=sent.once)


ACTS = (
    PublicAct("change", "换律师", "律师不见面、不通报、不尽责的，请中心换一位。五日内决定。", (
        Screen("reason", "为什么要换？", (Choice("reason", "为什么", options=(("idle", "不见面、不联系、不尽责"), ("quality", "办得不好"), ("interest", "他和对方有关系"), ("other", "其他"))),)),
        Screen("facts", "说说具体情况", (LongText("facts", "具体情况", least=4, most=2000, lines=5),), help="哪一天、什么事。中心会听律师说明再决定。"),
        Screen("photos", "有材料吗？", (Photos("photos", "材料", required=False),), help="没有可以跳过。"),
    ), change, done="中心已经收到，五日内决定。", send_label="交给法律援助中心"),
    PublicAct("object", "提出异议", "只对终止援助的决定：不同意的，请司法局审查，五日内答复。", (
        Screen("reason", "为什么不同意？", (LongText("reason", "理由", least=2, most=2000, lines=5),), help="写清楚哪里不对就行。"),
        Screen("photos", "有新的材料吗？", (Photos("photos", "材料", required=False),), help="没有可以跳过。"),
    ), object_, done="司法局已经收到您的异议。", send_label="交给司法局", once=True),
    complaint_act("recipient"),
)  # fmt: skip
FOLLOWED = follows(Follows("aidcases", find, tell, ACTS, may_have=lambda matter, phone, paper: paper.kind in SHOWN, by_deputy=frozenset((PROGRESS,))))
