"""What custody and the end read from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.duties.rhythms import GOES_ON, STOPS
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW

Data = Mapping[str, Any] | None
A_MONTH = timedelta(days=30)


def in_custody_since(facts: Facts) -> date | None:
    """Since when the person is held, None while at large."""
    last = facts.last(*STOPS, *GOES_ON)
    return last.happened_on if last is not None and last.action in STOPS else None


def ends(facts: Facts) -> Iterator[Start]:
    """The last day of the measure, once the person is under supervision."""
    day = measure.to_on(facts)
    if day is not None and facts.has("report_in", "deliver"):
        yield Start(day, key=day.isoformat())


def a_month_before(facts: Facts) -> Iterator[Start]:
    """Thirty days before the last day."""
    for start in ends(facts):
        yield Start(start.on - A_MONTH, key=start.key)


def _over(facts: Facts, data: Data) -> Reason | None:
    end = measure.to_on(facts)
    today = facts.day
    if end is None:
        return Reason("没有矫正止日，不能判断是否期满。请先登记法律文书。")
    if data is not None and data.get("kind") == "02":
        return None
    if today is not None and today < end:
        return Reason(f"矫正期到{end.isoformat()}届满，现在还没有期满。证明书可以先准备，到期当日发放。", (LAW.art(44),))
    return None


def _not_pending(facts: Facts, data: Data) -> Reason | None:
    hold, resume = facts.last("hold"), facts.last("resume")
    if hold is None or (resume is not None and resume.place > hold.place):
        return None
    return Reason("撤销或者收监的建议还没有决定，不能解除。请等决定，办理“建议已有决定”。", (LAW.art(48), LAW.art(49)))


def _held(facts: Facts, data: Data) -> str | None:
    return None if in_custody_since(facts) else "本人没有被羁押。"


def _at_large(facts: Facts, data: Data) -> str | None:
    since = in_custody_since(facts)
    return f"自{since.isoformat()}起已被羁押，不再重复登记。" if since else None


OVER = Condition("已经期满", _over, (LAW.art(44),))
NOT_PENDING = Condition("没有待决的建议", _not_pending)
HELD = Condition("在押", _held, quiet=True)
AT_LARGE = Condition("没有在押", _at_large, quiet=True)
