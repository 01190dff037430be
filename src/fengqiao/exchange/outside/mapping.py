"""From our fields to their columns, and back: the translation of one matter into one row of their form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from fengqiao.exchange.outside.fields import Reportable, Told, Value, fields_of
from fengqiao.exchange.outside.models import OutsideSystem

DATE_FORMATS = (
    ("%Y-%m-%d", "2026-05-06"), ("%Y/%m/%d", "2026/05/06"), ("%Y.%m.%d", "2026.05.06"), ("%Y年%m月%d日", "2026年05月06日"), ("%Y%m%d", "20260506"),
)  # fmt: skip
LONGEST_DAY = 24
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = (36_526, 55_153)  # 2000-01-01 to 2050-12-31


@dataclass(frozen=True)
class Mapped:
    """A column of their form: where it is, its heading, and what we put in: a field of ours or always the same text."""

    column: int
    heading: str
    field: str = ""
    constant: str = ""

    def plain(self) -> dict[str, Any]:
        return {"column": self.column, "heading": self.heading, "field": self.field, "constant": self.constant}


def mapped(system: OutsideSystem) -> list[Mapped]:
    """The columns that are filled."""
    return [Mapped(**each) for each in system.columns]


def row_for(system: OutsideSystem, told: Told) -> dict[int, str | int]:
    """A matter as one row of their form, by column number."""
    fields = fields_of(system.line)
    return {each.column: cell(system, each, fields, told) for each in mapped(system)}


def cell(system: OutsideSystem, each: Mapped, fields: dict[str, Reportable], told: Told) -> str | int:
    """What stands in one cell: dates as they write them, codes in their words."""
    if not each.field:
        return each.constant
    field = fields.get(each.field)
    return in_their_words(system, field, field.value(told)) if field else ""


def in_their_words(system: OutsideSystem, field: Reportable, value: Value) -> str | int:
    """A value of ours as they write it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime(system.date_format)
    if isinstance(value, int):
        return value
    theirs = system.translations.get(field.code, {})
    return str(theirs.get(value) or field.words.get(value, value))


def ours_from_theirs(system: OutsideSystem, field: Reportable, text: str) -> str:
    """Their word as our code; what is unknown stays as it is."""
    wanted = said(text)
    for code, word in field.words.items():
        if wanted in (said(system.translations.get(field.code, {}).get(code, "")), said(word)):
            return code
    return text


def said(value: Any) -> str:
    """A cell or heading for comparison: full-width made ordinary, spaces and marks for required fields gone."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value if value is not None else ""))
    return re.sub(r"\s+", "", text).strip("*＊:：")


def as_day(value: Any, date_format: str) -> date | None:
    """A cell as a day in whatever way it is written, None when it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = said(value)
    if not text[:1].isdigit() or len(text) > LONGEST_DAY:
        return None
    return _day_in(text, date_format)


@lru_cache(maxsize=2048)  # the same days stand in row after row; what is no day never comes here, a number at most
def _day_in(text: str, date_format: str) -> date | None:
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and _SERIALS[0] <= float(text) <= _SERIALS[1]:
        return _SERIAL_ZERO + timedelta(days=int(float(text)))
    for form in (date_format, *(form for form, _ in DATE_FORMATS)):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    found = re.match(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})", text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def same(ours: str | int, theirs: Any, date_format: str) -> bool:
    """Whether two cells say the same: days by the day, figures by their value, texts without spaces."""
    if said(ours) == said(theirs):
        return True
    one, other = as_day(ours, date_format), as_day(theirs, date_format)
    if one is not None and one == other:
        return True
    figures = (said(ours).replace(",", ""), said(theirs).replace(",", ""))
    try:
        return all(re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", each) for each in figures) and float(figures[0]) == float(
            figures[1]
        )
    except ValueError:
        return False
