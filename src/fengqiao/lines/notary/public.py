"""What a citizen does alone on the phone: read what to bring, book a time, move or cancel it, follow, rate.

Who sits at home cannot see the diary: the nearest free time to the wish is taken and told; another one is chosen from what is
free while it is followed. The page says when, where and what to bring; an item is named to nobody but this telephone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.notary import codes, gathering, states
from fengqiao.lines.notary.models import MaterialList, NotaryBooking
from fengqiao.lines.notary.permissions import SEND_IN
from fengqiao.lines.notary.procedure import NOTARY_BOOKING
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.needs import Choice, Day, LongText, Options, Text, Yes
from fengqiao.matter.public import (
    BOOK,
    PROGRESS,
    SUPPLY,
    Entry,
    Follows,
    Guide,
    Offered,
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
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

SHOWN = ("notary_slip", "notary_accepted")
GROUPS = {"继承遗嘱和财产": ("heir", "will", "gift", "division"), "委托声明和合同": ("entrust", "declare", "contract", "charter", "bidding"),
          "婚姻、亲属和身份": ("marriage", "kin", "adoption", "birth", "survival", "death", "identity", "schooling", "record")}  # fmt: skip


# What to bring -------------------------------------------------------------------------------------------------------


def _entries(low: int, high: int, today: date) -> Iterable[Entry]:
    """The items with what the county's notary office wants to see; nothing where there is no notary office."""
    there = gathering.offices(low)
    if not there:
        return
    own = {row.item: row for row in MaterialList.objects.filter(territory__gte=low, territory__lte=high)}
    where = "；".join(filter(None, (f"{row.name}{f'，{row.address}' if row.address else ''}{f'，电话{row.phone}' if row.phone else ''}" for row in there)))
    for item in codes.ITEMS:
        row = own.get(item.code)
        said = ["办这件公证，先看是不是该到本县：户籍、住所在本县，经常住在本县，或者事情发生在本县的，可以在本县办。"]
        if item.free_place:
            said.append("涉及房屋、土地的，也可以在您住的地方办。")
        else:
            said.append("涉及房屋、土地的，要到房屋、土地所在地的公证处办。")
        said.append("应当本人来办，不能委托别人；行动不便的可以请公证员上门。" if item.in_person else "可以委托别人来办，带上委托书。")
        laws = ((item.cite.label, _text_day()), ("公证法第二十五条", _text_day()), ("公证法第二十六条", _text_day()))
        yield Entry(
            item.code, f"{item.label}公证" if "公证" not in item.label else item.label, "\n".join(said), _group(item.code), tuple(row.materials if row else item.materials), laws,
            where + (f"\n{row.note}" if row and row.note else ""), iso(row.changed_at.date()) if row else "",
        )  # fmt: skip


def _text_day() -> str:
    law = codes.BY_CODE["will"].cite.source.law
    return iso(law.version_on) if law is not None else ""


def _group(code: str) -> str:
    return next((word for word, items in GROUPS.items() if code in items), "其他")


GUIDE = guides(Guide(
    "notary", "公证：要带什么、到哪里办", "file-text", "公证能办哪些事、要不要本人来、带哪些材料。", _entries, goes_to="notary", goes_label="预约公证",
    note="材料以公证处的要求为准，拿不准先打电话。",
))  # fmt: skip


# Booking -------------------------------------------------------------------------------------------------------------

PLACES: Options = (("home", "户籍或者家在本县"), ("stay", "现在长住在本县"), ("act", "事情是在本县做的"), ("event", "事情发生在本县"), (codes.NOWHERE, "都不是"))
LAND: Options = (("no", "没有关系"), ("here", "有关系，房屋、土地在本县"), ("away", "有关系，房屋、土地在外地"))
WHO: Options = (("self", "本人来"), ("agent", "我替别人来"))
HALVES: Options = (("morning", "上午"), ("afternoon", "下午"))


def _by_agent(data: Any) -> bool:
    item = codes.BY_CODE.get(str(data.get("item", "")))
    return item is not None and not item.in_person


