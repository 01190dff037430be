"""Where a journey goes, by the official codes, and whether that is leaving the city or county of residence. Pure.

Districts of one city's urban area are one place; a district and a county or county-level city are two (measures, recalled as 26).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fengqiao.divisions import places

ABROAD_CODES = ("71", "81", "82")
NOT_DISTRICTS = ("特区", "林区")
MOST_NAMED = 4


@dataclass(frozen=True)
class Found:
    """A county or district of the official list, or in words why there is none."""

    code: str = ""
    name: str = ""
    problem: str = ""


def find(text: str) -> Found:
    """The county or district that a line of text names. What names several, or only a city, is asked again."""
    named = places.resolve_name(text)
    if named and is_abroad(named[0].code):
        return Found(named[0].code[:6], named[0].path.replace("/", ""))
    known = list(dict.fromkeys(place.code[:6] for place in named if place.code[:6] in _codes()))
    if not known:
        return Found(problem=f"“{text}”没有写到县、区。请照“浙江省绍兴市诸暨市”这样写全；国（境）外的不受理。")
    if len(known) > 1:
        names = "、".join(places.county(code).full_name for code in known[:MOST_NAMED])
        return Found(problem=f"“{text}”有几个同名的地方（{names}）。请连省、市一起写。")
    return Found(known[0], places.county(known[0]).full_name)


def is_abroad(code: str) -> bool:
    """香港、澳门、台湾: to go there is to cross the border."""
    return code.startswith(ABROAD_CODES)


def is_leaving(home: str, to: str) -> bool:
    """Whether going from one county's code to the other's is leaving the city or county of residence."""
    if home == to:
        return False
    return not (_city(home) and _city(home) == _city(to))


def _city(code: str) -> str:
    """The city whose urban area the code is a district of; empty for a county, a county-level city or an unknown code."""
    try:
        county = places.county(code)
    except places.UnknownDivision:
        return ""
    if not county.name.endswith("区") or county.name.endswith(NOT_DISTRICTS):
        return ""
    if county.is_in_municipality:
        return code[:2]
    return code[:4] if county.prefecture.endswith("市") else ""



@cache
def _codes() -> frozenset[str]:
    return frozenset(places.county_codes())
