"""Terms as registers write them: 一年六个月, 1年6个月, 18个月, 2025.1.1-2026.6.30."""

from __future__ import annotations

import re
from datetime import date

from fengqiao.imports.headings import plain
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.imports.values import CellWrong, read_day
from fengqiao.lines.corrections.cases.measure import Length
from fengqiao.statutes.numerals import to_int

_NUMBER = r"[\d零〇一二三四五六七八九十两]+"
_LENGTH = re.compile(rf"(?:({_NUMBER})年(半)?)?(?:零)?(?:({_NUMBER})个?月)?(?:零)?(?:({_NUMBER})[天日])?")
_ONE_DAY = r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?|\d{8}"
_SPAN = re.compile(rf"^(?:自|从)?({_ONE_DAY})(?:起)?(?:至|到|—+|-+|~+|～+|－+|–+)({_ONE_DAY})(?:止)?$")


def length_of(text: str) -> Length:
    """The length a cell says; an empty one where it says none. Raises CellWrong."""
    said = plain(text)
    if not said:
        return Length()
    if re.fullmatch(r"\d+", said):
        raise CellWrong(f"期限“{said}”没有写是年还是月。请写成“1年6个月”。")
    found = _length(said)
    if not found:
        raise CellWrong(f"期限“{said}”认不出来。请写成“1年6个月”。")
    return found


def _length(said: str) -> Length:
    match = _LENGTH.fullmatch(said)
    if match is None or not any(match.groups()):
        return Length()
    years, half, months, days = match.groups()
    count = [to_int(each) if each else 0 for each in (years, months, days)]
    return Length(count[0], count[1] + (6 if half else 0), count[2])


def in_words(text: str, *, behind: str) -> Length:
    """The length that stands behind a word of a sentence (缓刑一年六个月); an empty one where none does."""
    match = re.search(rf"{behind}(?:考验期)?[为]?((?:{_NUMBER}年半?)?零?(?:{_NUMBER}个?月)?零?(?:{_NUMBER}[天日])?)", plain(text))
    return _length(match[1]) if match and match[1] else Length()


def span_of(reading: Reading) -> tuple[date, date] | None:
    """The two days of 矫正起止 in one cell; None where it is empty. Raises CellWrong."""
    said = plain(reading.text("measure"))
    if not said:
        return None
    match = _SPAN.match(said)
    if match is None:
        raise CellWrong(f"矫正起止“{said}”认不出来。请写成“2025-01-01至2026-06-30”。", "measure")
    own, notes = reading.setting.own, reading.notes
    days = [read_day(part, label, notes, date.max, own.year) for part, label in zip(match.groups(), ("矫正起日", "矫正止日"), strict=True)]
    assert days[0] is not None
    assert days[1] is not None
    return days[0], days[1]
