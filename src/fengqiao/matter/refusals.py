"""Refusals: why something may not be done now, by which article, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from fengqiao.statutes import Citation


@dataclass(frozen=True)
class Reason:
    """One reason: the fact, its source, the next step. ``need`` names the field it belongs to, if any."""

    said: str
    cite: tuple[Citation, ...] = ()
    need: str = ""

    def __str__(self) -> str:
        source = "、".join(citation.label for citation in self.cite)
        return f"{self.said}（{source}）" if source else self.said


@dataclass(eq=False)
class Refused(Exception):
    """The action was refused; nothing was changed. ``code`` is stable for tests and the API.

    ``place``: of several doings at once, the one that was refused, counted from 0.
    """

    code: str
    reasons: tuple[Reason, ...] = field(default_factory=tuple)
    place: int = 0

    def __str__(self) -> str:
        return "；".join(str(reason) for reason in self.reasons)

    @classmethod
    def because(cls, code: str, said: str, *cite: Citation, need: str = "") -> Self:
        """A refusal with a single reason."""
        return cls(code, (Reason(said, tuple(cite), need),))


class NotVisible(Exception):
    """The matter does not exist for this person: a 404, whatever the reason."""
