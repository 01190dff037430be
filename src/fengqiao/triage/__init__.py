"""What a story is about, where it may go, whom and what it names: suggestions with their reasons, never decisions.

No Django, no database. Everything found says where in the text it stands (`Span(start, end, text)`).

    suggest(text, places=(), today=…) -> Suggestion     all of the following at once, for the intake page
    kind_of(text) -> Kind(silent, confidence, guesses, why)
        guesses: the best three, Guess(label, name, type, share, mediable, words); `type` is T01 … T99
    ranked(text) -> [(label, share)]                    all twenty, best first; never silent
    labels() -> {code: Label}, dispute_type(label, text) -> T01 … T99
    gate(text, label="") -> [Elsewhere]                 what may not, or not alone, go to people's mediation, and why
    dangers(text) -> [Danger]                           for the person who typed alone
    lead_unit(type, flags=…, people=…, amount_fen=…, villages=…) -> LeadUnit(kind, name, why)
    people_named, organisations_in, telephones_in, places_in, sums_in, people_in, dates_in

On the command line: `fengqiao triage IN.csv OUT.csv`. Figures and limits: docs/triage.md.
"""

from __future__ import annotations

from .dangers import Danger, dangers
from .dates import DateFound, dates_in
from .gate import Elsewhere, gate
from .guess import Guess, Kind, kind_of, ranked, speaks_from
from .labels import Label, dispute_type, labels
from .numbers import People, Sum, people_in, sums_in
from .parties import Organisation, Person, Telephone, organisations_in, people_named, telephones_in
from .places import PlaceFound, places_in
from .routing import UNITS, LeadUnit, lead_unit
from .spans import Span
from .suggestion import Suggestion, suggest

__all__ = [
    "UNITS",
    "Danger",
    "DateFound",
    "Elsewhere",
    "Guess",
    "Kind",
    "Label",
    "LeadUnit",
    "Organisation",
    "People",
    "Person",
    "PlaceFound",
    "Span",
    "Suggestion",
    "Sum",
    "Telephone",
    "dangers",
    "dates_in",
    "dispute_type",
    "gate",
    "kind_of",
    "labels",
    "lead_unit",
    "organisations_in",
    "people_in",
    "people_named",
    "places_in",
    "ranked",
    "speaks_from",
    "suggest",
    "sums_in",
    "telephones_in",
]
