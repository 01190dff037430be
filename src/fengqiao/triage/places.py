"""Where a story says it happened: the county's own places found in the text, longest name first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .spans import Span

PlaceName = tuple[int, str, tuple[str, ...]]
"""(id, name, other names) of a place of the county; the id is handed back as it is."""

_LEAST_CHARACTERS = 2


@dataclass(frozen=True)
class PlaceFound:
    """A place that may be meant. Several with the same span mean that the name is not unique: a person chooses."""

    id: int
    name: str
    span: Span


def places_in(text: str, places: Sequence[PlaceName]) -> list[PlaceFound]:
    """Candidates in the order of the text; a name inside a longer name that also stands there is left out."""
    by_name = _by_name(tuple((at, name, tuple(others)) for at, name, others in places))
    lengths = sorted({len(name) for name in by_name}, reverse=True)
    found, at = [], 0
    while at < len(text):
        for length in lengths:
            said = text[at : at + length]
            if len(said) == length and said in by_name:
                span = Span.of(text, at, at + length)
                found += [PlaceFound(place, name, span) for place, name in by_name[said]]
                at += length
                break
        else:
            at += 1
    return _once(found)


@lru_cache(maxsize=8)
def _by_name(places: tuple[PlaceName, ...]) -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, dict[tuple[int, str], None]] = {}
    for place, name, others in places:
        for said in (name, *others):
            if len(said) >= _LEAST_CHARACTERS:
                found.setdefault(said, {})[place, name] = None
    return {said: tuple(which) for said, which in found.items()}


def _once(found: list[PlaceFound]) -> list[PlaceFound]:
    """Each place where it first stands."""
    first: dict[int, PlaceFound] = {}
    for each in found:
        first.setdefault(each.id, each)
    return list(first.values())
