"""What the parties are told of how the matter stands: paused, going on, not resolved. No side's contact data, ever."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import Conditional, Notice, PaperKind, Para, Sign, Signatures, Slot, Terms
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes.papers import wording
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.sending import about
from fengqiao.lines.disputes.papers.shared import (
    BY_HAND,
    CLOSED,
    DISPUTE,
    HEADED,
    HOUSE,
    LOCAL_FORM,
    MATTER_CODE,
    NUMBERED,
    REASON,
    VERSION,
)
from fengqiao.lines.disputes.permissions import MAY_PAUSE

_TOLD = Slot("told", "当事人", required=True, blank_em=16)
_TO = Para("{told}：", (_TOLD,), indented=False)
_SINCE = Slot("since", "暂停日期", required=True, kind="date")
_ADDED = Conditional(
    Slot("has_explanation", "有说明", kind="flag"), (Para("{explanation}", (Slot("explanation", "说明"),)),)
)
_TAKEN = Signatures((Sign("收件人", BY_HAND, count=2),))

PAUSE_NOTICE = PaperKind(
    "pause_notice", "暂停办理通知书", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="当事人各一份，承办单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        _TO,
        Para("{dispute}（事项码：{matter_code}），因{reason}，自{since}起暂停办理，最迟于{review_on}复核。",
             (DISPUTE, MATTER_CODE, REASON, _SINCE, Slot("review_on", "复核日期", required=True, kind="date"))),
        _ADDED,
        Para("原因消除的，即行恢复办理并通知你们。暂停只停本单位的办理时限；诉讼时效、仲裁时效和其他法定期限不因此停止计算，"
             "你们可以随时依法通过仲裁、行政、司法等途径维护自己的权利。"),
        CLOSED,
        _TAKEN,
    ),
)  # fmt: skip


def _told(reading: Reading) -> dict[str, Any]:
    return about(reading) | {"told": wording.ALSO.join(party.name for party in reading.opponents) or "当事人"}


def pause_notice_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("pause")
    said = wording.sentence(data.get("explanation"))
    return _told(reading) | {
        "issuer": reading.issuer(MAY_PAUSE), "reason": wording.label(codes.PAUSE_REASONS, data.get("reason")),
        "since": reading.on("pause"), "review_on": wording.day(data.get("review_on")),
        "has_explanation": bool(said), "explanation": said,
    }  # fmt: skip


RESUME_NOTICE = PaperKind(
    "resume_notice", "恢复办理通知书", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="当事人各一份，承办单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        _TO,
        Para("{dispute}（事项码：{matter_code}），因{reason}，自{since}起暂停办理。现自{resumed_on}起恢复办理。",
             (DISPUTE, MATTER_CODE, REASON, _SINCE, Slot("resumed_on", "恢复日期", required=True, kind="date"))),
        Para("承办单位：{unit}。请与承办单位联系，约定下一步的时间和地点。",
             (Slot("unit", "承办单位", required=True, blank_em=12),)),
        CLOSED,
        _TAKEN,
    ),
)  # fmt: skip


def resume_notice_values(reading: Reading) -> dict[str, Any]:
    paused = reading.facts.last("pause")
    return _told(reading) | {
        "issuer": reading.issuer(MAY_PAUSE), "since": reading.on("pause"), "resumed_on": reading.on("resume"),
        "reason": wording.label(codes.PAUSE_REASONS, paused.get("reason") if paused else ""), "unit": reading.seat.name,
    }  # fmt: skip


UNRESOLVED_NOTICE = PaperKind(
    "unresolved_notice", "未化解告知书", version=VERSION, form=LOCAL_FORM, basis="人民调解法第三条、第二十六条",
    copies="当事人各一份，承办单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        _TO,
        Para("{dispute}（事项码：{matter_code}），经本单位办理，至{made_on}未能化解（{outcome}）。",
             (DISPUTE, MATTER_CODE, Slot("made_on", "日期", required=True, kind="date"),
              Slot("outcome", "结果", required=True, blank_em=8))),
        Para("你们可以依法通过下列途径维护自己的权利："),
        Terms(Slot("ways", "告知的途径", required=True), style="figures", blank_lines=3),
        Para("各方愿意再次接受调解的，可以重新提出。"),
        Notice("向人民法院请求保护民事权利的诉讼时效一般为三年，自知道或者应当知道权利受到损害以及义务人之日起计算"
               "（民法典第一百八十八条）；劳动争议申请仲裁的时效一般为一年（劳动争议调解仲裁法第二十七条）。"
               "本提示不构成法律意见。", heading="提示"),
        CLOSED,
        _TAKEN,
    ),
)  # fmt: skip


def unresolved_notice_values(reading: Reading) -> dict[str, Any]:
    """The outcome in the words of the list and the ways told; what each side would have given is not said."""
    data = reading.data("refer_out")
    outcome = wording.label(codes.OUTCOMES, data.get("outcome")).removeprefix("未化解，")
    return _told(reading) | {"issuer": reading.seat.name, "outcome": outcome, "ways": wording.ways(data.get("ways"))}
