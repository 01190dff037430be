"""What must hold: nobody twice, hours that can be, a lawyer behind who is none, grounds that were counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.lines.volunteers import codes, states
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import LEGAL_AID

Data = Mapping[str, Any] | None
ADVICE = LEGAL_AID.art(17, 2)


def _new_here(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("known_as"):
        return None
    return Reason(f"这个人已经登记过，是{data['known_as']}。请打开那一件。", need="parties")


def _times(facts: Facts, data: Data) -> Reason | None:
    """Begins before it ends, overlaps nothing of the day, and more than eight hours only with a reason."""
    if data is None or not data.get("begins") or not data.get("ends"):
        return None
    minutes = states.minutes_between(data["begins"], data["ends"])
    if minutes <= 0:
        return Reason(f"结束时间{data['ends']}不晚于开始时间{data['begins']}。请核对；跨过零点的，分两天登记。", need="ends")
    same = [fact for fact in facts.all("activity") if fact.happened_on == facts.day]
    for fact in same:
        if str(fact.get("begins")) < data["ends"] and data["begins"] < str(fact.get("ends")):
            return Reason(f"和当天{fact.get('begins')}至{fact.get('ends')}的活动重叠。同一时间只能在一处，请核对。", need="begins")
    total = minutes + sum(states.minutes_of(fact) for fact in same)
    explained = data.get("excess_reason") or any(fact.get("excess_reason") for fact in same)
    if total > codes.MOST_MINUTES and not explained:
        return Reason(f"这一天合计{total / 60:.1f}小时，超过八小时。确实做了的，写明理由；没有理由的，只登记八小时以内的。", need="excess_reason")
    return None


def _guided(facts: Facts, data: Data) -> Reason | None:
    """法律援助法第十七条: who is no lawyer advises and drafts under guidance."""
    if data is None or data.get("what") not in codes.OF_LAW or facts.value("kind") == codes.LAWYER or data.get("supervisor"):
        return None
    return Reason("不是律师的志愿者提供咨询、代拟文书，要有律师指导。请写上是哪位律师。", (ADVICE,), "supervisor")


def _trained(facts: Facts, data: Data) -> str | None:
    return None if data is None or states.trained(facts) else "还没有参加岗前培训。请先登记培训，再登记活动。"


def _counted(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    on = facts.day or date.today()
    for ground, action, word in ((codes.FAILED, "failed", "约好不到"), (codes.COMPLAINTS, "complaint", "查实的投诉")):
        times = states.within_a_year(facts, action, on)
        if data.get("ground") == ground and times < codes.THREE:
            return Reason(f"一年内{word}登记了{times}次，不满三次，不能以此取消。可以办理“暂停”。", need="ground")
    return None


def _heard(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("ground") == "died" or data.get("heard"):
        return None
    return Reason("取消以前先听取本人意见，再勾上“已听取本人意见”；本人不愿意说的，在事实里写明。", need="heard")


NEW_HERE = Condition("没有登记过", _new_here)
TIMES = Condition("时长", _times)
GUIDED = Condition("有律师指导", _guided, (ADVICE,))
TRAINED = Condition("参加过培训", _trained)
COUNTED = Condition("够取消的次数", _counted)
HEARD = Condition("听取过意见", _heard)
