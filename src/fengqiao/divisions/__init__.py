"""Administrative divisions of China, bundled, and the territories of the organisation. No database.

Places
    county(code) -> County(code, name, province, prefecture), .full_name       raises UnknownDivision
    county_codes() -> list[str]
    search(text, limit=20) -> list[Place(code, name, level, path)]              汉滨, or the beginning of a code
    resolve_name(text) -> list[Place]      the lowest divisions a line of text names; several when it is not clear
    townships(county_code) -> list[Township(code_mca, code_stat, name, kind, match, note)]
    villages(county_code) -> list[Village(code, name, official_name, kind, township_code_stat, township_name)]
    changes_of(code) -> list[Change], .sentence                                1980-2026
Plan
    plan_county(code) -> CountyPlan(county, units, to_check), .counts, .of_kind(kind), .reach
    PlannedUnit(territory, kind, name, short_name, parent, town, divisions, lines, number_word, host)
    kinds: bureau, section, office, committee, town
Territories (module `territory`, pure functions on 15 digits)
    compose(county, office=0, committee=0, unit=0), split, level, reach, parent, contains, is_territory,
    read_territory(text), county_code, grouped

The two 9-digit code lines (civil affairs, statistics) are not the same: towns are joined by county and name only.
"""

from __future__ import annotations

from .changes import Change, changes_of
from .places import County, Place, UnknownDivision, county, county_codes, resolve_name, search, short_name
from .planning import CountyPlan, PlannedDivision, PlannedUnit, plan_county
from .townships import Township, townships
from .villages import Village, villages

__all__ = [
    "Change",
    "County",
    "CountyPlan",
    "Place",
    "PlannedDivision",
    "PlannedUnit",
    "Township",
    "UnknownDivision",
    "Village",
    "changes_of",
    "county",
    "county_codes",
    "plan_county",
    "resolve_name",
    "search",
    "short_name",
    "townships",
    "villages",
]
