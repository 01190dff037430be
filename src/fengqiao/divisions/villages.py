"""Villages and residents' communities of a county, from the statistical list of 2023."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .places import county
from .records import village_lines
from .townships import Township, townships

VILLAGE = "村"
COMMUNITY = "社区"
GACHA = "嘎查"
OTHER = "其他"

_PHANTOM = re.compile(r"虚拟|生活区$|管理区$|部队$")
_NOTE = re.compile(r"[（(][^（()）]+[)）]$")
# The list writes these endings in some thirty ways, cut and mistyped ones too: 村委会, 村民委员, 居员会.
_VILLAGE_END = re.compile(r"[村牧][村牧民委员会]{1,7}$")
_COMMUNITY_END = re.compile(r"(?:社区[居民管理委员会]{1,9}|居[民管理委员会]{1,8})$")


@dataclass(frozen=True)
class Village:
    """`name` as people say it (西大街社区), `official_name` as listed. `kind` is 村、社区、嘎查 or 其他."""

    code: str
    name: str
    official_name: str
    kind: str
    township_code_stat: str
    township_name: str

    @property
    def has_committee(self) -> bool:
        """Whether a villagers' or residents' committee stands behind it, which sets up a mediation committee."""
        return self.kind != OTHER


def villages(county_code: str) -> list[Village]:
    """All villages and communities of the county, in the order of the townships. Raises `UnknownDivision`."""
    place = county(county_code)
    prefixes = (place.full_name, place.prefecture + place.name, place.name)
    return _of_townships([town for town in townships(county_code) if town.code_stat], prefixes)


def _of_townships(towns: list[Township], prefixes: tuple[str, ...]) -> list[Village]:
    names = {town.code_stat: town.name for town in towns}
    order = {town.code_stat: number for number, town in enumerate(towns)}
    lines = village_lines(frozenset(names))
    found = []
    for code, listed, street in sorted(lines, key=lambda line: (order[line[2]], line[0])):
        short, kind = read_village_name(_without_prefix(listed, prefixes, names[street]))
        found.append(Village(code, short, listed, kind, street, names[street]))
    return found


def _without_prefix(listed: str, prefixes: tuple[str, ...], town: str) -> str:
    for prefix in prefixes:
        if listed.startswith(prefix) and len(listed) - len(prefix) >= 3:
            listed = listed[len(prefix) :]
            break
    # 塘镇村村委会 in 塘镇 is a village of that name, not a village called 村.
    rest = listed.removeprefix(town)
    return rest if len(_stem_of(rest)) >= 2 else listed


def _stem_of(name: str) -> str:
    return re.sub(r"(?:村民?|居民?|社区)*(?:委员会|委会|委员|委)?$", "", name)


def read_village_name(listed: str) -> tuple[str, str]:
    """The short name and the kind: 屈家河村委会 is 屈家河村, 开元北路居委会 is 开元北路社区."""
    note = _NOTE.search(listed)
    if note:  # 陈家营村委会（大）: the list's own mark for one of two villages of a name
        name, kind = read_village_name(listed[: note.start()])
        return name + note[0], kind
    if _PHANTOM.search(listed):
        return listed, OTHER
    if re.search(r"嘎查[村嘎查民委员会]*$", listed):
        return listed[: listed.index("嘎查")] + "嘎查", GACHA
    if _COMMUNITY_END.search(listed):
        base = _COMMUNITY_END.sub("", listed)
        return (base if base.endswith("社区") else base + "社区"), COMMUNITY
    if _VILLAGE_END.search(listed):
        base = _VILLAGE_END.sub("", listed)
        return (base if base.endswith(("村", "社区")) else base + "村"), VILLAGE
    if listed.endswith("社区"):
        return listed, COMMUNITY
    if listed.endswith("村"):
        return listed, VILLAGE
    return listed, OTHER
