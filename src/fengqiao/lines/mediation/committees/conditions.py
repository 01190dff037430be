"""What must hold before the steps of a committee's life. Each refusal says the fact, the article and what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.mediation.committees import codes, composition, terms
from fengqiao.lines.mediation.committees.roster import Member, on_day, roster
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import LEAVES, Facts
from fengqiao.statutes import BureauPaper
from fengqiao.statutes.known import PEOPLES_MEDIATION

LAW = PEOPLES_MEDIATION
HOUSE = BureauPaper("人民调解组织和队伍管理办法")
Data = Mapping[str, Any] | None


def lawful_election(facts: Facts, data: Data) -> Reason | None:
    """Those elected must make a committee as article 8 has it."""
    if data is None or composition.body(facts)["set_up_as"] == codes.SHARED_DUTY:
        return None
    return _first_fault(composition.elected(data["parties"]), facts)


def lawful_re_election(facts: Facts, data: Data) -> Reason | None:
    """Those who stay and those newly elected, together."""
    if data is None or composition.body(facts)["set_up_as"] == codes.SHARED_DUTY:
        return None
    going, head = set(data.get(LEAVES) or ()), data.get("new_head")
    staying = [m for m in on_day(roster(facts), _day(facts)) if m.n not in going]
    if head is not None and head in going:
        return Reason("改任主任的人已勾选为不再担任。请核对。", need="new_head")
    posts = [_as_post(m, head) for m in staying]
    return _first_fault([*posts, *composition.elected(data.get("parties") or ())], facts)


def _as_post(member: Member, head: int | None) -> Member:
    if head is None:
        return member
    post = codes.HEAD if member.n == head else codes.MEMBER if member.post == codes.HEAD else member.post
    return Member(member.n, {**member.data, "side": post}, member.changes)


def _first_fault(members: list[Member], facts: Facts) -> Reason | None:
    minority_area = bool(composition.body(facts).get("minority_area"))
    found = composition.composition_problems(members, minority_area=minority_area, day=_day(facts))
    return Reason(f"{found[0].said}请核对名单；名单无误的，须依法重新推选。", found[0].cite) if found else None


def _day(facts: Facts) -> date:
    """The day the action happened."""
    assert facts.day is not None
    return facts.day


def _adults(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    found = composition.composition_problems(composition.elected(data["parties"]), minority_area=False, day=_day(facts))
    young = [problem for problem in found if problem.code == "minor"]
    return Reason(young[0].said, young[0].cite) if young else None


def _not_above_nine(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    seats = len(on_day(roster(facts), _day(facts))) + len(data["parties"])
    if seats > composition.MOST:
        return Reason(f"增补后委员为{seats}人，委员应为三至九人。请减少增补人数，或改为聘任调解员。", (LAW.art(8, 2),))
    return None


def _state_of(facts: Facts, data: Data) -> tuple[Member, str] | None:
    if data is None or data.get("party") is None:
        return None
    member = next((m for m in roster(facts) if m.n == data["party"]), None)
    return None if member is None else (member, member.changes[-1].state)


def _is(*states: str, otherwise: str) -> Condition:
    """The person picked is in one of the states."""

    def unmet(facts: Facts, data: Data) -> str | None:
        found = _state_of(facts, data)
        if found is None or found[1] in states:
            return None
        return f"{found[0].name}现在是“{found[1]}”，{otherwise}"

    return Condition("人员状态", unmet)


def _published(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    notices = [fact for fact in facts.all("publish_engagement") if fact.get("party") == data["party"]]
    if not notices:
        return "还没有公示的记录。请先登记公示，公示期满再聘任。"
    until = notices[-1].get("until_on", "")
    if data["from_on"] <= until:
        return f"公示到{until}为止，聘期须从公示期满以后起算。请核对聘期。"
    return None


def _ends_later(facts: Facts, data: Data) -> str | None:
    if data is not None and data["to_on"] <= data["from_on"]:
        return "聘期止不能早于聘期起。请核对日期。"
    return None


def _with_cause(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("kind") not in codes.FOR_MISCONDUCT or data.get("reason"):
        return None
    return Reason("罢免和解聘须写明违纪事实。请补填说明。", (LAW.art(15),), need="reason")


def _nothing_running(facts: Facts, data: Data) -> str | None:
    running = data.get("running", 0) if data is not None else 0
    return f"本会还有{running}件案件没有办结。请先改派或办结，再撤销。" if running else None


def _somebody(label: str, fits: Callable[[Member], bool]) -> Condition:
    """Whether anybody is there whom the step could be about; offered only then."""

    def unmet(facts: Facts, data: Data) -> str | None:
        return None if any(fits(m) for m in roster(facts) if m.left_on is None) else "现在没有可以办理的人。"

    return Condition(label, unmet, quiet=True)


def _not_filed(facts: Facts, data: Data) -> str | None:
    filed, term = terms.filed_on(facts), terms.current(facts)
    if data is not None or filed is None or term is None or filed < term.from_on:
        return None
    return "本届已经备案。"


def _something_to_tell(facts: Facts, data: Data) -> str | None:
    return None if terms.untold(facts) else "现在没有需要通报的变动。"


def _says_what_changes(facts: Facts, data: Data) -> str | None:
    if data is None or data.get("changes"):
        return None
    return "没有改动。请从名单打开这个人，改好要改的项目再办理。"


def _field_known(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("host") != codes.ORGANISATION or data.get("field"):
        return None
    said = "社会团体和其他组织设立的是行业性、专业性调委会，须写明行业专业领域。请选择；没有对应的，选“其他”。"
    return Reason(said, (LAW.art(34),), need="field")


FIELD_KNOWN = Condition("行业专业领域", _field_known)
SAYS_WHAT_CHANGES = Condition("有改动", _says_what_changes)
LAWFUL_ELECTION = Condition("依法组成", lawful_election)
LAWFUL_RE_ELECTION = Condition("依法组成", lawful_re_election)
ADULTS = Condition("成年", _adults)
NOT_ABOVE_NINE = Condition("不超过九人", _not_above_nine)
SOMEBODY_PROPOSED = _somebody("有拟聘的人", lambda m: m.changes[-1].state == codes.PROPOSED)
SOMEBODY_PUBLISHED = _somebody("有公示的人", lambda m: m.changes[-1].state in (codes.PROPOSED, codes.PUBLISHED))
SOMEBODY_ENGAGED = _somebody("有聘任的人", lambda m: m.engaged and m.changes[-1].state == codes.IN_OFFICE)
NOT_FILED = Condition("尚未备案", _not_filed, quiet=True)
IS_PROPOSED = _is(codes.PROPOSED, otherwise="只有拟聘的人可以公示。请核对人员。")
IS_PUBLISHED = _is(codes.PROPOSED, codes.PUBLISHED, otherwise="只有拟聘、公示的人可以聘任。续聘请办理“续聘”。")
IS_IN_OFFICE = _is(codes.IN_OFFICE, otherwise="只有在任的人可以暂停。请核对人员。")
IS_PAUSED = _is(codes.PAUSED, otherwise="只有暂停的人可以恢复。请核对人员。")
IS_HERE = _is(*codes.NOT_LEFT, otherwise="已经离任，不用再登记。请核对人员。")
PUBLICATION_OVER = Condition("公示期满", _published, (HOUSE.whole(),))
ENDS_LATER = Condition("聘期", _ends_later)
WITH_CAUSE = Condition("写明事实", _with_cause)
NOTHING_RUNNING = Condition("没有在办案件", _nothing_running)
SOMETHING_TO_TELL = Condition("有未通报的变动", _something_to_tell, quiet=True)
