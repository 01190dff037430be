"""What the model sees of a text: runs of one to three characters, counted. The training uses the very same functions.

The text is first made plain one character for one character, so that every run keeps its place in what was typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

LONGEST = 3
SEEN_CHARACTERS = 4_000
"""Of a longer text only the beginning is weighed: a story that long says early what it is about."""


def plain(text: str) -> str:
    """As long as `text`: narrow letters in lower case, every digit a 0, every blank a space."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if "一" <= character <= "鿿":
        return character
    if character.isdigit():
        return "0"
    if character.isspace():
        return " "
    narrow = unicodedata.normalize("NFKC", character).lower()
    return narrow if len(narrow) == 1 else character


def runs(text: str) -> Iterator[tuple[str, int]]:
    """Every run of one to three characters without a blank, and where it begins."""
    said = plain(text[:SEEN_CHARACTERS])
    for start, first in enumerate(said):
        if first == " ":
            continue
        for end in range(start + 1, min(start + LONGEST, len(said)) + 1):
            if said[end - 1] == " ":
                break
            yield said[start:end], start


def run_list(text: str) -> list[str]:
    """The runs alone, in the order they stand: what a vectoriser counts."""
    return [run for run, _ in runs(text)]
