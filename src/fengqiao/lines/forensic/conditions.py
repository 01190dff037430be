"""What must hold: an institute that may and can, one extension, times that do not lie across each other, an opinion after its commission."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.lines.forensic import codes, rules, states
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

Data = Mapping[str, Any] | None


def _fit(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("institute_problem"):
        return None
    return Reason(str(data["institute_problem"]), (rules.SCOPE,) if data.get("outside_scope") else (), "institute")


def _of_a_case(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("without_case"):
        return None
    return Reason("承办人只登记自己案件的鉴定委托。请打开那一件案件，从“由本案登记”进入。")


def _client_named(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("client") in (None, codes.SELF) or data.get("client_name"):
        return None
    return Reason("由单位委托的，请写委托单位的名称。", need="client_name")


def _no_overlap(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("overlaps"):
        return None
    said = f"这段时间和已经登记的补充材料（{data['overlaps']}）重叠，同一天不能扣两次。请核对起止日期；要改已经登记的，办理“更正”。"
    return Reason(said, (rules.NOT_COUNTED,), "back_on" if data.get("back_on") else "")


def _back_after(facts: Facts, data: Data) -> Reason | None:
    back = data.get("back_on") if data else None
    if not back or facts.day is None or date.fromisoformat(back) >= facts.day:
        return None
    return Reason(f"补来的日期{back}早于要求补充的日期{facts.day.isoformat()}。请核对。", need="back_on")


def _once(facts: Facts, data: Data) -> Reason | None:
    more = states.longer(facts)
    if more is None:
        return None
    said = f"已经在{more.happened_on.isoformat()}延长过{more.get('days')}个工作日，只能延长一次。双方另有约定的，登记“另行约定的时限”。"
    return Reason(said, (rules.LONGER,))


def _not_agreed(facts: Facts, data: Data) -> Reason | None:
    other = states.agreed(facts)
    if other is None:
        return None
    return Reason(f"双方已经约定{other.get('days')}个工作日，从约定，不再延长。改了约定的，再登记一次“另行约定的时限”。", (rules.AGREED,))


def _at_most_thirty(facts: Facts, data: Data) -> Reason | None:
    if data is None or int(data.get("days") or 0) <= codes.MOST_LONGER:
        return None
    said = f"延长一般不得超过三十个工作日，写的是{data['days']}个。请核对；双方另有约定的，登记“另行约定的时限”。"
    return Reason(said, (rules.LONGER,), "days")


def _before_the_end(facts: Facts, data: Data) -> Reason | None:
    was_due = str(data.get("was_due", "")) if data else ""
    if not was_due or facts.day is None or facts.day.isoformat() <= was_due:
        return None
    said = f"鉴定时限已于{was_due}届满，届满以后不能再延长。机构是届满前批准的，写批准的那天；不是的，请催办，或者登记另行约定的时限。"
    return Reason(said, (rules.LONGER,), "happened_on")


def _told_then(facts: Facts, data: Data) -> Reason | None:
    told = data.get("told_on") if data else None
    if not told or facts.day is None or date.fromisoformat(told) >= facts.day:
        return None
    return Reason(f"告知委托人的日期{told}早于批准延长的日期{facts.day.isoformat()}。请核对。", (rules.LONGER,), "told_on")


def _opinion_dated(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("opinion_on"):
        return None
    on, since = date.fromisoformat(data["opinion_on"]), facts.opening.happened_on
    if on < since:
        return Reason(f"意见书的日期{on.isoformat()}早于委托书生效的日期{since.isoformat()}。请核对是不是这一次委托的意见书。", need="opinion_on")
    if facts.day is not None and on > facts.day:
        return Reason(f"意见书的日期{on.isoformat()}晚于收到的日期{facts.day.isoformat()}。请核对。", need="opinion_on")
    return None


def _another(facts: Facts, data: Data) -> Reason | None:
    return Reason("跟踪的人没有变，不用办理。") if data is not None and data.get("same") else None


FIT = Condition("鉴定机构可以接受委托", _fit)
OF_A_CASE = Condition("承办人从案件登记", _of_a_case)
CLIENT_NAMED = Condition("写明委托单位", _client_named)
NO_OVERLAP = Condition("补充材料的时间不重叠", _no_overlap)
BACK_AFTER = Condition("补来不早于要求补充", _back_after)
ONCE = Condition("没有延长过", _once)
NOT_AGREED = Condition("没有另行约定", _not_agreed)
AT_MOST_THIRTY = Condition("延长不超过三十个工作日", _at_most_thirty)
BEFORE_THE_END = Condition("时限没有届满", _before_the_end)
TOLD_THEN = Condition("延长告知了委托人", _told_then)
OPINION_DATED = Condition("意见书的日期在委托以后", _opinion_dated)
ANOTHER = Condition("换了人", _another)
