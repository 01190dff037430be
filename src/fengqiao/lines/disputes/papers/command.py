"""Command: meetings and requests to other bodies. Government units are ordered; courts and procurators are asked.

人民法院、人民检察院依法独立行使职权: what goes to them is a 商请函, never an order, a notice to attend or a deadline.
"""

from __future__ import annotations

from typing import Any

from fengqiao.documents import Conditional, Field, Labelled, PaperKind, Para, Passage, Sign, Signatures, Slot
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes.papers import wording
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.sending import about
from fengqiao.lines.disputes.papers.shared import (
    BODY,
    CLOSED,
    DISPUTE,
    HEADED,
    HOUSE,
    LOCAL_FORM,
    MATTER_CODE,
    MATTER_NOTED,
    NUMBERED,
    REASON,
    TO_BODY,
    VERSION,
)
from fengqiao.lines.disputes.permissions import MAY_CONVENE
from fengqiao.matter.timeline import Fact, Facts

ASKED_WORDS = ("法院", "检察", "调解委员会", "调委会")  # a committee of the people takes by consent (人民调解法 7)
_WHAT = Slot("what", "请求事项", required=True)
_TASK = Slot("what", "任务", required=True)
_BY = Slot("by", "期限", required=True, blank_em=10)
_SET = Slot("is_set", "已定时间、地点", kind="flag")
_WHEN, _WHERE = Slot("session_time", "会商时间", blank_em=12), Slot("session_place", "会商地点", blank_em=14)


def newest(facts: Facts) -> Fact:
    """The entry a paper is being made for: the last recorded, whenever it happened."""
    return max(facts, key=lambda fact: fact.seq)


def is_asked(agency: str, body: str) -> bool:
    """Whether a body is asked by letter, never ordered."""
    return agency in codes.INDEPENDENT or any(word in body for word in ASKED_WORDS)


def to_independent(facts: Facts) -> bool:
    own = newest(facts)
    return is_asked(own.get("agency", ""), own.get("body", ""))


def to_government(facts: Facts) -> bool:
    return not to_independent(facts)


# Meetings ------------------------------------------------------------------------------------------------------------


def _asked(data: Any, court: str) -> list[str]:
    """The courts and procurators among those called."""
    words = dict(codes.AGENCIES) | ({"court": court} if court else {})
    named = [
        words[code] for code, _ in codes.AGENCIES if code in codes.INDEPENDENT and code in (data.get("bodies") or ())
    ]
    return named + [name for name in _others(data) if is_asked("", name)]


def _called(data: Any) -> list[str]:
    """The other units among those called."""
    named = [
        word
        for code, word in codes.AGENCIES
        if code in (data.get("bodies") or ()) and code not in (*codes.INDEPENDENT, "other")
    ]
    return named + [name for name in _others(data) if not is_asked("", name)]


def _others(data: Any) -> list[str]:
    text = data.get("others", "")
    for mark in "，,；; ":
        text = text.replace(mark, wording.ALSO)
    return [name for name in text.split(wording.ALSO) if name]


def calls_units(facts: Facts) -> bool:
    return bool(_called(newest(facts).data))


def calls_independent(facts: Facts) -> bool:
    return bool(_asked(newest(facts).data, ""))


SESSION_NOTICE = PaperKind(
    "session_notice", "会商通知", version=VERSION, form=LOCAL_FORM, layout="official", basis=HOUSE,
    copies="参加单位各一份，召集单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_BODY,
        Para("为办理{dispute}，现召集会商。会商内容：{reason}", (DISPUTE, REASON)),
        Conditional(_SET, (
            Para("会商时间：{session_time}。", (_WHEN,)),
            Para("会商地点：{session_place}。", (_WHERE,)),
        ), (Para("会商{by}召开，具体时间、地点由召集单位另行通知。", (_BY,)),)),
        Para("请指派熟悉情况、能够代表单位发表意见的人员参加，并准备书面意见；不能参加的，请事先说明原因并提交书面意见。"),
        Para("会商内容和当事人信息，参加人员应当保密。"),
        CLOSED,
        MATTER_NOTED,
    ),
)  # fmt: skip

SESSION_REQUEST = PaperKind(
    "session_request", "会商商请函", version=VERSION, form=LOCAL_FORM, layout="official", basis=HOUSE,
    copies="收文单位一份，召集单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_BODY,
        Para("为依法妥善化解{dispute}，本单位拟组织会商。会商内容：{reason}",
             (DISPUTE, REASON)),
        Conditional(_SET, (
            Para("商请贵单位派员参加或者提出书面意见。会商拟于{session_time}在{session_place}举行。", (_WHEN, _WHERE)),
        ), (Para("商请贵单位派员参加或者提出书面意见。会商拟{by}召开，具体时间、地点另行函告。", (_BY,)),)),
        Para("是否参加、以何种方式参加，由贵单位依法决定。"),
        CLOSED,
        MATTER_NOTED,
    ),
)  # fmt: skip


