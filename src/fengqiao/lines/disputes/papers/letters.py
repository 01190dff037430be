"""Letters about a report to other bodies: sent on to them, or what became of what they sent.

What a party conceded may not be used against it later (民诉法解释 107): a body is told the outcome in the words of a list.
"""

from __future__ import annotations

from typing import Any

from fengqiao.documents import Conditional, PaperKind, Para, Passage, Slot
from fengqiao.lines.disputes import codes, report_register
from fengqiao.lines.disputes.papers import wording
from fengqiao.lines.disputes.papers.intake import phone, received
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.shared import (
    CLAIM,
    CLOSED,
    HEADED,
    HOUSE,
    LOCAL_FORM,
    REPORT_NOTED,
    SUMMARY,
    TO_BODY,
    VERSION,
)

_RECEIVED_ON = Slot("received_on", "收到日期", required=True, kind="date")
_SUBJECT = Slot("subject", "反映的事项", required=True, blank_em=10)

REFERRAL = PaperKind(
    "referral", "转办函", version=VERSION, form=LOCAL_FORM, layout="official", basis=HOUSE, copies="收文单位一份，受理单位存档",
    blocks=(
        HEADED,
        TO_BODY,
        Para("本单位于{received_on}收到群众反映的{subject}。经审查，{explanation}，现转请贵单位依法处理。",
             (_RECEIVED_ON, _SUBJECT, Slot("explanation", "转办理由", required=True, blank_em=12))),
        Passage(SUMMARY, lines=4),
        Passage(CLAIM, lines=2),
        Conditional(Slot("agreed", "反映人同意", kind="flag"), (
            Para("反映人：{reporter}，联系电话：{phone}。反映人知道并同意转送。",
                 (Slot("reporter", "反映人", blank_em=8), Slot("phone", "联系电话", blank_em=10))),
        ), (
            Para("反映人的身份和联系方式，未经其同意，本函不载明；确需核实的，请与本单位联系。"),
        )),
        Para("请将是否接收和处理结果函告本单位。"),
        CLOSED,
        REPORT_NOTED,
    ),
)  # fmt: skip


def referral_values(reading: Reading) -> dict[str, Any]:
    data, told = reading.data("refer"), received(reading)
    agreed = bool(data.get("agreed")) and not reading.opening.get("anonymous")
    return told | {
        "body": data.get("body", ""), "explanation": wording.bare(data.get("explanation")), "agreed": agreed,
        "reporter": told["reporter"] if agreed else "", "phone": phone(reading) if agreed else "",
    }  # fmt: skip


RESULT_LETTER = PaperKind(
    "result_letter", "办理结果反馈函", version=VERSION, form=LOCAL_FORM, layout="official",
    basis="最高人民法院关于适用《中华人民共和国民事诉讼法》的解释第一百零七条；" + HOUSE, copies="来文单位一份，受理单位存档",
    blocks=(
        HEADED,
        TO_BODY,
        Para("贵单位转来的{subject}（来文编号：{ext_code}），本单位于{received_on}收到并登记。"
             "现将办理结果反馈如下：",
             (_SUBJECT, Slot("ext_code", "来文编号", required=True, blank_em=10), _RECEIVED_ON)),
        Passage(Slot("result", "办理结果", required=True), lines=4),
        Para("当事人为达成协议所作的妥协、让步和单独谈话的内容，不在反馈之列。"),
        CLOSED,
        REPORT_NOTED,
    ),
)  # fmt: skip

# What a body is called when the report does not name it.
_BODIES = {
    codes.MAYOR_LINE: "12345政务服务便民热线", codes.POLICE: "移送的公安机关", codes.PETITION: "转送、交办的信访部门",
    codes.AGENCY: "移送的单位",
}  # fmt: skip


def result_letter_values(reading: Reading) -> dict[str, Any]:
    opening = reading.opening
    return received(reading) | {
        "body": sender(reading), "ext_code": opening.get("ext_code") or "（无）", "result": _result(reading),
    }  # fmt: skip


def sender(reading: Reading) -> str:
    """The body that sent it: as its letter names it, the unit that reported, the local court, else as its channel is called."""
    opening = reading.opening
    if opening.get("from_organ"):
        return str(opening.get("from_organ"))
    if opening.get("reporter_role") == "unit" and opening.get("reporter_name"):
        return str(opening.get("reporter_name"))
    if opening.get("channel") == codes.COURT and reading.seat.court:
        return reading.seat.court
    return _BODIES.get(
        opening.get("channel", ""), "委派、委托的人民法院" if opening.get("channel") == codes.COURT else "来文单位"
    )


def _result(reading: Reading) -> list[str]:
    """How the report was dealt with, what became of the matter, and that the person was answered."""
    code = reading.matter_code
    told = [_dealt(reading), *([f"事项码：{code}。"] if code else []), *_outcome(reading)]
    reply = reading.of("reply")
    if reply is not None and reply.get("way") != "system":
        told.append(
            f"已于{wording.day(reply.happened_on)}答复反映人（{wording.label(codes.REPLY_WAYS, reply.get('way'))}）。"
        )
    return [f"{n}.{line}" for n, line in enumerate(told, 1)]


def _dealt(reading: Reading) -> str:
    result = report_register.result(reading.facts)
    fact = reading.facts.last("raise", "join", "settle", "decline", "refer")
    on = wording.day(fact.happened_on) if fact else ""
    if result == "declined" and fact is not None:
        return f"{on}不予受理，理由：{wording.label(codes.DECLINE_GROUNDS, fact.get('ground'))}。"
    if result == "referred" and fact is not None:
        return f"{on}转{fact.get('body', '')}办理。"
    said = {"raised": "受理，立为纠纷事项", "joined": "受理，并入正在办理的同一事项", "settled": "当场化解"}.get(
        result, "已登记"
    )
    return f"{on}{said}。"


def _outcome(reading: Reading) -> list[str]:
    """The matter's outcome in the words of the lists; of one merged into another, the other's."""
    from fengqiao.lines.disputes.merged import surviving
    from fengqiao.lines.disputes.models import Dispute

    found = report_register.dispute_id(reading.facts)
    with reading.whole_county():
        dispute = Dispute.objects.filter(pk=found).first() if found else None
        if dispute is not None and dispute.merged_into:
            dispute = Dispute.objects.filter(pk=surviving(dispute.pk)).first()
    if dispute is None:
        return []
    if not dispute.outcome:
        return ["事项仍在办理，有结果后续报。"]
    level = wording.label(codes.LEVELS, dispute.resolved_level)
    where = f"，化解层级：{level}" if level else ""
    return [
        f"事项于{wording.day(dispute.outcome_on)}办结，结果：{wording.label(codes.OUTCOMES, dispute.outcome)}{where}。"
    ]
