"""What the records hold already for a unit and a period: the values a form begins with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fengqiao.indicators import folding, registry
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.periods import Period
from fengqiao.lines.burden.asking import TYPED
from fengqiao.orgs.models import Office


def values(keys: Iterable[str], office: Office, period: Period) -> Mapping[str, str]:
    """The figure of each in words, as the unit's reach and the period have it; typed fields have none."""
    asked = [key for key in keys if not key.startswith(TYPED)]
    found = {key: one[1] for key in asked if (one := registry.chosen(key)) is not None}
    if not found:
        return {}
    folding.fold_little()
    counted = figures(list(found.values()), Asked(*office.reach, period))
    return {key: each.words for key, each in zip(found, counted, strict=True)}
