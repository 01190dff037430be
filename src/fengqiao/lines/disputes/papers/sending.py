"""A matter on its way: 转办单, 指定承办令, 上报单.

A slip copies what the reports say. Who reported is named only where the reporter is a party, and nobody asked for
silence; a reporter who is no party stands on no paper of a dispute.
"""

from __future__ import annotations

from typing import Any

from fengqiao.documents import Conditional, FieldTable, Head, PaperKind, Para, Passage, SignCell, Slot, Value
from fengqiao.lines.disputes import codes, dispatching
from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes.papers import wording
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.shared import (
    CLAIM,
    CLOSED,
    DIFFICULTY,
    DISPUTE,
    HEADED,
    HOUSE,
    ISSUER,
    LOCAL_FORM,
    MADE_ON,
    MATTER_CODE,
    MATTER_NOTED,
    NUMBERED,
    PARTY_NAMES,
    REASON,
    RISK,
    SUMMARY,
    TYPE,
    VERSION,
)
from fengqiao.lines.disputes.permissions import MAY_COMMAND, MAY_DISPATCH, MAY_ESCALATE

_UNIT = Slot("unit", "承办单位", required=True, blank_em=14)
_FROM = Slot("from_unit", "转出单位", required=True)
_PLACE = Slot("place", "发生地", required=True)
_PEOPLE = Slot("people", "涉及人数", required=True)
_ACCEPT_BY = Slot("accept_by", "签收期限", required=True)
_DONE_BY = Slot("done_by", "办结要求", required=True)
_FIRST_ON = Slot("first_on", "首次来件", required=True)
SOON = "尽快"


def about(reading: Reading) -> dict[str, Any]:
    """What every paper of a matter says of it."""
    opening = reading.opening
    return {
        "slip": reading.slip, "matter_code": reading.number, "dispute": reading.dispute, "made_on": reading.today,
        "party_names": reading.sides_named or "尚未查明", "dispute_type": reading.type_word, "risk": reading.risk_word,
        "difficulty": reading.difficulty_word, "place": reading.place,
        "people": wording.people(opening.get("people_count")) or wording.UNSAID,
        "summary": opening.get("summary", ""), "claim": opening.get("claim", ""),
        "first_on": wording.day(f.first_report_on(reading.facts)),
    }  # fmt: skip


DISPATCH_SLIP = PaperKind(
    "dispatch_slip", "矛盾纠纷转办单", version=VERSION, form=LOCAL_FORM, basis="人民调解法第七条；" + HOUSE,
    copies="转出单位、承办单位各一份",
    blocks=(
        HEADED,
        NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("事项码"), Value(MATTER_CODE), Head("转办日期"), Value(MADE_ON)),
            (Head("转出单位"), Value(_FROM), Head("承办单位"), Value(_UNIT)),
            (Head("纠纷事项"), Value(DISPUTE, span=3)),
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("纠纷类型"), Value(TYPE), Head("难易程度"), Value(DIFFICULTY)),
            (Head("风险等级"), Value(RISK), Head("涉及人数"), Value(_PEOPLE)),
            (Head("发生地"), Value(_PLACE), Head("首次来件"), Value(_FIRST_ON)),
            (Head("签收期限"), Value(_ACCEPT_BY), Head("办结要求"), Value(_DONE_BY)),
            (Head("转办理由"), Value(REASON, span=3, lines=2)),
        )),
        Passage(Slot("copied", "来件抄录", required=True), lines=8),
        Conditional(Slot("hidden", "不告知反映人", kind="flag"),
                    (Para("反映人要求保密或者有必要保密的，本单不载明反映人是谁，承办单位不得打听。"),)),
        Para("不属于本单位职责、地域不符或者应当回避的，请在签收期限内退回并写明理由。人民调解委员会以同意为准。"),
        FieldTable((3, 5, 3, 5), (
            (Head("转出单位"), SignCell("经办人（签章）", height_mm=28),
             Head("承办单位"), SignCell("签收人（签名）", "□签收　□退回", height_mm=28)),
        )),
    ),
)  # fmt: skip


