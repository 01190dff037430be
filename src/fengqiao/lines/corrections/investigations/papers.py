"""01 委托登记, 02 调查评估意见书, the letter for what is lacking, the note why nothing could be found out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import (
    Column,
    Conditional,
    FieldTable,
    Head,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    SignCell,
    Slot,
    Value,
)
from fengqiao.documents.wording import ALSO, bare, day, label, sentence
from fengqiao.lines.corrections.investigations import codes
from fengqiao.lines.corrections.investigations import facts as f
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BODY,
    CATEGORY,
    CHARGES,
    CLOSED,
    FOUR,
    HEADED,
    LAW,
    LOCAL_FORM,
    NAME,
    NUMBERED,
    TO_BODY,
    VERSION,
    WHO_ROWS,
)
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

BASIS = "社区矫正法第十八条"
_ENTRUST_NO = Slot("entrust_no", "委托函文号", required=True, blank_em=14)
_ENTRUST_ON = Slot("entrust_on", "委托函日期", required=True, kind="date")
_RECEIVED_ON = Slot("received_on", "收到日期", required=True, kind="date")
_SUBJECT = Slot("subject", "身份", required=True)

# 01
RECORD = PaperKind(
    "entrust_record", "调查评估委托收函登记表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            (Head("委托机关"), Value(BODY), Head("委托函文号"), Value(_ENTRUST_NO)),
            (Head("委托函日期"), Value(_ENTRUST_ON), Head("收到日期"), Value(_RECEIVED_ON)),
            *WHO_ROWS,
            (Head("身份"), Value(_SUBJECT), Head("拟适用类别"), Value(CATEGORY)),
            (Head("罪名"), Value(CHARGES), Head("办理程序"), Value(Slot("track", "办理程序", required=True))),
            (Head("居住地"), Value(Slot("address", "居住地"), span=3)),
            (Head("附件"), Value(Slot("annexes", "附件", required=True)), Head("告知检察院"), Value(Slot("told", "告知检察院", required=True))),
            (Head("登记人"), SignCell("登记人（签名）", span=3)),
        )),
    ),
)  # fmt: skip


def record_values(reading: Reading) -> dict[str, Any]:
    data = reading.opening.data
    return {
        **reading.signed, **_letter(reading), **reading.who, "received_on": day(reading.opening.happened_on), "subject": label(codes.SUBJECTS, data.get("subject_type")),
        "category": reading.category, "charges": data.get("charges", ""), "track": "速裁程序，五个工作日" if f.is_fast(reading.facts) else "十个工作日",
        "address": reading.person.get("address", ""), "annexes": label(codes.DONE, data.get("annexes")), "told": data.get("told", ""),
    }  # fmt: skip


def _letter(reading: Reading) -> dict[str, Any]:
    data = reading.opening.data
    return {"body": data.get("entruster", ""), "entrust_no": data.get("entrust_no", ""), "entrust_on": day(data.get("entrust_on"))}


# The letter for what is lacking
ANNEX_REQUEST = PaperKind(
    "annex_request", "补充调查评估材料函", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="委托机关一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("贵单位{entrust_on}委托函（{entrust_no}）收悉。经核对，缺少下列材料：", (_ENTRUST_ON, _ENTRUST_NO)),
        Para("{missing}", (Slot("missing", "缺少的材料", required=True, blank_em=20),)),
        Para("请予补充。调查评估的期限自收齐委托函和附件之日起计算。"),
        CLOSED,
    ),
)  # fmt: skip


def annex_request_values(reading: Reading) -> dict[str, Any]:
    return {**reading.signed, **_letter(reading), "missing": sentence(reading.data("ask_annexes").get("missing"))}


# 02
_ITEMS = Rows("items", "调查情况", required=True, fields=(
    Slot("item", "调查事项", required=True), Slot("source", "来源"), Slot("on", "日期"), Slot("found", "查明的情况", required=True),
), naming="item")  # fmt: skip
_HAS_BANS = Slot("has_bans", "建议禁止", kind="flag")
OPINION = PaperKind(
    "investigation_opinion", "调查评估意见书", version=VERSION, form=LOCAL_FORM, basis=BASIS, layout="official", copies="委托机关一份，抄送人民检察院一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("贵单位{entrust_on}委托函（{entrust_no}）收悉。依据{law}，本机关指派{investigators}，自{begun_on}起对{subject}{name}（{sex}，{born_on}出生）拟适用{category}进行了调查评估。现将情况和意见函复如下：",
             (_ENTRUST_ON, _ENTRUST_NO, LAW, Slot("investigators", "调查人员", required=True, blank_em=12), Slot("begun_on", "开始调查日期", required=True, kind="date"),
              _SUBJECT, NAME, Slot("sex", "性别", required=True, blank_em=3), Slot("born_on", "出生日期", kind="date"), CATEGORY)),
        Para("一、调查的情况"),
        RowsTable(_ITEMS, (Column("item", 2, "left"), Column("source", 1.6, "left"), Column("on", 1.3), Column("found", 4, "left"))),
        Para("二、评估意见"),
        Para("经集体评议，本机关认为：{name}{opinion}。理由：{reasons}", (NAME, Slot("opinion", "意见", required=True), Slot("reasons", "理由", required=True, blank_em=20))),
        Conditional(_HAS_BANS, (Para("建议禁止：{prohibit}", (Slot("prohibit", "建议禁止的事项", blank_em=16),)),)),
        Para("以上意见供决定社区矫正时参考。"),
        Para("附件：调查笔录及有关材料{annexes}份。", (Slot("annexes", "附件份数", blank_em=3),)),
        CLOSED,
        Para("抄送：{told}", (Slot("told", "抄送", required=True, blank_em=12),), indented=False),
    ),
)  # fmt: skip


def opinion_values(reading: Reading) -> dict[str, Any]:
    """What was found, item by item; who the neighbours and the victim are stays in the records, not on the letter."""
    facts, review, assigned = reading.facts, reading.data("review"), reading.facts.first("assign")
    known = f.items(facts)
    rows = [
        {
            "item": word, "source": "" if code in ("victim", "village") else bare(known[code].get("interviewee")), "on": day(known[code].get("asked_on")),
            "found": known[code].get("found") or f"无法取得：{known[code].get('why_not', '')}",
        }
        for code, word in codes.ITEMS if code in known
    ]  # fmt: skip
    files = sum(len(fact.get("files", [])) for fact in known.values())
    return {
        **reading.signed, **_letter(reading), **reading.who, "law": reading.law(COMMUNITY_CORRECTIONS.art(18), CORRECTIONS_MEASURES_2012.whole()),
        "investigators": ALSO.join(f"{row['name']}（{row['unit']}）" for row in reading.data("assign").get("investigators", ())),
        "begun_on": day(assigned.happened_on if assigned else None), "subject": label(codes.SUBJECTS, reading.opening.get("subject_type")), "category": reading.category,
        "items": rows, "opinion": label(codes.OPINIONS, review.get("opinion")), "reasons": sentence(review.get("reasons")), "has_bans": bool(review.get("prohibit")),
        "prohibit": sentence(review.get("prohibit")), "annexes": str(files) if files else "", "told": reading.data("submit").get("told", ""),
    }  # fmt: skip


# Nothing could be found out
EXPLANATION = PaperKind(
    "unable_note", "无法进行调查评估的情况说明", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="委托机关一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("贵单位{entrust_on}委托函（{entrust_no}）委托对{name}进行调查评估。因{why}，无法进行调查评估，依据{law}予以说明。",
             (_ENTRUST_ON, _ENTRUST_NO, NAME, Slot("why", "原因", required=True), LAW)),
        Passage(Slot("explanation", "情况", required=True)),
        Para("委托函和附件随函退回。"),
        CLOSED,
    ),
)  # fmt: skip


def explanation_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("unable")
    return {
        **reading.signed, **_letter(reading), "name": reading.name, "why": label(codes.UNABLE, data.get("why")), "explanation": sentence(data.get("explanation")),
        "law": reading.law(CORRECTIONS_MEASURES.whole(), CORRECTIONS_MEASURES_2012.whole()),
    }  # fmt: skip


KINDS: tuple[PaperKind, ...] = (RECORD, ANNEX_REQUEST, OPINION, EXPLANATION)
PAPERS: dict[str, PaperKind] = {kind.code: kind for kind in KINDS}
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    RECORD.code: record_values, ANNEX_REQUEST.code: annex_request_values, OPINION.code: opinion_values, EXPLANATION.code: explanation_values,
}  # fmt: skip


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of an investigation says."""
    return VALUES[kind.code](Reading(context))


__all__ = ["ANNEX_REQUEST", "EXPLANATION", "KINDS", "OPINION", "PAPERS", "RECORD", "values"]
