"""The words indicators are declared in: what is tallied, the ways to measure it, and the figure made of one or two of them.

A line's ``indicators.py`` reads like the bureau's own sheet: each figure once, with its words, source and citation. What a
figure counts are rows that belong to matters, so it opens to them; what hangs on no matter is a ``Register`` (offices, beds) or
``Recorded`` (an organ's monthly table, a day's calls).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Expression, QuerySet

from fengqiao.indicators.periods import Period
from fengqiao.statutes import Citation

Rows = QuerySet[Any]
OUT = ":out"  # what a standing's end is kept under


@dataclass(frozen=True)
class Follows:
    """A tally reads something of other matters: when those of ``line`` change, the ones ``ids(changed)`` names are counted anew too."""

    line: str
    ids: Callable[[Sequence[UUID]], Iterable[UUID]]


@dataclass(frozen=True)
class Tallied:
    """计数单元: each row is one, on its day. ``code`` begins with the line of the matters: ``mediation.accepted``.

    ``rows()``: rows of a matter's own model, or of anything that has ``matter_id``. ``on``, ``until``, ``kind``: columns or
    annotations of it; a row whose day is missing is not counted. ``until``: a standing, which ends on that day (that evening it
    no longer stands); a row without it goes on. ``amount``: whole numbers summed beside the count (days, fen, persons).
    ``at``: a territory to be counted at, where it happened rather than where it is dealt with; a row without it stays there,
    and a place that changed hands since is counted under its number of today.
    ``follows``: the other matters its rows read something of.
    """

    code: str
    rows: Callable[[], Rows]
    on: str
    until: str = ""
    kind: str = ""
    amount: str | Expression = ""
    at: str = ""
    follows: tuple[Follows, ...] = ()

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

    @property
    def tallied(self) -> tuple[Tallied, ...]:
        """Everything that is tallied for it."""
        return (self.of, *self.also)


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
class Within(Measure):
    """The least amount that ``percent`` of them do not exceed: 50 is the middle one, 90 leaves out the tenth that took longest."""

    percent: int = 50


@dataclass(frozen=True)
class Persons(Measure):
    """How many different persons the matters of the period are about, each once, whatever the line.

    Known again are the parties of ``sides`` by the blind index of their identity number, else of their telephone; a telephone that
    stands beside an identity number elsewhere is that person's. Whoever cannot be known again counts once each time, and it is told
    how many these are; a matter without such a party is one of them.
    """

    sides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Apart(Measure):
    """How far apart the kinds are: of each kind the amounts over the amounts of ``per``, the highest over the lowest.

    Kinds are people here: of fewer than ``least`` nothing is told, as it would tell of each.
    """

    per: Tallied | None = None
    least: int = 5

    @property
    def tallied(self) -> tuple[Tallied, ...]:
        return (*super().tallied, *((self.per,) if self.per else ()))


@dataclass(frozen=True)
class Middles(Measure):
    """How far apart the middles of the kinds' amounts are, in hundredths: the highest over the lowest, of two kinds or more."""


@dataclass(frozen=True)
class Most(Measure):
    """The sum of the amounts of the ``top`` kinds that have most in the period."""

    top: int = 1


@dataclass(frozen=True)
class Share:
    """What one of those among whom something is shared got, and how much of it could be asked of it."""

    got: int
    capacity: int = 1


FINE = 10_000  # in how small parts of one a number made of shares is kept


@dataclass(frozen=True)
class Shared(Measure):
    """How the amounts of the period are shared among those who could have had them, each a kind: one number, of whatever size.

    ``among(low, high, day)``: those there are on the period's last day, known as kinds by their keys, with their ``capacity``, a column;
    whoever had something and is not there is left out. Without it: among those that had something. ``says`` makes the number of the
    shares, None where they say nothing; ``places`` behind the point are shown. ``whom``: by which word those it is shared among are counted.
    """

    says: Callable[[Sequence[Share]], Fraction | None] = lambda shares: None
    among: Callable[[int, int, date], Rows] | None = None
    capacity: str = "pk"
    places: int = 2
    whom: str = "人"


