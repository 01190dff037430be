"""Provinces, prefectures, counties and townships: by code, by name, and from a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .changes import changes_of
from .records import LISTED_IN, rows_of, towns_by_county

PROVINCE, PREFECTURE, COUNTY, TOWNSHIP = 1, 2, 3, 4

_SHORT_ENDS = re.compile(r"(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|新区|[省市县区盟旗]|地区|街道|镇|乡|苏木)$")


class UnknownDivision(LookupError):
    """No division has this code; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Place:
    """A division of any level (1 province … 4 township). `path` is the names from the province down, joined by /."""

    code: str
    name: str
    level: int
    path: str


@dataclass(frozen=True)
class County:
    """A county, district or county-level city; also one of the cities without districts (东莞)."""

    code: str
    name: str
    province: str
    prefecture: str

    @property
    def full_name(self) -> str:
        """陕西省安康市汉滨区; a district of 北京市 has no prefecture between."""
        return self.province + self.prefecture + self.name

    @property
    def is_in_municipality(self) -> bool:
        """Whether it lies directly under 北京、天津、上海 or 重庆."""
        return self.code[:2] in ("11", "12", "31", "50")


@cache
def _divisions() -> dict[str, Place]:
    rows = {row["code"]: row for row in rows_of("divisions")}

    def path(code: str) -> str:
        row = rows[code]
        above = row["parent_code"]
        return path(above) + "/" + row["name"] if above else str(row["name"])

    return {code: Place(code, row["name"], int(row["level"]), path(code)) for code, row in rows.items()}


@cache
def _counties() -> dict[str, Place]:
    divisions = _divisions()
    with_counties = {code[:4] for code, place in divisions.items() if place.level == COUNTY}
    # 东莞、中山、儋州 have townships and no counties: for the organisation they stand in a county's place.
    return {
        code: place
        for code, place in divisions.items()
        if place.level == COUNTY
        or (
            place.level == PREFECTURE
            and code[:4] not in with_counties
            and (code in towns_by_county("townships") or code in towns_by_county("streets_2023"))
        )
    }


def county(code: str) -> County:
    """The county of a 6-digit code of the 2026 list. Raises `UnknownDivision` saying where to look."""
    place = _counties().get(code)
    if place is None:
        became = [change for change in changes_of(code) if change.old_code == code]
        hint = (
            became[-1].sentence + "。请改用新代码。" if became else "请运行 fengqiao divisions search 名称 查现行代码。"
        )
        raise UnknownDivision(f"区划代码“{code}”不是现行（{LISTED_IN}年）的县级区划。{hint}")
    names = place.path.split("/")
    above = names[1] if place.level == COUNTY and len(names) == 3 else ""
    return County(code, place.name, names[0], above)


def county_codes() -> list[str]:
    """All codes that `county` knows, ascending."""
    return sorted(_counties())


def short_name(name: str) -> str:
    """The name without its last word of kind: 汉滨 for 汉滨区; names of two characters stay whole."""
    cut = _SHORT_ENDS.sub("", name)
    return cut if len(cut) >= 2 else name


@cache
def _every_place() -> tuple[Place, ...]:
    divisions = _divisions()
    townships = (
        Place(code, name, TOWNSHIP, f"{divisions[above].path}/{name}")
        for above, towns in towns_by_county("townships").items()
        if above in divisions
        for code, name in towns
        if "撤销）" not in name
    )
    return (*divisions.values(), *townships)


def search(text: str, *, limit: int = 20) -> list[Place]:
    """Divisions whose name contains `text`, or whose code begins with it: whole names first, then higher levels."""
    wanted = text.strip()
    if not wanted:
        return []
    if wanted.isascii() and wanted.isdigit():
        found = [place for place in _every_place() if place.code.startswith(wanted)]
    else:
        found = [place for place in _every_place() if wanted in place.name]

    def rank(place: Place) -> tuple[bool, bool, bool, int, str]:
        exact, short = place.name == wanted, short_name(place.name) == wanted
        return not exact, not short, not place.name.startswith(wanted), place.level, place.code

    return sorted(found, key=rank)[:limit]


def resolve_name(text: str) -> list[Place]:
    """The lowest divisions that a line of text names from its beginning on: 陕西省安康市汉滨区老城街道….

    Levels may be left out and names cut short (陕西汉滨). More than one place comes back when the text does not
    decide between them (朝阳区); none when it begins with no division.
    """
    line = re.sub(r"[\s/,，、·>-]+", "", text)
    if not line:
        return []
    best: list[Place] = []
    best_key = (0, 0, 0)
    for place in _begun_in(line):
        key = _agreement(line, place)
        if key > best_key:
            best, best_key = [place], key
        elif key == best_key and key != (0, 0, 0):
            best.append(place)
    top = min((place.level for place in best), default=0)
    return sorted((place for place in best if place.level == top), key=lambda place: place.code)


@cache
def _by_beginning() -> dict[str, list[Place]]:
    """Places by the first two characters of their names, which no short name leaves out."""
    found: dict[str, list[Place]] = {}
    for place in _every_place():
        found.setdefault(place.name[:2], []).append(place)
    return found


def _begun_in(line: str) -> Iterator[Place]:
    """The places whose names may stand in a line."""
    for two in {line[at : at + 2] for at in range(len(line))}:
        yield from _by_beginning().get(two, ())


def _agreement(line: str, place: Place) -> tuple[int, int, int]:
    """How many characters the place's path reads, how many names are whole, how few of its levels are named."""
    names = place.path.split("/")
    read = [(0, 0, 0)]  # ways to have read the names so far: characters, whole names, minus names
    for name in names[:-1]:
        read += [_read_on(line, way, name) for way in read]
    ways = [_read_on(line, way, names[-1]) for way in read]
    return max((way for way in ways if way[0]), default=(0, 0, 0))


def _read_on(line: str, way: tuple[int, int, int], name: str) -> tuple[int, int, int]:
    at, whole, fewer = way
    if line.startswith(name, at):
        return at + len(name), whole + 1, fewer - 1
    short = short_name(name)
    if line.startswith(short, at):
        return at + len(short), whole, fewer - 1
    return 0, 0, 0