def dispatch_slip_values(reading: Reading) -> dict[str, Any]:
    own = reading.of(dispatching.DISPATCH, dispatching.REASSIGN, dispatching.SEND_DOWN)
    data = own.data if own else {}
    permission = MAY_COMMAND if own is not None and own.action == dispatching.REASSIGN else MAY_DISPATCH
    why = wording.label((("recusal", "回避"), ("merged", "机构合并"), ("conflict", "利益冲突")), data.get("why"))
    reason = wording.bare(data.get("reason"))
    return about(reading) | {
        "issuer": reading.issuer(permission), "from_unit": reading.office(data.get("from_office")),
        "unit": reading.office(data.get("unit")),
        "reason": f"改派（{why}）：{reason}。" if why and why != "other" else f"{reason}。" if reason else "",
        "copied": copied(reading), "hidden": is_hidden(reading),
        "accept_by": _by(reading.due("accept", str(own.seq) if own else "")),
        "done_by": _by(wording.day(data.get("done_by"))) if data.get("done_by") else _within(reading),
    }  # fmt: skip


def _by(day: str) -> str:
    return f"{day}前" if day else SOON


def _within(reading: Reading) -> str:
    """The bureau's own limit for matters as hard as this one, from the day it is taken."""
    from fengqiao.lines.disputes.procedure import DISPUTE as PROCEDURE
    from fengqiao.matter import calendars

    kept = calendars.parameters(PROCEDURE, reading.context.matter.territory)
    days = int(kept.get(f"{f.difficulty(reading.facts)}_days", 0))
    return f"签收后{days}日内" if days else SOON


def is_hidden(reading: Reading) -> bool:
    """Whether the unit is not to be told who reported: once asked, always kept."""
    return any(fact.get("hide_reporter") for fact in reading.facts.all(*dispatching.SENDING))


def copied(reading: Reading) -> list[str]:
    """What each report says: number, day, channel, and who reported as far as the unit may know."""
    from fengqiao.lines.disputes.models import Report
    from fengqiao.matter.actions import known_facts

    found: list[str] = []
    with reading.whole_county():
        reports = Report.objects.filter(pk__in=reading.report_ids).order_by("number")
        for report in reports:
            told = known_facts(report).opening
            who = "" if is_hidden(reading) else f"，{_who(reading, told.data)}"
            how = wording.label(codes.CHANNELS, told.get("channel"))
            found.append(f"{report.number}（{wording.day(told.happened_on)}，{how}{who}）：{wording.sentence(told.get('summary'))}"
                         f"诉求：{wording.sentence(told.get('claim'))}")  # fmt: skip
    return found or [
        f"{wording.sentence(reading.opening.get('summary'))}诉求：{wording.sentence(reading.opening.get('claim'))}"
    ]


def _who(reading: Reading, told: Any) -> str:
    """反映人：张三（当事人本人）; without a name for anybody who is no party."""
    role = wording.label(codes.ROLES, told.get("reporter_role"))
    name = told.get("reporter_name", "")
    if told.get("anonymous"):
        return "匿名反映"
    if name and name in {party.name for party in reading.parties}:
        return f"反映人：{name}（{role}）"
    return f"反映人为{role}" if role else "反映人不载明"


DESIGNATION = PaperKind(
    "designation", "指定承办令", version=VERSION, form=LOCAL_FORM, layout="official", basis=HOUSE,
    copies="承办单位、指挥中心、指定单位各一份",
    blocks=(
        HEADED,
        NUMBERED,
        Para("{unit}：", (_UNIT,), indented=False),
        Para("{dispute}（首次来件：{first_on}），{returned}。经研究，现指定你单位承办。",
             (DISPUTE, _FIRST_ON, Slot("returned", "指定的前提", required=True, blank_em=8))),
        Para("指定理由：{reason}", (REASON,)),
        Para("请立即接手办理，{done_by}办结，登记结果并答复反映人。", (_DONE_BY,)),
        Para("本令为指定承办，不得再退回；确有困难的，报指挥中心，由分管领导决定是否改派。"),
        CLOSED,
        MATTER_NOTED,
    ),
)  # fmt: skip


