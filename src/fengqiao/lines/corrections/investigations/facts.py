"""What an investigation reads from its facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections.investigations import codes
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.vault import mask_name

Data = Mapping[str, Any] | None


def complete_on(facts: Facts) -> date | None:
    """The day letter and annexes were all there: the clock runs from it (recalled as article 14 of the measures)."""
    late = facts.last("annexes_in")
    if late is not None:
        return late.happened_on
    return (
        facts.opening.happened_on
        if facts.opening.get("annexes") == "complete" and not facts.has("ask_annexes")
        else None
    )


def is_fast(facts: Facts) -> bool:
    return bool(facts.value("fast_track"))


def clock(facts: Facts) -> Iterator[Start]:
    day = complete_on(facts)
    if day is not None:
        yield Start(day)


def items(facts: Facts) -> dict[str, Fact]:
    """The last record of each of the eight items."""
    return {fact.get("item"): fact for fact in facts.all("record_item")}


def lacking(facts: Facts) -> list[str]:
    """The items nobody has answered yet, nor said why they cannot be."""
    known = items(facts)
    return [word for code, word in codes.ITEMS if code not in known]


def seat(facts: Facts) -> int | None:
    """The justice office that is to help has it from then on; the county sees it by its reach."""
    value = facts.value("helping_office")
    return int(value) if value else None


def title(facts: Facts, masked: bool = False) -> str:
    """张某某（调查评估）"""
    people = facts.parties
    name = people[0].name if people else ""
    return f"{mask_name(name) if masked else name}（调查评估）"


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of an investigation's row."""
    opening, outcome = facts.opening, facts.last("feed_back", "followed")
    review = facts.last("review") if facts.has("submit") else None
    officer = facts.value("officer")
    return {
        "title": title(facts), "masked_title": title(facts, masked=True), "handler_id": int(officer) if officer else None,
        "restricted": "minor" if facts.value("minor") else "", "entruster_type": opening.get("entruster_type", ""),
        "category": opening.get("category", ""), "fast_track": is_fast(facts), "received_on": opening.happened_on,
        "complete_on": complete_on(facts), "sent_on": facts.on("submit"), "opinion": review.get("opinion", "") if review else "",
        "adoption": outcome.get("adoption", "") if outcome else "",
    }  # fmt: skip


def gives(facts: Facts) -> dict[str, Any]:
    """What a case of supervision opened out of it is told: nothing is typed twice."""
    opening = facts.opening
    found = {
        "parties": [dict(party.data) for party in facts.present_parties], "category": opening.get("category"), "minor": facts.value("minor"),
        "office": facts.value("helping_office"), "came_by": "notice",
        "decider_type": "01" if opening.get("entruster_type") == "court" else None,
        "decider": opening.get("entruster") if opening.get("entruster_type") == "court" else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _complete(facts: Facts, data: Data) -> Reason | None:
    if complete_on(facts) is not None:
        return None
    return Reason("附件还没有收齐，不能开始调查。请先办理“补充材料收齐”；期限从收齐之日起算。")


def _two(facts: Facts, data: Data) -> Reason | None:
    if data is None or len({row.get("name") for row in data.get("investigators", ())}) >= 2:
        return None
    return Reason("调查应当由两名以上工作人员进行。请再加一位。", need="investigators")


def _all_items(facts: Facts, data: Data) -> Reason | None:
    missing = lacking(facts)
    if not missing:
        return None
    return Reason(
        f"还有{len(missing)}项没有记录：{'、'.join(missing)}。请逐项记录；确实取不到的，写明“无法取得”和原因。"
    )


def _answered(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("state") == codes.UNOBTAINABLE:
        return None if data.get("why_not") else Reason("请写明为什么无法取得。", need="why_not")
    return None if data.get("found") else Reason("请写明查明的内容。", need="found")


def _agreed(facts: Facts, data: Data) -> Reason | None:
    starts = list(clock(facts))
    if data is None or not starts or date.fromisoformat(data["until"]) > starts[0].on:
        return None
    return Reason("延长到的日期早于起算日。请照委托机关同意的日期填写。", need="until")


COMPLETE = Condition("附件收齐", _complete)
LACKS = Condition("附件不齐", lambda facts, data: None if complete_on(facts) is None else "附件已经收齐。", quiet=True)
TWO = Condition("两人以上", _two)
ALL_ITEMS = Condition("八项齐全", _all_items)
ANSWERED = Condition("逐项写明", _answered)
AGREED = Condition("延长的日期", _agreed)
