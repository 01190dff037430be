"""The periods of a case, and what a stage waits for where none runs."""

from __future__ import annotations

from collections.abc import Callable

from fengqiao.daycount import Period, Unit
from fengqiao.lines.mediation import agreement, alerts, clocks, codes, confirmation
from fengqiao.lines.mediation.life.agreeing import (
    demand_ratification,
    draft_agreement,
    end,
    escalate,
    ratification_refused,
    ratify,
    reach_oral,
    redraft,
    sign,
    time_is_up,
    withdraw,
)
from fengqiao.lines.mediation.life.mediating import extend, resume, session, suspend
from fengqiao.lines.mediation.life.opening import accept, apply, ask, assign, consent, decline
from fengqiao.lines.mediation.life.performing import (
    archive,
    close,
    confirm_answer,
    confirm_file,
    confirm_lapse,
    confirm_ruling,
    perform,
    visit,
)
from fengqiao.lines.mediation.life.stages import (
    APPOINTING,
    ASSIGNED,
    ENDED,
    HOUSE,
    LAW,
    MEDIATING,
    PERFORMED,
    SIGNING,
    SUSPENDED,
)
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import OVERDUE, Deadline, Expected, Expiry, Extension, Met, Moment, Pause, Todo
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import (
    CIVIL_CODE,
    CIVIL_PROCEDURE,
    INVITED_MEDIATION_RULES,
    LABOUR_DISPUTES,
    MEDIATION_WORK_RULES,
    MEDICAL_DISPUTES_REGULATIONS,
    ONLINE_MEDIATION_RULES,
    TRAFFIC_ACCIDENT_PROCEDURE,
)

# Periods ---------------------------------------------------------------------------------------------------------------

_standing_still = (
    Pause(suspend, resume, only_if=lambda data: data.get("reason") in ("appraisal", "force_majeure", "death")),
)
_appraisal = (Pause(suspend, resume, only_if=lambda data: data.get("reason") == "appraisal"),)
_ends = (draft_agreement, reach_oral, end, time_is_up, escalate, withdraw)
_agreed = Met("达成协议", lambda facts, key: agreement.effective_on(facts))
effective = Moment("协议生效日", clocks.effective)
pushed = Moment("平台推送日", clocks.received)


def _in(*regimes: str) -> Callable[[Facts], bool]:
    return lambda facts: agreement.regime(facts) in regimes


