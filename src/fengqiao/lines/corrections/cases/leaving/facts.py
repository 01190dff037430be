"""What must hold before a leave is asked for, decided on and ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.daycount.terms import term_end
from fengqiao.divisions.territory import county_code
from fengqiao.lines.corrections import delegations
from fengqiao.lines.corrections.cases.ending.facts import in_custody_since
from fengqiao.lines.corrections.cases.leaving import asks, counting, leaves, places
from fengqiao.lines.corrections.cases.leaving.counting import AGENCY, NEW_RULES_ON, OFFICE, SUPERIOR
from fengqiao.matter.procedure import Asking, Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts, read_once
from fengqiao.statutes.corrections import (
    COMMUNITY_CORRECTIONS,
    CORRECTIONS_MEASURES,
    CORRECTIONS_MEASURES_2012,
    EXIT_AND_ENTRY,
)

Data = Mapping[str, Any] | None
LAW, MEASURES, OLD = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012
LEAD_DAYS, BY_PHONE_DAYS, MUCH_DAYS = 3, 7, 25
WHO = {OFFICE: "受委托的司法所", AGENCY: "县级社区矫正机构", SUPERIOR: "上一级社区矫正机构"}


def is_old(facts: Facts) -> bool:
    """Whether the measures of 2012 are the rule of the day asked about."""
    return facts.day is not None and facts.day < NEW_RULES_ON


def look_up(asking: Asking) -> dict[str, Any]:
    """Where the journey goes, by the official codes, recorded with the application."""
    found = places.find(str(asking.data.get("to", ""))) if asking.data.get("where") == asks.INLAND else places.Found()
    home = county_code(int(asking.matter.territory))
    stays = bool(found.code) and not places.is_leaving(home, found.code)
    return {"to_code": found.code, "to_name": found.name, "to_problem": found.problem, "stays": stays}


def weigh_now(asking: Asking) -> dict[str, Any]:
    """How the request weighs at the time of deciding, recorded with the decision and printed on its papers."""
    found = leaves.request_of(asking.facts, int(asking.data.get("request") or 0))
    if found is None:
        return {}
    weighed = leaves.weighed(asking.facts, *found, asking.happened_on)
    delegation = delegations.document(asking.matter, delegations.LEAVE, asking.happened_on) if weighed.tier == OFFICE else ""
    return {
        "days": weighed.days, "joined_days": weighed.joined_days, "two_months_days": weighed.window_days, "level": weighed.tier,
        "delegation": delegation,
    }  # fmt: skip


# Asking for it -------------------------------------------------------------------------------------------------------


def _abroad(facts: Facts, data: Data) -> Reason | None:
    if data is None or not (data.get("where") == asks.ABROAD or places.is_abroad(str(data.get("to_code") or ""))):
        return None
    said = "刑罚尚未执行完毕的，不准出境，国（境）外和港澳台的外出申请不受理。请向本人说明；确有紧急情形的，报县级社区矫正机构。"
    return Reason(said, (EXIT_AND_ENTRY.art(12, 1, 2),), need="where")


def _place(facts: Facts, data: Data) -> Reason | None:
    problem = data.get("to_problem") if data else ""
    return Reason(str(problem), need="to") if problem else None


def _leaves(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("stays"):
        return None
    said = f"去{data.get('to_name')}没有离开所居住的市、县，不用申请外出。请告诉本人直接前往，照常报告。"
    return Reason(said, (LAW.art(27, 1),), need="to")


def _dates(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data["to_on"] < data["from_on"]:
        return Reason(f"返回日期{data['to_on']}早于离开日期{data['from_on']}。请核对。", need="to_on")
    if facts.day is not None and data["from_on"] < facts.day.isoformat():
        said = f"离开日期{data['from_on']}已经过去。没有申请就外出的，请核实情况，不在这里补批。"
        return Reason(said, (LAW.art(27, 1),), need="from_on")
    return None


def _in_time(facts: Facts, data: Data) -> Reason | None:
    if data is None or facts.day is None or data.get("urgent"):
        return None
    if date.fromisoformat(data["from_on"]) - facts.day >= timedelta(days=LEAD_DAYS):
        return None
    return Reason(  # measures, recalled as 27
        "外出一般提前三日申请。情况紧急的，请写明急在哪里；夜间等来不及的，可以办理“电话应急批准”。", (MEASURES.whole(),), need="urgent"
    )


def _beside(facts: Facts, data: Data) -> Reason | None:
    """Not while another leave of those days waits, is approved, or has not been ended."""
    if data is None:
        return None
    for leave in leaves.leaves(facts):
        if leave.withdrawn_on or (leave.requests[0].answer == "no"):
            continue
        if leave.under_way and facts.day is not None and leave.to_on < facts.day:
            return Reason(f"上一次外出（{leave.label}）还没有销假。请先办理“销假”，再申请新的外出。")
        last = leave.back_on - timedelta(days=1) if leave.back_on else leave.to_on  # back on the day one leaves again
        if data["from_on"] <= last.isoformat() and leave.from_on.isoformat() <= data["to_on"]:
            return Reason(f"与另一次外出（{leave.label}）的日期重叠。要延长的，请办理“申请续假”；要改期的，先办理“撤销外出”。", need="from_on")
    return None


def _at_large(facts: Facts, data: Data) -> Reason | None:
    since = in_custody_since(facts)
    return Reason(f"自{since.isoformat()}起被羁押，不能申请外出。") if since else None


def _of_2012(facts: Facts, data: Data) -> Reason | None:
    """Until the end of June 2020: for medical treatment or a family's emergency, and never longer than a month."""
    if data is None or not is_old(facts):
        return None
    if data.get("reason", asks.FAMILY) not in (asks.MEDICAL, asks.FAMILY):
        return Reason("2020年6月30日以前，外出限于就医和家庭重大变故。请核对发生日期和理由。", (OLD.whole(),), need="reason")
    return _no_month(data["from_on"], data["to_on"])