def designation_values(reading: Reading) -> dict[str, Any]:
    own = reading.of(dispatching.DESIGNATE)
    data = own.data if own else {}
    returned = dispatching.returns(reading.facts)
    due = reading.due("handle", str(own.seq) if own else "")
    return about(reading) | {
        "issuer": reading.issuer(MAY_COMMAND), "unit": reading.office(data.get("unit")),
        "returned": f"有关单位已退回{returned}次" if returned else "经会商，有关单位意见不一致",
        "reason": wording.sentence(data.get("reason")), "done_by": f"于{due}前" if due else SOON,
    }  # fmt: skip


ESCALATION = PaperKind(
    "escalation", "矛盾纠纷上报单", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="上报单位、接收单位各一份",
    blocks=(
        HEADED,
        NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("事项码"), Value(MATTER_CODE), Head("上报日期"), Value(MADE_ON)),
            (Head("上报单位"), Value(_FROM), Head("接收单位"), Value(_UNIT)),
            (Head("纠纷事项"), Value(DISPUTE, span=3)),
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("纠纷类型"), Value(TYPE), Head("难易程度"), Value(DIFFICULTY)),
            (Head("风险等级"), Value(RISK), Head("涉及人数"), Value(_PEOPLE)),
            (Head("首次来件"), Value(_FIRST_ON), Head("签收期限"), Value(_ACCEPT_BY)),
            (Head("主要情况"), Value(SUMMARY, span=3, lines=4)),
            (Head("诉求"), Value(CLAIM, span=3, lines=2)),
            (Head("已做的工作"), Value(Slot("done", "已做的工作", required=True), span=3, lines=2)),
            (Head("上报理由"), Value(REASON, span=3, lines=2)),
            (Head("当事人"), Value(Slot("told", "告知当事人", required=True), span=3)),
            (Head("上报单位"), SignCell("负责人（签章）", height_mm=28),
             Head("接收单位"), SignCell("签收人（签名）", "□签收　□退回", height_mm=28)),
        )),
        Para("上报后由接收单位另行受理；当事人可以不同意由上级调解。本级以“转上级”办结，不计为化解失败。", indented=False),
    ),
)  # fmt: skip


def escalation_values(reading: Reading) -> dict[str, Any]:
    own = reading.of(dispatching.ESCALATE)
    data = own.data if own else {}
    return about(reading) | {
        "issuer": reading.office(data.get("from_office")) or reading.issuer(MAY_ESCALATE),
        "from_unit": reading.office(data.get("from_office")), "unit": reading.office(data.get("unit")),
        "accept_by": _by(reading.due("accept", str(own.seq) if own else "")), "done": work_done(reading),
        "reason": wording.sentence(data.get("reason")),
        "told": "已告知当事人。" if data.get("parties_told") else "尚未告知当事人。",
    }  # fmt: skip


def work_done(reading: Reading) -> str:
    """How often and since when, never what was said."""
    facts = reading.facts
    taken = wording.day(facts.on("accept_task", "designate"))
    steps, meetings, cases = len(facts.all("progress")), len(facts.all("hold_session")), len(f.cases(facts))
    return wording.sentence(
        f"{taken}接手办理" if taken else "尚未签收", f"登记办理情况{steps}次" if steps else "",
        f"会商{meetings}次" if meetings else "", f"人民调解{cases}件" if cases else "",
    )  # fmt: skip


__all__ = ["DESIGNATION", "DISPATCH_SLIP", "ESCALATION", "ISSUER"]
