"""What must hold. The guards of 法治副校长 are the bureau's (they follow the ministry's measures, whose text is not in the library);
who does not fit is offered 校外法治辅导员, which the law leaves open to lawyers and others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import facts as f
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.advisers import PUBLICITY

H = (codes.HOUSE.whole(),)
INSTEAD = "可以改聘为“校外法治辅导员”。"
Data = Mapping[str, Any] | None


def _from_the_organs(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("team") != codes.VICE or data.get("source") in codes.VICE_SOURCES:
        return None
    return Reason(f"法治副校长由法院、检察院、公安、司法行政机关的人员担任。{INSTEAD}", need="source")


def _recommended(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("team") != codes.VICE or data.get("recommended"):
        return None
    return Reason("法治副校长由所在单位推荐。请先取得单位的推荐函，再勾选“由所在单位推荐”。", need="recommended")


def _two_schools(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("team") != codes.VICE or data.get("schools", 0) < codes.VICE_SCHOOLS:
        return None
    return Reason(f"这个人已经是{data['schools']}所学校的法治副校长，一人最多两所。请另选一人，或者{INSTEAD}", need="parties")


def _retired_once(facts: Facts, data: Data) -> Reason | None:
    """R-64: somebody retired, up to 65, for one term. Asked of a proposal and of a renewal."""
    if data is None or (data.get("team") or f.team(facts)) != codes.VICE:
        return None
    if not data.get("retired"):
        return None
    age, nth = data.get("age"), int(data.get("term_no", 1))
    if age is None:
        return Reason("公民身份号码看不出年龄，不能判断是否满六十五岁。请核对号码。", need="parties")
    if age > codes.RETIRED_AGE:
        return Reason(f"已经退休的法治副校长年龄不超过六十五岁，这个人聘期第一天{age}岁。{INSTEAD}", need="retired")
    if nth > 1:
        return Reason(f"已经退休的只能聘任一届法治副校长，这是第{nth}届。{INSTEAD}", need="retired")
    return None


def _lessons(facts: Facts, data: Data) -> Reason | None:
    if data is None or (data.get("team") or f.team(facts)) != codes.VICE or int(data.get("lessons_year", 0)) >= 4:
        return None
    return Reason("法治副校长每年的法治课不少于4课时。请改为4或者更多。", need="lessons_year")


def _in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["from"] < data["to"]:
        return None
    return Reason("聘期的最后一天不晚于第一天。请核对。", need="to")


def _longer(facts: Facts, data: Data) -> Reason | None:
    old = f.term(facts).to_on
    if data is None or date.fromisoformat(data["to"]) > old:
        return None
    return Reason(f"本届到{old.isoformat()}，续聘要续到这一天以后。请核对。", need="to")


def _not_twice(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same"):
        return None
    return Reason("这个人在这个服务对象已经有同一队伍的聘任。请在原来的聘任里办理“续聘”。", need="parties")


def _licensed(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("licence_to") or data["licence_to"] >= data["from"]:
        return None
    return Reason(f"名册上的执业证有效期到{data['licence_to']}，早于聘期。请先在名册核实执业证，再拟聘。", need="provider")


def _same_person(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("provider_name"):
        return None
    rows = data.get("parties") or ()
    name = str(rows[0].get("name", "")) if rows else ""
    if name == data["provider_name"]:
        return None
    return Reason(f"名册里选的是{data['provider_name']}，拟聘的人写的是{name}。请核对是不是同一个人。", need="provider")


def _posted(facts: Facts, data: Data) -> str | None:
    post = facts.last("post")
    until = post.day("until") if post else None
    if until is None or facts.day is None or facts.day > until:
        return None
    return f"公示到{until.isoformat()}，还没有期满。期满以后再聘任。"


def _time_in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or f.minute(data["begins"]) < f.minute(data["ends"]):
        return None
    return Reason("结束的时间不晚于开始。过了零点的，请分成两天两条登记。", need="ends")


def _inside_term(facts: Facts, data: Data) -> Reason | None:
    now = f.term(facts)
    if data is None or facts.day is None or now.from_on <= facts.day <= now.to_on:
        return None
    return Reason(f"聘期是{now.from_on.isoformat()}至{now.to_on.isoformat()}，聘期以外的服务不登记。请核对日期。", need="happened_on")


def _not_by_adviser(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    name = facts.parties_as_told[0].name if facts.parties_as_told else ""
    if data.get("by_adviser") or "".join(str(data.get("confirmer", "")).split()) == "".join(name.split()):
        return Reason("日志由服务对象确认，顾问不能确认自己的日志。请写服务对象的联络员或者负责人。", need="confirmer")
    return None


def _late_verified(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("late") or str(data.get("late_reason") or "").strip():
        return None
    return Reason(f"登记已经超过{codes.LATE_DAYS}日，是“待核”的日志。请写明是怎样核实的，再确认。", need="late_reason")


def _something_to_confirm(facts: Facts, data: Data) -> str | None:
    return None if any(log.state == codes.WAITING for log in f.logs(facts)) else "没有待确认的日志。"


def _a_month_is_over(facts: Facts, data: Data) -> str | None:
    from fengqiao.lines.advisers.appointments.asks import _to_reckon

    return None if facts.day is None or list(_to_reckon(facts, facts.day)) else "没有要认定的月份。"


def _talk_wanted(facts: Facts, data: Data) -> str | None:
    return None if f.talk_wanted(facts) else "没有连续两个月未达标，不用约谈。"


def _missed_twice(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("why") != "missed" or f.missed_in_row(facts) >= 2:
        return None
    return Reason(f"连续未达标{f.missed_in_row(facts)}个月，不到两个月，不能以这个理由办理。请先认定月度履职，或者另选理由。", need="why")


LAW = (PUBLICITY.art(41, 1),)
FROM_THE_ORGANS = Condition("来自政法机关", _from_the_organs, (*LAW, *H))
RECOMMENDED = Condition("单位推荐", _recommended, H)
TWO_SCHOOLS = Condition("最多两所学校", _two_schools, H)
RETIRED_ONCE = Condition("退休人员一届", _retired_once, H)
LESSONS = Condition("每年四课时", _lessons, H)
IN_ORDER = Condition("聘期", _in_order)
LONGER = Condition("续聘", _longer)
NOT_TWICE = Condition("不重复聘任", _not_twice)
LICENSED = Condition("执业证有效", _licensed)
SAME_PERSON = Condition("名册与本人一致", _same_person)
POSTED = Condition("公示期满", _posted, H)
TIME_IN_ORDER = Condition("起止时间", _time_in_order)
INSIDE_TERM = Condition("聘期以内", _inside_term)
NOT_BY_ADVISER = Condition("由服务对象确认", _not_by_adviser, H)
LATE_VERIFIED = Condition("逾期核实", _late_verified, H)
SOMETHING_TO_CONFIRM = Condition("有待确认的日志", _something_to_confirm, quiet=True)
A_MONTH_IS_OVER = Condition("有要认定的月份", _a_month_is_over, quiet=True)
TALK_WANTED = Condition("连续两个月未达标", _talk_wanted, quiet=True)
MISSED_TWICE = Condition("连续两个月未达标", _missed_twice, H)
