"""A year's arrangement of holidays: what the State Council's General Office announces each autumn."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from fengqiao.daycount.errors import ArrangementError, RowError

NEW_YEAR = "元旦"

# 《全国年节及纪念日放假办法》(2024-11-10) article 2: the festivals whose date needs no lunar almanac.
FIXED_FESTIVALS: dict[tuple[int, int], str] = {
    (1, 1): NEW_YEAR,
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
FIXED_FESTIVALS_SOURCE = "《全国年节及纪念日放假办法》第二条"


@dataclass(frozen=True, order=True)
class ArrangedDay:
    """One day an arrangement names: off (``rest``) or a Saturday or Sunday worked."""

    on: date
    rest: bool
    name: str
    statutory: bool = False


@dataclass(frozen=True)
class Arrangement:
    """The named days of one year. ``official`` false: no notice yet, only the statutory days that are known.

    A notice for year N may also name the last days of December N-1 (元旦), so those belong to year N.
    ``warnings`` are Chinese sentences about oddities that do not prevent loading.
    """

    year: int
    days: tuple[ArrangedDay, ...]
    source: str
    official: bool = True
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for day in self.days:
            if self.year not in (day.on.year, arrangement_year(day.on, day.name)):
                raise ArrangementError([RowError(0, f"{day.on}不是{self.year}年安排的日期。")])


@dataclass(frozen=True)
class Overlay:
    """Days off of one district only (少数民族地方性假日, 放假办法第四条), and any days worked instead."""

    name: str
    days: tuple[ArrangedDay, ...]
    source: str

    def __post_init__(self) -> None:
        for day in self.days:
            if not day.rest and day.on.weekday() < 5:
                raise ArrangementError(
                    [RowError(0, f"{day.on}本来就是工作日，不需登记上班；上班日只能是周六或周日。")]
                )


def arrangement_year(on: date, name: str) -> int:
    """The year whose notice names this day: 元旦 days at the end of December belong to the next year."""
    return on.year + 1 if on.month == 12 and on.day >= 25 and name == NEW_YEAR else on.year


@lru_cache(maxsize=1)
def bundled_arrangements() -> tuple[Arrangement, ...]:
    """The data file of this package, by year: 2004 to 2026 official, 2027 statutory days only."""
    text = resources.files("fengqiao.daycount").joinpath("data/holidays.csv").read_text(encoding="utf-8")
    days: dict[int, list[ArrangedDay]] = {}
    official: dict[int, bool] = {}
    for row in csv.DictReader(text.splitlines()):
        on, name = date.fromisoformat(row["date"]), row["name_zh"]
        year = arrangement_year(on, name)
        days.setdefault(year, []).append(ArrangedDay(on, row["kind"] == "off", name, row["statutory"] == "1"))
        official[year] = official.get(year, True) and row["official"] == "1"
    return tuple(
        Arrangement(year, tuple(sorted(days[year])), _bundled_source(year, official[year]), official[year])
        for year in sorted(days)
    )


def _bundled_source(year: int, official: bool) -> str:
    if official:
        return f"国务院办公厅{year}年部分节假日安排的通知"
    return f"{FIXED_FESTIVALS_SOURCE}（放假安排尚未公布）"
