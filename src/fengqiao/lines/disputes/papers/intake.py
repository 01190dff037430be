"""What the counter writes: the registration sheet, the receipt, the record of a consultation."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    FieldTable,
    Head,
    Notice,
    Number,
    PaperKind,
    Para,
    SignCell,
    Slot,
    Terms,
    Value,
)
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes.papers import privacy, wording
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.shared import (
    CLAIM,
    CLOSED,
    HEADED,
    HOUSE,
    ISSUER,
    LOCAL_FORM,
    REPORT_NUMBER,
    SUMMARY,
    TYPE,
    VERSION,
)
from fengqiao.matter.timeline import PartyFact

ANONYMOUS = "匿名"
UNTYPED = "待研判"
REPORTER = Slot("reporter", "反映人", required=True, blank_em=10)
RECEIVED_AT = Slot("received_at", "收件时间", required=True)
CHANNEL = Slot("channel", "来件渠道", required=True)
RECEIVER = Slot("receiver", "接待人", required=True)
_PHONE = Slot("phone", "联系电话", required=True)
_ROLE = Slot("role", "身份", required=True)


def reporter(reading: Reading) -> str:
    """Who reported, else the body whose letter it came by; 匿名 for somebody who gave no name."""
    opening = reading.opening
    named = "" if opening.get("anonymous") else opening.get("reporter_name", "") or opening.get("from_organ", "")
    return named or ANONYMOUS


def phone(reading: Reading) -> str:
    """The reporter's own number, off the paper where there is violence."""
    said = reading.opening.get("reporter_phone", "")
    return privacy.HIDDEN if said and reading.violent else said or "未留"


def subject(reading: Reading) -> str:
    """邻里纠纷; 有关问题 while nobody has judged the type."""
    return wording.label(codes.TYPES, reading.facts.value("type", "")) or "有关问题"


def received(reading: Reading) -> dict[str, Any]:
    """What every paper says of how the report came in."""
    opening = reading.opening
    return {
        "issuer": reading.seat.name, "number": reading.number, "made_on": reading.today, "reporter": reporter(reading),
        "received_on": wording.day(opening.happened_on),
        "received_at": wording.instant(opening.recorded_at, opening.happened_on),
        "channel": wording.label(codes.CHANNELS, opening.get("channel")), "receiver": opening.actor_name,
        "role": wording.label(codes.ROLES, opening.get("reporter_role")) or wording.UNSAID, "phone": phone(reading),
        "subject": subject(reading), "summary": opening.get("summary", ""), "claim": opening.get("claim", ""),
    }  # fmt: skip


INTAKE_SHEET = PaperKind(
    "intake_sheet", "来件登记表", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="受理单位存档",
    blocks=(
        HEADED,
        FieldTable((2.5, 5.2, 2.5, 5.8), (
            (Head("来件编号"), Value(REPORT_NUMBER), Head("收件时间"), Value(RECEIVED_AT)),
            (Head("来件渠道"), Value(CHANNEL), Head("外部编号"), Value(Slot("ext_code", "外部编号", required=True))),
            (Head("来文单位"), Value(Slot("from_organ", "来文单位", required=True), span=3)),
            (Head("反映人"), Value(REPORTER), Head("反映人身份"), Value(_ROLE)),
            (Head("联系电话"), Value(_PHONE), Head("接待人"), Value(RECEIVER)),
            (Head("纠纷类型"), Value(TYPE), Head("涉及人数"), Value(Slot("people", "涉及人数", required=True))),
            (Head("发生地"), Value(Slot("place", "发生地", required=True)),
             Head("发生日期"), Value(Slot("occurred_on", "发生日期", required=True))),
            (Head("涉及金额"), Value(Slot("amount", "涉及金额", required=True)),
             Head("紧急标记"), Value(Slot("flags", "紧急标记", required=True))),
            (Head("主要情况"), Value(SUMMARY, span=3, lines=8)),
            (Head("诉求"), Value(CLAIM, span=3, lines=3)),
            (Head("涉及的人"), Value(Slot("involved", "涉及的人", required=True), span=3, lines=3)),
            (Head("随附材料"), Value(Slot("files", "随附材料", required=True), span=3)),
            (Head("登记"), SignCell("接待人（签名）", height_mm=26), Head("处理意见"), SignCell("处理人（签名）", height_mm=26)),
        )),
    ),
)  # fmt: skip


def intake_sheet_values(reading: Reading) -> dict[str, Any]:
    opening = reading.opening
    files = opening.get("files") or []
    return {
        **received(reading), "from_organ": opening.get("from_organ") or wording.NONE, "ext_code": opening.get("ext_code") or wording.NONE,
        "dispute_type": wording.label(codes.TYPES, reading.facts.value("type", "")) or UNTYPED,
        "people": wording.people(opening.get("people_count")) or wording.UNSAID, "place": reading.place,
        "occurred_on": wording.day(opening.get("occurred_on")) or wording.UNSAID,
        "amount": wording.money(opening.get("amount")) or wording.NONE,
        "flags": wording.ALSO.join(wording.labels(codes.FLAGS, opening.get("flags"))) or wording.NONE,
        "involved": [_person(party) for party in reading.parties] or ["对方是谁尚不清楚。"],
        "files": f"照片、材料{len(files)}件" if files else wording.NONE,
    }  # fmt: skip


