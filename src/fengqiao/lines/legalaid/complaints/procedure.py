"""投诉处理：收到、一次告知补充、受理或者不予受理、并入、调查、处理、答复。

法律援助法第五十五条、第五十六条: whoever was not served as the law says may complain to the justice department, which looks into it in time and tells the
result. Of the ministry's order of 2025 the days are not known as text: five working days, forty-five days and five working days are the
bureau's (本局时限). Nobody looks into a complaint against himself, nor into one about a matter of his own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount import Unit
from fengqiao.lines.legalaid.codes import HOUSE as HOUSE_PAPER
from fengqiao.lines.legalaid.complaints import codes, papers
from fengqiao.lines.legalaid.permissions import HANDLE_COMPLAINTS
from fengqiao.matter import registry
from fengqiao.matter.actions import known_facts
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.merging import tell
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import (
    Choice,
    Day,
    IdNumber,
    LongText,
    Many,
    MatterPick,
    Need,
    Origin,
    Parties,
    Phone,
    StaffPick,
    Text,
    Upload,
)
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Carrying,
    Condition,
    Deadline,
    Expected,
    NumberRule,
    Pause,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import AID_ASSIGNER, AID_COMPLAINTS, AID_HEAD, AID_LAWYER, AID_REVIEWER, CLERK
from fengqiao.statutes.known import LEGAL_AID
from fengqiao.vault import mask_name

LAW, ANSWERED, H = LEGAL_AID.art(55), LEGAL_AID.art(56), (HOUSE_PAPER.whole(),)
RECEIVED = Stage("received", "已收到")
ASKED = Stage("asked", "待补充", aside=True)
LOOKING = Stage("looking", "调查中")
DECIDED = Stage("decided", "待答复")
ANSWERED_STAGE = Stage("answered", "已答复", closed=True)
DECLINED = Stage("declined", "不予受理", closed=True, aside=True)
MERGED = Stage("merged", "已并入", closed=True, aside=True)
WITHDRAWN = Stage("withdrawn", "已撤回", closed=True, aside=True)
Data = Mapping[str, Any] | None

# What is asked ---------------------------------------------------------------------------------------------------------

WORKERS = (CLERK.code, AID_REVIEWER.code, AID_HEAD.code, AID_ASSIGNER.code, AID_LAWYER.code, AID_COMPLAINTS.code)
PERSON: tuple[Need, ...] = (
    Text("name", "姓名", most=80, personal=True), IdNumber("id_no", "身份证号", required=False), Phone("phone", "电话", required=False),
)  # fmt: skip
RECEIVE: tuple[Need, ...] = (
    Parties("parties", "投诉人", of=PERSON, least=1, most=20, row_word="人"), Choice("standing", "投诉人是", options=codes.STANDINGS, initial=codes.RECIPIENT),
    Choice("against", "投诉谁", options=codes.AGAINST), Text("against_name", "被投诉人、机构的名称", required=False, most=80, personal=True),
    StaffPick("against_staff", "被投诉的是哪位工作人员", required=False, roles=WORKERS, county=True, help="有本系统账号的才选；选了的人不能调查本件。"),
    Choice("head", "投诉什么", options=codes.HEADS), Choice("channel", "怎样提出", options=codes.FORMS, initial="written"),
    LongText("content", "投诉的事实和要求", least=4, most=4000, personal=True, lines=5), Upload("files", "材料", required=False), Origin("origin", "来自"),
)  # fmt: skip
ASK = (LongText("missing", "要补充什么（一次说全）", least=2, most=2000, lines=3), Day("by_on", "请在哪天前补来", future=True))
BRING = (LongText("brought", "补来了什么", least=2, most=2000, personal=True, lines=3), Upload("files", "材料", required=False))
ACCEPT = (StaffPick("investigator", "由谁调查", roles=(AID_COMPLAINTS.code,), county=True, help="不能是被投诉的人，也不能是办过这件事的人。"),)
DECLINE = (Choice("why", "为什么不予受理", options=codes.DECLINED), LongText("words", "理由和可以走的途径", least=4, most=2000, lines=3))
MERGE = (MatterPick("into", "并入哪一件", line="aid_complaints", help="写投诉编号。同一个人就同一件事再次投诉的才并入。"),)
INVESTIGATE = (Many("ways", "怎样核实", options=codes.WAYS), LongText("found", "查明的情况", least=4, most=4000, personal=True, lines=5), Upload("files", "材料", required=False))
DELEGATE = (Choice("to", "交给谁核实", options=codes.DELEGATES), Text("to_name", "名称", most=80), LongText("what", "核实什么", least=4, lines=2))
DECIDE = (
    Choice("handling", "怎样处理", options=codes.HANDLINGS), LongText("findings", "查明的事实和结论", least=4, most=4000, personal=True, lines=5),
    Day("mend_by", "整改期限", required=False, future=True, only_if=("handling", ("mend",))),
    Text("passed_to", "移送哪里", required=False, most=80, only_if=("handling", ("guild", "penalty"))),
)  # fmt: skip
ANSWER = (LongText("answer", "答复投诉人的内容", least=4, most=4000, personal=True, lines=5), Choice("way", "怎样答复", options=(("paper", "书面"), ("oral", "当面、电话")), initial="paper"))

# What an act looks up, what must hold ----------------------------------------------------------------------------------


def of_receipt(asking: Asking) -> Mapping[str, Any]:
    """What it is about, where it was opened out of an application or a case: its number, and who had it in hand."""
    if not asking.data.get("origin"):
        return {}
    target = Matter.objects.filter(pk=asking.data["origin"]).first()
    gives = registry.line(target.line).gives if target is not None else None
    if target is None or gives is None:
        return {}
    given = gives(known_facts(target))
    found = {
        "target_number": registry.number_of(target), "target_line": target.line, "restricted": given.get("restricted", ""), "had_it": list(given.get("had_it", ())),
        "against_name": asking.data.get("against_name") or given.get("who_acts", {}).get(asking.data.get("against")),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def complained_of(facts: Facts) -> set[int]:
    """The accounts that may not look into it: who is complained of, and who had the application or the case."""
    named = facts.value("against_staff")
    return {*(int(each) for each in facts.opening.get("had_it", ())), *([int(named)] if named else [])}


def of_accepting(asking: Asking) -> Mapping[str, Any]:
    return {"same_person": True} if int(asking.data["investigator"]) in complained_of(asking.facts) else {}


def of_looking(asking: Asking) -> Mapping[str, Any]:
    """Whether it is this person whom the complaint is against."""
    return {"same_person": True} if asking.actor.staff_id in complained_of(asking.facts) else {}


def of_merging(asking: Asking) -> Mapping[str, Any]:
    other = Matter.objects.filter(pk=asking.data["into"]).first()
    if other is None or other.pk == asking.matter.pk:
        return {"not_other": True}
    return {"into_number": registry.number_of(other), **({"into_closed": True} if other.closed else {})}


def _not_concerned(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same_person"):
        return None
    return Reason("被投诉的人、办过这件事的人不能调查、处理这件投诉。请交由另一位投诉调查员。", H)


def _once(facts: Facts, data: Data) -> Reason | None:
    return Reason("补充只告知一次，已经告知过。请按现有材料决定是否受理。", H) if facts.has("ask_more") else None


def _mergeable(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("not_other"):
        return Reason("不能并入自己。请写另一件投诉的编号。", need="into")
    if data.get("into_closed"):
        return Reason(f"{data.get('into_number')}已经办结。没有新的事实的，请办理“不予受理”；有新的事实的，请受理本件。", need="into")
    return None


def _looked_into(facts: Facts, data: Data) -> Reason | None:
    return None if facts.has("investigate") else Reason("还没有调查的记录。请先办理“登记调查”，听取被投诉人说明。", (ANSWERED,))


def _where_to(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("handling") not in ("mend", "guild", "penalty"):
        return None
    if data["handling"] == "mend":
        return None if data.get("mend_by") else Reason("责令限期整改的，请写整改期限。", H, need="mend_by")
    return None if data.get("passed_to") else Reason("移送的，请写明移送哪个机关、协会。", H, need="passed_to")


NOT_CONCERNED = Condition("不是被投诉的人", _not_concerned)


def _touches(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    return (UUID(data["into"]),) if data.get("into") else ()


def _tell_leading(carrying: Carrying) -> None:
    if not carrying.data.get("into_closed"):
        tell(carrying, UUID(carrying.data["into"]), "took_in", {"other": carrying.matter.pk.hex, "other_number": registry.number_of(carrying.matter)})


# Acts ------------------------------------------------------------------------------------------------------------------

receive = Action(
    "receive", "收到投诉", (), HANDLE_COMPLAINTS, to=RECEIVED, needs=RECEIVE, cite=(LAW,), gathers=of_receipt, changes_parties=True, produces=(Produces(papers.RECEIPT),),
    gives_number=NumberRule("aid_complaint", "（{year}）{body}援诉字第{serial:04d}号", body=COUNTY), sentence="收到投诉：{head}",
    help="书面、口头、电话都收。收取财物的投诉在办期间，这件案件的补贴不发。",
)  # fmt: skip
ask_more = Action(
    "ask_more", "告知补充", (RECEIVED,), HANDLE_COMPLAINTS, to=ASKED, needs=ASK, recalls=("receive",), cite=H, conditions=(Condition("只告知一次", _once),), produces=(Produces(papers.MISSING),),
    sentence="请投诉人补充：{missing}", help="要补的一次说全。从告知第二天起到补来那天，不计入受理的期限。",
)  # fmt: skip
bring = Action("bring", "收到补充", (ASKED,), HANDLE_COMPLAINTS, to=RECEIVED, needs=BRING, cite=H, primary=True, sentence="补来材料")
accept = Action(
    "accept", "受理投诉", (RECEIVED, ASKED), HANDLE_COMPLAINTS, to=LOOKING, needs=ACCEPT, recalls=("receive", "bring"), cite=(ANSWERED,), gathers=of_accepting, conditions=(NOT_CONCERNED,), primary=True,
    produces=(Produces(papers.ACCEPTANCE),), sentence="受理，由{investigator}调查",
)  # fmt: skip
decline = Action(
    "decline", "不予受理", (RECEIVED, ASKED), HANDLE_COMPLAINTS, to=DECLINED, needs=DECLINE, recalls=("receive", "bring"), cite=H, gathers=of_looking, conditions=(NOT_CONCERNED,),
    produces=(Produces(papers.DECLINED),), sentence="不予受理：{why}",
)  # fmt: skip
merge = Action(
    "merge", "并入另一件", (RECEIVED, ASKED), HANDLE_COMPLAINTS, to=MERGED, needs=MERGE, recalls=("receive",), cite=H, gathers=of_merging, conditions=(Condition("是另一件在办的", _mergeable),),
    touches=_touches, carries=_tell_leading, sentence="同一事项，并入{into_number}", help="期限按先收到的那一件，不重新起算。",
)  # fmt: skip
took_in = Action(
    "took_in", "并入的投诉", (RECEIVED, ASKED, LOOKING, DECIDED), None, needs=(MatterPick("other", "哪一件", line="aid_complaints"), Text("other_number", "编号")), cite=H,
    sentence="{other_number}并入本件", help="另一件办理“并入另一件”时由系统记录。",
)  # fmt: skip
investigate = Action(
    "investigate", "登记调查", (LOOKING,), HANDLE_COMPLAINTS, needs=INVESTIGATE, recalls=("receive", "bring"), cite=(ANSWERED,), gathers=of_looking, conditions=(NOT_CONCERNED,), primary=True,
    sentence="调查：{ways}",
)  # fmt: skip
delegate = Action(
    "delegate", "交由核实", (LOOKING,), HANDLE_COMPLAINTS, needs=DELEGATE, recalls=("receive",), cite=H, gathers=of_looking, conditions=(NOT_CONCERNED,), sentence="交由{to_name}核实",
    help="交给别人核实的，期限不停，仍由本局答复。",
)  # fmt: skip
decide = Action(
    "decide", "作出处理", (LOOKING,), HANDLE_COMPLAINTS, to=DECIDED, needs=DECIDE, recalls=("receive", "bring", "investigate"), cite=(ANSWERED,), gathers=of_looking,
    conditions=(NOT_CONCERNED, Condition("已经调查", _looked_into), Condition("写明期限、去处", _where_to)), sentence="处理：{handling}",
    help="成立的，这件案件列入必评。处罚由有权机关决定，县局只移送。",
)  # fmt: skip
answer = Action(
    "answer", "答复投诉人", (DECIDED,), HANDLE_COMPLAINTS, to=ANSWERED_STAGE, needs=ANSWER, recalls=("receive", "investigate", "decide"), cite=(ANSWERED,), gathers=of_looking, conditions=(NOT_CONCERNED,), primary=True,
    produces=(Produces(papers.ANSWER),), sentence="已答复投诉人（{way}）",
)  # fmt: skip
withdraw = Action(
    "withdraw", "投诉人撤回", (RECEIVED, ASKED, LOOKING), HANDLE_COMPLAINTS, to=WITHDRAWN, needs=(Text("why", "原因", required=False, most=200),), cite=H, sentence="投诉人撤回：{why}",
)  # fmt: skip


def upheld(facts: Facts) -> bool:
    """Whether it was found to be true, in whole or part."""
    fact = facts.last(decide)
    return fact is not None and fact.get("handling") != codes.UNFOUNDED


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a complaint's row."""
    opening, people, accepted, decided = facts.opening, facts.present_parties, facts.last(accept), facts.last(decide)
    names = "、".join(party.name for party in people[:2])
    word = dict(codes.HEADS).get(opening.get("head", ""), "")
    return {
        "title": f"{names}投诉：{word}", "masked_title": f"{'、'.join(mask_name(party.name) for party in people[:2])}投诉：{word}",
        "handler_id": accepted.get("investigator") if accepted else None, "restricted": restricted_by_hand(facts) or opening.get("restricted", ""),
        "against": opening.get("against", ""), "head": opening.get("head", ""), "about_id": UUID(origin) if (origin := opening.get("origin")) else None,
        "about_number": opening.get("target_number", ""), "received_on": opening.happened_on, "accepted_on": accepted.happened_on if accepted else None,
        "answered_on": facts.on(answer.code), "handling": decided.get("handling", "") if decided else "", "upheld": upheld(facts),
    }  # fmt: skip


