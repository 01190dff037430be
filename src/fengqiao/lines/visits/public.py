"""What a family does by itself on the phone page: ask for a visit, follow it, send what was missing, cancel, rate.

The page says when and where, what to bring, who has it. It never names the inmate, the prison or the other visitors, and when
the prison said that somebody moved, was released or has died, it says that an officer will call.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.visits import codes, states
from fengqiao.lines.visits.permissions import SEND_IN
from fengqiao.lines.visits.procedure import VISIT
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.needs import Choice, Day, LongText, Options, Text, Yes
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
    follows,
    iso,
    offers,
    office_of_town,
    phone_of,
    with_phone,
)
from fengqiao.matter.timeline import Facts

NONE = "none"
RELATIONS: Options = tuple(pair for pair in codes.RELATIONS if pair[0] not in (codes.LAWYER, codes.APPROVED_OTHER))
PRIORITIES: Options = ((NONE, "没有"), *codes.PRIORITIES)
OPEN = ("asked", "docs", "waiting", "forwarded", "approved")
SHOWN = ("visit_notice",)


# Asking --------------------------------------------------------------------------------------------------------------


def _has(name: str) -> Any:
    return lambda data: bool(data.get(name))


SCREENS = (
    Screen("town", "您住在哪个乡镇、街道？", (Town("town", "乡镇、街道"),), help="在就近的司法所会见，不用跑到监狱。"),
    Screen("inmate", "您要和谁会见？", (Text("inmate_name", "他（她）的姓名", most=40),), help="只要姓名。为什么服刑、判了多久，我们不问。律师会见请直接联系监狱。"),
    Screen("prison", "他（她）在哪所监狱？", (Text("prison_said", "监狱", required=False, most=60),), help="说不清可以跳过，我们来核对。"),
    Screen("you", "您是他（她）的什么人？", (Text("name", "您的姓名", most=40), Choice("relation", "您是", options=RELATIONS))),
    Screen("second", "还有谁一起来？", (Text("name_2", "姓名", required=False, most=40), Text("relation_2", "和他（她）的关系", required=False, most=20)),
           help="只有您一个人来，就跳过。"),
    Screen("third", "还有第三个人吗？", (Text("name_3", "姓名", required=False, most=40), Text("relation_3", "和他（她）的关系", required=False, most=20)),
           when=_has("name_2"), help="没有就跳过。每次能来几个人由监狱规定，多数是三个人。"),
    Screen("when", "最想哪天会见？", (Day("wish_on", "最想哪天", future=True, coming=True), Day("wish_2", "其次哪天", required=False, future=True, coming=True)),
           help="监狱要几个工作日才答复，请选一周以后的日子。定在哪天由监狱决定。"),
    Screen("priority", "有没有需要照顾的？", (Choice("priority", "照顾", options=PRIORITIES),), help="有就说有，不用证明；有的优先安排。"),
    Screen("ride", "来司法所方便吗？", (Yes("needs_ride", "没有车、走不动，需要接送", required=False),), help="不需要就直接下一步。"),
    Screen("texts", "要不要短信提醒？", (Yes("texts", "定了时间、有变动、前一天，发短信到这个手机", required=False),),
           help="短信里只写时间和地点，不写是什么事。不需要就直接下一步。"),
    Screen("photos", "拍一下证件", (Photos("photos", "身份证、户口簿", required=False),), help="第一次会见要核对身份证和户口簿。不方便拍的跳过，来时再看。"),
)  # fmt: skip
_WORDS = {label: code for code, label in codes.RELATIONS}


def request_data(sent: SentIn) -> dict[str, Any]:
    """The answers as the form at the counter would give them."""
    data = sent.data
    texts = {"texts": True} if data.get("texts") else {}
    people = [{"name": data["name"], "relation": data["relation"], "phone": sent.phone, **texts}]
    for n in ("2", "3"):
        if data.get(f"name_{n}"):
            said = str(data.get(f"relation_{n}") or "")
            people.append({"name": str(data[f"name_{n}"]), "relation": _WORDS.get(said.strip(), "other")})
    found: dict[str, Any] = {
        "channel": codes.ONLINE, "inmate_name": data["inmate_name"], "prison_said": data.get("prison_said"), "parties": people,
        "wish_on": data["wish_on"], "wish_2": data.get("wish_2"), "mode": codes.VIDEO, "needs_ride": bool(data.get("needs_ride")),
        "priority": "" if data.get("priority") in ("", NONE, None) else data["priority"], "files": sent.files,
    }  # fmt: skip
    relations = "；".join(
        f"{data[f'name_{n}']}：{data[f'relation_{n}']}"
        for n in ("2", "3")
        if data.get(f"name_{n}") and data.get(f"relation_{n}")
    )
    found["reason"] = f"家属填写的关系：{relations}" if relations else ""
    return {name: value for name, value in found.items() if value not in ("", None, [], False)}


def take_request(sent: SentIn) -> Matter:
    """A request of the family's own, at the office of their town."""
    day = timezone.localdate(sent.now)
    procedure = registry.procedure_on("visit", day)
    doing = Doing(procedure.action("ask"), request_data(sent), day, behalf_of=sent.behalf_of, under=SEND_IN)
    return open_matter(sent.actor, procedure, [doing], office_of_town(sent), now=sent.now, once=sent.once).matter


