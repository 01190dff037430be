"""What citizens do by themselves on the dispute platform: report a dispute, follow it, add to it, choose a time, rate.

The reporter is told of the own report alone. That others reported the same thing, who the other side is, how the
matter is judged (risk, watch, supervision) never stands in what is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.disputes import codes, procedure
from fengqiao.lines.disputes import reports as r
from fengqiao.matter import invited
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.appointments import NOBODY, Appointing
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.needs import Choice, Day, LongText, Phone, Text
from fengqiao.matter.public import (
    Follows,
    Photos,
    PublicAct,
    PublicService,
    Screen,
    SentIn,
    Snapshot,
    Step,
    Town,
    Village,
    follows,
    iso,
    offers,
    office_of_town,
    phone_of,
    with_phone,
)
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CITIZEN

SEND_IN = Permission("disputes.send_in", "手机反映纠纷", roles=(CITIZEN,))
PARTY, ANONYMOUS = "party", "anonymous"
WHO = (
    (PARTY, "我就是当事人"), ("kin", "我是当事人的亲属"), ("neighbour", "我是邻居、知情的人"), ("unit", "我代表单位"),
    (ANONYMOUS, "我不想留姓名"),
)  # fmt: skip
URGENT = "正在发生打斗、有人身危险的，请马上打110，不要等手机回复。"
OWN_CLOCKS = (
    "sort",
    "reply_people",
    "reply_declined",
    "petition_tell",
    "petition_handle",
)  # of the report, never of the matter


# Reporting -----------------------------------------------------------------------------------------------------------

SCREENS = (
    Screen("town", "事情发生在哪个乡镇、街道？", (Town("town", "乡镇、街道"),)),
    Screen("village", "在哪个村（社区）？", (Village("place_unit", "村（社区）"),)),
    Screen("photos", "有照片或材料吗？", (Photos("photos", "照片、材料", required=False),),
           help="对着现场、欠条、合同拍一张就行，没有可以跳过。不要拍国家秘密、工作秘密。"),
    Screen("story", "发生了什么事？", (LongText("summary", "事情经过", least=10, most=3000, lines=8),),
           help=f"和谁、什么时候、为了什么，像跟人说话一样写。{URGENT}"),
    Screen("claim", "您希望怎样解决？", (LongText("claim", "希望怎样解决", least=2, most=1000, lines=4),), help="例如：让他把墙修好；把欠我的工钱还给我。"),
    Screen("when", "是哪一天的事？", (Day("occurred_on", "哪一天", required=False),), help="记不清可以跳过。"),
    Screen("other", "对方是谁？", (Text("other_name", "对方姓名或单位", required=False, most=60), Phone("other_phone", "对方电话", required=False)),
           help="知道就写，不知道可以跳过。"),
    Screen("who", "您和这件事是什么关系？", (Choice("who", "您是", options=WHO),),
           help="不留姓名也可以反映。留了姓名，只有办这件事的工作人员看得到。"),
    Screen("name", "怎么称呼您？", (Text("name", "您的姓名", most=40),), when=lambda data: data.get("who") != ANONYMOUS),
)  # fmt: skip


def report_data(sent: SentIn) -> dict[str, Any]:
    """The answers as the form at the counter would give them."""
    data = sent.data
    found: dict[str, Any] = {"summary": data["summary"], "claim": data["claim"], "channel": codes.SCAN}
    if data.get("who") == ANONYMOUS:
        found |= {"anonymous": True, "reporter_role": "other"}
    else:
        found |= {"reporter_role": data["who"], "reporter_name": data["name"], "reporter_phone": sent.phone}
    if data.get("other_name"):
        phone = {"phone": data["other_phone"]} if data.get("other_phone") else {}
        found["parties"] = [{"side": codes.RESPONDENT, "kind": codes.PERSON, "name": data["other_name"], **phone}]
    elif data.get("other_phone"):
        found["summary"] += f"\n（对方电话：{data['other_phone']}）"
    if data.get("occurred_on"):
        found["occurred_on"] = data["occurred_on"]
    if data.get("place_unit"):
        found["place_unit"] = int(data["place_unit"])
    else:
        found["place"] = str(data.get("town", "")).partition(":")[2][:80]
    if sent.files:
        found["files"] = sent.files
    return {name: value for name, value in found.items() if value not in ("", None)}


def take_report(sent: SentIn) -> Matter:
    """A report of channel 04 at the office that serves the place."""
    office = office_of_town(sent)
    day = timezone.localdate(sent.now)
    at = sent.sent_at if timezone.localdate(sent.sent_at) == day else None
    doing = Doing(r.receive, report_data(sent), day, happened_at=at, behalf_of=sent.behalf_of, under=SEND_IN)
    return open_matter(sent.actor, r.REPORT, [doing], office, now=sent.now, once=sent.once).matter


REPORTING = offers(PublicService(
    "dispute", "反映纠纷", "heart-handshake", "邻里、家庭、欠款、劳务、损害赔偿……说给司法所听，免费。", SCREENS, take_report,
    done="已经交给司法所。", send_label="交给司法所", place=30,
))  # fmt: skip


# Following -----------------------------------------------------------------------------------------------------------


def find(phone: str) -> Iterable[UUID]:
    """The reports in which this telephone stands; whether it is the reporter's is asked of each."""
    return with_phone("reports", phone)


