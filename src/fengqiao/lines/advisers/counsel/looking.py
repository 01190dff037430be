"""Which firm serves which unit, over the whole county: so that nobody advises one contracted unit against another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.divisions import territory as territories
from fengqiao.matter import net
from fengqiao.providers import keys


@contextmanager
def county(territory: int) -> Iterator[None]:
    with net.widened(*territories.county_reach(territory)):
        yield


def lawyers_of(territory: int) -> Iterator[tuple[str, str]]:
    """The lawyers of the county's register."""
    from fengqiao.providers.codes import ProviderKind
    from fengqiao.providers.models import Provider

    with county(territory):
        found = list(Provider.objects.filter(left_on=None, kind=ProviderKind.LAWYER).select_related("org").order_by("name"))
    for each in found:
        yield str(each.pk), str(each)


def contract(pk: UUID, territory: int) -> Mapping[str, Any] | None:
    """What a task is told of its contract."""
    from fengqiao.lines.advisers.models import CounselContract

    with county(territory):
        found = CounselContract.objects.filter(pk=pk).first()
    if found is None:
        return None
    return {
        "contract_number": found.number or "", "contract_from": found.term_from_on.isoformat(), "contract_to": found.term_to_on.isoformat(),
        "contract_stage": found.stage, "units": list(found.units), "response_days": found.response_days,
    }  # fmt: skip


def liaison_of(units: list[dict[str, Any]], name: str) -> int | None:
    """Who signs in for the unit of this name; None where nobody does."""
    return next((unit.get("liaison") for unit in units if keys.plain(unit["name"]) == keys.plain(name)), None)


def units_of(staff_id: int, territory: int, on: date) -> list[tuple[Any, str]]:
    """The running contracts of the county that name this person for a unit, each with the unit's name."""
    from fengqiao.lines.advisers.models import CounselContract

    with county(territory):
        running = list(CounselContract.objects.filter(territory__range=territories.county_reach(territory), stage="running", term_from_on__lte=on, term_to_on__gte=on).select_related("office").order_by("-term_from_on"))
    return [(each, str(unit["name"])) for each in running for unit in each.units if unit.get("liaison") == staff_id]


def firm_of(units: list[dict[str, str]], name: str) -> str | None:
    """The firm that serves the unit of this name; None where the contract does not name it."""
    return next((unit["firm"] for unit in units if keys.plain(unit["name"]) == keys.plain(name)), None)


def serves(firm: str, other: str, territory: int, on: date) -> bool:
    """Whether a firm serves another contracted unit of this name on the day."""
    from fengqiao.lines.advisers.models import CounselContract

    with county(territory):
        running = list(CounselContract.objects.filter(territory__range=territories.county_reach(territory), term_from_on__lte=on, term_to_on__gte=on))
    there = [firm_of(list(each.units), other) for each in running if each.ended_on is None or each.ended_on >= on]
    return any(found is not None and keys.plain(found) == keys.plain(firm) for found in there)
