"""名录和服务地图: where one finds help, on the citizen's phone. From the county's board alone; no account, nothing kept of who looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fengqiao.matter import calendars
from fengqiao.portal.board import Places
from fengqiao.providers import codes
from fengqiao.providers.directory import POINT, hours_words, open_at, stale

MOST = 60  # places on one page: a county may have hundreds, and the line may be slow
KINDS = (*codes.PointKind.choices, *codes.OrgKind.choices)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; each empty where it makes no difference."""

    town: str = ""
    kind: str = ""
    area: str = ""
    language: str = ""
    accessible: str = ""
    now: str = ""  # open now

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        return cls(**{name: query.get(name, "")[:40] for name in cls.__dataclass_fields__})

    def url(self, **changes: str) -> str:
        return "?" + urlencode({name: value for name, value in (asdict(self) | changes).items() if value})

    def meets(self, entry: Mapping[str, Any], is_open: bool) -> bool:
        return (
            (not self.kind or entry["kind"] == self.kind)
            and (not self.area or self.area in entry.get("areas", ()))
            and (not self.language or self.language in entry["languages"])
            and (not self.accessible or bool(entry["accessible"]))
            and (not self.now or is_open)
        )


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The list by what is wanted, over it the towns as tiles with how many there are in each."""
    places, wanted = Places(), Wanted.of(request.GET)
    at, calendar = timezone.localtime(), calendars.current()
    entries = [entry for board in places.boards for entry in board.content.get("directory", ())]
    opened = {entry["id"]: open_at(entry, at, calendar) for entry in entries}
    left = [entry for entry in entries if wanted.meets(entry, bool(opened[entry["id"]]))]
    here = [entry for entry in left if not wanted.town or entry["town"] == wanted.town]
    shown = sorted(here, key=lambda entry: 0 if opened[entry["id"]] else 1 if entry["what"] == POINT else 2)  # whoever is open now first
    counts = Counter(entry["town"] for entry in left)
    given = request.GET.get("from", "")
    first = int(given) if given.isdigit() and int(given[:6]) < len(shown) else 0
    context = {
        "wanted": wanted, "tiles": _tiles(places, counts, wanted), "total": len(shown), "all_url": wanted.url(town=""), "all_count": len(left),
        "rows": [_row(entry, opened[entry["id"]], at) for entry in shown[first : first + MOST]], "first": first + 1, "last": min(first + MOST, len(shown)),
        "more_url": f"{wanted.url()}&from={first + MOST}" if first + MOST < len(shown) else "", "changed_at": max((board.changed_at for board in places.boards), default=None),
        "kinds": [pair for pair in KINDS if any(entry["kind"] == pair[0] for entry in entries)], "areas": codes.AREAS,
        "languages": [pair for pair in codes.LANGUAGES if any(pair[0] in entry["languages"] for entry in entries)], "any": bool(entries),
        "outlines": _outlines(places, counts, wanted),
    }  # fmt: skip
    response = render(request, "portal/directory.html", context)
    response["Permissions-Policy"] = "geolocation=(self), microphone=(), payment=()"  # asked for by a button, reckoned on the telephone, never sent
    return response


def _tiles(places: Places, counts: Counter[str], wanted: Wanted) -> list[dict[str, Any]]:
    """The county as a chart of tiles: one for each town, in the order of the offices; not a map to measure by."""
    towns = [town for board in places.boards for office in board.content["offices"] for town in office["towns"]]
    further = sorted(town for town in counts if town and town not in towns)
    return [{"town": town, "count": counts[town], "url": wanted.url(town=town), "here": town == wanted.town} for town in dict.fromkeys([*towns, *further])]


def _outlines(places: Places, counts: Counter[str], wanted: Wanted) -> list[dict[str, Any]]:
    """Each bureau's own outline of its towns, a town leading to what is there; the tiles stay below for who reads or hears them."""
    found = []
    for board in places.boards:
        if drawing := board.content.get("outline"):
            towns = [{**town, "count": counts[town["town"]], "url": wanted.url(town=town["town"]), "here": town["town"] == wanted.town} for town in drawing["towns"]]
            found.append({**drawing, "towns": towns})
    return found


def _row(entry: Mapping[str, Any], until: str, at: Any) -> dict[str, Any]:
    point = entry["what"] == POINT
    can = codes.words(codes.FUNCTIONS, entry["functions"]) if point else codes.words(codes.AREAS, entry["areas"]) or codes.words(codes.FORENSIC_CLASSES, entry["classes"])
    return {
        **entry, "until": until, "point": point, "can": can, "hours_words": hours_words(entry.get("hours", ())), "stale": stale(entry, at.date()),
        "language_words": codes.words(codes.LANGUAGES, entry["languages"]), "accessible_words": codes.words(codes.ACCESSIBLE, entry["accessible"]),
        "dial": "".join(c for c in entry["phone"] if c.isdigit()), "where": ",".join(f"{degrees:.6f}" for degrees in entry.get("at", ())),
    }  # fmt: skip
