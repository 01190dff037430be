"""规范化人民调解委员会的认定：自评、复核、认定或不予认定、整改复查、取消。

依据是本局的标准和办法，不是法律；each limit is a house limit. The steps belong to the committee's own procedure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.mediation.alerts import AMBER, HEAD, OFFICE, PLAIN, SECTION, YELLOW
from fengqiao.lines.mediation.committees.permissions import ASSESS_STANDARD, RECOGNISE_STANDARD, REVIEW_STANDARD
from fengqiao.lines.mediation.committees.standards import asks, papers, states
from fengqiao.lines.mediation.committees.standards import conditions as c
from fengqiao.lines.mediation.committees.standards.standard import UNMET, finding_from, judge
from fengqiao.lines.mediation.committees.standards.states import programme
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Asking,
    Deadline,
    Expiry,
    Met,
    Moment,
    Produces,
    Reminder,
    Stage,
    Todo,
)

PAPER = c.STANDARD_PAPER
PARAMETERS = {"standard_review_days": 15, "standard_decide_days": 30, "standard_rectify_days": 90}


def _findings(asking: Asking) -> dict[str, Any]:
    return {f.code: f for f in map(finding_from, asking.data.get("findings") or ())}


def _by_standard(asking: Asking) -> Mapping[str, Any]:
    """The standard of the day, kept with the assessment: a later version changes nothing here."""
    from fengqiao.lines.mediation.committees.standards.versions import standard_on

    standard = standard_on(asking.matter.territory, asking.happened_on)
    if standard is None:
        return {}
    out = judge(standard.criteria, standard.levels, _findings(asking))
    content = standard.content()
    return {
        "standard": standard.label, "standard_id": standard.id, "criteria": content["criteria"], "levels": content["levels"],
        "total": out.total, "full": out.full,
    }  # fmt: skip


def _rejudged(asking: Asking) -> Mapping[str, Any]:
    """The points after this check, and which of the criteria ordered are still not met."""
    p, found = programme(asking.facts), _findings(asking)
    out = judge(p.criteria, p.levels, {**p.findings, **found})
    left = [code for code in p.ordered if code in found and found[code].result == UNMET]
    return {"total": out.total, "full": out.full, "left": left}


def _latest(asking: Asking) -> Mapping[str, Any]:
    """The last day the bureau's own limit allows for putting right."""
    from fengqiao.lines.mediation.committees.procedure import COMMITTEE
    from fengqiao.matter.calendars import in_force

    days = int(in_force(COMMITTEE, asking.matter.territory)[1]["standard_rectify_days"])
    return {"latest_on": (asking.happened_on + timedelta(days=days)).isoformat()} if days else {}


def _scored(asking: Asking) -> Mapping[str, Any]:
    """The points on which the bureau decides."""
    out = programme(asking.facts).outcome
    return {"total": out.total, "full": out.full}


