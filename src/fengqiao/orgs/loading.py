"""Putting a planned organisation into the database: a real county's or an invented one's, by the same loader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from fengqiao.divisions import PlannedUnit
from fengqiao.orgs.models import Office, OfficeDivision


@transaction.atomic
def load_units(units: Iterable[PlannedUnit], *, from_on: date, court: str = "") -> dict[int, Office]:
    """Make the offices that are not there yet, parents first; offices that are keep what people changed.

    Returns the offices by territory. Running it again changes nothing.
    """
    planned = list(units)
    there = {office.territory: office for office in Office.objects.filter(territory__in=[u.territory for u in planned])}
    for unit in planned:
        if unit.territory in there:
            continue
        there[unit.territory] = Office.objects.create(
            territory=unit.territory, name=unit.name, short_name=unit.short_name, kind=unit.kind,
            parent=there.get(unit.parent) if unit.parent else None, town=there.get(unit.town) if unit.town else None,
            number_word=unit.number_word, court=court, from_on=from_on,
        )  # fmt: skip
        OfficeDivision.objects.bulk_create(
            OfficeDivision(
                office=there[unit.territory], code=division.code, name=division.name, source=division.source, from_on=from_on
            )
            for division in unit.divisions
        )
    return there
