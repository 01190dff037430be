"""调解室、个人调解工作室 and what a committee has to work with. 人民调解法 12 leaves the means to who set the committee up.

Read from the facts; a room that was closed stays readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fengqiao.lines.mediation.committees.permissions import MAY_KEEP_ROSTER
from fengqiao.matter.needs import Choice, FactPick, Number, PartyPick, Text, Yes
from fengqiao.matter.procedure import Action, Condition, Stage
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.statutes.known import PEOPLES_MEDIATION

LAW = PEOPLES_MEDIATION
OPEN, CLOSE, EQUIP = "open_room", "close_room", "equip"
ROOM, STUDIO = "room", "studio"
KINDS = ((ROOM, "调解室"), (STUDIO, "个人调解工作室"))
Data = Mapping[str, Any] | None


@dataclass(frozen=True)
class Room:
    """One room; ``n`` is its number here and never changes. ``party`` is whose studio it is."""

    n: int
    code: str
    name: str
    kind: str
    place: str
    party: int | None
    from_on: date
    until_on: date | None = None


def rooms(facts: Facts, *, closed: bool = False) -> list[Room]:
    """The rooms in use, or those that were closed."""
    found: dict[int, Room] = {}
    for fact in facts.all(OPEN, CLOSE):
        if fact.action == OPEN:
            found[len(found) + 1] = _opened(len(found) + 1, fact)
        elif fact.get("room") in found:
            found[fact.get("room")] = replace(found[fact.get("room")], until_on=fact.happened_on)
    return [room for room in found.values() if (room.until_on is not None) == closed]


def _opened(n: int, fact: Fact) -> Room:
    return Room(
        n,
        fact.get("code", ""),
        fact.get("name", ""),
        fact.get("kind", ROOM),
        fact.get("place", ""),
        fact.get("party"),
        fact.happened_on,
    )


def equipment(facts: Facts) -> list[tuple[str, str]]:
    """The place and its equipment as last registered, in words; empty when nobody has."""
    fact = facts.last(EQUIP)
    if fact is None:
        return []
    shown = [(need.label, f"{fact.get(need.name)}平方米" if need.name == "area_m2" else need.show(fact.get(need.name, False)))
             for need in EQUIPMENT if need.name == "area_m2" or isinstance(need, Yes)]  # fmt: skip
    return [
        *((label, word) for label, word in shown if word),
        *([("其他", fact.get("more"))] if fact.get("more") else []),
    ]


def columns(facts: Facts) -> dict[str, Any]:
    """What stands in the committee's row."""
    fact = facts.last(EQUIP)
    return {"rooms": [room.name for room in rooms(facts)], "area_m2": fact.get("area_m2", 0) if fact is not None else 0}


def _its_person(facts: Facts, data: Data) -> str | None:
    if data is None or data.get("kind") != STUDIO or data.get("party"):
        return None
    return "个人调解工作室须写明是哪位调解员的。请选择人员。"


def _not_twice(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    same = [
        room for room in rooms(facts) if room.name == data["name"] or (data.get("code") and room.code == data["code"])
    ]
    return f"已经登记了同名或同编码的“{same[0].name}”。请核对名称和编码。" if same else None


def _is_there(facts: Facts, data: Data) -> str | None:
    if data is None or any(room.n == data["room"] for room in rooms(facts)):
        return None
    return f"没有在用的第{data['room']}间。请从调委会页面的“调解室和工作室”中选择。"


def _in_use(facts: Facts) -> list[tuple[int, str]]:
    return [(room.n, room.name) for room in rooms(facts)]


def _gathered(facts: Facts, n: int | None) -> str:
    return next((room.name for room in rooms(facts) if room.n == n), "")


EQUIPMENT = (
    Number("area_m2", "场所面积（平方米）", least=1, most=5000),
    Yes("phone_line", "有固定电话", required=False),
    Yes("computer", "有电脑", required=False),
    Yes("recording", "有录音录像设备", required=False),
    Yes("talk_room", "有单独谈话的房间", required=False),
    Yes("cabinet", "有档案柜", required=False),
    Text("more", "其他", required=False, most=120),
)
_OPENED = (
    Choice("kind", "种类", options=KINDS, initial=ROOM),
    Text("name", "名称", most=60),
    Text("code", "编码", required=False, most=16),
    Text("place", "地点", most=120),
    PartyPick("party", "哪位调解员的工作室", required=False, only_if=("kind", (STUDIO,))),
)


def steps(stages: tuple[Stage, ...]) -> tuple[Action, ...]:
    """Opening and closing a room, registering the place and its equipment."""
    cite = (LAW.art(12),)
    return (
        Action(
            OPEN, "登记调解室、工作室", stages, MAY_KEEP_ROSTER, needs=_OPENED, cite=cite, offered=False, sentence="设{kind}“{name}”",
            conditions=(Condition("写明是谁的", _its_person), Condition("没有登记过", _not_twice)),
        ),
        Action(
            CLOSE, "撤销调解室、工作室", stages, MAY_KEEP_ROSTER, cite=cite, offered=False, sentence="撤销“{name}”：{reason}",
            needs=(FactPick("room", "哪一间", of=_in_use), Text("reason", "理由", most=120)),
            conditions=(Condition("在用", _is_there),), gathers=lambda asking: {"name": _gathered(asking.facts, asking.data.get("room"))},
        ),
        Action(
            EQUIP, "登记场所和设施", stages, MAY_KEEP_ROSTER, needs=EQUIPMENT, cite=cite, offered=False, sentence="登记场所{area_m2}平方米和设施",
        ),
    )  # fmt: skip
