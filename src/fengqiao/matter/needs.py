"""Needs: what an action asks for. One declaration gives the form, the API, the import column and the display.

A clean value is plain JSON: dates as ``YYYY-MM-DD``, instants as ISO 8601 with zone, money as whole fen, people of the
matter by their number, files by their paper number. ``personal`` values are sealed before they reach the timeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.vault.uploads import MATERIAL, Takes

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting
    from fengqiao.matter.timeline import Facts

TODAY = "today"  # an initial value: the day the form is opened
UNKNOWN_OFFICE = -1  # asked which office, and nobody could say
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Need:
    """One thing asked for. ``only_if`` is (name, values): asked only when that other need has one of the values."""

    name: str
    label: str
    required: bool = True
    help: str = ""
    personal: bool = False
    private: bool = False  # walled off: the author and the committee's head only
    only_if: tuple[str, tuple[Any, ...]] | None = None
    initial: Any = None
    searched: bool = False  # what is said here finds the matter; never what is sealed or said in confidence
    known: bool = False  # starts as the matter has it already: nobody chooses again what was said
    seldom: bool = False  # rarely said: a row folds it away
    told: bool = False  # given at the opening, it is told beside every later form, as long texts are

    def __post_init__(self) -> None:
        if self.searched and (self.personal or self.private):
            raise ValueError(f"“{self.label}”是个人信息或不公开的内容，不得用于查找。")

    def asked(self, data: dict[str, Any]) -> bool:
        """Whether this need is asked for, given the other values."""
        if self.only_if is None:
            return True
        name, values = self.only_if
        given = data.get(name)
        return any(v in given for v in values) if isinstance(given, list) else given in values

    def show(self, value: Any) -> str:
        """The value in words for a reader; empty for nothing."""
        return "" if value in (None, "", []) else str(value)


@dataclass(frozen=True)
class Text(Need):
    """One line of text."""

    most: int = 200


@dataclass(frozen=True)
class LongText(Need):
    """Paragraphs. ``least`` is the fewest characters that say something."""

    least: int = 0
    most: int = 8000
    lines: int = 4


@dataclass(frozen=True)
class Day(Need):
    """A date. ``future`` says whether it may lie after today; ``coming``: not before it, as a wish."""

    future: bool = False
    coming: bool = False


@dataclass(frozen=True)
class Money(Need):
    """An amount in fen, not negative."""

    def show(self, value: Any) -> str:
        return "" if value is None else f"{value / 100:,.2f}元"


@dataclass(frozen=True)
class Number(Need):
    """A whole number from ``least`` to ``most``, both included."""

    least: int = 0
    most: int = 1_000_000


@dataclass(frozen=True)
class ClockPick(Number):
    """One of the numbered things that a clock still runs for, such as an instalment of an agreement: the clock's key.

    The clocks give the words; without one that runs the number is typed.
    """


@dataclass(frozen=True)
class FactPick(Number):
    """One of the things the matter itself holds, such as an open order: the number of the entry that began it.

    ``of(facts)`` gives the number and the words of each that may be chosen now; the only one is chosen already.
    """

    of: Callable[[Facts], Iterable[tuple[int, str]]] = field(default=lambda facts: ())


@dataclass(frozen=True)
class KeyPick(Need):
    """One of the things that follow from the matter's facts and no entry began, such as a window in which something is due.

    ``of(facts, today)`` gives the key and the words of each that may be chosen now; the only one is chosen already.
    ``several``: any number of them, none chosen to begin with; the value is a list.
    """

    of: Callable[[Facts, date], Iterable[tuple[str, str]]] = field(default=lambda facts, today: ())
    several: bool = False

    def show(self, value: Any) -> str:
        return ""  # a key says nothing to a reader


@dataclass(frozen=True)
class TimeOfDay(Need):
    """A time of day, HH:MM in 24 hours."""


@dataclass(frozen=True)
class Listed(Need):
    """One of what is there when the form is shown, such as free slots: ``of(setting)`` gives keys and words.

    What somebody else took meanwhile is refused by the act itself, with what is left; the words are gathered beside it.
    """

    of: Callable[[Setting], Iterable[tuple[str, str]]] = field(default=lambda setting: ())
    none: str = "现在没有可选的"

    def show(self, value: Any) -> str:
        return ""


@dataclass(frozen=True)
class Yes(Need):
    """Yes or no. A required one must be yes: a statement the person makes."""

    def show(self, value: Any) -> str:
        return "是" if value else "否"


@dataclass(frozen=True)
class Choice(Need):
    """One of the options. ``dispute_types`` and the like are callables so that a list may change by year."""

    options: Options | Callable[[], Options] = ()

    def pairs(self) -> Options:
        return self.options() if callable(self.options) else self.options

    def show(self, value: Any) -> str:
        return dict(self.pairs()).get(value, str(value or ""))


@dataclass(frozen=True)
class Many(Choice):
    """Any number of the options."""

    def show(self, value: Any) -> str:
        words = dict(self.pairs())
        return "、".join(words.get(v, str(v)) for v in value or [])


@dataclass(frozen=True)
class Phone(Need):
    """A telephone number; one that cannot be read is kept as written and marked, never lost."""

    personal: bool = True


@dataclass(frozen=True)
class IdNumber(Need):
    """A citizen identity number, GB 11643."""

    personal: bool = True


@dataclass(frozen=True)
class PartyPick(Need):
    """People of this matter, by number. ``sides`` narrows the choice; ``several`` allows more than one."""

    several: bool = False
    sides: tuple[str, ...] = ()


@dataclass(frozen=True)
class StaffPick(Need):
    """A member of staff who holds one of the roles at the matter's office (or below the actor); ``county``: anywhere in
    the matter's county."""

    roles: tuple[str, ...] = ()
    several: bool = False
    county: bool = False


