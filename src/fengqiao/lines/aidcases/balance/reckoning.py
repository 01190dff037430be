"""区域均衡 (I-17): what was asked for in each town in a period, over how much the people could take who are there within 45 minutes.

Both are points of work. What waits for somebody has the points it would be given with today. Ways are those of the registers alone
(:mod:`~fengqiao.lines.aidcases.proposals.travel`): who is at the town itself is there; of whom no way is known is told beside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import Figure, split
from fengqiao.indicators.periods import Period
from fengqiao.indicators.registry import find
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases import gathering
from fengqiao.lines.aidcases.indicators import LINE, OFFICE, asked_at
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.aidcases.proposals import travel
from fengqiao.matter.actions import records_by_matter, standing_of
from fengqiao.matter.entered import VOIDED
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.providers import distances
from fengqiao.providers.codes import PointKind, PointState
from fengqiao.providers.models import Listed, Provider, ServicePoint

REACH_MINUTES = 45
PLACES = {OfficeKind.BUREAU: PointKind.CENTRE, OfficeKind.OFFICE: PointKind.TOWN}  # where an office receives


@dataclass(frozen=True)
class Supply:
    """Of a town, or of the centre: cases asked for and their points, people within reach and how much they could take."""

    office: Office
    cases: int
    asked: int
    people: int
    capacity: int
    ways: Figure | None

    @property
    def load(self) -> Fraction | None:
        """How often what was asked goes into what could be taken; None where nobody is within reach."""
        return Fraction(self.asked, self.capacity) if self.capacity else None

    @property
    def missing(self) -> int:
        """Points nobody within reach could take."""
        return max(0, self.asked - self.capacity)


@dataclass(frozen=True)
class Balance:
    """The towns, those with the most missing first; who could be of help and of whom no way to any of them is known."""

    towns: Sequence[Supply]
    pool: int
    unknown: Sequence[Provider]


def balance(territory: int, period: Period, today: date) -> Balance:
    """The county of this territory. Nine questions, however many towns, people and cases there are."""
    low, high = territories.county_reach(territory)
    offices = list(Office.objects.filter(Q(to_on=None) | Q(to_on__gt=today), territory__range=(low, high), kind__in=PLACES).order_by("territory"))
    people = list(gathering.pool(territory, today).filter(capacity_points__gt=0))
    near = _near(offices, people, territory)
    demand = _demand(low, high, period)
    ways = split(find(LINE).indicator("F10m"), Asked(low, high, period), "office")
    towns = [_supply(office, near[office.pk][0], demand, ways.get(office.territory // OFFICE)) for office in offices]
    lost = [one for one in people if all(one.pk not in known for _, known in near.values())]
    return Balance(sorted(towns, key=lambda each: (-each.missing, -(each.load or 0), each.office.territory)), len(people), lost)


def _supply(office: Office, near: Collection[Provider], demand: Mapping[int, Sequence[int]], ways: Figure | None) -> Supply:
    asked = demand.get(office.territory // OFFICE, ())
    return Supply(office, len(asked), sum(asked), len(near), sum(one.capacity_points for one in near), ways)


def _near(offices: Iterable[Office], people: Sequence[Provider], territory: int) -> dict[int, tuple[list[Provider], set[int]]]:
    """By office who is there in time, and of whom a way there is known."""
    places, table = _places(offices, territory), distances.between(territory)
    found: dict[int, tuple[list[Provider], set[int]]] = {}
    for key, place in places.items():
        took = {one.pk: 0 if _same_town(one.org, place) else travel.one_way(one.org, place, table) for one in people if one.org is not None}
        known = {pk: minutes for pk, minutes in took.items() if minutes is not None}
        found[key] = [one for one in people if known.get(one.pk, REACH_MINUTES + 1) <= REACH_MINUTES], set(known)
    return found


def _same_town(one: Listed, other: Listed) -> bool:
    return bool(one.town) and distances.town(one.town) == distances.town(other.town)


def _places(offices: Iterable[Office], territory: int) -> dict[int, Listed]:
    """Where each office receives: its point of the register; without one its town by name."""
    low, high = territories.county_reach(territory)
    points = ServicePoint.objects.filter(territory__range=(low, high), kind__in=PLACES.values()).exclude(state=PointState.CLOSED).order_by("-pk")
    listed = {(point.kind, distances.town(point.town or point.name)): point for point in points} | {(point.kind, point.office_id): point for point in points if point.office_id}
    found: dict[int, Listed] = {}
    for office in offices:
        town, kind = distances.town(office.short_name.removesuffix("司法所")), PLACES[OfficeKind(office.kind)]
        point = listed.get((kind, office.pk)) or listed.get((kind, town)) or next((each for (what, _), each in listed.items() if what == kind == PointKind.CENTRE), None)
        found[office.pk] = point or ServicePoint(name=office.name, town=town)
        if kind == PointKind.TOWN and not found[office.pk].town:
            found[office.pk].town = town
    return found


def _demand(low: int, high: int, period: Period) -> dict[int, list[int]]:
    """By office the points of each case that came in the period."""
    came = AidCase.objects.filter(territory__range=(low, high), received_on__range=(period.from_on, period.to_on)).exclude(stage=VOIDED.code)
    rows = list(came.annotate(place=asked_at("")))
    waiting = [case for case in rows if not case.points]
    records = records_by_matter([case.pk for case in waiting]) if waiting else {}
    points = {case.pk: f.points(standing_of(case, records.get(case.pk, [])).facts) for case in waiting}
    found: dict[int, list[int]] = {}
    for case in rows:
        found.setdefault(case.place // OFFICE, []).append(case.points or points[case.pk])
    return found
