"""值班律师法律帮助：约见、提供帮助、具结见证、转交申请、完成。

刑事诉讼法（2018年）第三十六条、第一百七十三条、第一百七十四条；法律援助法第三十条、第三十九条第二款: an application made through the duty lawyer goes
to the centre within twenty-four hours, counted from the recorded minute through nights and holidays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.daycount import Period, Unit
from fengqiao.lines.aidcases import codes as cases
from fengqiao.lines.aidcases import gathering
from fengqiao.lines.aidcases.alerts import FORWARDING
from fengqiao.lines.aidcases.asks import ACCUSED, NO_SECRETS
from fengqiao.lines.aidcases.help import codes, papers
from fengqiao.lines.aidcases.permissions import MAY_HELP, MAY_RECEIVE
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.limits import house
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import TODAY, Choice, Day, Listed, LongText, Many, Parties, Text, TimeOfDay, Upload, Yes
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Condition,
    Deadline,
    Expected,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.providers.models import Provider
from fengqiao.statutes.known import CRIMINAL_PROCEDURE, LEGAL_AID
from fengqiao.vault import mask_name

Data = Mapping[str, Any] | None
H = (cases.HOUSE.whole(),)
HELP = (CRIMINAL_PROCEDURE.art(36),)
FORWARD = (LEGAL_AID.art(39, 2),)

BOOKED = Stage("booked", "已约见")
GIVING = Stage("giving", "提供中")
DONE = Stage("done", "已完成", closed=True)
DECLINED = Stage("declined", "本人拒绝帮助", closed=True, aside=True)

# What is asked ------------------------------------------------------------------------------------------------------------

BOOK = (
    Choice("organ_kind", "哪类机关", options=cases.ORGANS),
    Text("organ", "办案机关", most=60, searched=True, told=True),
    Parties("parties", "犯罪嫌疑人、被告人", of=ACCUSED, least=1, most=1, row_word="人"),
    Text("cause", "罪名（案由）", most=80, told=True),
    Choice("case_stage", "所处阶段", options=cases.CRIMINAL_STAGES),
    Text("point", "在哪里值班", most=80, help="例如：枫林县看守所值班律师工作站。"),
    Day("shift_on", "约在哪天", future=True, initial=TODAY, help="本班次能见的约本班次，否则约下一班次。"),
    Listed("handler", "当班律师", required=False, of=gathering.people, none="人员库里没有可以选的人"),
    Yes("no_defender", "没有委托辩护人，也没有法律援助律师"),
    Many("no_pledge", "不需要签署具结书的情形", options=codes.NO_PLEDGE, required=False),
)  # fmt: skip
GIVE = (
    Listed("handler", "值班律师", of=gathering.people),
    Many("kinds", "提供了什么帮助", options=codes.KINDS),
    TimeOfDay("begun", "几点开始"),
    TimeOfDay("ended", "几点结束"),
    Yes("met", "会见了本人", required=False),
    Yes("read_file", "查阅了案卷材料", required=False),
    LongText("opinion", "提出的意见", required=False, lines=3, personal=True),
    Yes("written", "有书面意见", required=False),
    Upload("files", "书面意见、记录", required=False, help=NO_SECRETS),
)
WITNESS = (
    TimeOfDay("signed_at", "几点签署"),
    Yes("present", "签署具结书时值班律师在场"),
    Yes("understood", "本人自愿，已理解认罪认罚的性质和法律后果"),
    LongText("note", "说明", required=False, lines=2),
)
DECLINE = (LongText("words", "本人怎样表示", least=2, lines=2, personal=True), Yes("signed", "本人已书面签名，没有受到压力"))
ASK_AID = (
    TimeOfDay("asked_at", "几点提出", help="二十四小时从这一分钟起算，夜里、节假日也算。"),
    LongText("claim", "申请什么", least=2, lines=2, personal=True),
)
FORWARDED = (
    TimeOfDay("forwarded_at", "几点转交"),
    Text("received_by", "中心接收人", most=40),
    Text("papers", "转交的材料", most=200),
)
FEEDBACK = (Choice("adopted", "办案机关怎样答复", options=codes.ADOPTED), LongText("reason", "理由", required=False, lines=2))
FINISH = (Yes("signed", "本人已在记录表上签名"), LongText("note", "说明", required=False, lines=2))


# Conditions ---------------------------------------------------------------------------------------------------------------


def _lawyer(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("not_fit"):
        return None
    return Reason(f"{data['not_fit']}值班律师须持有有效的律师执业证。请另选一位。", need="handler")


def _in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("begun", "") <= data.get("ended", "99:99"):
        return None
    return Reason("结束早于开始。跨零点的，分成两次登记。", need="ended")


def _met_and_read(facts: Facts, data: Data) -> Reason | None:
    """The witness of a plea has met the person and read the file before."""
    given = facts.all("give")
    lacks = [word for need, word in (("met", "会见"), ("read_file", "阅卷")) if not any(fact.get(need) for fact in given)]
    return Reason(f"见证签署具结书以前，值班律师要先会见、阅卷；还没有{'、'.join(lacks)}的记录。请先登记提供的帮助。", H) if lacks else None


def _pledge_needed(facts: Facts, data: Data) -> Reason | None:
    if not facts.opening.get("no_pledge"):
        return None
    return Reason("本人属于不需要签署认罪认罚具结书的情形，不登记见证。", (CRIMINAL_PROCEDURE.art(174, 2),))


def _asked(facts: Facts, data: Data) -> str | None:
    return None if facts.has("ask_aid") else "本人没有提出法律援助申请。"


def _after_asking(facts: Facts, data: Data) -> Reason | None:
    asked = facts.last("ask_aid")
    if data is None or asked is None or facts.day != asked.happened_on or data.get("forwarded_at", "") >= asked.get("asked_at", ""):
        return None
    return Reason(f"转交的时刻早于提出的时刻{asked.get('asked_at')}。请核对。", need="forwarded_at")


def _forwarded(facts: Facts, data: Data) -> Reason | None:
    asked, sent = facts.last("ask_aid"), facts.last("forward")
    if asked is None or (sent is not None and sent.seq > asked.seq):
        return None
    return Reason("本人提出的法律援助申请还没有转交。请先办理“转交申请”。", FORWARD)


FIT = Condition("值班律师", _lawyer)
IN_ORDER = Condition("时间合理", _in_order)
MET_AND_READ = Condition("已会见、阅卷", _met_and_read)
PLEDGE = Condition("需要具结", _pledge_needed)
ASKED = Condition("提出了申请", _asked, quiet=True)
AFTER_ASKING = Condition("时刻合理", _after_asking)
SENT = Condition("申请已转交", _forwarded)


def _of_lawyer(asking: Asking) -> Mapping[str, Any]:
    if not asking.data.get("handler"):
        return {}
    handler = Provider.objects.select_related("org").filter(pk=int(asking.data["handler"])).first()
    if handler is None:
        return {"not_fit": "人员库里没有这个人。"}
    unfit = gathering.unfit(handler, asking.happened_on) or ("" if handler.kind == cases.LAWYER else f"{handler.name}不是律师。")
    found = {"handler_name": handler.name, "licence_no": handler.licence_no, "org_name": handler.org.name if handler.org else "", "not_fit": unfit}
    return {name: value for name, value in (found | {"handler_staff": handler.staff_id}).items() if value}


def _lateness(asking: Asking) -> Mapping[str, Any]:
    """By how many minutes the twenty-four hours were missed."""
    asked = asking.facts.last("ask_aid")
    if asked is None:
        return {}
    late = _at(asking.happened_on, asking.data["forwarded_at"]) - _at(asked.happened_on, asked.get("asked_at")) - timedelta(hours=24)
    return {"late_minutes": int(late.total_seconds() // 60)} if late > timedelta() else {}


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


# Acts ---------------------------------------------------------------------------------------------------------------------

book = Action(
    "book", "登记约见", (), MAY_RECEIVE, to=BOOKED, needs=BOOK, cite=HELP, gives_number=NumberRule("legalhelp", "（{year}）{body}法帮字第{serial:04d}号", body=COUNTY),
    gathers=_of_lawyer, conditions=(FIT,), changes_parties=True, sentence="约见值班律师（{point}，{shift_on}）", help="只给没有辩护人的人；有辩护人的告知本人找自己的辩护人。",
)  # fmt: skip
give = Action(
    "give", "登记提供的帮助", (BOOKED, GIVING), MAY_HELP, to=GIVING, needs=GIVE, cite=HELP, gathers=_of_lawyer, conditions=(FIT, IN_ORDER), primary=True,
    produces=(Produces(papers.OPINION, each=True, when=lambda facts: bool((fact := facts.last("give")) and fact.get("written"))),), sentence="{handler_name}提供帮助：{kinds}",
)  # fmt: skip
witness = Action(
    "witness", "见证签署具结书", (GIVING,), MAY_HELP, needs=WITNESS, cite=(CRIMINAL_PROCEDURE.art(174, 1),), conditions=(PLEDGE, MET_AND_READ), sentence="{signed_at}在场见证签署具结书",
)  # fmt: skip
ask_aid = Action(
    "ask_aid", "登记本人申请法律援助", (BOOKED, GIVING), MAY_HELP, needs=ASK_AID, cite=FORWARD, sentence="{asked_at}提出法律援助申请",
)  # fmt: skip
forward = Action(
    "forward", "转交申请", (BOOKED, GIVING), MAY_HELP, needs=FORWARDED, recalls=("ask_aid",), cite=FORWARD, gathers=_lateness, conditions=(ASKED, AFTER_ASKING),
    produces=(Produces(papers.FORWARDING, each=True),), sentence="{forwarded_at}转交法律援助机构，{received_by}接收",
)  # fmt: skip
feedback = Action(
    "feedback", "登记意见采纳情况", (GIVING, DONE), MAY_HELP, needs=FEEDBACK, recalls=("give",), cite=(CRIMINAL_PROCEDURE.art(173, 2),), sentence="办案机关{adopted}意见",
)  # fmt: skip
decline = Action(
    "decline", "登记本人拒绝帮助", (BOOKED, GIVING), MAY_HELP, to=DECLINED, needs=DECLINE, cite=HELP, conditions=(SENT,), produces=(Produces(papers.RECORD),),
    sentence="本人拒绝法律帮助",
)  # fmt: skip
finish = Action(
    "finish", "完成", (GIVING,), MAY_HELP, to=DONE, needs=FINISH, recalls=("give",), cite=HELP, conditions=(SENT,), produces=(Produces(papers.RECORD),), sentence="法律帮助完成，本人签名",
)  # fmt: skip


def _shift(facts: Facts) -> Iterator[Start]:
    on = facts.opening.day("shift_on")
    if on is not None:
        yield Start(on, "s")


def _helped(facts: Facts, key: str) -> date | None:
    found = facts.first("give", "decline")
    return found.happened_on if found else None


def _applications(facts: Facts) -> Iterator[Start]:
    for fact in facts.all("ask_aid"):
        at = timezone.make_aware(_at(fact.happened_on, fact.get("asked_at")))
        yield Start(fact.happened_on, f"f{fact.seq}", f"{at.month}月{at.day}日{at:%H:%M}提出的", at=at)


def _sending(facts: Facts, key: str) -> Fact | None:
    return next((fact for fact in facts.all("forward") if fact.seq > int(key[1:])), None)


def _sent(facts: Facts, key: str) -> date | None:
    fact = _sending(facts, key)
    return fact.happened_on if fact else None


def _sent_at(facts: Facts, key: str) -> datetime | None:
    fact = _sending(facts, key)
    return timezone.make_aware(_at(fact.happened_on, fact.get("forwarded_at"))) if fact else None


DEADLINES = (
    Deadline(
        "meet", "约见值班律师", house("shift_days", Unit.CALENDAR), after=Moment("约定的班次", _shift), met_by=(Met("会见，或者本人拒绝", _helped),), on_expiry=OVERDUE, basis=H,
        todo=Todo("值班律师会见", give), warn_days=0, asks_days_before=1,
    ),
    Deadline(
        "forward", "二十四小时内转交申请", Period(24, Unit.HOUR), after=Moment("本人提出申请", _applications), met_by=(Met("转交", _sent, _sent_at),), on_expiry=OVERDUE, cite=FORWARD,
        todo=Todo("转交法律援助申请", forward, names=True), warn_days=1, survives_closing=True, reminders=FORWARDING,
    ),
)  # fmt: skip


def _with_lawyer(facts: Facts) -> Fact | None:
    """The last entry that says who the duty lawyer is."""
    return next((fact for fact in reversed(facts.all("book", "give")) if fact.get("handler_name")), None)


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of the row."""
    who = facts.parties[0] if facts.parties else None
    given, asked, sent, last = facts.all("give"), facts.last("ask_aid"), facts.last("forward"), _with_lawyer(facts)
    name = who.name if who else ""
    return {
        "title": name, "masked_title": mask_name(name) if name else "", "handler_id": last.get("handler_staff") if last else None,
        "restricted": restricted_by_hand(facts), "organ": facts.opening.get("organ", ""), "organ_kind": facts.opening.get("organ_kind", ""),
        "cause": facts.opening.get("cause", ""), "case_stage": facts.opening.get("case_stage", ""), "point": facts.opening.get("point", ""),
        "on": given[-1].happened_on if given else facts.opening.day("shift_on"), "provider_key": last.get("handler", "") if last else "",
        "handler_name": last.get("handler_name", "") if last else "", "kinds": sorted({kind for fact in given for kind in fact.get("kinds", ())}),
        "met": any(fact.get("met") for fact in given), "read_file": any(fact.get("read_file") for fact in given),
        "opinion": any(fact.get("opinion") or fact.get("written") for fact in given), "witnessed": facts.has("witness"),
        "adopted": str(facts.value("adopted", "")), "asked_on": asked.happened_on if asked else None, "forwarded_on": sent.happened_on if sent else None,
        "forwarded_late": bool(sent and sent.get("late_minutes")), "refused": facts.has("decline"),
    }  # fmt: skip