def is_reporter(facts: Facts, phone: str) -> bool:
    """Whether this telephone is the reporter's own; the other side's never counts."""
    return bool(phone) and phone_of(facts.value("reporter_phone")) == phone


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What the reporter is told. ``phone`` empty: the report was sent from the telephone that follows it."""
    facts = standing_of(matter).facts
    if phone and not is_reporter(facts, phone):
        return None
    dispute = _dispute(matter)
    known = standing_of(dispute).facts if dispute is not None else None
    outcome = _outcome(known)
    clock = (
        DeadlineRow.objects.filter(matter_id=matter.pk, state=ClockState.RUNNING, rule__in=OWN_CLOCKS)
        .order_by("due_on")
        .first()
    )
    ended = bool(facts.on("reply", "consult"))
    place = _invited(matter, facts, dispute, known)
    days = place.invitation if place is not None else None
    return Snapshot(
        title="您反映的事" if matter.restricted else f"您反映的{dict(codes.TYPES).get(facts.value('type', ''), '事')}",
        number=matter.number or "", state=days.state if days else _state(facts, outcome), who=_unit(matter, dispute), since_on=iso(_since(facts, known)),
        until_on=iso(clock.due_on) if clock else "", until_word=_until(clock), steps=_steps(matter, facts, dispute, known),
        said=(*(days.said if days else ()), *_said(facts)), can=_can(facts, known), papers=_papers(matter),
        acts=((invited.ACT,) if days else ()) + _acts(facts, known, ended), asks=(invited.ACT,) if days and days.waits else (),
        offered={invited.DAY: days.options} if days else {}, meeting=days.meeting if days else "",
        closed=ended and (known is None or bool(outcome)), quiet=bool(matter.restricted), unnamed=bool(matter.restricted),
        related=(matter.pk, *((dispute.pk,) if dispute is not None else ())),
    )  # fmt: skip


def _dispute(matter: Matter) -> Matter | None:
    from fengqiao.lines.disputes.merged import surviving
    from fengqiao.lines.disputes.models import Dispute, Report

    number = Report.objects.filter(pk=matter.pk).values_list("dispute_id", flat=True).first()
    found = Dispute.objects.filter(pk=number).select_related("office").first() if number else None
    if found is not None and found.merged_into:
        return Dispute.objects.filter(pk=surviving(found.pk)).select_related("office").first() or found
    return found


def _outcome(known: Facts | None) -> str:
    from fengqiao.lines.disputes.facts import outcome

    return outcome(known)[0] if known is not None else ""


def _state(facts: Facts, outcome: str) -> str:
    fact = facts.last(*r.SORTED)
    if facts.on("reply"):
        return "已经答复您"
    if outcome:
        return "已化解" if outcome in codes.RESOLVED else "已有结果，等待答复"
    words = {"consult": "已答复", "decline": "不予受理", "refer": "已转有关单位", "settle": "已化解"}
    return (
        words.get(fact.action, "正在办理")
        if fact is not None and not facts.last("leave")
        else "已收到，等待处理"
        if fact is None
        else "正在办理"
    )


def _unit(matter: Matter, dispute: Matter | None) -> str:
    return (dispute or matter).office.short_name


def _since(facts: Facts, known: Facts | None) -> Any:
    return (
        known.on("accept_task", "designate", "dispatch") if known is not None else None
    ) or facts.opening.happened_on


def _until(clock: DeadlineRow | None) -> str:
    if clock is None:
        return ""
    what = "告诉您怎样处理" if clock.rule in ("sort", "petition_tell") else "答复您"
    return f"最迟这一天{what}（{clock.source or '本局时限'}）"


def _steps(matter: Matter, facts: Facts, dispute: Matter | None, known: Facts | None) -> tuple[Step, ...]:
    """Received, looked at, handled, answered: like a parcel on its way."""
    sorted_on = facts.on(*r.SORTED)
    replied = facts.on("reply", "consult")
    over = bool(replied) or facts.last("decline", "refer") is not None
    _, ended_on = _ending(known)
    first = Step("收到", "done", iso(facts.opening.happened_on), f"{matter.office.short_name}收到，编号{matter.number}")
    looked = Step(
        "决定怎样处理",
        "done" if sorted_on else "now",
        iso(sorted_on),
        _how(facts) if sorted_on else "工作人员正在看您写的情况",
    )
    found = [first, looked]
    if dispute is not None:
        handled = "done" if ended_on else "now" if sorted_on else "next"
        found.append(Step("办理", handled, iso(ended_on), f"由{dispute.office.short_name}办理"))
    elif not over:
        found.append(Step("办理", "next"))
    waits = "now" if not replied and (ended_on or over) else "next"
    found.append(Step("答复您", "done" if replied else waits, iso(replied)))
    return tuple(found)


def _ending(known: Facts | None) -> tuple[str, Any]:
    from fengqiao.lines.disputes.facts import outcome

    return outcome(known) if known is not None else ("", None)


def _how(facts: Facts) -> str:
    """What was decided. That it joined a matter others reported is not told: it is handled, like a new one."""
    fact = facts.last(*r.SORTED)
    words = {"consult": "已答复您的咨询", "decline": "不予受理", "refer": "已转有关单位", "settle": "当场化解"}
    return words.get(fact.action, "已受理，交有关单位办理") if fact is not None else ""


def _said(facts: Facts) -> Iterable[tuple[str, str]]:
    """What was answered to this person, in the officer's words for them."""
    for fact in facts.all("consult", "decline", "refer", "reply"):
        if fact.action == "consult":
            yield "答复", str(fact.get("answer"))
        elif fact.action == "reply":
            yield "答复", str(fact.get("content"))
        elif fact.action == "refer":
            yield "已转有关单位", f"{fact.get('body')}：{fact.get('explanation')}"
        else:
            ways = "；".join(dict(codes.PLACES_TO_GO).get(way, way) for way in fact.get("ways", ()))
            yield (
                "不予受理",
                f"{dict(codes.DECLINE_GROUNDS).get(fact.get('ground'), '')}。{fact.get('explanation')}可以：{ways}。",
            )


