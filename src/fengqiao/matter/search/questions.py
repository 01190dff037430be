"""A question as typed, read: which terms must be found, and how each may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fengqiao.matter.search.folding import pairs, runs
from fengqiao.matter.search.indexing import HEAD, NAME, NUMBER, SERIAL, SOUND
from fengqiao.vault import VaultError, normalise_id_number, parse_id_number, parse_phone

MOST_TERMS = 8
LONGEST_SERIAL = 6


@dataclass(frozen=True)
class Question:
    """What is asked for. ``id_number`` and ``phone`` hold the number of a person, and then nothing else is asked."""

    terms: tuple[str, ...] = ()
    id_number: str = ""
    phone: str = ""

    @property
    def of_person(self) -> bool:
        """Whether somebody's number was typed; it is looked for by the blind index, never in texts."""
        return bool(self.id_number or self.phone)

    def __bool__(self) -> bool:
        return bool(self.terms) or self.of_person

    @property
    def of_serial(self) -> bool:
        """Whether the end of a number was typed as it is printed, 第0012号: its figures stand in every number there is."""
        return len(self.terms) == 1 and serial_in(self.terms[0]) is not None

    @property
    def by_number(self) -> str:
        """The whole question as the whole number of a matter; empty when it holds no figure."""
        run = "".join(self.terms)
        return _word(NUMBER + run) if any(c.isdigit() for c in run) else ""

    @property
    def by_name(self) -> str:
        """Each term a whole name, its sound, or a serial."""
        return _all(_either(_word(NAME + term), *_sounded(term)) for term in self.terms)

    @property
    def in_head(self) -> str:
        """Every term in number, title or names."""
        if self.of_serial:
            return _word(f"{SERIAL}{serial_in(self.terms[0])}")
        return _all(_either(_all(_word(HEAD + pair) for pair in pairs(term)), *_sounded(term)) for term in self.terms)

    @property
    def needed_in_head(self) -> list[str]:
        """What :attr:`in_head` cannot do without, one by one: how rare the rarest is bounds how much there is."""
        if self.of_serial:
            return [self.in_head]
        return [_either(_word(HEAD + pair), *_sounded(term)) for term in self.terms for pair in pairs(term)]

    @property
    def needed_anywhere(self) -> list[str]:
        """What :attr:`anywhere` cannot do without, one by one."""
        return [_either(_word(pair), _characters(term), *_sounded(term)) for term in self.terms for pair in pairs(term)]

    @property
    def anywhere(self) -> str:
        """Every term somewhere."""
        return _all(_either(_all(map(_word, pairs(term))), _characters(term), *_sounded(term)) for term in self.terms)

    @property
    def in_order(self) -> str:
        """Every term with its characters in a row; empty where :attr:`anywhere` says the same."""
        if all(len(term) <= 2 for term in self.terms):
            return ""
        return _all(
            _either(" <-> ".join(map(_word, pairs(term))), _characters(term), *_sounded(term)) for term in self.terms
        )


def serial_in(term: str) -> int | None:
    """The serial in 第0012号 or 0012号, None where it is none."""
    figures = term.removeprefix("第").removesuffix("号")
    whole = term.endswith("号") and figures.isascii() and figures.isdigit() and len(figures) <= LONGEST_SERIAL
    return int(figures) if whole else None


def read(text: str, today: date) -> Question:
    """The question in what somebody typed."""
    number = normalise_id_number(text)
    if len(number) in (15, 18) and number[:-1].isdigit():
        try:
            return Question(id_number=parse_id_number(number, today=today).number)
        except VaultError:
            pass
    phone = parse_phone(text)
    if phone.ok and phone.kind in ("mobile", "landline"):
        return Question(phone=phone.digits)
    return Question(tuple(dict.fromkeys(runs(text)))[:MOST_TERMS])


def _sounded(term: str) -> list[str]:
    """The term as the sound of a name, or as a serial."""
    if term.isascii() and term.isalpha():
        return [_word(SOUND + term)]
    if term.isascii() and term.isdigit() and len(term) <= LONGEST_SERIAL:
        return [_word(f"{SERIAL}{int(term)}")]
    return []


def _characters(term: str) -> str:
    """A single character is looked for in number, title and names only."""
    return _word(HEAD + term) if len(term) == 1 else ""


def _word(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _either(*ways: str) -> str:
    given = [way for way in ways if way]
    return f"({' | '.join(given)})" if len(given) > 1 else f"({given[0]})"


def _all(parts: Iterable[str]) -> str:
    return " & ".join(parts)