def _person(party: PartyFact) -> str:
    """乙方：李四，电话15400000002."""
    told = [f"{wording.label(codes.SIDE_WORDS, party.side)}：{party.name}"]
    told += [f"电话{party.get('phone')}"] if party.get("phone") else []
    return "，".join([*told, *([party.get("address")] if party.get("address") else [])])


_NEXT = Slot("next", "下一步", required=True)

RECEIPT = PaperKind(
    "receipt", "来件回执", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="反映人一份，受理单位存档",
    blocks=(
        HEADED,
        Number(REPORT_NUMBER),
        Para("{reporter}：", (REPORTER,), indented=False),
        Para("您反映的{subject}，本单位已经收到并登记。",
             (Slot("subject", "反映的事项", required=True, blank_em=10),)),
        FieldTable((2.5, 5.2, 2.5, 5.8), (
            (Head("来件编号"), Value(REPORT_NUMBER), Head("收件时间"), Value(RECEIVED_AT)),
            (Head("来件渠道"), Value(CHANNEL), Head("接待人"), Value(RECEIVER)),
        )),
        Para("下一步："),
        Terms(_NEXT, style="figures", blank_lines=2),
        Para("查询办法：请保存本回执。凭来件编号{where}，可以查询办到了哪一步、补充情况和材料。",
             (Slot("where", "在哪里查询", required=True, blank_em=14),)),
        Notice("本单位对您的身份和反映的内容保密，不向无关的人透露。受理、调解不收取任何费用。有人身危险的，请立即拨打110报警。",
               heading="提示"),
        CLOSED,
    ),
)  # fmt: skip


def receipt_values(reading: Reading) -> dict[str, Any]:
    """To whoever reported, of their own report alone."""
    office = reading.seat
    desk = f"到{office.name}" + (f"（{office.address}）" if office.address else "")
    call = f"，或者拨打{office.phone}" if office.phone else ""
    told = received(reading)
    return told | {"reporter": salutation(reading), "next": _next(reading), "where": desk + call}


def salutation(reading: Reading) -> str:
    """The name a letter begins with; 反映人 for somebody who gave none."""
    name = reporter(reading)
    return privacy.SOMEBODY if name == ANONYMOUS else name


def _next(reading: Reading) -> list[str]:
    """What comes next and by when, as the clocks of this report say."""
    told = []
    sorted_by, petition = reading.due("sort"), reading.due("petition_tell")
    by = f"在{sorted_by}前" if sorted_by else "尽快"
    told.append(f"本单位{by}审查，决定立为事项办理、并入在办的事项、转请有关单位办理或者不予受理，并告知您。")
    if petition:
        told.append(f"属于信访转送、交办的，是否受理在{petition}前书面告知（信访工作条例第二十三条）。")
    asked = reading.due("asked")
    told.append(
        f"来文要求在{asked}前答复，本单位按期答复。" if asked else "办理有结果后，本单位按您反映的渠道单独答复您。"
    )
    return told


CONSULTATION = PaperKind(
    "consultation", "咨询记录", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="受理单位存档，咨询人需要的给一份",
    blocks=(
        HEADED,
        FieldTable((2.5, 5.2, 2.5, 5.8), (
            (Head("来件编号"), Value(REPORT_NUMBER), Head("咨询时间"), Value(RECEIVED_AT)),
            (Head("咨询人"), Value(REPORTER), Head("联系电话"), Value(_PHONE)),
            (Head("咨询渠道"), Value(CHANNEL), Head("答复日期"), Value(Slot("answered_on", "答复日期", required=True))),
            (Head("咨询的问题"), Value(SUMMARY, span=3, lines=6)),
            (Head("想了解的"), Value(CLAIM, span=3, lines=2)),
            (Head("答复内容"), Value(Slot("answer", "答复内容", required=True), span=3, lines=8)),
            (Head("答复人"), Value(Slot("answered_by", "答复人", required=True), span=3)),
            (Head("咨询人"), SignCell("咨询人（当面的签名）", height_mm=26),
             Head("单位"), SignCell("答复人（签名）", height_mm=26)),
        )),
        Para("本答复供您参考，不代替裁判和行政决定；需要进一步帮助的，可以拨打12348公共法律服务热线。", indented=False),
    ),
)  # fmt: skip


def consultation_values(reading: Reading) -> dict[str, Any]:
    own = reading.of("consult")
    return received(reading) | {
        "reporter": reporter(reading), "answer": own.get("answer", "") if own else "",
        "answered_by": own.actor_name if own else "", "answered_on": wording.day(own.happened_on) if own else "",
    }  # fmt: skip


__all__ = ["CONSULTATION", "INTAKE_SHEET", "ISSUER", "RECEIPT"]
