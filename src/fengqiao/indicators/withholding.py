"""What of a table of numbers of persons may leave the house: fewer than five are not told, nor what would give them away."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from fengqiao.indicators.figures import FEW, FEW_WORDS

WITHHELD = "不列"  # it is five or more, but a small number could be worked out from it
Key = TypeVar("Key", bound=Hashable)


def withheld(numbers: Mapping[Key, int], sums: Sequence[tuple[Sequence[Key], Key]], already: Collection[Key] = ()) -> frozenset[Key]:
    """The places that are not told. Each of ``sums`` is the parts and the place of their total, which is told beside them.

    ``already``: what is not told for another reason.

    The one small number of a sum could be taken from the total; so the least of the others goes with it, and on until what
    is hidden in any sum comes to five at least.
    """
    hidden = {key for key, n in numbers.items() if 0 < n < FEW} | set(already)
    while (also := next(_exposed(numbers, sums, hidden), None)) is not None:
        hidden.add(also)
    return frozenset(hidden)


def _exposed(numbers: Mapping[Key, int], sums: Sequence[tuple[Sequence[Key], Key]], hidden: set[Key]) -> Iterator[Key]:
    for parts, total in sums:
        inside = [key for key in parts if key in hidden]
        if not inside and total not in hidden:
            continue
        if len(inside) + (total in hidden) > 1 and (total in hidden or sum(numbers[key] for key in inside) >= FEW):
            continue
        open_parts = [key for key in parts if key not in hidden and numbers[key]]
        if open_parts:
            yield min(open_parts, key=lambda key: numbers[key])
        elif total not in hidden:
            yield total


def told(number: int, hides: bool) -> str:
    """The number, ＜5, or the sign of one that is withheld for another's sake."""
    return str(number) if not hides else FEW_WORDS if number < FEW else WITHHELD
