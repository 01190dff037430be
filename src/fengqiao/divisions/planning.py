"""The organisation tree of a real county, proposed from the bundled lists for `fengqiao offices init CODE`.

One justice office per township, one mediation committee per township and per village or community. It is a
proposal: which towns share an office, which sections there are, is the bureau's to say. What the lists leave open
is in `to_check`, each a sentence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from .places import County, county
from .sections import USUAL_SECTIONS, section_word
from .territory import FIRST_TOWN, compose, reach
from .townships import Township, is_listed, townships
from .villages import Village, villages

UnitKind = Literal["bureau", "section", "office", "committee", "station", "town"]

TOWN_COMMITTEE = 1  # committees 001-009 of an office belong to its towns
FIRST_VILLAGE_COMMITTEE = 11


@dataclass(frozen=True)
class PlannedDivision:
    """A division a unit serves. `source` says which list the code is from: 民政2026 or 统计2023."""

    code: str
    name: str
    source: str


@dataclass(frozen=True)
class PlannedUnit:
    """One unit. `parent` is the territory it answers to in its work, `town` the town government beside it.

    `number_word` stands in document numbers (（2026）老城街道人调字第0001号) and is unique in the county.
    `host` is who sets up a committee: H1 village, H2 community, H3 township, H4 street (mediation code list H).
    """

    territory: int
    kind: UnitKind
    name: str
    short_name: str
    parent: int | None
    town: int | None = None
    divisions: tuple[PlannedDivision, ...] = ()
    lines: tuple[str, ...] = ()
    number_word: str = ""
    host: str = ""


@dataclass(frozen=True)
class CountyPlan:
    """The proposed tree, parents before children, and what a person must look at."""

    county: County
    units: tuple[PlannedUnit, ...]
    to_check: tuple[str, ...]

    @property
    def reach(self) -> tuple[int, int]:
        """The interval of all territories of the county, both ends included."""
        return reach(compose(self.county.code))

    def of_kind(self, kind: UnitKind) -> list[PlannedUnit]:
        """The units of one kind, by territory."""
        return [unit for unit in self.units if unit.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        """How many units of each kind."""
        return dict(Counter(unit.kind for unit in self.units))


def plan_county(code: str) -> CountyPlan:
    """The proposal for a 6-digit county code. Raises `UnknownDivision`.

    Numbers follow the order of the lists, so the same lists give the same territories; once a bureau has adopted
    them they are its own and are never computed again.
    """
    place = county(code)
    every = townships(code)
    served = [town for town in every if town.code_mca or (not is_listed(code) and town.kind != "其他")]
    by_town: dict[str, list[Village]] = {}
    for village in villages(code):
        by_town.setdefault(village.township_code_stat, []).append(village)
    units = [_bureau(place), *_sections(place)]
    names = _office_names(served)
    words: Counter[str] = Counter()
    to_check = [town.note for town in every if not town.is_settled]
    for serial, town in enumerate(served, start=1):
        office = _office(place, serial, town, names[town])
        here = [village for village in by_town.get(town.code_stat, []) if village.has_committee]
        left_out = [village for village in by_town.get(town.code_stat, []) if not village.has_committee]
        units += [office, _town(place, serial, town), _town_committee(place, office, town)]
        units += _village_committees(place, office, town, here, words)
        to_check += _village_notes(town, here, left_out)
    return CountyPlan(place, tuple(units), tuple(to_check))


def _bureau(place: County) -> PlannedUnit:
    name = f"{place.name}司法局"
    division = PlannedDivision(place.code, place.full_name, "民政2026")
    return PlannedUnit(compose(place.code), "bureau", name, name, None, divisions=(division,), number_word=place.name)


def _sections(place: County) -> list[PlannedUnit]:
    word = section_word(place.is_in_municipality)
    return [
        PlannedUnit(
            compose(place.code, section.serial),
            "section",
            f"{place.name}司法局{section.named(word)}",
            section.named(word),
            compose(place.code),
            lines=section.lines,
        )
        for section in USUAL_SECTIONS
    ]


def _office_names(served: list[Township]) -> dict[Township, str]:
    """老城 for 老城街道; the whole name where two towns of the county share the first part."""
    shorts = {town: _short(town.name) for town in served}
    common = Counter(shorts.values())
    return {town: short if common[short] == 1 else town.name for town, short in shorts.items()}


def _short(name: str) -> str:
    for end in ("街道办事处", "街道", "民族乡", "民族苏木", "苏木", "镇", "乡"):
        if name.endswith(end) and len(name) - len(end) >= 2:
            return name.removesuffix(end)
    return name


def _divisions_of(town: Township) -> tuple[PlannedDivision, ...]:
    found = []
    if town.code_mca:
        found.append(PlannedDivision(town.code_mca, town.name, "民政2026"))
    if town.code_stat:
        found.append(PlannedDivision(town.code_stat, town.name, "统计2023"))
    return tuple(found)


def _office(place: County, serial: int, town: Township, short: str) -> PlannedUnit:
    return PlannedUnit(
        compose(place.code, serial),
        "office",
        f"{place.name}司法局{short}司法所",
        f"{short}司法所",
        compose(place.code),
        town=compose(place.code, serial, FIRST_TOWN),
        divisions=_divisions_of(town),
        number_word=town.name,
    )


def _town(place: County, serial: int, town: Township) -> PlannedUnit:
    name = f"{town.name}办事处" if town.kind == "街道" else f"{town.name}人民政府"
    return PlannedUnit(
        compose(place.code, serial, FIRST_TOWN),
        "town",
        f"{place.name}{name.replace('街道办事处办事处', '街道办事处')}",
        town.name,
        compose(place.code, serial),
        divisions=_divisions_of(town),
    )


def _town_committee(place: County, office: PlannedUnit, town: Township) -> PlannedUnit:
    return PlannedUnit(
        office.territory + TOWN_COMMITTEE * 1000,
        "committee",
        f"{place.name}{town.name}人民调解委员会",
        f"{town.name}调委会",
        office.territory,
        town=office.town,
        divisions=_divisions_of(town),
        number_word=town.name,
        host="H4" if town.kind == "街道" else "H3",
    )


def _village_committees(
    place: County, office: PlannedUnit, town: Township, here: list[Village], words: Counter[str]
) -> list[PlannedUnit]:
    found = []
    for serial, village in enumerate(here, start=FIRST_VILLAGE_COMMITTEE):
        word = town.name + village.name
        words[word] += 1
        twin = f"（{words[word]}）" if words[word] > 1 else ""  # two villages of one name in one town do exist
        found.append(
            PlannedUnit(
                office.territory + serial * 1000,
                "committee",
                f"{place.name}{word}{twin}人民调解委员会",
                f"{village.name}{twin}调委会",
                office.territory,
                town=office.town,
                divisions=(PlannedDivision(village.code, village.official_name, "统计2023"),),
                number_word=word + twin,
                host="H2" if village.kind == "社区" else "H1",
            )
        )
    return found


def _village_notes(town: Township, here: list[Village], left_out: list[Village]) -> list[str]:
    notes = []
    if left_out:
        sample = "、".join(village.name for village in left_out[:3]) + ("等" if len(left_out) > 3 else "")
        notes.append(
            f"“{town.name}”有{len(left_out)}个统计单位（{sample}）看不出是村或社区，没有建调委会，请人工核对。"
        )
    twins = [name for name, count in Counter(village.name for village in here).items() if count > 1]
    notes += [f"“{town.name}”有两个“{name}”，已加序号区分，请人工核对名称。" for name in twins]
    if not here and town.is_settled:
        notes.append(f"“{town.name}”在2023年统计名录中没有村（社区），请人工核对后补录。")
    return notes
