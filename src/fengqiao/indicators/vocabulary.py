"""The words indicators are declared in: what is tallied, five ways to measure it, and the figure made of one or two of them.

A line's ``indicators.py`` reads like the bureau's own sheet: each figure once, with its words, source and citation. What a
figure counts are rows that belong to matters, so it opens to them; what hangs on no matter (offices, beds) is a ``Register``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Expression, QuerySet

from fengqiao.statutes import Citation

Rows = QuerySet[Any]
OUT = ":out"  # what a standing's end is kept under


@dataclass(frozen=True)
class Tallied:
    """计数单元: each row is one, on its day. ``code`` begins with the line of the matters: ``mediation.accepted``.

    ``rows()``: rows of a matter's own model, or of anything that has ``matter_id``. ``on``, ``until``, ``kind``: columns or
    annotations of it; a row whose day is missing is not counted. ``until``: a standing, which ends on that day (that evening it
    no longer stands); a row without it goes on. ``amount``: whole numbers summed beside the count (days, fen, persons).
    ``at``: a territory to be counted at, where it happened rather than where it is dealt with; a row without it stays there.
    """

    code: str
    rows: Callable[[], Rows]
    on: str
    until: str = ""
    kind: str = ""
    amount: str | Expression = ""
    at: str = ""

    @property
    def line(self) -> str:
        """The line of the matters its rows belong to."""
        return self.code.split(".", 1)[0]


@dataclass(frozen=True)
class Measure:
    """A way to count what is tallied; several are added up. ``kinds``: of these kinds alone."""

    of: Tallied
    also: tuple[Tallied, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.of.code, *(each.code for each in self.also))


@dataclass(frozen=True)
class Times(Measure):
    """How often in the period (期间数)."""


@dataclass(frozen=True)
class Total(Measure):
    """The sum of the amounts in the period."""


@dataclass(frozen=True)
class Cases(Measure):
    """How many different matters in the period, each once."""


@dataclass(frozen=True)
class Lasting(Measure):
    """The mean of the amounts in the period: days from one thing to another."""


@dataclass(frozen=True)
class Standing(Measure):
    """How many stand at the end of the period's last day (时点数)."""

    def __post_init__(self) -> None:
        _refuse_unless_standing(self)


@dataclass(frozen=True)
class Through(Measure):
    """How many stood on any day of the period: those at its beginning and those that came."""

    def __post_init__(self) -> None:
        _refuse_unless_standing(self)


@dataclass(frozen=True)
class Having(Standing):
    """Of those that stand at the end, the ones with at least one of ``had`` in the period."""

    had: tuple[Tallied, ...] = ()


@dataclass(frozen=True)
class Register:
    """How many of something that is no matter, at the end of a day: ``rows(low, high, day)``, territories included."""

    rows: Callable[[int, int, date], Rows]


def _refuse_unless_standing(measure: Measure) -> None:
    for each in (measure.of, *measure.also):
        if not each.until:
            raise ValueError(f"{each.code} has no end: it cannot stand")


UP, DOWN, NEITHER = "up", "down", ""


@dataclass(frozen=True)
class Indicator:
    """指标: ``of`` alone is a number; with ``met`` a rate, ``met`` out of ``of``.

    ``words`` is the official definition (统计口径), ``blank`` what stands where the denominator is nought, ``people``: a number of
    persons, not published below five; ``better``: whether more of it is good (``UP``), bad (``DOWN``) or neither;
    ``version`` changes with the definition and is kept with every frozen figure.
    """

    code: str
    label: str
    words: str
    of: Measure | Register
    met: Measure | Register | None = None
    unit: str = "件"
    blank: str = "无应计"
    source: str = ""
    cite: tuple[Citation, ...] = ()
    better: str = NEITHER
    people: bool = False
    fen: bool = False  # an amount of money, kept in fen and shown in yuan
    kinds: Mapping[str, str] = field(default_factory=dict)  # words of the kinds it may be split by
    version: str = "1"

    @property
    def halves(self) -> tuple[Measure | Register, ...]:
        return (self.of,) if self.met is None else (self.of, self.met)

    @property
    def is_rate(self) -> bool:
        return self.met is not None

    @property
    def is_summed(self) -> bool:
        """Whether cells alone tell it, so that another month or village costs nothing: no matters told apart, no register."""
        return not any(isinstance(half, Cases | Having | Register) for half in self.halves)

    @property
    def tallied(self) -> tuple[Tallied, ...]:
        """What is tallied for it."""
        measures = [half for half in self.halves if isinstance(half, Measure)]
        return tuple(each for half in measures for each in (half.of, *half.also, *(half.had if isinstance(half, Having) else ())))
