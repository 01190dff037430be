"""A figure opened: the matters it counts, as far as the reader may see them, and how many there are that they may not."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from fengqiao.indicators.asking import Asked, counted
from fengqiao.indicators.vocabulary import Measure
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor


@dataclass(frozen=True)
class Opened:
    """``of_them`` different matters are counted; ``seen`` are those the reader may open, newest first."""

    of_them: int
    seen: QuerySet[Matter]

    @property
    def hidden(self) -> int:
        """How many the reader may not see: of other lines, sealed, restricted or recused."""
        return self.of_them - self.seen.count()


def opened(measure: Measure, asked: Asked, actor: Actor) -> Opened:
    """The matters behind a measure."""
    ids = counted(measure, asked).order_by().values("matter_id").distinct()
    return Opened(ids.count(), Matter.objects.visible_to(actor).filter(pk__in=ids).order_by("-opened_on", "-pk"))
