"""What is to be copied to the procuratorate: the matrix, and what of it was not copied yet. Pure.

Acts of all chapters stand here by the code of their action, so that one page answers: 抄送了没有？
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from fengqiao.lines.corrections.cases.conduct import sanctions
from fengqiao.matter.timeline import Fact, Facts

COPY, OPINION, ASSIGN, ANSWER = "copy_procuracy", "procuracy_opinion", "assign_opinion", "answer_opinion"


def _always(fact: Fact) -> bool:
    return True


def _granted(fact: Fact) -> bool:
    return bool(fact.get("answer") == "yes")


def _untold(fact: Fact) -> bool:
    """Whether the act's own record does not say already that the procuratorate was told."""
    said = str(fact.get("told", ""))
    return "检察" not in said and "procuratorate" not in said


@dataclass(frozen=True)
class Copied:
    """One row of the matrix. ``asks``: a clock runs; otherwise it only stands on the list, for it depends on the place."""

    action: str
    word: str
    when: Callable[[Fact], bool] = field(default=_always)
    asks: bool = True


MATRIX = (
    Copied("documents", "法律文书（决定地不在本地的）", asks=False),
    Copied(sanctions.DECIDE, "奖惩决定、治安管理处罚建议", _granted),
    Copied("approve_device", "使用电子定位", _granted),
    Copied("extend_device", "延长电子定位", _granted),
    Copied("ask_police", "组织查找的情况", lambda fact: not fact.get("told_procuratorate")),
    Copied("approve_revocation", "撤销、收监建议书", _granted),
    Copied("withdraw_revocation", "撤回撤销、收监建议"),
    Copied("superior_leave", "上一级批准的外出", _granted),
    Copied("decide_move", "变更执行地", _granted),
    Copied("decide_permit", "进入特定区域、场所", _granted),
    Copied("decide_adjustment", "推迟报告身体情况、病情复查", _granted),
    Copied("commutation_to_court", "减刑建议书"),
    Copied("release", "解除", _untold),
    Copied("terminate", "终止", _untold),
    Copied("died", "死亡", _untold),
)
_ROWS = {row.action: row for row in MATRIX}


@dataclass(frozen=True)
class Act:
    """One act that goes to the procuratorate; ``seq`` is its entry."""

    seq: int
    word: str
    on: date
    asks: bool
    copied_on: date | None = None

    @property
    def line(self) -> str:
        return f"{self.on.isoformat()}　{self.word}"


def acts(facts: Facts) -> list[Act]:
    """Every act of the case that goes there, with the day it was copied."""
    sent = {fact.get("act"): fact.happened_on for fact in facts.all(COPY)}
    made = []
    for fact in facts.all(*_ROWS):
        row = _ROWS[fact.action]
        if row.when(fact):
            made.append(Act(fact.seq, _word(facts, fact, row), fact.happened_on, row.asks, sent.get(fact.seq)))
    return made


def _word(facts: Facts, fact: Fact, row: Copied) -> str:
    one = sanctions.handling_of(facts, fact.get("item", 0)) if fact.action == sanctions.DECIDE else None
    return one.label if one else row.word


def not_copied(facts: Facts) -> Iterator[tuple[int, str]]:
    """What was not copied yet, as one chooses among it."""
    for act in acts(facts):
        if act.copied_on is None:
            yield act.seq, act.line


@dataclass(frozen=True)
class Opinion:
    """An opinion or suggestion of the procuratorate; ``seq`` is its entry."""

    seq: int
    kind: str
    on: date
    doc_no: str
    to: int | None = None
    answered: Fact | None = field(default=None, compare=False)

    @property
    def word(self) -> str:
        return f"{dict(KINDS).get(self.kind, '')}（{self.doc_no or self.on.isoformat()}）"


KINDS = (("correct", "纠正违法意见"), ("suggest", "检察建议"), ("oral", "口头意见"))


def opinions(facts: Facts) -> list[Opinion]:
    """Every opinion in the order received."""
    assigned = {f.get("opinion"): f.get("officer_of_opinion") for f in facts.all(ASSIGN)}
    answered = {f.get("opinion"): f for f in facts.all(ANSWER)}
    return [
        Opinion(
            f.seq,
            f.get("opinion_kind", ""),
            f.happened_on,
            f.get("doc_no", ""),
            assigned.get(f.seq),
            answered.get(f.seq),
        )
        for f in facts.all(OPINION)
    ]


def unanswered(facts: Facts) -> Iterator[tuple[int, str]]:
    for opinion in opinions(facts):
        if opinion.answered is None:
            yield opinion.seq, opinion.word