def _can(facts: Facts, known: Facts | None) -> tuple[str, ...]:
    if facts.on("reply", "consult"):
        return ("还有话要说的，可以补充；对结果不满意的，可以向上一级司法行政机关反映，或拨打12348。",)
    return ("想起新的情况、有了新的照片，随时可以补充。", "方便什么时候见面、通话，可以告诉我们。", URGENT)


def _acts(facts: Facts, known: Facts | None, ended: bool) -> tuple[str, ...]:
    rated = known is not None and _outcome(known) not in ("", "merged", "lapsed")
    return ("supplement", *(() if ended else ("time",)), *(("rate",) if rated else ()))


RECEIPTS = ("receipt", "acceptance", "joined_notice", "declining", "reply_letter")  # papers issued to the reporter


def _papers(matter: Matter) -> tuple[int, ...]:
    found = Paper.objects.filter(matter_id=matter.pk, kind__in=RECEIPTS, state__in=("issued", "signed"))
    return tuple(found.order_by("n").values_list("n", flat=True))


# Acting --------------------------------------------------------------------------------------------------------------

TIMES = (("work", "工作日白天"), ("evening", "工作日下班后"), ("weekend", "周末"))
PLACES = (("office", "到司法所来"), ("door", "请到我家来"), ("phone", "打电话就行"))


def add(matter: Matter, sent: SentIn) -> None:
    """More of the story."""
    _supplement(matter, sent, str(sent.data["text"]))


def choose_time(matter: Matter, sent: SentIn) -> None:
    """When the person can be met: a supplement of its own kind, first word 约时间."""
    data = sent.data
    said = [dict(TIMES)[data["when"]], dict(PLACES)[data["where"]], str(data.get("more") or "")]
    _supplement(matter, sent, "约时间：" + "；".join(word for word in said if word))


