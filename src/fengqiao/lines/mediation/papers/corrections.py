"""更正单: what an earlier record said, what it should say, and why; the old wording stays readable."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import FieldTable, Head, PaperKind, Para, SignCell, Slot, Value
from fengqiao.lines.mediation import asks
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import HEADED, LOCAL_FORM, MADE_ON, NUMBERED, PARTY_NAMES, VERSION
from fengqiao.matter.needs import Need
from fengqiao.matter.timeline import CORRECT, PARTY_CHANGE, Fact

PRIVATE_TALK = "private_talk"
NOT_SHOWN = "（不公开记录，内容不载明）"

# The record's name and what it asked for, so that a correction can be told in words.
_RECORDS: dict[str, tuple[str, tuple[Need, ...]]] = {
    "apply": ("申请登记", asks.APPLY), "ask": ("征询意见", asks.ASK), "consent": ("同意记录", asks.CONSENT),
    "decline": ("不予受理", asks.DECLINE), "accept": ("受理", asks.ACCEPT), "assign": ("指派", asks.ASSIGN),
    "replace": ("更换调解员", asks.REPLACE), "session": ("调解记录", asks.SESSION),
    "absence": ("未到场记录", asks.ABSENCE), "investigate": ("调查记录", asks.INVESTIGATE),
    "invite": ("邀请参加人", asks.INVITE), "suspend": ("中止", asks.SUSPEND),
    "extend": ("延期", asks.EXTEND), "draft_agreement": ("拟定协议", asks.AGREEMENT), "sign": ("签署", asks.SIGN),
    "reach_oral": ("口头协议", asks.ORAL), "end": ("终止", asks.END), "perform": ("履行", asks.PERFORM),
    "urge": ("督促", asks.URGE),
    "unperformed": ("未履行处理", asks.UNPERFORMED), "waive": ("免除", asks.WAIVE), "visit": ("回访", asks.VISIT),
    "close": ("结案", asks.CLOSE), "archive": ("归档", asks.ARCHIVE), "escalate": ("上报", asks.ESCALATE),
    "confirm_file": ("提交司法确认", asks.CONFIRM_FILE), "confirm_answer": ("法院答复", asks.CONFIRM_ANSWER),
    "confirm_ruling": ("法院裁定", asks.CONFIRM_RULING), PRIVATE_TALK: ("单独谈话", ()),
}  # fmt: skip

CORRECTION_SHEET = PaperKind(
    "correction_sheet", "更正单", version=VERSION, form=LOCAL_FORM, copies="人民调解委员会存卷",
    blocks=(
        HEADED,
        NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("更正事项"), Value(Slot("subject", "更正事项", required=True), span=3, lines=2)),
            (Head("原来写的"), Value(Slot("old", "原来写的", required=True), span=3, lines=6)),
            (Head("更正为"), Value(Slot("new", "更正为", required=True), span=3, lines=6)),
            (Head("更正理由"), Value(Slot("reason", "更正理由", required=True), span=3, lines=4)),
            (Head("依据文书\n及文号"), Value(Slot("basis", "依据文书及文号"), span=3, lines=2)),
            (Head("更正日期"), Value(MADE_ON, align="centre"),
             Head("经办人"), Value(Slot("corrected_by", "经办人", required=True), align="centre")),
            (Head("经办人"), SignCell("签名", height_mm=30), Head("审核人"), SignCell("签名、印章", height_mm=30)),
        )),
        Para("更正不改写原来的记录，原记录照样保存、可以查阅；已经上报的统计数字不改，在下一期以更正栏说明。",
             indented=False),
    ),
)  # fmt: skip


def correction_sheet_values(reading: Reading) -> dict[str, Any]:
    own = reading.context.fact or reading.facts.last("set_aside", CORRECT, PARTY_CHANGE)
    return {
        "committee": reading.committee,
        "number": reading.number,
        "party_names": reading.sides_named,
        "made_on": reading.today,
        "corrected_by": own.actor_name if own else "",
        **(_told(reading, own) if own else {}),
    }


def _told(reading: Reading, fact: Fact) -> dict[str, Any]:
    if fact.action == CORRECT:
        return _slip(reading, fact)
    if fact.action == PARTY_CHANGE:
        return _party_change(reading, fact)
    return _set_aside(reading, fact)


def _slip(reading: Reading, fact: Fact) -> dict[str, Any]:
    """A correction of one entry. What was said in a talk apart is not told here either."""
    entry = next((each for each in reading.context.facts if each.seq == fact.get("entry")), None)
    action = entry.action if entry else ""
    name, needs = _RECORDS.get(action, ("记录", ()))
    need = next((need for need in needs if need.name == fact.get("field")), None)
    where = f"第{fact.get('entry')}条“{name}”"
    if action == PRIVATE_TALK or entry is None or (need is not None and need.private):
        return {"subject": where, "old": NOT_SHOWN, "new": NOT_SHOWN, "reason": fact.get("reason", "")}
    word = "发生日期" if fact.get("field") == "happened_on" else need.label if need else ""
    return {
        "subject": f"{where}的“{word}”" if word else where,
        "old": _shown(need, fact.data.get("old")),
        "new": _shown(need, fact.data.get("new")),
        "reason": fact.get("reason", ""),
    }


def _shown(need: Need | None, value: Any) -> str:
    if isinstance(value, (dict, list)) and need is None:
        return NOT_SHOWN
    return (need.show(value) if need else str(value or "")) or "（空）"


def _party_change(reading: Reading, fact: Fact) -> dict[str, Any]:
    """Which of a party's particulars changed; the values stand in the record, not on the sheet."""
    labels = {need.name: need.label for need in asks.PARTY}
    changed = wording.ALSO.join(labels.get(name, name) for name in fact.get("changes", {}))
    return {
        "subject": f"当事人{reading.named(fact.get('party'))}的{changed}",
        "old": "见当事人信息的更正前记录。",
        "new": "见当事人信息的更正后记录。",
        "reason": fact.get("reason", "") or "信息有误",
    }


def _set_aside(reading: Reading, fact: Fact) -> dict[str, Any]:
    """After closing: a court voided, revoked or changed the agreement, or a clerical error."""
    from fengqiao.lines.mediation.agreement import effective_on

    effective = effective_on(reading.facts)
    kinds = dict(asks.SET_ASIDE[0].pairs())
    return {
        "subject": f"人民调解协议（编号{reading.number}）",
        "old": f"见协议原文（自{wording.day(effective)}起生效）。" if effective else "见原记录。",
        "new": fact.get("explanation", ""),
        "reason": kinds.get(fact.get("what", ""), ""),
        "basis": fact.get("document_no", ""),
    }
