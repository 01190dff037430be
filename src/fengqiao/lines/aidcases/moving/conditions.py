"""What must hold before a case moves between centres."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.lines.aidcases.moving import facts as m
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

Data = Mapping[str, Any] | None


def _open(facts: Facts, data: Data) -> Reason | None:
    return Reason("所选机构现在不能收函（没有经安全管理员确认、已停用或者撤并）。请核对“往来单位”，或者换一个机构。", need="centre") if data and data.get("centre_closed") else None


def _none_waits(facts: Facts, data: Data) -> Reason | None:
    fact = m.waiting(facts)
    return Reason(f"已于{fact.happened_on}移交{fact.get('to_agency', '')}，对方还没有答复。请先登记对方接收或者退回。") if fact else None


def _waits(facts: Facts, data: Data) -> Reason | None:
    return None if m.waiting(facts) else Reason("没有等待答复的移交。")


def _new(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same_case"):
        return None
    return Reason(f"移交机构的这一件（{data.get('their_number')}）已经接收，案号{data['same_case']}。不要重复登记。", need="their_number")


def _came(facts: Facts, data: Data) -> Reason | None:
    return None if facts.opening.action == m.TAKE_OVER else Reason("这件案件不是其他法律援助机构移交来的。")


def _task_open(facts: Facts, data: Data) -> Reason | None:
    return None if list(m.open_tasks(facts)) else Reason("没有等待答复的协作。")


CENTRE_OPEN = Condition("可以向对方发函", _open)
NONE_WAITS = Condition("没有等待答复的移交", _none_waits)
WAITS = Condition("有等待答复的移交", _waits, quiet=True)
NEW_CASE = Condition("没有接收过", _new)
CAME = Condition("由其他机构移交来", _came, quiet=True)
TASK_OPEN = Condition("有等待答复的协作", _task_open, quiet=True)
