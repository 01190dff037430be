"""What a citizen does on the phone: ask, follow, add, rate, ask again. No name is asked; nothing of it goes into a text.

A rating is not shown to who is rated while the request is open (it opens a call-back, which another one may do).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.legalservice import codes, knowledge, papers, states
from fengqiao.lines.legalservice import procedure as p
from fengqiao.lines.legalservice.models import KnowledgeItem
from fengqiao.lines.legalservice.permissions import SEND_IN
from fengqiao.matter import invited
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.appointments import NOBODY
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.needs import Choice, Day, LongText, Many, Options, Text, Yes
from fengqiao.matter.public import (
    BOOK,
    CONSULT,
    PROGRESS,
    SUPPLY,
    Entry,
    Follows,
    Guide,
    Photos,
    PublicAct,
    PublicService,
    Screen,
    SentIn,
    Snapshot,
    Step,
    Town,
    follows,
    guides,
    iso,
    offers,
    office_of_town,
    phone_of,
    with_phone,
)
from fengqiao.matter.timeline import Facts

SHOWN = ("consultation_reply",)
URGENT = "有人身危险的，马上打110。正在挨打、想不开的，也可以直接打12348，有人接。"
PLAIN_AREAS: Options = (
    ("labour.wages", "拖欠工资"), ("labour.injury", "工伤"), ("labour.contract", "辞退、合同、社保"), ("family.divorce", "离婚、抚养孩子"), ("family.support", "赡养老人"),
    ("family.violence", "家里有人打人"), ("family.heir", "继承"), ("injury.traffic", "交通事故"), ("injury.medical", "看病出了事"), ("injury.other", "被打、受伤"),
    ("debt.loan", "借钱不还"), ("debt.consumer", "买东西、消费"), ("home.rent", "租房"), ("home.property", "物业、邻居"), ("land", "土地、房屋征收"), ("admin", "行政处罚、复议"),
    ("criminal", "刑事"), ("service", "法律援助、公证、鉴定怎么办"), ("other", "别的"),
)  # fmt: skip
TELLS: Options = (("web", "在手机上看答复"), ("call", "请打电话给我"))
FREE_AT: Options = (("morning", "上午"), ("afternoon", "下午"), ("any", "都可以"))
SCREENS = (
    Screen("town", "您在哪个乡镇、街道？", (Town("town", "乡镇、街道"),), help="不知道选哪个的，选最近的一个。"),
    Screen("area", "问的是哪方面的事？", (Choice("area", "哪方面", options=PLAIN_AREAS),)),
    Screen("content", "您想问什么？", (LongText("content", "想问的事", least=6, most=3000, lines=7),), help=f"什么时候、怎么回事、想知道什么，像说话一样写。不用写对方是谁。{URGENT}"),
    Screen("photos", "有材料要看吗？", (Photos("photos", "照片、材料", required=False),), help="合同、通知书拍一张就行，没有可以跳过。"),
    Screen("how", "怎样答复您？", (Choice("tells", "答复", options=TELLS), Yes("no_text", "不要给这个号码发短信", required=False)),
           help="家里有人看您手机的，勾上不要发短信。"),
    Screen("free", "什么时候方便接电话？", (Choice("free_at", "方便接电话", options=FREE_AT),), help="周一至周五，上班的时间打。打来的是司法局、司法所的电话。", when=lambda data: data.get("tells") == "call"),
    Screen("name", "怎么称呼您？", (Text("name", "称呼", required=False, most=40),), help="可以不留。"),
)  # fmt: skip


SEEN: Options = (("counter", "到法律服务中心、司法所，见值班的律师或者工作人员"), ("home", "走不动，请人上门"), ("video", "用手机视频说"))
HALVES: Options = (("morning", "上午"), ("afternoon", "下午"))
BOOK_SCREENS = (
    SCREENS[0],
    Screen("seen", "怎么见面？", (Choice("seen", "怎么见面", options=SEEN),)),
    Screen("home", "上门到哪里？", (Text("home_address", "地址", most=120), Text("home_why", "为什么要上门", most=120)), help="只给上门的人看。", when=lambda data: data.get("seen") == "home"),
    Screen("area", "说哪方面的事？", (Choice("area", "哪方面", options=PLAIN_AREAS),)),
    Screen("content", "大概什么事？", (LongText("content", "什么事", least=4, most=1000, lines=4),), help=f"一两句就行，见面再说。{URGENT}"),
    Screen("when", "最想哪天？", (Day("wish_on", "最想哪天", future=True, coming=True), Choice("half", "上午还是下午", options=HALVES)), help="按这个给您几个时间选，选定了才算约好。"),
    Screen("name", "怎么称呼您？", (Text("name", "称呼", most=40), Yes("no_text", "不要给这个号码发短信", required=False)), help="见面的时候好找到您。"),
)  # fmt: skip


def booking_data(sent: SentIn) -> dict[str, Any]:
    """A wish to be seen, in the words of a request: how, when and where stand before what it is about."""
    data = sent.data
    how = f"请人上门：{data['home_address']}（{data['home_why']}）" if data["seen"] == "home" else dict(SEEN)[data["seen"]]
    content = f"预约见面：{how}。最想{data['wish_on']}{dict(HALVES)[data['half']]}。\n{data['content']}"
    return request_data(sent) | {"content": content, "intent": codes.BOOK}


def request_data(sent: SentIn) -> dict[str, Any]:
    """The answers as the form at the counter would give them."""
    data = sent.data
    free = dict(FREE_AT).get(str(data.get("free_at")), "都可以")
    content = str(data["content"]) + (f"\n（希望打电话答复，方便接电话的时间：{free}）" if data.get("tells") == "call" else "")
    found: dict[str, Any] = {
        "content": content, "channel": codes.H5, "intent": codes.CONSULT, "area": data["area"], "name": sent.deputy.person if sent.deputy else data.get("name"), "phone": sent.phone,
        "safe": codes.SAFE_NO_TEXT if data.get("no_text") else codes.SAFE_ANY, "language": "mandarin", "files": sent.files,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def take_question(sent: SentIn) -> Matter:
    """A question into the one queue, at the county's own desk where there is one, else at the office of the town."""
    return _into_the_queue(sent, request_data(sent))


