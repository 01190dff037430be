"""How a value becomes text on a paper: one rule for Word, PDF and a bureau's own form."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from fengqiao.documents.amounts import Amount, in_figures
from fengqiao.documents.dates import chinese_date, chinese_time

# Invisible marks that reorder or hide text; a name must print as it is stored.
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufffe\uffff") | frozenset(
    chr(point) for span in ((0x202A, 0x202F), (0x2066, 0x206A)) for point in range(*span)
)
_NEW_LINES = {
    "\r\n": "\n",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
}


def clean(text: str) -> str:
    """The text without control and invisible characters; every kind of line end is "\\n", a tab a space."""
    for old, new in _NEW_LINES.items():
        text = text.replace(old, new)
    text = text.replace("\t", " ")
    return "".join(
        c for c in text if c == "\n" or (c not in _INVISIBLE and unicodedata.category(c) not in ("Cc", "Cs"))
    )


def shown(value: object) -> str:
    """The value as the paper prints it, lines separated by "\\n"; "" when there is nothing to print.

    Dates print as 2026年5月3日, amounts in figures (35,000.00, yuan), a list as one line per element.
    """
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, Amount):
        return in_figures(value.fen)
    if isinstance(value, datetime):
        return chinese_time(value)
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (list, tuple)):
        return "\n".join(line for line in (shown(element) for element in value) if line)
    return clean(str(value)).strip()


def paragraphs(text: str) -> list[str]:
    """The lines of a shown text as paragraphs, without empty ones."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def is_blank(value: object) -> bool:
    """Whether nothing was filled in. 0 is something, an empty list is not."""
    return shown(value) == ""


def breakable(text: str, most_em: float) -> str:
    """The text with break marks (U+200B) in words of Latin letters or figures wider than a line of this width."""
    if "{{" in text or "{%" in text:  # a mark of a template stays whole
        return text
    longest = max(1, int(most_em * 2))
    return re.sub(rf"[!-~]{{{longest + 1},}}", lambda word: "\u200b".join(word[0]), text)


def width_em(text: str) -> float:
    """Width of a line of text in full-width characters (a Latin letter or digit counts as half)."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
