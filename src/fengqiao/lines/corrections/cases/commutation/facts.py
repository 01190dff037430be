"""What commutation reads from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections.cases import measure
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Fact, Facts

Data = Mapping[str, Any] | None
STEPS = ("propose_commutation", "review_commutation", "commutation_to_court", "commutation_ruling")


def now_at(facts: Facts) -> str:
    """The last step of the proposal under way; empty when none is."""
    last = facts.last(*STEPS)
    if last is None or last.action == STEPS[-1] or (last.action == STEPS[1] and last.get("answer") == "refused"):
        return ""
    return last.action


def after(step: str, said: str) -> Condition:
    return Condition(said, lambda facts, data: None if now_at(facts) == step else said, quiet=True)


def sent(facts: Facts) -> Iterator[Start]:
    """Each time a court received a proposal."""
    for fact in facts.all(STEPS[2]):
        yield Start(fact.happened_on, key=str(fact.seq))


def ruled_on(facts: Facts, key: str) -> date | None:
    later = [fact for fact in facts.all(STEPS[3]) if key.isdigit() and fact.seq > int(key)]
    return later[0].happened_on if later else None


def granted(facts: Facts) -> Fact | None:
    """The last ruling that shortened the measure."""
    return next((fact for fact in reversed(facts.all(STEPS[3])) if fact.get("result") == "granted"), None)


def _new_end(facts: Facts, data: Data) -> Reason | None:
    """A granted ruling says the new end: not later than the old one, not before the beginning."""
    if data is None or data.get("result") != "granted":
        return None
    if not data.get("measure_to"):
        return Reason("准予减刑的，请照裁定书填写新的矫正止日。", need="measure_to")
    day, old, start = date.fromisoformat(data["measure_to"]), measure.to_on(facts), measure.from_on(facts)
    if old is not None and day > old:
        return Reason(
            f"裁定后的止日{day.isoformat()}晚于原止日{old.isoformat()}。减刑不会延长，请核对裁定书。", need="measure_to"
        )
    if start is not None and day < start:
        return Reason(f"裁定后的止日{day.isoformat()}早于起日{start.isoformat()}。请核对裁定书。", need="measure_to")
    return None


NONE_PENDING = Condition(
    "没有正在办理的减刑", lambda facts, data: "减刑建议正在办理，不再重复提出。" if now_at(facts) else None
)
NEW_END = Condition("裁定后的止日", _new_end)