def _session(reading: Reading, bodies: list[str]) -> dict[str, Any]:
    own = reading.of("call_session")
    due = reading.due("confer", str(own.seq) if own else "")
    return about(reading) | {
        "issuer": reading.issuer(MAY_CONVENE), "body": wording.ALSO.join(bodies),
        "reason": wording.sentence(own.get("reason") if own else ""), "by": f"于{due}前" if due else "于近期",
        "is_set": bool(own and own.get("session_on")), "session_place": own.get("session_place", "") if own else "",
        "session_time": wording.day(own.get("session_on")) + own.get("session_time", "") if own else "",
    }  # fmt: skip


def session_notice_values(reading: Reading) -> dict[str, Any]:
    return _session(reading, _called(reading.data("call_session")))


def session_request_values(reading: Reading) -> dict[str, Any]:
    return _session(reading, _asked(reading.data("call_session"), reading.seat.court))


SESSION_MINUTES = PaperKind(
    "session_minutes", "会商纪要", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="参加单位各一份，召集单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        Labelled((
            (Field(DISPUTE),),
            (Field(MATTER_CODE),),
            (Field(Slot("held_on", "会商时间", required=True, kind="date")), Field(Slot("place_held", "地点", required=True))),
            (Field(Slot("present", "到会单位和人员", required=True)),),
            (Field(Slot("absent", "未到单位和原因", required=True)),),
        )),
        Passage(Slot("topic", "会商内容", required=True), lines=2),
        Passage(Slot("opinions", "各单位意见", required=True), lines=5),
        Passage(Slot("conclusion", "结论", required=True), lines=3),
        Labelled((
            (Field(Slot("lead_named", "牵头单位", required=True)), Field(Slot("next_on", "下次会商", required=True))),
        )),
        Para("到会单位核对无误后签名；各单位只在自己的职权范围内负责。"),
        Signatures((Sign("到会单位代表", count=4), Sign("召集人"), Sign("记录人"))),
    ),
)  # fmt: skip


def session_minutes_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("hold_session")
    called = reading.facts.last("call_session")
    return about(reading) | {
        "issuer": reading.issuer(MAY_CONVENE), "held_on": reading.on("hold_session") or reading.today,
        "place_held": data.get("place", ""), "present": data.get("present", ""),
        "absent": data.get("absent") or wording.NONE, "topic": wording.sentence(called.get("reason") if called else ""),
        "opinions": data.get("opinions", ""), "conclusion": data.get("conclusion", ""),
        "lead_named": data.get("lead_named", ""), "next_on": wording.day(data.get("next_on")) or "不再会商",
    }  # fmt: skip


# Orders and requests -------------------------------------------------------------------------------------------------

UNIT_ORDER = PaperKind(
    "unit_order", "指挥令", version=VERSION, form=LOCAL_FORM, layout="official", basis=HOUSE, copies="收文单位一份，发文单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_BODY,
        Para("为办理{dispute}，请你单位依职责完成下列任务：", (DISPUTE,)),
        Passage(_TASK, lines=3),
        Para("请于{by}前办结，并将办理情况书面回复本单位。", (_BY,)),
        CLOSED,
        MATTER_NOTED,
    ),
)  # fmt: skip

UNIT_REQUEST = PaperKind(
    "unit_request", "商请函", version=VERSION, form=LOCAL_FORM, layout="official", basis=HOUSE, copies="收文单位一份，发文单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_BODY,
        Para("本单位正在办理{dispute}。为依法妥善化解，商请贵单位支持：", (DISPUTE,)),
        Passage(_WHAT, lines=3),
        Para("如蒙支持，请在{by}前函复。是否支持、如何办理，由贵单位依法独立决定。", (_BY,)),
        CLOSED,
        MATTER_NOTED,
    ),
)  # fmt: skip


def unit_order_values(reading: Reading) -> dict[str, Any]:
    """An order and a request say the same things in other words."""
    data = reading.data("order_unit")
    return about(reading) | {
        "issuer": reading.issuer(MAY_CONVENE), "body": data.get("body", ""), "what": wording.sentence(data.get("what")),
        "by": wording.day(data.get("by_on")),
    }  # fmt: skip


__all__ = ["BODY", "SESSION_MINUTES", "SESSION_NOTICE", "SESSION_REQUEST", "UNIT_ORDER", "UNIT_REQUEST"]