@dataclass(frozen=True)
class OfficePick(Need):
    """An office of one of the kinds, inside the actor's reach unless ``anywhere``; ``county``: in the actor's own county.

    ``unknown``: the words of the further answer that it cannot be said which; its value is UNKNOWN_OFFICE. ``of(facts)``:
    only these, by id, whatever the reach.
    """

    kinds: tuple[str, ...] = ()
    anywhere: bool = False
    county: bool = False
    unknown: str = ""
    of: Callable[[Facts], Iterable[int]] | None = None


@dataclass(frozen=True)
class MatterPick(Need):
    """Another matter, named by its number as one reads it on paper; the value is that matter's code."""

    line: str = ""

    def show(self, value: Any) -> str:
        return ""  # a code says nothing to a reader; what it stands for is gathered beside it


@dataclass(frozen=True)
class Origin(Need):
    """The matter this one comes from, when it was opened out of another: its code, never typed."""

    required: bool = False

    def show(self, value: Any) -> str:
        return ""


@dataclass(frozen=True)
class Mark(Need):
    """What a page itself sets and nobody types, such as the letter a report comes from."""

    required: bool = False

    def show(self, value: Any) -> str:
        return ""


@dataclass(frozen=True)
class PaperPick(Need):
    """A paper of this matter, by number; ``received``: what was handed in instead of what was issued."""

    several: bool = False
    received: bool = False


@dataclass(frozen=True)
class OtherValue(Need):
    """The value of some other need, before or after a correction. Whatever text is in it is sealed."""


@dataclass(frozen=True)
class Upload(Need):
    """A file brought in: scan, photograph, receipt; or what ``takes`` says, as a template in Word."""

    several: bool = True
    takes: Takes = MATERIAL


@dataclass(frozen=True)
class Rows(Need):
    """Several rows of the same needs: parties, terms, instalments."""

    of: tuple[Need, ...] = field(default_factory=tuple)
    least: int = 1
    most: int = 200
    blank: int = 1  # blank rows shown to begin with
    row_word: str = "行"

    def show(self, value: Any) -> str:
        return "；".join("，".join(f"{n.label}：{n.show(row.get(n.name))}" for n in self.of if n.show(row.get(n.name)))
                        for row in value or [])  # fmt: skip


@dataclass(frozen=True)
class Parties(Rows):
    """The people of the matter. Each row becomes a party with a number that never changes."""


def needs_named(needs: tuple[Need, ...]) -> dict[str, Need]:
    """The needs by name."""
    return {need.name: need for need in needs}
