"""Reading single cells: days in every way of writing, sums with units, old names of types, several people in one cell.

Each reader notes what it corrected. What would have to be guessed is refused with what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from fengqiao.daycount.lunar import LunarError, looks_lunar, read_lunar
from fengqiao.documents.amounts import AmountError, in_figures, parse_amount
from fengqiao.imports.headings import plain

_DAY = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:\d{1,2}[:时].*|上午|下午)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SHORT_YEAR = re.compile(r"^(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?$")
_NO_YEAR = re.compile(r"^(\d{1,2})[-./月](\d{1,2})[日号]?$")
_AND_MORE = re.compile(r"等(\d+|[一二三四五六七八九十两]+)?[人户名位方]*$")
_ORGANISATION = re.compile(
    r"(公司|厂|店|村委会|居委会|委员会|学校|小学|中学|幼儿园|医院|卫生院|诊所|合作社|中心|银行|信用社|经营部|事务所|工地|项目部|超市|小组)$"
)
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = (36_526, 55_153)  # 2000-01-01 to 2050-12-31
NOTHING = ("", "无", "/", "-", "—", "--", "——", "0", "空", "未填")


class CellWrong(ValueError):
    """The cell cannot be read; the message says what it holds and what to write. ``field``: whose cell it is."""

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.said, self.field = said, field


class RowWrong(CellWrong):
    """Several cells of a row cannot be read."""

    def __init__(self, problems: Sequence[CellWrong]) -> None:
        super().__init__("；".join(dict.fromkeys(problem.said for problem in problems)))
        self.problems = tuple(problems)


@dataclass
class Notes:
    """What was corrected in a row, in words."""

    corrected: list[str] = field(default_factory=list)

    def add(self, said: str) -> None:
        if said not in self.corrected:
            self.corrected.append(said)


def read_day(
    value: Any, label: str, notes: Notes, today: date, year: int | None = None, since: int = 2000
) -> date | None:
    """The day, or None for an empty cell; none later than ``today`` or in a year before ``since``.

    Raises CellWrong: lunar days, days that do not exist, days without a year.
    """
    if isinstance(value, datetime):
        return _sound(value.date(), label, today, since)
    if isinstance(value, date):
        return _sound(value, label, today, since)
    text = plain(value)
    if text in NOTHING:
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and SERIALS[0] <= float(text) <= SERIALS[1]:
        day = SERIAL_ZERO + timedelta(days=int(float(text)))
        notes.add(f"{label}{text}是Excel的日期序号，读作{day.isoformat()}")
        return _sound(day, label, today, since)
    if looks_lunar(text):
        raise CellWrong(f"{label}“{text}”是农历日期。{_in_solar(text, today, year)}")
    if found := _DAY.match(text) or _COMPACT.match(text):
        day = _made(found.groups()[:3], label, text)
    elif found := _SHORT_YEAR.match(text):
        parts = found.groups()
        day = _made((f"20{parts[0]}", parts[1], parts[2]), label, text)
    elif (found := _NO_YEAR.match(text)) and year:
        day = _made((str(year), *found.groups()), label, text)
    elif _NO_YEAR.match(text):
        raise CellWrong(f"{label}“{text}”没有年份。请补上，或写明按哪一年。")
    else:
        raise CellWrong(f"{label}“{text}”认不出来。请写成2025-11-21这样。")
    if text != day.isoformat():
        notes.add(f"{label}“{text}”读作{day.isoformat()}")
    return _sound(day, label, today, since)


def _in_solar(text: str, today: date, year: int | None) -> str:
    """What to write instead of a lunar date: the conversion is shown, a person writes it."""
    try:
        day = read_lunar(text, today, year)
    except LunarError as error:
        return str(error)
    return f"它是公历{day.isoformat()}，请核对后按公历填写。"


def _made(parts: tuple[str, ...], label: str, text: str) -> date:
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        raise CellWrong(f"{label}“{text}”：没有这一天。请核对。") from None


def _sound(day: date, label: str, today: date, since: int) -> date:
    if day > today:
        raise CellWrong(f"{label}{day.isoformat()}晚于今天。请核对。")
    if day.year < since:
        raise CellWrong(f"{label}{day.isoformat()}的年份不对。请核对。")
    return day


def read_money(value: Any, label: str, notes: Notes, unit: str = "") -> int | None:
    """Whole fen, or None for an empty cell. ``unit`` 万元 is the heading's. Raises CellWrong."""
    text = plain(value)
    if text in NOTHING:
        return None
    words = f"{text}万" if unit == "万元" and re.fullmatch(r"[\d,.]+", text) else text
    try:
        amount = parse_amount(words)
    except AmountError as error:
        raise CellWrong(f"{label}“{text}”：{error}") from None
    if amount.needs_confirmation or words != text:
        notes.add(f"{label}“{text}”{'（万元）' if unit else ''}读作{in_figures(amount.fen)}元")
    return amount.fen


def read_people(value: Any, label: str, notes: Notes) -> list[str]:
    """The names in a cell, in order."""
    text = re.sub(r"[（(].*?[)）]", "", plain(value))
    if text in NOTHING:
        return []
    if _AND_MORE.search(text):
        notes.add(f"{label}“{text}”只记有姓名的人，其余见纸质卷宗")
        text = _AND_MORE.sub("", text)
    return [name for name in re.split(r"[、,，;；/]+", text) if name]


def split_sides(value: Any, notes: Notes) -> tuple[list[str], list[str]]:
    """张三与李四: the two sides in one cell. Raises CellWrong where they cannot be told apart."""
    text = plain(value)
    for mark in ("与", "诉", "——", "—", "vs", "VS", "和", "、", "，", ",", "/", "；", ";"):
        first, found, second = text.partition(mark)
        if found and first and second:
            notes.add(f"当事人“{text}”分作申请人“{first}”、被申请人“{second}”")
            return read_people(first, "申请人", notes), read_people(second, "被申请人", notes)
    raise CellWrong(f"当事人“{text}”只有一方，或分不出哪一方。请写成“张三与李四”，或分成申请人、被申请人两栏。")


def is_organisation(name: str) -> bool:
    """Whether a party's name is that of an organisation."""
    return bool(_ORGANISATION.search(name))
