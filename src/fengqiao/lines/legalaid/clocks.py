"""The clocks of an application and what is announced of it (A1, A3, A4). The seven days are law; all else is the centre's own.

The seven days run from receipt and stand still between the notice of what is missing and its arrival, and while another
agency is asked; the law is silent on that, the centre's rule says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.daycount import Period, Unit
from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid import facts as f
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Alert,
    Deadline,
    Expected,
    Expiry,
    Moment,
    Pause,
    Reminder,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import AID_HEAD, AID_REVIEWER, LEADER
from fengqiao.statutes.known import LEGAL_AID

PLAIN, AMBER, RED = NoticeLevel.PLAIN, NoticeLevel.AMBER, NoticeLevel.RED
REVIEWER, HEAD, BOSS = AID_REVIEWER.code, AID_HEAD.code, LEADER.code
HOUSE = (codes.HOUSE.whole(),)

# A1: the reviewer at the internal target, the head with the last day, the bureau's leader when it is over
REVIEW_RUNGS = (
    Reminder("A1", (-3,), AMBER, "审查期限{on}届满（{source}），已过内控期限。{todo}", to=(HANDLER, REVIEWER)),
    Reminder("A1-today", (0,), AMBER, "审查期限今天（{on}）届满（{source}）。{todo}", to=(HANDLER, HEAD)),
    Reminder("A1-late", (1,), RED, "审查期限已于{on}届满，逾期未决（{source}）。仍须决定，请马上办。", to=(HANDLER, HEAD, BOSS)),
)
# A4: three days, one day, and when it has passed
SUPPLEMENT_RUNGS = (
    Reminder("A4", (-3, -1), PLAIN, "申请人补正的期限是{on}。请按安全联系方式提醒一次。", to=(HANDLER, REVIEWER)),
    Reminder("A4-over", (1,), AMBER, "申请人补正的期限已于{on}届满。请核对有没有补来没有登记的。", to=(HANDLER, REVIEWER)),
)


@dataclass(frozen=True)
class Acts:
    """The acts the clocks name."""

    receive: Action
    accept: Action
    transfer: Action
    taken: Action
    back: Action
    hand_back: Action
    ask: Action
    ask_again: Action
    bring: Action
    deem: Action
    ask_out: Action
    hear: Action
    propose: Action
    send_back: Action
    grant: Action
    refuse: Action
    first: Action
    end: Action
    redirect: Action
    withdraw: Action
    ordered: Action


def declare(a: Acts) -> tuple[Deadline, ...]:
    """The deadlines of an application."""
    still = (Pause(a.ask, a.bring), Pause(a.ask_again, a.bring), Pause(a.ask_out, a.hear))
    over = (a.grant, a.refuse, a.first, a.redirect, a.taken, a.hand_back, a.withdraw, a.deem)

    def asked(facts: Facts) -> Iterator[Start]:
        for fact in facts.all(a.ask, a.ask_again):
            yield Start(fact.happened_on, f"s{fact.seq}")

    def sent(facts: Facts) -> Iterator[Start]:
        for fact in facts.all(a.transfer):
            yield Start(fact.happened_on, f"t{fact.seq}")

    return (
        Deadline(
            "review", "审查并决定", Period(7, Unit.CALENDAR, roll=True), after=a.receive, met_by=over, on_expiry=OVERDUE, cite=(LEGAL_AID.art(43, 1),), pauses=still,
            todo=Todo("审查并决定是否给予法律援助", a.propose), warn_days=3, reminders=REVIEW_RUNGS, applies=lambda facts: not facts.has(a.first),
        ),
        Deadline(
            "target", "内控期限：提出审查意见", house("target_days", Unit.CALENDAR), after=a.receive, met_by=(a.propose, *over), on_expiry=OVERDUE, basis=HOUSE,
            pauses=still, todo=Todo("提出审查意见", a.propose), warn_days=1, reminders=(), applies=lambda facts: not facts.has(a.first),
        ),
        Deadline(
            "green", "农民工申请优先受理（绿色通道）", house("green_days", Unit.CALENDAR, roll=True), after=a.receive, met_by=(a.accept, a.ask, a.redirect, a.transfer, a.hand_back, a.first, a.withdraw), on_expiry=OVERDUE,
            basis=HOUSE, todo=Todo("受理，或者一次告知补正", a.accept), warn_days=1, reminders=(), applies=lambda facts: codes.MIGRANTS in f.campaigns(facts),
        ),
        Deadline(
            "supplement_due", "申请人补正", house("supplement_deadline_days", Unit.CALENDAR, roll=True), after=Moment("告知补正", asked), met_by=(a.bring, a.withdraw, a.first),
            on_expiry=Expiry("视为撤回申请", a.deem), basis=HOUSE, whose="申请人", todo=Todo("等申请人补正；补来了马上登记", a.bring), warn_days=3,
            reminders=SUPPLEMENT_RUNGS,
        ),
        Deadline(
            "formalities", "补办手续并决定", house("formalities_days", Unit.CALENDAR, roll=True), after=a.first, met_by=(a.grant, a.end, a.withdraw), on_expiry=OVERDUE,
            basis=HOUSE, todo=Todo("补办手续，提出审查意见", a.propose), warn_days=5,
        ),
        Deadline(
            "transfer_answer", "移送的答复", house("transfer_days", Unit.WORKING), after=Moment("移送其他机构", sent), met_by=(a.taken, a.back), on_expiry=OVERDUE, basis=HOUSE,
            whose="对方机构", todo=Todo("催问对方是否接收移送", a.taken), warn_days=1,
        ),
        Deadline(
            "correct", "责令改正后给予", house("correct_days", Unit.CALENDAR), after=a.ordered, met_by=(a.grant,), on_expiry=OVERDUE, basis=HOUSE,
            todo=Todo("按责令改正的决定给予法律援助", a.grant), warn_days=1,
        ),
    )  # fmt: skip


def expected(proposed: Stage, grant: Action, ordered: Stage) -> tuple[Expected, ...]:
    return (Expected(proposed, Todo("审批：给予、不予或者退回", grant), whose="审批人"), Expected(ordered, Todo("按责令改正给予", grant), whose="审批人"))


# Alerts ----------------------------------------------------------------------------------------------------------------


def _decided(facts: Facts) -> bool:
    return facts.has("grant", "refuse", "first_aid", "redirect", "transfer_taken", "hand_back", "withdraw", "deem_withdrawn", "end_first_aid", "enter_history")


def _limitation(facts: Facts) -> str | None:
    """A3: fifteen days or fewer; fewer than seven suggests giving aid first; a review that would end behind it."""
    if facts.day is None or _decided(facts):
        return None
    left = f.days_left(facts, facts.day)
    if left is None or left > f.ALARM_DAYS:
        return None
    ends, received = facts.value("limitation_on"), f.received_on(facts)
    if left < 0:
        return f"时效、期限已于{ends}届满。请核对登记是否有误，并如实告知申请人。"
    if left < f.SHORT_DAYS:
        return f"时效、期限{ends}届满，还有{left}日，不足七日：可以先行提供法律援助（法律援助法第四十四条）。"
    late = received is not None and received + timedelta(days=7) > date.fromisoformat(ends)
    return f"时效、期限{ends}届满，还有{left}日" + ("，审查期限在它之后，请提前决定。" if late else "，请先办。")


def _limitation_key(facts: Facts) -> str:
    left = f.days_left(facts, facts.day) if facts.day else None
    return "" if left is None else "over" if left < 0 else "short" if left < f.SHORT_DAYS else "near"


def _limitation_turns(facts: Facts) -> date | None:
    """The next day on which it may say something else."""
    ends = facts.value("limitation_on")
    if facts.day is None or not ends or _decided(facts):
        return None
    day = date.fromisoformat(ends)
    turns = (day - timedelta(days=f.ALARM_DAYS), day - timedelta(days=f.SHORT_DAYS - 1), day + timedelta(days=1))
    return next((turn for turn in turns if turn > facts.day), None)


def _forwarded_late(facts: Facts) -> str | None:
    minutes = facts.opening.get("forwarding_minutes")
    if minutes is None or minutes <= 24 * 60:
        return None
    return f"转交用了{minutes // 60}小时{minutes % 60}分，超过二十四小时（法律援助法第三十九条）。请向转交单位反映；不影响申请人。"


def _priority(facts: Facts) -> str | None:
    if not set(codes.PRIORITY_GROUPS) & set(facts.value("groups", ())):
        return None
    return "军人军属、退役军人的申请，优先办理。"


def _not_here(facts: Facts) -> str | None:
    """R-03: said at the counter, before anybody reviews it."""
    if _decided(facts) or not facts.value("elsewhere_place"):
        return None
    return "登记时写明办案机关、争议处理地、事由发生地都不在本县。请先核对管辖，不归本机构的当天告知另投或者移送（法律援助法第三十八条）。"


def _asked_elsewhere(facts: Facts) -> str | None:
    """R-04: whoever received first accepts."""
    if _decided(facts) or not facts.value("elsewhere"):
        return None
    return "申请人说已经向别处申请过。请联系那个机构核对谁先收到，由最先收到的办理，不要两处都给予，也不要两处都不办。"


ALERTS = (
    Alert("A3", AMBER, _limitation, to=(HANDLER, REVIEWER, HEAD), key=_limitation_key, turns_on=_limitation_turns),
    Alert("A5", PLAIN, _forwarded_late, to=(HEAD,), turns_on=lambda facts: None),
    Alert("R03", AMBER, _not_here, to=(HANDLER, REVIEWER), turns_on=lambda facts: None),
    Alert("R04", PLAIN, _asked_elsewhere, to=(HANDLER, REVIEWER), turns_on=lambda facts: None),
    Alert("R18", PLAIN, _priority, to=(HANDLER, REVIEWER), turns_on=lambda facts: None),
)