APPLICANT = ("name", "id_no", "sex", "birth_on", "phone")
STAGES_OF_SUSPECTS = ("investigation", "prosecution")


def gives(facts: Facts) -> dict[str, Any]:
    """What an application made through the duty lawyer is told: who asked, to the minute, and when it came (法律援助法39)."""
    who, asked, sent = next(iter(facts.present_parties), None), facts.last("ask_aid"), facts.last("forward")
    if who is None or asked is None:
        return {}
    stage = str(facts.opening.get("case_stage", ""))
    found = {
        "channel": "duty", "parties": [{"side": "applicant", **{name: value for name in APPLICANT if (value := who.get(name))}}], "legal_status": "suspect" if stage in STAGES_OF_SUSPECTS else "accused",
        "aid_form": cases.DEFENDED, "matter_code": cases.DEFENDED, "cause": facts.opening.get("cause"), "stage": stage, "organ": facts.opening.get("organ"), "story": asked.get("claim"),
        "asked_on": asked.happened_on.isoformat(), "asked_time": asked.get("asked_at"), "received_time": sent.get("forwarded_at") if sent else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _everyday() -> Iterable[Action]:
    kept = ("correct", "void", "note", "add_material", "scan_signed", "change_party")
    return (replace(action, by=MAY_HELP) for action in EVERYDAY if action.code in kept)


LEGAL_HELP = Procedure(
    code="legalhelp", label="值班律师法律帮助", in_force_from=date(2022, 1, 1), stages=(BOOKED, GIVING, DONE, DECLINED),
    actions=(book, give, witness, ask_aid, forward, feedback, decline, finish, *_everyday()), deadlines=DEADLINES,
    expected=(Expected(GIVING, Todo("完成并由本人签名", finish)),), office_kinds=("bureau", "section"), parameters={"shift_days": 1}, project=columns,
    left_to_people={LEGAL_AID.art(37): "告知有权约见值班律师，提供便利，由办案机关、看守所负责"},
)  # fmt: skip


def model() -> type[Matter]:
    from fengqiao.lines.aidcases.models import LegalHelp

    return LegalHelp
