"""Merged and split, visited, closed: papers for the file, inside the office."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Field,
    FieldTable,
    Head,
    Labelled,
    PaperKind,
    Passage,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Value,
)
from fengqiao.lines.disputes import codes, dispatching, handing, orders
from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes.papers import wording
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.sending import about, work_done
from fengqiao.lines.disputes.papers.shared import (
    DIFFICULTY,
    DISPUTE,
    HEADED,
    HOUSE,
    LOCAL_FORM,
    MADE_ON,
    MATTER_CODE,
    NUMBERED,
    PARTY_NAMES,
    REASON,
    RISK,
    SUMMARY,
    TYPE,
    VERSION,
)
from fengqiao.lines.disputes.permissions import MAY_CLOSE, MAY_MERGE

_INTO = Slot("into", "并入的事项", required=True)
_FIRST_ON = Slot("first_on", "首次来件", required=True)
_REPORTS = Slot("reports", "来件数", required=True)

MERGE_DECISION = PaperKind(
    "merge_decision", "并案决定表", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="内部存卷，不对外出具",
    blocks=(
        HEADED,
        NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("本事项"), Value(DISPUTE, span=3)),
            (Head("事项码"), Value(MATTER_CODE), Head("并入事项码"), Value(_INTO)),
            (Head("首次来件"), Value(_FIRST_ON), Head("来件数"), Value(_REPORTS)),
            (Head("风险等级"), Value(RISK), Head("并案日期"), Value(MADE_ON)),
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("并案理由"), Value(REASON, span=3, lines=5)),
            (Head("处理原则"), Value(Slot("rules", "处理原则", required=True), span=3)),
            (Head("决定"), SignCell("决定人（签章）", span=3, height_mm=30)),
        )),
    ),
)  # fmt: skip
MERGE_RULES = [
    "1.保留最早的来件日期、最高的风险等级、最严的查看限制，期限不因并案延长。",
    "2.每件来件照样单独答复；不告知任何人还有谁反映。",
    "3.可以拆分，拆分须写明理由。",
]


def merge_decision_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("merge")
    return about(reading) | {
        "issuer": reading.issuer(MAY_MERGE), "into": data.get("into_number", ""), "rules": MERGE_RULES,
        "reports": f"{f.reports_count(reading.facts)}件", "reason": wording.sentence(data.get("why")),
    }  # fmt: skip


SPLIT_RECORD = PaperKind(
    "split_record", "拆分记录", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="内部存卷，不对外出具",
    blocks=(
        HEADED,
        NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("本事项"), Value(DISPUTE, span=3)),
            (Head("事项码"), Value(MATTER_CODE), Head("原并入事项码"), Value(_INTO)),
            (Head("并案日期"), Value(Slot("merged_on", "并案日期", required=True, kind="date")),
             Head("拆分日期"), Value(MADE_ON)),
            (Head("拆分理由"), Value(REASON, span=3, lines=5)),
            (Head("以后"), Value(Slot("after", "以后", required=True), span=3)),
            (Head("决定"), SignCell("决定人（签章）", span=3, height_mm=30)),
        )),
    ),
)  # fmt: skip


def split_record_values(reading: Reading) -> dict[str, Any]:
    merged = reading.facts.last("merge")
    return about(reading) | {
        "issuer": reading.issuer(MAY_MERGE), "into": merged.get("into_number", "") if merged else "",
        "merged_on": wording.day(merged.happened_on) if merged else "",
        "reason": wording.sentence(reading.data("unmerge").get("reason")),
        "after": "本事项恢复并案以前的阶段，继续单独办理、单独答复。",
    }  # fmt: skip


VISIT_RECORD = PaperKind(
    "visit_record", "回访记录", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="承办单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        Labelled((
            (Field(DISPUTE),),
            (Field(MATTER_CODE),),
            (Field(PARTY_NAMES),),
            (Field(Slot("outcome", "办理结果", required=True)), Field(Slot("outcome_on", "结果日期", required=True))),
            (Field(Slot("made_on", "回访日期", required=True, kind="date")), Field(Slot("way", "回访方式", required=True))),
            (Field(Slot("visited", "被回访人", required=True)), Field(Slot("satisfaction", "满意度", required=True))),
        )),
        Passage(Slot("found", "履行和现状", required=True), lines=5),
        Passage(Slot("risk_left", "有无新的隐患", required=True), lines=3),
        Signatures((Sign("被回访人", "签名，电话回访的免签"), Sign("回访人"))),
    ),
)  # fmt: skip


def visit_record_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("visit")
    word, on = f.outcome(reading.facts)
    everybody = wording.ALSO.join(party.name for party in reading.opponents)
    return about(reading) | {
        "issuer": reading.seat.name, "outcome": wording.label(codes.OUTCOMES, word), "outcome_on": wording.day(on),
        "way": wording.label(codes.VISIT_WAYS, data.get("way")), "visited": reading.named(data.get("who")) or everybody or "当事人",
        "satisfaction": wording.label(codes.SATISFACTION, data.get("satisfaction") or "none"),
        "found": data.get("state", ""), "risk_left": data.get("risk_left") or "未发现新的隐患。",
    }  # fmt: skip


CLOSING_SHEET = PaperKind(
    "closing_sheet", "纠纷事项结案表", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="承办单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("事项码"), Value(MATTER_CODE), Head("结案日期"), Value(MADE_ON)),
            (Head("纠纷事项"), Value(DISPUTE, span=3)),
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("纠纷类型"), Value(TYPE), Head("难易程度"), Value(DIFFICULTY)),
            (Head("首次来件"), Value(_FIRST_ON), Head("来件、答复"), Value(_REPORTS)),
            (Head("承办单位"), Value(Slot("unit", "承办单位", required=True)),
             Head("承办人"), Value(Slot("handler", "承办人", required=True))),
            (Head("主要情况"), Value(SUMMARY, span=3, lines=5)),
            (Head("办理经过"), Value(Slot("path", "办理经过", required=True), span=3, lines=3)),
            (Head("办理结果"), Value(Slot("result", "办理结果", required=True), span=3, lines=2)),
            (Head("回访评价"), Value(Slot("visit", "回访评价", required=True), span=3, lines=2)),
            (Head("审核意见"), Value(Slot("opinion", "审核意见", required=True), span=3, lines=2)),
            (Head("审核"), SignCell("审核人（签章）", span=3, height_mm=28)),
        )),
    ),
)  # fmt: skip


def closing_sheet_values(reading: Reading) -> dict[str, Any]:
    """The outcome is said in the words of the list: how it was reached is the committee's own."""
    count = f.reports_count(reading.facts)
    return about(reading) | {
        "issuer": reading.issuer(MAY_CLOSE), "unit": reading.seat.name, "handler": reading.handler or "未指定到人",
        "reports": f"来件{count}件，均已答复", "path": _path(reading), "result": _result(reading), "visit": _visited(reading),
        "opinion": wording.sentence(reading.data("close").get("opinion")),
    }  # fmt: skip


