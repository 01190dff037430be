"""The calendar and the bureau's parameters, as the database has them. Read once per process and change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from fengqiao.daycount import ArrangedDay, Arrangement, Calendar
from fengqiao.divisions import territory as territories
from fengqiao.matter.models import CalendarYear, Parameter
from fengqiao.matter.procedure import Procedure


def current() -> Calendar:
    """The bundled calendar with the arrangements loaded since."""
    loaded = tuple(CalendarYear.objects.order_by("year").values_list("year", "source", "loaded_at"))
    return _with_loaded(loaded)


@lru_cache(maxsize=4)
def _with_loaded(loaded: tuple[Any, ...]) -> Calendar:
    calendar = Calendar.bundled()
    for year, source, _ in loaded:
        days = CalendarYear.objects.get(year=year).days
        calendar = calendar.with_arrangement(arrangement_from(year, days, source))
    return calendar


def arrangement_from(year: int, days: list[list[Any]], source: str) -> Arrangement:
    """The arrangement kept in the database (date, rest, name, statutory) in daycount's form."""
    named = (ArrangedDay(date.fromisoformat(on), rest, name, statutory) for on, rest, name, statutory in days)
    return Arrangement(year, tuple(named), source)


def arrangement_rows(arrangement: Arrangement) -> list[list[Any]]:
    """The other way round: what is kept in the database."""
    return [[day.on.isoformat(), day.rest, day.name, day.statutory] for day in arrangement.days]


def parameters(procedure: Procedure, territory: int) -> Mapping[str, Any]:
    """The bureau's parameters of a procedure over its start values."""
    county = territories.reach(territories.compose(territory // 10**9, 0, 0, 0))[0]
    kept = Parameter.objects.filter(territory=county, procedure=procedure.code).order_by("from_on")
    return {**procedure.parameters, **{row.name: row.value for row in kept}}