def _supplement(matter: Matter, sent: SentIn, text: str) -> None:
    data: dict[str, Any] = {"text": text, **({"files": sent.files} if sent.files else {})}
    doing = Doing(r.SUPPLEMENTS.comes, data, timezone.localdate(sent.now), behalf_of=sent.behalf_of)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


@dataclass(frozen=True)
class _Place:
    """Where the reporter is asked for a time: in the report itself, or as a party of the matter it belongs to."""

    appointing: Appointing
    matter: Matter
    people: tuple[int, ...]
    invitation: invited.Invitation


def _invited(matter: Matter, facts: Facts, dispute: Matter | None, known: Facts | None) -> _Place | None:
    today, phone = timezone.localdate(), phone_of(facts.value("reporter_phone"))
    places: list[tuple[Appointing, Matter, Facts, tuple[int, ...]]] = [(r.APPOINTING, matter, facts, (NOBODY,))]
    if dispute is not None and known is not None and phone:
        mine = [party for party in known.present_parties if phone_of(party.get("phone")) == phone]
        if len({party.side for party in mine}) == 1:  # two sides behind one telephone: nobody's
            places.append((procedure.APPOINTING, dispute, known, tuple(party.n for party in mine)))
    for appointing, where, said, people in places:
        found = invited.invitation(appointing, said, people, today)
        if found is not None:
            return _Place(appointing, where, people, found)
    return None


def choose_day(matter: Matter, sent: SentIn) -> None:
    """Which of the times offered suits the reporter."""
    facts, dispute = standing_of(matter).facts, _dispute(matter)
    place = _invited(matter, facts, dispute, standing_of(dispute).facts if dispute is not None else None)
    if place is None:
        raise Refused.because("days", "约的时间已经取消或改过，不用再选。请回到“我的事”看最新的安排。")
    invited.record_answer(place.appointing, place.matter, place.people, sent, SEND_IN)


def asked_by(matter: Matter) -> list[str]:
    """The reporter's telephone while their choice of a time is waited for."""
    facts = standing_of(matter).facts
    offer, phone = r.APPOINTING.current(facts), phone_of(facts.value("reporter_phone"))
    return [phone] if phone and offer is not None and offer.unanswered else []


def rate(matter: Matter, sent: SentIn) -> None:
    """The reporter's word on how it was handled."""
    dispute = _dispute(matter)
    if dispute is None:
        raise Refused.because("rate", "这件事还没有办结，现在不能评价。")
    data: Mapping[str, Any] = {"satisfaction": sent.data["satisfaction"], "way": "online"}
    if sent.data.get("said"):
        data = {**data, "said": sent.data["said"]}
    doing = Doing(procedure.evaluate, data, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, dispute.pk, [doing], now=sent.now, once=sent.once)


ACTS = (
    PublicAct(invited.ACT, invited.LABEL, invited.HELP, invited.SCREENS, choose_day, done=invited.DONE, send_label="答复"),
    PublicAct("supplement", "补充情况", "新的情况、新的照片，或回答工作人员的问题。", (
        Screen("text", "要补充什么？", (LongText("text", "补充的情况", least=2, most=2000, lines=6),), help="工作人员问过您的，也在这里回答。"),
        Screen("photos", "有照片或材料吗？", (Photos("photos", "照片、材料", required=False),), help="没有可以跳过。"),
    ), add, done="已经补充进去。"),
    PublicAct("time", "选方便的时间", "告诉我们什么时候方便见面或通话。", (
        Screen("when", "什么时候方便？", (Choice("when", "时间", options=TIMES),)),
        Screen("where", "在哪里见？", (Choice("where", "地点", options=PLACES),)),
        Screen("more", "还要说明什么？", (Text("more", "说明", required=False, most=120),), help="例如：周三上午以外都可以。没有可以跳过。"),
    ), choose_time, done="已经告诉承办单位，定下来会联系您。"),
    PublicAct("rate", "评价", "办得怎么样，您说了算。", (
        Screen("satisfaction", "您满意吗？", (Choice("satisfaction", "满意度", options=codes.SATISFACTION[:3]),)),
        Screen("said", "想说点什么？", (LongText("said", "意见", required=False, most=500, lines=4),), help="没有可以跳过。"),
    ), rate, done="谢谢您的评价。", send_label="评价", once=True),
)  # fmt: skip

REPORTS_FOLLOWED = follows(Follows(
    "reports", find, tell, ACTS, may_have=lambda matter, phone, paper: paper.kind in RECEIPTS, asked=asked_by,
))  # fmt: skip
