"""What reception reads from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure, stages
from fengqiao.matter.procedure import Condition, Stage, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW

Data = Mapping[str, Any] | None
CAME = ("report_in", "deliver")
WRONG = ("missing", "faulty")


def is_outside(facts: Facts) -> bool:
    return measure.category(facts) == codes.OUTSIDE


def comes_by_itself(facts: Facts) -> bool:
    """Whether the person reports in; those released from prison for a time are delivered (社区矫正法第二十一条)."""
    return bool(measure.category(facts)) and not is_outside(facts)


def received_on(facts: Facts) -> date | None:
    """The day of the first appearance, which stays the day of reception whatever comes later."""
    fact = facts.first(*CAME)
    return fact.happened_on if fact else None


def lacking(facts: Facts) -> list[str]:
    """The documents still missing or faulty, as last recorded of each."""
    states: dict[str, str] = {}
    for fact in facts.all("documents", "complete_documents"):
        states |= {row["kind"]: row["state"] for row in fact.get("documents", ())}
    words = dict(codes.PAPERS)
    return [words[kind] for kind, state in states.items() if state in WRONG]


def papers_are_there(facts: Facts) -> bool:
    return facts.has("documents") and not lacking(facts)


def after_documents(facts: Facts) -> Stage:
    """Registered once person and papers are there; else waiting for whichever is not."""
    came = received_on(facts) is not None
    if came:
        return stages.REGISTERED if papers_are_there(facts) else stages.PROVISIONAL
    if facts.has("not_reported"):
        return stages.OVERDUE_REPORT
    return stages.AWAITING if facts.has("documents") else stages.NOTICED


def seat(facts: Facts) -> int | None:
    """The justice office of the place of residence; a move inside the county changes it."""
    value = facts.value("office")
    return int(value) if value else None


def effective(facts: Facts) -> Iterator[Start]:
    """The day the judgment took effect: documents are due, the person is to report. Who moves in has reported elsewhere."""
    day = measure.effective_on(facts)
    if day is not None and facts.opening.get("came_by") != "moved":
        yield Start(day)


def reporting(facts: Facts) -> Iterator[Start]:
    """The day from which the ten days of reporting run."""
    if comes_by_itself(facts):
        yield from effective(facts)


def delivering(facts: Facts) -> Iterator[Start]:
    """The day the prison or police received the decision."""
    value = facts.value("decision_received_on")
    if is_outside(facts) and value:
        yield Start(date.fromisoformat(value))


def _of_ourselves(facts: Facts, data: Data) -> Reason | None:
    if not is_outside(facts):
        return None
    return Reason("暂予监外执行的对象由监狱、看守所或者公安机关移送，不是自行报到。请办理“移送接收”。", (LAW.art(21),))


def _delivered(facts: Facts, data: Data) -> Reason | None:
    if is_outside(facts):
        return None
    return Reason("管制、缓刑、假释的对象自行报到，不用移送。请办理“登记报到”。", (LAW.art(21),))


def _not_yet(facts: Facts, data: Data) -> Reason | None:
    came = received_on(facts)
    return Reason(f"已于{came.isoformat()}接收，不再重复登记。") if came else None


def _late_reason(facts: Facts, data: Data) -> Reason | None:
    late = facts.last("not_reported")
    if data is None or late is None or data.get("late_reason"):
        return None
    return Reason("已逾期报到。请问明原因，填写“逾期报到的原因”；没有正当理由的，另按规定处理。", (LAW.art(21),), need="late_reason")


def _ends_after(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["measure_to"] >= data["measure_from"]:
        return None
    return Reason(f"矫正止日{data['measure_to']}早于起日{data['measure_from']}。请照文书核对。", need="measure_to")


def _no_injunction(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("injunctions") or measure.category(facts) in (codes.CONTROL, codes.PROBATION):
        return None
    return Reason("禁止令只适用于管制和缓刑。请核对矫正类别和文书。", need="injunctions")


def _outside_reason(facts: Facts, data: Data) -> Reason | None:
    if data is None or not is_outside(facts) or data.get("outside_reason"):
        return None
    return Reason("暂予监外执行须写明是哪一种情形。请选择“暂予监外执行情形”。", need="outside_reason")


OF_ITSELF = Condition("自行报到", _of_ourselves, (LAW.art(21),), quiet=True)
DELIVERED = Condition("移送", _delivered, (LAW.art(21),), quiet=True)
NOT_YET = Condition("还没有接收", _not_yet, quiet=True)
LATE_REASON = Condition("逾期须问明原因", _late_reason, (LAW.art(21),))
ENDS_AFTER = Condition("止日不早于起日", _ends_after)
NO_INJUNCTION = Condition("禁止令的适用", _no_injunction)
OUTSIDE_REASON = Condition("写明情形", _outside_reason)
