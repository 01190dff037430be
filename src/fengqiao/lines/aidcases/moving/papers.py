"""Between centres: 案件移交函, 移交告知书, 案件退回函, 办案协作函. They name the recipient and the matter; neither address nor telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import FieldTable, Head, PaperKind, Para, Passage, Slot, Value
from fengqiao.documents.wording import day, label
from fengqiao.lines.aidcases.moving import codes
from fengqiao.lines.aidcases.papers.shared import (
    BASIS,
    CAUSE,
    CLOSED,
    FORM,
    HANDLER_OPEN,
    HEADED,
    LOCAL_FORM,
    NAME,
    NUMBERED,
    STAGE,
    TO_WHOM,
    VERSION,
)

if TYPE_CHECKING:
    from fengqiao.lines.aidcases.papers.reading import Reading

WHY, WORDS = Slot("why", "原因", required=True), Slot("words", "说明", required=True)
MOVE = PaperKind(
    "aid_case_move", "法律援助案件移交函", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="接收机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("{name}的{cause}法律援助案件，{why}，现移交你机构办理。请在确定承办人后答复；不能接收的，请退回并说明理由。答复以前，仍由本机构承办，不因移交中断。", (NAME, CAUSE, WHY)),
        FieldTable((2.6, 5.4, 2.6, 5.4), (
            (Head("援助方式"), Value(FORM), Head("所处阶段"), Value(STAGE)),
            (Head("办案机关"), Value(Slot("organ", "办案机关"), span=3)),
            (Head("给予援助"), Value(Slot("granted_on", "给予援助的日期", required=True)), Head("承办人"), Value(HANDLER_OPEN)),
        )),
        Passage(WORDS, lines=6), CLOSED,
    ),
)  # fmt: skip
TOLD = PaperKind(
    "aid_case_moved", "法律援助案件移交告知书", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="受援人一份，承办机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("您的{cause}法律援助案件，{why}，已移交{to}办理，对方案号{theirs}，承办人{their_handler}。今后请与该机构联系，法律援助不中断，也不收取任何费用。",
             (CAUSE, WHY, Slot("to", "接收机构", required=True), Slot("theirs", "对方案号", required=True), Slot("their_handler", "对方承办人", required=True))),
        Para("原承办人应当把材料移交清楚。有不明白的，请打{office_phone}。", (Slot("office_phone", "本机构电话", blank_em=8),)), CLOSED,
    ),
)  # fmt: skip
HANDED_BACK = PaperKind(
    "aid_case_back", "法律援助案件退回函", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="移交机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("你机构移交的{name}的{cause}法律援助案件（{theirs}），{why}，现予退回，请你机构接着办理。", (NAME, CAUSE, Slot("theirs", "移交机构的案号", required=True), WHY)),
        Passage(WORDS, lines=3), CLOSED,
    ),
)  # fmt: skip
TASK = PaperKind(
    "aid_case_task", "法律援助办案协作函", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="协作机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("本机构承办的{name}的{cause}法律援助案件（{form}，{stage}），请你机构协助{kind}：", (NAME, CAUSE, FORM, STAGE, Slot("kind", "协作事项", required=True))),
        Passage(Slot("what", "具体事项", required=True), lines=4),
        Para("请在{by_on}前复函。承办人：{handler}。", (Slot("by_on", "答复日期", required=True), HANDLER_OPEN)), CLOSED,
    ),
)  # fmt: skip


def move_values(r: Reading) -> dict[str, Any]:
    data, opening = r.data("move"), r.facts.opening
    granted = opening.day("decided_on") or opening.day("granted_on") or opening.happened_on
    return r.common() | {"to": data.get("to_agency", ""), "why": label(codes.WHYS, data.get("why")), "words": data.get("words", ""), "granted_on": day(granted)}


def told_values(r: Reading) -> dict[str, Any]:
    asked, data = r.facts.last("move"), r.data("move_taken")
    why = label(codes.WHYS, asked.get("why")) if asked else ""
    return r.common() | {
        "to": asked.get("to_agency", "") if asked else "", "why": why, "theirs": data.get("their_number", ""), "their_handler": f"{data.get('their_handler', '')} {data.get('their_phone') or ''}".strip(),
        "office_phone": r.context.matter.office.phone,
    }  # fmt: skip


def back_values(r: Reading) -> dict[str, Any]:
    data, opening = r.data("hand_back"), r.facts.opening
    return r.common() | {"to": opening.get("from_agency", ""), "theirs": opening.get("their_number", ""), "why": label(codes.BACKS, data.get("why")), "words": data.get("words", "")}


def task_values(r: Reading) -> dict[str, Any]:
    data = r.data("ask_away")
    return r.common() | {"to": data.get("to_agency", ""), "kind": label(codes.TASKS, data.get("kind")), "what": data.get("what", ""), "by_on": day(data.get("by_on")) or "方便的时候尽早"}


KINDS = ((MOVE, move_values), (TOLD, told_values), (HANDED_BACK, back_values), (TASK, task_values))
