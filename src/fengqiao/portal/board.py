"""What is published of the county: the offices and the places they serve, so that one can say where it happened, and where help
is found.

Made inside from the list of offices; the pages read it, on whichever machine they are served.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from fengqiao.matter.public import Entry, all_guides
from fengqiao.orgs.models import Office, OfficeDivision, OfficeKind
from fengqiao.portal.models import Board
from fengqiao.providers import outline
from fengqiao.providers.directory import published

_PLACE = re.compile(r"(村|社区|居|嘎查|小区|农场|林场)$")
_WORDS = ("人民调解委员会", "调解委员会", "调委会")


def content_of(bureau: Office, today: date) -> dict[str, Any]:
    """What a county publishes, as plain JSON."""
    low, high = bureau.reach
    inside = Office.objects.filter(territory__gte=low, territory__lte=high, to_on=None).order_by("territory")
    rows = list(inside.filter(kind__in=(OfficeKind.OFFICE, OfficeKind.COMMITTEE)).select_related("town"))
    towns: dict[int, list[str]] = {}
    for office_id, name in OfficeDivision.objects.filter(
        office__in=inside.filter(kind=OfficeKind.OFFICE), to_on=None
    ).values_list("office_id", "name"):
        towns.setdefault(office_id, []).append(name)
    offices = [_office(row, towns.get(row.pk, []), rows) for row in rows if row.kind == OfficeKind.OFFICE]
    return {
        "name": bureau.name, "id": bureau.pk, "phone": bureau.phone, "address": bureau.address, "offices": offices,
        "directory": published(low, high, today), "outline": dict(outline.published(low, high)), "guides": {each.code: _plain(each.entries(low, high, today)) for each in all_guides()},
    }  # fmt: skip


def _plain(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """A guide's entries as the board keeps them."""
    return [{**asdict(each), "points": list(each.points), "laws": [list(law) for law in each.laws]} for each in entries]


def _office(office: Office, towns: list[str], rows: list[Office]) -> dict[str, Any]:
    towns = sorted(set(towns)) or [office.short_name.removesuffix("司法所")]
    below = [row for row in rows if row.kind == OfficeKind.COMMITTEE and row.parent_id == office.pk]
    places = [
        {"id": row.pk, "name": plain_name(row), "town": _town_name(row)}
        for row in below
        if plain_name(row) not in towns
    ]
    villages = [place for place in places if _PLACE.search(str(place["name"]))]
    return {
        "id": office.pk, "name": office.short_name, "phone": office.phone, "address": office.address, "towns": towns,
        "places": villages or places,
    }  # fmt: skip


def plain_name(committee: Office) -> str:
    """白水村 for 白水村人民调解委员会."""
    name = committee.short_name
    for word in _WORDS:
        name = name.removesuffix(word)
    return name


def _town_name(committee: Office) -> str:
    return committee.town.short_name if committee.town is not None else ""


def publish(*, now: datetime) -> list[Board]:
    """Bring every county's board up to date; those that changed."""
    changed = []
    for bureau in Office.objects.filter(kind=OfficeKind.BUREAU, to_on=None).order_by("territory"):
        county, content = bureau.territory // 10**9, content_of(bureau, timezone.localdate(now))
        known = Board.objects.filter(pk=county).first()
        if known is None or known.content != content:
            changed.append(
                Board.objects.update_or_create(pk=county, defaults={"content": content, "changed_at": now})[0]
            )
    return changed


# Reading -------------------------------------------------------------------------------------------------------------


class Places:
    """The boards as the questions need them."""

    def __init__(self) -> None:
        self.boards = list(Board.objects.order_by("county"))

    def __bool__(self) -> bool:
        return bool(self.boards)

    def office(self, number: int) -> dict[str, Any] | None:
        """The office of this id, or None."""
        return next(
            (office for board in self.boards for office in board.content["offices"] if office["id"] == number), None
        )

    def county_of(self, town: str) -> int:
        """The county a chosen town lies in; the first one while nothing is chosen."""
        number = town.partition(":")[0]
        for board in self.boards:
            if str(board.content["id"]) == number or any(
                str(office["id"]) == number for office in board.content["offices"]
            ):
                return board.county
        return self.boards[0].county if self.boards else 0

    def towns(self) -> list[tuple[str, str]]:
        """Every town as (value, label), the bureau last: 不清楚."""
        found = []
        for board in self.boards:
            several = f"{board.content['name'].removesuffix('司法局')}" if len(self.boards) > 1 else ""
            for office in board.content["offices"]:
                found += [(f"{office['id']}:{town}", f"{several}{town}") for town in office["towns"]]
            found.append((f"{board.content['id']}:", f"{several}其他地方、说不清"))
        return found

    def villages(self, town: str) -> list[tuple[str, str]]:
        """The villages of a chosen town; those without a town's name belong to each town of their office."""
        number, _, name = town.partition(":")
        office = self.office(int(number)) if number.isdigit() else None
        if office is None:
            return []
        near = [
            (str(place["id"]), str(place["name"]))
            for place in office["places"]
            if not place["town"] or _same(place["town"], name)
        ]
        return near or [(str(place["id"]), str(place["name"])) for place in office["places"]]


def _same(town: str, name: str) -> bool:
    return name in town or town in name
