"""Separate rankings: which group each unit of a scheme is ranked in, as a person writes it."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.assessment.models import Scheme
from fengqiao.orgs.models import Office

BY_KIND = "按街道、镇、乡"
KINDS = ("街道", "镇", "乡")
OTHER = "其他"


def read(text: str, offices: Sequence[Office]) -> list[list[object]]:
    """Groups and their offices' ids; empty where all are ranked together. Raises ValueError with what to write."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    if lines == [BY_KIND]:
        return _by_kind(offices)
    named = {word: office for office in offices for word in (office.name, office.short_name, office.short_name.removesuffix("司法所"), office.short_name.removesuffix("所"))}
    found: list[list[object]] = []
    seen: dict[int, str] = {}
    for line in lines:
        word, mark, units = line.replace(":", "：").partition("：")
        if not mark or not word.strip():
            raise ValueError(f"“{line}”认不出来。请写成：街道：东街、西街。")
        ids = []
        for unit in filter(None, (each.strip() for each in units.replace("，", "、").replace(",", "、").split("、"))):
            office = named.get(unit)
            if office is None:
                raise ValueError(f"“{unit}”不是选中的被考核单位。请照机构的简称写。")
            if office.pk in seen:
                raise ValueError(f"{office.short_name}写在“{seen[office.pk]}”和“{word.strip()}”两组里。请只留一处。")
            seen[office.pk] = word.strip()
            ids.append(office.pk)
        found.append([word.strip()[:20], ids])
    if left := [office.short_name for office in offices if office.pk not in seen]:
        raise ValueError(f"还有{len(left)}个单位没有分组：{'、'.join(left[:5])}。分组排名的，每个单位都要在一组里。")
    return found


def _by_kind(offices: Sequence[Office]) -> list[list[object]]:
    """By the town or street it belongs to, else by what its name ends in before 司法所."""
    found: dict[str, list[int]] = {}
    towns = dict(Office.objects.filter(pk__in=[office.town_id for office in offices if office.town_id]).values_list("pk", "name"))
    for office in offices:
        place = towns.get(office.town_id or 0, office.name.removesuffix("司法所")).removesuffix("人民政府").removesuffix("办事处")
        found.setdefault(next((kind for kind in KINDS if place.endswith(kind)), OTHER), []).append(office.pk)
    return [[kind, found[kind]] for kind in (*KINDS, OTHER) if kind in found]


def write(scheme: Scheme) -> str:
    """As a person writes them; :func:`read` reads it back."""
    names = dict(Office.objects.filter(pk__in=[pk for _, ids in scheme.rank_groups for pk in ids]).values_list("pk", "short_name"))
    return "\n".join(f"{word}：{'、'.join(names[pk] for pk in ids if pk in names)}" for word, ids in scheme.rank_groups)
