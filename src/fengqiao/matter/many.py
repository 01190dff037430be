"""Many matters at once: locked in the order of their ids, their timelines read in one question.

What a person does is done to one matter (``actions``); what the machine does overnight is done to all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from fengqiao.matter.actions import standing_of
from fengqiao.matter.models import Entry, Matter
from fengqiao.matter.timeline import Record, Standing


def locked(ids: Iterable[UUID]) -> list[Matter]:
    """The matters, their rows locked until the transaction ends. Whoever locks several locks them in this order."""
    return list(Matter.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))


def standings(matters: Sequence[Matter]) -> Iterator[tuple[Matter, Standing]]:
    """Where each matter stands, in the order given; one question for all their timelines."""
    records = timelines([matter.pk for matter in matters])
    for matter in matters:
        yield matter, standing_of(matter, records.get(matter.pk, []))


def timelines(ids: Sequence[UUID]) -> dict[UUID, list[Record]]:
    """The stored timelines of these matters, values still sealed."""
    found: dict[UUID, list[Record]] = {}
    rows = Entry.objects.filter(matter_id__in=ids).order_by("matter_id", "seq").values_list(
        "matter_id", "seq", "action", "happened_on", "recorded_at", "actor_id", "actor__name", "data"
    )  # fmt: skip
    for matter_id, seq, action, on, at, who, name, data in rows:
        found.setdefault(matter_id, []).append(Record(seq, action, on, at, who, name or "系统", data))
    return found
