"""A file of quotations to check: one a line, the citation, a tab, the quoted words; `#` starts a comment.

人民调解法第四条	人民调解委员会调解民间纠纷，不收取任何费用。
民事诉讼法第二百零五条
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .citation import Citation
from .parse import CitationError, parse_citation


@dataclass(frozen=True)
class Quotes:
    """The citations of a file with their quotations, and the lines that name none, with the reason."""

    citations: list[tuple[Citation, str | None]]
    unreadable: list[str]


def read_quotes(path: Path) -> Quotes:
    """Reads a file of quotations. Raises OSError when it cannot be opened."""
    citations: list[tuple[Citation, str | None]] = []
    unreadable: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cited, _, quote = line.partition("\t")
        try:
            citations.append((parse_citation(cited), quote.strip() or None))
        except CitationError as error:
            unreadable.append(f"第{number}行：{error}")
    return Quotes(citations, unreadable)
