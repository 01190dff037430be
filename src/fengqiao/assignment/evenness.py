"""How evenly something is shared: each had so much, and could have been asked for so much (capacity). Exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Shares = Sequence[tuple[int, int]]
"""(what each had, capacity above nought)."""


def furthest(shares: Shares) -> tuple[Fraction, int] | None:
    """How far the one furthest from the share of its capacity is from it, in parts of that share, and its place; None where nothing was shared."""
    total, capacity = sum(had for had, _ in shares), sum(room for _, room in shares)
    if not total or not capacity:
        return None
    away = [abs(had - Fraction(room * total, capacity)) / Fraction(room * total, capacity) for had, room in shares]
    return max(away), away.index(max(away))


def gini(shares: Shares) -> Fraction | None:
    """ΣΣ|x_i-x_j| / (2 n² mean) of what each had for its capacity; None where nobody had anything."""
    ordered = sorted(Fraction(had, room) for had, room in shares)
    total, count = sum(ordered), len(ordered)
    return Fraction(sum((2 * place - count + 1) * each for place, each in enumerate(ordered)), count * total) if total else None


def herfindahl(shares: Shares) -> Fraction | None:
    """Σ of the squares of the parts of the whole, times ten thousand (HHI): 10000 where one has all."""
    total = sum(had for had, _ in shares)
    return sum((Fraction(had, total) ** 2 for had, _ in shares), Fraction(0)) * 10_000 if total else None