@dataclass(frozen=True)
class Standing(Measure):
    """How many stand at the end of the period's last day (时点数)."""

    def __post_init__(self) -> None:
        _refuse_unless_standing(self)


@dataclass(frozen=True)
class Load(Standing):
    """The sum of the amounts of what stands at the end."""


@dataclass(frozen=True)
class Through(Measure):
    """How many stood on any day of the period: those at its beginning and those that came."""

    def __post_init__(self) -> None:
        _refuse_unless_standing(self)


@dataclass(frozen=True)
class Having(Standing):
    """Of those that stand at the end, the ones with at least one of ``had`` in the period."""

    had: tuple[Tallied, ...] = ()

    @property
    def tallied(self) -> tuple[Tallied, ...]:
        return (*super().tallied, *self.had)


@dataclass(frozen=True)
class NoMatter:
    """What is no matter: it is counted where it stands, and opens no list of matters."""


@dataclass(frozen=True)
class Register(NoMatter):
    """How many of something at the end of a day: ``rows(low, high, day)``, territories included."""

    rows: Callable[[int, int, date], Rows]


@dataclass(frozen=True)
class Recorded(NoMatter):
    """How many rows are written down for the period, ``rows(low, high, period)``; with ``column`` the sum of it."""

    rows: Callable[[int, int, Period], Rows]
    column: str = ""


@dataclass(frozen=True)
class Weeks(NoMatter):
    """How many weeks, Monday to Sunday, the period touches."""


Half = Measure | NoMatter


def _refuse_unless_standing(measure: Measure) -> None:
    for each in (measure.of, *measure.also):
        if not each.until:
            raise ValueError(f"{each.code} has no end: it cannot stand")


UP, DOWN, NEITHER = "up", "down", ""


@dataclass(frozen=True)
class Indicator:
    """指标: ``of`` alone is a number; with ``met`` a rate, ``met`` out of ``of``.

    ``words`` is the official definition (统计口径), ``blank`` what stands where the denominator is nought, ``people``: a number of
    persons, not published below five; ``better``: whether more of it is good (``UP``), bad (``DOWN``) or neither; ``alarm``: a figure worse than this, of
    rates in per cent, says so (本局提示线);
    ``version`` changes with the definition and is kept with every frozen figure.
    """

    code: str
    label: str
    words: str
    of: Half
    met: Half | None = None
    unit: str = "件"
    blank: str = "无应计"
    source: str = ""
    cite: tuple[Citation, ...] = ()
    better: str = NEITHER
    people: bool = False
    alarm: float = 0
    fen: bool = False  # an amount of money, kept in fen and shown in yuan
    hours: bool = False  # an amount of time, kept in minutes and shown in hours
    kinds: Mapping[str, str] | Callable[[Collection[str]], Mapping[str, str]] = field(default_factory=dict)  # words of the kinds it may be split by
    version: str = "1"

    @property
    def halves(self) -> tuple[Half, ...]:
        return (self.of,) if self.met is None else (self.of, self.met)

    @property
    def is_rate(self) -> bool:
        return self.met is not None

    @property
    def is_summed(self) -> bool:
        """Whether cells alone tell it, so that another month or village costs nothing: no matters told apart, no register."""
        return all(isinstance(half, Times | Total | Lasting | Standing | Through) and not isinstance(half, Having) for half in self.halves)

    @property
    def tallied(self) -> tuple[Tallied, ...]:
        """What is tallied for it."""
        return tuple(each for half in self.halves if isinstance(half, Measure) for each in half.tallied)

    def words_of(self, kinds: Collection[str]) -> Mapping[str, str]:
        """The words of these kinds: declared, or asked for (names of people)."""
        return self.kinds(kinds) if callable(self.kinds) else self.kinds
