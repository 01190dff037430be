"""特定区域、场所准入和会客审批（measures, recalled as 39 and 25）；不准出境报备，依出境入境管理法第十二条第二项。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.permits import asks, permits
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.lines.corrections.papers.permits import CONTACT_FORM, EXIT_FORM, PLACE_FORM, is_contact, is_place
from fengqiao.lines.corrections.permissions import DECIDE, PROPOSE, RECEIVE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Condition,
    Deadline,
    Expiry,
    Met,
    Moment,
    Produces,
    Reminder,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import (
    COMMUNITY_CORRECTIONS,
    CORRECTIONS_MEASURES,
    CORRECTIONS_MEASURES_2012,
    EXIT_AND_ENTRY,
)

LAW, MEASURES, OLD, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012, codes.HOUSE
CITE = (OLD.whole(), LAW.art(23), MEASURES.whole())
EXIT = EXIT_AND_ENTRY.art(12, 1, 2)
GROUP, BORDER = "准入和会客", "出境管理"
Data = Mapping[str, Any] | None


def _window(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["to_on"] >= data["from_on"]:
        return None
    return Reason("结束日期早于开始日期。请核对。", need="to_on")


def _target(facts: Facts, data: Data) -> Reason | None:
    """An injunction that allows it by permission; a meeting that is safe for the other."""
    if data is None:
        return None
    if data.get("kind") == permits.PERSON:
        said = "会见被害人、控告人、举报人等，须先核实对方愿意、不影响其安全。请核实后勾选。"
        return None if data.get("victim_safe") else Reason(said, need="victim_safe")
    if not permits.has_injunction(facts):
        return Reason("没有禁止进入特定区域、场所的禁止令，去那里不用申请。", need="kind")
    if not any(permits.places_by_permit(facts)):
        return Reason("禁止令没有写明经批准可以进入，社区矫正机构不能批准。", (MEASURES.whole(),), need="kind")
    return None


def _undecided(facts: Facts, data: Data) -> Reason | None:
    permit = _chosen(facts, data)
    if data is None or (permit is not None and not permit.answer):
        return None
    return Reason("这件申请已经决定过。请刷新页面后再看。", need="permit")


def _told(facts: Facts, data: Data) -> Reason | None:
    permit = _chosen(facts, data)
    if data is None or permit is None:
        return None
    if data.get("answer") == "no" and not data.get("why"):
        return Reason("不批准的，请写明理由。", need="why")
    if data.get("answer") == "yes" and permit.kind == permits.PLACE and not data.get("told"):
        said = "批准进入特定区域、场所的，应当告知原判人民法院和县级人民检察院。请写明告知了谁。"
        return Reason(said, (MEASURES.whole(),), need="told")
    return None


def _chosen(facts: Facts, data: Data) -> permits.Permit | None:
    seq = int(data.get("permit") or 0) if data else 0
    return next((permit for permit in permits.permits(facts) if permit.seq == seq), None)


def _some(found: Any, said: str) -> Condition:
    return Condition(said, lambda facts, data: None if data is not None or found(facts) else said, quiet=True)


def _asked(facts: Facts) -> Iterator[Start]:
    for permit in permits.permits(facts):
        yield Start(permit.asked_on, str(permit.seq), permit.days)


def _decided_on(facts: Facts, key: str) -> date | None:
    return next((permit.decided_on for permit in permits.permits(facts) if str(permit.seq) == key), None)


def _ends(facts: Facts) -> Iterator[Start]:
    for permit in permits.permits(facts):
        if permit.answer == "yes":
            yield Start(permit.to_on, str(permit.seq), permit.days)


def _reported_on(facts: Facts, key: str) -> date | None:
    return next((permit.reported_on for permit in permits.permits(facts) if str(permit.seq) == key), None)


def _received(facts: Facts) -> Iterator[Start]:
    day = received_on(facts)
    if day is not None:
        yield Start(day)


def _over(facts: Facts) -> Iterator[Start]:
    """The day the supervision ended, for each report to the border that stands."""
    ended = facts.last(*permits.ENDS)
    for ban in permits.bans(facts) if ended is not None else ():
        if ended is not None:
            yield Start(ended.happened_on, str(ban.seq), ban.label)


def _lifted_on(facts: Facts, key: str) -> date | None:
    return next((ban.lifted_on for ban in permits.bans(facts) if str(ban.seq) == key), None)


apply_permit = Action(
    permits.APPLY, "申请准入或会客", s.UNDER, PROPOSE, needs=asks.APPLY, cite=CITE, group=GROUP,
    conditions=(Condition("起止", _window), Condition("可以申请", _target)), sentence="申请{kind}（{from_on}至{to_on}）",
)  # fmt: skip
decide_permit = Action(
    permits.DECIDE, "决定准入或会客", s.UNDER, DECIDE, needs=asks.DECIDE, recalls=(permits.APPLY,), cite=CITE, group=GROUP, not_by=permits.APPLY,
    produces=(Produces(PLACE_FORM, each=True, when=is_place), Produces(CONTACT_FORM, each=True, when=is_contact)),
    conditions=(_some(permits.asked, "没有等着决定的申请。"), Condition("还没有决定", _undecided), Condition("告知和理由", _told)), sentence="{answer}",
)  # fmt: skip
report_permit = Action(
    permits.REPORT, "登记准入、会客后的报告", s.UNDER, SUPERVISE, needs=asks.REPORT, cite=CITE, group=GROUP,
    conditions=(_some(permits.to_report, "没有等着报告的许可。"),), sentence="{used}：{said}",
)  # fmt: skip
exit_ban = Action(
    permits.BAN, "不准出境报备", s.UNDER, RECEIVE, needs=asks.BAN, cite=(EXIT,), group=BORDER, produces=(Produces(EXIT_FORM, each=True),), sentence="报备不准出境（{document}，{status}）",
)  # fmt: skip
exit_ban_lifted = Action(
    permits.UNBAN, "撤销不准出境报备", (*s.UNDER, s.RELEASED, s.TERMINATED), RECEIVE, needs=asks.UNBAN, cite=(EXIT,), group=BORDER,
    conditions=(_some(permits.open_bans, "没有等着撤销的报备。"),), sentence="撤销不准出境报备，通知{organ}",
)  # fmt: skip
ACTIONS = (apply_permit, decide_permit, report_permit, exit_ban, exit_ban_lifted)

SAME_DAY = Period(0, Unit.CALENDAR)
DEADLINES = (
    Deadline(
        "decide_permit", "决定准入或会客", house("permit_days", Unit.WORKING), after=Moment("申请日", _asked), met_by=(Met("已决定", _decided_on),),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("决定准入或会客", decide_permit), warn_days=1,
    ),
    Deadline(
        "permit_ends", "准入、会客许可", SAME_DAY, after=Moment("许可届满日", _ends), met_by=(Met("已报告", _reported_on),), on_expiry=Expiry("许可到期"),
        cite=(OLD.whole(), MEASURES.whole()), whose="当事人", todo=Todo("登记事后报告", report_permit), asks_days_before=0, blocks_nothing=True, warn_days=1,
        reminders=(Reminder("AL08", (0,), NoticeLevel.PLAIN, "准入、会客的许可到{on}为止（{source}）。请听取本人报告。"),),
    ),
    Deadline(
        "exit_ban", "不准出境报备", house("exit_ban_days", Unit.WORKING), after=Moment("接收日", _received), met_by=(exit_ban,), on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), todo=Todo("不准出境报备", exit_ban), warn_days=2,
    ),
    Deadline(
        "exit_ban_lifted", "撤销不准出境报备", SAME_DAY, after=Moment("解除、终止日", _over), met_by=(Met("已撤销", _lifted_on),), on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), todo=Todo("撤销不准出境报备", exit_ban_lifted), survives_closing=True,
    ),
)  # fmt: skip
PARAMETERS = {"permit_days": 2, "exit_ban_days": 5}
