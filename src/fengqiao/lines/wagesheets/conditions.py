"""What must hold: one who stands in front, two people at least, an amount for each, no telephone twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from fengqiao.lines.wagesheets import codes
from fengqiao.lines.wagesheets import facts as f
from fengqiao.matter.procedure import Condition
from fengqiao.matter.public import phone_of
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

Data = Mapping[str, Any] | None


def _one_in_front(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    rows = list(data.get("parties", ()))
    if sum(row.get("role") == codes.FRONT for row in rows) != 1:
        return Reason("代表人写一个，不多不少。请核对“是谁”。", need="parties")
    if len(rows) < 2:
        return Reason("只有一个人的，不用这张表，直接申请法律援助。", need="parties")
    return None


def _amounts(facts: Facts, data: Data) -> Reason | None:
    without = [str(row.get("name")) for row in (data or {}).get("parties", ()) if not int(row.get("amount") or 0)]
    return Reason(f"{'、'.join(without)}没有写欠多少。每个人写各自的金额，说不准的写大概。", need="parties") if without else None


def _phones(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    known = [(party.name, party.get("phone")) for party in facts.present_parties] if len(facts) else []
    rows = [*known, *((row.get("name"), row.get("phone")) for row in data.get("parties", ()))]
    said = Counter(phone_of(phone) for _, phone in rows if phone)
    twice = next((phone for phone, n in said.items() if phone and n > 1), "")
    if not twice:
        return None
    names = "、".join(str(name) for name, phone in rows if phone and phone_of(phone) == twice)
    return Reason(f"{names}写的是同一个手机号。各写各的；没有手机的空着，到窗口确认。", need="parties")


def _room(facts: Facts, data: Data) -> Reason | None:
    if data is None or len(facts.present_parties if len(facts) else ()) + len(data.get("parties", ())) <= codes.MOST:
        return None
    return Reason(f"一张表最多{codes.MOST}人。多出来的另填一张。", need="parties")


def _left_when(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("employment") not in codes.LEFT or data.get("ended_on"):
        return None
    return Reason("有人已经不干了的，请写最早离开的是哪天，好算时效。", need="ended_on")


def _period(facts: Facts, data: Data) -> Reason | None:
    if data is None or not (data.get("owed_from") and data.get("owed_to")) or data["owed_from"] <= data["owed_to"]:
        return None
    return Reason("欠薪的时间，结束早于开始。请核对。", need="owed_to")


def _not_yet(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    open_ = {party.n for party in f.waiting(facts)}
    if set(data.get("who", ())) <= open_:
        return None
    return Reason("选的人里有已经确认的，或者已经不在表上的。请重新选。", need="who")


def _somebody(facts: Facts, data: Data) -> str | None:
    return None if f.waiting(facts) else "都已经确认了。"


ONE_IN_FRONT = Condition("有一个代表人", _one_in_front)
AMOUNTS = Condition("各写金额", _amounts)
PHONES = Condition("一人一个手机号", _phones)
ROOM = Condition("人数", _room)
LEFT_WHEN = Condition("写明离开的日期", _left_when)
PERIOD = Condition("欠薪的时间", _period)
NOT_YET = Condition("还没有确认", _not_yet)
SOMEBODY = Condition("有没有确认的", _somebody, quiet=True)
