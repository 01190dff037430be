"""送达回执、补齐通知、报到告知、基本信息表、报到情况通知单、移送交接书: the papers of reception."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.daycount import Period, Unit, count
from fengqiao.documents import (
    Column,
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
    Terms,
    Value,
)
from fengqiao.documents.wording import ALSO, day, label, sentence
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.reception import facts as f
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS_ROWS,
    BY_HAND,
    CATEGORY,
    CLOSED,
    DECIDER,
    FOUR,
    HEADED,
    JUDGMENT_NO,
    LAW,
    LOCAL_FORM,
    MADE_ON,
    NAME,
    NUMBERED,
    TO_BODY,
    TO_PERSON,
    VERSION,
    WHO_ROWS,
)
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as ACT
from fengqiao.statutes.corrections import CORRECTIONS_MEASURES as MEASURES
from fengqiao.statutes.corrections import CORRECTIONS_MEASURES_2012 as OLD

_DOCUMENTS = Rows("documents", "法律文书", required=True, fields=(Slot("kind", "文书", required=True), Slot("state", "情况", required=True)), naming="kind")
_TABLE = RowsTable(_DOCUMENTS, (Column("kind", 3, "left"), Column("state", 1.5)))
_RECEIVED_ON = Slot("received_on", "收到日期", required=True, kind="date")


def _rows(reading: Reading, *actions: str) -> list[dict[str, str]]:
    data = reading.data(*actions)
    return [{"kind": label(codes.PAPERS, row["kind"]), "state": label(codes.STATES, row["state"])} for row in data.get("documents", ())]


# 03
RECEIPT = PaperKind(
    "document_receipt", "社区矫正法律文书送达回执", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十条", copies="决定机关一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("贵单位送达的{name}（{category}，{judgment_no}）的法律文书，本机关于{received_on}收到：", (NAME, CATEGORY, JUDGMENT_NO, _RECEIVED_ON)), _TABLE,
        Conditional(Slot("lacking", "缺少的文书"), (Para("缺少或者有误：{lacking}。请予补齐。", (Slot("lacking", "缺少的文书"),)),)),
        Para("特此回执。"), CLOSED, Signatures((Sign("收件人"),)),
    ),
)  # fmt: skip


def receipt_values(reading: Reading) -> dict[str, Any]:
    return {
        **reading.signed, **reading.who, **reading.basis, "body": reading.decider, "received_on": reading.on("documents"),
        "documents": _rows(reading, "documents"), "lacking": ALSO.join(f.lacking(reading.facts)),
    }  # fmt: skip


# 04
DOCUMENT_REQUEST = PaperKind(
    "document_request", "补齐社区矫正法律文书通知书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十条", layout="official", copies="收文机关一份，抄送人民检察院一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("贵单位对{name}适用{category}，决定由本地执行社区矫正。经核对，有关法律文书缺少或者有误：", (NAME, CATEGORY)),
        Para("{missing}", (Slot("missing", "缺少或者有误的文书", required=True, blank_em=20),)),
        Para("依据{law}，请在收到本通知之日起五日内补齐。", (LAW,)), CLOSED, Para("抄送：人民检察院", indented=False),
    ),
)  # fmt: skip


def document_request_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("ask_documents")
    return {
        **reading.signed, **reading.who, **reading.basis, "body": data.get("to", ""), "missing": sentence(data.get("missing")),
        "law": reading.law(ACT.art(20), MEASURES.whole(), OLD.whole()),
    }  # fmt: skip


# 05: what the deciding organ hands the person
_BY = Slot("report_by", "报到期限", required=True, kind="date")
REPORTING_NOTE = PaperKind(
    "reporting_note", "社区矫正报到告知书", version=VERSION, form="由决定机关填发的样式", basis="社区矫正法第十九条、第二十一条", copies="社区矫正对象一份，决定机关存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Para("你因被适用{category}，依法实行社区矫正。请自判决、裁定生效之日（{effective_on}）起十日内，最迟于{report_by}到{agency}报到。",
             (CATEGORY, Slot("effective_on", "生效日期", required=True, kind="date"), _BY, Slot("agency", "报到的机关", required=True, blank_em=12))),
        Para("报到时请带：身份证件、判决书或者裁定书。材料不齐的，也应当按期报到，先予登记。"),
        Para("因住院、交通中断等原因不能按期报到的，请及时告知，并留存证明。没有正当理由逾期报到的，依法承担相应后果。"),
        Para("你在社区矫正期间的人身权利、财产权利和其他权利不受侵犯。"),
        Signatures((Sign("被告知人", BY_HAND),), date=MADE_ON),
    ),
)  # fmt: skip


def may_note(facts: Facts) -> bool:
    """Whether the person comes of itself and the day it counts from is known."""
    return f.comes_by_itself(facts) and measure.effective_on(facts) is not None


def reporting_note_values(reading: Reading) -> dict[str, Any]:
    from fengqiao.matter import calendars

    on = measure.effective_on(reading.facts)
    due = count(on, Period(10, Unit.CALENDAR, roll=True), calendars.current()).due_on if on else None
    return {**reading.signed, **reading.who, **reading.basis, "effective_on": day(on), "report_by": day(due), "agency": reading.agency}


# 06
_SHEET = (
    ("former_name", "曾用名"), ("ethnicity", "民族"), ("nationality", "国籍"), ("education", "文化程度"), ("marital", "婚姻状况"), ("work", "就业就学"),
    ("phone", "联系电话"), ("language", "特殊需要"),
)  # fmt: skip
_INJUNCTIONS = Slot("injunctions", "禁止令")
BASIC_SHEET = PaperKind(
    "basic_sheet", "社区矫正对象基本信息表", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十二条", copies="社区矫正机构、司法所、决定机关各一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS,
            *(tuple(cell for name, word in _SHEET[at : at + 2] for cell in (Head(word), Value(Slot(name, word)))) for at in range(0, len(_SHEET), 2)),
            (Head("居住地"), Value(Slot("address", "居住地"), span=3)),
            (Head("户籍地"), Value(Slot("hukou", "户籍地")), Head("监护人"), Value(Slot("guardian", "监护人"))),
            *BASIS_ROWS,
            (Head("犯罪类型"), Value(Slot("crime_class", "犯罪类型")), Head("附加刑"), Value(Slot("supplementary", "附加刑"))),
            (Head("生效日期"), Value(Slot("effective_on", "生效日期")), Head("矫正期限"), Value(Slot("term", "矫正期限"))),
            (Head("禁止令"), Value(_INJUNCTIONS, span=3)),
            (Head("接收日期"), Value(_RECEIVED_ON), Head("接收方式"), Value(Slot("mode", "接收方式", required=True))),
            (Head("司法所"), Value(Slot("office", "司法所", required=True)), Head("承办人"), Value(Slot("officer", "承办人", required=True))),
            (Head("接收人"), SignCell("接收人（签名）", span=3, height_mm=14)),
        )),
    ),
)  # fmt: skip
_LISTS = {"nationality": codes.NATIONALITIES, "education": codes.EDUCATION, "marital": codes.MARITAL, "work": codes.WORK}


def is_complete(facts: Facts) -> bool:
    """Whether person and papers are there."""
    return f.received_on(facts) is not None and f.papers_are_there(facts)


def basic_sheet_values(reading: Reading) -> dict[str, Any]:
    person = {name: reading.person.get(name, "") for name, _ in _SHEET}
    person |= {name: label(options, reading.person.get(name)) for name, options in _LISTS.items()}
    came = reading.of(*f.CAME)
    mode = "监狱、看守所、公安机关移送" if came is not None and came.action == "deliver" else label(codes.REPORT_MODES, came.get("mode") if came else "")
    return {
        **reading.signed, **reading.who, **reading.basis, **person, "address": reading.person.get("address", ""), "hukou": reading.person.get("hukou", ""),
        "guardian": reading.person.get("guardian", ""), "crime_class": label(codes.CRIMES, reading.value("crime_class")), "supplementary": reading.supplementary,
        "effective_on": day(measure.effective_on(reading.facts)), "term": reading.term, "injunctions": "".join(reading.injunctions) or "无",
        "received_on": day(f.received_on(reading.facts)), "mode": mode, "office": reading.office, "officer": reading.officer,
    }  # fmt: skip


# 07
REPORTED = PaperKind(
    "reported_slip", "社区矫正对象报到情况通知单", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十一条、第二十二条", copies="决定机关、人民检察院、公安机关各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("贵单位以{judgment_no}适用{category}的{name}，{how}，由{office}负责日常工作。", (JUDGMENT_NO, CATEGORY, NAME, Slot("how", "报到情况", required=True, blank_em=16),
             Slot("office", "司法所", required=True))),
        Conditional(Slot("late", "逾期"), (Para("{late}", (Slot("late", "逾期"),)),)),
        Para("特此通知。"), CLOSED, Para("抄送：人民检察院、公安机关", indented=False),
    ),
)  # fmt: skip


def reported_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("report_in")
    late = reading.facts.has("not_reported")
    return {
        **reading.signed, **reading.who, **reading.basis, "body": reading.decider, "how": f"已于{reading.on('report_in')}报到（{label(codes.REPORT_MODES, data.get('mode'))}）",
        "office": reading.office, "late": f"系逾期报到，本人说明的原因：{sentence(data.get('late_reason'))}" if late else "",
    }  # fmt: skip


# 08
HANDOVER = PaperKind(
    "handover", "暂予监外执行社区矫正对象交接书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十一条", copies="移送机关、社区矫正机构各一份，抄送人民检察院一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS, (Head("决定机关"), Value(DECIDER), Head("决定文号"), Value(JUDGMENT_NO)),
            (Head("情形"), Value(Slot("ground", "暂予监外执行情形", required=True)), Head("交接日期"), Value(MADE_ON)),
            (Head("移送机关"), Value(Slot("handed_by", "移送机关", required=True)), Head("移送人员"), Value(Slot("officers", "移送人员", required=True))),
            (Head("接收档案单位"), Value(Slot("archive", "接收档案单位"), span=3)), (Head("保证人"), Value(Slot("guarantor", "保证人"), span=3)),
        )),
        Para("移送机关已将本人和下列法律文书移交社区矫正机构，双方核对无误："), Terms(Slot("papers", "法律文书"), style="figures", blank_lines=3),
        Signatures((Sign("移送人"), Sign("接收人"), Sign("社区矫正对象", BY_HAND))),
    ),
)  # fmt: skip


def handover_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("deliver")
    return {
        **reading.signed, **reading.who, **reading.basis, "ground": label(codes.OUTSIDE_REASONS, reading.value("outside_reason")), "handed_by": data.get("handed_by", ""),
        "officers": data.get("handed_officers", ""), "archive": reading.value("archive_prison"), "guarantor": reading.value("guarantor"),
        "papers": [f"{row['kind']}（{row['state']}）" for row in _rows(reading, "documents")],
    }  # fmt: skip


_BUILT: tuple[tuple[PaperKind, Callable[[Reading], dict[str, Any]]], ...] = (
    (RECEIPT, receipt_values), (DOCUMENT_REQUEST, document_request_values), (REPORTING_NOTE, reporting_note_values), (BASIC_SHEET, basic_sheet_values),
    (REPORTED, reported_values), (HANDOVER, handover_values),
)  # fmt: skip
KINDS: tuple[PaperKind, ...] = tuple(kind for kind, _ in _BUILT)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {kind.code: build for kind, build in _BUILT}
