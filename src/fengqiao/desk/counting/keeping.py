"""Saved counts: how to count is kept, never the numbers. Whoever opens one counts what they themselves may see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl

from django.db.models import Q, QuerySet
from django.utils.http import urlencode

from fengqiao.desk.models import SavedCount, Shared
from fengqiao.divisions.territory import county_reach
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import lines_open_to
from fengqiao.orgs.actor import Actor

MOST_KEPT, LONGEST_NAME, LONGEST_QUERY = 60, 40, 1000


def counts_for(actor: Actor) -> QuerySet[SavedCount]:
    """One's own, and what is shared with one's office or bureau, of the lines one may see."""
    ours = Q(made_by_id=actor.staff_id, office_id=actor.office_id) | Q(shared=Shared.OFFICE, office_id=actor.office_id)
    ours |= Q(shared=Shared.COUNTY, territory__range=county_reach(actor.territory))
    return SavedCount.objects.filter(ours, line__in=lines_open_to(actor)).select_related("made_by", "office")


def save(actor: Actor, name: str, line: str, given: Mapping[str, str], shared: str, now: datetime) -> SavedCount:
    """Keep it; one of one's own with the same name is replaced. Raises Refused."""
    name, query = name.strip(), urlencode(dict(sorted(given.items())))
    if not name:
        raise Refused.because("name", "请给这个统计起个名字，例如“本月邻里纠纷”。", need="name")
    if len(name) > LONGEST_NAME:
        raise Refused.because("name", f"名字太长，最多{LONGEST_NAME}个字，现在{len(name)}个。", need="name")
    if shared not in Shared.values:
        raise Refused.because("shared", "请选择给谁看。", need="shared")
    if len(query) > LONGEST_QUERY:
        raise Refused.because("long", "条件太多，存不下。请减少条件再存。")
    mine = SavedCount.objects.filter(made_by_id=actor.staff_id, office_id=actor.office_id)
    if mine.exclude(name=name).count() >= MOST_KEPT:
        raise Refused.because("many", f"您已存了{MOST_KEPT}个统计，请先删去不用的。")
    kept, _ = SavedCount.objects.update_or_create(
        made_by_id=actor.staff_id, office_id=actor.office_id, name=name,
        defaults={"line": line, "query": query, "shared": shared, "territory": actor.territory, "made_at": now},
    )  # fmt: skip
    return kept


def delete(actor: Actor, number: int) -> str:
    """Remove one of one's own; its name. Raises NotVisible for one that is not in one's list, Refused for another's."""
    found = counts_for(actor).filter(pk=number).first()
    if found is None:
        raise NotVisible
    if found.made_by_id != actor.staff_id:
        raise Refused.because("own", f"“{found.name}”是{found.made_by.name}存的，由本人删除。")
    found.delete()
    return found.name


def given_of(kept: SavedCount) -> dict[str, str]:
    """The address as it was kept."""
    return dict(parse_qsl(kept.query))
