"""人民调解案件补贴（以案定补）：申报、初审、抽查回访、复核、公示、发放；退回、不予补贴、冻结、复查、追回。

人民调解法第十六条；财政部、司法部《关于进一步加强人民调解工作经费保障的意见》（财行〔2007〕179号）。The steps and their periods
are the county's own and rest on the bureau's paper.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fengqiao.daycount import Unit
from fengqiao.lines.mediation.subsidies import alerts, asks, gathering, keeping, states
from fengqiao.lines.mediation.subsidies import conditions as c
from fengqiao.lines.mediation.subsidies.permissions import (
    CALL_BACK,
    CHECK_SUBSIDY,
    CLAIM_SUBSIDY,
    FREEZE_SUBSIDY,
    HEAR,
    OBJECT,
    PAY_SUBSIDY,
    PUBLISH_SUBSIDY,
    RECHECK_SUBSIDY,
    SECOND_CHECK,
    SEND_BACK,
)
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    ANY,
    OVERDUE,
    Action,
    Aspect,
    Deadline,
    Expected,
    Expiry,
    Goes,
    Met,
    Moment,
    Procedure,
    Stage,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import MEDIATION_FUNDS_OPINION, PEOPLES_MEDIATION

LAW = PEOPLES_MEDIATION
FUNDS = MEDIATION_FUNDS_OPINION
HOUSE = c.HOUSE

# Stages --------------------------------------------------------------------------------------------------------------

CLAIMED = Stage("claimed", "已申报")
RETURNED = Stage("returned", "退回补正", aside=True)
CHECKED = Stage("checked", "初审通过")
RECHECKED = Stage("rechecked", "复核通过")
PUBLISHED = Stage("published", "公示")
FROZEN = Stage("frozen", "冻结", aside=True)
PAID = Stage("paid", "已发放", closed=True)
WITHDRAWN = Stage("withdrawn", "撤回", closed=True, aside=True)
REFUSED = Stage("refused", "不予补贴", closed=True, aside=True)
RECOVERING = Stage("recovering", "追回中", aside=True)
RECOVERED = Stage("recovered", "已追回", closed=True, aside=True)

RUNNING = (CLAIMED, RETURNED, CHECKED, RECHECKED, PUBLISHED)
_BY_CODE = {stage.code: stage for stage in RUNNING}


def _frozen_or_on(facts: Facts) -> Stage:
    """Frozen while a sign is open; else the step reached."""
    return FROZEN if states.open_signs(facts) else _BY_CODE[states.step(facts)]


def _after_second_check(facts: Facts) -> Stage:
    fact = facts.last("second_check")
    upheld = fact is not None and fact.get("verdict") == "upheld"
    return REFUSED if upheld else _frozen_or_on(facts)


ON = Goes(_frozen_or_on, (*RUNNING, FROZEN))

# Claiming: 人民调解法 16 ------------------------------------------------------------------------------------------------

claim = Action(
    "claim", "申报补贴", (), CLAIM_SUBSIDY, to=ON, needs=asks.CLAIM, cite=(LAW.art(16), FUNDS.whole()), gathers=gathering.of_claim,
    conditions=c.OF_THE_CASE, sentence="申报{case_number}的案件补贴", help="一案一补；等次和金额由系统按标准计算。",
)  # fmt: skip
resubmit = Action(
    "resubmit", "补正后再报", (RETURNED,), CLAIM_SUBSIDY, to=ON, needs=asks.RESUBMIT, cite=(HOUSE.whole(),), primary=True,
    gathers=gathering.of_step, conditions=(c.AGREED, c.SOUND, c.HAS_RULE, c.SHARES, c.PERFORMED, c.COMPLETE), sentence="补正：{mended}",
)  # fmt: skip
withdraw = Action(
    "withdraw", "撤回申报", (CLAIMED, RETURNED), CLAIM_SUBSIDY, to=WITHDRAWN, needs=asks.WITHDRAW, cite=(HOUSE.whole(),),
    sentence="撤回：{reason}",
)  # fmt: skip

# The office checks, the bureau rechecks, two persons: 财行〔2007〕179号 -----------------------------------------------------

_CHECKED = (c.NOT_OWN, c.NOT_THE_CLAIMANT, c.SOUND, c.HAS_RULE, c.SHARES, c.PERFORMED, c.COMPLETE)
check = Action(
    "check", "初审通过", (CLAIMED,), CHECK_SUBSIDY, to=ON, needs=asks.CHECK, cite=(HOUSE.whole(),), primary=True, gathers=gathering.of_step,
    conditions=(c.BELOW_COUNTY, *_CHECKED), sentence="初审：{opinion}",
)  # fmt: skip
check_at_county = Action(
    "check_at_county", "初审通过（业务科室）", (CLAIMED,), RECHECK_SUBSIDY, to=ON, needs=asks.CHECK, cite=(HOUSE.whole(),), primary=True,
    gathers=gathering.of_step, conditions=(c.AT_COUNTY, *_CHECKED), sentence="初审：{opinion}",
)  # fmt: skip
send_back = Action(
    "send_back", "退回补正", (CLAIMED, CHECKED, RECHECKED), SEND_BACK, to=RETURNED, needs=asks.SEND_BACK, cite=(HOUSE.whole(),),
    gathers=gathering.of_person, conditions=(c.NOT_OWN,), sentence="退回（{reason}）：{explanation}",
)  # fmt: skip
draw = Action(
    "draw", "回访抽签", (CHECKED,), RECHECK_SUBSIDY, needs=asks.DRAW, cite=(HOUSE.whole(),), repeats=False, offered=False,
    sentence="回访抽签，{pool}件参加，抽中：{drawn}",
)  # fmt: skip
call_back = Action(
    "call_back", "登记抽查回访", (CHECKED, RECHECKED), CALL_BACK, to=ON, needs=asks.CALL_BACK, cite=(HOUSE.whole(),),
    gathers=gathering.of_person, conditions=(c.NOT_OWN,), sentence="回访{whom}（{way}）：{result}",
)  # fmt: skip
recheck = Action(
    "recheck", "复核通过", (CHECKED,), RECHECK_SUBSIDY, to=ON, needs=asks.RECHECK, cite=(HOUSE.whole(), FUNDS.whole()), primary=True,
    gathers=gathering.of_step,
    conditions=(c.NOT_OWN, c.NOT_THE_CHECKER, c.IN_DRAW, c.LEVEL_REASON, c.SOUND, c.HAS_RULE, c.SHARES, c.PERFORMED, c.COMPLETE),
    sentence="复核：{opinion}",
)  # fmt: skip
refuse = Action(
    "refuse", "不予补贴", (CLAIMED, RETURNED, CHECKED, RECHECKED, PUBLISHED), RECHECK_SUBSIDY, to=REFUSED, needs=asks.REFUSE,
    cite=(HOUSE.whole(),), gathers=gathering.of_person, conditions=(c.NOT_OWN,), sentence="不予补贴（{reason}）：{explanation}",
)  # fmt: skip
reopen = Action(
    "reopen", "撤销不予补贴的决定", (REFUSED,), RECHECK_SUBSIDY, to=CLAIMED, needs=asks.REOPEN, cite=(HOUSE.whole(),),
    gathers=gathering.of_person, conditions=(c.NOT_OWN, c.A_SECOND_PERSON), sentence="撤销不予补贴的决定：{explanation}",
)  # fmt: skip

# Public notice and payment ---------------------------------------------------------------------------------------------

publish = Action(
    "publish", "公示", (RECHECKED,), PUBLISH_SUBSIDY, to=PUBLISHED, needs=asks.PUBLISH, cite=(HOUSE.whole(),), offered=False,
    gathers=gathering.of_person, conditions=(c.NOTHING_OPEN, c.NOT_OWN, c.NOT_THE_RECHECKER), sentence="公示（第{batch}批），到{until_on}",
)  # fmt: skip
object_ = Action(
    "object", "登记公示异议", (PUBLISHED,), OBJECT, to=ON, needs=asks.OBJECTION, cite=(HOUSE.whole(),), sentence="{from_whom}提出异议",
)  # fmt: skip
pay = Action(
    "pay", "登记发放", (PUBLISHED,), PAY_SUBSIDY, to=PAID, needs=asks.PAY, cite=(LAW.art(16), FUNDS.whole()), offered=False,
    conditions=(c.NOTHING_OPEN, c.NOTICE_OVER), sentence="发放（第{batch}批）",
)  # fmt: skip

# Freezing one claim, hearing the mediator, a second person's check ---------------------------------------------------------

freeze = Action(
    "freeze", "冻结", RUNNING, FREEZE_SUBSIDY, to=ON, needs=asks.FREEZE, cite=(HOUSE.whole(),), sentence="冻结：{reason}",
    help="只冻结这一件；须听取调解员说明，由另一人复查。",
)  # fmt: skip
hear = Action(
    "hear", "听取调解员说明", (FROZEN,), HEAR, needs=asks.HEAR, cite=(HOUSE.whole(),), primary=True, sentence="调解员说明：{said}",
)  # fmt: skip
second_check = Action(
    "second_check", "复查结论", (FROZEN,), SECOND_CHECK, to=Goes(_after_second_check, (*RUNNING, REFUSED, FROZEN)),
    needs=asks.SECOND_CHECK, cite=(HOUSE.whole(),), gathers=gathering.of_person, conditions=(c.HEARD, c.NOT_OWN, c.A_SECOND_PERSON),
    sentence="复查：{verdict}",
)  # fmt: skip

# Recovering what was paid -----------------------------------------------------------------------------------------------

demand_back = Action(
    "demand_back", "追回", (PAID,), FREEZE_SUBSIDY, to=RECOVERING, needs=asks.DEMAND_BACK, cite=(HOUSE.whole(),),
    conditions=(c.NOT_MORE_THAN_PAID,), sentence="追回{amount_yuan}元：{reason}",
)  # fmt: skip
paid_back = Action(
    "paid_back", "登记收回", (RECOVERING,), PAY_SUBSIDY, to=RECOVERED, needs=asks.PAID_BACK, cite=(HOUSE.whole(),), primary=True,
    sentence="收回{amount_yuan}元",
)  # fmt: skip

# Periods: the bureau's own ------------------------------------------------------------------------------------------------

_ENDS = ("send_back", "refuse", "withdraw")
_CHECK_MET = Met("已初审", states.first_after(states.LAID_BEFORE, *states.CHECKS, *_ENDS))
_RECHECK_MET = Met("已复核", states.first_after(states.CHECKS, "recheck", *_ENDS))
_MENDED = Met("已补正", states.first_after(("send_back",), "resubmit", "withdraw", "refuse"))
_GONE = Met("已复查", lambda facts, key: None)  # with the last sign the clock itself is gone


def _at_county(facts: Facts) -> bool:
    return states.not_frozen(facts) and bool(facts.opening.get("at_county"))


def _below_county(facts: Facts) -> bool:
    return states.not_frozen(facts) and not facts.opening.get("at_county")


DEADLINES = (
    Deadline(
        "check", "初审", house("check_days", Unit.WORKING), after=Moment("申报或补正日", states.to_be_checked), met_by=(_CHECK_MET,),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("初审补贴申报", check), warn_days=3, applies=_below_county,
    ),
    Deadline(
        "check_at_county", "初审", house("check_days", Unit.WORKING), after=Moment("申报或补正日", states.to_be_checked), met_by=(_CHECK_MET,),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("初审补贴申报", check_at_county), warn_days=3, applies=_at_county,
    ),
    Deadline(
        "mend", "补正", house("mend_days", Unit.WORKING), after=send_back, met_by=(_MENDED,), on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), todo=Todo("补正后再报", resubmit), warn_days=3,
    ),
    Deadline(
        "recheck", "复核", house("recheck_days", Unit.WORKING), after=Moment("初审通过日", states.to_be_rechecked), met_by=(_RECHECK_MET,),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("抽查回访并复核", recheck), warn_days=3, applies=states.not_frozen,
    ),
    Deadline(
        "pay", "发放", house("pay_days", Unit.WORKING), after=Moment("公示期满日", states.notice_over), met_by=(pay, refuse),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("发放补贴", pay), warn_days=3, applies=states.not_frozen,
    ),
    Deadline(
        "second_check", "冻结后复查", house("second_check_days", Unit.WORKING), after=Moment("冻结日", states.frozen), met_by=(_GONE,),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("听取说明并复查", second_check), warn_days=5,
    ),
    Deadline(
        "recover", "收回", house("recover_days", Unit.CALENDAR), after=demand_back, met_by=(paid_back,),
        on_expiry=Expiry("逾期未收回，可依法追缴"), basis=(HOUSE.whole(),), todo=Todo("登记收回", paid_back),
    ),
)  # fmt: skip

EXPECTED = (
    Expected(CLAIMED, Todo("初审补贴申报", check), unless=_at_county),
    Expected(CLAIMED, Todo("初审补贴申报", check_at_county), unless=_below_county),
    Expected(CHECKED, Todo("抽查回访并复核", recheck)),
    Expected(FROZEN, Todo("听取说明并复查", second_check)),
    Expected(RECHECKED, Todo("列入公示批次", publish)),
    Expected(PUBLISHED, Todo("公示期满后发放", pay)),
)
LEFT_TO_PEOPLE = {
    LAW.art(16): "误工补贴的标准由县级司法行政机关会同财政部门确定；因公致伤、牺牲的救助抚恤不在本程序内",
}


def _sum(facts: Facts) -> str:
    made = states.award(facts)
    return f"{made['total']}元" if made else ""


def _everyday() -> tuple[Action, ...]:
    return tuple(
        replace(action, from_=ANY, by=HEAR) if action.code == "note" else replace(action, by=CHECK_SUBSIDY)
        for action in EVERYDAY
        if action.code in ("correct", "void", "note")
    )


SUBSIDY = Procedure(
    code="subsidy",
    label="案件补贴",
    in_force_from=date(2011, 1, 1),
    stages=(CLAIMED, RETURNED, CHECKED, RECHECKED, PUBLISHED, PAID, FROZEN, WITHDRAWN, REFUSED, RECOVERING, RECOVERED),
    actions=(
        claim, resubmit, withdraw, check, check_at_county, send_back, draw, call_back, recheck, refuse, reopen, publish, object_, pay, freeze, hear,
        second_check, demand_back, paid_back, *_everyday(),
    ),
    deadlines=DEADLINES,
    expected=EXPECTED,
    aspects=(Aspect("金额", _sum),),
    alerts=alerts.ALERTS,
    left_to_people=LEFT_TO_PEOPLE,
    office_kinds=("committee",),
    parameters={
        "check_days": 10, "mend_days": 10, "recheck_days": 10, "notice_days": 5, "pay_days": 15, "second_check_days": 10, "recover_days": 30,
    },
    parameter_words={"notice_days": "公示（个工作日）"},
    project=keeping.columns,
    keeps=keeping.keep,
)  # fmt: skip
