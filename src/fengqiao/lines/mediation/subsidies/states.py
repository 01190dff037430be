"""Where a claim stands, read from its facts: the step it has reached, the signs still open, the amount last worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fengqiao.lines.mediation.subsidies import codes
from fengqiao.matter.procedure import Start
from fengqiao.matter.timeline import Fact, Facts

LAID_BEFORE = ("claim", "resubmit", "reopen")
CHECKS = ("check", "check_at_county")
STEP_OF = {
    **dict.fromkeys(LAID_BEFORE, "claimed"), "send_back": "returned", **dict.fromkeys(CHECKS, "checked"), "recheck": "rechecked",
    "publish": "published",
}  # fmt: skip
LABELS = dict(codes.FINDINGS)


@dataclass(frozen=True)
class Sign:
    """A sign that froze the claim: since when, and why in words."""

    code: str
    said: str
    on: date


def step(facts: Facts) -> str:
    """The step reached, whatever froze the claim meanwhile."""
    found = "claimed"
    for fact in facts:
        found = STEP_OF.get(fact.action, found)
    return found


def open_signs(facts: Facts) -> tuple[Sign, ...]:
    """The signs nobody has cleared yet. A sign once cleared does not freeze the same claim again."""
    found: dict[str, Sign] = {}
    cleared: set[str] = set()
    for fact in facts:
        if fact.action == "second_check" and fact.get("verdict") == codes.CLEARED:
            cleared |= set(found)
            found.clear()
        for sign in _signs(fact):
            if sign.code in (codes.BY_HAND, codes.OBJECTION) or sign.code not in cleared:
                found.setdefault(sign.code, sign)
    return tuple(found.values())


def _signs(fact: Fact) -> Iterator[Sign]:
    if fact.action in ("claim", "resubmit", *CHECKS, "recheck"):
        for row in fact.get("findings", ()):
            yield Sign(row["code"], row["said"], fact.happened_on)
    elif fact.action == "freeze":
        yield Sign(codes.BY_HAND, fact.get("reason", ""), fact.happened_on)
    elif fact.action == "object":
        yield Sign(codes.OBJECTION, f"{fact.get('from_whom', '')}：{fact.get('reason', '')}", fact.happened_on)
    elif fact.action == "call_back" and fact.get("result") == codes.DENIED:
        yield Sign("denied", "抽查回访时当事人否认有此调解", fact.happened_on)


def to_be_checked(facts: Facts) -> Iterator[Start]:
    """The day the claim was last laid before the office, or was freed again while there."""
    yield from _since(facts, "claimed", *LAID_BEFORE)


def to_be_rechecked(facts: Facts) -> Iterator[Start]:
    """The day the claim was last laid before the bureau, or was freed again while there."""
    yield from _since(facts, "checked", *CHECKS)


def _since(facts: Facts, reached: str, *actions: str) -> Iterator[Start]:
    last = facts.last(*actions)
    if last is None:
        return
    freed = [f for f in facts.all("second_check") if f.get("verdict") == codes.CLEARED and step(facts) == reached]
    yield Start(max([last.happened_on, *(fact.happened_on for fact in freed)]))


def first_after(since: tuple[str, ...], *actions: str) -> Callable[[Facts, str], date | None]:
    """The day of the first of ``actions`` that came after the last of ``since``, in the order of the record."""

    def on(facts: Facts, key: str) -> date | None:
        begun = facts.last(*since)
        if begun is None:
            return None
        later = [f.happened_on for f in facts.all(*actions) if (f.happened_on, f.seq) > (begun.happened_on, begun.seq)]
        return min(later, default=None)

    return on


def not_frozen(facts: Facts) -> bool:
    return not open_signs(facts)


def frozen(facts: Facts) -> Iterator[Start]:
    """The day the present freeze began."""
    signs = open_signs(facts)
    if signs:
        yield Start(min(sign.on for sign in signs))


def award(facts: Facts) -> Mapping[str, Any]:
    """The amount as last worked out: {level, why, total, amounts, steps}; empty while there is none."""
    fact = _last_with(facts, "award")
    return fact.get("award", {}) if fact is not None else {}


def parts(facts: Facts) -> list[Mapping[str, Any]]:
    """The shares as last stated: {staff, name, percent, host}."""
    fact = _last_with(facts, "parts")
    return list(fact.get("parts", ())) if fact is not None else []


def _last_with(facts: Facts, name: str) -> Fact | None:
    found = [fact for fact in facts if fact.data.get(name)]
    return found[-1] if found else None


def sampled(facts: Facts) -> bool | None:
    """Whether the draw took this claim; None before the draw."""
    fact = facts.last("draw")
    return None if fact is None else bool(fact.get("drawn"))


def called_back(facts: Facts) -> str:
    """What the call-back brought: confirmed, denied, unreached, or nothing yet."""
    results = [str(fact.get("result")) for fact in facts.all("call_back")]
    for result in (codes.DENIED, codes.CONFIRMED, codes.UNREACHED):
        if result in results:
            return result
    return ""


def notice_over(facts: Facts) -> Iterator[Start]:
    """The last day of the public notice."""
    fact = facts.last("publish")
    day = fact.day("until_on") if fact is not None else None
    if day is not None:
        yield Start(day)


def actors(facts: Facts, *actions: str) -> set[int | None]:
    """Who did these steps."""
    return {fact.actor_id for fact in facts.all(*actions)}
