"""What the chapter of supervision reads from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.lines.corrections.cases.procuracy import copies as c
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW

Data = Mapping[str, Any] | None


def received(facts: Facts) -> Iterator[Start]:
    for opinion in c.opinions(facts):
        yield Start(opinion.on, key=str(opinion.seq), label=opinion.word)


def made(facts: Facts) -> Iterator[Start]:
    for act in c.acts(facts):
        if act.asks:
            yield Start(act.on, key=str(act.seq), label=act.word)


def answered_on(facts: Facts, key: str) -> date | None:
    """The day it was answered in writing."""
    one = next((opinion for opinion in c.opinions(facts) if str(opinion.seq) == key), None)
    return one.answered.happened_on if one is not None and one.answered is not None else None


def copied_on(facts: Facts, key: str) -> date | None:
    return next((act.copied_on for act in c.acts(facts) if str(act.seq) == key), None)


def _why_not(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["adopted"] == "yes" or data.get("reasons"):
        return None
    return Reason("没有采纳（含部分）的，应当说明理由。请填写“不采纳的理由”。", (LAW.art(62),), need="reasons")


def _what_done(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["adopted"] == "no" or data.get("measures"):
        return None
    return Reason("采纳的，应当回复采纳的情况。请填写“整改情况”。", (LAW.art(62),), need="measures")


def _waits(facts: Facts, data: Data) -> str | None:
    return None if any(c.unanswered(facts)) else "没有等着答复的检察意见。"


def _something(facts: Facts, data: Data) -> str | None:
    return None if any(c.not_copied(facts)) else "没有待抄送的事项。"


WHY_NOT = Condition("不采纳说明理由", _why_not, (LAW.art(62),))
WHAT_DONE = Condition("采纳的情况", _what_done, (LAW.art(62),))
WAITS = Condition("有待答复的意见", _waits, quiet=True)
SOMETHING = Condition("有待抄送的事项", _something, quiet=True)
