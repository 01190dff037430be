"""A text cut into words, each with its place and its part of speech."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from .spans import Span


@dataclass(frozen=True)
class Word:
    """`kind` is the part of speech as the dictionary has it: n noun, v verb, nr person, ns place …"""

    span: Span
    kind: str


def words_in(text: str) -> list[Word]:
    """Every word, the signs between them too; together they are the text."""
    found, at = [], 0
    for piece, kind in _tagger()(sayable(text)):
        found.append(Word(Span.of(text, at, at + len(piece)), kind))
        at += len(piece)
    return found


def sayable(text: str) -> str:
    """As long as `text`, without halves of characters (lone surrogates) that no file or dictionary can hold."""
    return "".join("�" if "\ud800" <= character <= "\udfff" else character for character in text)


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    import rjieba  # a fifth of a second to load: only when somebody reads the reasons

    tag: Any = rjieba.tag
    return tag  # type: ignore[no-any-return]
