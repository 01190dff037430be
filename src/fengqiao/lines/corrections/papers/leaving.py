"""外出申请审批表、外出告知书、经常性跨市县活动审批表: what is decided on a journey, and what goes along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import (
    Conditional,
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
from fengqiao.lines.corrections.cases.leaving import asks, leaves
from fengqiao.lines.corrections.cases.leaving.counting import SUPERIOR
from fengqiao.lines.corrections.cases.travelling import permits
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BY_HAND,
    CLOSED,
    FOUR,
    HEADED,
    IN_SHORT_ROWS,
    LAW,
    LOCAL_FORM,
    NUMBERED,
    TO_PERSON,
    VERSION,
    WHO_ROWS,
)
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012

CITED = (CORRECTIONS_MEASURES_2012.whole(), COMMUNITY_CORRECTIONS.art(27, 1), CORRECTIONS_MEASURES.whole())
BASIS_WORDS = "社区矫正法第二十七条第一款"
_REASON = Slot("reason", "外出理由", required=True)
_TO = Slot("to", "目的地", required=True)
_LEAVES_ON = Slot("leaves_on", "离开日期", required=True, kind="date")
_BACK_BY = Slot("back_by", "返回日期", required=True, kind="date")
_DAYS = Slot("days", "天数", required=True)
_TWO_MONTHS = Slot("two_months", "两个月内累计", required=True)
_CONDITIONS = Slot("conditions", "要求", blank_em=16)
_DECISION = Slot("decision", "决定", required=True, blank_em=8)

# 13
LEAVE_FORM = PaperKind(
    "leave_form", "社区矫正对象外出申请审批表", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS, copies="社区矫正机构、司法所各一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS, *IN_SHORT_ROWS,
            (Head("外出理由"), Value(_REASON, span=3, lines=2)),
            (Head("目的地"), Value(_TO), Head("交通方式"), Value(Slot("transport", "交通方式"))),
            (Head("外地住址"), Value(Slot("address", "外地住址")), Head("外地电话"), Value(Slot("reach", "外地电话"))),
            (Head("离开日期"), Value(_LEAVES_ON), Head("返回日期"), Value(_BACK_BY)),
            (Head("天数"), Value(_DAYS), Head("两个月内累计"), Value(_TWO_MONTHS)),
            (Head("申请日期"), Value(Slot("asked_on", "申请日期", required=True, kind="date")), Head("申请"), Value(Slot("what", "申请", required=True))),
            (Head("司法所意见"), Value(Slot("office_opinion", "司法所意见"), span=3, lines=2)),
            (Head("社区矫正机构意见"), Value(Slot("agency_opinion", "社区矫正机构意见"), span=3, lines=2)),
            (Head("上一级意见"), Value(Slot("superior_opinion", "上一级意见"), span=3)),
            (Head("决定"), Value(_DECISION), Head("权限依据"), Value(Slot("authority", "权限依据", required=True))),
            (Head("要求"), Value(_CONDITIONS, span=3)),
            (Head("社区矫正对象"), SignCell("签名、指印", height_mm=18), Head("审批人"), SignCell("签名、印章", height_mm=18)),
            (Head("销假记录"), SignCell("经办人", "实际返回日期：", span=3, height_mm=16)),
        )),
    ),
)  # fmt: skip

_NO = Slot("refused", "不批准", kind="flag")
# 14
LEAVE_NOTICE = PaperKind(
    "leave_notice", "社区矫正对象外出告知书", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS, copies="社区矫正对象一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Para("你于{asked_on}申请{what}（{to}，{leaves_on}至{back_by}，共{days}）。依据{law}，经审查，{decision}。",
             (Slot("asked_on", "申请日期", required=True, kind="date"), Slot("what", "申请", required=True), _TO, _LEAVES_ON, _BACK_BY, _DAYS, LAW, _DECISION)),
        Conditional(_NO, (
            Para("理由：{why}", (Slot("why", "理由", blank_em=16),)),
            Para("认为有正当理由应当批准的，可以向县级社区矫正机构申请复查，也可以向人民检察院申诉、控告（社区矫正法第三十四条第二款）。"),
        ), (
            Para("外出期间请按要求报告：{conditions}。最迟于{back_by}返回，当日或者次日向司法所销假。需要延长的，到期前提出，并提供证明。", (_CONDITIONS, _BACK_BY)),
            Para("不能按时返回的，立即电话说明原因。没有正当理由逾期不归的，按规定处理。联系人：{officer}。", (Slot("officer", "联系人", blank_em=8),)),
        )),
        CLOSED,
        Signatures((Sign("社区矫正对象", BY_HAND),)),
    ),
)  # fmt: skip


def _leave_and_request(reading: Reading) -> tuple[leaves.Leave, leaves.Request] | None:
    own = reading.of(*leaves.DECISIONS, leaves.ON_PAPER)
    if own is None:
        return None
    if own.action == leaves.ON_PAPER:
        leave = leaves.leave_of(reading.facts, int(own.get("leave", 0)))
        return (leave, leave.requests[0]) if leave else None
    return leaves.request_of(reading.facts, int(own.get("request", 0)))


def leave_form_values(reading: Reading) -> dict[str, Any]:
    found = _leave_and_request(reading)
    if found is None:
        return {**reading.signed, **reading.who, **reading.basis}
    leave, request = found
    own = reading.fact
    asked = next((fact for fact in reading.facts if fact.seq == leave.seq), own)
    level = own.get("level", "")
    weighed = leaves.weighed(reading.facts, leave, request, reading.day)
    explained = asked.get("explanation", "")
    return {
        **reading.signed, **reading.who, **reading.basis, **_journey(leave, request), "conditions": own.get("conditions") or "无",
        "reason": sentence(label(asks.REASONS, leave.reason) or "紧急事由", explained), "transport": asked.get("transport", ""), "address": asked.get("address", ""),
        "reach": asked.get("reach", ""), "two_months": f"{weighed.window_days}日", "office_opinion": _opinion(reading, request.seq),
        "agency_opinion": _said(reading, leaves.SENT_UP, request.seq) if level == SUPERIOR else sentence(own.get("opinion_text") or own.get("said")),
        "superior_opinion": sentence(own.get("document"), own.get("opinion_text")) if own.action == "superior_leave" else "",
        "decision": _decision(request, own.action), "authority": _authority(reading, own.get("delegation", "")),
    }  # fmt: skip


def _journey(leave: leaves.Leave, request: leaves.Request) -> dict[str, Any]:
    whole = (request.to_on - leave.from_on).days + 1
    return {
        "to": leave.to, "leaves_on": day(leave.from_on), "back_by": day(request.to_on), "days": f"{whole}日", "asked_on": day(request.asked_on),
        "what": "外出" if request.seq == leave.seq else "续假",
    }  # fmt: skip


def _decision(request: leaves.Request, action: str) -> str:
    if action == leaves.ON_PAPER:
        return f"{request.decided_by}已电话批准，补办手续"
    return "批准外出" if request.answer == "yes" else "不批准外出"


def _opinion(reading: Reading, seq: int) -> str:
    found = [fact for fact in reading.facts.all(leaves.OPINION) if fact.get("request") == seq]
    if not found:
        return ""
    word = {"agree": "建议批准", "against": "建议不批准"}.get(found[-1].get("opinion", ""), "")
    return sentence(word, found[-1].get("said"))


def _said(reading: Reading, code: str, seq: int) -> str:
    found = [fact for fact in reading.facts.all(code) if fact.get("request") == seq]
    return sentence(found[-1].get("said")) if found else ""


def _authority(reading: Reading, delegation: str) -> str:
    return f"受委托（{delegation}）" if delegation else reading.law(*CITED)


def leave_notice_values(reading: Reading) -> dict[str, Any]:
    found = _leave_and_request(reading)
    if found is None:
        return {**reading.signed, **reading.who}
    leave, request = found
    own = reading.fact
    return {
        **reading.signed, **reading.who, **_journey(leave, request), "law": reading.law(*CITED), "decision": _decision(request, own.action),
        "refused": request.answer == "no", "why": sentence(label(asks.REFUSALS, own.get("refused_for")), own.get("opinion_text")),
        "conditions": own.get("conditions") or "保持电话畅通", "officer": reading.officer,
    }  # fmt: skip


# 15
_PLACES = Rows("places", "地点", required=True, fields=(Slot("place", "往来的市、县", required=True),))
TRAVEL_FORM = PaperKind(
    "travel_form", "经常性跨市县活动审批表", version=VERSION, form=LOCAL_FORM, basis=BASIS_WORDS, copies="社区矫正对象、社区矫正机构、司法所各一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS, *IN_SHORT_ROWS,
            (Head("事由"), Value(Slot("purpose", "事由", required=True), span=3, lines=2)),
            (Head("往来规律"), Value(Slot("pattern", "往来规律", required=True), span=3)),
            (Head("司法所意见"), Value(Slot("office_opinion", "司法所意见", required=True), span=3, lines=2)),
            (Head("决定"), Value(_DECISION), Head("有效期"), Value(Slot("valid", "有效期", required=True))),
            (Head("理由"), Value(Slot("why", "理由"), span=3)),
        )),
        RowsTable(_PLACES, (Column("place", align="left"),), least_rows=1),
        Para("在有效期内往来上列地点，每次事先用电话或者信息报告，不另行审批；去其他地方，或者有效期以外的，按外出申请。到期不自动延长，需要的重新申请。"),
        CLOSED,
        Signatures((Sign("社区矫正对象", BY_HAND),)),
    ),
)  # fmt: skip


def travel_form_values(reading: Reading) -> dict[str, Any]:
    own = reading.of(permits.DECIDE)
    seq = int(own.get("permit", 0)) if own else 0
    permit = next((each for each in permits.permits(reading.facts) if each.seq == seq), None)
    asked = next((fact for fact in reading.facts.all(permits.APPLY) if fact.seq == seq), None)
    if own is None or permit is None or asked is None:
        return {**reading.signed, **reading.who, **reading.basis}
    return {
        **reading.signed, **reading.who, **reading.basis, "purpose": sentence(permit.purpose), "pattern": asked.get("pattern", ""),
        "office_opinion": sentence(asked.get("opinion")), "decision": "批准" if permit.answer == "yes" else "不批准", "why": sentence(own.get("why")) or "无",
        "valid": f"{day(permit.from_on)}至{day(permit.to_on)}" if permit.to_on else "无", "places": [{"place": name} for _, name in permit.places],
    }  # fmt: skip


KINDS: tuple[PaperKind, ...] = (LEAVE_FORM, LEAVE_NOTICE, TRAVEL_FORM)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    LEAVE_FORM.code: leave_form_values, LEAVE_NOTICE.code: leave_notice_values, TRAVEL_FORM.code: travel_form_values,
}  # fmt: skip
