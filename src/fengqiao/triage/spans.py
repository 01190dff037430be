"""A piece of the text somebody typed: where it stands and what it says, so that a page can mark it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """`text` is what stands at `start` (counted in characters, from 0) up to, not including, `end`."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The piece of `text` between two offsets."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


def spans_of(text: str, pattern: re.Pattern[str]) -> tuple[Span, ...]:
    """Every place where the pattern stands; its group `said`, where it has one, else the whole match."""
    return tuple(_spans_of(text, pattern))


def _spans_of(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    group: str | int = "said" if "said" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        if match[group]:
            yield Span.of(text, *match.span(group))


def merged(text: str, spans: Iterable[Span], gap: int = 0) -> tuple[Span, ...]:
    """The spans in order, those that touch (or stand at most `gap` characters apart) made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end + gap:
            found[-1] = Span.of(text, found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
