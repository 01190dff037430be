"""个人总结、鉴定表、解除证明书和通知书、宣告书、终止通知书、死亡通报: the papers of the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import (
    Column,
    Conditional,
    Field,
    FieldTable,
    Head,
    Labelled,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Value,
)
from fengqiao.documents.wording import ALSO, bare, day, label, sentence
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.ending import asks
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS,
    BASIS_ROWS,
    BORN_ON,
    BY_HAND,
    CATEGORY,
    CHARGES,
    CLOSED,
    DECIDER,
    FOUR,
    FROM_ON,
    HEADED,
    ID_NO,
    JUDGMENT_NO,
    LAW,
    LOCAL_FORM,
    MADE_ON,
    NAME,
    NUMBERED,
    SEX,
    TO_BODY,
    TO_ON,
    TO_PERSON,
    VERSION,
    WHO_ROWS,
)
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as ACT
from fengqiao.statutes.corrections import CORRECTIONS_MEASURES_2012 as OLD

PARDON = "02"
# What the end of each measure means in law
MEANS = {
    codes.CONTROL: "管制期满，依照刑法第四十条的规定，宣布解除管制。",
    codes.PROBATION: "缓刑考验期满，依照刑法第七十六条的规定，原判的刑罚不再执行。",
    codes.PAROLE: "假释考验期满，依照刑法第八十五条的规定，认为原判刑罚已经执行完毕。",
    codes.OUTSIDE: "暂予监外执行期间刑期届满，由监狱、看守所依法办理刑满释放手续。",
}
_PARDONED = "因被赦免，依照社区矫正法第四十四条的规定，解除社区矫正。"

# 35
_WRITTEN_BY = Slot("way", "书写方式", required=True)
SUMMARY = PaperKind(
    "personal_summary", "社区矫正对象个人总结", version=VERSION, form=LOCAL_FORM, basis="社区矫正法实施办法", copies="存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (*WHO_ROWS, (Head("矫正类别"), Value(CATEGORY), Head("书写方式"), Value(_WRITTEN_BY)), (Head("矫正起日"), Value(FROM_ON), Head("矫正止日"), Value(TO_ON)))),
        Passage(Slot("summary", "小结"), lines=14),
        Signatures((Sign("社区矫正对象", BY_HAND), Sign("代记人")), date=MADE_ON),
    ),
)  # fmt: skip
_WAYS = {"self": "本人书写", "dictated": "口述，代记后念给本人听", "declined": "本人不写"}


def summary_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("summarise")
    return {
        **reading.signed, **reading.who, **reading.basis, "way": _WAYS.get(data.get("way", ""), ""),
        "summary": data.get("summary") or ("本人表示不写。" if data.get("way") == "declined" else ""),
    }  # fmt: skip


# 36
_APPRAISERS = Rows("appraisers", "参加鉴定的人", required=True, fields=(
    Slot("name", "姓名", required=True), Slot("capacity", "身份", required=True), Slot("said", "意见", required=True),
))  # fmt: skip
APPRAISAL = PaperKind(
    "appraisal", "社区矫正对象矫正鉴定表", version=VERSION, form=LOCAL_FORM, basis="社区矫正法实施办法", copies="存档一份，本人同意的移交安置帮教机构一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS, *BASIS_ROWS,
            (Head("期间表现"), Value(Slot("conduct", "期间表现", required=True), span=3, lines=4)),
            (Head("技能、证书"), Value(Slot("skills", "技能、证书"), span=3)),
        )),
        RowsTable(_APPRAISERS, (Column("name", 1.4), Column("capacity", 1.6), Column("said", 4, "left"))),
        FieldTable((3, 13), (
            (Head("鉴定意见"), Value(Slot("appraisal", "鉴定意见", required=True), lines=3)),
            (Head("司法所"), SignCell("负责人（签名、盖章）", height_mm=20)),
            (Head("社区矫正机构"), SignCell("负责人（签名、盖章）", height_mm=20)),
        )),
    ),
)  # fmt: skip


def appraisal_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("appraise")
    rows = [{name: row.get(name, "") for name in ("name", "capacity", "said")} for row in data.get("appraisers", ())]
    return {
        **reading.signed, **reading.who, **reading.basis, "conduct": data.get("conduct", ""), "skills": data.get("skills") or "无",
        "appraisers": rows, "appraisal": sentence(data.get("appraisal")),
    }  # fmt: skip


# 37: what the person carries; of a minor it says nothing of the offence
_IS_MINOR = Slot("minor", "未成年人", kind="flag")
_RELEASED_ON = Slot("released_on", "解除日期", required=True, kind="date")
_MEANS = Slot("means", "期满的法律后果", required=True, blank_em=20)
CERTIFICATE = PaperKind(
    "release_certificate", "解除社区矫正证明书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第四十四条", layout="official", copies="社区矫正对象一份，存根存档",
    blocks=(
        HEADED, NUMBERED,
        Labelled(((Field(NAME), Field(SEX)), (Field(BORN_ON),), (Field(ID_NO),))),  # one line each: a long number would stretch the text
        Conditional(_IS_MINOR, (
            Para("社区矫正期限自{from_on}起，至{to_on}止。", (FROM_ON, TO_ON)),
        ), (
            Para("因犯{charges}，经{decider}{judgment_no}适用{category}，依法实行社区矫正。社区矫正期限自{from_on}起，至{to_on}止。",
                 (CHARGES, DECIDER, JUDGMENT_NO, CATEGORY, FROM_ON, TO_ON)),
            Para("{means}", (_MEANS,)),
        )),
        Para("依据{law}，自{released_on}起解除社区矫正。特此证明。", (LAW, _RELEASED_ON)),
        CLOSED,
        Signatures((Sign("领取人", BY_HAND),)),
    ),
)  # fmt: skip


def certificate_values(reading: Reading) -> dict[str, Any]:
    released, prepared = reading.of("release"), reading.of("prepare_certificate")
    own = reading.fact.action if reading.context.fact else ""
    data = reading.data("release") if own == "release" else reading.data("prepare_certificate")
    on = prepared.day("ends_on") if own == "prepare_certificate" and prepared else (released.happened_on if released else measure.to_on(reading.facts))
    return {
        **reading.signed, **reading.who, **reading.basis, "slip": data.get("certificate_no") or reading.slip, "minor": reading.minor,
        "means": _means(reading), "law": reading.law(ACT.art(44), OLD.whole()), "released_on": day(on), "made_on": day(on),
    }  # fmt: skip


def _means(reading: Reading) -> str:
    if reading.data("release").get("kind") == PARDON:
        return _PARDONED
    return MEANS.get(measure.category(reading.facts), "")


# 38
_REASON = Slot("reason", "原因", required=True)
_TO_PRISON = Slot("prison", "监狱、看守所", kind="text")
RELEASE_NOTICE = PaperKind(
    "release_notice", "解除社区矫正通知书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第四十四条", layout="official",
    copies="决定机关、人民检察院、公安机关各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("{name}，{sex}，{born_on}出生，因犯{charges}，经{decider}{judgment_no}适用{category}，社区矫正期限自{from_on}起，至{to_on}止。",
             (NAME, SEX, BORN_ON, *(slot for slot in BASIS if slot.name != "principal"))),
        Para("因{reason}，依据{law}，已于{released_on}解除社区矫正，并向本人发放解除社区矫正证明书。", (_REASON, LAW, _RELEASED_ON)),
        Conditional(_TO_PRISON, (Para("刑满释放手续由{prison}办理。", (_TO_PRISON,)),)),
        Para("特此通知。"), CLOSED,
    ),
)  # fmt: skip


def release_notice_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("release")
    reason = f"被赦免（{data.get('document', '')}）" if data.get("kind") == PARDON else "矫正期满"
    return {
        **reading.signed, **reading.who, **reading.basis, "body": data.get("told", ""), "reason": reason, "law": reading.law(ACT.art(44), OLD.whole()),
        "released_on": reading.on("release"), "prison": data.get("prison", ""),
    }  # fmt: skip


# 39
_PRIVATE = Slot("private", "不公开", kind="flag")
ANNOUNCEMENT = PaperKind(
    "release_announcement", "解除社区矫正宣告书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第四十四条", copies="社区矫正对象一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Para("你因犯{charges}，经{decider}{judgment_no}适用{category}，社区矫正期限自{from_on}起，至{to_on}止。{means}", (CHARGES, DECIDER, JUDGMENT_NO, CATEGORY, FROM_ON, TO_ON, _MEANS)),
        Para("依据{law}，现宣告自{released_on}起解除社区矫正。", (LAW, _RELEASED_ON)),
        Para("解除社区矫正后，你在就业、就学和享受社会保障等方面不受歧视；需要安置、帮教的，可以到居住地司法所提出。"),
        Conditional(_PRIVATE, (Para("本次宣告不公开进行。"),)),
        CLOSED, Signatures((Sign("被宣告人", BY_HAND), Sign("宣告人"))),
    ),
)  # fmt: skip


def announcement_values(reading: Reading) -> dict[str, Any]:
    return {
        **reading.signed, **reading.who, **reading.basis, "means": _means(reading), "law": reading.law(ACT.art(44), OLD.whole()),
        "released_on": reading.on("release"), "private": reading.data("release").get("announced") == asks.PRIVATELY,
    }  # fmt: skip


# 40
TERMINATION = PaperKind(
    "termination_notice", "终止社区矫正通知书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第四十五条", layout="official",
    copies="决定机关、人民检察院、公安机关各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("{name}，{sex}，{born_on}出生，因犯{charges}，经{decider}{judgment_no}适用{category}，社区矫正期限自{from_on}起，至{to_on}止。",
             (NAME, SEX, BORN_ON, *(slot for slot in BASIS if slot.name != "principal"))),
        Para("现因{reason}（{document}），依据{law}，自{ended_on}起终止社区矫正。",
             (_REASON, Slot("document", "文书或证明", required=True, blank_em=12), LAW, Slot("ended_on", "终止日期", required=True, kind="date"))),
        Para("特此通知。"), CLOSED,
    ),
)  # fmt: skip


def termination_values(reading: Reading) -> dict[str, Any]:
    data, fact = reading.data("terminate", "died"), reading.of("terminate", "died")
    died = fact is not None and fact.action == "died"
    told = ALSO.join(row["name"] for row in data.get("told", ())) if died else ""
    reason = "社区矫正对象死亡" if died else label(codes.TERMINATIONS, data.get("kind"))
    return {
        **reading.signed, **reading.who, **reading.basis, "body": told or f"{reading.decider}、所在地人民检察院、公安机关", "reason": reason,
        "document": data.get("proof" if died else "document", ""), "law": reading.law(ACT.art(45), OLD.whole()), "ended_on": day(fact.happened_on if fact else None),
    }  # fmt: skip


# 41
_TOLD = Rows("told", "通知情况", required=True, fields=(
    Slot("organ", "机关类别", required=True), Slot("name", "单位", required=True), Slot("how", "怎样通知", required=True),
))  # fmt: skip
DEATH_REPORT = PaperKind(
    "death_report", "社区矫正对象死亡情况通报", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第五十一条", copies="各通知机关一份，存档一份",
    blocks=(
        HEADED, NUMBERED,
        Para("依据{law}，现将社区矫正对象{name}死亡情况通报如下：", (LAW, NAME)),
        FieldTable(FOUR, (
            *WHO_ROWS, *BASIS_ROWS,
            (Head("死亡日期"), Value(Slot("died_on", "死亡日期", required=True)), Head("死亡情况"), Value(Slot("cause", "死亡情况", required=True))),
            (Head("死亡证明"), Value(Slot("proof", "死亡证明", required=True), span=3)),
            (Head("经过"), Value(Slot("explanation", "经过"), span=3, lines=5)),
        )),
        RowsTable(_TOLD, (Column("organ", 2, "left"), Column("name", 2, "left"), Column("how", 2, "left"))),
        CLOSED,
    ),
)  # fmt: skip


def death_report_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("died")
    told = [{"organ": label(codes.TOLD_OF_DEATH, row["organ"]), "name": row["name"], "how": bare(row["how"])} for row in data.get("told", ())]
    causes = {asks.NATURAL: "正常死亡", asks.UNNATURAL: "非正常死亡", asks.UNKNOWN: "原因还不清楚"}
    return {
        **reading.signed, **reading.who, **reading.basis, "body": ALSO.join(row["name"] for row in told), "law": reading.law(ACT.art(51), OLD.whole()),
        "died_on": reading.on("died"), "cause": causes.get(data.get("cause", ""), ""), "proof": data.get("proof", ""),
        "explanation": sentence(data.get("explanation")), "told": told,
    }  # fmt: skip


KINDS: tuple[PaperKind, ...] = (SUMMARY, APPRAISAL, CERTIFICATE, RELEASE_NOTICE, ANNOUNCEMENT, TERMINATION, DEATH_REPORT)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    SUMMARY.code: summary_values, APPRAISAL.code: appraisal_values, CERTIFICATE.code: certificate_values, RELEASE_NOTICE.code: release_notice_values,
    ANNOUNCEMENT.code: announcement_values, TERMINATION.code: termination_values, DEATH_REPORT.code: death_report_values,
}  # fmt: skip
