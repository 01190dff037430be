"""Everything the intake page proposes from one story. Nothing here decides: a person takes it over or leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .cutting import words_in
from .dangers import Danger, dangers
from .dates import DateFound, dates_in
from .gate import Elsewhere, gate
from .guess import Kind, kind_of
from .numbers import People, Sum, people_in, sums_in
from .parties import Organisation, Person, Telephone, organisations_in, people_named, telephones_in
from .places import PlaceFound, PlaceName, places_in
from .routing import LeadUnit, lead_unit


@dataclass(frozen=True)
class Suggestion:
    """What a story says, as far as a machine can tell; `dataclasses.asdict` makes it plain data.

    Every span stands in the text given. `dangers` are for the eyes of the person who typed, nobody else. `elsewhere`
    and `lead` follow from the best guess; while `kind.silent`, `elsewhere` has only what the words alone say and
    `lead` is None.
    """

    kind: Kind
    elsewhere: tuple[Elsewhere, ...]
    dangers: tuple[Danger, ...]
    lead: LeadUnit | None
    persons: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    telephones: tuple[Telephone, ...]
    places: tuple[PlaceFound, ...]
    sums: tuple[Sum, ...]
    people: tuple[People, ...]
    dates: tuple[DateFound, ...]


def suggest(text: str, places: Sequence[PlaceName] = (), *, today: date) -> Suggestion:
    """Proposals for any text, an empty one too. `places` are the county's (id, name, other names); never raises."""
    words = words_in(text)
    kind = kind_of(text, words)
    best = None if kind.silent else kind.guesses[0]
    alarms = tuple(dangers(text))
    people, sums = tuple(people_in(text)), tuple(sums_in(text))
    elsewhere = tuple(gate(text, best.label if best else ""))
    return Suggestion(
        kind=kind,
        elsewhere=elsewhere,
        dangers=alarms,
        lead=_lead(best.type, alarms, people, sums) if best and best.mediable else None,
        persons=tuple(people_named(text, words)),
        organisations=tuple(organisations_in(text, words)),
        telephones=tuple(telephones_in(text)),
        places=tuple(places_in(text, places)),
        sums=sums,
        people=people,
        dates=tuple(dates_in(text, today)),
    )


def _lead(kind: str, alarms: Sequence[Danger], people: Sequence[People], sums: Sequence[Sum]) -> LeadUnit:
    return lead_unit(
        kind,
        flags={each.key for each in alarms},
        people=max((each.count for each in people), default=0),
        amount_fen=max((each.fen for each in sums), default=0),
    )
