"""指标值 of one unit: the number, its halves, and which of the five empties it is. Kept with the sheet as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from fengqiao.assessment.scoring import half_up, plain
from fengqiao.assessment.totals import Status
from fengqiao.indicators.figures import Figure
from fengqiao.indicators.vocabulary import Lasting


@dataclass(frozen=True)
class Value:
    """``x`` in the unit people read (of a rate per cent), exact; None where there is none. ``told``: as other units may read it.

    ``small``: what it is out of is so few that one more or less changes much. ``held``: why it is 待核.
    ``by_hand``: of what somebody reported (人工登记), the paper it comes from and who reported and checked it.
    """

    status: Status
    x: Fraction | None = None
    num: Fraction | None = None
    den: Fraction | None = None
    words: str = ""
    told: str = ""
    small: bool = False
    held: str = ""
    note: str = ""
    further: tuple[Fraction, ...] = ()
    by_hand: str = ""

    @property
    def counts(self) -> bool:
        return self.status is Status.VALUE and self.x is not None

    def hold(self, why: str) -> Value:
        """The same, held by a finding."""
        return replace(self, status=Status.PEND, held=why)

    def plain(self) -> dict[str, Any]:
        """As JSON, exact."""
        found: dict[str, Any] = {"status": self.status.value, "words": self.words, "told": self.told}
        found |= {key: str(number) for key, number in (("x", self.x), ("num", self.num), ("den", self.den)) if number is not None}
        found |= {key: text for key, text in (("held", self.held), ("note", self.note), ("by_hand", self.by_hand)) if text}
        if self.further:
            found["further"] = [str(each) for each in self.further]
        return found | ({"small": True} if self.small else {})

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Value:
        """From JSON."""
        read = {key: Fraction(kept[key]) if key in kept else None for key in ("x", "num", "den")}
        return cls(
            Status(kept["status"]), **read, words=kept.get("words", ""), told=kept.get("told", ""), small=bool(kept.get("small")), held=kept.get("held", ""),
            note=kept.get("note", ""), further=tuple(Fraction(each) for each in kept.get("further", ())), by_hand=kept.get("by_hand", ""),
        )  # fmt: skip


NOT_APPLICABLE = Value(Status.NA, words=Status.NA.word, told=Status.NA.word)


def of_figure(figure: Figure, small_n: int) -> Value:
    """The value of a figure that was counted. An empty denominator is 不适用, never nought."""
    halves = figure.as_json()
    indicator, of = figure.indicator, Fraction(halves["of"])
    if figure.met is not None:
        met = Fraction(halves["met"])
        if not of:
            return replace(NOT_APPLICABLE, words=indicator.blank, told=indicator.blank, num=met, den=of)
        return Value(Status.VALUE, 100 * met / of, met, of, figure.words, figure.published, of < small_n)
    if isinstance(indicator.of, Lasting):
        if not figure.of.n:
            return replace(NOT_APPLICABLE, words=indicator.blank, told=indicator.blank)
        days = Fraction(figure.of.amount, figure.of.n)
        return Value(Status.VALUE, days, Fraction(figure.of.amount), Fraction(figure.of.n), figure.words, figure.published, figure.of.n < small_n)
    x = of / 100 if indicator.fen else of
    return Value(Status.VALUE, x, words=figure.words, told=figure.published)


def of_report(value: Decimal | None, num: Decimal | None, den: Decimal | None, not_applicable: str, unit: str, people: bool, small_n: int) -> Value:
    """The value somebody reported: halves where it is a rate, else the number itself."""
    if not_applicable:
        return replace(NOT_APPLICABLE, note=not_applicable)
    if num is not None and den is not None:
        if not den:
            return replace(NOT_APPLICABLE, num=Fraction(num), den=Fraction(0), note="分母是0")
        exact = Fraction(num) / Fraction(den) * (100 if unit == "%" else 1)
        words = f"{half_up(exact)}{unit}（{plain(num)}/{plain(den)}）"
        few = people and any(0 < each < 5 for each in (num, den, den - num))
        return Value(Status.VALUE, exact, Fraction(num), Fraction(den), words, "＜5" if few else words, den < small_n)
    assert value is not None
    words = f"{plain(value)}{unit}"
    return Value(Status.VALUE, Fraction(value), words=words, told="＜5" if people and 0 < value < 5 else words)


def empty(status: Status, note: str = "") -> Value:
    """未报, 未到期, 未设目标."""
    return Value(status, words=status.word, told=status.word, note=note)
