"""Paragraphs (款) and items (项) of an article.

In Chinese statutes every indented line of an article is a paragraph; lines numbered （一）（二）… are items
of the paragraph before them. The source keeps one such line per line of text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import to_int

_ITEM = re.compile(r"（([一二三四五六七八九十]+)）")
_OLD_ITEM = re.compile(r"([一二三四五六七八九十]+)、")
_SUB_ITEM = re.compile(r"\d+[.．、]")
_ENDS_PARAGRAPH = '。！？”"）'


@dataclass(frozen=True)
class Paragraph:
    """One 款: its opening words, its items, and words after the items where the sentence goes on."""

    lead: str
    items: tuple[str, ...] = ()
    tail: str = ""

    @property
    def text(self) -> str:
        """The whole paragraph, one line for the lead and for each item."""
        return "\n".join(part for part in (self.lead, *self.items, self.tail) if part)


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of an article's text, in order."""
    groups: list[list[str]] = []
    for line in text.split("\n"):
        if not groups or (_starts_paragraph(line, groups[-1])):
            groups.append([line])
        else:
            groups[-1].append(line)
    return tuple(_paragraph(lines) for lines in groups)


def _starts_paragraph(line: str, lines: list[str]) -> bool:
    if _item_number(line, lines) or _SUB_ITEM.match(line):
        return False
    return lines[-1][-1] in _ENDS_PARAGRAPH


def _item_number(line: str, lines: list[str]) -> int | None:
    """The number of the item this line opens; the old form 一、 counts only where a list is announced."""
    found = _ITEM.match(line)
    if not found and any(each.endswith("：") for each in lines[:1]):
        found = _OLD_ITEM.match(line)
    return to_int(found[1]) if found else None


def _paragraph(lines: list[str]) -> Paragraph:
    lead: list[str] = []
    items: list[str] = []
    tail: list[str] = []
    for line in lines:
        if _item_number(line, lines) == len(items) + 1:
            items.append(line)
        elif not items:
            lead.append(line)
        elif not tail and _SUB_ITEM.match(line):
            items[-1] += "\n" + line
        else:
            tail.append(line)
    return Paragraph("\n".join(lead), tuple(items), "\n".join(tail))
