"""The calendar and the bureau's parameters, as the database has them. Read once per process and change.

Earlier arrangements of a year and earlier values of a parameter are kept: a clock that had ended keeps the verdict it
got under them, and ``fengqiao verify`` can say so.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from fengqiao.daycount import ArrangedDay, Arrangement, Calendar
from fengqiao.divisions.territory import county_of
from fengqiao.matter.asked_once import ask
from fengqiao.matter.limits import Change, Parameters
from fengqiao.matter.models import CalendarYear, Parameter
from fengqiao.matter.procedure import Procedure


def current() -> Calendar:
    """The bundled calendar with the arrangements loaded since."""
    return history()[-1]


InForce = tuple[Calendar, Parameters]


def in_force(procedure: Procedure, territory: int) -> InForce:
    """The calendar and the bureau's parameters of a procedure, asked for in one question."""
    return ask(("in force", procedure.code, procedure.version, county_of(territory)), lambda: _ask(procedure, territory))


def _ask(procedure: Procedure, territory: int) -> InForce:
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select json_agg(json_build_array(year, source, loaded_at) order by year) from matter_calendaryear),"
            " (select json_agg(json_build_array(name, value, from_on, running) order by from_on, id) from matter_parameter"
            " where territory = %s and procedure = %s)",
            [county_of(territory), procedure.code],
        )
        loaded, kept = cursor.fetchone()
    changes = [Change(name, value, date.fromisoformat(from_on), running) for name, value, from_on, running in kept or ()]
    return _after(tuple(map(tuple, loaded or ())))[-1], Parameters(procedure.parameters, changes)


ASKED_FROM = (12, 15)
"""From this day on next year's arrangement should be here: the State Council's office announces it in the weeks before."""


def missing_year(today: date) -> int | None:
    """The year whose arrangement should have been loaded by now and is not; last days in it are provisional (A18)."""
    wanted = [today.year, today.year + 1] if (today.month, today.day) >= ASKED_FROM else [today.year]
    calendar = current()
    return next((year for year in wanted if not calendar.published(year)), None)


def history() -> tuple[Calendar, ...]:
    """Every calendar this installation has counted by, the bundled one first, the present one last."""
    return _after(tuple(CalendarYear.objects.order_by("year").values_list("year", "source", "loaded_at")))


@lru_cache(maxsize=4)
def _after(loaded: tuple[Any, ...]) -> tuple[Calendar, ...]:
    rows = CalendarYear.objects.filter(year__in=[year for year, _, _ in loaded])
    loads = sorted((load for row in rows for load in _loads(row)), key=lambda load: load[0])
    calendars = [Calendar.bundled()]
    for _, arrangement in loads:
        calendars.append(calendars[-1].with_arrangement(arrangement))
    return tuple(calendars)


def _loads(row: CalendarYear) -> list[tuple[datetime, Arrangement]]:
    before = [
        (datetime.fromisoformat(old["loaded_at"]), arrangement_from(row.year, old["days"], old["source"]))
        for old in row.days["before"]
    ]
    return [*before, (row.loaded_at, arrangement_from(row.year, row.days["now"], row.source))]


def keep_arrangement(arrangement: Arrangement, *, by: str, now: datetime) -> bool:
    """Store a published year; what it replaces is kept beside it. False when it is what is stored already."""
    days = arrangement_rows(arrangement)
    row = CalendarYear.objects.select_for_update().filter(year=arrangement.year).first()
    if row is None:
        row = CalendarYear(year=arrangement.year, days={"now": days, "before": []})
    elif row.days["now"] == days and row.source == arrangement.source[:120]:
        return False
    else:
        old = {
            "days": row.days["now"],
            "source": row.source,
            "loaded_at": row.loaded_at.isoformat(),
            "by": row.loaded_by,
        }
        row.days = {"now": days, "before": [*row.days["before"], old]}
    row.source, row.loaded_at, row.loaded_by = arrangement.source[:120], now, by[:60]
    row.save()
    return True


def arrangement_from(year: int, days: list[list[Any]], source: str) -> Arrangement:
    """The arrangement kept in the database (date, rest, name, statutory) in daycount's form."""
    named = (ArrangedDay(date.fromisoformat(on), rest, name, statutory) for on, rest, name, statutory in days)
    return Arrangement(year, tuple(named), source)


def arrangement_rows(arrangement: Arrangement) -> list[list[Any]]:
    """The other way round: what is kept in the database."""
    return [[day.on.isoformat(), day.rest, day.name, day.statutory] for day in arrangement.days]


def parameters(procedure: Procedure, territory: int) -> Parameters:
    """The bureau's parameters of a procedure over its start values."""
    return parameter_history(procedure, territory)[-1]


def parameter_history(procedure: Procedure, territory: int) -> list[Parameters]:
    """The parameters after each change, the start values first, the present ones last."""
    kept = Parameter.objects.filter(territory=county_of(territory), procedure=procedure.code).order_by("from_on", "pk")
    changes = [Change(row.name, row.value, row.from_on, row.running) for row in kept]
    return [Parameters(procedure.parameters, changes[:many]) for many in range(len(changes) + 1)]
