"""What follows from a commission's facts: how long it may take, when it stood still, what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount import Period, Unit
from fengqiao.lines.forensic import codes
from fengqiao.matter.procedure import Start
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.vault import mask_name


@dataclass(frozen=True)
class Span:
    """Material lacking from the day it was asked for; ``to_on`` the day it came, None while it has not."""

    from_on: date
    to_on: date | None

    @property
    def words(self) -> str:
        return f"{self.from_on.isoformat()}至{self.to_on.isoformat() if self.to_on else '今'}"


def supplements(facts: Facts) -> list[Span]:
    """When material was lacking, in the order it was asked for."""
    found: list[Span] = []
    for fact in facts.all("suspend", "resume"):
        if fact.action == "suspend":
            found.append(Span(fact.happened_on, fact.day("back_on")))
        else:
            found = [Span(span.from_on, fact.happened_on) if span.to_on is None else span for span in found]
    return sorted(found, key=lambda span: span.from_on)


def is_held_up(facts: Facts) -> bool:
    """Whether material was asked for that has not come."""
    return any(span.to_on is None for span in supplements(facts))


def longer(facts: Facts) -> Fact | None:
    """The one extension."""
    return facts.last("extend")


def agreed(facts: Facts) -> Fact | None:
    """Another length, agreed between institute and client (第二十八条第三款)."""
    return facts.last("agree")


def length(facts: Facts) -> int:
    """The working days the institute has: thirty, thirty and the extension, or what was agreed."""
    other, more = agreed(facts), longer(facts)
    return int(other.get("days")) if other else codes.USUAL_DAYS + (int(more.get("days")) if more else 0)


def begins(facts: Facts) -> Iterator[Start]:
    """The commission takes effect; the length where it is not the usual one."""
    opening, other, more = facts.opening, agreed(facts), longer(facts)
    label = f"约定{other.get('days')}个工作日" if other else f"已延长{more.get('days')}个工作日" if more else ""
    yield Start(opening.happened_on, label=label, lasts=Period(length(facts), Unit.WORKING) if label else None)


def opinion_on(facts: Facts, key: str) -> date | None:
    """The day on the opinion."""
    fact = facts.last("issue")
    return fact.day("opinion_on") if fact else None


def people(facts: Facts) -> list[str]:
    """Whom it is about: the examined first, else everybody."""
    there = list(facts.present_parties)
    return [party.name for party in there if party.get("role") in ("both", "examined")] or [party.name for party in there]


def title(facts: Facts, masked: bool = False) -> str:
    """张三鉴定（伤残等级）."""
    there = people(facts)
    name = there[0] if there else "当事人"
    subject = str(facts.value("subject", ""))
    return f"{mask_name(name) if masked else name}鉴定{f'（{subject}）' if subject else ''}"


def handler_id(facts: Facts) -> int | None:
    """Who follows it: as it was last handed over or went with the case, else the lawyer of the case, else who registered it."""
    fact = facts.last("hand_over", "goes_along") or facts.opening
    chosen: int | None = fact.get("follower") or facts.opening.actor_id
    return chosen


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a commission's row."""
    opening, issued, more = facts.opening, facts.last("issue"), longer(facts)
    origin = str(opening.get("origin", ""))
    return {
        "title": title(facts), "masked_title": title(facts, masked=True), "handler_id": handler_id(facts),
        "restricted": restricted_by_hand(facts) or str(opening.get("closed_as", "")),
        "origin_id": UUID(origin) if origin else None, "origin_no": opening.get("origin_no", ""), "kind": facts.value("kind", ""), "subject": facts.value("subject", ""),
        "nature": facts.value("nature", codes.FIRST), "institute_id": opening.get("institute_id"), "institute_name": opening.get("institute_name", ""),
        "effective_on": opening.happened_on, "longer_days": int(more.get("days")) if more else 0,
        "opinion_on": issued.day("opinion_on") if issued else None, "opinion_no": issued.get("opinion_no", "") if issued else "",
        "follows_case": bool((facts.last("hand_over", "goes_along") or opening).get("follower")) and bool(origin),
        "relief": bool(facts.value("relief")), "outcome": "opinion" if issued else "ended" if facts.has("end") else "",
    }  # fmt: skip
