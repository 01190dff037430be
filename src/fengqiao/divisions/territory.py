"""Territories: 15 digits whose prefix is the tree of the organisation.

    610902 003 012 000
    county office committee-or-station unit

'000' is the level itself: 610902000000000 is the county bureau, 610902003000000 a justice office,
610902003012000 a committee or station of that office, 610902000001000 a committee of the county.
Office and committee numbers are assigned once and are ours; they are not digits of official codes, which change.
Inside an office, committees take 001-899, stations and rooms 900-989, the town governments it serves 990-999;
inside a county, offices take 001-899, the bureau's sections and the county's centres 900-999.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Level = Literal["county", "office", "committee", "unit"]

COUNTY: Final = "county"
OFFICE: Final = "office"
COMMITTEE: Final = "committee"
UNIT: Final = "unit"

COUNTY_WIDTH: Final = 10**9 - 1  # from the first to the last territory of a county

FIRST_SECTION: Final = 900
FIRST_STATION: Final = 900
FIRST_TOWN: Final = 990

_LOWEST: Final = 100_000_000_000_000
_HIGHEST: Final = 999_999_999_999_999


def compose(county: int | str, office: int = 0, committee: int = 0, unit: int = 0) -> int:
    """The territory of these four numbers; 0 ends it. Raises `ValueError` for numbers that make none."""
    county_number = int(county)
    if not 100_000 <= county_number <= 999_999:
        raise ValueError(f"区划代码应为6位数字，现为“{county}”。")
    for number, name in ((office, "所"), (committee, "调委会"), (unit, "下设机构")):
        if not 0 <= number <= 999:
            raise ValueError(f"{name}序号应在000至999之间，现为{number}。")
    if unit and not committee:
        raise ValueError("下设机构必须在某个调委会或站之下：第13至15位不为000时，第10至12位不能为000。")
    return ((county_number * 1000 + office) * 1000 + committee) * 1000 + unit


def split(territory: int) -> tuple[int, int, int, int]:
    """The four numbers county, office, committee, unit. Raises `ValueError` when it is no territory."""
    if not _LOWEST <= territory <= _HIGHEST:
        raise ValueError(f"区域号应为15位数字，现为“{territory}”。")
    rest, unit = divmod(territory, 1000)
    rest, committee = divmod(rest, 1000)
    county, office = divmod(rest, 1000)
    if unit and not committee:
        raise ValueError(f"区域号“{territory}”有误：第13至15位不为000时，第10至12位不能为000。")
    return county, office, committee, unit


def is_territory(territory: int) -> bool:
    """Whether the number has the form of a territory."""
    try:
        split(territory)
    except ValueError:
        return False
    return True


def read_territory(text: str) -> int:
    """The territory written as 15 digits, spaces allowed. Raises `ValueError` with a sentence."""
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch(r"\d{15}", digits, re.ASCII):
        raise ValueError(f"区域号应为15位数字，现为“{text}”。")
    number = int(digits)
    split(number)
    return number


def level(territory: int) -> Level:
    """Which level the territory itself stands for."""
    _, office, committee, unit = split(territory)
    if unit:
        return UNIT
    if committee:
        return COMMITTEE
    return OFFICE if office else COUNTY


def reach(territory: int) -> tuple[int, int]:
    """The interval of everything at and below the territory, both ends included."""
    below = {COUNTY: 10**9, OFFICE: 10**6, COMMITTEE: 10**3, UNIT: 1}[level(territory)]
    return territory, territory + below - 1


def parent(territory: int) -> int | None:
    """The territory one level up; None for a county. A committee of the county has the county as parent."""
    county, office, committee, unit = split(territory)
    if unit:
        return compose(county, office, committee)
    if committee:
        return compose(county, office)
    return compose(county) if office else None


def county_of(territory: int) -> int:
    """The territory of the county a territory lies in."""
    return compose(territory // 10**9)


def county_reach(territory: int) -> tuple[int, int]:
    """The interval of the whole county a territory lies in, both ends included."""
    return reach(county_of(territory))


def contains(outer: int, inner: int) -> bool:
    """Whether `inner` lies at or below `outer`."""
    low, high = reach(outer)
    split(inner)
    return low <= inner <= high


def county_code(territory: int) -> str:
    """The six digits of the county."""
    return str(split(territory)[0])


def grouped(territory: int) -> str:
    """For people: 610902 003 012 000."""
    county, office, committee, unit = split(territory)
    return f"{county} {office:03d} {committee:03d} {unit:03d}"
