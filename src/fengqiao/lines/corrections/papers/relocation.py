"""执行地变更审批表、征求意见函、复函、变更决定书、不予变更告知书、移交清单: the change of the place of execution on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from fengqiao.documents import (
    FieldTable,
    Head,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Value,
)
from fengqiao.documents.blocks import Column
from fengqiao.documents.wording import day, label, sentence
from fengqiao.lines.corrections.cases.relocation import asks, moves
from fengqiao.lines.corrections.cases.relocation.facts import REPORT_DAYS
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS_ROWS,
    BY_HAND,
    CLOSED,
    FOUR,
    HEADED,
    LAW,
    LOCAL_FORM,
    NAME,
    NUMBERED,
    TO_BODY,
    TO_PERSON,
    VERSION,
    WHO_LETTER,
    WHO_ROWS,
)
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012

CITED = (CORRECTIONS_MEASURES_2012.whole(), COMMUNITY_CORRECTIONS.art(27, 2), CORRECTIONS_MEASURES.whole())
BASIS_WORDS = "社区矫正法第二十七条第二款"
_NEW = Slot("to", "新执行地", required=True)
_REASON = Slot("reason", "理由", required=True)
_OFFICE_OPINION = Slot("office_opinion", "司法所意见")
_REPLY = Slot("reply", "新地意见")
_DECISION = Slot("decision", "决定", required=True, blank_em=8)
_WHY = Slot("why", "理由", required=True, blank_em=16)
_ASKED_ON = Slot("asked_on", "申请日期", required=True, kind="date")

# 16
MOVE_FORM = PaperKind(
    "move_form", "社区矫正执行地变更审批表", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS, copies="社区矫正机构、司法所各一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS, *BASIS_ROWS,
            (Head("现执行地"), Value(Slot("from_place", "现执行地", required=True)), Head("拟变更到"), Value(_NEW)),
            (Head("新居住地"), Value(Slot("new_address", "新居住地"), span=3)),
            (Head("申请日期"), Value(_ASKED_ON), Head("理由"), Value(_REASON)),
            (Head("司法所意见"), Value(_OFFICE_OPINION, span=3, lines=2)),
            (Head("新地意见"), Value(_REPLY, span=3, lines=2)),
            (Head("决定"), Value(_DECISION), Head("决定理由"), Value(_WHY)),
            (Head("社区矫正对象"), SignCell("签名、指印", height_mm=22), Head("审批人"), SignCell("签名、印章", height_mm=22)),
        )),
    ),
)  # fmt: skip
# 17
MOVE_INQUIRY = PaperKind(
    "move_inquiry", "变更社区矫正执行地征求意见函", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS, layout="official", copies="新执行地社区矫正机构一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("社区矫正对象{name}因{reason}，申请将社区矫正执行地变更到{to}。依据{law}，现征求你单位意见。", (NAME, _REASON, _NEW, LAW)),
        WHO_LETTER,
        Para("拟居住：{new_address}。请核实：{asked}", (Slot("new_address", "新居住地", blank_em=16), Slot("asked", "请核实", required=True, blank_em=16))),
        Para("请自收到本函之日起五日内书面答复，说明同意或者不同意及理由。联系人：{officer}。", (Slot("officer", "联系人", blank_em=8),)),
        CLOSED,
    ),
)  # fmt: skip
MOVE_ANSWER = PaperKind(
    "move_answer", "变更社区矫正执行地复函", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS, layout="official", copies="原执行地社区矫正机构一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("你单位关于{name}变更社区矫正执行地的征求意见函收悉。依据{law}，经核实，{decision}。", (NAME, LAW, _DECISION)),
        Para("核实的情况和理由：{why}", (_WHY,)),
        CLOSED,
    ),
)  # fmt: skip
# 18
MOVE_DECISION = PaperKind(
    "move_decision", "社区矫正执行地变更决定书", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS,
    copies="社区矫正对象、新执行地社区矫正机构、决定机关、存档各一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Para("你于{asked_on}因{reason}申请变更社区矫正执行地。依据{law}，经征求新执行地社区矫正机构意见，现决定：将你的社区矫正执行地由{from_place}变更为{to}。",
             (_ASKED_ON, _REASON, LAW, Slot("from_place", "现执行地", required=True), _NEW)),
        Para("请自收到本决定书之日起七日内，到新执行地社区矫正机构报到。在新执行地登记以前，仍接受现执行地的监督管理；已有的外出天数、奖惩和期限接续计算。"),
        Para("没有正当理由不按时报到的，由现执行地查找，并按规定处理。确有困难不能按时报到的，事先向现执行地说明。"),
        Para("抄送：{told}。", (Slot("told", "抄送", required=True, blank_em=14),)),
        CLOSED,
        Para("本人已收到本决定书，知悉报到的期限和后果。收到日期：　　　　年　　月　　日（最迟报到日期：{report_by}）",
             (Slot("report_by", "最迟报到日期", blank_em=10),)),
        Signatures((Sign("社区矫正对象", BY_HAND),)),
    ),
)  # fmt: skip
MOVE_REFUSAL = PaperKind(
    "move_refusal", "不予变更社区矫正执行地告知书", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS, copies="社区矫正对象一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Para("你于{asked_on}因{reason}申请将社区矫正执行地变更到{to}。依据{law}，经审查，决定不予变更。", (_ASKED_ON, _REASON, _NEW, LAW)),
        Para("理由：{why}", (_WHY,)),
        Para("认为合法权益受到侵害的，可以向人民检察院或者有关机关申诉、控告（社区矫正法第三十四条第二款）。情况变化的，可以重新申请。"),
        CLOSED,
        Signatures((Sign("社区矫正对象", BY_HAND),)),
    ),
)  # fmt: skip
# 45
_ITEMS = Rows("items", "移交的档案", required=True, fields=(Slot("what", "材料", required=True), Slot("pages", "页数")))
FILE_LIST = PaperKind(
    "file_list", "社区矫正档案移交清单", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS, copies="移交、接收机关各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("社区矫正对象{name}的执行地变更为{to}，现移交下列档案，抄送{copies}。移交方式：{how}。",
             (NAME, _NEW, Slot("copies", "抄送", required=True, blank_em=14), Slot("how", "移交方式", required=True))),
        RowsTable(_ITEMS, (Column("what", 5, align="left"), Column("pages"))),
        Para("请自收到之日起五日内核对并寄回回执。"),
        CLOSED,
        Signatures((Sign("移交人"), Sign("接收人"))),
    ),
)  # fmt: skip


def about(reading: Reading) -> dict[str, Any]:
    """What every paper of a change says of it."""
    move = moves.last(reading.facts)
    asked = reading.facts.last(moves.APPLY)
    said = reading.facts.last(moves.OPINION)
    found = {**reading.signed, **reading.who, **reading.basis, "law": reading.law(*CITED), "from_place": reading.agency, "officer": reading.officer}
    if move is None or asked is None:
        return found
    word = {"agree": "建议同意变更", "against": "建议不同意变更"}.get(said.get("opinion", ""), "") if said else ""
    reply = reading.facts.last(moves.REPLY)
    return found | {
        "to": move.to, "asked_on": day(move.asked_on), "reason": label(asks.REASONS, move.reason), "new_address": asked.get("new_address", ""),
        "office_opinion": sentence(word, said.get("said")) if said else "",
        "reply": sentence(label(asks.YES_NO, reply.get("answer")), reply.get("letter_no"), reply.get("said")) if reply else "",
    }  # fmt: skip


def decision_values(reading: Reading) -> dict[str, Any]:
    own = reading.of(moves.DECIDE)
    said = {"why": sentence(own.get("why")), "told": own.get("told", "")} if own else {}
    served = reading.facts.last(moves.SERVE)
    return about(reading) | said | {
        "decision": ("同意变更" if own.get("answer") == "yes" else "不予变更") if own else "",
        "report_by": day(served.happened_on + timedelta(days=REPORT_DAYS)) if served else "",
    }  # fmt: skip


def inquiry_values(reading: Reading) -> dict[str, Any]:
    data = reading.data(moves.INQUIRE)
    return about(reading) | {"body": data.get("to_organ", ""), "asked": sentence(data.get("asked"))}


def answer_values(reading: Reading) -> dict[str, Any]:
    data = reading.data(moves.ANSWER)
    yes = data.get("answer") == "yes"
    return about(reading) | {
        "body": reading.opening.get("decider", ""), "decision": "同意变更到本地执行" if yes else "不同意变更到本地执行", "why": sentence(data.get("said")),
    }  # fmt: skip


def file_list_values(reading: Reading) -> dict[str, Any]:
    data = reading.data(moves.SEND_FILE)
    items = [{"what": row.get("what", ""), "pages": row.get("pages") or ""} for row in data.get("items", ())]
    how = {"package": "移交包", "post": "机要或挂号", "hand": "专人送达"}.get(data.get("how", ""), "")
    return about(reading) | {"items": items, "copies": data.get("copies", ""), "how": how}


KINDS: tuple[PaperKind, ...] = (MOVE_FORM, MOVE_INQUIRY, MOVE_ANSWER, MOVE_DECISION, MOVE_REFUSAL, FILE_LIST)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    MOVE_FORM.code: decision_values, MOVE_INQUIRY.code: inquiry_values, MOVE_ANSWER.code: answer_values, MOVE_DECISION.code: decision_values,
    MOVE_REFUSAL.code: decision_values, FILE_LIST.code: file_list_values,
}  # fmt: skip
