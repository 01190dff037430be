"""How far a lawyer has to go: only what the registers say, and where they say nothing, not known.

Where the bureau has written down the minutes between the two towns (providers.ways), those; else by coordinates.

A firm's coordinates and those of the service point kept at the organ (its 依托单位 or name) give the straight line; roads are
reckoned half as long again, at forty kilometres an hour, with five minutes to set out. Same town and no coordinates: nothing
is guessed. It is said with every proposal where the minutes come from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.matter.models import Matter
from fengqiao.providers import distances
from fengqiao.providers.codes import PointKind, PointState
from fengqiao.providers.models import Listed, Provider, ServiceOrg, ServicePoint

SOURCE = "按名册里机构和办案机关所在地的经纬度折算：直线距离的1.5倍，每小时40公里，另加5分钟"
BY_TABLE = "两地乡镇在本局的乡镇间路程表里的，按表；不在的，"
ROADS, KM_AN_HOUR, TO_SET_OUT = 1.5, 40, 5
EARTH_KM = 6371.0
Spot = tuple[float, float]


def minutes(people: Iterable[Provider], organs: Collection[str], territory: int) -> dict[int, dict[str, int]]:
    """By person and organ the minutes one way, as far as both places are known."""
    places, table = _organs(organs, territory), distances.between(territory)
    found: dict[int, dict[str, int]] = {}
    for one in people:
        each = {organ: one_way(one.org, place, table) for organ, place in places.items()} if one.org is not None else {}
        found[one.pk] = {organ: took for organ, took in each.items() if took is not None}
    return found


def received_at(applications: Iterable[UUID | None]) -> Mapping[UUID | None, str]:
    """The offices that received these applications: where there is no organ yet, one goes to who applied."""
    ids = [each for each in applications if each]
    return dict(Matter.objects.filter(pk__in=ids).values_list("pk", "office__short_name")) if ids else {}


def source(territory: int) -> str:
    """Where the minutes of this county come from, as it is said with a proposal."""
    return BY_TABLE + SOURCE if distances.between(territory) else SOURCE


def one_way(home: Listed, place: Listed, table: Mapping[distances.Pair, int]) -> int | None:
    """As the table of the towns has it, else by coordinates, else not known."""
    if home.town and place.town and (took := table.get(distances.pair(home.town, place.town))) is not None:
        return took
    here, there = _spot(home), _spot(place)
    return between(here, there) if here is not None and there is not None else None


def between(one: Spot, other: Spot) -> int:
    """Minutes between two places given by longitude and latitude in degrees."""
    (east, north), (far_east, far_north) = ((radians(x), radians(y)) for x, y in (one, other))
    half = sin((far_north - north) / 2) ** 2 + cos(north) * cos(far_north) * sin((far_east - east) / 2) ** 2
    return round(TO_SET_OUT + ROADS * 2 * EARTH_KM * asin(sqrt(half)) / KM_AN_HOUR * 60)


def _organs(organs: Collection[str], territory: int) -> Mapping[str, Listed]:
    """Where organs and offices are: of the county's points and bodies the one that stands there or bears the name; one with coordinates before one without."""
    wanted = {organ for organ in organs if organ}
    if not wanted:
        return {}
    low, high = territories.county_reach(territory)
    inside = Q(territory__gte=low, territory__lte=high)
    found: dict[str, Listed] = {}
    for body in ServiceOrg.objects.filter(inside, name__in=wanted, left_on=None).order_by("pk"):
        _put(found, body.name, body)
    points = ServicePoint.objects.filter(inside & (Q(host__in=wanted) | Q(name__in=wanted) | Q(kind=PointKind.TOWN, office__short_name__in=wanted)))
    for point in points.exclude(state=PointState.CLOSED).select_related("office").order_by("-pk"):
        _put(found, next(name for name in (point.host, point.name, point.office.short_name if point.office else "") if name in wanted), point)
    return found


def _put(found: dict[str, Listed], name: str, listed: Listed) -> None:
    """The later one stands for the organ, unless it says less of where it is."""
    if (_spot(listed) is not None, bool(listed.town)) >= (name in found and _spot(found[name]) is not None, name in found and bool(found[name].town)):
        found[name] = listed


def _spot(listed: Listed) -> Spot | None:
    if listed.longitude is None or listed.latitude is None:
        return None
    return float(listed.longitude), float(listed.latitude)