def _longer_2012(facts: Facts, data: Data) -> Reason | None:
    leave = leaves.leave_of(facts, int(data.get("leave") or 0)) if data else None
    return _no_month(leave.from_on.isoformat(), data["to_on"]) if leave and data and is_old(facts) else None


def _no_month(from_on: str, to_on: str) -> Reason | None:
    if date.fromisoformat(to_on) <= term_end(date.fromisoformat(from_on), months=1):
        return None
    return Reason("2020年6月30日以前，每次外出不得超过一个月。请缩短日期。", (OLD.whole(),), need="to_on")


def _short(facts: Facts, data: Data) -> Reason | None:
    if data is None or _days(data) <= BY_PHONE_DAYS:
        return None
    return Reason(f"电话应急批准不超过{BY_PHONE_DAYS}日。更长的请先批到{BY_PHONE_DAYS}日，再办理“申请续假”。", need="to_on")


def _days(data: Mapping[str, Any]) -> int:
    return (date.fromisoformat(data["to_on"]) - date.fromisoformat(data["from_on"])).days + 1


def _longer(facts: Facts, data: Data) -> Reason | None:
    leave = leaves.leave_of(facts, int(data.get("leave") or 0)) if data else None
    if leave is None or data is None:
        return None
    if leave.pending is not None:
        return Reason(f"{leaves.request_label(leave, leave.pending)}还没有决定。请先等决定。", need="leave")
    if facts.day is not None and facts.day > leave.to_on:
        said = f"外出到{leave.to_on.isoformat()}为止，已经过期，不能续假。请通知本人返回并销假，问明原因。"
        return Reason(said, (MEASURES.whole(),), need="leave")
    if data["to_on"] <= leave.to_on.isoformat():
        return Reason(f"延长后的日期须晚于现在的{leave.to_on.isoformat()}。请核对。", need="to_on")
    return None


# Deciding on it ------------------------------------------------------------------------------------------------------


def _chosen(facts: Facts, data: Data) -> tuple[leaves.Leave, leaves.Request] | None:
    return leaves.request_of(facts, int(data.get("request") or 0)) if data else None


def _undecided(facts: Facts, data: Data) -> Reason | None:
    """Who comes second is told who was first."""
    found = _chosen(facts, data)
    if found is None:
        return Reason("没有这件外出申请。请刷新页面后再选。", need="request") if data is not None else None
    leave, request = found
    if leave.withdrawn_on is not None:
        return Reason(f"这次外出已于{leave.withdrawn_on.isoformat()}撤销，不用再决定。", need="request")
    if request.open:
        return None
    answer = dict(asks.ANSWERS).get(request.answer, "")
    on = request.decided_on.isoformat() if request.decided_on else ""
    return Reason(f"这件申请已由{request.decided_by}于{on}决定：{answer}。您的决定没有记入。", need="request")


