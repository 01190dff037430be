"""公共法律服务：登记、领取、解答、回拨、转办、转为业务、评价、重开。

法律援助法第二十二条、第二十三条：法律援助机构通过服务窗口、电话、网络等提供咨询，提示有权申请法律援助。
Consultation has no procedure in law: every length of time is the bureau's own (本局时限).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.legalservice import alerts, asks, callbacks, codes, handing_on, papers, states
from fengqiao.lines.legalservice import conditions as c
from fengqiao.lines.legalservice.permissions import ANSWER, DECIDE, KEEP_HISTORY, RECEIVE
from fengqiao.matter import entered
from fengqiao.matter.appointments import Appointing
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    ANY_OPEN,
    COUNTY,
    OVERDUE,
    Action,
    Carrying,
    Deadline,
    Expected,
    Goes,
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
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import LEGAL_AID

HOUSE = codes.HOUSE.whole()
ADVICE = (LEGAL_AID.art(22), LEGAL_AID.art(23))

QUEUED = Stage("queued", "待领")
WORKING = Stage("working", "处理中")
CALLBACK = Stage("callback", "约定回拨", aside=True)
REFERRED = Stage("referred", "已转办", aside=True)
PASSING = Stage("passing", "待登记业务", aside=True)
ANSWERED = Stage("answered", "已答复", closed=True)
REVISIT = Stage("revisit", "待不满意回访", aside=True)
HANDED = Stage("handed", "已转入业务", closed=True, aside=True)
OUT = Stage("out", "已转外单位", closed=True, aside=True)
UNREACHED = Stage("unreached", "联系不上", closed=True, aside=True)
WITHDRAWN = Stage("withdrawn", "本人撤回", closed=True, aside=True)
PRANK = Stage("prank", "无效来电来访", closed=True, aside=True)
STAGES = (QUEUED, WORKING, CALLBACK, REFERRED, PASSING, ANSWERED, REVISIT, HANDED, OUT, UNREACHED, WITHDRAWN, PRANK, entered.VOIDED)
IN_HAND = (QUEUED, WORKING, CALLBACK)
ENDED = (ANSWERED, OUT, UNREACHED, HANDED, WITHDRAWN)

# whoever wants to be seen: a lawyer on duty, at a station, at home
APPOINTING = Appointing(ANSWER, (WORKING,), codes.HOUSE, of_parties=False, over_by=("answer", "pass_on", "refer_out", "withdraw", "prank"), todo="按约见面")
receive = Action(
    "receive", "登记诉求", (), RECEIVE, to=QUEUED, needs=asks.RECEIVE_ALL, cite=ADVICE, gathers=c.of_receiving_all,
    conditions=(c.CALL_IN_ORDER, c.IS_NEW), gives_number=NumberRule("legalservice", "FW{county}{day}{serial:04d}", body=COUNTY, daily=True),
    changes_parties=True, sentence="收到诉求（{channel}）：{intent}", offered=False,  # the page 接听登记 asks the same, and what is done with it
)  # fmt: skip
take = Action(
    "take", "领取", (QUEUED, WORKING), ANSWER, to=WORKING, needs=asks.TAKE, cite=(HOUSE,), gathers=c.of_holding, conditions=(c.FREE,), primary=True,
    sentence="领取", help="领取后留给您十五分钟；十五分钟没有动的，回到队列里，别人可以领。",
)  # fmt: skip
keep = Action("keep", "再留十五分钟", (WORKING,), ANSWER, needs=asks.KEEP, cite=(HOUSE,), sentence="还在办：{why}")
release = Action("release", "放回队列", (WORKING,), ANSWER, to=QUEUED, needs=asks.RELEASE, cite=(HOUSE,), sentence="放回队列：{why}")
def _count_uses(carrying: Carrying) -> None:
    """What helped is counted, so that it is seen which items are worth their review."""
    from fengqiao.lines.legalservice import knowledge

    if carrying.actor is not None and carrying.data.get("knowledge"):
        knowledge.used(carrying.actor, str(carrying.data["knowledge"]))


answer = Action(
    "answer", "答复", IN_HAND, ANSWER, to=ANSWERED, needs=asks.ANSWER, cite=ADVICE, gathers=c.of_holding, conditions=(c.NOT_HELD, c.CITED), primary=True, beside="legalservice-beside", carries=_count_uses,
    produces=(Produces(papers.SHEET), Produces(papers.REPLY, when=papers.answers_in_writing)), sentence="答复（{mode}）",
)  # fmt: skip
call_later = Action(
    "call_later", "约定回拨", (QUEUED, WORKING, CALLBACK), ANSWER, to=CALLBACK, needs=asks.CALL_LATER, cite=(HOUSE,), gathers=c.of_slot,
    conditions=(c.CAN_BE_CALLED, c.MAY_BE_CALLED, c.SLOT_FREE), sentence="约定{slot_words}回拨",
)  # fmt: skip


def _after_call(facts: Facts) -> Stage | None:
    fact = facts.last("attempt")
    if fact is not None and fact.get("result") == "through":
        return WORKING
    return UNREACHED if callbacks.unreached(facts) else None


attempt = Action(
    "attempt", "登记回拨", (CALLBACK,), ANSWER, to=Goes(_after_call, (WORKING, UNREACHED)), needs=asks.ATTEMPT, cite=(HOUSE,), conditions=(c.CODE_WORD,),
    primary=True, sentence="{called_at}回拨：{result}",
    help="无人、拒接、错号、不是本人的都登记。三次没接通、且不在同一天的，发一条不说事的短信后办结，十五日内可以重开。",
)  # fmt: skip
refer = Action(
    "refer", "转办", (QUEUED, WORKING), ANSWER, to=REFERRED, needs=asks.REFER, cite=(HOUSE,), gathers=c.of_referral, conditions=(c.ELSEWHERE, c.ONE_BOUNCE),
    produces=(Produces(papers.TRANSFER, each=True),), sentence="转{unit_name}：{reason}", help="内容和材料一起过去，不再问他。对方可以退一次。",
)  # fmt: skip
accept_referral = Action("accept_referral", "承接", (REFERRED,), ANSWER, to=WORKING, cite=(HOUSE,), primary=True, sentence="承接")
bounce = Action(
    "bounce", "退回", (REFERRED,), ANSWER, to=QUEUED, needs=asks.BOUNCE, cite=(HOUSE,), gathers=c.of_bounce, conditions=(c.NOT_DECIDED,),
    sentence="退回：{why}（{explanation}）",
)  # fmt: skip
decide = Action(
    "decide", "决定承办单位", (QUEUED, WORKING), DECIDE, to=REFERRED, needs=asks.DECIDE, cite=(HOUSE,), gathers=c.of_referral, conditions=(c.NEEDS_DECISION,),
    produces=(Produces(papers.TRANSFER, each=True),), sentence="决定由{unit_name}承办：{reason}",
)  # fmt: skip
refer_out = Action(
    "refer_out", "转外单位", (QUEUED, WORKING, CALLBACK), ANSWER, to=OUT, needs=asks.REFER_OUT, cite=(HOUSE,), conditions=(c.CONSENTED,),
    produces=(Produces(papers.TRANSFER, each=True),), sentence="转{body}：{reason}",
)  # fmt: skip


def _after_passing(facts: Facts) -> Stage:
    fact = facts.last("pass_on")
    return HANDED if fact is not None and fact.get("other") else PASSING


pass_on = Action(
    "pass_on", "转为业务", (QUEUED, WORKING, CALLBACK, PASSING), ANSWER, to=Goes(_after_passing, (HANDED, PASSING)), needs=asks.PASS_ON, cite=(HOUSE,),
    gathers=handing_on.of_passing, conditions=(c.WHO_REGISTERS,), carries=handing_on.carry, begins_with=handing_on.begins_with,
    sentence="本人同意，转为{to}{who_registers}", help="转错了、要换一个单位登记的，再办一次。",
)  # fmt: skip
linked = Action("linked", "已另行登记，写编号", (PASSING,), ANSWER, to=HANDED, needs=asks.LINKED, cite=(HOUSE,), sentence="已登记为{number}")
taken_over = Action(
    "taken_over", "业务已登记", (PASSING,), None, to=HANDED, cite=(HOUSE,), sentence="业务已登记，这一件办结", help="另一条线登记后由系统记录。",
)  # fmt: skip
split = Action(
    "split", "拆分", (QUEUED, WORKING, CALLBACK), ANSWER, needs=asks.SPLIT, cite=(HOUSE,), gathers=handing_on.of_split,
    carries=handing_on.carry_split, sentence="拆出另一件：{intent}", help="两件事各走各的，谁也不耽误谁。姓名、电话一起带过去。",
)  # fmt: skip
escalate = Action(
    "escalate", "升级报告", ANY_OPEN, ANSWER, needs=asks.ESCALATE, cite=(HOUSE,), sentence="危急：{risks}；已报告{told}",
    help="自杀、家暴、持械、群体、未成年人受害：先救人，再登记。升级后不会自动办结。",
)  # fmt: skip
rate = Action(
    "rate", "登记评价", (ANSWERED,), ANSWER, to=Goes(lambda facts: REVISIT if states.is_bad(facts) else None, (REVISIT,)), needs=asks.RATE, cite=(HOUSE,),
    sentence="评价：{grade}",
)  # fmt: skip
revisit = Action(
    "revisit", "不满意回访", (REVISIT,), ANSWER, needs=asks.REVISIT, cite=(HOUSE,), conditions=(c.BAD_GRADE,), primary=True, sentence="不满意回访：{result}",
    to=Goes(lambda facts: WORKING if (fact := facts.last("revisit")) and fact.get("result") == codes.GO_ON else ANSWERED, (WORKING, ANSWERED)),
)  # fmt: skip
reopen = Action("reopen", "重开", ENDED, ANSWER, to=QUEUED, needs=asks.REOPEN, cite=(HOUSE,), conditions=(c.LATELY,), sentence="重开：{why}")
supplement = Action("supplement", "补充情况", ANY_OPEN, ANSWER, needs=asks.SUPPLEMENT, cite=(HOUSE,), sentence="补充：{text}")
withdraw = Action("withdraw", "本人撤回", (*IN_HAND, PASSING), ANSWER, to=WITHDRAWN, needs=asks.WITHDRAW, cite=(HOUSE,), sentence="本人撤回：{why}")
prank = Action(
    "prank", "登记无效来电", (QUEUED, WORKING), ANSWER, to=PRANK, needs=asks.PRANK, cite=(HOUSE,), sentence="无效：{kind}",
    help="只记这一次，不拉黑任何人：同一个号码下次打来照样接。",
)  # fmt: skip
enter_history = Action(
    "enter_history", "录入往年咨询", (), KEEP_HISTORY, to=ANSWERED, needs=asks.HISTORY, cite=(HOUSE,), changes_parties=True, offered=False,
    gives_number=receive.gives_number, sentence="往年咨询台账：{intent}", help="只由台账导入；计入咨询量，不计入时限、满意和一次解决。",
)  # fmt: skip
entered_from = entered.entered_from(KEEP_HISTORY, HOUSE)
void_entered = entered.void_entered(KEEP_HISTORY, HOUSE)
ACTIONS = (
    receive, take, keep, release, answer, call_later, attempt, refer, accept_referral, bounce, decide, refer_out, pass_on, linked, taken_over,
    split, escalate, rate, revisit, reopen, supplement, withdraw, prank, enter_history, entered_from, void_entered,
)  # fmt: skip

# Clocks: all of the bureau's own ---------------------------------------------------------------------------------------

DONE = (answer, call_later, APPOINTING.offers_days, refer_out, pass_on, withdraw, prank)


def _by(*channels: str) -> Callable[[Facts], bool]:
    return lambda facts: bool(len(facts)) and states.channel(facts) in channels


def _asked_day(facts: Facts) -> Iterator[Start]:
    day = facts.opening.day("ext_due_on")
    if day is not None:
        yield Start(day)


def _agreed_days(facts: Facts) -> Iterator[Start]:
    for fact in facts.all(call_later):
        yield Start(callbacks.instant(fact.get("slot")).date(), f"c{fact.seq}", fact.get("slot_words", ""))


def _failed_days(facts: Facts) -> Iterator[Start]:
    for fact in callbacks.failures(facts):
        yield Start(fact.happened_on, f"t{fact.seq}")


def _after_that(facts: Facts, key: str) -> date | None:
    """The day of the first thing done after the entry the clock began with."""
    later = (fact for fact in facts.all(attempt, *DONE, reopen) if fact.seq > int(key[1:]))
    return next((fact.happened_on for fact in later), None)


_dealt_with = Met("已回拨或另作处理", _after_that)


def _bad_days(facts: Facts) -> Iterator[Start]:
    for fact in facts.all(rate):
        if fact.get("grade") in codes.BAD:
            yield Start(fact.happened_on, f"r{fact.seq}")


def _arrived(facts: Facts) -> Iterator[Start]:
    if facts.opening.action == "receive":
        yield Start(facts.opening.happened_on, at=states.arrived_at(facts))


ARRIVED = Moment("到达", _arrived)


def _first_answer(code: str, label: str, period: Any, *channels: str, warn: int = 0) -> Deadline:
    return Deadline(
        code, label, period, after=receive, met_by=DONE, on_expiry=OVERDUE, basis=(HOUSE,), applies=_by(*channels), todo=Todo("答复", answer), warn_days=warn,
    )  # fmt: skip


TODAY_STILL = Period(0, Unit.CALENDAR)
DEADLINES = (
    _first_answer("live", "热线当场答复", TODAY_STILL, *codes.BY_CALL),
    _first_answer("visit", "来访当日答复", TODAY_STILL, *codes.IN_PERSON),
    *(
        Deadline(
            code, label, house(hours, Unit.HOUR), after=ARRIVED, met_by=DONE, on_expiry=OVERDUE, basis=(HOUSE,), applies=_by(*codes.IN_WRITING), todo=Todo("答复", answer),
        )
        for code, label, hours in (("web_target", "网上首次答复（目标）", "web_target_hours"), ("web", "网上首次答复", "web_hours"))
    ),
    _first_answer("letter", "来信答复", house("letter_days", Unit.WORKING), codes.LETTER, warn=2),
    _first_answer("other", "答复", house("other_days", Unit.WORKING), codes.REFERRED, codes.FOUND, codes.MAYOR_LINE, warn=1),
    Deadline(
        "asked", "来单要求办结", TODAY_STILL, after=Moment("来单要求的日期", _asked_day), met_by=DONE, on_expiry=OVERDUE, basis=(HOUSE,),
        todo=Todo("答复", answer), warn_days=2,
    ),
    Deadline(
        "again", "重开后答复", house("again_days", Unit.WORKING), after=reopen, met_by=DONE, on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("答复", answer), warn_days=1,
    ),
    Deadline(
        "callback", "按约回拨", TODAY_STILL, after=Moment("约定的日子", _agreed_days), met_by=(_dealt_with,), on_expiry=OVERDUE, basis=(HOUSE,),
        todo=Todo("回拨", attempt, names=True), warn_days=1,
    ),
    Deadline(
        "retry", "再拨一次", house("retry_days", Unit.WORKING), after=Moment("没有接通", _failed_days), met_by=(_dealt_with,), on_expiry=OVERDUE,
        basis=(HOUSE,), todo=Todo("再拨一次", attempt), warn_days=1,
    ),
    Deadline(
        "accept", "承接或退回", house("accept_days", Unit.WORKING), after=refer, met_by=(accept_referral, bounce), on_expiry=OVERDUE, basis=(HOUSE,),
        todo=Todo("承接转办", accept_referral), warn_days=1,
    ),
    Deadline(
        "accept_decided", "承接", house("accept_days", Unit.WORKING), after=decide, met_by=(accept_referral,), on_expiry=OVERDUE, basis=(HOUSE,),
        todo=Todo("承接转办", accept_referral), warn_days=1,
    ),
    Deadline(
        "register", "登记业务", house("accept_days", Unit.WORKING), after=pass_on, met_by=(linked, taken_over, withdraw), on_expiry=OVERDUE, basis=(HOUSE,),
        applies=lambda facts: (fact := facts.last(pass_on)) is not None and not fact.get("other"), todo=Todo("登记业务", linked), warn_days=1,
    ),
    Deadline(
        "revisit", "不满意回访", house("revisit_days", Unit.WORKING), after=Moment("不满意的评价", _bad_days), met_by=(revisit,), on_expiry=OVERDUE,
        basis=(HOUSE,), todo=Todo("回访不满意的人", revisit), warn_days=1,
    ),
)  # fmt: skip
EXPECTED = (
    Expected(QUEUED, Todo("领取并答复", take)), Expected(WORKING, Todo("答复", answer)), Expected(REFERRED, Todo("承接转办", accept_referral)),
)  # fmt: skip


def _intake(data: Mapping[str, Any]) -> list[tuple[Action, dict[str, Any], date]]:
    """One call on one screen: what was asked, and what was answered or agreed."""
    day = date.fromisoformat(data["on"])

    def of(action: Action) -> dict[str, Any]:
        return {need.name: data[need.name] for need in action.needs if need.name in data}

    steps = [(receive, of(receive), day)]
    then = {"answer": answer, "later": call_later}.get(data["then"])
    return [*steps, (then, of(then), day)] if then is not None else steps


INTAKE = Journey(
    "intake", "接听登记", RECEIVE, asks.INTAKE, _intake, verb="登记", beside="legalservice-beside", help="一边听一边记：条文、知识条目、以前来过没有，都在旁边。",
)  # fmt: skip
SERVICE_REQUEST = APPOINTING.added_to(with_everyday(
    Procedure(
        code="service_request", label="公共法律服务", in_force_from=date(2011, 1, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES, expected=EXPECTED,
        journeys=(INTAKE,), alerts=alerts.ALERTS, office_kinds=("office", "bureau", "section", "station"),
        parameters={"web_target_hours": 5, "web_hours": 24, "letter_days": 7, "other_days": 3, "again_days": 1, "retry_days": 1, "accept_days": 1, "revisit_days": 2},
        project=states.columns, seat=states.seat, sight=states.sight, urgency=states.urgency,
    )
))  # fmt: skip
