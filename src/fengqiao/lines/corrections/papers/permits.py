"""进入特定区域（场所）审批表、会客审批表、不准出境报备表."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import FieldTable, Head, PaperKind, SignCell, Slot, Value
from fengqiao.documents.wording import day, label, sentence
from fengqiao.lines.corrections.cases.permits import asks, permits
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS_ROWS,
    CLOSED,
    FOUR,
    HEADED,
    LOCAL_FORM,
    NUMBERED,
    VERSION,
    WHO_ROWS,
)
from fengqiao.matter.timeline import Facts


def _form(code: str, title: str, target: str) -> PaperKind:
    """An application with its decision: 19 and 20 differ by what is asked for."""
    return PaperKind(
        code, title, version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十三条", copies="社区矫正机构、司法所各一份",
        blocks=(
            HEADED, NUMBERED,
            FieldTable(FOUR, (
                *WHO_ROWS, *BASIS_ROWS,
                (Head(target), Value(Slot("target", target, required=True), span=3)),
                (Head("理由"), Value(Slot("purpose", "理由", required=True), span=3, lines=2)),
                (Head("自"), Value(Slot("window_from", "自", required=True, kind="date")), Head("至"), Value(Slot("window_to", "至", required=True, kind="date"))),
                (Head("时间"), Value(Slot("hours", "时间", required=True)), Head("陪同"), Value(Slot("company", "陪同"))),
                (Head("司法所意见"), Value(Slot("office_opinion", "司法所意见", required=True), span=3, lines=2)),
                (Head("决定"), Value(Slot("decision", "决定", required=True)), Head("告知机关"), Value(Slot("told", "告知机关"))),
                (Head("理由和要求"), Value(Slot("why", "理由和要求"), span=3)),
                (Head("社区矫正对象"), SignCell("签名、指印", height_mm=22), Head("审批人"), SignCell("签名、印章", height_mm=22)),
            )),
        ),
    )  # fmt: skip


# 19, 20
PLACE_FORM = _form("place_form", "进入特定区域（场所）审批表", "进入的区域、场所")
CONTACT_FORM = _form("contact_form", "社区矫正对象会客审批表", "会见的人")
# 43
EXIT_FORM = PaperKind(
    "exit_form", "不准出境报备表", version=VERSION, form=LOCAL_FORM, basis="出境入境管理法第十二条第二项", copies="公安机关出入境管理部门一份，存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS, *BASIS_ROWS,
            (Head("出入境证件"), Value(Slot("document", "证件", required=True)), Head("证件号码"), Value(Slot("document_no", "证件号码"))),
            (Head("证件处理"), Value(Slot("status", "证件处理", required=True)), Head("报备机关"), Value(Slot("organ", "报备机关", required=True))),
            (Head("不准出境自"), Value(Slot("ban_from", "自", required=True, kind="date")), Head("至"), Value(Slot("ban_to", "至"))),
        )),
        CLOSED,
    ),
)  # fmt: skip


def is_place(facts: Facts) -> bool:
    return _kind(facts) == permits.PLACE


def is_contact(facts: Facts) -> bool:
    return _kind(facts) == permits.PERSON


def _kind(facts: Facts) -> str:
    decided = facts.last(permits.DECIDE)
    seq = int(decided.get("permit", 0)) if decided else 0
    return next((permit.kind for permit in permits.permits(facts) if permit.seq == seq), "")


def permit_values(reading: Reading) -> dict[str, Any]:
    own = reading.of(permits.DECIDE)
    seq = int(own.get("permit", 0)) if own else 0
    asked = next((fact for fact in reading.facts.all(permits.APPLY) if fact.seq == seq), None)
    if own is None or asked is None:
        return {**reading.signed, **reading.who, **reading.basis}
    return {
        **reading.signed, **reading.who, **reading.basis, "target": asked.get("whither", ""), "purpose": sentence(asked.get("purpose")),
        "window_from": day(asked.get("from_on")), "window_to": day(asked.get("to_on")), "hours": asked.get("hours", ""), "company": asked.get("company") or "无",
        "office_opinion": sentence(asked.get("opinion")), "decision": "批准" if own.get("answer") == "yes" else "不批准", "told": own.get("told") or "无",
        "why": sentence(own.get("why")) or "无",
    }  # fmt: skip


def exit_values(reading: Reading) -> dict[str, Any]:
    data = reading.data(permits.BAN)
    return {
        **reading.signed, **reading.who, **reading.basis, "document": label(asks.DOCUMENTS, data.get("document")), "document_no": data.get("document_no") or "无",
        "status": label(asks.STATUS, data.get("status")), "organ": data.get("organ", ""), "ban_from": day(data.get("from_on")),
        "ban_to": day(data.get("to_on")) if data.get("to_on") else "社区矫正解除、终止之日",
    }  # fmt: skip


KINDS: tuple[PaperKind, ...] = (PLACE_FORM, CONTACT_FORM, EXIT_FORM)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    PLACE_FORM.code: permit_values, CONTACT_FORM.code: permit_values, EXIT_FORM.code: exit_values,
}  # fmt: skip
