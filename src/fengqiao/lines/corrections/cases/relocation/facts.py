"""What must hold on either side of a change of the place of execution, and the days its clocks start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.divisions.territory import county_code
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.ending.facts import in_custody_since
from fengqiao.lines.corrections.cases.leaving import places
from fengqiao.lines.corrections.cases.relocation import moves
from fengqiao.lines.corrections.cases.relocation.moves import Move
from fengqiao.matter.procedure import Asking, Condition, Stage, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012

Data = Mapping[str, Any] | None
LAW, MEASURES, OLD = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012
REPORT_DAYS = 7


def look_up(asking: Asking) -> dict[str, Any]:
    """The new county by its official code."""
    found = places.find(str(asking.data.get("to", "")))
    home = county_code(int(asking.matter.territory))
    return {"to_code": found.code, "to_name": found.name, "to_problem": found.problem, "same_county": found.code == home}


def _place(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if places.is_abroad(str(data.get("to_code") or "")):
        return Reason("港澳台和国（境）外不能作为执行地。请核对。", need="to")
    if data.get("to_problem"):
        return Reason(str(data["to_problem"]), need="to")
    if data.get("same_county"):
        return Reason("还在本县、区之内，不用变更执行地。请登记事项报告，由社区矫正机构调整负责的司法所。", need="to")
    return None


def _none_open(facts: Facts, data: Data) -> Reason | None:
    move = moves.current(facts)
    return Reason(f"{move.asked_on.isoformat()}申请的变更执行地（{move.to}，{move.state}）还没有办完。") if move else None


def at(*states: str) -> Condition:
    """A change is under way and stands so; otherwise the button is not shown."""

    def unmet(facts: Facts, data: Data) -> str | None:
        move = moves.current(facts)
        return None if move is not None and move.state in states else "没有处在这一步的变更执行地申请。"

    return Condition("变更执行地的阶段", unmet, quiet=True)


def holds(test: Callable[[Move], bool], said: str) -> Condition:
    """Something holds of the change under way; otherwise the button is not shown."""

    def unmet(facts: Facts, data: Data) -> str | None:
        move = moves.current(facts)
        return None if move is not None and test(move) else said

    return Condition(said, unmet, quiet=True)


def _has_opinion(facts: Facts, data: Data) -> str | None:
    move = moves.current(facts)
    return None if move is None or move.opinion else "司法所还没有签署意见。请司法所先办理“签署变更意见”。"


def _agreed(facts: Facts, data: Data) -> Reason | None:
    move = moves.current(facts)
    if data is None or move is None or data.get("answer") != "yes" or move.may_be_approved:
        return None
    said = f"现在{move.state}，不能同意变更。新地不同意的，可以报请双方共同的上级协调。"
    return Reason(said, (LAW.art(27, 2), MEASURES.whole()), need="answer")


def _nothing_pending(facts: Facts, data: Data) -> Reason | None:
    """A sanction or a revocation that is proposed is decided where the facts lie."""
    waits = moves.open_proposals(facts)
    if data is None or data.get("answer") != "yes" or not waits:
        return None
    days = "、".join(fact.happened_on.isoformat() for fact in waits)
    return Reason(f"{days}提出的奖惩或撤销、收监建议还没有决定，决定之前不同意变更执行地。请先办完，再作决定。", need="answer")


def _told(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("answer") != "yes" or data.get("told"):
        return None
    return Reason("同意变更的，应当通知决定机关和新地社区矫正机构。请写明通知了谁。", (LAW.art(27, 2),), need="told")


def _at_large(facts: Facts, data: Data) -> Reason | None:
    since = in_custody_since(facts)
    return Reason(f"自{since.isoformat()}起被羁押，不能变更执行地。") if since else None


def approved(facts: Facts) -> bool:
    """Whether the last change was decided for."""
    move = moves.last(facts)
    return move is not None and move.approved is True


def refused(facts: Facts) -> bool:
    move = moves.last(facts)
    return move is not None and move.approved is False


# The new side --------------------------------------------------------------------------------------------------------


def is_incoming(facts: Facts) -> bool:
    """Whether the case comes from another county: by its inquiry or with its package."""
    return facts.opening.get("came_by") == "moved" or facts.has(moves.TAKE_OVER)


def _incoming(facts: Facts, data: Data) -> str | None:
    return None if is_incoming(facts) else "不是外地变更执行地转入的。"


def _not_answered(facts: Facts, data: Data) -> str | None:
    return "已经答复过。" if facts.has(moves.ANSWER) else None


def _late_reason(facts: Facts, data: Data) -> Reason | None:
    by = report_by(facts)
    if data is None or by is None or facts.day is None or facts.day <= by or data.get("late_reason"):
        return None
    return Reason(f"应当在{by.isoformat()}以前报到。请问明原因，填写“逾期报到的原因”。", (MEASURES.whole(),), need="late_reason")


def served_on(facts: Facts) -> date | None:
    """The day the person received the decision, as the old side registered it or its letter says."""
    move = moves.last(facts)
    written = facts.last(moves.FILE_IN)
    return written.day("served_on") if written is not None else move.served_on if move is not None else None


def report_by(facts: Facts) -> date | None:
    """The seventh day after service, before any holiday moves it."""
    day = served_on(facts)
    return day + timedelta(days=REPORT_DAYS) if day else None


def before_take_over(facts: Facts) -> Stage:
    """Here the case takes up the life it had: declared there, it is under supervision here."""
    return s.ACTIVE if facts.has("declare") else s.REGISTERED


# Clocks --------------------------------------------------------------------------------------------------------------

Pick = Callable[[Move], date | None]


def days(of: Pick, unless: Callable[[Move], bool] = lambda move: False) -> Callable[[Facts], Iterator[Start]]:
    """The day of a step of each change, once it is known."""

    def starts(facts: Facts) -> Iterator[Start]:
        for move in moves.moves(facts):
            day = of(move)
            if day is not None and not unless(move):
                yield Start(day, str(move.seq), move.to)

    return starts


def met(of: Pick) -> Callable[[Facts, str], date | None]:
    """The day of the step that meets the clock of a change; taking the whole back meets all."""

    def on(facts: Facts, key: str) -> date | None:
        move = next((each for each in moves.moves(facts) if str(each.seq) == key), None)
        if move is None:
            return None
        return of(move) or (facts.on(moves.WITHDRAW) if move.state == moves.TAKEN_BACK else None)

    return on


def inquiries(facts: Facts) -> Iterator[Start]:
    """The day the old county's inquiry came in."""
    if facts.opening.get("came_by") == "moved" and not facts.has(moves.TAKE_OVER):
        yield Start(facts.opening.happened_on)


def files_in(facts: Facts) -> Iterator[Start]:
    found = facts.last(moves.FILE_IN, moves.TAKE_OVER)
    if found is not None:
        yield Start(found.happened_on)


def reports_here(facts: Facts) -> Iterator[Start]:
    """The day of service, on the side that waits for the person."""
    day = served_on(facts)
    if day is not None and is_incoming(facts):
        yield Start(day)


INCOMING = Condition("外地转入", _incoming, quiet=True)
NOT_ANSWERED = Condition("还没有答复", _not_answered, quiet=True)
PLACE = Condition("写明新的县、区", _place)
NONE_OPEN = Condition("没有另一件变更", _none_open)
HAS_OPINION = Condition("司法所意见", _has_opinion)
AGREED = Condition("新地同意", _agreed, (LAW.art(27, 2),))
NOTHING_PENDING = Condition("没有待决的奖惩和建议", _nothing_pending)
TOLD = Condition("通知", _told, (LAW.art(27, 2),))
AT_LARGE = Condition("没有在押", _at_large)
LATE_REASON = Condition("问明原因", _late_reason)
