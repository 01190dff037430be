"""一张图: the towns as tiles, or in the bureau's own outline, each with its figure; no service outside is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db.models import Count

from fengqiao.desk.board.asked import Board
from fengqiao.desk.board.drawn import Line, plain
from fengqiao.desk.board.spots import shade
from fengqiao.orgs.models import Office, OfficeDivision, OfficeKind
from fengqiao.providers import outline, tiles
from fengqiao.providers.codes import PointState
from fengqiao.providers.county_outlines import Outline, outline_of
from fengqiao.providers.models import ServicePoint

SIDE, GAP = 96, 8  # of a tile, in the picture's own units
WITHIN = 0.7  # how much of the outline's width or height the tiles take at most
STEPS = 12  # sizes that are tried, down to half of that
_PLACES = sorted(((across / 8, down / 8) for across in range(2, 7) for down in range(2, 7)), key=lambda at: abs(at[0] - 0.5) + abs(at[1] - 0.5))  # the middle first
_POINT = re.compile(r"(-?[0-9.]+)[ ,](-?[0-9.]+)")
Pairs = Sequence[tuple[Office, Line]]


@dataclass(frozen=True)
class Town:
    """A tile: where it stands, its words, how dark it is, where it leads."""

    name: str
    words: str
    x: int
    y: int
    shade: int
    url: str


@dataclass(frozen=True)
class Frame:
    """The county's outline around the tiles, and how they lie in it."""

    outline: Outline
    moved: str


@dataclass(frozen=True)
class Chart:
    """The tiles, and the size of the picture."""

    width: int
    height: int
    towns: Sequence[Town]
    said: str
    side: int = SIDE
    frame: Frame | None = None


def chart(board: Board, pairs: Pairs) -> Chart | None:
    """The tiles of the county's offices; None where a single office was asked for."""
    lines = {office.territory: line for office, line in pairs if office.kind == OfficeKind.OFFICE}
    offices = [office for office, _ in pairs if office.kind == OfficeKind.OFFICE and office.to_on is None]
    asked = board.question.asked
    if asked.high - asked.low < 10**6 or not offices:
        return None
    laid = tiles.laid(offices, tiles.given(asked.low, asked.high))
    top, left = min(each.row for each in laid), min(each.column for each in laid)
    most = _most(lines)
    towns = [
        Town(plain(each.office), lines[each.office.territory].now.words, (each.column - left) * (SIDE + GAP), (each.row - top) * (SIDE + GAP),
             _shade(lines[each.office.territory], most), lines[each.office.territory].url)
        for each in laid
    ]  # fmt: skip
    wide, high = 1 + max(each.column for each in laid) - left, 1 + max(each.row for each in laid) - top
    return Chart(wide * (SIDE + GAP) - GAP, high * (SIDE + GAP) - GAP, towns, "、".join(f"{each.name}{each.words}" for each in towns))


def framed(board: Board, found: Chart | None) -> Chart | None:
    """The same inside the county's outline, where one is bundled: for pages of the house, never for public ones."""
    outline_here = outline_of(board.question.asked.low // 10**9)
    if found is None or outline_here is None:
        return found
    corners = tuple(sorted({(town.x + dx, town.y + dy) for town in found.towns for dx in (0, SIDE // 2, SIDE) for dy in (0, SIDE // 2, SIDE)}))
    left, top, scale = _inside(outline_here.path, outline_here.width, outline_here.height, found.width, found.height, corners)
    return replace(found, frame=Frame(outline_here, f"translate({left:.0f} {top:.0f}) scale({scale:.3f})"))


@lru_cache(maxsize=64)
def _inside(path: str, wide: int, high: int, width: int, height: int, corners: tuple[tuple[int, int], ...]) -> tuple[float, float, float]:
    """Where the tiles lie and how large they are: as large as lets every corner lie inside the outline; in its middle where nothing does."""
    rings = [[(float(x), float(y)) for x, y in _POINT.findall(ring)] for ring in path.split("M")[1:]]
    largest = min(WITHIN * wide / width, WITHIN * high / height)
    for shrink in range(STEPS):
        scale = largest * (1 - shrink / (2 * STEPS))
        room = wide - scale * width, high - scale * height
        for across, down in _PLACES:
            left, top = room[0] * across, room[1] * down
            if all(_holds(rings, left + scale * x, top + scale * y) for x, y in corners):
                return left, top, scale
    return (wide - largest * width) / 2, (high - largest * height) / 2, largest


def _holds(rings: Sequence[Sequence[tuple[float, float]]], x: float, y: float) -> bool:
    """Whether a point lies inside (even and odd crossings)."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def of_offices(board: Board) -> list[dict[str, Any]]:
    """Of each office its area, and how many service points are open there."""
    asked = board.question.asked
    offices = [each for each in board.question.offices if each.kind == OfficeKind.OFFICE and each.to_on is None and asked.low <= each.territory <= asked.high]
    running = ServicePoint.objects.filter(office__in=[each.pk for each in offices], state=PointState.RUNNING).values_list("office_id")
    points = dict(running.annotate(n=Count("pk")))
    return [{"name": each.short_name, "area": each.area, "points": points.get(each.pk, 0), "address": each.address, "phone": each.phone} for each in offices]


def shapes(board: Board, pairs: Pairs) -> Mapping[str, Any]:
    """The bureau's own outline with the figures in it: a town stands for the office that serves it. Empty without one."""
    asked = board.question.asked
    found = outline.published(asked.low, asked.high)
    if not found:
        return {}
    offices = {office.pk: line for office, line in pairs if office.kind == OfficeKind.OFFICE}
    served = {plain(office): offices[office.pk] for office, _ in pairs if office.pk in offices}
    divisions = OfficeDivision.objects.filter(office__in=list(offices), to_on=None).values_list("name", "office_id")
    served |= {name: offices[pk] for name, pk in divisions}
    most = _most({name: line for name, line in served.items()})
    return {**found, "towns": [{**town, **_of_town(served.get(town["town"]), most)} for town in found["towns"]]}


def _of_town(line: Line | None, most: float) -> dict[str, Any]:
    if line is None:
        return {"words": "没有对应的司法所", "shade": 0, "url": ""}
    return {"words": line.now.words, "shade": _shade(line, most), "url": line.url}


def _most(lines: Mapping[Any, Line]) -> float:
    return max((float(each.now.number) for each in lines.values() if each.now.number is not None), default=0.0)


def _shade(line: Line, most: float) -> int:
    return 0 if line.now.number is None else shade(float(line.now.number), most)