def _complete(facts: Facts, data: Data) -> Reason | None:
    found = _chosen(facts, data)
    if found is None or found[1].complete_on is not None:
        return None
    return Reason("还在等本人补充材料。材料补齐后办理“补齐外出材料”，再决定。", need="request")


def level(*tiers: str) -> Condition:
    """The request is for one of these levels to decide, weighed with everything known today."""

    def unmet(facts: Facts, data: Data) -> Reason | None:
        found = _chosen(facts, data)
        if found is None or facts.day is None or not found[1].open:
            return None
        weighed = leaves.weighed(facts, *found, facts.day)
        if weighed.tier in tiers:
            return None
        source = (OLD.whole(),) if is_old(facts) else (LAW.art(27, 1), MEASURES.whole())
        return Reason(f"{weighed.words}，应由{WHO[weighed.tier]}决定。请转交办理。", source, need="request")

    return Condition("审批权限", unmet, (LAW.art(27, 1), OLD.whole()))


def waits(*tiers: str) -> Condition:
    """Something waits for one of these levels; otherwise the button is not shown."""
    return some(lambda facts: leaves.requests(facts, *tiers), "没有等着决定的外出申请。")


def some(found: Callable[[Facts], list[tuple[int, str]]], said: str) -> Condition:
    """There is something to choose; otherwise the button is not shown."""
    return Condition(said, lambda facts, data: None if data is not None or found(facts) else said, quiet=True)


def _has_opinion(facts: Facts, data: Data) -> Reason | None:
    found = _chosen(facts, data)
    if found is None or found[1].opinion:
        return None
    return Reason("司法所还没有签署意见。请司法所先办理“签署外出意见”。", need="request")


