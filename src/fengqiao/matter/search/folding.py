"""Text as it is compared: width, case and the ways of writing a digit folded away; runs of letters cut into pairs.

No dictionary: a pair of neighbouring characters is the word. So any part of a name, a phrase or a number is found, a text
and a question can never be cut differently, and no process holds a lexicon in memory.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = str.maketrans("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸", "00123456789123456789236")
_RUN = re.compile(r"[^\W_]+")
LAST_PLACE = 16_000  # a place in a tsvector ends at 16383; what stands further on is not searched
MOST_PLACES = 250  # of one pair


def fold(text: str) -> str:
    """The text in half width and small letters, every way of writing a single digit as 0-9."""
    return unicodedata.normalize("NFKC", text).lower().translate(_DIGITS)


def runs(text: str) -> list[str]:
    """The folded runs of letters and digits of a text, punctuation and spaces left out."""
    return _RUN.findall(fold(text))


def joined(text: str) -> str:
    """The folded text without punctuation and spaces, as one run."""
    return "".join(runs(text))


def pairs(run: str) -> list[str]:
    """Every two neighbouring characters of a run; a single character is itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


class Places:
    """The pairs of several texts with the places where they stand; two texts never touch."""

    def __init__(self) -> None:
        self.of: dict[str, list[int]] = {}
        self._next = 1

    def add(self, text: str, *, whole: bool = False) -> None:
        """Take a text in; ``whole`` ignores its punctuation, as for numbers."""
        folded = joined(text) if whole else fold(text)
        for found in _RUN.finditer(folded):
            for at, pair in enumerate(pairs(found[0]), self._next + found.start()):
                if at > LAST_PLACE:
                    return
                known = self.of.get(pair)
                if known is None:
                    self.of[pair] = [at]
                elif len(known) < MOST_PLACES:
                    known.append(at)
        self._next += len(folded) + 2


@dataclass(frozen=True)
class Span:
    """A piece of a text; ``hit`` says whether it is what was asked for."""

    text: str
    hit: bool


def spans(text: str, terms: tuple[str, ...]) -> list[Span]:
    """The text cut where the terms (folded) stand in it. Joined again the pieces are the text."""
    marked = bytearray(len(text))
    plain, origin = _with_origin(text)
    for term in terms:
        at = plain.find(term)
        while term and at >= 0:
            for place in range(origin[at], origin[at + len(term) - 1] + 1):
                marked[place] = 1
            at = plain.find(term, at + 1)
    return list(_cut(text, marked))


def _cut(text: str, marked: bytearray) -> Iterator[Span]:
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marked[at] != marked[begin]:
            yield Span(text[begin:at], bool(marked[begin]))
            begin = at


def _with_origin(text: str) -> tuple[str, list[int]]:
    """The folded letters of a text without punctuation, and where in the text each comes from.

    Punctuation inside a number is skipped, so that 2026枫调0012 is marked in （2026）枫调0012.
    """
    letters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for letter in fold(character):
            if letter.isalnum():
                letters.append(letter)
                origin.append(place)
    return "".join(letters), origin


def around(pieces: list[Span], width: int) -> list[Span]:
    """Some ``width`` characters about the first hit, … where more text stands before or after; line breaks as spaces."""
    text = "".join(piece.text for piece in pieces)
    first, at = 0, 0
    for piece in pieces:
        if piece.hit:
            first = at
            break
        at += len(piece.text)
    low = max(0, min(first - width // 3, len(text) - width))
    high = min(len(text), low + width)
    shown, at = [], 0
    for piece in pieces:
        begin, end = max(low, at), min(high, at + len(piece.text))
        if begin < end:
            shown.append(Span(" ".join(text[begin:end].splitlines()), piece.hit))
        at += len(piece.text)
    before, after = [Span("…", False)] if low else [], [Span("…", False)] if high < len(text) else []
    return [*before, *shown, *after]
