"""What is told of the parts of a sum to those who may not see persons: one to four are hidden, and one more beside a lonely one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fengqiao.indicators.figures import FEW_WORDS, NONE, Figure


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
    """The parts of a sum that is told beside them. Of persons, where one part alone is hidden, it would follow from the sum:
    the smallest of the others is hidden with it."""
    found = [told_alone(each, whole) for each in parts]
    hidden = [each for each in found if each.hidden]
    others = [place for place, each in enumerate(parts) if not found[place].hidden and each.of.n]
    if len(hidden) == 1 and others:
        found[min(others, key=lambda place: parts[place].of.n)] = Told(HIDDEN_TOO, None, hidden=True)
    return found


def change(now: Figure, before: Figure, whole: bool) -> str:
    """Against last year; nothing where either is hidden, as it would follow from the other."""
    if told_alone(now, whole).hidden or told_alone(before, whole).hidden:
        return NONE
    return now.change_from(before)


HIDDEN_TOO = "不列"
__all__ = ["FEW_WORDS", "HIDDEN_TOO", "Told", "change", "told", "told_alone"]
