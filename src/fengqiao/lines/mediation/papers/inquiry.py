"""What is written down while mediating: investigation, evidence, sessions. 人民调解法 22, 27."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Column,
    Conditional,
    Field,
    Labelled,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
)
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.parties import agent
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import (
    DISPUTE,
    FORM,
    HEADED,
    MEDIATOR_SIGNS,
    NUMBERED,
    RECORDER_SIGNS,
    SIGNATURE,
    VERSION,
)

_TIME = Slot("time", "时间", required=True, kind="date")
_PLACE = Slot("place", "地点", required=True)
_RECORDER = Slot("recorder", "记录人", required=True)

INVESTIGATION = PaperKind(
    "investigation", "人民调解调查记录", version=VERSION, form=FORM, basis="人民调解法第二十二条、第二十七条",
    blocks=(
        HEADED,
        NUMBERED,
        Labelled((
            (Field(_TIME), Field(_PLACE, 1.3)),
            (Field(Slot("participants", "参加人")),),
            (Field(Slot("person", "被调查人", required=True), 1.6), Field(Slot("sex", "性别"), 0.7),
             Field(Slot("age", "年龄"), 0.9)),
            (Field(Slot("address", "单位或住址")),),
            (Field(Slot("relation", "与当事人关系")), Field(Slot("phone", "联系方式"), 1.2)),
            (Field(Slot("investigator", "调查人", required=True)), Field(_RECORDER)),
        )),
        Passage(Slot("content", "调查内容", required=True), lines=8),
        Para("以上记录已交我核对（向我宣读），与我所述一致。"),
        Signatures((Sign("被调查人核对", SIGNATURE), Sign("调查人"), RECORDER_SIGNS)),
    ),
)  # fmt: skip


def investigation_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("investigate")
    return {
        "committee": reading.committee,
        "number": reading.number,
        "time": reading.on("investigate") or reading.today,
        "place": data.get("place", ""),
        "person": data.get("person", ""),
        "relation": data.get("relation", ""),
        "phone": data.get("phone", ""),
        "investigator": reading.mediators or reading.recorded_by,
        "recorder": data.get("recorder") or reading.recorder or reading.recorded_by,
        "content": data.get("content", ""),
    }


EXHIBITS = Rows("exhibits", "证据材料", required=True, fields=(
    Slot("name", "名称", required=True), Slot("source", "来源", required=True),
    Slot("copy", "原件/复印件", required=True), Slot("pages", "页数"), Slot("by", "提交人", required=True),
    Slot("taken_by", "收件人", required=True), Slot("on", "日期", required=True),
))  # fmt: skip

EVIDENCE_LIST = PaperKind(
    "evidence_list", "人民调解证据材料清单", version=VERSION, form=FORM, basis="人民调解法第二十七条",
    copies="提交人一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        NUMBERED,
        Labelled(((Field(DISPUTE),),)),
        RowsTable(EXHIBITS, (
            Column("name", 4, "left"), Column("source", 2.2), Column("copy", 2.7), Column("pages", 1.2),
            Column("by", 2.2), Column("taken_by", 2.2), Column("on", 2.6),
        ), least_rows=12),
        Para("提交人保证所提交的材料真实、来源合法。原件经核对后退还的，在名称栏注明退还日期并由提交人签名。"),
        Signatures((Sign("提交人", SIGNATURE, count=2), Sign("收件人"))),
    ),
)  # fmt: skip


def evidence_list_values(reading: Reading) -> dict[str, Any]:
    """Every material taken in up to the paper's day. A talk apart is no material and never comes here."""
    return {
        "committee": reading.committee,
        "number": reading.number,
        "dispute": reading.dispute,
        "exhibits": [
            {
                "name": fact.get("name", ""), "source": fact.get("source", "") or reading.named(fact.get("by")),
                "copy": {"original": "原件", "copy": "复印件"}.get(fact.get("copy", ""), ""), "pages": "",
                "by": reading.named(fact.get("by")), "taken_by": fact.actor_name,
                "on": wording.short_day(fact.happened_on),
            }
            for fact in reading.facts.all("add_material")
        ],
    }  # fmt: skip


