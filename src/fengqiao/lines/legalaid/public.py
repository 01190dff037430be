"""What a citizen does on the phone page: apply with photographs of the papers, supplement, follow, withdraw, object; test oneself.

Whoever was beaten is asked first whom nobody may tell, and never what they earn. Somebody of the other side, or named as not to
be told, is told nothing; the page names nobody but the one who follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid import facts as f
from fengqiao.lines.legalaid.complaints.public import act as complaint_act
from fengqiao.lines.legalaid.models import EconomicStandard
from fengqiao.lines.legalaid.objections.procedure import OBJECTION
from fengqiao.lines.legalaid.permissions import SEND_IN
from fengqiao.lines.legalaid.public_asks import AS_GUARDIAN, AS_KIN, FOR_ANOTHER, FORMS, NEITHER, SCREENS
from fengqiao.lines.legalaid.self_test import SCREENS as TEST_SCREENS
from fengqiao.lines.legalaid.self_test import answer
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.needs import LongText, Text
from fengqiao.matter.public import (
    PROGRESS,
    SUPPLY,
    Follows,
    Photos,
    PublicAct,
    PublicService,
    Screen,
    SentIn,
    Snapshot,
    Step,
    follows,
    iso,
    offers,
    office_of_town,
    phone_of,
    with_phone,
)
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office
from fengqiao.vault import parse_id_number

SHOWN = ("aid_receipt", "aid_acceptance", "aid_gaps", "aid_grant", "aid_refusal", "aid_first", "aid_deemed", "aid_first_ended")
OPEN = ("received", "supplement", "accepted", "checking", "reviewing", "proposed")


# Applying ------------------------------------------------------------------------------------------------------------


def _people(sent: SentIn, day: date) -> tuple[list[dict[str, Any]], str]:
    """The parties as the form at the counter would give them, and the applicant's capacity."""
    data, forself = sent.data, sent.data.get("who") not in (AS_KIN, AS_GUARDIAN)
    first = {"side": codes.APPLICANT, "name": sent.deputy.person if sent.deputy else data["name"], "id_no": data.get("id_no"), **({"phone": sent.phone} if forself else {})}
    rows = [{name: value for name, value in first.items() if value}]
    if sent.deputy is not None:  # whose telephone leads to it by the authority alone, and no longer than that stands
        rows.append({"side": codes.AGENT, "name": sent.deputy.name, "agent_kind": codes.STATUTORY if sent.deputy.statutory else codes.AUTHORISED})
    elif not forself:
        kind = codes.STATUTORY if data["who"] == AS_GUARDIAN else codes.KIN
        rows.append({"side": codes.AGENT, "name": data["agent_name"], "phone": sent.phone, "agent_kind": kind})
    if data.get("opponent"):
        lives = {"lives_with": True} if data.get("opponent_lives_with") else {}
        rows.append({"side": codes.OPPONENT, "name": data["opponent"], **lives})
    years = parse_id_number(data["id_no"], today=day).age_on(day) if data.get("id_no") else None
    capacity = codes.FULL if years is None or years >= 18 else codes.LIMITED if years >= 8 else codes.NONE
    return rows, capacity


def application_data(sent: SentIn, day: date) -> dict[str, Any]:
    """The answers as the act of receipt takes them."""
    data = sent.data
    rows, capacity = _people(sent, day)
    abused = data.get("violence") == "yes"
    matter = codes.EXEMPT_MATTER if abused and data["matter_code"] == codes.OTHER else data["matter_code"]
    group = data.get("group")
    found = {
        "channel": codes.ONLINE, "parties": rows, "capacity": capacity, "legal_status": "suspect" if matter == "defence" else "applicant",
        "aid_form": FORMS.get(matter, "civil"), "matter_code": matter, "head": codes.ABUSED if abused else "", "concerns": ["violence"] if abused else [],
        "cause": data.get("cause") or dict(codes.MATTERS)[matter][:60], "stage": codes.BEFORE, "story": data["story"], "organ": data.get("organ"),
        "limitation_on": data.get("limitation_on"), "limitation_kind": codes.OTHER if data.get("limitation_on") else "",
        "groups": [group] if group and group != NEITHER else [], "urgent": [codes.IN_CUSTODY] if data.get("who") == AS_KIN else [], "may_call": bool(data.get("may_call")) or not abused, "may_sms": bool(data.get("may_sms")),
        "forbidden": data.get("forbidden"), "told_rights": True, "files": sent.files,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in ("", None, [], False)}


