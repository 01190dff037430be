"""Towns merge, villages change hands: an office moves to another parent, or one office is merged into another.

Here the offices get their new numbers and the history is written. What else carries a territory (matters and all that
hangs on them) is restamped in the same transaction by whoever calls, from the numbers returned.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from fengqiao.orgs.models import ChangeKind, Office, OfficeChange, OfficeKind, Post
from fengqiao.orgs.offices import shut
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.territories import check_parent, next_territory

_MERGEABLE = (OfficeKind.OFFICE, OfficeKind.COMMITTEE, OfficeKind.STATION)


@dataclass
class Moved:
    """What came of it. ``territories``: old number to new, for every office that moved or was merged."""

    territories: dict[int, int] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)
    merged: Office | None = None
    posts_ended: list[Post] = field(default_factory=list)


@transaction.atomic
def move_office(office: Office, parent: Office, *, on: date, basis: str) -> Moved:
    """Put an office, with everything under it, under another parent. Raises NotAllowed."""
    refuse_move(office, parent)
    moved = Moved()
    _renumber(office, parent, on, basis, moved)
    return moved


def refuse_move(office: Office, parent: Office) -> None:
    """Raises NotAllowed when the office cannot stand under the parent."""
    if office.to_on is not None:
        raise NotAllowed(f"“{office.name}”已撤销，不能调整隶属。")
    if office.kind == OfficeKind.BUREAU:
        raise NotAllowed("司法局是一个县的根，不能改隶属。两县合并请逐所调整。")
    if office.parent_id == parent.pk:
        raise NotAllowed(f"“{office.name}”现在就在“{parent.name}”之下，不用调整。", "parent")
    check_parent(office.kind, parent)


def _renumber(office: Office, parent: Office, on: date, basis: str, moved: Moved) -> None:
    """Children first numbered under the new number, so that the prefix stays the tree."""
    old = office.territory
    new = next_territory(office.kind, parent)
    office.territory, office.parent = new, parent
    office.save(update_fields=["territory", "parent"])
    OfficeChange.objects.create(
        office=office, kind=ChangeKind.MOVE, on=on, basis=basis, from_territory=old, to_territory=new, into=parent
    )
    moved.territories[old] = new
    moved.offices.append(office)
    for child in office.children.order_by("territory"):
        _renumber(child, office, on, basis, moved)


@transaction.atomic
def merge_office(office: Office, into: Office, *, on: date, basis: str) -> Moved:
    """Close ``office`` the day before ``on`` and put all it had under ``into``, an office of the same kind."""
    if office.pk == into.pk:
        raise NotAllowed("不能并入自己。请选择另一个机构。", "parent")
    if office.kind not in _MERGEABLE or office.kind != into.kind:
        raise NotAllowed(
            f"只有同类机构可以合并：“{office.name}”是{office.get_kind_display()}，“{into.name}”是{into.get_kind_display()}。", "parent"
        )
    if into.to_on is not None:
        raise NotAllowed(f"“{into.name}”已撤销，不能并入。请重新选择。", "parent")
    moved = Moved(merged=office)
    for child in office.children.order_by("territory"):  # closed ones too: their matters go where the others go
        _renumber(child, into, on, basis, moved)
    last_day = on - timedelta(days=1)
    for post in Post.objects.not_over(on).filter(office=office).select_related("staff", "office"):
        post.to_on = max(last_day, post.from_on)
        post.save(update_fields=["to_on"])
        moved.posts_ended.append(post)
    shut(office, to_on=max(last_day, office.from_on), basis=basis, into=into)
    moved.territories[office.territory] = into.territory
    return moved


def numbers_now() -> dict[int, int]:
    """The number offices had before they moved or were merged, each with that under which the place is counted today."""
    gone = (ChangeKind.MOVE, ChangeKind.MERGE)
    rows = list(OfficeChange.objects.filter(kind__in=gone).values_list("from_territory", "kind", "office_id", "into_id"))
    merged = {office: into for _, kind, office, into in rows if kind == ChangeKind.MERGE and into is not None}
    numbers = dict(Office.objects.filter(pk__in={pk for _, _, office, into in rows for pk in (office, into)}).values_list("pk", "territory"))
    found: dict[int, int] = {}
    for before, _, office, _ in rows:
        while office in merged:
            office = merged[office]
        if before is not None and before != numbers[office]:
            found[before] = numbers[office]
    return found


def number_now(number: int | None) -> int | None:
    """The same for one number, as a matter's own columns are read; itself where nothing moved."""
    return None if number is None else numbers_now().get(number, number)
