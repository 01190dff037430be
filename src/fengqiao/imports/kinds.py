"""What a ledger is entered as: one declaration for each kind of ledger an office keeps.

A kind says which columns there are and by which words they are found, how a row is read into the first acts of a matter,
by whom and where it is entered, by what a person or case is known again, and by which act it is taken back. Everything
else (files, sheets, mapping, batches, pages, commands) is the same for all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from fengqiao.imports.headings import OwnWords
    from fengqiao.imports.sheet import LedgerRow
    from fengqiao.imports.values import Notes
    from fengqiao.matter.actions import Doing
    from fengqiao.matter.procedure import Action
    from fengqiao.orgs.actor import Actor
    from fengqiao.orgs.models import Office
    from fengqiao.orgs.permissions import Permission


@dataclass(frozen=True)
class Field:
    """A column rows are read from: its name, what it is called, the words that stand over it in ledgers."""

    name: str
    label: str
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What every row needs: one of these fields; only where ``given`` has a column, if it is said."""

    label: str
    any_of: tuple[str, ...]
    given: str = ""


@dataclass(frozen=True)
class Word:
    """A column whose words are an office's own (老刘, 宅基): what they may mean is ``offered``, the key kept by the words shown.

    ``otherwise`` is what becomes of a row whose word nobody explains.
    """

    field: str
    label: str
    offered: Callable[[Office], Mapping[str, str]]
    otherwise: str


@dataclass(frozen=True)
class Setting:
    """What rows are read with: today, the office's own words, what words may mean (the key by the words), the file's name.

    ``unknown`` counts the rows of each word that nobody knew, by field and word.
    """

    today: date
    own: OwnWords
    offered: Mapping[str, Mapping[str, str]]
    source: str
    office: Office | None = None
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass
class Entered:
    """A row read: the steps, what was corrected, and why the matter cannot be closed as it stands."""

    doings: list[Doing]
    notes: Notes
    still_open: str = ""
    opened_on: date | None = None
    who: Person | None = None


@dataclass(frozen=True)
class Person:
    """Who a row is about and for what, as far as another row or matter of the same is known by it."""

    name: str
    id_number: str = ""
    thing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Met:
    """A matter of the same person. ``same``: about the very same thing, so that the row is not entered again.

    ``number`` and ``matter_id`` are empty where whoever enters may not see it.
    """

    said: str
    same: bool
    number: str = ""
    matter_id: UUID | None = None


def nobody(office: Office, people: Sequence[Person | None], actor: Actor) -> list[Met | None]:
    """Where nothing but the row's own words tells one from another."""
    return [None] * len(people)


def by_words(row: LedgerRow) -> str:
    """A row is told from another by all it says."""
    return row.digest


def the_office(office: Office) -> Office:
    """Where matters are opened, unless a kind says otherwise: at the office whose ledger it is."""
    return office


@dataclass(frozen=True)
class Kind:
    """One kind of ledger."""

    code: str
    label: str  # 调解台账
    fields: tuple[Field, ...]
    wanted: tuple[Wanted, ...]
    signs: frozenset[str]  # a sheet is such a ledger when a column of one of these is in it
    no_headings: str
    procedure: str
    line: str  # whose register shows what came in
    may: Permission
    heads: frozenset[str]  # roles that see the imports of others
    office_kinds: tuple[str, ...]
    office_word: str
    wrong_office: str  # said of an office that keeps no such ledger, behind its name
    read: Callable[[LedgerRow, Setting], Entered]
    acts_for: Callable[[Office, date], Actor | None]
    nobody_acts: str
    undone_by: Action
    about: str  # a sentence of what it is for, on the page
    words: tuple[Word, ...] = ()
    guess: Callable[[Sequence[Any], Sequence[str], Mapping[str, Collection[str]]], str] = field(default=lambda values, texts, offered: "")
    needed: Mapping[str, str] = field(default_factory=dict)  # the field whose cell a need's refusal stands at
    joins: tuple[str, ...] = ()  # rows below a merged number are one case: the columns whose names are put together
    beside: tuple[str, ...] = ()  # columns of which further rows of the same person say more, kept row by row: relatives
    opened_at: Callable[[Office], Office] = the_office
    may_stay_open: Action | None = None  # a last step that may be left out, where only that is refused
    keeps_rest: bool = True  # whether columns nobody asked for are kept as a remark
    thing: str = "案件"
    meets: Callable[[Office, Sequence[Person | None], Actor], list[Met | None]] = nobody
    key: Callable[[LedgerRow], str] = by_words  # what makes two rows of a file the same
    once_each: bool = False  # the same in two rows is one matter, not two
    mark: str = "ledger"  # how the marks begin by which its rows are known again

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each field is called, by its name."""
        return {each.name: each.label for each in self.fields}

    @cached_property
    def by_heading(self) -> Mapping[str, str]:
        """The field of each known heading."""
        return {word: each.name for each in self.fields for word in each.headings}

    def word(self, name: str) -> Word:
        """Raises KeyError."""
        return next(each for each in self.words if each.field == name)

    def offered(self, office: Office) -> dict[str, Mapping[str, str]]:
        """What the words of each column may mean here: the key that is kept, the words that are shown."""
        return {each.field: each.offered(office) for each in self.words}

    def missing(self, fields: Collection[str]) -> list[str]:
        """What no column was said to be and every row needs."""
        wanted = [each for each in self.wanted if not each.given or each.given in fields]
        return [each.label for each in wanted if not set(each.any_of) & set(fields)]


def kinds() -> tuple[Kind, ...]:
    """All kinds of ledgers."""
    from fengqiao.imports.ledgers import KINDS

    return KINDS


def named(code: str) -> Kind:
    """Raises KeyError."""
    found = next((each for each in kinds() if each.code == code), None)
    if found is None:
        raise KeyError(f"unknown kind of ledger {code!r}; known: {[each.code for each in kinds()]}")
    return found


def kinds_of(actor: Actor) -> list[Kind]:
    """The kinds of ledgers a person may enter."""
    return [each for each in kinds() if actor.holds(each.may)]
