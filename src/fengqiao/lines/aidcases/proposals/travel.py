"""How far a lawyer has to go: only what the registers say, and where they say nothing, not known.

A firm's coordinates and those of the service point kept at the organ (its 依托单位 or name) give the straight line; roads are
reckoned half as long again, at forty kilometres an hour, with five minutes to set out. Same town and no coordinates: nothing
is guessed. It is said with every proposal where the minutes come from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import asin, cos, radians, sin, sqrt

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.providers.models import Listed, Provider, ServiceOrg, ServicePoint

SOURCE = "按名册里机构和办案机关所在地的经纬度折算：直线距离的1.5倍，每小时40公里，另加5分钟"
ROADS, KM_AN_HOUR, TO_SET_OUT = 1.5, 40, 5
EARTH_KM = 6371.0
Spot = tuple[float, float]


def minutes(people: Iterable[Provider], organs: Collection[str], territory: int) -> dict[int, dict[str, int]]:
    """By person and organ the minutes one way, as far as both places are known."""
    spots = _organs(organs, territory)
    found: dict[int, dict[str, int]] = {}
    for one in people:
        home = _spot(one.org) if one.org is not None else None
        found[one.pk] = {organ: between(home, spot) for organ, spot in spots.items()} if home is not None else {}
    return found


def between(one: Spot, other: Spot) -> int:
    """Minutes between two places given by longitude and latitude in degrees."""
    (east, north), (far_east, far_north) = ((radians(x), radians(y)) for x, y in (one, other))
    half = sin((far_north - north) / 2) ** 2 + cos(north) * cos(far_north) * sin((far_east - east) / 2) ** 2
    return round(TO_SET_OUT + ROADS * 2 * EARTH_KM * asin(sqrt(half)) / KM_AN_HOUR * 60)


def _organs(organs: Collection[str], territory: int) -> Mapping[str, Spot]:
    """Where organs are: of the county's points and bodies the one that stands there or bears the name."""
    wanted = {organ for organ in organs if organ}
    if not wanted:
        return {}
    low, high = territories.county_reach(territory)
    inside = Q(territory__gte=low, territory__lte=high, longitude__isnull=False, latitude__isnull=False)
    found: dict[str, Spot] = {}
    for body in ServiceOrg.objects.filter(inside, name__in=wanted, left_on=None).order_by("pk"):
        _put(found, body.name, body)
    for point in ServicePoint.objects.filter(inside & (Q(host__in=wanted) | Q(name__in=wanted))).exclude(state="closed").order_by("-pk"):
        _put(found, point.host if point.host in wanted else point.name, point)
    return found


def _put(found: dict[str, Spot], name: str, listed: Listed) -> None:
    spot = _spot(listed)
    if spot is not None:
        found[name] = spot


def _spot(listed: Listed) -> Spot | None:
    if listed.longitude is None or listed.latitude is None:
        return None
    return float(listed.longitude), float(listed.latitude)