def _means(sent: SentIn, office: Office, day: date) -> Doing | None:
    """The statement with its pledge, where a standard of that day is registered; else somebody asks later."""
    data, standard = sent.data, next(iter(EconomicStandard.of_county(office.territory, timezone.localdate(sent.now))), None)
    if data.get("violence") == "yes" or not data.get("pledged") or not data.get("household") or standard is None:
        return None
    members: list[dict[str, Any]] = [{"name": sent.deputy.person if sent.deputy else data["name"], "relation": "self", "lives_with": True}]
    members += [{"name": f"家人{n}", "relation": codes.OTHER, "lives_with": True} for n in range(1, int(data["household"]))]
    given = {
        "standard": str(standard.pk), "members": members, "sign": "electronic", "pledged": True,
        "incomes": [{"member": 1, "kind": codes.OTHER, "amount": int(data.get("monthly") or 0), "months": standard.window_months}],
    }  # fmt: skip
    return Doing(registry.procedure_on("legalaid", day).action("state_means"), given, day, behalf_of=sent.behalf_of, under=SEND_IN)


def take_application(sent: SentIn) -> Matter:
    """An application of one's own, received by the office of the town: there the seven days begin."""
    day, office = timezone.localdate(sent.sent_at), office_of_town(sent)
    procedure = registry.procedure_on("legalaid", day)
    first = Doing(procedure.action("receive"), application_data(sent, day), day, happened_at=sent.sent_at, behalf_of=sent.behalf_of, under=SEND_IN)
    means = _means(sent, office, day)
    return open_matter(sent.actor, procedure, [first, means] if means else [first], office, now=sent.now, once=sent.once).matter


def _never(sent: SentIn) -> Matter:
    raise Refused.because("only-asked", "自测不登记任何内容。要申请的，请选“申请法律援助”。")


APPLYING = offers(PublicService(
    "legalaid", "申请法律援助", "file-text", "打官司、要工资、要赔偿请不起律师的，可以申请免费的法律援助。", SCREENS, take_application,
    done="已经收到。自收到之日起七日内审查并告诉您结果。", send_label="交给法律援助中心", deputed=FOR_ANOTHER,
))  # fmt: skip
TESTING = offers(PublicService(
    "legalaid-test", "法律援助自测", "list-check", "几个问题，看看可不可能符合。不用手机号，什么都不保存。", TEST_SCREENS, _never, send_label="看结果", answers=answer,
))  # fmt: skip


# Following -----------------------------------------------------------------------------------------------------------


def find(phone: str) -> Iterable[UUID]:
    """The applications in which this telephone is the applicant's or the agent's."""
    return with_phone("legalaid", phone, (codes.APPLICANT, codes.AGENT))