SCREENS = (
    Screen("town", "您住在哪个乡镇、街道？", (Town("town", "乡镇、街道"),), help="住在外地的选“其他地方”。"),
    Screen("item", "您要办什么公证？", (Choice("item", "事项", options=codes.OPTIONS),), help="拿不准的选最后的“其他公证事项”，下面写清楚就行。"),
    Screen("what", "具体是什么事？", (Text("what", "什么事", required=False, most=120),), help="例如：卖老家的房子，委托弟弟去办。可以跳过。"),
    Screen("land", "和房屋、土地有关系吗？", (Choice("land", "房屋、土地", options=LAND),)),
    Screen("ties", "您和本县是什么关系？", (Choice("ties", "关系", options=PLACES),), help="公证要到有关系的地方办，法律这样规定。"),
    Screen("who", "谁来办？", (Choice("who", "谁来", options=WHO),), when=_by_agent),
    Screen("agent", "替谁办？", (Text("agent_for", "他的姓名", most=60),), when=lambda data: _by_agent(data) and data.get("who") == "agent"),
    Screen("name", "您的姓名", (Text("name", "姓名或者单位名称", most=60),)),
    Screen("home", "走得动吗？", (Yes("home_visit", "走不动，请公证员上门", required=False),), help="能到窗口来的直接下一步。能不能上门由公证处定。"),
    Screen("address", "上门到哪里？", (Text("home_address", "地址", most=120), Text("home_why", "为什么要上门", most=120)), when=lambda data: bool(data.get("home_visit"))),
    Screen("when", "最想哪天来？", (Day("wish_on", "最想哪天", future=True, coming=True), Choice("half", "上午还是下午", options=HALVES)), help="按这一天排最近的空时间，马上告诉您；不合适可以改。"),
    Screen("relief", "有法律援助的决定书吗？", (Yes("relief", "有，或者是低保、特困，申请减免公证费", required=False),), help="没有就直接下一步。减不减、减多少由公证处定。"),
    Screen("texts", "要不要短信提醒？", (Yes("texts", "前一天发短信提醒我", required=False),), help="短信里只写时间和地点。"),
)  # fmt: skip


def request_data(sent: SentIn, office: Office) -> dict[str, Any]:
    """The answers as the form at the counter would give them, with the nearest free time."""
    data, today = sent.data, timezone.localdate(sent.now)
    land, home = data["land"], bool(data.get("home_visit"))
    mine = {"name": data["name"], "phone": sent.phone, **({"texts": True} if data.get("texts") else {})}
    if data.get("who") == "agent" and _by_agent(data):
        parties = [{"side": "applicant", "name": data["agent_for"]}, {"side": "agent", **mine}]
    else:
        parties = [{"side": "applicant", **mine}]
    ties = ([codes.LAND_HERE] if land == "here" else []) + ([data["ties"]] if data["ties"] != codes.NOWHERE else [])
    found: dict[str, Any] = {
        "channel": codes.ONLINE, "item": data["item"], "what": data.get("what"), "real_estate": land != "no", "ties": ties or [codes.NOWHERE], "parties": parties,
        "home_visit": home, "home_address": data.get("home_address") if home else "", "home_why": data.get("home_why") if home else "", "relief": bool(data.get("relief")),
        "wish_on": data["wish_on"], "files": sent.files,
        "slot": gathering.nearest(office.territory, today, date.fromisoformat(data["wish_on"]), data["half"], home=home),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in ("", None, [], False)}


def take_booking(sent: SentIn) -> Matter:
    """A booking of one's own. Raises Refused: the wrong place, somebody else for what is to be done in person."""
    day, office = timezone.localdate(sent.now), office_of_town(sent, NOTARY_BOOKING.office_kinds)
    if _missed(sent, office) >= codes.MOST_MISSED:
        raise Refused.because("missed", f"一年里约了{codes.MOST_MISSED}次没有来。请打电话预约，工作人员帮您排时间。")
    doing = Doing(NOTARY_BOOKING.action("ask"), request_data(sent, office), day, behalf_of=sent.behalf_of, under=SEND_IN)
    return open_matter(sent.actor, NOTARY_BOOKING, [doing], office, now=sent.now, once=sent.once).matter


def _missed(sent: SentIn, office: Office) -> int:
    return gathering.missed(office.territory, [sent.phone], timezone.localdate(sent.now))


