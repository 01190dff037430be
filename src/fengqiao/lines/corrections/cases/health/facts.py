"""What health reads from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.health import asks
from fengqiao.lines.corrections.cases.health.rhythms import waiting
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

Data = Mapping[str, Any] | None
# The act by which the agency proposes to recommit; the chapter of revocation declares it
RECOMMIT = ("propose_revocation",)


def doubts(facts: Facts) -> Iterator[Start]:
    """Each review that left a doubt."""
    for fact in facts.all("review_illness"):
        if fact.get("verdict") == asks.DOUBT:
            yield Start(fact.happened_on, key=str(fact.seq))


def rediagnosed_on(facts: Facts, key: str) -> date | None:
    return _first_after(facts, key, "rediagnosis")


def foreseen(facts: Facts) -> Iterator[Start]:
    """The day on which the ground is likely to be gone, as last foreseen."""
    fact = facts.last("foresee_ground_end")
    day = fact.day("ends_on") if fact else None
    if fact is not None and day is not None:
        yield Start(day, key=str(fact.seq))


def looked_into_on(facts: Facts, key: str) -> date | None:
    return _first_after(facts, key, "ground_ended", "ground_stands", "foresee_ground_end")


def ground_gone(facts: Facts) -> Iterator[Start]:
    """The ground has gone while the term still runs: recommittal is to be proposed at once."""
    for fact in facts.all("ground_ended"):
        end = measure.to_on(facts)
        if end is None or fact.happened_on < end:
            yield Start(fact.happened_on, key=str(fact.seq))


def recommittal_on(facts: Facts, key: str) -> date | None:
    return _first_after(facts, key, *RECOMMIT, "ground_stands")


def _first_after(facts: Facts, key: str, *actions: str) -> date | None:
    later = [fact for fact in facts.all(*actions) if key.isdigit() and fact.seq > int(key)]
    return later[0].happened_on if later else None


def _outside(facts: Facts, data: Data) -> str | None:
    return None if measure.category(facts) == codes.OUTSIDE else "只有暂予监外执行的对象有这项。"


def _ill(facts: Facts, data: Data) -> str | None:
    return None if facts.value("outside_reason") == codes.ILLNESS else "只有保外就医的对象要病情复查。"


def _said_doubt(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("verdict") != asks.DOUBT or data.get("doubt"):
        return None
    return Reason("有疑问的，请写明疑问，以便要求重新诊断。", need="doubt")


def _designated(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("verdict") == asks.DOUBT or data.get("designated"):
        return None
    return Reason("病情复查应当由省级人民政府指定的医院出具材料。不是的，请选“有疑问，要求重新诊断”，不因此算作违规。", need="designated")


def _doubted(facts: Facts, data: Data) -> str | None:
    open_ones = [start for start in doubts(facts) if rediagnosed_on(facts, start.key) is None]
    return None if open_ones else "没有等着重新诊断的疑问。"


def _none_waiting(facts: Facts, data: Data) -> Reason | None:
    return Reason("已有一件推迟的申请等着决定。请先办理“决定推迟”。") if waiting(facts) is not None else None


def _later(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("window"):
        return None
    first = str(data["window"]).rpartition(":")[2]
    if data["until"] > first:
        return None
    return Reason("推迟到的日期应当晚于这一期的起日。", need="until")


def _waits(facts: Facts, data: Data) -> str | None:
    return None if waiting(facts) is not None else "没有等着决定的推迟申请。"


def _tier(facts: Facts, data: Data) -> Reason | None:
    """How long it is put off says who decides."""
    delay = waiting(facts)
    if data is None or delay is None or data.get("answer") != "yes":
        return None
    words = dict(asks.TIERS)
    order = [asks.AGENCY, asks.MIDDLE, asks.TOP]
    if order.index(data.get("tier", asks.AGENCY)) < order.index(delay.tier):
        return Reason(f"推迟到{delay.until.isoformat()}，应当由{words[delay.tier]}批准。请报批后再登记。", need="tier")
    if data.get("tier") != asks.AGENCY and not data.get("document"):
        return Reason("请写明上级批准的文书。", need="document")
    return None


OUTSIDE = Condition("暂予监外执行", _outside, quiet=True)
ILL = Condition("保外就医", _ill, quiet=True)
SAID_DOUBT = Condition("写明疑问", _said_doubt)
DESIGNATED = Condition("指定的医院", _designated)
DOUBTED = Condition("有疑问", _doubted, quiet=True)
NONE_WAITING = Condition("没有待决的推迟", _none_waiting)
LATER = Condition("推迟的日期", _later)
WAITS = Condition("有待决的推迟", _waits, quiet=True)
TIER = Condition("批准的层级", _tier)
