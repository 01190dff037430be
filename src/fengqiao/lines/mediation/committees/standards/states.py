"""Where a committee stands in the programme, read from its facts: what was found, what was decided, until when. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from fengqiao.lines.mediation.committees.standards.standard import (
    Criterion,
    Finding,
    Level,
    Outcome,
    criteria_from,
    finding_from,
    judge,
    levels_from,
)
from fengqiao.matter.procedure import Start
from fengqiao.matter.timeline import Fact, Facts

ASSESS, REVIEW, RECOGNISE, REFUSE = "standard_assess", "standard_review", "standard_recognise", "standard_refuse"
RECTIFY, RECHECK, CANCEL = "standard_rectify", "standard_recheck", "standard_cancel"
STEPS = (ASSESS, REVIEW, RECOGNISE, REFUSE, RECTIFY, RECHECK, CANCEL)
FORWARD, BACK = "forward", "back"

NONE, ASSESSED, RETURNED, REVIEWED = "", "assessed", "returned", "reviewed"
RECTIFYING, REFUSED, RECOGNISED, CANCELLED = "rectifying", "refused", "recognised", "cancelled"
STATES = (
    (ASSESSED, "已自评，待复核"), (RETURNED, "复核退回"), (REVIEWED, "已复核，待局认定"), (RECTIFYING, "整改中"),
    (REFUSED, "不予认定"), (RECOGNISED, "已认定"), (CANCELLED, "已取消认定"),
)  # fmt: skip


@dataclass(frozen=True)
class Programme:
    """The programme as it stands. ``findings`` are the last said of each criterion; ``recognised`` the recognition that
    was not cancelled since, run out or not; ``order`` the order to put right that waits for a check."""

    state: str = NONE
    assessed: Fact | None = None
    reviewed: Fact | None = None
    recognised: Fact | None = None
    order: Fact | None = None
    last: Fact | None = None
    before_order: str = NONE
    criteria: tuple[Criterion, ...] = ()
    levels: tuple[Level, ...] = ()
    findings: Mapping[str, Finding] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        return judge(self.criteria, self.levels, self.findings)

    @property
    def to_on(self) -> date | None:
        """The last day of the recognition."""
        return self.recognised.day("to_on") if self.recognised is not None else None

    @property
    def ordered(self) -> tuple[str, ...]:
        """The criteria that the order names."""
        return numbers(self.order.get("criteria", "")) if self.order is not None else ()

    def criterion(self, code: str) -> Criterion | None:
        return next((c for c in self.criteria if c.code == code), None)

    def level_on(self, day: date) -> str:
        """The level held on ``day``; empty when none, or when its time is over."""
        known = self.recognised
        if known is None or self.to_on is None or not known.happened_on <= day <= self.to_on:
            return ""
        return str(known.get("level", ""))


def numbers(text: str) -> tuple[str, ...]:
    """Criteria named in a line of text: 3、7，9 项."""
    for mark in "，,；; 　第项":
        text = text.replace(mark, "、")
    return tuple(dict.fromkeys(part for part in text.split("、") if part))


def programme(facts: Facts) -> Programme:
    """The programme after all these facts."""
    found = Programme()
    for fact in facts.all(*STEPS):
        found = replace(_NEXT[fact.action](found, fact), last=fact)
    return found


def _assess(p: Programme, fact: Fact) -> Programme:
    findings = {f.code: f for f in map(finding_from, fact.get("findings", ()))}
    return replace(
        p, state=ASSESSED, assessed=fact, reviewed=None, order=None, findings=findings,
        criteria=criteria_from(fact.get("criteria", ())), levels=levels_from(fact.get("levels", ())),
    )  # fmt: skip


def _review(p: Programme, fact: Fact) -> Programme:
    back = fact.get("verdict") == BACK
    return replace(p, state=RETURNED if back else REVIEWED, reviewed=fact, findings=_with(p, fact))


def _with(p: Programme, fact: Fact) -> Mapping[str, Finding]:
    return {**p.findings, **{f.code: f for f in map(finding_from, fact.get("findings", ()))}}


def _recognise(p: Programme, fact: Fact) -> Programme:
    return replace(p, state=RECOGNISED, recognised=fact)


def _refuse(p: Programme, fact: Fact) -> Programme:
    return replace(p, state=REFUSED, order=None)


def _rectify(p: Programme, fact: Fact) -> Programme:
    return replace(p, state=RECTIFYING, order=fact, before_order=p.before_order if p.order is not None else p.state)


def _recheck(p: Programme, fact: Fact) -> Programme:
    if fact.get("left"):
        return replace(p, findings=_with(p, fact))
    return replace(p, state=p.before_order, order=None, findings=_with(p, fact))


def _cancel(p: Programme, fact: Fact) -> Programme:
    return replace(p, state=CANCELLED, recognised=None, order=None)


_NEXT = {
    ASSESS: _assess, REVIEW: _review, RECOGNISE: _recognise, REFUSE: _refuse, RECTIFY: _rectify, RECHECK: _recheck,
    CANCEL: _cancel,
}  # fmt: skip


# Columns and clocks --------------------------------------------------------------------------------------------------


def columns(facts: Facts, stated: str) -> dict[str, Any]:
    """What stands in the committee's row; ``stated`` is the level its papers named when it was taken into the register."""
    p = programme(facts)
    level = p.recognised.get("level", "") if p.recognised is not None else "" if facts.has(CANCEL) else stated
    return {"standard": level, "standard_state": p.state, "standard_to_on": p.to_on}


def assessed(facts: Facts) -> Iterator[Start]:
    """One clock for each self-assessment."""
    for fact in facts.all(ASSESS):
        yield Start(fact.happened_on, str(fact.seq))


def ready(facts: Facts) -> Iterator[Start]:
    """One clock for each time a committee is put before the bureau: checked by the office, or put right."""
    found = Programme()
    for fact in facts.all(*STEPS):
        before, found = found.state, _NEXT[fact.action](found, fact)
        if found.state == REVIEWED and before != REVIEWED:
            yield Start(fact.happened_on, str(fact.seq))


def put_right_by(facts: Facts) -> Iterator[Start]:
    """One clock for each order to put right, on the day it names."""
    for fact in facts.all(RECTIFY):
        yield Start(fact.day("until_on") or fact.happened_on, str(fact.seq))


def recognised_to(facts: Facts) -> Iterator[Start]:
    """One clock for each recognition, on its last day."""
    for fact in facts.all(RECOGNISE):
        if (to_on := fact.day("to_on")) is not None:
            yield Start(to_on, str(fact.seq))


def next_of(*actions: str) -> Any:
    """The day of the first such step after the one a clock is numbered by."""

    def on(facts: Facts, key: str) -> date | None:
        begun = next((fact for fact in facts.all(*STEPS) if str(fact.seq) == key), None)
        if begun is None:
            return None
        after = [f.happened_on for f in facts.all(*actions) if (f.happened_on, f.seq) > (begun.happened_on, begun.seq)]
        return min(after, default=None)

    return on