def take_wish(sent: SentIn) -> Matter:
    """A wish to be seen, into the same queue."""
    return _into_the_queue(sent, booking_data(sent))


def _into_the_queue(sent: SentIn, data: dict[str, Any]) -> Matter:
    doing = Doing(p.receive, data, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=SEND_IN)
    return open_matter(sent.actor, p.SERVICE_REQUEST, [doing], office_of_town(sent, p.SERVICE_REQUEST.office_kinds), now=sent.now, once=sent.once).matter


ASKING = offers(PublicService(
    "ask-law", "问一问", "message", "遇到法律上的事，先问问。免费，可以不留姓名。", SCREENS, take_question,
    done="已经收到。最迟什么时候答复，看“办到哪一步”；答复也在那里。", send_label="问", place=10, deputed=SCREENS[:4],
))  # fmt: skip


BEING_SEEN = offers(PublicService(
    "see-law", "约人见面", "calendar", "约值班律师、工作人员当面谈；走不动的，可以请人上门。免费。", BOOK_SCREENS, take_wish,
    done="已经收到。会给您几个时间选，在“办到哪一步”里选定。", send_label="预约", place=20, deputed=BOOK_SCREENS[:-1],
))  # fmt: skip


# Following -----------------------------------------------------------------------------------------------------------


