"""What a party does by telephone in a mediation: see how it stands, consent or not, fetch the own papers.

A party is told of the own case by the telephone that stands beside the own name. Nothing of the other party is told: no
name, no answer, no telephone. Where domestic violence is in it, nothing is told here at all (反家庭暴力法): the telephone
may be in the other one's hands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.mediation import agreement, codes, papers, people, procedure
from fengqiao.matter import invited
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.merging import merge_fact
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.needs import Choice, LongText
from fengqiao.matter.public import (
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
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts, PartyFact
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CITIZEN

SEND_IN = Permission("mediation.send_in", "当事人手机办理", roles=(CITIZEN,))
ANSWERS = (("yes", "同意调解"), ("no", "不同意调解"))
OWN_PAPERS = (papers.RIGHTS.code, papers.DECLINING.code)
AGREEMENTS = (papers.AGREEMENT.code, papers.ORAL_AGREEMENT.code)
SHOWN_CLOCKS = (
    "accept",
    "assign",
    "mediate",
    "mediate_court_before",
    "mediate_court_ordinary",
    "mediate_court_simplified",
    "mediate_medical",
)
NOT_TOLD = ("violence", "minor")


def find(phone: str) -> Iterable[UUID]:
    """The cases in which this telephone stands beside a party."""
    return with_phone("mediation", phone)


def own_parties(facts: Facts, phone: str) -> list[PartyFact]:
    """The present parties whose telephone this is. Two sides behind one telephone: nobody's."""
    found = [party for party in facts.present_parties if phone and phone_of(party.get("phone")) == phone]
    return found if len({party.side for party in found}) == 1 else []


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What this party is told."""
    facts = standing_of(matter).facts
    mine = own_parties(facts, phone)
    if not mine or matter.restricted in NOT_TOLD or matter.sealed:
        return None
    stage = matter.stage
    clock = (
        DeadlineRow.objects.filter(matter_id=matter.pk, state=ClockState.RUNNING, rule__in=SHOWN_CLOCKS)
        .order_by("due_on")
        .first()
    )
    asked = [party for party in mine if party in people.without_consent(facts, "mediation")]
    waiting = bool(asked) and stage == procedure.PENDING.code
    days = invited.invitation(procedure.APPOINTING, facts, [party.n for party in mine], timezone.localdate())
    closed = procedure.GENERAL.stage(stage).closed
    acts = (*(("consent",) if waiting else ()), *((invited.ACT,) if days else ()), *(() if closed else ("supplement",)))
    return Snapshot(
        title=f"您参加的人民调解（{dict(codes.TYPES).get(facts.value('type', ''), '纠纷')}）", number=matter.number or "",
        state="等您答复是否同意调解" if waiting else days.state if days else _state(facts, stage), who=matter.office.short_name,
        since_on=iso(facts.opening.happened_on), until_on=iso(clock.due_on) if clock else "",
        until_word=f"{clock.label}到这一天（{clock.source}）" if clock else "", steps=_steps(matter, facts),
        can=("调解不收费，您可以随时拒绝、终止调解，也可以依法起诉（人民调解法第四条、第二十三条）。",),
        acts=acts, asks=(*(("consent",) if waiting else ()), *((invited.ACT,) if days and days.waits else ())),
        offered={invited.DAY: days.options} if days else {}, meeting=days.meeting if days else "", said=days.said if days else (),
        papers=_papers(matter, facts), closed=closed,
        quiet=bool(matter.restricted), unnamed=bool(matter.restricted), related=(matter.pk,),
    )  # fmt: skip


def _state(facts: Facts, stage: str) -> str:
    words = {
        "pending": "等待受理",
        "performing": "已达成协议，正在履行",
        "ended": "调解终止",
        "escalated": "转上级调委会",
        "merged": "已并入另一件案件一并调解",
    }
    return words.get(stage) or procedure.GENERAL.stage(stage).label


def _steps(matter: Matter, facts: Facts) -> tuple[Step, ...]:
    unit = matter.office.short_name
    marks = (
        ("登记", facts.opening.happened_on, f"{unit}登记"), ("受理", facts.on("accept"), ""), ("指派调解员", facts.on("assign"), ""),
        ("调解", facts.on("session"), ""), ("达成协议", agreement.effective_on(facts), ""), ("结案", facts.on("close"), ""),
    )  # fmt: skip
    merged = merge_fact(facts)
    over = merged.happened_on if merged else facts.on("decline", "end", "withdraw", "escalate", "void_case", "time_is_up")
    found, now = [], False
    for label, on, note in marks:
        if on is not None:
            found.append(Step(label, "done", iso(on), note))
        elif over is None:
            found.append(Step(label, "next" if now else "now", "", note))
            now = True
    if over is not None:
        found.append(Step(_state(facts, matter.stage), "done", iso(over)))
    return tuple(found)


def _papers(matter: Matter, facts: Facts) -> tuple[int, ...]:
    """Rights and refusal for everybody; the agreement once it is in force: each party holds a copy (人民调解法第二十九条)."""
    kinds = [*OWN_PAPERS, *(AGREEMENTS if agreement.effective_on(facts) is not None else ())]
    found = Paper.objects.filter(matter_id=matter.pk, kind__in=kinds, state__in=("issued", "signed"), private=False)
    return tuple(found.order_by("n").values_list("n", flat=True))


def may_have(matter: Matter, phone: str, paper: Paper) -> bool:
    facts = standing_of(matter).facts
    return bool(own_parties(facts, phone)) and paper.n in _papers(matter, facts)


def consent(matter: Matter, sent: SentIn) -> None:
    """The party's own answer, given by a verified telephone."""
    facts = standing_of(matter).facts
    asked = people.without_consent(facts, "mediation")
    mine = [party.n for party in own_parties(facts, sent.phone) if party in asked]
    if not mine:
        raise Refused.because("consent", "您的答复已经登记过，不用再答复。要改变主意，请告诉调委会。")
    data: dict[str, Any] = {"who": mine, "kind": "mediation", "answer": sent.data["answer"], "way": codes.PHONE_CODE}
    doing = Doing(procedure.consent, data, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def choose_day(matter: Matter, sent: SentIn) -> None:
    """Which of the times offered suits this party."""
    people_here = [party.n for party in own_parties(standing_of(matter).facts, sent.phone)]
    invited.record_answer(procedure.APPOINTING, matter, people_here, sent, SEND_IN)


def add(matter: Matter, sent: SentIn) -> None:
    """More of what the party has to say, and papers."""
    data: dict[str, Any] = {"text": str(sent.data["text"]), **({"files": sent.files} if sent.files else {})}
    doing = Doing(procedure.SUPPLEMENTS.comes, data, timezone.localdate(sent.now), behalf_of=sent.behalf_of)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def asked_by(matter: Matter) -> list[str]:
    """The telephones of the parties whose choice of a time is waited for."""
    facts = standing_of(matter).facts
    offer = procedure.APPOINTING.current(facts)
    waited = offer.unanswered if offer is not None else ()
    return [phone_of(party.get("phone")) for party in facts.present_parties if party.n in waited and party.get("phone")]


ACTS = (
    PublicAct("consent", "答复是否同意调解", "对方申请了人民调解，要您同意才能进行。", (
        Screen("answer", "您同意由调委会调解吗？", (Choice("answer", "答复", options=ANSWERS),),
               help="自愿、免费。不同意也没有关系，不影响您的其他权利（人民调解法第三条、第十七条）。"),
    ), consent, done="已经记下您的答复。", send_label="答复", once=True),
    PublicAct(invited.ACT, invited.LABEL, invited.HELP, invited.SCREENS, choose_day, done=invited.DONE, send_label="答复"),
    PublicAct("supplement", "补充情况、材料", "想起新的情况、有了新的证据，或者有话要告诉调解员。", (
        Screen("text", "要告诉调解员什么？", (LongText("text", "补充的情况", least=2, most=2000, lines=6),), help="只有办这件事的工作人员看得到，不会给对方看。"),
        Screen("photos", "有照片或材料吗？", (Photos("photos", "照片、材料", required=False),), help="没有可以跳过。不要拍国家秘密、工作秘密。"),
    ), add, done="已经交给承办单位。"),
)  # fmt: skip

CASES_FOLLOWED = follows(Follows("mediation", find, tell, ACTS, may_have=may_have, asked=asked_by))