def steps(seated: tuple[Stage, ...], *, also: tuple[Stage, ...]) -> tuple[Action, ...]:
    """The steps for a committee in these stages; what takes something away is possible in ``also``, too."""
    cite = (PAPER.whole(),)
    return (
        Action(
            states.ASSESS, "规范化自评", seated, ASSESS_STANDARD, needs=asks.ASSESS, cite=cite, gathers=_by_standard, offered=False,
            conditions=(c.IS_COMMITTEE, c.MAY_ASSESS, c.STANDARD_THERE, c.ALL_FOUND), produces=(Produces(papers.SHEET),),
            sentence="规范化自评，得{total}分（满分{full}分）",
        ),
        Action(
            states.REVIEW, "复核规范化自评", seated, REVIEW_STANDARD, needs=asks.REVIEW, cite=cite, gathers=_rejudged, offered=False,
            conditions=(c.WAITS_FOR_REVIEW, c.CHANGES_FIT), produces=(Produces(papers.SHEET),), not_by=states.ASSESS,
            sentence="复核规范化自评，{verdict}，得{total}分：{opinion}",
        ),
        Action(
            states.RECOGNISE, "认定规范化等级", seated, RECOGNISE_STANDARD, needs=asks.RECOGNISE, cite=cite, gathers=_scored,
            conditions=(c.WAITS_FOR_DECISION, c.LEVEL_EARNED, c.LASTS), produces=(Produces(papers.RECOGNITION, each=True),),
            not_by=states.REVIEW, sentence="认定为{level}人民调解委员会，有效期到{to_on}（{document_no}）",
        ),
        Action(
            states.REFUSE, "不予认定", seated, RECOGNISE_STANDARD, needs=asks.REFUSE, cite=cite, gathers=_scored,
            conditions=(c.MAY_BE_REFUSED, c.NAMES_CRITERIA), produces=(Produces(papers.REFUSAL, each=True),),
            not_by=states.REVIEW, offered=False,
            sentence="不予认定（第{criteria}项）：{reason}",
        ),
        Action(
            states.RECTIFY, "要求整改", seated, RECOGNISE_STANDARD, needs=asks.RECTIFY, cite=cite, gathers=_latest,
            conditions=(c.MAY_BE_ORDERED, c.NAMES_CRITERIA, c.IN_TIME), offered=False,
            sentence="要求整改第{criteria}项，限{until_on}前：{reason}",
        ),
        Action(
            states.RECHECK, "复查整改", seated, REVIEW_STANDARD, needs=asks.RECHECK, cite=cite, gathers=_rejudged, offered=False,
            conditions=(c.WAITS_FOR_CHECK, c.ORDERED_FOUND), produces=(Produces(papers.SHEET),), sentence="复查整改，得{total}分：{opinion}",
        ),
        Action(
            states.CANCEL, "取消规范化认定", (*seated, *also), RECOGNISE_STANDARD, needs=asks.CANCEL, cite=cite, offered=False,
            conditions=(c.IS_RECOGNISED,), sentence="取消规范化认定：{reason}",
        ),
    )  # fmt: skip


RECOGNITION_ENDS = (
    Reminder("standard", (-60,), PLAIN, "规范化认定{on}到期（{source}）。要继续认定的，请重新自评。", to=(HEAD, OFFICE, SECTION)),
    Reminder("standard", (-15,), YELLOW, "规范化认定{on}到期（{source}），还没有重新认定。", to=(HEAD, OFFICE, SECTION)),
    Reminder("standard", (1,), AMBER, "规范化认定已于{on}到期（{source}），等级不再有效。", to=(HEAD, OFFICE, SECTION)),
)  # fmt: skip


def deadlines(actions: tuple[Action, ...]) -> tuple[Deadline, ...]:
    """The clocks of the programme; all are the bureau's own."""
    by_code = {action.code: action for action in actions}
    basis, reviewed = (PAPER.whole(),), Met("已复核或重新自评", states.next_of(states.REVIEW, states.ASSESS))
    decided = Met("已决定", states.next_of(states.RECOGNISE, states.REFUSE, states.RECTIFY))
    checked = Met("已复查或已决定", states.next_of(states.RECHECK, states.RECTIFY, states.REFUSE, states.CANCEL))
    renewed = Met("重新认定或取消", states.next_of(states.RECOGNISE, states.CANCEL))
    return (
        Deadline(
            "standard_review", "复核规范化自评", house("standard_review_days", Unit.WORKING), after=Moment("自评日", states.assessed),
            met_by=(reviewed,), on_expiry=OVERDUE, basis=basis, todo=Todo("复核规范化自评", by_code[states.REVIEW]), warn_days=3,
        ),
        Deadline(
            "standard_decide", "认定规范化等级", house("standard_decide_days", Unit.WORKING), after=Moment("报局认定日", states.ready),
            met_by=(decided,), on_expiry=OVERDUE, basis=basis, todo=Todo("认定或不予认定", by_code[states.RECOGNISE]), warn_days=5,
        ),
        Deadline(
            "standard_rectify", "规范化整改", Period(0, Unit.CALENDAR), after=Moment("整改到期日", states.put_right_by), met_by=(checked,),
            on_expiry=Expiry("整改期满，须复查"), basis=basis, todo=Todo("复查整改", by_code[states.RECHECK]), warn_days=7,
        ),
        Deadline(
            "standard_term", "规范化认定有效期", Period(0, Unit.CALENDAR), after=Moment("认定到期日", states.recognised_to), met_by=(renewed,),
            on_expiry=Expiry("认定到期，等级不再有效"), basis=basis, todo=Todo("重新自评", by_code[states.ASSESS]), warn_days=60,
            asks_days_before=60, reminders=RECOGNITION_ENDS,
        ),
    )  # fmt: skip
