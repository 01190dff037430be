"""What the device chapter reads from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.conduct import sanctions
from fengqiao.lines.corrections.cases.device import orders as o
from fengqiao.lines.corrections.cases.living.facts import is_minor
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW

Data = Mapping[str, Any] | None
INJUNCTION, LEFT, WARNED, PUNISHED, TO_BE_REVOKED = "1", "2", "3", "4", "5"
GROUNDED: dict[str, Callable[[Facts], bool]] = {
    INJUNCTION: lambda facts: bool(facts.value("injunctions")),
    LEFT: lambda facts: True,
    WARNED: lambda facts: bool(sanctions.served(facts, sanctions.WARN)),
    PUNISHED: sanctions.was_punished,
    TO_BE_REVOKED: lambda facts: measure.category(facts) != codes.CONTROL,
}
LACKING = {
    INJUNCTION: "法律文书没有禁止令，不能以违反禁止令为由使用电子定位。请核对文书，或选择其他情形。",
    WARNED: "本案没有已送达的警告，不能以“拒不报告，被给予警告”为由使用电子定位。请先依程序给予警告并送达，或选择其他情形。",
    PUNISHED: "本案没有登记治安管理处罚的结果，不能选择这一情形。请先办理“登记治安处罚结果”，或选择其他情形。",
    TO_BE_REVOKED: "管制没有可以撤销的缓刑、假释，也没有收监执行，不能选择这一情形。请选择其他情形。",
}


def proposals(facts: Facts) -> Iterator[Start]:
    for order in o.orders(facts):
        yield Start(order.proposed_on, key=str(order.seq), label=order.label)


def approvals(facts: Facts) -> Iterator[Start]:
    for order in o.orders(facts):
        if order.approved_on is not None and order.state != o.REFUSED:
            yield Start(order.approved_on, key=str(order.seq), label=order.label)


def last_days(facts: Facts) -> Iterator[Start]:
    """The last day of each order worn, extensions included."""
    for order in o.orders(facts):
        if order.end_on is not None:
            yield Start(order.end_on, key=str(order.seq), label=order.label)


def ends(facts: Facts) -> Iterator[Start]:
    """The day each order ended, from which the device is to be off."""
    for order in o.orders(facts):
        if order.ended_on is not None and order.fitted_on is not None:
            yield Start(order.ended_on, key=str(order.seq), label=order.label)


def _order(facts: Facts, key: str) -> o.Order | None:
    return next((order for order in o.orders(facts) if str(order.seq) == key), None)


def answered_on(facts: Facts, key: str) -> date | None:
    order = _order(facts, key)
    return order.approved_on if order else None


def fitted_on(facts: Facts, key: str) -> date | None:
    """The day it was put on, or the day it no longer could be: custody or the end of the case."""
    order = _order(facts, key)
    return order.fitted_on if order else None


def ended_on(facts: Facts, key: str) -> date | None:
    """The day it ended before its time."""
    order = _order(facts, key)
    return order.ended_on if order and order.ended_by != o.BY_TIME else None


def taken_off_on(facts: Facts, key: str) -> date | None:
    order = _order(facts, key)
    return order.taken_off_on if order else None


def _none_open(facts: Facts, data: Data) -> Reason | None:
    open_ = [order for order in o.orders(facts) if order.state in (o.PROPOSED, o.APPROVED, o.ON)]
    return (
        Reason(f"{open_[0].word}的电子定位{open_[0].state}，不能再提一件。需要延长的，请办理“评估是否延长”。")
        if open_
        else None
    )


def _grounded(facts: Facts, data: Data) -> Reason | None:
    if data is None or GROUNDED[data["ground"]](facts):
        return None
    return Reason(LACKING[data["ground"]], (LAW.art(29, 1),), need="ground")


def _authority(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("as_whom") != "deputy" or data.get("authority"):
        return None
    said = "须经县级司法行政部门负责人批准。副职批准的，须有书面授权：请填写授权文件的名称和文号；没有授权的，请报负责人批准。"
    return Reason(said, (LAW.art(29, 1),), need="authority")


def _guardian(facts: Facts, data: Data) -> Reason | None:
    if data is None or not is_minor(facts) or data.get("guardian_there"):
        return None
    return Reason("社区矫正对象按未成年人矫正，监护人应当到场。请安排后再办理。", need="guardian_there")


def _witness(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("notice_signed") != "refused" or data.get("witness"):
        return None
    return Reason("本人拒绝签名的，由在场人签名证明。请填写在场人。", need="witness")


def _not_held(facts: Facts, data: Data) -> Reason | None:
    from fengqiao.lines.corrections.cases.ending.facts import in_custody_since

    return Reason("本人在押，不能佩戴。羁押结束后仍有必要的，重新提出。") if in_custody_since(facts) else None


def _before_end(facts: Facts, data: Data) -> Reason | None:
    """An extension is decided on or before the last day; after it the order is over."""
    if o.worn(facts) is not None:
        return None
    last = next((order for order in reversed(o.orders(facts)) if order.ended_by == o.BY_TIME), None)
    if last is None or last.end_on is None:
        return Reason("没有使用中的电子定位，不能延长。")
    said = f"{last.label}电子定位已于{last.end_on.isoformat()} 24时到期，不能再延长。仍有法定情形和必要的，重新提出、重新批准。"
    return Reason(said, (LAW.art(29, 2),))


def _waits(*states: str, said: str) -> Condition:
    return Condition(said, lambda facts, data: None if any(o.in_state(facts, *states)) else said, quiet=True)


def _assessed(facts: Facts, data: Data) -> str | None:
    return (
        None if o.worn(facts) is None or any(o.assessed(facts)) else "没有书面评估，不能延长。请先办理“评估是否延长”。"
    )


def _worn_still(facts: Facts, data: Data) -> str | None:
    return None if o.still_worn(facts) else "没有待取下的装置。"


def _ever(facts: Facts, data: Data) -> str | None:
    return None if any(order.fitted_on for order in o.orders(facts)) else "没有使用过电子定位。"


NONE_OPEN = Condition("没有未了的电子定位", _none_open)
GROUND = Condition("法定情形有依据", _grounded, (LAW.art(29, 1),))
AUTHORITY = Condition("负责人批准", _authority, (LAW.art(29, 1),))
GUARDIAN = Condition("监护人到场", _guardian)
WITNESS = Condition("在场人", _witness)
NOT_HELD = Condition("没有在押", _not_held)
BEFORE_END = Condition("在到期日以前", _before_end, (LAW.art(29, 2),))
ASSESSED = Condition("有书面评估", _assessed, (LAW.art(29, 2),))
WAITS_FOR_APPROVAL = _waits(o.PROPOSED, said="没有等着批准的电子定位。")
WAITS_FOR_FITTING = _waits(o.APPROVED, said="没有已批准、待佩戴的电子定位。")
WORN = _waits(o.ON, said="没有使用中的电子定位。")
STILL_WORN = Condition("有待取下的装置", _worn_still, quiet=True)
EVER = Condition("使用过", _ever, quiet=True)
