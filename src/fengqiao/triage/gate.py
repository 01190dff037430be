"""What of a story may not go to people's mediation, with the words that point there. A suggestion, never a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.statutes import Citation

from .grounds import EFFECTS, GROUNDS, NOT_MEDIATED, Ground
from .labels import labels
from .spans import Span, merged, spans_of


@dataclass(frozen=True)
class Law:
    """An article cited: what is printed, and the key of its page."""

    label: str
    url_key: str


@dataclass(frozen=True)
class Elsewhere:
    """One ground found. `bars` when the whole matter belongs elsewhere; `words` are empty when the type alone led here."""

    key: str
    number: str
    name: str
    bars: bool
    effect: str
    goes_to: str
    reason: str
    law: tuple[Law, ...]
    words: tuple[Span, ...]


def gate(text: str, label: str = "") -> list[Elsewhere]:
    """The grounds that a text and its label point to, those that bar first.

    `label` may be empty when the type is not known. Raises KeyError for a code that is no label.
    """
    if label:
        labels()[label]
    found = [each for ground in GROUNDS if (each := _applied(ground, text, label)) is not None]
    return sorted(found, key=lambda each: not each.bars)


def _applied(ground: Ground, text: str, label: str) -> Elsewhere | None:
    words = merged(text, _pointing(ground, text))
    if ground.only_labels and label not in ground.only_labels:
        return None
    if not words and label not in ground.by_label:
        return None
    return Elsewhere(
        ground.key, ground.number, ground.name, ground.effect == NOT_MEDIATED, EFFECTS[ground.effect],
        ground.goes_to, ground.reason, tuple(map(law_of, ground.cite)), words,
    )  # fmt: skip


def _pointing(ground: Ground, text: str) -> list[Span]:
    spans = spans_of(text, ground.words)
    meant_otherwise = spans_of(text, ground.unless) if ground.unless else ()
    return [span for span in spans if not any(span.overlaps(other) for other in meant_otherwise)]


def law_of(citation: Citation) -> Law:
    """What a page needs to print the citation and open its article."""
    return Law(citation.label, citation.url_key)
