"""人民调解。人民调解法（2010），自2011-01-01起施行；民事诉讼法（2023修正）第二百零五、二百零六条，自2024-01-01起施行。

A case from application to archived file: its life is declared in ``life``, chapter by chapter in the order of the statute, and
put together here. What the law leaves to people is named at the end.
"""

from __future__ import annotations

from datetime import date

from fengqiao.lines.mediation import alerts, confirmation, merging, papers, register
from fengqiao.lines.mediation.life.agreeing import (
    absorb,
    demand_ratification,
    draft_agreement,
    end,
    entered_from,
    escalate,
    merge,
    ratification_refused,
    ratify,
    reach_oral,
    redraft,
    release,
    sign,
    time_is_up,
    unmerge,
    void_case,
    void_entered,
    withdraw,
)
from fengqiao.lines.mediation.life.mediating import (
    absence,
    death,
    extend,
    heirs_join,
    investigate,
    invite,
    private_talk,
    report,
    resume,
    session,
    suspend,
)
from fengqiao.lines.mediation.life.opening import accept, apply, ask, assign, consent, decline, replace_mediator
from fengqiao.lines.mediation.life.performing import (
    answer_deletion,
    archive,
    close,
    confirm_answer,
    confirm_file,
    confirm_inform,
    confirm_lapse,
    confirm_prepare,
    confirm_ruling,
    perform,
    set_aside,
    tag,
    unperformed,
    urge,
    visit,
    waive,
)
from fengqiao.lines.mediation.life.periods import DEADLINES, EXPECTED, effective, pushed
from fengqiao.lines.mediation.life.stages import (
    ACCEPTED,
    ALL_DONE,
    APPOINTING,
    ARCHIVED,
    ASSIGNED,
    BEFORE_AGREEMENT,
    CLOSED,
    DECLINED,
    EFFECTIVE,
    ENDED,
    ESCALATED,
    HOUSE,
    IN_HAND,
    LAW,
    MEDIATING,
    MERGED,
    PENDING,
    PERFORMED,
    PERFORMING,
    SIGNING,
    SUPPLEMENTS,
    SUSPENDED,
    UNSETTLED,
    VOIDED,
    WITH_AGREEMENT,
    WITHDRAWN,
    from_court,
    has_proxy,
    reached_for_court,
)
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.procedure import Aspect, Procedure, Produces
from fengqiao.statutes.known import CIVIL_CODE, RURAL_LAND_DISPUTES

__all__ = [
    "ACCEPTED", "ALL_DONE", "APPOINTING", "ARCHIVED", "ASSIGNED", "BEFORE_AGREEMENT", "CLOSED", "DEADLINES", "DECLINED",
    "EFFECTIVE", "ENDED", "ESCALATED", "EXPECTED", "GENERAL", "HOUSE", "IN_HAND", "LAW", "LEFT_TO_PEOPLE", "MEDIATING",
    "MERGED", "PENDING", "PERFORMED", "PERFORMING", "SIGNING", "SUPPLEMENTS", "SUSPENDED", "UNSETTLED", "VOIDED", "WITHDRAWN",
    "WITH_AGREEMENT", "absence", "absorb", "accept", "answer_deletion", "apply", "archive", "ask", "assign", "close",
    "confirm_answer", "confirm_file", "confirm_inform", "confirm_lapse", "confirm_prepare", "confirm_ruling", "consent",
    "death", "decline", "demand_ratification", "draft_agreement", "effective", "end", "entered_from", "escalate", "extend", "from_court",
    "has_proxy", "heirs_join", "investigate", "invite", "merge", "perform", "private_talk", "pushed", "ratification_refused",
    "ratify", "reach_oral", "reached_for_court", "redraft", "release", "replace_mediator", "report", "resume", "session",
    "set_aside", "sign", "suspend", "tag", "time_is_up", "unmerge", "unperformed", "urge", "visit", "void_case", "void_entered",
    "waive", "withdraw",
]  # fmt: skip

LEFT_TO_PEOPLE = {
    LAW.art(21): "及时、就地进行，由调解员掌握",
    LAW.art(22): "调解方法由调解员选择",
    LAW.art(25): "是否可能激化、采取什么预防措施，由调解员判断并报告",
    CIVIL_CODE.art(35): "监护人处分未成年人财产是否为其利益，由调解员审查",
    RURAL_LAND_DISPUTES.art(10): "村委会、乡镇政府自行调解的案件不在本程序内",
}

_GENERAL = with_everyday(
    Procedure(
        code="mediation",
        label="人民调解",
        in_force_from=date(2011, 1, 1),
        stages=(
            PENDING, ACCEPTED, ASSIGNED, MEDIATING, SUSPENDED, SIGNING, PERFORMING, PERFORMED, ENDED, CLOSED, ARCHIVED,
            DECLINED, WITHDRAWN, ESCALATED, VOIDED, MERGED,
        ),
        actions=(
            apply, ask, consent, decline, accept, assign, replace_mediator, session, absence, investigate, private_talk,
            invite, suspend, resume, extend, death, heirs_join, report, draft_agreement, redraft, sign, demand_ratification, ratify,
            ratification_refused, reach_oral, end, time_is_up, withdraw, escalate, void_case, entered_from, void_entered, perform, urge, waive,
            unperformed, visit, confirm_inform, confirm_prepare, confirm_file, confirm_answer, confirm_ruling,
            confirm_lapse, close, archive, set_aside, answer_deletion, tag, merge, unmerge, absorb, release,
        ),
        deadlines=DEADLINES,
        expected=EXPECTED,
        aspects=(Aspect("司法确认", confirmation.state), Aspect("履行", register.performance_word)),
        left_to_people=LEFT_TO_PEOPLE,
        office_kinds=("committee",),
        parameters={
            "accept_days": 3, "assign_days": 1, "seal_days": 1, "visit_days": 15, "archive_days": 30, "general_months": 1,
        },
        project=register.columns,
        sight=merging.sight,
        alerts=alerts.ALERTS,
        urgency=register.urgency,
    ),
    changes={"add_material": {"produces": (Produces(papers.EVIDENCE_LIST),), "cite": (LAW.art(27),)}},
)  # fmt: skip
GENERAL = SUPPLEMENTS.added_to(APPOINTING.added_to(_GENERAL))