DEADLINES = (
    Deadline(
        "accept", "决定是否受理", house("accept_days", Unit.WORKING), after=apply, met_by=(accept, decline, withdraw, escalate),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("决定是否受理", accept), warn_days=2,
    ),
    Deadline(
        "confirm_entrusted", "在平台确认委派、委托", Period(3, Unit.WORKING), after=pushed, met_by=(accept, decline, withdraw, escalate),
        on_expiry=Expiry("法院可以另行委派、委托"), cite=(ONLINE_MEDIATION_RULES.art(12),), todo=Todo("在平台确认，决定是否受理", accept),
        warn_days=2, applies=clocks.on_platform,
    ),
    Deadline(
        "ask_other_side", "征询对方是否同意调解", Period(3, Unit.WORKING), after=pushed, met_by=(ask, consent, decline, withdraw, escalate),
        on_expiry=OVERDUE, cite=(ONLINE_MEDIATION_RULES.art(15),), todo=Todo("征询对方意见", ask), warn_days=2, applies=clocks.on_platform,
    ),
    Deadline(
        "assign", "指派调解员", house("assign_days", Unit.WORKING), after=accept, met_by=(assign, end, escalate),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("指派调解员", assign), warn_days=1,
    ),
    Deadline(
        "mediate", "调解期限", clocks.general_period, after=accept, met_by=(*_ends, _agreed), on_expiry=OVERDUE,
        cite=(MEDIATION_WORK_RULES.art(33),), todo=Todo("调解并登记", session), applies=_in(codes.GENERAL, codes.TRAFFIC, codes.RURAL_LAND),
        pauses=_standing_still, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "mediate_court_before", "委派调解期限", Period(30, Unit.CALENDAR, roll=True), after=accept, met_by=(*_ends, _agreed),
        on_expiry=OVERDUE, cite=(INVITED_MEDIATION_RULES.art(27),), todo=Todo("调解并登记", session),
        applies=_in(codes.ENTRUSTED_BEFORE), pauses=_appraisal, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "mediate_court_ordinary", "委托调解期限（普通程序）", Period(15, Unit.CALENDAR, roll=True), after=accept, met_by=(*_ends, _agreed),
        on_expiry=OVERDUE, cite=(INVITED_MEDIATION_RULES.art(27),), todo=Todo("调解并登记", session),
        applies=clocks.entrusted("ordinary"), pauses=_appraisal, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "mediate_court_simplified", "委托调解期限（简易程序）", Period(7, Unit.CALENDAR, roll=True), after=accept, met_by=(*_ends, _agreed),
        on_expiry=OVERDUE, cite=(INVITED_MEDIATION_RULES.art(27),), todo=Todo("调解并登记", session),
        applies=clocks.entrusted("simplified"), pauses=_appraisal, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "mediate_medical", "医疗纠纷调解期限", Period(30, Unit.WORKING), after=accept, met_by=(*_ends, _agreed),
        on_expiry=Expiry("视为调解不成", time_is_up), cite=(MEDICAL_DISPUTES_REGULATIONS.art(38),), todo=Todo("调解并登记", session),
        applies=_in(codes.MEDICAL), pauses=_appraisal, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "labour_arbitration", "劳动者可以申请仲裁之日", Period(15, Unit.CALENDAR), after=Moment("收到申请", clocks.applied), met_by=(_agreed, end),
        on_expiry=Expiry("当事人可以依法申请仲裁"), cite=(LABOUR_DISPUTES.art(14, 3),), applies=_in(codes.LABOUR), whose="当事人",
        blocks_nothing=True,
    ),
    Deadline(
        "ratify", "法定代理人追认", Period(30, Unit.CALENDAR, roll=True), after=demand_ratification, met_by=(ratify, end),
        on_expiry=Expiry("视为拒绝追认", ratification_refused), cite=(CIVIL_CODE.art(145, 2),), whose="当事人",
        todo=Todo("等待追认答复", ratify),
    ),
    Deadline(
        "seal", "补齐签名和盖章", house("seal_days", Unit.WORKING), after=Moment("当事人签齐", clocks.parties_signed),
        met_by=(_agreed, end, redraft), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("补齐调解员签名和印章", sign), warn_days=1,
        reminders=alerts.SEAL,
    ),
    Deadline(
        "confirm", "共同申请司法确认", Period(30, Unit.CALENDAR, roll=True), after=effective, met_by=(confirm_file,),
        on_expiry=Expiry("不能再申请司法确认", confirm_lapse), cite=(LAW.art(33), CIVIL_PROCEDURE.art(205)), whose="当事人",
        warn_days=10, survives_closing=True, blocks_nothing=True, applies=clocks.may_be_confirmed,
        todo=Todo("协助申请司法确认", confirm_file), reminders=alerts.CONFIRMATION,
    ),
    Deadline(
        "ruling", "法院审查司法确认", Period(30, Unit.CALENDAR), after=confirm_answer, met_by=(confirm_ruling,), on_expiry=OVERDUE,
        cite=(CIVIL_PROCEDURE.art(187),), whose="法院", survives_closing=True, todo=Todo("登记法院裁定", confirm_ruling),
        applies=lambda facts: confirmation.state(facts) != "不予受理",
    ),
    Deadline(
        "perform", "履行", Period(0, Unit.CALENDAR), after=Moment("约定的履行日", clocks.due_items), met_by=(Met("已履行", clocks.item_done),),
        on_expiry=OVERDUE, cite=(LAW.art(31),), whose="当事人", warn_days=3, todo=Todo("核实履行", perform),
        reminders=alerts.PERFORMANCE,
    ),
    Deadline(
        "traffic_police", "共同请求交管部门调解", Period(3, Unit.CALENDAR), after=end, met_by=(), on_expiry=Expiry("可以起诉"),
        cite=(TRAFFIC_ACCIDENT_PROCEDURE.art(86),), applies=_in(codes.TRAFFIC), whose="当事人", blocks_nothing=True,
    ),
    Deadline(
        "visit", "回访", house("visit_days", Unit.CALENDAR), after=Moment("履行完毕日", clocks.performed), met_by=(visit, close),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("登记回访", visit),
    ),
    Deadline(
        "archive", "归档", house("archive_days", Unit.CALENDAR), after=close, met_by=(archive,), on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), todo=Todo("整理卷宗归档", archive), survives_closing=True,
    ),
    Deadline(
        "enforce", "申请强制执行", Period(2, Unit.YEAR, roll=True), after=Moment("最后一期履行期限届满日", clocks.confirmed_last_due),
        met_by=(Met("已履行", lambda facts, key: agreement.performed_on(facts)),), on_expiry=Expiry("申请执行时效届满"),
        cite=(CIVIL_PROCEDURE.art(250),), whose="当事人", survives_closing=True, blocks_nothing=True, warn_days=60,
    ),
    Deadline(
        "limitation", "诉讼时效提示（不构成法律意见）", Period(3, Unit.YEAR, roll=True), after=Moment("最后一期履行期限届满日", clocks.unsettled_last_due),
        met_by=(Met("已履行", lambda facts, key: agreement.performed_on(facts)),), on_expiry=Expiry("义务人可以提出时效抗辩"),
        cite=(CIVIL_CODE.art(188), CIVIL_CODE.art(189)), whose="当事人", survives_closing=True, blocks_nothing=True, warn_days=90,
    ),
)  # fmt: skip

EXPECTED = (
    Expected(ASSIGNED, Todo("约双方调解", APPOINTING.offers_days), unless=lambda facts: APPOINTING.current(facts) is not None),
    Expected(MEDIATING, Todo("继续调解并登记", session)),
    Expected(SUSPENDED, Todo("中止事由消除后恢复", resume), whose="当事人"),
    Expected(SIGNING, Todo("请各方签署", sign)),
    Expected(PERFORMED, Todo("审核结案", close), unless=lambda facts: not facts.has(visit)),
    Expected(ENDED, Todo("审核结案", close)),
)