def _path(reading: Reading) -> list[str]:
    """Where it went and how often it was met over, in counts."""
    facts = reading.facts
    returned, handed, pushed = dispatching.returns(facts), handing.handoffs(facts), orders.orders(facts)
    told = [
        f"{wording.day(sent.sent_on)}转{reading.office(sent.to_office)}（{sent.state}）" for sent in dispatching.sendings(facts)
    ]  # fmt: skip
    counts = wording.sentence(
        f"退回{returned}次" if returned else "", f"移送{len(handed)}次" if handed else "",
        f"督办{len(pushed)}次，均已销号" if pushed else "", f"复发重启{f.reopened(facts)}次" if f.reopened(facts) else "",
    )  # fmt: skip
    return [line for line in (wording.sentence(*told), work_done(reading), counts) if line]


def _result(reading: Reading) -> str:
    word, on = f.outcome(reading.facts)
    level = dispatching.level(reading.facts) if word in codes.RESOLVED else ""
    where = f"化解层级：{wording.label(codes.LEVELS, level)}" if level else ""
    return wording.sentence(f"{wording.day(on)}{wording.label(codes.OUTCOMES, word)}", where)


def _visited(reading: Reading) -> str:
    visit, said = reading.facts.last("visit"), f.satisfaction(reading.facts)
    how = (
        f"{wording.day(visit.happened_on)}{wording.label(codes.VISIT_WAYS, visit.get('way'))}回访"
        if visit
        else "未回访（未化解的，不作回访要求）"
    )
    return wording.sentence(how, f"满意度：{wording.label(codes.SATISFACTION, said or 'none')}")
