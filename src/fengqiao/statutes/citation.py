"""A citation: a source, an article, where meant a paragraph and item. It prints itself and finds its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .library import Article, article_of
from .numerals import article_label, to_chinese

if TYPE_CHECKING:
    from .sources import Source


@dataclass(frozen=True)
class Citation:
    """人民调解法第二十九条. `article` is a key such as "29" or "17-1"; None cites the source as a whole."""

    source: Source
    article: str | None
    paragraph: int | None = None
    item: int | None = None

    def __post_init__(self) -> None:
        if self.article is None and (self.paragraph or self.item):
            raise ValueError("引用到款、项时须写明条号。")
        for number in (self.paragraph, self.item):
            if number is not None:
                to_chinese(number)

    def __str__(self) -> str:
        return self.label

    @property
    def place(self) -> str:
        """第三十条第三款第一项; empty when the source is cited as a whole."""
        parts = [article_label(self.article)] if self.article else []
        if self.paragraph:
            parts.append(f"第{to_chinese(self.paragraph)}款")
        if self.item:
            parts.append(f"第{to_chinese(self.item)}项")
        return "".join(parts)

    @property
    def label(self) -> str:
        """人民调解法第二十九条"""
        return self.source.title + self.place

    @property
    def short_label(self) -> str:
        """The same with the source's short name, for narrow places; the full name belongs one click away."""
        return (self.source.short or self.source.title) + self.place

    @property
    def full_label(self) -> str:
        """《中华人民共和国人民调解法》第二十九条, for papers."""
        name = self.source.full_name.replace("《", "〈").replace("》", "〉")
        return f"《{name}》{self.place}"

    @property
    def url_key(self) -> str:
        """Stable key of the article's page, 人民调解法/29, or of the source when no article is cited."""
        return f"{self.source.key}/{self.article}" if self.article else self.source.key

    @property
    def is_law(self) -> bool:
        """True for laws and instruments, False for a bureau's own paper."""
        return self.source.is_law

    @property
    def in_library(self) -> bool:
        """Whether the library holds the text of this very article in the declared edition."""
        return self.found_article is not None

    @property
    def found_article(self) -> Article | None:
        """The article cited, in the declared edition; None when the library does not hold it."""
        law = self.source.law
        return article_of(law, self.article) if law and self.article else None

    def text(self) -> str | None:
        """The words cited: the article, its paragraph or its item; None when the library does not hold them.

        An item without a paragraph is sought in the only paragraph that has items; with several lists the
        citation is ambiguous and has no text.
        """
        article = self.found_article
        if article is None:
            return None
        if self.paragraph is None and self.item is None:
            return article.text
        paragraphs = article.paragraphs
        if self.paragraph is not None:
            paragraphs = paragraphs[self.paragraph - 1 : self.paragraph]
        if self.item is None:
            return paragraphs[0].text if paragraphs else None
        lists = [each.items for each in paragraphs if each.items]
        if len(lists) != 1 or len(lists[0]) < self.item:
            return None
        return lists[0][self.item - 1]


def on_day(citations: Iterable[Citation], day: date) -> tuple[Citation, ...]:
    """Those whose text is in force on the day, where several editions of one law are cited; what has no days always is.

    A law none of whose cited editions covers the day is left out.
    """
    return tuple(each for each in citations if each.source.covers(day))
