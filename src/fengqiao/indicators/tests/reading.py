"""Reading figures in tests: what changed is folded, then the figure is asked as a page asks it."""

from __future__ import annotations

from fengqiao.indicators import folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.registry import find
from tests.county import County

YEAR = "2026"


def said(line: str, *codes: str, period: str = YEAR, reach: tuple[int, int] = (0, 10**15 - 1)) -> tuple[str, ...]:
    """The figures as they are printed, their units left out."""
    folding.fold_all_changes()
    found = figures([find(line).indicator(code) for code in codes], Asked(*reach, periods.read(period)))
    return tuple(each.words.removesuffix(each.indicator.unit) for each in found)


def standing(county: County, line: str, code: str) -> int:
    """How many, in the whole county, at the end of the year."""
    return int(said(line, code, reach=county.offices["bureau"].reach)[0])