WORKING = Unit.WORKING
DEADLINES = (
    Deadline(
        "accept", "决定是否受理投诉", house("accept_days", WORKING), after=receive, met_by=(accept, decline, merge, withdraw), on_expiry=OVERDUE, basis=H,
        pauses=(Pause(ask_more, bring),), todo=Todo("决定是否受理投诉", accept), warn_days=2,
    ),
    Deadline(
        "finish", "办结投诉", house("finish_days", Unit.CALENDAR, roll=True), after=accept, met_by=(decide, withdraw), on_expiry=OVERDUE, basis=H,
        todo=Todo("调查、处理投诉", investigate), warn_days=10,
    ),
    Deadline("answer", "答复投诉人", house("answer_days", WORKING), after=decide, met_by=(answer,), on_expiry=OVERDUE, basis=H, todo=Todo("答复投诉人", answer), warn_days=2),
)  # fmt: skip
COMPLAINT = with_everyday(
    Procedure(
        code="aid_complaint", label="法律援助投诉", in_force_from=date(2022, 1, 1), stages=(RECEIVED, ASKED, LOOKING, DECIDED, ANSWERED_STAGE, DECLINED, MERGED, WITHDRAWN),
        actions=(receive, ask_more, bring, accept, decline, merge, took_in, investigate, delegate, decide, answer, withdraw), deadlines=DEADLINES,
        expected=(Expected(ASKED, Todo("等投诉人补充；补来登记，没有补来决定是否受理", bring), whose="投诉人"),), office_kinds=("bureau", "section"), project=columns,
        parameters={"accept_days": 5, "finish_days": 45, "answer_days": 5},
        left_to_people={LAW: "是否依法履行职责，由调查人员核实后判断", LEGAL_AID.art(56): "“及时”是几天法律没有写，本局定为受理五个工作日、办结四十五日、答复五个工作日"},
    ),
    {action.code: {"by": HANDLE_COMPLAINTS} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
