"""I-18 顾问履职率: what is counted, of whom, over whom. No law defines it: each figure says its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.reckoning.looking import Reckoned

Kind = Callable[[Reckoned], bool]


@dataclass(frozen=True)
class Indicator:
    """One figure over the appointments of a month. With ``met`` a rate, without the number of ``of``."""

    code: str
    label: str
    formula: str
    of: Kind
    met: Kind | None = None
    blank: str = "本月没有应考核的"


@dataclass(frozen=True)
class Value:
    """An indicator's value."""

    indicator: Indicator
    of: int
    met: int | None = None

    @property
    def words(self) -> str:
        """87.5%（7/8）, the number, or what stands for an empty denominator."""
        if self.met is None:
            return str(self.of)
        return f"{self.met * 1000 // self.of / 10:g}%（{self.met}/{self.of}）" if self.of else self.indicator.blank


def _due(each: Reckoned) -> bool:
    """Owed a result: a whole month in office, not exempt."""
    return each.owed and each.result != codes.EXEMPT


def _met(each: Reckoned) -> bool:
    """As reckoned, and where it has not been reckoned yet as it counts now."""
    return _due(each) and (each.result == codes.MET if each.result else each.month.met)


INDICATORS = (
    Indicator("I-18", "顾问履职率", "本月达到最低履职要求的聘任÷整月在聘、没有豁免的聘任；已认定的以认定为准，没有认定的按现在计入的算", _due, _met),
    Indicator("I-18-in", "在聘", "本月有任何一天在聘的聘任", lambda each: True),
    Indicator("I-18-exempt", "豁免", "认定为豁免的；不计入履职率", lambda each: each.result == codes.EXEMPT),
    Indicator("I-18-open", "还没有认定", "整月在聘、还没有认定的", lambda each: each.owed and not each.result),
)


def of_month(found: Sequence[Reckoned]) -> list[Value]:
    """Each figure over these."""
    return [Value(each, sum(map(each.of, found)), sum(map(each.met, found)) if each.met else None) for each in INDICATORS]
