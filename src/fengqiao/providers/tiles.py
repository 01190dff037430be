"""The schematic chart of a county: one tile for each justice office, in the row and column the bureau gives it. No map of anything.

Without a word of the bureau's the tiles stand in rows, in the order of the offices.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fengqiao.divisions import territory as territories
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.orgs.recording import record
from fengqiao.providers.keeping import require
from fengqiao.providers.models import CountyTiles
from fengqiao.providers.permissions import KEEP

MOST = 12  # rows, columns: as many as can be read on a wall
Place = tuple[int, int]  # row, column, from 1


@dataclass(frozen=True)
class Tile:
    """An office's square."""

    office: Office
    row: int
    column: int


def laid(offices: Sequence[Office], given: Mapping[int, Place]) -> list[Tile]:
    """The offices on their squares; those without one stand in rows of their own, below what was given."""
    placed = [Tile(each, *given[each.territory]) for each in offices if each.territory in given]
    rest = [each for each in offices if each.territory not in given]
    below = max((each.row for each in placed), default=0)
    wide = max((each.column for each in placed), default=0) or math.ceil(math.sqrt(len(rest))) if rest else 1
    return [*placed, *(Tile(each, below + 1 + n // wide, 1 + n % wide) for n, each in enumerate(rest))]


def given(low: int, high: int) -> dict[int, Place]:
    """The bureau's word on the places, by territory; empty where it said nothing."""
    row = CountyTiles.objects.filter(territory__gte=low, territory__lte=high).first()
    return {int(territory): (int(place[0]), int(place[1])) for territory, place in row.places.items()} if row else {}


def offices_of(territory: int) -> list[Office]:
    """The justice offices of the county, those that ended left out."""
    low, high = territories.county_reach(territory)
    return list(Office.objects.filter(territory__gte=low, territory__lte=high, kind=OfficeKind.OFFICE, to_on=None).order_by("territory"))


def place(actor: Actor, wanted: Mapping[int, Place], *, now: datetime) -> None:
    """Put the offices on these squares. Raises Refused naming the square that is none or is taken."""
    require(actor, KEEP)
    named = {each.territory: each.short_name for each in offices_of(actor.territory)}
    taken: dict[Place, str] = {}
    for territory, (row, column) in wanted.items():
        if territory not in named:
            raise _wrong("有一个司法所不在本县或者已经撤销。请重新打开这一页。")
        if not (1 <= row <= MOST and 1 <= column <= MOST):
            raise _wrong(f"“{named[territory]}”在第{row}行第{column}列，行、列都应在1至{MOST}之间。")
        if (row, column) in taken:
            raise _wrong(f"“{named[territory]}”和“{taken[row, column]}”都在第{row}行第{column}列。请给其中一个换一格。")
        taken[row, column] = named[territory]
    county = territories.county_of(actor.territory)
    places = {str(territory): list(square) for territory, square in sorted(wanted.items())}
    CountyTiles.objects.update_or_create(territory=county, defaults={"places": places, "made_by_id": actor.staff_id, "made_at": now})
    record(actor, "register.change", "乡镇方格图", now=now, territory=county, new={"rows": len(places)})


def _wrong(said: str) -> Refused:
    return Refused.because("tiles", said)
