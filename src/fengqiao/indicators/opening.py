"""A figure opened: the matters it counts, as far as the reader may see them, and how many there are that they may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Sum, Value, When

from fengqiao.indicators.asking import Asked
from fengqiao.indicators.models import Part
from fengqiao.indicators.vocabulary import OUT, Measure, Standing, Through
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
    ids = _ids(measure, asked)
    return Opened(ids.count(), Matter.objects.visible_to(actor).filter(pk__in=ids).order_by("-opened_on", "-pk"))


def _ids(measure: Measure, asked: Asked) -> QuerySet[Any]:
    """The ids of the matters it counts, each once."""
    place = "was" if asked.as_was else "territory"
    parts = Part.objects.filter(**{f"{place}__range": (asked.low, asked.high)})
    if measure.kinds:
        parts = parts.filter(kind__in=measure.kinds)
    if not isinstance(measure, Standing | Through):
        inside = parts.filter(code__in=measure.codes, counted_on__range=(asked.period.from_on, asked.period.to_on))
        return inside.values("matter_id").distinct()
    last_out = asked.period.to_on if isinstance(measure, Standing) else asked.period.eve
    begun = Q(code__in=measure.codes, counted_on__lte=asked.period.to_on)
    ended = Q(code__in=[code + OUT for code in measure.codes], counted_on__lte=last_out)
    stands = Case(When(begun, then=Value(1)), When(ended, then=Value(-1)), default=Value(0), output_field=IntegerField())
    return parts.filter(begun | ended).values("matter_id").annotate(stands=Sum(stands)).filter(stands__gt=0).values("matter_id")
