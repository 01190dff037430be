"""Numbers of the organisation's tree: which kind may stand under which, and the next free number. Numbers are never reused."""

from __future__ import annotations

from fengqiao.divisions import territory as t
from fengqiao.orgs.models import Office, OfficeChange, OfficeKind
from fengqiao.orgs.refusal import NotAllowed

UNDER: dict[str, tuple[str, ...]] = {
    OfficeKind.SECTION: (OfficeKind.BUREAU,),
    OfficeKind.CENTRE: (OfficeKind.BUREAU,),
    OfficeKind.OFFICE: (OfficeKind.BUREAU,),
    OfficeKind.COMMITTEE: (OfficeKind.OFFICE, OfficeKind.BUREAU),
    OfficeKind.STATION: (OfficeKind.OFFICE, OfficeKind.BUREAU, OfficeKind.COMMITTEE),
    OfficeKind.TOWN: (OfficeKind.OFFICE,),
}
_FIRST: dict[str, int] = {
    OfficeKind.SECTION: t.FIRST_SECTION,
    OfficeKind.CENTRE: t.FIRST_SECTION,
    OfficeKind.OFFICE: 1,
    OfficeKind.COMMITTEE: 1,
    OfficeKind.STATION: t.FIRST_STATION,
    OfficeKind.TOWN: t.FIRST_TOWN,
}
_LAST: dict[str, int] = {
    OfficeKind.SECTION: 999,
    OfficeKind.CENTRE: 999,
    OfficeKind.OFFICE: t.FIRST_SECTION - 1,
    OfficeKind.COMMITTEE: t.FIRST_STATION - 1,
    OfficeKind.STATION: t.FIRST_TOWN - 1,
    OfficeKind.TOWN: 999,
}


def check_parent(kind: str, parent: Office) -> None:
    """Raises NotAllowed when this kind of office cannot stand under that parent."""
    allowed = UNDER.get(kind, ())
    if parent.kind not in allowed:
        words = "、".join(OfficeKind(each).label for each in allowed) or "没有机构"
        raise NotAllowed(
            f"{OfficeKind(kind).label}的业务上级应是{words}，“{parent.name}”是{parent.get_kind_display()}。请重新选择。", "parent"
        )
    if parent.to_on is not None:
        raise NotAllowed(f"“{parent.name}”已撤销，不能作为上级。请重新选择。", "parent")


def check_territory(territory: int, kind: str, parent: Office) -> None:
    """Raises NotAllowed when the number does not lie directly under the parent, or not in the kind's range."""
    low, high = first_and_last(kind, parent)
    step = _step(kind, parent)
    if not low <= territory <= high or (territory - low) % step:
        raise NotAllowed(
            f"区域号{t.grouped(territory)}不在“{parent.name}”之下：{OfficeKind(kind).label}应在{t.grouped(low)}至{t.grouped(high)}之间。"
            "不清楚的可以留空，由系统编号。", "territory",
        )  # fmt: skip


def first_and_last(kind: str, parent: Office) -> tuple[int, int]:
    """The numbers this kind of office may have directly under the parent, both ends included."""
    step = _step(kind, parent)
    if parent.kind == OfficeKind.COMMITTEE:
        return parent.territory + step, parent.territory + 999 * step
    return parent.territory + _FIRST[kind] * step, parent.territory + _LAST[kind] * step


def next_territory(kind: str, parent: Office, taken: frozenset[int] = frozenset()) -> int:
    """The number after the highest ever used there. ``taken``: numbers about to be used. Raises NotAllowed when full."""
    low, high = first_and_last(kind, parent)
    here = Office.objects.filter(territory__gte=low, territory__lt=high + _step(kind, parent))
    used = set(here.values_list("territory", flat=True)) | {n for n in taken if low <= n <= high}
    moved = OfficeChange.objects.filter(from_territory__gte=low, from_territory__lt=high + _step(kind, parent))
    used |= {number for number in moved.values_list("from_territory", flat=True) if number is not None}
    step = _step(kind, parent)
    following = max((low + (n - low) // step * step for n in used), default=low - step) + step
    if following > high:
        raise NotAllowed(f"“{parent.name}”之下的{OfficeKind(kind).label}编号已用完（{t.grouped(high)}）。请联系开发维护人员。")
    return following


def _step(kind: str, parent: Office) -> int:
    if parent.kind == OfficeKind.COMMITTEE:
        return 1
    if parent.kind == OfficeKind.OFFICE:
        return 1_000
    return 1_000_000 if kind in (OfficeKind.OFFICE, OfficeKind.SECTION, OfficeKind.CENTRE) else 1_000
