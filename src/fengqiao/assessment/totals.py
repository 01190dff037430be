"""总分、名次、等次: from the items' scores, as pure functions. The total is rounded once, and ranked as it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from fengqiao.assessment.scoring import half_up

VETOED, UNRANKED = "不合格", "不参与排名"


class Status(StrEnum):
    """N4: five different empties, and a target that was never set."""

    VALUE = "value"
    NA = "na"
    MISS = "miss"
    PEND = "pend"
    NODATA = "nodata"
    UNSET = "unset"
    FALSE = "false"

    @property
    def word(self) -> str:
        return WORDS[self]

    @property
    def keeps_weight(self) -> bool:
        """不适用、未到期 take their weight out of the sum; 未报 counts as nought."""
        return self not in (Status.NA, Status.NODATA)


WORDS = {
    Status.VALUE: "", Status.NA: "不适用", Status.MISS: "未报", Status.PEND: "待核", Status.NODATA: "未到期", Status.UNSET: "未设目标", Status.FALSE: "认定失实",
}  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """One item of one unit: its weight, its points (None where there are none yet), and what it is for the total."""

    weight: Fraction
    status: Status
    points: Fraction | None = None
    core: bool = False
    kind: str = ""  # empty: weighed; bonus, minus: beside the sum; veto

    @property
    def counted(self) -> Fraction:
        """The points for the sum: 未报 and what is not yet known are nought."""
        return self.points if self.points is not None else Fraction(0)


@dataclass(frozen=True)
class Rules:
    """What a scheme says of totals."""

    bonus_cap: Fraction | None = None
    deduct_cap: Fraction | None = None
    min_coverage: Fraction = Fraction(3, 5)
    by_core: bool = True  # alike in the total: the higher sum of core items stands first
    grades: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True)
class Total:
    """What a unit comes to. ``best`` and ``worst`` differ while something is held (待核); ``published`` is rounded, once."""

    published: Decimal | None
    best: Decimal | None
    worst: Decimal | None
    core: Decimal
    coverage: Fraction
    vetoed: bool
    pending: bool
    covered: bool

    @property
    def ranks(self) -> bool:
        return self.published is not None and self.covered


@dataclass(frozen=True)
class Placed:
    """A unit's place among all, None where it takes none; its grade."""

    rank: int | None
    of_n: int
    grade: str


BONUS, MINUS, VETO = "bonus", "minus", "veto"


def total_of(items: Sequence[Scored], rules: Rules) -> Total:
    """100 × Σ得分 ÷ Σ保留权重 ＋ 加分 － 扣分. While something is held the published total is the worst case."""
    weighed = [each for each in items if not each.kind]
    kept = [each for each in weighed if each.status.keeps_weight]
    weights = sum((each.weight for each in kept), Fraction(0))
    every = sum((each.weight for each in weighed), Fraction(0))
    held = [each for each in kept if each.status is Status.PEND]
    beside = [each for each in items if each.kind in (BONUS, MINUS)]
    extra = _capped(items, BONUS, rules.bonus_cap) - _capped(items, MINUS, rules.deduct_cap)
    got = sum((each.counted for each in kept), Fraction(0))
    core = half_up(sum((each.counted for each in kept if each.core), Fraction(0)))
    coverage = weights / every if every else Fraction(0)
    pending = bool(held) or any(each.status is Status.PEND for each in (*beside, *(each for each in items if each.kind == VETO)))
    vetoed = any(each.kind == VETO and each.status is Status.VALUE and each.counted for each in items)
    if not weights:
        return Total(None, None, None, core, coverage, vetoed, pending, False)
    worst = 100 * got / weights + extra
    best = 100 * (got + sum((each.weight for each in held), Fraction(0))) / weights + extra
    return Total(half_up(worst), half_up(best), half_up(worst), core, coverage, vetoed, pending, coverage >= rules.min_coverage)


def _capped(items: Sequence[Scored], kind: str, cap: Fraction | None) -> Fraction:
    found = sum((each.counted for each in items if each.kind == kind), Fraction(0))
    return found if cap is None else min(found, cap)


def places(totals: Mapping[int, Total], rules: Rules) -> dict[int, Placed]:
    """Each unit's place: those with a veto after all others; alike in the published score and the core items they share a place,
    and the next is skipped (1, 2, 2, 4)."""
    ranking = {unit: _key(each, rules) for unit, each in totals.items() if each.ranks}
    ordered = sorted(ranking.values())
    first = {key: place + 1 for place, key in reversed(list(enumerate(ordered)))}
    return {
        unit: Placed(first[ranking[unit]] if unit in ranking else None, len(ranking), _grade(each, rules)) for unit, each in totals.items()
    }


def _key(total: Total, rules: Rules) -> tuple[bool, Decimal, Decimal]:
    assert total.published is not None
    return total.vetoed, -total.published, -total.core if rules.by_core else Decimal(0)


def _grade(total: Total, rules: Rules) -> str:
    if total.vetoed:
        return VETOED
    if not total.ranks or total.published is None:
        return ""
    return next((word for word, least in sorted(rules.grades, key=lambda each: -each[1]) if total.published >= least), "")


def ahead_of(rank: int, of_n: int, alike: int) -> Decimal | None:
    """How many of the others stand behind, per cent; None where there is nobody else. ``alike``: sharing the place, itself included."""
    if of_n < 2:
        return None
    return half_up(Fraction(100 * (of_n - rank - (alike - 1)), of_n - 1), 0)


