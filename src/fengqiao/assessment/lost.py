"""失分: the items of a ranking in the order of what was lost. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

NUMBERS = (("weight", "满分"), ("ours", "本县得分"), ("median", "中位数"), ("first", "第一名得分"))


@dataclass(frozen=True)
class Lost:
    """One item: what it was worth, what we got, and how far behind the middle and the first."""

    label: str
    weight: Fraction
    ours: Fraction
    median: Fraction
    first: Fraction

    @property
    def to_median(self) -> Fraction:
        """Points lost against the median; below nought: ahead of it."""
        return self.median - self.ours

    @property
    def to_first(self) -> Fraction:
        return self.first - self.ours

    def plain(self) -> dict[str, str]:
        return {"label": self.label, **{name: str(getattr(self, name)) for name, _ in NUMBERS}}

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Lost:
        return cls(kept["label"], *(Fraction(kept[name]) for name, _ in NUMBERS))


def lost(rows: Sequence[Lost]) -> list[Lost]:
    """The items in the order of what was lost: against the median first, then against the first place."""
    return sorted(rows, key=lambda each: (-each.to_median, -each.to_first, each.label))
