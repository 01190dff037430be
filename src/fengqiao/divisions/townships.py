"""Townships of a county: two official lists joined by (county, name), never by code.

The 9-digit codes of the Ministry of Civil Affairs and of the National Bureau of Statistics are two lines of code:
the same digits stand for different towns (in 汉滨区 610902120 is 早阳镇 in one and 县河镇 in the other). Villages hang
on the statistical code. The lists are three years apart, so names differ too; a difference is bridged only where
a promotion (乡 to 镇) or a change record explains it, anything else is left to a person.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace

from fengqiao.codes import code_list

from .changes import changes_of, predecessors
from .places import County, county
from .records import LISTED_IN, STATISTICS_YEAR, towns_by_county

SAME_NAME = "同名"
PROMOTED = "改设"
MOVED = "划转"
ONLY_MCA = "需人工核对"
ONLY_STATISTICS = "仅见于统计名录"

_KINDS = ("街道", "民族乡", "民族苏木", "苏木", "镇", "乡", "区公所", "地区")
_RANKS = {"镇": 1, "地区": 1, "街道": 2}
_ETHNIC = "|".join(sorted((row.name for row in code_list("ethnicity")), key=len, reverse=True))
_ETHNIC_PART = re.compile(f"(?:{_ETHNIC})+(?=(?:镇|乡|苏木)$)")
_KIND_END = re.compile(r"(?:街道办事处|街道|地区办事处|地区|民族乡|民族苏木|苏木|区公所|镇|乡)$")


@dataclass(frozen=True)
class Township:
    """A township-level unit. `code_mca` or `code_stat` is empty where one list does not have it.

    `kind` is 街道、镇、乡、民族乡、苏木、民族苏木、区公所、地区 or 其他 (zones, farms). `match` says how the two lists
    were brought together, `note` the same as a sentence where it was not by equal names.
    """

    code_mca: str
    code_stat: str
    name: str
    kind: str
    match: str
    note: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether both lists agree on it, by name or by an explained difference."""
        return bool(self.code_mca and self.code_stat)

    @property
    def code(self) -> str:
        """The 2026 code where there is one, else the statistical one."""
        return self.code_mca or self.code_stat


def township_kind(name: str) -> str:
    """The kind by the end of the name; an ethnic township keeps its peoples' names before 乡."""
    if name.endswith(("街道办事处", "街道")):
        return "街道"
    if name.endswith("地区办事处"):
        return "地区"
    if _ETHNIC_PART.search(name):
        return "民族苏木" if name.endswith("苏木") else "镇" if name.endswith("镇") else "民族乡"
    return next((kind for kind in _KINDS if name.endswith(kind)), "其他")


def stem(name: str) -> str:
    """The name without its kind and peoples: 厚田 for 厚田乡, 黄泥堡 for 黄泥堡裕固族乡."""
    cut = _KIND_END.sub("", _ETHNIC_PART.sub("", name))
    return cut or name


def townships(county_code: str) -> list[Township]:
    """The township-level units of a county, in the order of the 2026 list, then those only the 2023 list has.

    Raises `UnknownDivision`. Entries the 2026 list marks （撤销） are left out.
    """
    place = county(county_code)
    listed = [(c, n) for c, n in towns_by_county("townships").get(county_code, ()) if "撤" not in n.partition("（")[2]]
    counted = dict.fromkeys(towns_by_county("streets_2023").get(county_code, ()))
    by_name = {name: code for code, name in counted}
    found: list[Township] = []
    for code, name in listed:
        stat = by_name.get(name, "")
        if stat:
            del counted[stat, name]
        found.append(Township(code, stat, name, township_kind(name), SAME_NAME if stat else ONLY_MCA))
    found = [town if town.code_stat else _promoted(town, counted) for town in found]
    found = [town if town.code_stat else _moved(town, place) for town in found]
    found = [town if town.code_stat else _left_open(town, counted) for town in found]
    note_of = _only_statistics if listed else _not_listed
    return found + [
        Township("", code, name, township_kind(name), ONLY_STATISTICS, note_of(name)) for code, name in counted
    ]


def _promoted(town: Township, counted: dict[tuple[str, str], None]) -> Township:
    same_stem = [(code, name) for code, name in counted if _is_promotion(name, town.name)]
    if len(same_stem) != 1:
        return town
    ((code, name),) = same_stem
    del counted[code, name]
    note = f"{STATISTICS_YEAR}年统计名录中为“{name}”，{LISTED_IN}年为“{town.name}”。"
    return replace(town, code_stat=code, match=PROMOTED, note=note)


def _is_promotion(old: str, new: str) -> bool:
    """乡 to 镇, 镇 to 街道, a changed list of peoples, 杨镇地区 to 杨镇; never a step down."""
    if _RANKS.get(township_kind(old), 0) > _RANKS.get(township_kind(new), 0):
        return False
    return stem(old) == stem(new) or stem(old) == new or old == stem(new)


def _moved(town: Township, place: County) -> Township:
    """A township that came with land from another county, or into a county founded since."""
    changes = predecessors(place.code, place.name, since=STATISTICS_YEAR)
    for change in sorted(changes, key=lambda change: not change.old_code):
        sources = _source_counties(change.old_code, change.old_name, place)
        hits = [
            (code, source)
            for source in sources
            for code, name in towns_by_county("streets_2023").get(source, ())
            if name == town.name and name not in {n for _, n in towns_by_county("townships").get(source, ())}
        ]
        if len(hits) == 1:
            code, source = hits[0]
            note = f"{STATISTICS_YEAR}年统计名录中在{_name_of(source)}之下；{change.sentence}。"
            return replace(town, code_stat=code, match=MOVED, note=note)
    return town


def is_listed(county_code: str) -> bool:
    """Whether the 2026 list has townships for this county at all; for 东莞 and twenty others it has none."""
    return county_code in towns_by_county("townships")


def _source_counties(old_code: str, old_text: str, place: County) -> list[str]:
    if old_code:
        return [old_code]
    from_prefecture = [
        code for code in towns_by_county("streets_2023") if code[:4] == place.code[:4] and code != place.code
    ]
    if not old_text:
        return from_prefecture
    return [
        code
        for code in towns_by_county("townships")
        if code[:2] == place.code[:2] and code != place.code and _name_of(code) in old_text
    ]


def _name_of(code: str) -> str:
    try:
        return county(code).name
    except LookupError:  # abolished since: the change records still name it
        return next((change.old_name for change in reversed(changes_of(code)) if change.old_code == code), code)


def _left_open(town: Township, counted: dict[tuple[str, str], None]) -> Township:
    near = difflib.get_close_matches(town.name, [name for _, name in counted], n=1, cutoff=0.6)
    perhaps = f"，可能就是其中的“{near[0]}”" if near else ""
    note = f"“{town.name}”不在{STATISTICS_YEAR}年统计名录中{perhaps}，村（社区）名单请人工核对后补录。"
    return replace(town, note=note)


def _only_statistics(name: str) -> str:
    return f"“{name}”只见于{STATISTICS_YEAR}年统计名录，可能是开发区、农场等，也可能已更名或撤并，请人工核对。"


def _not_listed(name: str) -> str:
    return f"{LISTED_IN}年名录没有本地的乡镇名单，“{name}”取自{STATISTICS_YEAR}年统计名录，请人工核对。"
