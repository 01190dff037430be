"""概数“余”: a number in round words as reports say it. Pure.

Below ten exact; two digits cut to one leading digit; three and more cut to two; no 余 where nothing was cut off.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rounded:
    """``number`` as it is said; ``more``: whether something was cut off."""

    number: int
    more: bool

    def said(self, unit: str = "") -> str:
        """550余人, 25000份."""
        return f"{self.number}{'余' if self.more else ''}{unit}"


def approximate(n: int) -> Rounded:
    """53 is 50余, 556 is 550余, 25340 is 25000余, 7 is 7. Raises ValueError for less than nothing."""
    if n < 0:
        raise ValueError(f"a count below nothing: {n}")
    if n < 10:
        return Rounded(n, False)
    kept = 1 if n < 100 else 2
    unit = int(10 ** (len(str(n)) - kept))
    cut = n // unit * unit
    return Rounded(cut, cut != n)
