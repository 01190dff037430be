"""Reads the rows that credit is reckoned from: all logs of a person in the county, whatever the appointment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount.months import add_months
from fengqiao.divisions import territory as territories
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import facts as f
from fengqiao.lines.advisers.reckoning.credit import Credit, Key, Log, Month, Term, credits, month
from fengqiao.matter import net
from fengqiao.matter.timeline import Facts


def month_of(matter_id: UUID, facts: Facts, first: date) -> tuple[Month, list[dict[str, Any]]]:
    """An appointment's month with its logs in words, by its own facts and the person's other logs."""
    own = [log.plain(matter_id.hex) for log in f.logs(facts)]
    term = f.term(facts)
    found = credits([*own, *_elsewhere(matter_id, facts, first.year)], {matter_id.hex: term})
    here = [log for log in f.logs(facts) if (log.on.year, log.on.month) == (first.year, first.month)]
    rows = [_row(log, found[(matter_id.hex, log.seq)]) for log in here]
    return month([log for log in own if log.on.year == first.year], found, term, first), rows


def _row(log: f.Logged, credit: Credit) -> dict[str, Any]:
    return {
        "log": log.seq, "words": log.words, "minutes": credit.minutes, "flags": sorted(credit.flags), "state": log.state,
        "confirmer": log.confirmed.get("confirmer", "") if log.confirmed else "", "people": int(log.fact.get("people", 0)),
        "content": log.fact.get("content", ""),
    }  # fmt: skip


def _elsewhere(matter_id: UUID, facts: Facts, year: int) -> list[Log]:
    from fengqiao.lines.advisers.appointments.gathering import person_key
    from fengqiao.lines.advisers.models import Appointment, ServiceLog

    key = person_key(facts)
    if key is None:
        return []
    territory = Appointment.objects.filter(pk=matter_id).values_list("territory", flat=True).first()
    if territory is None:
        return []
    with net.widened(*territories.county_reach(territory)) :
        rows = ServiceLog.objects.filter(person_key=key, on__year=year).exclude(matter_id=matter_id)
        return [_plain(row) for row in rows]


def _plain(row: Any) -> Log:
    return Log(
        row.matter_id.hex, row.n, row.on, row.begins, row.ends, row.kind, row.online, row.state == codes.COUNTED, row.state == codes.RETURNED,
        row.reused, row.people,
    )  # fmt: skip


# For many at once --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reckoned:
    """An appointment with its month as it stands now, and what was recorded of it; ``owed``: whether a result is owed."""

    appointment: Any
    month: Month
    owed: bool
    result: str = ""


def months(appointments: Sequence[Any], first: date) -> list[Reckoned]:
    """The month of each, in three questions, however many there are."""
    from fengqiao.lines.advisers.models import MonthResult, ServiceLog

    if not appointments:
        return []
    keys = {bytes(each.person_key) for each in appointments if each.person_key is not None}
    ids = [each.pk for each in appointments]
    last = add_months(first, 1)
    with net.widened(*territories.county_reach(appointments[0].territory)):
        rows = list(ServiceLog.objects.filter(on__gte=date(first.year, 1, 1), on__lt=last, person_key__in=keys))
        rows += list(ServiceLog.objects.filter(on__gte=date(first.year, 1, 1), on__lt=last, person_key=None, matter_id__in=ids))
    results = dict(MonthResult.objects.filter(matter_id__in=ids, month_on=first).values_list("matter_id", "result"))
    terms = {each.pk.hex: each.term for each in appointments}
    found = _credits(rows, terms)
    own: Mapping[str, list[Log]] = _by_appointment(rows)
    return [
        Reckoned(each, month(own.get(each.pk.hex, []), found, each.term, first), owed(each.term, first), results.get(each.pk, ""))
        for each in appointments
    ]


def _credits(rows: Iterable[Any], terms: Mapping[str, Term]) -> dict[Key, Credit]:
    """Person by person: nobody else's logs stand in one's way."""
    people: dict[bytes, list[Log]] = defaultdict(list)
    for row in rows:
        people[bytes(row.person_key) if row.person_key is not None else row.matter_id.bytes].append(_plain(row))
    found: dict[Key, Credit] = {}
    for logs in people.values():
        found |= credits(logs, terms)
    return found


def _by_appointment(rows: Iterable[Any]) -> dict[str, list[Log]]:
    found: dict[str, list[Log]] = defaultdict(list)
    for row in rows:
        found[row.matter_id.hex].append(_plain(row))
    return found


def owed(term: Term, first: date) -> bool:
    """Whether the whole month was in office: as the appointment's own clock has it."""
    last = add_months(first, 1) - f.ONE_DAY
    return term.covers(first) and term.covers(last) and not any(begin <= last and (end is None or end >= first) for begin, end in term.away)