def may_be_told(facts: Facts, phone: str) -> bool:
    """The applicant and the agent; never somebody of the other side, nor whoever is named as not to be told."""
    if any(phone_of(party.get("phone")) == phone for party in f.opponents(facts)) or phone in str(facts.value("forbidden", "")):
        return False
    mine = [*f.applicants(facts), *f.of_side(facts, codes.AGENT)]
    return any(phone_of(party.get("phone")) == phone for party in mine)


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What the applicant is told. ``phone`` empty: sent from the telephone that follows it."""
    facts = standing_of(matter).facts
    if phone and not may_be_told(facts, phone):
        return None
    clock = DeadlineRow.objects.filter(matter_id=matter.pk, rule__in=("review", "supplement_due"), state=ClockState.RUNNING).order_by("-rule").first()
    supplement = clock is not None and clock.rule == "supplement_due"
    return Snapshot(
        title="您的法律援助申请", number=matter.number or "", state=_STATES.get(matter.stage, ""), who=_who(matter), since_on=iso(facts.opening.happened_on),
        until_on=iso(clock.due_on) if clock else "", until_word=("请在这一天前补齐材料" if supplement else "最迟这一天决定（自收到之日起七日，补正、协查不计）") if clock else "",
        steps=_steps(matter, facts), said=tuple(_said(facts)), can=_can(matter), acts=_acts(matter), asks=("supply",) if matter.stage == "supplement" else (),
        papers=tuple(Paper.objects.filter(matter_id=matter.pk, kind__in=SHOWN, state__in=("issued", "signed")).order_by("n").values_list("n", flat=True)),
        closed=matter.closed, quiet=f.is_violent(facts) or not facts.value("may_sms"), unnamed=f.is_violent(facts), own_only=f.is_violent(facts),
    )  # fmt: skip


_STATES = {
    "received": "已经收到，正在核对材料", "supplement": "请补材料", "accepted": "已经受理，正在审查", "checking": "正在请外地核查", "transferring": "已移送有权的机构，等它接收", "reviewing": "正在审查", "proposed": "等待审批",
    "first": "已经先行提供，请补办手续", "ordered": "司法局已责令改正，正在办", "granted": "给予法律援助", "refused": "没有给予", "ended": "已经终止", "redirected": "请向别的机构申请",
    "deemed": "没有补材料，视为撤回", "withdrawn": "已经撤回", "voided": "已作废",
}  # fmt: skip


def _who(matter: Matter) -> str:
    if matter.stage == "supplement":
        return "轮到您补材料"
    return "法律援助中心" if matter.stage != "received" else matter.office.short_name


def _steps(matter: Matter, facts: Facts) -> tuple[Step, ...]:
    accepted, decided = facts.on("accept", "first_aid"), facts.on("grant", "refuse", "end_first_aid")
    return (
        Step("收到", "done", iso(facts.opening.happened_on), f"{matter.office.short_name}收到，编号{matter.number}"),
        Step("受理", "done" if accepted else "now", iso(accepted), "" if accepted else "核对材料是不是齐"),
        Step("审查和决定", "done" if decided else "now" if accepted else "next", iso(decided)),
        Step("指派律师", "now" if facts.has("grant", "first_aid") and not facts.has("end_first_aid") else "next", "", "决定之日起三日内指派，会把姓名和电话告诉您"),
    )


def _said(facts: Facts) -> Iterable[tuple[str, str]]:
    for fact in facts.all("ask_supplement", "ask_again", "redirect", "transfer_taken", "refuse", "send_back"):
        if fact.action in ("ask_supplement", "ask_again"):
            yield "请补材料", str(fact.get("gaps_note", ""))
        elif fact.action == "redirect":
            yield "请向别的机构申请", f"{fact.get('to_agency')}。{fact.get('address', '')}这不是不给您援助。"
        elif fact.action == "transfer_taken":
            sent = facts.last("transfer")
            yield "已由别的机构接收", f"{sent.get('to_agency') if sent else ''}，编号{fact.get('their_number', '')}。请向它查询；这不是不给您援助。"
        elif fact.action == "refuse":
            yield "没有给予的原因", f"{fact.get('words')}。不同意的，可以提出异议，司法局五日内答复。"


def _can(matter: Matter) -> tuple[str, ...]:
    if matter.stage in ("refused", "ended"):
        return ("不同意这个决定的，点“提出异议”，不收费，什么时候提都可以。", "法律咨询不受影响，随时可以打12348。")
    if matter.stage == "supplement":
        return ("补材料的这几天不算在审查时间里。", "补不全的，把有的补来，再写一句说明。")
    return ("法律援助不收费。有人以此向您要钱的，请打监督电话。",)


def _acts(matter: Matter) -> tuple[str, ...]:
    if matter.stage in ("refused", "ended"):
        return ("object", "complain")
    if matter.stage == "supplement":
        return ("supply", "withdraw", "complain")
    mine = ("more", "withdraw") if matter.stage in OPEN else ("more",) if matter.stage in ("first", "ordered") else ()
    return (*mine, "complain") if matter.stage != "voided" else ()


# Acting --------------------------------------------------------------------------------------------------------------


def _do(matter: Matter, sent: SentIn, code: str, data: dict[str, Any]) -> None:
    given = {name: value for name, value in data.items() if value not in ("", None, [])}
    doing = Doing(registry.procedure_of(matter).action(code), given, timezone.localdate(sent.sent_at), happened_at=sent.sent_at, behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def supply(matter: Matter, sent: SentIn) -> None:
    """What was missing: the day it was sent counts, though it be registered later."""
    _do(matter, sent, "bring", {"what": str(sent.data.get("text") or "手机补来材料"), "files": sent.files})


def more(matter: Matter, sent: SentIn) -> None:
    _do(matter, sent, "sent_in", {"text": sent.data["text"], "files": sent.files})


def withdraw(matter: Matter, sent: SentIn) -> None:
    _do(matter, sent, "withdraw", {"why": sent.data.get("why")})


def object_(matter: Matter, sent: SentIn) -> None:
    """An objection of one's own, at the bureau."""
    facts = standing_of(matter).facts
    mine = [party for party in (*f.applicants(facts), *f.of_side(facts, codes.AGENT)) if phone_of(party.get("phone")) == sent.phone]
    who = mine[0] if mine else f.applicants(facts)[0]
    row = {"side": who.side, "name": who.name, "phone": sent.phone}
    data = {"parties": [row], "reason": sent.data["reason"], "origin": matter.pk.hex, **({"files": sent.files} if sent.files else {})}
    doing = Doing(OBJECTION.action("receive"), data, timezone.localdate(sent.sent_at), behalf_of=sent.behalf_of, under=SEND_IN)
    bureau = Office.objects.get(pk=sent.actor.office_id)
    open_matter(sent.actor, OBJECTION, [doing], bureau, now=sent.now, once=sent.once)


