"""An indicator's figure: its halves, its words, what it was a year before, and what is published of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from fengqiao.indicators.asking import NOTHING, Asked, By, Found, Group, Sum, halves_of, measure
from fengqiao.indicators.periods import Period
from fengqiao.indicators.vocabulary import (
    FINE,
    UP,
    Apart,
    Half,
    Indicator,
    Lasting,
    Load,
    Middles,
    Most,
    Persons,
    Shared,
    Total,
    Within,
)

FEW = 5  # persons: fewer are not told outside (个人信息保护)
FEW_WORDS = f"＜{FEW}"
NONE, EVEN = "—", "持平"


@dataclass(frozen=True)
class Figure:
    """指标值: ``of`` and, of a rate, ``met``; exact. ``number`` is None where there is none (空分母)."""

    indicator: Indicator
    of: Sum
    met: Sum | None = None

    @property
    def number(self) -> Decimal | None:
        """The value itself: a rate between 0 and 1, a mean, yuan, or how many."""
        if self.met is not None:
            return Decimal(_n(self.indicator.met, self.met)) / _n(self.indicator.of, self.of) if _n(self.indicator.of, self.of) else None
        match self.indicator.of:
            case Lasting():
                return Decimal(self.of.amount) / self.of.n if self.of.n else None
            case Within():
                return Decimal(self.of.amount) if self.of.n else None
            case Apart() | Middles():
                return Decimal(self.of.amount) / 100 if self.of.amount else None
            case Shared():
                return Decimal(self.of.amount) / FINE if self.of.n else None
        whole = Decimal(_n(self.indicator.of, self.of))
        return whole / 100 if self.indicator.fen else whole / 60 if self.indicator.hours else whole

    @property
    def words(self) -> str:
        """97.50%（39/40）, 37件, 12.5天（37件）, 1,234.50元, 6.5小时, 1.35倍（7人）, or what stands for an empty denominator."""
        number = self.number
        if number is None:
            return self.indicator.blank
        if self.met is not None:
            return f"{percent(number)}（{_n(self.indicator.met, self.met)}/{_n(self.indicator.of, self.of)}）{self._alarm('%')}"
        unit = self.indicator.unit
        match of := self.indicator.of:
            case Lasting():
                return f"{rounded(number, 1)}{unit}（{self.of.n}件）"
            case Within():
                return f"{int(number)}{unit}（{self.of.n}件）"
            case Apart():
                return f"{rounded(number, 2)}{unit}（{self.of.n}人）"
            case Middles():
                return f"{rounded(number, 2)}{unit}（{self.of.n}处）{self._alarm(unit)}"
            case Shared():
                return f"{rounded(number, of.places)}{unit}（{self.of.n}{of.whom}）{self._alarm(unit)}"
            case Persons() if self.of.amount:
                return f"{int(number)}{unit}（其中{self.of.amount}{unit}认不出是谁，各算一次）"
        if self.indicator.fen:
            return f"{number:,.2f}元"
        return f"{rounded(number, 1):,}{unit}" if self.indicator.hours else f"{int(number)}{unit}"

    @property
    def beyond(self) -> bool:
        """Whether the figure is worse than the bureau's own line; never where there is none."""
        number, line = self.number, Decimal(str(self.indicator.alarm))
        if number is None or not line:
            return False
        told = number * 100 if self.met is not None else number
        return told < line if self.indicator.better == UP else told > line

    def _alarm(self, unit: str) -> str:
        line = self.indicator.alarm
        return f"，{'低' if self.indicator.better == UP else '高'}于{line:g}{unit}" if self.beyond else ""

    @property
    def published(self) -> str:
        """As it may leave the house: a number of persons from one to four is not told, nor a rate that would tell it."""
        if not self.indicator.people:
            return self.words
        told = [self.of.n] if self.met is None else [self.of.n, self.met.n, self.of.n - self.met.n]
        return FEW_WORDS if any(0 < n < FEW for n in told) else self.words

    def change_from(self, before: Figure) -> str:
        """Against another period: +12.5%, +3.10个百分点, 持平, or the difference alone where the base is nought (N6)."""
        now, then = self.number, before.number
        if now is None or then is None:
            return NONE
        if now == then:
            return EVEN if now else NONE
        if self.met is not None:
            return f"{rounded((now - then) * 100, 2):+}个百分点"
        if not then:
            return f"{rounded(now, 0):+,}{self.indicator.unit}"
        return f"{rounded((now - then) / then * 100, 1):+}%"

    def as_json(self) -> dict[str, Any]:
        """For other programs: exact halves, the value as text."""
        number = self.number
        found = {"code": self.indicator.code, "label": self.indicator.label, "version": self.indicator.version, "of": _n(self.indicator.of, self.of)}
        if self.met is not None:
            found["met"] = _n(self.indicator.met, self.met)
        if isinstance(self.indicator.of, Persons):
            found["unknown"] = self.of.amount
        return {**found, "value": None if number is None else str(number), "words": self.words, "unit": "" if self.met is not None else self.indicator.unit}


def percent(share: Decimal) -> str:
    """Two decimals, half up."""
    return f"{rounded(share * 100, 2)}%"


def rounded(number: Decimal, places: int) -> Decimal:
    """Half up, for display alone."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _n(half: Half | None, found: Sum) -> int:
    return found.amount if isinstance(half, Total | Load | Within | Apart | Middles | Most | Shared) else found.n


def figures(indicators: Sequence[Indicator], asked: Asked) -> list[Figure]:
    """The figure of each, in their order."""
    return figures_over(indicators, asked, [asked.period])[0]


def figures_over(indicators: Sequence[Indicator], asked: Asked, periods: Sequence[Period]) -> list[list[Figure]]:
    """The figures of several periods, asked together."""
    return [[_figure(each, found, 0) for each in indicators] for found in measure(halves_of(indicators), asked, periods)]


def split(indicator: Indicator, asked: Asked, by: By) -> dict[Group, Figure]:
    """One indicator's figures by village, office, county or kind; groups where nothing is are left out."""
    return split_over([indicator], asked, [asked.period], by)[0][0]


def split_over(indicators: Sequence[Indicator], asked: Asked, periods: Sequence[Period], by: By) -> list[list[dict[Group, Figure]]]:
    """The same of several indicators in several periods, asked together: by period, then by indicator."""
    return [[_groups(each, found) for each in indicators] for found in measure(halves_of(indicators), asked, periods, by)]


def _groups(indicator: Indicator, found: Mapping[Half, Found]) -> dict[Group, Figure]:
    groups = dict.fromkeys(group for half in indicator.halves for group in found[half])
    return {group: _figure(indicator, found, group) for group in groups}


def splits(indicators: Sequence[Indicator], asked: Asked, by: By) -> dict[Group, list[Figure]]:
    """All indicators' figures group by group, asked together; every group in which any of them is something has them all."""
    found = measure(halves_of(indicators), asked, [asked.period], by)[0]
    groups = dict.fromkeys(group for each in found.values() for group in each)
    return {group: [_figure(each, found, group) for each in indicators] for group in groups}


def _figure(indicator: Indicator, found: Mapping[Half, Found], group: Group) -> Figure:
    of = found[indicator.of].get(group, NOTHING)
    return Figure(indicator, of, None if indicator.met is None else found[indicator.met].get(group, NOTHING))
