"""What is told of the parts of a sum to those who may not see persons: one to four are hidden, and what would give them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fengqiao.indicators.figures import FEW_WORDS, NONE, Figure
from fengqiao.indicators.withholding import WITHHELD, withheld


@dataclass(frozen=True)
class Told:
    """A figure as it is told: ``number`` is None where it is hidden or there is none."""

    words: str
    number: Decimal | None
    hidden: bool = False


def told_alone(figure: Figure, whole: bool) -> Told:
    """A figure by itself; ``whole``: to somebody who may see what it is made of."""
    if whole or figure.published == figure.words:
        return Told(figure.words, figure.number)
    return Told(figure.published, None, hidden=True)


def told(parts: Sequence[Figure], whole: bool) -> list[Told]:
    """The parts of a sum that is told beside them. Of persons, what would follow from the sum is hidden with the small ones."""
    found = [told_alone(each, whole) for each in parts]
    small = [place for place, each in enumerate(found) if each.hidden]
    if not small:
        return found
    places, total = range(len(parts)), len(parts)
    numbers = {place: parts[place].of.n for place in places}
    hidden = withheld({**numbers, total: sum(numbers.values())}, [(places, total)], already=small)
    return [Told(WITHHELD, None, hidden=True) if place in hidden and place not in small else each for place, each in enumerate(found)]


def change(now: Figure, before: Figure, whole: bool) -> str:
    """Against last year; nothing where either is hidden, as it would follow from the other."""
    if told_alone(now, whole).hidden or told_alone(before, whole).hidden:
        return NONE
    return now.change_from(before)


__all__ = ["FEW_WORDS", "Told", "change", "told", "told_alone"]
