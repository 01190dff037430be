"""What the life under supervision reads from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW

Data = Mapping[str, Any] | None
PLANS = ("plan", "change_plan")


def is_minor(facts: Facts) -> bool:
    """Whether the rules for minors hold: from the offence on, and not ended by a birthday (社区矫正法第五十八条)."""
    return bool(facts.value("minor"))


def is_woman(facts: Facts) -> bool:
    return any(party.get("sex") == codes.FEMALE for party in facts.parties)


def team_has_woman(facts: Facts) -> bool:
    """Whether a woman is in the team chosen last."""
    team = facts.last("team")
    return team is not None and any(row.get("sex") == codes.FEMALE for row in team.get("members", ()))


def level(facts: Facts) -> str:
    """The class of management decided last; the intake level until then."""
    decided = facts.last("decide_level")
    asked = _proposal_of(facts, decided) if decided and decided.get("answer") == "yes" else None
    if asked is not None:
        return str(asked.get("level"))
    earlier = [f for f in facts.all("decide_level") if f.get("answer") == "yes"]
    found = _proposal_of(facts, earlier[-1]) if earlier else None
    return str(found.get("level")) if found else codes.INTAKE_LEVEL


def _proposal_of(facts: Facts, decided: Fact | None) -> Fact | None:
    before = [f for f in facts.all("classify") if decided is not None and f.place < decided.place]
    return before[-1] if before else None


def waits_for_level(facts: Facts) -> bool:
    """Whether a proposed class waits for its decision."""
    asked, decided = facts.last("classify"), facts.last("decide_level")
    return asked is not None and (decided is None or decided.place < asked.place)


def proposed(facts: Facts) -> Iterator[Start]:
    asked = facts.last("classify")
    if asked is not None:
        yield Start(asked.happened_on)


def plan_reviews(facts: Facts) -> Iterator[Start]:
    """The plan in force, each version with its own review."""
    found = facts.last(*PLANS)
    if found is not None:
        yield Start(found.happened_on, key=str(found.seq))


def plan_reviewed_on(facts: Facts, key: str) -> date | None:
    """The day another version took the place of this one."""
    later = [fact for fact in facts.all(*PLANS) if key.isdigit() and fact.seq > int(key)]
    return later[0].happened_on if later else None


def _six_items(facts: Facts, data: Data) -> Reason | None:
    if data is None or len(data.get("items", ())) == 6:
        return None
    return Reason("宣告须逐项进行，六项都要勾选；缺一项的，请补做后再登记。", need="items")


def _private(facts: Facts, data: Data) -> Reason | None:
    if data is None or not is_minor(facts) or (data.get("private") and data.get("guardian_there")):
        return None
    return Reason("未成年人的宣告不公开进行，监护人应当到场。请安排后勾选“不公开进行”和“监护人已到场”。", (LAW.art(54),), need="private")


def _woman(facts: Facts, data: Data) -> Reason | None:
    if data is None or not is_woman(facts) or any(row.get("sex") == codes.FEMALE for row in data.get("members", ())):
        return None
    return Reason("社区矫正对象是女性，矫正小组中应当有女性成员。请加一位。", (LAW.art(25, 2),), need="members")


def _for_minor(facts: Facts, data: Data) -> Reason | None:
    if data is None or not is_minor(facts) or any(row.get("knows_minors") for row in data.get("members", ())):
        return None
    return Reason("社区矫正对象是未成年人，矫正小组应当吸收熟悉未成年人身心特点的人员。请加一位。", (LAW.art(52, 2),), need="members")


def _no_victim(facts: Facts, data: Data) -> Reason | None:
    if data is None or not any(row.get("is_victim") for row in data.get("members", ())):
        return None
    return Reason("被害人或者与本案有利害关系的人不能作矫正小组成员。请另选一位。", need="members")


def _has(action: str, said: str) -> Condition:
    return Condition(said, lambda facts, data: None if facts.has(action) else said, quiet=True)


def _level_waits(facts: Facts, data: Data) -> str | None:
    return None if waits_for_level(facts) else "没有等着决定的分类管理意见。"


SIX = Condition("宣告六项", _six_items, (LAW.art(22),))
PRIVATE = Condition("未成年人不公开", _private, (LAW.art(54),))
WOMAN = Condition("女性成员", _woman, (LAW.art(25, 2),))
FOR_MINOR = Condition("熟悉未成年人", _for_minor, (LAW.art(52, 2),))
NO_VICTIM = Condition("没有被害人", _no_victim)
PLANNED = _has("plan", "还没有矫正方案。请先办理“制定矫正方案”。")
HAS_TEAM = _has("team", "还没有确定矫正小组。请先办理“确定矫正小组”。")
LEVEL_WAITS = Condition("有待决定的意见", _level_waits, quiet=True)
