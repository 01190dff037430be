"""What a count may be grouped by: office, month, year, stage, and whatever the line lets its register be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast, Coalesce, TruncMonth, TruncYear

from fengqiao.daycount.months import days_in_month
from fengqiao.desk.register_filters import EMPTY, EMPTY_WORD, Shown, options_of, stages_of
from fengqiao.indicators.periods import Period
from fengqiao.matter import registry

OFFICE_WIDTH = 10**6


@dataclass(frozen=True)
class Grouping:
    """``expression``: what the database groups by. ``words``: of known keys, in their order; ``word`` of any other.

    ``narrows``: how the register is narrowed down to one of them.
    """

    code: str
    label: str
    expression: Any
    narrows: Callable[[Any], dict[str, str]]
    words: Mapping[Any, str]
    word: Callable[[Any], str] = str

    def said(self, key: Any) -> str:
        """What a key is called."""
        return self.words[key] if key in self.words else self.word(key)

    def place(self, key: Any) -> tuple[int, Any]:
        """Where it stands: known keys in their order, then the others."""
        known = list(self.words)
        return (known.index(key), "") if key in self.words else (len(known), str(key))


def groupings(line: registry.Line) -> dict[str, str]:
    """What a count of this line may be grouped by. Of a column with several values at once there is no whole to divide."""
    fields = {name: line.model()._meta.get_field(name) for name in line.filters}
    own = {name: str(each.verbose_name) for name, each in fields.items() if not isinstance(each, ArrayField) and options_of(line, name)}  # type: ignore[union-attr]
    return {"office": "机构", "month": "月份", "year": "年份", "stage": "阶段", **own}


def grouping_of(code: str, line: registry.Line, shown: Shown, period: Period) -> Grouping:
    """One of :func:`groupings`."""
    label = groupings(line)[code]
    if code == "office":
        return Grouping(code, label, F("territory") / Value(OFFICE_WIDTH), lambda key: {"office": str(key * OFFICE_WIDTH)}, {})
    if code == "month":
        return Grouping(code, label, TruncMonth(shown.on), lambda key: _days(key, period, months=1), {}, lambda key: f"{key.year}年{key.month}月")
    if code == "year":
        return Grouping(code, label, TruncYear(shown.on), lambda key: _days(key, period, months=12), {}, lambda key: f"{key.year}年")
    if code == "stage":
        return Grouping(code, label, F("stage"), lambda key: {"stage": key}, stages_of(line))
    column = Coalesce(Cast(F(code), models.CharField()), Value(""), output_field=models.CharField())
    words = options_of(line, code)
    is_yes_no = isinstance(line.model()._meta.get_field(code), models.BooleanField)
    return Grouping(
        code, label, column, lambda key: {code: (key.capitalize() if is_yes_no else key) or EMPTY},
        {key.lower(): word for key, word in words.items()} if is_yes_no else words, lambda key: key or EMPTY_WORD,
    )  # fmt: skip


def _days(first: date, period: Period, months: int) -> dict[str, str]:
    """The month or year that begins on this day, as far as it lies in the period."""
    month = first.month + months - 1
    last = date(first.year, month, days_in_month(first.year, month))
    return {"from": max(first, period.from_on).isoformat(), "to": min(last, period.to_on).isoformat()}
