"""What stands in the way of a release: each is looked into by a person, and none lengthens the term.

社区矫正法第四十四条 knows no delay: the block asks for an answer before the last day, it does not put the day off. Other chapters
add theirs to ``BLOCKS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.duties.rhythms import GOES_ON, STOPS
from fengqiao.lines.corrections.cases.procuracy.copies import unanswered
from fengqiao.matter.timeline import Fact, Facts

CRIMINAL = ("detention", "arrest")
CORRECTED = "corrected"


@dataclass(frozen=True)
class Block:
    """``key`` tells this one from another of its kind later on; ``says`` is the sentence an officer reads."""

    key: str
    says: str


def custody(facts: Facts) -> Fact | None:
    """The custody the person is in, None while at large."""
    last = facts.last(*STOPS, *GOES_ON)
    return last if last is not None and last.action in STOPS else None


def documents_of(facts: Facts) -> Fact | None:
    """The documents that say from when to when, as first received or received anew."""
    return facts.last("documents")


def mismatch(facts: Facts) -> str:
    """How the documents' last day differs from the reckoned one, in words; empty when it agrees or was settled."""
    fact = documents_of(facts)
    if fact is None:
        return ""
    given = measure.Length(*(int(fact.get(name, 0) or 0) for name in ("term_years", "term_months", "term_days")))
    said = measure.mismatch(fact.day("measure_from"), fact.day("measure_to"), given, measure.credit_days(facts))
    return said if said and mismatch_settled_on(facts, str(fact.seq)) is None else ""


def mismatch_settled_on(facts: Facts, key: str) -> date | None:
    """The day the organ's answer to these documents' dates was recorded."""
    later = [fact for fact in facts.all("settle_mismatch") if key.isdigit() and fact.seq > int(key)]
    return later[0].happened_on if later else None


def _of_mismatch(facts: Facts) -> Block | None:
    said, fact = mismatch(facts), documents_of(facts)
    if not said or fact is None:
        return None
    return Block(f"mismatch-{fact.seq}", f"起止日不一致还没有核对：{said}。请办理“核对起止日”。")


def _of_custody(facts: Facts) -> Block | None:
    held = custody(facts)
    if held is None or held.get("kind") not in CRIMINAL:
        return None
    return Block(
        f"custody-{held.seq}",
        "本人被刑事拘留或者逮捕，是否撤销还不清楚。请问明办案机关；建议没有决定的，办理“期满待决”。",
    )


def _of_procuracy(facts: Facts) -> Block | None:
    waiting = next(iter(unanswered(facts)), None)
    if waiting is None:
        return None
    return Block(f"opinion-{waiting[0]}", f"检察院的意见还没有回复：{waiting[1]}。请先书面回复；与解除无关的，写明理由。")


BLOCKS: tuple[Callable[[Facts], Block | None], ...] = (_of_mismatch, _of_custody, _of_procuracy)


def blocks(facts: Facts) -> list[Block]:
    """What stands in the way now and has not been cleared by a person."""
    cleared = {fact.get("block") for fact in facts.all("clear_block")}
    found = (says(facts) for says in BLOCKS)
    return [block for block in found if block is not None and block.key not in cleared]


def open_blocks(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(block.key, block.says) for block in blocks(facts)]