ASKING = offers(PublicService(
    "visit", "申请远程会见", "phone", "和在监狱服刑的亲人视频会见，在就近的司法所，免费。", SCREENS, take_request,
    done="已经收到。我们核对后报监狱，会打电话告诉您结果。", send_label="交给司法所", place=80,
))  # fmt: skip


# Following -----------------------------------------------------------------------------------------------------------


def find(phone: str) -> Iterable[UUID]:
    """The requests in which this telephone is a visitor's."""
    return with_phone("visits", phone)


def is_visitor(facts: Facts, phone: str) -> bool:
    return bool(phone) and any(phone_of(party.get("phone")) == phone for party in states.visitors(facts))


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What a visitor is told. ``phone`` empty: the request was sent from the telephone that follows it."""
    facts = standing_of(matter).facts
    if phone and not is_visitor(facts, phone):
        return None
    slot = states.current(facts)
    booked = slot if slot is not None and slot.state == "booked" else None
    clock = DeadlineRow.objects.filter(matter_id=matter.pk, rule="answer", state=ClockState.RUNNING).first()
    return Snapshot(
        title="您申请的会见", number=matter.number or "", state=_state(matter), who=matter.office.short_name, since_on=iso(facts.opening.happened_on),
        until_on=iso(clock.due_on) if clock else "", until_word="最迟这一天监狱答复（该监狱的规定）" if clock else "", steps=_steps(matter, facts),
        said=tuple(_said(facts)), can=_can(matter, booked), acts=_acts(matter), asks=("supply",) if matter.stage == "docs" else (),
        meeting=booked.words if booked is not None and not matter.closed else "", papers=_papers(matter), closed=matter.closed,
    )  # fmt: skip


_STATES = {
    "asked": "正在核对材料", "docs": "请补材料", "waiting": "排队等场次", "forwarded": "已报监狱，等待答复", "approved": "已经安排好", "arrived": "已经签到",
    "meeting": "正在会见", "done": "已经会见", "stopped": "会见中断", "refused": "这次没有批准", "cancelled": "已经取消", "no_show": "这一场没有到", "lapsed": "这次不能进行",
}  # fmt: skip


def _state(matter: Matter) -> str:
    return _STATES.get(matter.stage, VISIT.stage(matter.stage).label)


def _steps(matter: Matter, facts: Facts) -> tuple[Step, ...]:
    """Received, checked, at the prison, the visit."""
    forwarded, answered = facts.on("forward"), facts.on("approve", "refuse")
    over = states.outcome(facts)[1]
    at = "next" if not answered else "now"
    return (
        Step("收到", "done", iso(facts.opening.happened_on), f"{matter.office.short_name}收到，编号{matter.number}"),
        Step(
            "核对材料",
            "done" if forwarded else "now",
            iso(forwarded),
            "" if forwarded else "核对身份证和亲属关系，缺材料会打电话",
        ),
        Step("监狱答复", "done" if answered else "now" if forwarded else "next", iso(answered)),
        Step("会见", "done" if over else at, iso(over)),
    )


def _said(facts: Facts) -> Iterable[tuple[str, str]]:
    """What was answered, in words for this family. What the prison said of the inmate is told by telephone."""
    for fact in facts.all("need_docs", "refuse", "put_off", "cancel", "lapse", "no_show"):
        if fact.action == "need_docs":
            words = [dict(codes.MISSING).get(code, "") for code in fact.get("missing", ())]
            yield "请补材料", "、".join(filter(None, [*words, str(fact.get("missing_note", ""))]))
        elif fact.action == "refuse":
            yield "没有批准", f"{fact.get('words')}。不清楚的，可以问：{fact.get('ask_whom')}"
        elif fact.action == "lapse":
            yield "这次不能进行", "工作人员会打电话向您说明，请保持电话畅通；也可以打给司法所。"
        elif fact.action == "no_show":
            yield "没有到", "这一场过了15分钟没有人来，已经让给别人。没有别的影响，随时可以再申请。"
        elif fact.get("by") != codes.FAMILY:
            word = "改期" if fact.action == "put_off" else "取消"
            yield word, f"因{dict(codes.WHO_CANCELS).get(fact.get('by', ''), '')}原因{word}，优先给您另约，不计次数。"
    if states.faulted(facts) is not None:
        yield "有变动", "原来定的时间请先不要来，工作人员会打电话另约，优先给您安排。"
    free = states.offered(facts)
    if free is not None:
        yield "有时间空出来了", f"{free.get('slot_words')}。方便的话请尽快打司法所的电话，先答复的先安排。"


def _can(matter: Matter, booked: states.Placed | None) -> tuple[str, ...]:
    if matter.closed:
        return ("还想会见，随时可以再申请。要看会见录像的，向监狱提出，我们不录像。",)
    if booked is not None:
        return (
            "提前30分钟到，带身份证；第一次会见还要带户口簿或其他亲属关系证明。",
            "来不了，请早点取消或打电话，场次可以给别人。",
        )
    return ("定在哪天由监狱决定，定了会打电话告诉您。",)


def _acts(matter: Matter) -> tuple[str, ...]:
    if matter.stage == "docs":
        return ("supply", "cancel")
    return ("cancel",) if matter.stage in OPEN else ("rate",) if matter.stage in ("done", "stopped") else ()


def _papers(matter: Matter) -> tuple[int, ...]:
    found = Paper.objects.filter(matter_id=matter.pk, kind__in=SHOWN, state__in=("issued", "signed"))
    return tuple(found.order_by("n").values_list("n", flat=True))


# Acting --------------------------------------------------------------------------------------------------------------


def _do(matter: Matter, sent: SentIn, code: str, data: dict[str, Any]) -> None:
    action = registry.procedure_of(matter).action(code)
    doing = Doing(action, data, _today(sent), behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def _today(sent: SentIn) -> date:
    return timezone.localdate(sent.now)


def supply(matter: Matter, sent: SentIn) -> None:
    """What was missing."""
    _do(
        matter,
        sent,
        "supply",
        {"what": str(sent.data.get("text") or "手机补来材料")[:120], **({"files": sent.files} if sent.files else {})},
    )


def cancel(matter: Matter, sent: SentIn) -> None:
    """The family cannot come, or need not."""
    _do(matter, sent, "cancel", {"by": codes.FAMILY, "why": sent.data["why"]})


def rate(matter: Matter, sent: SentIn) -> None:
    """How it was."""
    said = {"said": sent.data["said"]} if sent.data.get("said") else {}
    _do(matter, sent, "rate", {"satisfaction": sent.data["satisfaction"], **said})


CANCEL_WHY: Options = (("cannot", "来不了"), ("not_needed", "不用会见了"), ("wrong", "填错了"))
ACTS = (
    PublicAct("supply", "补材料", "把缺的证件、证明拍下来。", (
        Screen("photos", "拍一下缺的材料", (Photos("photos", "材料", required=False),), help="不方便拍的，写一句怎样送来。"),
        Screen("text", "要说明什么？", (Text("text", "说明", required=False, most=120),), help="没有可以跳过。"),
    ), supply, done="已经补进去，我们接着核对。"),
    PublicAct("cancel", "取消会见", "来不了，请早点取消，场次可以给别人。", (
        Screen("why", "为什么取消？", (Choice("why", "原因", options=CANCEL_WHY),), help="取消以后，随时可以再申请。"),
    ), cancel, done="已经取消。", send_label="取消会见"),
    PublicAct("rate", "评价", "这次会见安排得怎么样？", (
        Screen("satisfaction", "您满意吗？", (Choice("satisfaction", "满意度", options=codes.SATISFACTION),)),
        Screen("said", "想说点什么？", (LongText("said", "意见", required=False, most=500, lines=4),), help="没有可以跳过。"),
    ), rate, done="谢谢您的评价。", send_label="评价", once=True),
)  # fmt: skip
VISITS_FOLLOWED = follows(Follows(
    "visits", find, tell, ACTS, may_have=lambda matter, phone, paper: paper.kind in SHOWN,
))  # fmt: skip