def find(phone: str) -> Iterable[UUID]:
    """The requests this telephone was left for."""
    return with_phone("legalservice", phone)


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What who asked is told: the answer, who has it, what to do next."""
    facts = standing_of(matter).facts
    if phone and not any(phone_of(party.get("phone")) == phone for party in facts.present_parties):
        return None
    agreed, (until, until_word) = facts.last("call_later"), _until(matter)
    days = _days(facts) if not matter.closed else None
    called = f"{agreed.get('slot_words')}打电话给您" if agreed is not None and matter.stage == "callback" else ""
    return Snapshot(
        title="您问的事", number=matter.number or "", state=days.state if days is not None else _STATES.get(matter.stage, "正在办"), who=matter.office.short_name,
        since_on=iso(facts.opening.happened_on), until_on=until, until_word=until_word, steps=_steps(matter, facts), said=(*(days.said if days is not None else ()), *_said(facts)), can=_can(matter),
        acts=(*((invited.ACT,) if days is not None else ()), *_acts(matter, facts)), asks=_asks(matter, facts, days),
        offered={invited.DAY: days.options} if days is not None else {}, meeting=(days.meeting if days is not None else "") or called, papers=_papers(matter),
        closed=matter.closed, quiet=_quiet(facts), own_only=codes.VIOLENCE in states.risks(facts) or facts.value("area") == "family.violence",
    )  # fmt: skip


_STATES = {
    "queued": "排队等答复", "working": "有人在办", "callback": "约好打电话给您", "referred": "转给负责的单位", "passing": "正在登记", "answered": "已经答复", "revisit": "会有人再联系您",
    "handed": "已经转去办理", "out": "已经转给有关单位", "unreached": "电话没有打通", "withdrawn": "已经撤回", "prank": "已经办结",
}  # fmt: skip


def _days(facts: Facts) -> invited.Invitation | None:
    """The times offered to whoever wants to be seen."""
    return invited.invitation(p.APPOINTING, facts, (NOBODY,), timezone.localdate())


def _asks(matter: Matter, facts: Facts, days: invited.Invitation | None) -> tuple[str, ...]:
    if days is not None and days.waits:
        return (invited.ACT,)
    return ("rate-answer",) if matter.stage == "answered" and not facts.has("rate") else ()


def asked(matter: Matter) -> Iterable[str]:
    """Whom times were offered to: the telephone that was left, unless it may not be texted."""
    facts = standing_of(matter).facts
    days = _days(facts)
    if days is None or not days.waits or _quiet(facts):
        return ()
    return tuple(phone for party in facts.present_parties if (phone := phone_of(party.get("phone"))))


FIRST = ("web", "live", "visit", "letter", "other", "asked", "again")  # the clocks of the answer itself; the target is the office's own


def _until(matter: Matter) -> tuple[str, str]:
    """By when it is to be answered, to the minute where the clock has one; nothing once it is."""
    running = DeadlineRow.objects.filter(matter_id=matter.pk, rule__in=FIRST, state=ClockState.RUNNING).order_by("due_on", "due_at").first()
    if running is None or running.due_on is None:
        return "", ""
    at = f"{timezone.localtime(running.due_at):%Y-%m-%d %H:%M}" if running.due_at else running.due_on.isoformat()
    return at, "本局要求最迟这时答复；过了还没有答复，请打12348催问"


def _quiet(facts: Facts) -> bool:
    return facts.value("safe", codes.SAFE_ANY) != codes.SAFE_ANY or codes.VIOLENCE in states.risks(facts)


def _steps(matter: Matter, facts: Facts) -> tuple[Step, ...]:
    taken, answered, rated = facts.on("take", "answer", "accept_referral"), facts.on("answer"), facts.on("rate")
    return (
        Step("收到", "done", iso(facts.opening.happened_on), f"编号{matter.number}"),
        Step("有人办", "done" if taken else "now", iso(taken)),
        Step("答复", "done" if answered else "now" if taken else "next", iso(answered)),
        Step("评价", "done" if rated else "now" if answered else "next", iso(rated)),
    )


def _said(facts: Facts) -> Iterable[tuple[str, str]]:
    for fact in facts.all("answer"):
        yield "答复", str(fact.get("advice", ""))
        for row in fact.get("statutes", ()):
            label = str(row.get("article", ""))
            yield f"依据：{label}", papers.text_of(label, fact) or "原文请问答复的工作人员。"
        yield "法律援助", "经济困难的可以申请法律援助，不收费；家暴等情形不看经济条件。打12348，或者到最近的司法所。"
    for fact in facts.all("refer_out"):
        yield "转给", f"{fact.get('body')}，请等他们联系，也可以自己去。"


def _can(matter: Matter) -> tuple[str, ...]:
    if matter.stage == "unreached":
        return ("电话打过几次没有通。方便时点“再问一次”，接着办。",)
    return (URGENT,) if not matter.closed else (f"{states.AGAIN_WITHIN}天以内还是这件事，可以点“再问一次”，不用从头说。",)


def _acts(matter: Matter, facts: Facts) -> tuple[str, ...]:
    if not matter.closed:
        return ("add",)
    lately = matter.closed_on is not None and (timezone.localdate() - matter.closed_on).days <= states.AGAIN_WITHIN
    again = ("again",) if lately and matter.stage in ("answered", "unreached", "out") else ()
    return (*(("rate-answer",) if matter.stage == "answered" else ()), *again)


def _papers(matter: Matter) -> tuple[int, ...]:
    found = Paper.objects.filter(matter_id=matter.pk, kind__in=SHOWN, state__in=("issued", "signed"))
    return tuple(found.order_by("n").values_list("n", flat=True))


# Acting --------------------------------------------------------------------------------------------------------------


def _do(matter: Matter, sent: SentIn, code: str, data: dict[str, Any]) -> None:
    doing = Doing(p.SERVICE_REQUEST.action(code), data, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def add(matter: Matter, sent: SentIn) -> None:
    """More of the same."""
    _do(matter, sent, "supplement", {"text": sent.data["text"], **({"files": sent.files} if sent.files else {})})


def grade(matter: Matter, sent: SentIn) -> None:
    """How it was."""
    data = sent.data
    given = {"grade": data["grade"], "reasons": data.get("reasons") or [], "said": data.get("said"), "way": "online"}
    _do(matter, sent, "rate", {name: value for name, value in given.items() if value not in ("", None, [])})


def again(matter: Matter, sent: SentIn) -> None:
    """The same thing once more, within fifteen days."""
    _do(matter, sent, "reopen", {"why": sent.data["why"], "same": True})


def choose(matter: Matter, sent: SentIn) -> None:
    """Which of the times suits."""
    invited.record_answer(p.APPOINTING, matter, (NOBODY,), sent, SEND_IN)


_BAD = codes.BAD
ACTS = (
    PublicAct(invited.ACT, invited.LABEL, invited.HELP, invited.SCREENS, choose, done=invited.DONE, send_label="答复", scope=BOOK),
    PublicAct("add", "补充", "还有要说的，或者要补照片。", (
        Screen("text", "补充什么？", (LongText("text", "补充", least=2, most=2000, lines=5),)),
        Screen("photos", "有照片吗？", (Photos("photos", "照片、材料", required=False),), help="没有可以跳过。"),
    ), add, done="已经补进去。", scope=SUPPLY),
    PublicAct("rate-answer", "评价", "答复得怎么样？不满意的，会有人打电话给您。", (
        Screen("grade", "您满意吗？", (Choice("grade", "评价", options=codes.GRADES),)),
        Screen("reasons", "哪里不好？", (Many("reasons", "哪里不好", options=codes.REASONS, required=False),), when=lambda data: data.get("grade") in _BAD),
        Screen("said", "想说点什么？", (LongText("said", "意见", required=False, most=500, lines=4),), help="没有可以跳过。"),
    ), grade, done="谢谢您的评价。", send_label="评价", once=True),
    PublicAct("again", "再问一次", "还是这件事，没弄明白，或者有了新情况。", (
        Screen("why", "还有什么没弄明白？", (LongText("why", "没弄明白的", least=4, most=2000, lines=5),)),
    ), again, done="已经收到，接着给您答复。"),
)  # fmt: skip
FOLLOWED = follows(Follows("legalservice", find, tell, ACTS, may_have=lambda matter, phone, paper: _may_have(paper), asked=asked, by_deputy=frozenset((PROGRESS, CONSULT, BOOK))))


def _may_have(paper: Paper) -> bool:
    return paper.kind in SHOWN


# What is known already -----------------------------------------------------------------------------------------------


def _known(low: int, high: int, today: date) -> Iterable[Entry]:
    """The county's public items, less what a law or a review has overtaken for thirty days (A15)."""
    areas = dict(codes.AREAS)
    rows = list(KnowledgeItem.objects.filter(territory__gte=low, territory__lte=high, public=True, state=KnowledgeItem.PUBLISHED).order_by("area", "number"))
    for row in knowledge.shown_outside(rows, today):
        group = areas.get(row.area, "").partition("：")[0]
        yield Entry(
            row.number.lower(), row.question, row.answer, group, laws=tuple((each["label"], each["version"]) for each in row.statutes), more=row.local,
            checked_on=timezone.localdate(row.changed_at).isoformat(), until_on=(row.review_due_on + knowledge.HIDDEN_AFTER).isoformat(),
        )  # fmt: skip


KNOWN = guides(Guide(
    "questions", "常见法律问题", "book", "别人问过的事，白话回答，写明依据哪一条。", _known, goes_to="ask-law", goes_label="没找到，问一问",
    note="这里说的是一般情况，您的事不一样的，问一问，或者打12348。", articles=True,
))  # fmt: skip