BOOKING = offers(PublicService(
    "notary", "预约公证", "calendar", "约好时间再来，告诉您要带什么。约时间不收费，公证费公证处按规定收。", SCREENS, take_booking,
    done="已经收到。马上给您排时间，排在哪天会出现在这里。", send_label="预约",
))  # fmt: skip


# Following -----------------------------------------------------------------------------------------------------------


def find(phone: str) -> Iterable[UUID]:
    """The bookings this telephone was left for."""
    return with_phone("notary", phone)


_STATES = {
    "asked": "等着排时间", "booked": "已经约好", "accepted": "公证处正在办", "held_up": "等补材料或者核实", "issued": "公证书已经出来", "reviewing": "公证处正在复查", "collected": "已经领取",
    "refused": "公证处不予办理", "ended": "已经终止", "revoked": "公证书已被撤销", "cancelled": "已经取消", "no_show": "约的时间没有来",
}  # fmt: skip


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """When and where, what to bring, how far the notary office is."""
    facts = standing_of(matter).facts
    if phone and not any(phone_of(party.get("phone")) == phone for party in facts.present_parties):
        return None
    slot, open_ = states.current(facts), matter.stage in ("asked", "booked", "no_show")
    clock = DeadlineRow.objects.filter(matter_id=matter.pk, rule="issue", state=ClockState.RUNNING).first()
    row = NotaryBooking.objects.get(pk=matter.pk)
    return Snapshot(
        title=f"{row.item_word}公证", number=matter.number or "", state=_STATES.get(matter.stage, "正在办"), who=facts.opening.get("notary_name") or matter.office.short_name,
        since_on=iso(facts.opening.happened_on), until_on=iso(clock.due_on) if clock else "", until_word="公证处最迟这天出证（公证法第三十条，补材料、核实的时间不算）" if clock else "",
        steps=_steps(facts), said=tuple(_said(facts, matter)), can=_can(facts, matter), acts=_acts(matter, facts), asks=("move",) if matter.stage == "no_show" else (),
        offered={"slot": tuple(_times(matter, facts))} if open_ else {}, meeting=slot.words if slot is not None and matter.stage == "booked" else "", papers=_papers(matter),
        closed=matter.closed, quiet=not any(party.get("texts") for party in facts.present_parties),
    )  # fmt: skip


def _times(matter: Matter, facts: Facts) -> list[tuple[str, str]]:
    return gathering.grouped(gathering.windows(matter.territory, timezone.localdate(), home=bool(facts.value("home_visit"))))[:20]


def _steps(facts: Facts) -> tuple[Step, ...]:
    placed, taken, issued, collected = states.current(facts), facts.on("accept"), facts.on("issue"), facts.on("collect")
    return (
        Step("预约", "done" if placed else "now", iso(facts.opening.happened_on)), Step("到场受理", "done" if taken else "now" if placed else "next", iso(taken)),
        Step("审查出证", "done" if issued else "now" if taken else "next", iso(issued)), Step("领取", "done" if collected else "now" if issued else "next", iso(collected)),
    )  # fmt: skip


def _said(facts: Facts, matter: Matter) -> Iterable[tuple[str, str]]:
    if matter.stage in ("asked", "booked", "no_show"):
        yield "要带的材料（原件）", "\n".join(states.materials(facts))
        if lacking := states.lacking(facts):
            yield "还缺这些", "\n".join(lacking)
    if codes.BY_CODE[str(facts.value("item"))].in_person and not facts.has("accept"):
        yield "要本人来", "这一项应当由本人办理，不能委托别人（公证法第二十六条）。"
    held = states.held_up(facts)
    if held is not None:
        yield dict(codes.SUSPENSIONS).get(held.get("why"), "不计期限"), f"{held.get('words')}。这段时间不算在十五个工作日里。"
    for fact in facts.all("issue", "refuse", "reviewed"):
        if fact.action == "issue":
            yield "可以领了", f"到{fact.get('where')}领，带身份证。公证书编号{fact.get('cert_no')}。"
        elif fact.action == "refuse":
            yield "不予办理", f"{dict(codes.REFUSALS).get(fact.get('ground'), '')}（公证法第三十一条）。{fact.get('words')}"
        else:
            yield "复查结果", f"{dict(codes.REVIEWS).get(fact.get('result'), '')}。{fact.get('words')}"


