"""What the table of ways (providers.ways) says, for who reckons with it: minutes one way between two towns, the same both ways."""

from __future__ import annotations

from fengqiao.divisions import territory as territories
from fengqiao.providers import keys
from fengqiao.providers.models import TownWay

Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """Two towns in the one order a pair is kept in."""
    first, second = sorted((town(one), town(other)))
    return first, second


def town(name: str) -> str:
    """街道办事处 and 镇人民政府 are the town."""
    said = keys.plain(name)
    for end in ("人民政府", "办事处"):
        said = said.removesuffix(end)
    return said


def between(territory: int) -> dict[Pair, int]:
    """Minutes by pair of towns, as the county of the territory has them."""
    rows = TownWay.objects.filter(territory=territories.county_of(territory))
    return {(one, other): minutes for one, other, minutes in rows.values_list("one", "other", "minutes")}
