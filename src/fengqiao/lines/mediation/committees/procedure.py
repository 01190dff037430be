"""人民调解委员会：筹备、推选、备案、在任、调整、换届、撤销；人民调解员：拟聘、公示、聘任、培训、奖惩、离任。

人民调解法（2010）第七条至第十六条、第三十四条，自2011-01-01起施行。The county's own periods rest on the bureau's paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.mediation import papers
from fengqiao.lines.mediation.committees import alerts, asks, codes, composition, keeping, rooms, terms
from fengqiao.lines.mediation.committees import conditions as c
from fengqiao.lines.mediation.committees.permissions import (
    MAY_KEEP_ROSTER,
    MAY_REVOKE,
    MAY_RUN_COMMITTEES,
    MAY_TELL_COURT,
)
from fengqiao.lines.mediation.committees.roster import roster
from fengqiao.lines.mediation.committees.standards import procedure as standards
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    ANY_OPEN,
    OVERDUE,
    Action,
    Asking,
    Aspect,
    Deadline,
    Expected,
    Expiry,
    Met,
    Moment,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.timeline import PARTY_CHANGE, PARTY_LEAVE, Facts
from fengqiao.statutes.known import MEDICAL_DISPUTES_REGULATIONS, PEOPLES_MEDIATION

LAW = PEOPLES_MEDIATION
HOUSE = c.HOUSE

# Stages --------------------------------------------------------------------------------------------------------------

PREPARING = Stage("preparing", "筹备")
ELECTED = Stage("elected", "已推选")
IN_OFFICE = Stage("in_office", "在任")
SUSPENDED = Stage("suspended", "暂停", aside=True)
REVOKED = Stage("revoked", "撤销", closed=True)
SEATED = (ELECTED, IN_OFFICE)


def _engaged(asking: Asking) -> Mapping[str, Any]:
    return {"parties": [{**row, "side": codes.ENGAGED} for row in asking.data["parties"]]}


def _head_changes(asking: Asking) -> Mapping[str, Any]:
    """A member who stays becomes the head, the head before sits on as a member."""
    head = asking.data.get("new_head")
    if head is None:
        return {}
    before = [m.n for m in roster(asking.facts) if m.post == codes.HEAD and m.left_on is None and m.n != head]
    changes = [{"party": n, "changes": {"side": codes.MEMBER}} for n in before]
    return {"party_changes": [*changes, {"party": head, "changes": {"side": codes.HEAD}}]}


def _running(asking: Asking) -> Mapping[str, Any]:
    return {"running": keeping.running_cases(asking.matter.office_id)}


def _before(asking: Asking) -> Mapping[str, Any]:
    """Old and new side by side: what was written before the change."""
    party = asking.facts.party(asking.data["party"])
    return {"before": {name: party.get(name) for name in asking.data.get("changes") or ()}}


# Setting up: 人民调解法 7-10, 34 ----------------------------------------------------------------------------------------

take_in = Action(
    terms.TAKE_IN, "纳入管理（已设立的调委会）", (), MAY_RUN_COMMITTEES, to=IN_OFFICE, needs=asks.TAKE_IN,
    cite=(LAW.art(5, 1), LAW.art(10)), conditions=(c.FIELD_KNOWN,), changes_parties=True, gathers=keeping.named, sentence="纳入管理，本届任期自{term_from_on}起",
    help="已经设立的调委会，把现有名单和任期录进来。",
)  # fmt: skip
prepare = Action(
    "prepare", "筹备设立调委会", (), MAY_RUN_COMMITTEES, to=PREPARING, needs=asks.PREPARE, cite=(LAW.art(8, 1), LAW.art(34)),
    conditions=(c.FIELD_KNOWN,), gathers=keeping.named, sentence="筹备设立（{host}）", help="新设的调委会，从筹备开始登记。",
)  # fmt: skip
elect = Action(
    terms.ELECT, "登记推选结果", (PREPARING,), MAY_RUN_COMMITTEES, to=ELECTED, needs=asks.ELECT, primary=True,
    cite=(LAW.art(8, 2), LAW.art(8, 3), LAW.art(9, 1)), conditions=(c.LAWFUL_ELECTION,), changes_parties=True,
    sentence="{elected_by}产生委员",
)  # fmt: skip
file = Action(
    terms.FILE, "登记备案", SEATED, MAY_RUN_COMMITTEES, to=IN_OFFICE, needs=asks.FILE, cite=(LAW.art(10), HOUSE.whole()),
    conditions=(c.NOT_FILED,), sentence="备案，文号{filing_no}",
)  # fmt: skip
tell_court = Action(
    terms.TELL_COURT, "通报法院", (ELECTED, IN_OFFICE, SUSPENDED), MAY_TELL_COURT, needs=asks.TELL_COURT, cite=(LAW.art(10),),
    conditions=(c.SOMETHING_TO_TELL,), produces=(Produces(papers.COMMITTEE_NOTICE, each=True),), sentence="向{court}通报组成情况（{way}）",
)  # fmt: skip
re_elect = Action(
    terms.RE_ELECT, "换届", (IN_OFFICE, SUSPENDED), MAY_RUN_COMMITTEES, to=ELECTED, needs=asks.RE_ELECT,
    cite=(LAW.art(9, 1), LAW.art(9, 2)), conditions=(c.LAWFUL_RE_ELECTION,), changes_parties=True, gathers=_head_changes,
    sentence="换届：{elected_by}",
)  # fmt: skip

# Changes of the composition: 人民调解法 8-10, 15 -------------------------------------------------------------------------

add = Action(
    terms.ADD, "增补委员", SEATED, MAY_RUN_COMMITTEES, needs=asks.ADD, cite=(LAW.art(8), LAW.art(9, 1)), changes_parties=True,
    conditions=(c.ADULTS, c.NOT_ABOVE_NINE), sentence="增补委员：{reason}",
)  # fmt: skip
complete = Action(
    "complete", "补录在任人员", SEATED, MAY_RUN_COMMITTEES, needs=asks.COMPLETE, cite=(LAW.art(10),), changes_parties=True,
    conditions=(c.ADULTS,), sentence="补录在任人员：{reason}", help="早已在任、纳入管理时漏录的人；新推选的办理“增补委员”。", offered=False,
)  # fmt: skip
change = Action(
    PARTY_CHANGE, "变更人员情况", ANY_OPEN, MAY_KEEP_ROSTER, needs=asks.CHANGE, cite=(LAW.art(10),), changes_parties=True,
    gathers=_before, conditions=(c.SAYS_WHAT_CHANGES,), sentence="变更{party}的登记：{reason}",
)  # fmt: skip
leave = Action(
    PARTY_LEAVE, "登记离任", ANY_OPEN, MAY_RUN_COMMITTEES, needs=asks.LEAVE, cite=(LAW.art(10), LAW.art(15)), changes_parties=True,
    conditions=(c.IS_HERE, c.WITH_CAUSE), sentence="{party}离任（{kind}）",
)  # fmt: skip

# Engaged mediators: 人民调解法 13, 14 -------------------------------------------------------------------------------------

engage = Action(
    "engage", "拟聘调解员", SEATED, MAY_RUN_COMMITTEES, needs=asks.ENGAGE, cite=(LAW.art(13), LAW.art(14, 1)), changes_parties=True,
    gathers=_engaged, conditions=(c.ADULTS,), sentence="拟聘调解员",
)  # fmt: skip
publish_engagement = Action(
    "publish_engagement", "公示拟聘人选", SEATED, MAY_RUN_COMMITTEES, needs=asks.PUBLISH, cite=(HOUSE.whole(),),
    conditions=(c.SOMEBODY_PROPOSED, c.IS_PROPOSED), sentence="公示{party}，到{until_on}",
)  # fmt: skip
appoint = Action(
    "appoint", "聘任", SEATED, MAY_RUN_COMMITTEES, needs=asks.APPOINT, cite=(LAW.art(13),),
    conditions=(c.SOMEBODY_PUBLISHED, c.IS_PUBLISHED, c.PUBLICATION_OVER, c.ENDS_LATER), sentence="聘任{party}，{from_on}至{to_on}",
)  # fmt: skip
renew = Action(
    "renew", "续聘", SEATED, MAY_RUN_COMMITTEES, needs=asks.RENEW, cite=(LAW.art(13),), conditions=(c.SOMEBODY_ENGAGED,),
    sentence="续聘{who}至{to_on}",
)  # fmt: skip
pause_mediator = Action(
    "pause_mediator", "暂停调解员工作", SEATED, MAY_RUN_COMMITTEES, needs=asks.PAUSE, cite=(HOUSE.whole(),),
    conditions=(c.IS_IN_OFFICE,), sentence="暂停{party}的调解工作：{reason}", offered=False,
)  # fmt: skip
unpause_mediator = Action(
    "unpause_mediator", "恢复调解员工作", SEATED, MAY_RUN_COMMITTEES, needs=asks.UNPAUSE, cite=(HOUSE.whole(),),
    conditions=(c.IS_PAUSED,), sentence="恢复{party}的调解工作", offered=False,
)  # fmt: skip

# Training, honours, discipline, injury, declared relations: 人民调解法 14-16, 23 --------------------------------------------

train = Action(
    "train", "登记培训", (*SEATED, SUSPENDED), MAY_KEEP_ROSTER, needs=asks.TRAIN, cite=(LAW.art(14, 2),),
    sentence="{who}参加培训“{subject}”，{hours}学时",
)  # fmt: skip
honour = Action(
    "honour", "登记表彰", ANY_OPEN, MAY_KEEP_ROSTER, needs=asks.HONOUR_, cite=(LAW.art(6),), sentence="{party}获{title}（{level}）", offered=False,
)  # fmt: skip
discipline = Action(
    "discipline", "登记违纪处理", ANY_OPEN, MAY_RUN_COMMITTEES, needs=asks.DISCIPLINE_, cite=(LAW.art(15),),
    sentence="{party}：{faults}，{measure}", help="罢免、解聘的，另外办理“登记离任”。", offered=False,
)  # fmt: skip
injury = Action(
    "injury", "登记因公伤亡", ANY_OPEN, MAY_RUN_COMMITTEES, needs=asks.INJURY_, cite=(LAW.art(16),), sentence="{party}从事调解工作{harm}",
    offered=False,
)  # fmt: skip
declare = Action(
    "declare", "亲属与利害关系申报", ANY_OPEN, MAY_KEEP_ROSTER, needs=asks.DECLARE, cite=(LAW.art(15), LAW.art(23)),
    sentence="{party}申报：{kins}", offered=False,
)  # fmt: skip

# The committee itself ------------------------------------------------------------------------------------------------

restate = Action(
    "restate", "变更基本情况", ANY_OPEN, MAY_RUN_COMMITTEES, needs=asks.RESTATE, cite=(LAW.art(10),), conditions=(c.FIELD_KNOWN,), gathers=keeping.named,
    sentence="变更基本情况：{reason}", offered=False,
)  # fmt: skip
suspend_body = Action(
    "suspend_body", "暂停调委会工作", SEATED, MAY_RUN_COMMITTEES, to=SUSPENDED, needs=asks.SUSPEND_BODY, cite=(HOUSE.whole(),),
    sentence="暂停工作：{reason}", offered=False,
)  # fmt: skip
resume_body = Action(
    "resume_body", "恢复调委会工作", (SUSPENDED,), MAY_RUN_COMMITTEES, to=IN_OFFICE, cite=(HOUSE.whole(),), primary=True,
    sentence="恢复工作",
)  # fmt: skip
revoke = Action(
    terms.REVOKE, "撤销", ANY_OPEN, MAY_REVOKE, to=REVOKED, needs=asks.REVOKE, cite=(LAW.art(10), HOUSE.whole()),
    conditions=(c.NOTHING_RUNNING,), gathers=_running, sentence="撤销：{reason}", offered=False,
)  # fmt: skip

# The bureau's own programme of standard committees; rooms and equipment: 人民调解法 12 ------------------------------------

standard_steps = standards.steps(SEATED, also=(SUSPENDED,))
room_steps = rooms.steps((PREPARING, *SEATED, SUSPENDED))

# Periods ---------------------------------------------------------------------------------------------------------------


_FILED = Met("已备案", terms.filed_after)
_ENDED_OR_RENEWED = Met("续聘或离任", lambda facts, key: None)  # either way the clock itself is gone


def _field_is_medical(facts: Facts) -> bool:
    return composition.body(facts).get("field") == "医疗"


def _not_medical(facts: Facts) -> bool:
    return not _field_is_medical(facts)


_FILE = Todo("登记备案", file)
DEADLINES = (
    Deadline(
        "term", "委员任期", terms.TERM, after=Moment("推选日", terms.term_clock), met_by=(Met("换届", terms.next_election),),
        on_expiry=Expiry("任期届满，须换届；在办案件可以办完"), cite=(LAW.art(9, 2),), todo=Todo("组织推选，登记换届", re_elect), warn_days=90,
        asks_days_before=90, reminders=alerts.TERM,
    ),
    Deadline(
        "file_medical", "设立备案（医疗纠纷调委会）", Period(30, Unit.WORKING), after=Moment("设立日", terms.set_up), met_by=(_FILED,),
        on_expiry=OVERDUE, cite=(MEDICAL_DISPUTES_REGULATIONS.art(32),), todo=_FILE, applies=_field_is_medical,
    ),
    Deadline(
        "file", "设立备案", house("filing_days", Unit.WORKING), after=Moment("设立日", terms.set_up), met_by=(_FILED,),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=_FILE, applies=_not_medical,
    ),
    Deadline(
        "file_again", "换届备案", house("filing_days", Unit.WORKING), after=Moment("换届日", terms.re_elected), met_by=(_FILED,),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=_FILE,
    ),
    Deadline(
        "tell_court", "通报人民法院", house("court_days", Unit.WORKING), after=Moment("组成变动日", terms.court_clock),
        met_by=(Met("已通报", terms.told_after),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("通报法院", tell_court), warn_days=3,
        survives_closing=True, reminders=alerts.COURT,
    ),
    Deadline(
        "engagement", "聘期", Period(0, Unit.CALENDAR), after=Moment("聘期届满日", terms.engagements), met_by=(_ENDED_OR_RENEWED,),
        on_expiry=Expiry("聘期届满，不能再主持新的调解"), basis=(HOUSE.whole(),), todo=Todo("续聘，或登记届满", renew), warn_days=30,
        asks_days_before=30,
        reminders=alerts.ENGAGEMENT,
    ),
    *standards.deadlines(standard_steps),
)  # fmt: skip

EXPECTED = (
    Expected(PREPARING, Todo("组织推选并登记结果", elect)),
    Expected(ELECTED, Todo("登记备案", file)),
    Expected(SUSPENDED, Todo("暂停事由消除后恢复", resume_body)),
)

LEFT_TO_PEOPLE = {
    LAW.art(14, 1): "是否公道正派、热心调解、有相应的文化和政策水平，由推选人和聘任单位判断",
    LAW.art(16): "误工补贴以外的救助、抚恤由人民政府依规定办理，这里只登记落实情况",
    LAW.art(12): "办公条件和经费由设立单位提供，不在本程序内",
}


def _everyday() -> tuple[Action, ...]:
    """Notes, corrections and papers, in the hands of those who run the committees."""
    wanted = ("correct", "void", "note", "add_material", "scan_signed")
    return tuple(replace(action, by=MAY_RUN_COMMITTEES) for action in EVERYDAY if action.code in wanted)


def _term_word(facts: Facts) -> str:
    term = terms.current(facts)
    return f"{term.from_on.isoformat()}至{term.to_on.isoformat()}" if term else ""


COMMITTEE = Procedure(
    code="committee",
    label="人民调解委员会",
    in_force_from=date(2011, 1, 1),
    stages=(PREPARING, ELECTED, IN_OFFICE, SUSPENDED, REVOKED),
    actions=(
        take_in, prepare, elect, file, tell_court, re_elect, add, complete, engage, publish_engagement, appoint, renew, leave, change,
        pause_mediator, unpause_mediator, train, honour, discipline, injury, declare, restate, suspend_body, resume_body, revoke,
        *standard_steps, *room_steps, *_everyday(),
    ),
    deadlines=DEADLINES,
    expected=EXPECTED,
    aspects=(Aspect("本届任期", _term_word),),
    alerts=alerts.ALERTS,
    left_to_people=LEFT_TO_PEOPLE,
    office_kinds=("committee",),
    parameters={"filing_days": 30, "court_days": 10, "training_hours": 20, **standards.PARAMETERS},
    parameter_words={"training_hours": "调解员每年培训（学时）", "standard_rectify_days": "规范化整改（日）"},
    project=keeping.columns,
    keeps=keeping.keep,
)  # fmt: skip
