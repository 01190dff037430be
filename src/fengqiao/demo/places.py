"""Invented places: the towns of 枫林县 on a schematic map, names for further counties, names of villages."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from .people import stream
from .shapes import VillageKind

FENGLIN = "999901"

# The map of 枫林县, four rows of seven fields; towns whose fields touch at a side are neighbours.
_FENGLIN_MAP = (
    "梅岭乡 松坪镇 云岭镇 丹崖乡 红岩镇 鹿鸣乡 栗园乡",
    "茶山镇 竹溪镇 青溪镇 枫林镇 白鹤镇 桃源乡 雁塘乡",
    "清水镇 石桥镇 枫城街道 望江街道 文昌街道 双河镇 槐树乡",
    "银杏镇 龙潭镇 柳湾镇 东湖街道 沙洲镇 古渡镇 麦岗乡",
)
_FENGLIN_AREAS = (
    ("西北片区", "竹溪镇 梅岭乡 松坪镇 茶山镇"),
    ("北部片区", "枫林镇 云岭镇 丹崖乡 青溪镇 红岩镇"),
    ("东北片区", "白鹤镇 鹿鸣乡 桃源乡 雁塘乡"),
    ("西南片区", "石桥镇 清水镇 银杏镇 龙潭镇 柳湾镇"),
    ("城区片区", "枫城街道 望江街道 文昌街道 东湖街道"),
    ("东南片区", "双河镇 槐树乡 沙洲镇 古渡镇 麦岗乡"),
)
_SHARED_OFFICE = ("鹿鸣乡", "栗园乡")  # one office serves both
_SMALL_TOWNS = ("枫城街道", "枫林镇", "鹿鸣乡", "栗园乡")


@cache
def _words(kind: str) -> tuple[str, ...]:
    text = files(__package__).joinpath("data", "places.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[kind].split())


@dataclass(frozen=True)
class TownSite:
    """A town on the map before it has offices and people."""

    name: str
    kind: Literal["街道", "镇", "乡"]
    place: tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """The towns of a county, which of them share an office, and the areas as lists of the offices' first towns."""

    towns: tuple[TownSite, ...]
    sharing: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, tuple[str, ...]], ...]

    def neighbours(self, town: TownSite) -> tuple[str, ...]:
        """The names of the towns whose fields touch this town's at a side."""
        column, row = town.place
        touching = {(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)}
        return tuple(other.name for other in self.towns if other.place in touching)


def county_name(code: str) -> str:
    """枫林县 for 999901, then invented names in the order of the codes 999902 to 999940."""
    number = int(code) - 999900
    if not 1 <= number <= len(_words("counties")):
        raise ValueError(f"演示县的代码为999901至{999900 + len(_words('counties'))}，现为“{code}”。")
    return _words("counties")[number - 1] + "县"


def layout(code: str, seed: int, *, small: bool = False) -> Layout:
    """The map of a county; `small` keeps four towns of 枫林县 with three offices."""
    if code == FENGLIN:
        return _fenglin(small)
    return _generated(stream(seed, code, "map"))


def _kind(name: str) -> Literal["街道", "镇", "乡"]:
    return "街道" if name.endswith("街道") else "镇" if name.endswith("镇") else "乡"


def _sites(rows: tuple[str, ...]) -> tuple[TownSite, ...]:
    found = [
        TownSite(name, _kind(name), (column, row))
        for row, line in enumerate(rows)
        for column, name in enumerate(line.split())
    ]
    order = {"街道": 0, "镇": 1, "乡": 2}
    return tuple(sorted(found, key=lambda site: (order[site.kind], site.place[1], site.place[0])))


def _fenglin(small: bool) -> Layout:
    towns = _sites(_FENGLIN_MAP)
    if not small:
        areas = tuple((name, tuple(names.split())) for name, names in _FENGLIN_AREAS)
        return Layout(towns, (_SHARED_OFFICE,), areas)
    kept = tuple(site for site in towns if site.name in _SMALL_TOWNS)
    return Layout(kept, (_SHARED_OFFICE,), (("城乡片区", ("枫城街道", "枫林镇", "鹿鸣乡")),))


def _generated(rng: random.Random) -> Layout:
    names = rng.sample([head + tail for head in _words("town_heads") for tail in _words("town_tails")], 28)
    ends = ["街道"] * 3 + ["镇"] * 15 + ["乡"] * 6
    rows = tuple(
        " ".join(name + end for name, end in zip(names[row * 6 : row * 6 + 6], _row_ends(ends, row), strict=True))
        for row in range(4)
    )
    towns = _sites(rows)
    at = {site.place: site.name for site in towns}
    areas = tuple(
        (word + "片区", tuple(at[column, row] for row in rows_of for column in columns_of))
        for word, columns_of, rows_of in (
            ("西北", (0, 1), (0, 1)),
            ("北部", (2, 3), (0, 1)),
            ("东北", (4, 5), (0, 1)),
            ("西南", (0, 1), (2, 3)),
            ("南部", (2, 3), (2, 3)),
            ("东南", (4, 5), (2, 3)),
        )
    )
    return Layout(towns, (), areas)


def _row_ends(ends: list[str], row: int) -> list[str]:
    town, rural = "镇", "乡"
    return [rural, town, town, town, town, rural] if row != 2 else [town, town, *ends[:3], town]


def village_names(rng: random.Random, count: int, urban: bool, families: int = 3) -> list[tuple[str, VillageKind]]:
    """(name, kind) of the villages and communities of one town, no name twice; a town has one community at least."""
    communities = count if urban else max(1, count // 9)
    found: list[tuple[str, VillageKind]] = [
        (name + "社区", "社区") for name in rng.sample(_words("urban"), communities)
    ]
    by_family = [
        family + place
        for family in rng.sample(_words("families"), families + 2)
        for place in rng.sample(_words("terrain"), 2)
    ]
    pool = rng.sample(_words("natural"), min(len(_words("natural")), count)) + by_family
    rng.shuffle(pool)
    return found + [(name + "村", "村") for name in pool[: count - communities]]
