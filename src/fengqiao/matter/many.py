"""Many matters at once: locked in the order of their ids, their timelines read in one question.

What a person does is done to one matter (``actions``); what the machine does overnight is done to all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from fengqiao.matter.actions import records_by_matter, standing_of
from fengqiao.matter.models import Matter
from fengqiao.matter.timeline import Standing


def locked(ids: Iterable[UUID]) -> list[Matter]:
    """The matters, their rows locked until the transaction ends. Whoever locks several locks them in this order."""
    return list(Matter.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))


def standings(matters: Sequence[Matter]) -> Iterator[tuple[Matter, Standing]]:
    """Where each matter stands, in the order given; one question for all their timelines."""
    records = records_by_matter([matter.pk for matter in matters])
    for matter in matters:
        yield matter, standing_of(matter, records.get(matter.pk, []))
