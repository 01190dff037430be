"""A case of supervision opened out of an investigation ends it, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from fengqiao.matter.merging import tell
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Carrying

OPEN = ("submitted", "closed")


def touches(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    """The investigation a case comes from."""
    return (UUID(data["origin"]),) if data.get("origin") else ()


def tell_investigation(carrying: Carrying) -> None:
    """The investigation knows that a measure followed; one taken up twice hears it once."""
    for pk in touches(carrying.matter.pk, carrying.data):
        found = Matter.objects.filter(pk=pk, line="investigations").first()
        if found is not None and found.stage in OPEN:
            tell(carrying, pk, "followed", {"adoption": "adopted"})
