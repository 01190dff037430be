"""A time became free: it is offered to who waits longest, those we or the prison put off first, then those with priority."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.visits import states
from fengqiao.lines.visits.gathering import county, free_slots, whole_county
from fengqiao.lines.visits.published import TimeFreed
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.events import subscribes
from fengqiao.matter.timeline import Facts

if TYPE_CHECKING:
    from fengqiao.lines.visits.models import VisitRequest


@subscribes(TimeFreed)
def offer_the_time(event: TimeFreed) -> None:
    offer(event.matter_id, timezone.now())


def offer(freed_by: UUID, now: datetime) -> UUID | None:
    """Offer the time a request gave up to the first who waits and may have it; whom, or None. Repeatable."""
    from fengqiao.lines.visits.models import VisitRequest

    giver = VisitRequest.objects.get(pk=freed_by)
    slot = states.last_freed(standing_of(giver).facts)
    if slot is None or slot.from_at <= now + timedelta(hours=1):
        return None
    low, high = county(giver.territory)
    with whole_county(giver.territory):
        for waiting in _in_order(VisitRequest.objects.filter(stage="waiting", territory__gte=low, territory__lte=high)):
            facts = standing_of(waiting).facts
            if waiting.pk != giver.pk and states.offered(facts) is None and _suits(facts, slot, giver.territory, now):
                _offer(waiting.pk, slot, now)
                return UUID(str(waiting.pk))
    return None


def _in_order(rows: Iterable[VisitRequest]) -> list[VisitRequest]:
    return sorted(rows, key=lambda row: (not row.jumps, not row.priority, row.asked_on, row.pk))


def _suits(facts: Facts, slot: states.Placed, territory: int, now: datetime) -> bool:
    found = free_slots(facts, territory, timezone.localdate(now))
    return any(each.resource.pk == slot.resource_id and each.from_at == slot.from_at for each in found)


def _offer(waiting: UUID, slot: states.Placed, now: datetime) -> None:
    from fengqiao.lines.visits.procedure import offer_slot

    data = {"slot_words": slot.words, "slot": slot.key}
    perform(None, waiting, [Doing(offer_slot, data, timezone.localdate(now))], now=now)