def _can(facts: Facts, matter: Matter) -> tuple[str, ...]:
    if matter.stage in ("issued", "collected"):
        return ("认为公证书有错误的，可以向出具公证书的公证处提出复查（公证法第三十九条）；对内容有争议的，可以向人民法院起诉（第四十条）。",)
    if matter.stage == "booked":
        return ("早到十分钟。来不了，请早一天改约或者取消，时间可以给别人。",)
    return ("能不能办、出不出证由公证处决定。",)


def _acts(matter: Matter, facts: Facts) -> tuple[str, ...]:
    if matter.stage == "asked":
        return ("choose", "supply", "cancel")
    if matter.stage == "booked":
        return ("move", "supply", "cancel")
    if matter.stage == "no_show":
        return ("move",)
    return ("rate-notary",) if matter.stage in ("collected", "refused", "ended") and not facts.has("rate") else ()


def _papers(matter: Matter) -> tuple[int, ...]:
    found = Paper.objects.filter(matter_id=matter.pk, kind__in=SHOWN, state__in=("issued", "signed"))
    return tuple(found.order_by("n").values_list("n", flat=True))


# Acting --------------------------------------------------------------------------------------------------------------


def _do(matter: Matter, sent: SentIn, code: str, data: dict[str, Any]) -> None:
    doing = Doing(NOTARY_BOOKING.action(code), data, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def choose(matter: Matter, sent: SentIn) -> None:
    """A time where none was set yet."""
    _do(matter, sent, "book", {"slot": sent.data["slot"]})


def move(matter: Matter, sent: SentIn) -> None:
    """Another time."""
    _do(matter, sent, "move", {"slot": sent.data["slot"], "by": codes.THEIRS, "why": "本人在手机上改约"})


def supply(matter: Matter, sent: SentIn) -> None:
    """Photographs of what is to be brought, to be looked at before."""
    _do(matter, sent, "supply", {"what": str(sent.data.get("text") or "手机传来材料照片")[:200], **({"files": sent.files} if sent.files else {})})


def cancel(matter: Matter, sent: SentIn) -> None:
    _do(matter, sent, "cancel", {"by": codes.THEIRS, "why": sent.data["why"]})


def rate(matter: Matter, sent: SentIn) -> None:
    _do(matter, sent, "rate", {"grade": sent.data["grade"], **({"said": sent.data["said"]} if sent.data.get("said") else {})})


_TIME = (Screen("slot", "改到哪个时间？", (Offered("slot", "时间"),), help="列出的是还空着的时间。都不合适，请打电话。"),)
ACTS = (
    PublicAct("choose", "选时间", "选一个空着的时间。", _TIME, choose, done="已经约好。", send_label="约这个时间", scope=BOOK),
    PublicAct("move", "改约", "换一个时间来。", _TIME, move, done="已经改好。", send_label="改到这个时间", scope=BOOK),
    PublicAct("supply", "先传材料", "拍照传来，帮您先看缺不缺，少跑一趟。", (
        Screen("photos", "拍一下材料", (Photos("photos", "材料", required=False),), help="来的时候还要带原件。"),
        Screen("text", "要说明什么？", (Text("text", "说明", required=False, most=120),), help="没有可以跳过。"),
    ), supply, done="已经传到，看了以后告诉您缺什么。", scope=SUPPLY),
    PublicAct("cancel", "取消预约", "不来了，时间让给别人。", (
        Screen("why", "为什么取消？", (Choice("why", "原因", options=codes.CANCELS),), help="取消以后，随时可以再约。"),
    ), cancel, done="已经取消。", send_label="取消预约", scope=BOOK),
    PublicAct("rate-notary", "评价", "这次预约和办理怎么样？", (
        Screen("grade", "您满意吗？", (Choice("grade", "满意度", options=codes.GRADES),)),
        Screen("said", "想说点什么？", (LongText("said", "意见", required=False, most=500, lines=4),), help="没有可以跳过。"),
    ), rate, done="谢谢您的评价。", send_label="评价", once=True),
)  # fmt: skip
FOLLOWED = follows(Follows("notary", find, tell, ACTS, may_have=lambda matter, phone, paper: paper.kind in SHOWN, by_deputy=frozenset((PROGRESS,))))