def _reasons(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("answer") != "no" or (data.get("refused_for") and data.get("opinion_text")):
        return None
    said = "有正当理由的外出应当批准。不批准的，请选择理由并写明意见，本人可以据此申诉。"
    return Reason(said, (LAW.art(27, 1),), need="refused_for" if not data.get("refused_for") else "opinion_text")


def _superior_said(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("answer") == "no" and not data.get("opinion_text"):
        return Reason("不批准的，请照批复写明理由。", (LAW.art(27, 1),), need="opinion_text")
    if data.get("answer") == "yes" and not data.get("told_proc"):
        return Reason("上一级批准的外出，应当通报县级人民检察院。请通报后勾选。", (MEASURES.whole(),), need="told_proc")
    return None


# Being away and coming back ------------------------------------------------------------------------------------------


def _gone(facts: Facts, data: Data) -> Reason | None:
    leave = leaves.leave_of(facts, int(data.get("leave") or 0)) if data else None
    if data is None:
        return None
    if leave is None or not leave.under_way:
        return Reason("没有这次外出，或者已经销假。请刷新页面后再选。", need="leave")
    if facts.day is not None and facts.day < leave.from_on:
        return Reason("还没有到离开的日期。不去了的，请办理“撤销外出”。", need="leave")
    return None


def _not_gone(facts: Facts, data: Data) -> Reason | None:
    leave = leaves.leave_of(facts, int(data.get("leave") or 0)) if data else None
    if leave is None or not leave.under_way or facts.day is None or facts.day < leave.from_on:
        return None
    return Reason("已经到了外出的日期。本人没有去或者已经回来的，请办理“销假”；要叫回来的，请办理“责令返回”。", need="leave")


def _late_reason(facts: Facts, data: Data) -> Reason | None:
    leave = leaves.leave_of(facts, int(data.get("leave") or 0)) if data else None
    if leave is None or data is None or facts.day is None or facts.day <= leave.to_on or data.get("late_reason"):
        return None
    days = (facts.day - leave.to_on).days
    return Reason(f"逾期{days}日返回。请问明原因，填写“逾期返回的原因”。", need="late_reason")


# Clocks --------------------------------------------------------------------------------------------------------------


@read_once
def _tiers(facts: Facts) -> dict[int, str]:
    """Whose each request with all its papers is to decide; that of a decided one by what was known then."""
    found = {}
    for leave in leaves.leaves(facts):
        for request in leave.requests:
            if request.complete_on is None or (leave.by_phone and request.seq == leave.seq):
                continue
            known = facts if request.open else facts.until(request.decided_on or request.asked_on)
            found[request.seq] = leaves.weighed(known, leave, request, request.decided_on or request.complete_on).tier
    return found


def deciding(tier: str) -> Callable[[Facts], Iterator[Start]]:
    """The requests of a level from the day their papers were complete."""

    def starts(facts: Facts) -> Iterator[Start]:
        tiers = _tiers(facts)
        for leave in leaves.leaves(facts):
            for request in leave.requests:
                if tiers.get(request.seq) == tier and request.complete_on is not None:
                    yield Start(request.complete_on, str(request.seq), leaves.request_label(leave, request))

    return starts


def decided_on(facts: Facts, key: str) -> date | None:
    """The day a request was decided on or withdrawn."""
    found = leaves.request_of(facts, int(key)) if key.isdigit() else None
    if found is None:
        return None
    leave, request = found
    return request.decided_on or leave.withdrawn_on or leave.back_on


def ends(facts: Facts) -> Iterator[Start]:
    """The last day of each approved leave."""
    for leave in leaves.leaves(facts):
        if leave.approved_on is not None:
            yield Start(leave.to_on, str(leave.seq), leave.label)


def back_on(facts: Facts, key: str) -> date | None:
    """The day the person was back."""
    leave = leaves.leave_of(facts, int(key)) if key.isdigit() else None
    return leave.back_on if leave else None


def recalled_or_back_on(facts: Facts, key: str) -> date | None:
    leave = leaves.leave_of(facts, int(key)) if key.isdigit() else None
    return (leave.recalled_on or leave.back_on) if leave is not None else None


def by_phone(facts: Facts) -> Iterator[Start]:
    """The leaves approved by telephone, whose papers follow."""
    for leave in leaves.leaves(facts):
        if leave.by_phone and leave.approved_on is not None:
            yield Start(leave.requests[0].asked_on, str(leave.seq), leave.label)


def on_paper_on(facts: Facts, key: str) -> date | None:
    leave = leaves.leave_of(facts, int(key)) if key.isdigit() else None
    return leave.on_paper_on if leave else None


def leaving_tomorrow(facts: Facts) -> str | None:
    """The leave that begins the day after the one asked about."""
    found = _begins_tomorrow(facts)
    return f"明天（{found.from_on.isoformat()}）起外出，到{found.to_on.isoformat()}返回。" if found else None


def which_tomorrow(facts: Facts) -> str:
    found = _begins_tomorrow(facts)
    return str(found.seq) if found else ""


def _begins_tomorrow(facts: Facts) -> leaves.Leave | None:
    tomorrow = facts.day + timedelta(days=1) if facts.day else None
    return next((leave for leave in leaves.under_way(facts) if leave.from_on == tomorrow), None)


def next_departure(facts: Facts) -> date | None:
    """The eve of a leave and the day it begins: on these :func:`leaving_tomorrow` says something, and nothing any more."""
    begins = [leave.from_on for leave in leaves.under_way(facts)]
    return min((day for on in begins for day in (on - timedelta(days=1), on) if facts.day and day > facts.day), default=None)


def much_away(facts: Facts) -> str | None:
    found = leaves.in_two_months(facts)
    if found is None or found[0] < MUCH_DAYS:
        return None
    return f"两个月内外出累计{found[0]}日（到{found[1].isoformat()}），超过{counting.AGENCY_DAYS}日的由上一级批准。"


ABROAD = Condition("不出境", _abroad, (EXIT_AND_ENTRY.art(12, 1, 2),))
PLACE = Condition("写明县、区", _place)
LEAVES = Condition("离开所居住的市、县", _leaves, (LAW.art(27, 1),))
DATES = Condition("日期", _dates)
IN_TIME = Condition("提前三日", _in_time)
BESIDE = Condition("不与另一次外出重叠", _beside)
AT_LARGE = Condition("没有在押", _at_large)
OF_2012 = Condition("2012年办法的限制", _of_2012, (OLD.whole(),))
LONGER_2012 = Condition("2012年办法的限制", _longer_2012, (OLD.whole(),))
SHORT = Condition("应急不超过七日", _short)
LONGER = Condition("到期前续假", _longer)
UNDECIDED = Condition("还没有决定", _undecided)
COMPLETE = Condition("材料齐全", _complete)
HAS_OPINION = Condition("司法所意见", _has_opinion)
REASONS = Condition("不批准的理由", _reasons, (LAW.art(27, 1),))
SUPERIOR_SAID = Condition("批复", _superior_said)
NOT_GONE = Condition("还没有外出", _not_gone)
GONE = Condition("外出中", _gone)
LATE_REASON = Condition("问明原因", _late_reason)
