"""The registry of lines of work. Interfaces reach lines through here; a line never imports another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from fengqiao.matter.areas import OTHERS, Area
from fengqiao.matter.procedure import Procedure
from fengqiao.orgs.permissions import Permission

if TYPE_CHECKING:
    from fengqiao.documents import PaperKind
    from fengqiao.matter.dossier import DossierPlan
    from fengqiao.matter.models import DeadlineRow, Matter
    from fengqiao.matter.papers import PaperContext
    from fengqiao.matter.timeline import Facts
    from fengqiao.orgs.actor import Actor


@dataclass(frozen=True)
class Card:
    """What a line shows of a matter beside the common parts; ``template`` is given ``data``. ``aside``: in the right column."""

    title: str
    template: str
    data: Mapping[str, Any]
    aside: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Glance:
    """What the head of a matter's page says beside its stage, in one line: 矫正期：2026-06-01至2027-11-30. ``state``: late, soon or nothing."""

    label: str
    said: str
    state: str = ""


@dataclass(frozen=True)
class Ledger:
    """A line's yearly ledger as it is taken out and taken in: headings with their widths, and a matter's row."""

    columns: Sequence[tuple[str, int]]
    row: Callable[[Matter, Facts], list[Any]]


@dataclass(frozen=True)
class Line:
    """One line of work: what the rest of the product needs to know of it."""

    code: str
    label: str
    icon: str
    model: Callable[[], type[Matter]]
    procedures: tuple[Procedure, ...]
    may_see: Permission
    area: Area = OTHERS  # under which word it stands where somebody has many
    may_see_restricted: Permission | None = None  # who sees its restricted matters beside their handler; None: the usual ones
    papers: Mapping[str, PaperKind] = field(default_factory=dict)
    paper_values: Callable[[PaperContext, PaperKind], dict[str, Any]] | None = None
    dossier: DossierPlan | None = None
    number_word: str = "案件编号"  # what the number of its matters is called
    columns: tuple[tuple[str, str], ...] = ()  # list columns beside the common ones: (attribute, label)
    filters: tuple[str, ...] = ()  # columns one may filter by
    choices: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # the words of their codes
    pages: tuple[tuple[str, str, str], ...] = ()  # further pages: (url name, label, icon)
    pages_of: Mapping[str, Permission] = field(default_factory=dict)  # those of them only for who holds this, by url name
    seldom: bool = False  # not wanted every day: its entry stands under 更多
    home: str = ""  # url name of the line's own list, where the general register is not enough
    party_word: str = "当事人"  # what the people of its matters are called; empty: its own cards show them
    cards: Callable[[Matter, Facts, Actor, date], Sequence[Card]] | None = None
    # how it stands at one look, in the head of the matter's page; the clocks are those that run
    glance: Callable[[Facts, Sequence[DeadlineRow], date], Sequence[Glance]] | None = None
    # what one of its matters hands to a new one of another line, by the names of needs: nothing is typed twice
    gives: Callable[[Facts], Mapping[str, Any]] | None = None
    # what a letter of another body (exchange.filling.Letter) writes into its opening form
    fills: Callable[[Any], Mapping[str, Any]] | None = None
    ledger: Ledger | None = None
    guarded: bool = False  # that somebody is in it at all is delicate: many rows leave only with a second person's consent
    # roles that open only the matters which name the person, and the condition on the line's model that says which
    only_named: frozenset[str] = frozenset()
    named: Callable[[int], Q] = field(default=lambda staff_id: Q(handler_id=staff_id))

    def opens_whole_to(self, actor: Actor) -> bool:
        """Whether the post sees the line's matters as far as it reaches, not only those that name the person."""
        return bool(actor.roles & (self.may_see.role_codes - self.only_named))

    @property
    def list_url(self) -> str:
        """The address of the line's list."""
        return reverse(self.home) if self.home else reverse("register", args=[self.code])


_LINES: dict[str, Line] = {}


def register(line: Line) -> None:
    """Make a line known; called once, when its app is ready."""
    if line.code in _LINES and _LINES[line.code] is not line:
        raise ValueError(f"line registered twice: {line.code}")
    _LINES[line.code] = line


def line(code: str) -> Line:
    """The line. Raises KeyError naming the known ones."""
    try:
        return _LINES[code]
    except KeyError:
        raise KeyError(f"unknown line {code!r}; known: {sorted(_LINES)}") from None


def lines() -> list[Line]:
    """All lines in the order they were registered."""
    return list(_LINES.values())


def procedures() -> list[Procedure]:
    return [procedure for each in lines() for procedure in each.procedures]


class NoVersion(LookupError):
    """No version of the procedure was in force on the day."""


def procedure_on(code: str, day: date) -> Procedure:
    """The version of a procedure in force on ``day``. Raises NoVersion, never falls back."""
    for procedure in procedures():
        until = procedure.in_force_until
        if procedure.code == code and procedure.in_force_from <= day and (until is None or day <= until):
            return procedure
    raise NoVersion(f"{day.isoformat()}没有可适用的“{code}”程序版本。请核对日期。")


def procedure_of(matter: Matter) -> Procedure:
    """The version a matter was opened under."""
    for procedure in procedures():
        if procedure.code == matter.procedure and procedure.version == matter.procedure_version:
            return procedure
    raise NoVersion(f"程序{matter.procedure}的{matter.procedure_version}版不在本程序中。")


def number_of(matter: Matter) -> str:
    """The matter's number; 未编号 while it has none; empty where its procedure gives none, as for committees."""
    return matter.number or ("（未编号）" if procedure_of(matter).numbered else "")


def line_of_procedure(code: str) -> Line:
    """The line a procedure belongs to."""
    for each in lines():
        if any(procedure.code == code for procedure in each.procedures):
            return each
    raise KeyError(f"unknown procedure {code!r}")