ACTS = (
    PublicAct("supply", "补材料", "把缺的材料拍下来。", (
        Screen("photos", "拍一下缺的材料", (Photos("photos", "材料", required=False),), help="不方便拍的，写一句怎样送来。"),
        Screen("text", "要说明什么？", (Text("text", "说明", required=False, most=200),), help="没有可以跳过。"),
    ), supply, done="已经补进去，我们接着审查。", scope=SUPPLY),
    PublicAct("more", "补充情况", "有新的情况、新的材料，随时补充。", (
        Screen("text", "要补充什么？", (LongText("text", "补充", least=2, most=2000, lines=4),)),
        Screen("photos", "有照片、材料吗？", (Photos("photos", "材料", required=False),), help="没有可以跳过。"),
    ), more, scope=SUPPLY),
    PublicAct("withdraw", "撤回申请", "不需要了，可以撤回；以后还可以再申请。", (
        Screen("why", "为什么撤回？", (Text("why", "原因", required=False, most=120),), help="不想说可以跳过。"),
    ), withdraw, done="已经撤回。", send_label="撤回申请"),
    PublicAct("object", "提出异议", "只对不予（终止）援助的决定：不同意的，请司法局审查，五日内答复。说谁收钱、不尽责的，用“投诉”。", (
        Screen("reason", "为什么不同意？", (LongText("reason", "理由", least=2, most=2000, lines=5),), help="写清楚哪里不对就行。"),
        Screen("photos", "有新的材料吗？", (Photos("photos", "材料", required=False),), help="没有可以跳过。"),
    ), object_, done="司法局已经收到您的异议。", send_label="交给司法局", once=True),
    complaint_act(codes.APPLICANT),
)  # fmt: skip
FOLLOWED = follows(Follows("legalaid", find, tell, ACTS, may_have=lambda matter, phone, paper: paper.kind in SHOWN, by_deputy=frozenset((PROGRESS,))))
