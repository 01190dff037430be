"""Which matters are one by now: a matter merged into another, which may have been merged into a third.

However far a quarrel was merged, its reporters are answered with the last matter, and it counts once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from fengqiao.lines.disputes.models import Dispute


def with_merged(matter_id: UUID) -> list[UUID]:
    """The matter and every matter merged into it, however many steps away; inside the scope of the transaction."""
    found, newest = [matter_id], [matter_id]
    while newest:
        into = Dispute.objects.filter(merged_into__in=newest).exclude(pk__in=found)
        newest = list(into.order_by("pk").values_list("pk", flat=True))
        found += newest
    return found


def survivors(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """For each matter the one it was merged into at last; a matter that was not merged stands for itself."""
    found = {each: each for each in ids}
    while True:
        into = dict(_merged(found.values()))
        if not into:
            return found
        found = {each: into.get(now, now) for each, now in found.items()}


def surviving(matter_id: UUID) -> UUID:
    """The matter it was merged into at last, or itself."""
    return survivors([matter_id])[matter_id]


def _merged(ids: Iterable[UUID]) -> Iterable[tuple[UUID, UUID]]:
    return Dispute.objects.filter(pk__in=set(ids), merged_into__isnull=False).values_list("pk", "merged_into")  # type: ignore[return-value]
