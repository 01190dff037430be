"""来件：受理接待与答复。信访工作条例（2022），自2022-05-01起施行；在线调解规则（2022），自2022-01-01起施行。

One report for each contact, never deleted, merged or not. Each keeps its own duty to reply, by the channel it came on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.disputes import codes, letters, papers, passing_on, receiving, report_asks, report_register, urgency
from fengqiao.lines.disputes.conditions import RISK_SAID, TWO_SIDES
from fengqiao.lines.disputes.permissions import MAY_DECLINE, MAY_EXTEND, MAY_RECEIVE, MAY_SORT
from fengqiao.matter.appointments import Appointing
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.merging import taken_back
from fengqiao.matter.procedure import (
    ANY,
    COUNTY,
    OVERDUE,
    Action,
    Condition,
    Deadline,
    Expected,
    Expiry,
    Extension,
    Journey,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.supplements import Supplements
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import BureauPaper
from fengqiao.statutes.known import ONLINE_MEDIATION_RULES, PEOPLES_MEDIATION, PETITION_WORK_REGULATIONS

PETITIONS = PETITION_WORK_REGULATIONS
HOUSE = BureauPaper("矛盾纠纷受理分流工作制度")
ASKED_BY_LETTER = BureauPaper("来文载明的答复时限")

HANDLING_DAYS, LONGER_DAYS = 60, 30  # 信访工作条例 34

REGISTERED = Stage("registered", "已登记")
ANSWERING = Stage("answering", "待答复")
ANSWERED = Stage("answered", "已答复", closed=True)

APPOINTING = Appointing(MAY_SORT, (REGISTERED, ANSWERING), HOUSE, of_parties=False, over_by=("reply", "consult"), todo="按约见反映人")
SUPPLEMENTS = Supplements(MAY_SORT, HOUSE, passing_on.to_report, passing_on.stays)

receive = Action(
    "receive", "登记来件", (), MAY_RECEIVE, to=REGISTERED, needs=report_asks.RECEIVE, cite=(HOUSE.whole(),),
    conditions=(receiving.IS_NAMED, TWO_SIDES, receiving.IS_NEW, receiving.HAPPENED_FIRST), gathers=receiving.of_receiving,
    gives_number=NumberRule("reports", "LJ{county}{day}{serial:04d}", body=COUNTY, daily=True), changes_parties=True, carries=letters.registered,
    produces=(Produces(papers.INTAKE_SHEET), Produces(papers.RECEIPT)), sentence="收到来件（{channel}）",
    offered=False,  # 受理接待 asks the same and what is to be done with it: one way in
)  # fmt: skip
raise_ = Action(
    "raise", "新立事项", (REGISTERED,), MAY_SORT, to=ANSWERING, needs=report_asks.RAISE, cite=(HOUSE.whole(),), primary=True,
    conditions=(RISK_SAID,), gathers=receiving.new_dispute, carries=receiving.raise_dispute,
    produces=(Produces(papers.ACCEPTANCE, each=True),), sentence="新立事项：{type}，{difficulty}，风险{risk}",
)  # fmt: skip
join = Action(
    "join", "并入事项", (REGISTERED,), MAY_SORT, to=ANSWERING, needs=report_asks.JOIN, cite=(HOUSE.whole(),),
    touches=receiving.dispute_touched, carries=receiving.join_dispute,
    produces=(Produces(papers.JOINED_NOTICE, each=True),), sentence="并入已有事项：{why}", help="只告知这一位反映人，不告知其他人的情况；原来的答复期限不变。",
)  # fmt: skip
leave = Action(
    "leave", "拆分", (ANSWERING,), MAY_SORT, to=REGISTERED, needs=report_asks.LEAVE, cite=(HOUSE.whole(),),
    conditions=(receiving.IS_JOINED,), touches=receiving.dispute_touched, carries=receiving.leave_dispute,
    sentence="从事项中拆出：{reason}",
)  # fmt: skip
settle = Action(
    "settle", "当场化解", (REGISTERED,), MAY_RECEIVE, to=ANSWERING, needs=report_asks.SETTLE,
    cite=(PEOPLES_MEDIATION.art(28), PEOPLES_MEDIATION.art(30)), gathers=receiving.settled_dispute,
    carries=receiving.settle_dispute, sentence="当场化解：{agreed}",
)  # fmt: skip
consult = Action(
    "consult", "答复咨询", (REGISTERED,), MAY_RECEIVE, to=ANSWERED, needs=report_asks.CONSULT, cite=(HOUSE.whole(),),
    produces=(Produces(papers.CONSULTATION),), sentence="仅咨询，已答复",
)  # fmt: skip
decline = Action(
    "decline", "不予受理", (REGISTERED,), MAY_DECLINE, to=ANSWERING, needs=report_asks.DECLINE, carries=letters.refused,
    cite=(PEOPLES_MEDIATION.art(3), PEOPLES_MEDIATION.art(17)),
    produces=(Produces(papers.DECLINING),), sentence="不予受理：{ground}；已告知：{ways}",
)  # fmt: skip
refer = Action(
    "refer", "转外单位", (REGISTERED,), MAY_SORT, to=ANSWERING, needs=report_asks.REFER, carries=letters.refused, cite=(HOUSE.whole(),),
    produces=(Produces(papers.REFERRAL),), sentence="转{body}：{explanation}",
)  # fmt: skip
outcome_known = Action(
    "outcome_known", "事项已有结果", ANY, None, cite=(HOUSE.whole(),), sentence="所属事项已有结果，请答复反映人", help="所属事项有结果后由系统记录。",
)  # fmt: skip
reply = Action(
    "reply", "答复反映人", (ANSWERING,), MAY_SORT, to=ANSWERED, needs=report_asks.REPLY, carries=letters.replied, cite=(HOUSE.whole(),),
    primary=True,
    produces=(
        Produces(papers.REPLY_LETTER, when=papers.answers_a_person),
        Produces(papers.RESULT_LETTER, when=papers.answers_a_body),
    ), sentence="已答复反映人（{way}）",
)  # fmt: skip
supplement = Action(
    "supplement", "补充情况", ANY, MAY_RECEIVE, needs=report_asks.SUPPLEMENT, cite=(HOUSE.whole(),), sentence="补充：{text}",
)  # fmt: skip
def _no_longer_than_thirty_days(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    start = next(_linked(facts), None)
    if data is None or start is None or not data.get("new_due_on"):
        return None
    longest = (start.on + timedelta(days=HANDLING_DAYS + LONGER_DAYS)).isoformat()
    if data["new_due_on"] <= longest:
        return None
    return Reason(f"延长不得超过三十日，最迟{longest}。请改日期。", (PETITIONS.art(34),), need="new_due_on")


def _handling_runs(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
    return None if _from(codes.PETITION)(facts) and next(_linked(facts), None) else "只有已受理的信访事项有法定办理期限可以延长。"


HANDLING_RUNS = Condition("已受理的信访事项", _handling_runs, (PETITIONS.art(34),), quiet=True)
EXTENSION_IS_SHORT = Condition("延长不超过三十日", _no_longer_than_thirty_days, (PETITIONS.art(34),))
extend_handling = Action(
    "extend_handling", "延长办理期限", (ANSWERING,), MAY_EXTEND, needs=report_asks.EXTEND, cite=(PETITIONS.art(34),),
    conditions=(HANDLING_RUNS, EXTENSION_IS_SHORT), help="由本单位负责人批准，最多延长三十日。", sentence="信访事项办理期限延长到{new_due_on}：{reason}",
)  # fmt: skip

SORTED = (raise_, join, settle, consult, decline, refer)


def _sorted_on(facts: Facts, key: str) -> date | None:
    """When it was dealt with; joining a matter and leaving it again met nothing."""
    gone = taken_back(facts, join.code, leave.code)
    return next((fact.happened_on for fact in facts.all(*SORTED) if fact.seq not in gone), None)


_dealt_with = Met("已处理", _sorted_on)


def _from(*channels: str) -> Callable[[Facts], bool]:
    return lambda facts: bool(len(facts)) and facts.opening.get("channel") in channels


def _asked_day(facts: Facts) -> Iterator[Start]:
    day = facts.opening.day("reply_by")
    if day is not None:
        yield Start(day)


def _by_platform(facts: Facts) -> bool:
    return bool(len(facts) and facts.opening.get("platform"))


def _by_letter(facts: Facts) -> bool:
    return _from(codes.POLICE, codes.COURT, codes.AGENCY)(facts) and not _by_platform(facts)


DEADLINES = (
    Deadline(
        "sort", "处理来件", house("sort_days", Unit.WORKING), after=receive, met_by=(_dealt_with,), on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), todo=Todo("处理来件", raise_), warn_days=1,
    ),
    Deadline(
        "petition_object", "对转送、交办提出异议", Period(5, Unit.WORKING), after=receive, met_by=(_dealt_with,),
        on_expiry=Expiry("不能再提出异议"), cite=(PETITIONS.art(23),), applies=_from(codes.PETITION), blocks_nothing=True, warn_days=2,
    ),
    Deadline(
        "petition_tell", "书面告知信访人", Period(15, Unit.CALENDAR), after=receive, met_by=(_dealt_with,), on_expiry=OVERDUE,
        cite=(PETITIONS.art(23),), applies=_from(codes.PETITION), todo=Todo("书面告知是否受理", raise_),
    ),
    Deadline(
        "petition_handle", "办结信访事项", Period(HANDLING_DAYS, Unit.CALENDAR), after=Moment("受理日", lambda f: _linked(f)), met_by=(reply,),
        on_expiry=OVERDUE, cite=(PETITIONS.art(34),), applies=_from(codes.PETITION), todo=Todo("答复反映人", reply), warn_days=15,
        extension=Extension(extend_handling, "new_due_on", (PETITIONS.art(34),)),
    ),
    Deadline(
        "platform_confirm", "在平台确认委派、委托", Period(3, Unit.WORKING), after=receive, met_by=(_dealt_with,),
        on_expiry=Expiry("法院可以另行委派、委托"), cite=(ONLINE_MEDIATION_RULES.art(12),), applies=_by_platform,
        todo=Todo("在平台确认，决定是否接收", raise_), warn_days=2,
    ),
    Deadline(
        "answer_body", "回复是否接收移送", house("answer_body_days", Unit.WORKING), after=receive, met_by=(_dealt_with,),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), applies=_by_letter, todo=Todo("决定是否接收移送", raise_), warn_days=2,
    ),
    Deadline(
        "asked", "来文要求答复", Period(0, Unit.CALENDAR), after=Moment("来文要求的日期", _asked_day), met_by=(reply, consult),
        on_expiry=OVERDUE, basis=(ASKED_BY_LETTER.whole(),), todo=Todo("答复反映人", reply), warn_days=3,
    ),
    Deadline(
        "reply_body", "反馈移送单位", house("reply_body_days", Unit.WORKING), after=outcome_known, met_by=(reply,), on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), applies=_from(*codes.FROM_BODIES), todo=Todo("反馈办理结果", reply), warn_days=1,
    ),
    Deadline(
        "reply_people", "答复反映人", house("reply_days", Unit.WORKING), after=outcome_known, met_by=(reply,), on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), applies=lambda facts: not _from(*codes.FROM_BODIES)(facts), todo=Todo("答复反映人", reply), warn_days=2,
    ),
    Deadline(
        "reply_declined", "告知处理结果", house("reply_days", Unit.WORKING), after=Moment("作出处理之日", lambda f: _turned_away(f)),
        met_by=(reply,), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("答复反映人", reply), warn_days=2,
    ),
)  # fmt: skip


def _linked(facts: Facts) -> Iterator[Start]:
    gone = taken_back(facts, join.code, leave.code)
    linked = [fact for fact in facts.all(raise_, join) if fact.seq not in gone]
    if linked:
        yield Start(linked[0].happened_on)


def _turned_away(facts: Facts) -> Iterator[Start]:
    fact = facts.last(decline, refer, settle)
    if fact is not None:
        yield Start(fact.happened_on)


def _intake(data: Mapping[str, Any]) -> list[tuple[Action, dict[str, Any], date]]:
    """What the counter does in one go: the report, and what becomes of it."""
    day = date.fromisoformat(data["on"])
    asked = {need.name for need in report_asks.RECEIVE}
    steps: list[tuple[Action, dict[str, Any], date]] = [
        (receive, {name: value for name, value in data.items() if name in asked}, day)
    ]
    then = {"raise": raise_, "join": join, "consult": consult, "decline": decline}.get(data["then"])
    if then is not None:
        named = {need.name for need in then.needs}
        steps.append((then, {name: value for name, value in data.items() if name in named}, day))
    return steps


INTAKE = Journey(
    "intake", "受理接待", MAY_RECEIVE, report_asks.INTAKE, _intake, verb="登记", under_own=False, beside="report-beside",
    help="听他说，照着写；建议只供参考。",
)  # fmt: skip

_REPORT = with_everyday(
    Procedure(
        code="report", label="来件", in_force_from=date(2011, 1, 1), stages=(REGISTERED, ANSWERING, ANSWERED),
        actions=(receive, raise_, join, leave, settle, consult, decline, refer, outcome_known, reply, supplement, extend_handling),
        deadlines=DEADLINES, expected=(Expected(REGISTERED, Todo("处理来件", raise_)),), journeys=(INTAKE,),
        office_kinds=("office", "bureau", "section", "committee", "station"),
        parameters={"sort_days": 1, "answer_body_days": 3, "reply_body_days": 1, "reply_days": 3},
        project=report_register.columns, urgency=urgency.of_report,
    )
)  # fmt: skip
REPORT = SUPPLEMENTS.added_to(APPOINTING.added_to(_REPORT))