PRESENT = Rows("present", "到场当事人", required=True, fields=(
    Slot("side", "地位"), Slot("name", "当事人", required=True), Slot("agent", "代理人"),
))  # fmt: skip
_RESULTS = tuple(word for _, word in codes.SESSION_RESULTS)

SESSION = PaperKind(
    "session", "人民调解记录", version=VERSION, form=FORM, basis="人民调解法第二十二条、第二十七条",
    blocks=(
        HEADED,
        NUMBERED,
        Labelled((
            (Field(Slot("time", "时间", required=True)),),
            (Field(_PLACE),),
            (Field(Slot("subject", "事由", required=True)),),
        )),
        RowsTable(PRESENT, (Column("side", 1), Column("name", 2.4), Column("agent", 2)), numbered=False, least_rows=2),
        Labelled(((Field(Slot("participants", "参加人")),),)),
        Passage(Slot("told", "告知权利义务", required=True), lines=2),
        Passage(Slot("statements", "当事人陈述", required=True), lines=6),
        Passage(Slot("verified", "核实质证情况"), lines=2),
        Conditional(Slot("has_undisputed", "有无争议的事实", kind="flag"),
                    (Passage(Slot("undisputed", "各方无争议的事实"), lines=2),)),
        Passage(Slot("course", "调解经过", required=True), lines=6),
        Labelled(((Field(Slot("result", "调解结果", required=True, choices=_RESULTS)),),)),
        Conditional(Slot("failed", "调解不成功", kind="flag"), (
            Passage(Slot("failed_reason", "不成原因", required=True), lines=2),
            Passage(Slot("ways", "已告知的其他途径", required=True), lines=2),
        )),
        Para("以上记录已交各方核对（宣读），无误。"),
        Signatures((Sign("当事人", SIGNATURE, each="present"), MEDIATOR_SIGNS, RECORDER_SIGNS)),
    ),
)  # fmt: skip


def session_values(reading: Reading) -> dict[str, Any]:
    """One session, as told before all who were there."""
    data = reading.of("session")
    present = [reading.context.facts.party(n) for n in data.get("present") or ()]
    failed = data.get("result") == "2"
    return {
        "committee": reading.committee,
        "number": reading.number,
        "time": _time(reading.on("session"), data.get("begins"), data.get("ends")),
        "place": data.get("place", ""),
        "subject": reading.dispute,
        "present": [{"side": wording.label(codes.SIDES, p.side), "name": p.name, "agent": agent(p)} for p in present],
        "participants": data.get("participants", ""),
        "told": _told(reading),
        "statements": data.get("statements", ""),
        "verified": data.get("verified", ""),
        "has_undisputed": bool(data.get("undisputed")),
        "undisputed": data.get("undisputed", ""),
        "course": data.get("course", ""),
        "result": wording.label(codes.SESSION_RESULTS, data.get("result")),
        "failed": failed,
        "failed_reason": data.get("failed_reason", "") if failed else "",
        "ways": wording.ways(data.get("ways")) if failed else [],
    }


def _time(on: str, begins: str | None, ends: str | None) -> str:
    if not begins:
        return on
    return f"{on} {begins}至{ends}" if ends else f"{on} {begins}起"


def _told(reading: Reading) -> str:
    """Only what was recorded: at acceptance the rights are told, and by whom the case is mediated at assignment."""
    accepted = reading.facts.last("accept")
    if accepted is None or not accepted.get("rights_told"):
        return ""
    mediators = f"；调解员为{reading.mediators}，当事人可以要求更换" if reading.mediators else ""
    return (
        f"{wording.day(accepted.happened_on)}已向各方当事人告知权利义务（人民调解法第二十三条、第二十四条）、调解不收取任何费用"
        f"和个人信息如何使用{mediators}。"
    )
