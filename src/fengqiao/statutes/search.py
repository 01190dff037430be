"""Full-text search over the laws.

The first search of a process reads all texts into one string (:mod:`corpus`); later ones scan it in milliseconds. Processes
that never search never hold it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from .corpus import SEPARATOR, corpus
from .everyday import STATUTORY_WORDS, statutory_words
from .library import REPEALED, Article, Law, article_of, articles, find_law, laws
from .parse import CitationError, parse_citation
from .words import words_of

if TYPE_CHECKING:
    from .ranking import Ranking

_QUERY_CHARS = 200
_BEFORE_CHARS = 18
_SNIPPET_CHARS = 90
_REPEALED_LAST = 1000
_MARKED, _FEW = 6, 3


@dataclass(frozen=True)
class Hit:
    """An article found. `marks` are the (start, end) of the words within the snippet, for highlighting."""

    article: Article
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float = 0.0  # of a question: how well it answers; 0 where all words stand in it as written


def search(words: str, limit: int = 20, law: Law | None = None, on: date | None = None) -> list[Hit]:
    """Articles that contain all words (separated by spaces), the best first, at most `limit`.

    A word that is the name of a law looks only there (人民调解法 生效); a citation (民法典第二百零一条)
    gives that article first. What occurs nowhere as written is a question: the articles that answer it best
    come back, by their words, headings and the words of the laws for what was said (:mod:`ranking`). Of each law the edition in force on the day `on` is searched, without a day the one
    the source calls valid; repealed laws come last. `law` narrows the search to one edition, of whatever
    standing.
    """
    words = words.replace(SEPARATOR, " ")[:_QUERY_CHARS]
    wanted = words.split()
    if law is None and len(wanted) > 1:
        named = next((each for each in wanted if find_law(each)), None)
        if named:
            law = find_law(named, on=on) or find_law(named)
            wanted.remove(named)
    cited = _cited_article(words, on)
    hits = [Hit(cited, *_snippet(cited.text, []))] if cited else []
    where = frozenset([law]) if law else _searched(on)
    found = _with_all(wanted, where, limit + 1) if wanted else []
    if not found and not cited and wanted:
        return _ranked(wanted, where, limit)
    hits += [Hit(each, *_snippet(each.text, wanted)) for each in found if each != cited]
    return hits[:limit]


@lru_cache(maxsize=2)
def _searched(on: date | None) -> frozenset[Law]:
    """The editions that a search covers: one of each law."""
    if on is None:
        return frozenset(law for law in laws() if find_law(law.name) == law)
    return frozenset(law for law in laws() if find_law(law.name, on=on) == law)


def _with_all(words: list[str], where: frozenset[Law], limit: int) -> list[Article]:
    if len(where) == 1:
        return [each for law in where for each in articles(law) if all(word in each.text for word in words)]
    whole = corpus()
    longest, *others = sorted(words, key=len, reverse=True)
    found = [i for i in whole.containing(longest) if whole.places[i][0] in where]
    for word in others:
        found = [i for i in found if whole.text.find(word, *whole.span(i)) >= 0]
    return _best(dict.fromkeys(found, 0.0), words, limit)


def _ranked(words: list[str], where: frozenset[Law], limit: int) -> list[Hit]:
    """The articles that answer a question, with the words of it that stand in them."""
    from .ranking import ranking  # the arrays are read only when nothing was found as written

    question, index = " ".join(words), ranking()
    if not _is_known(question, index):
        return []
    hits = []
    for place, score in index.best(question, where, limit):
        article = article_of(*place)
        if article is not None:
            hits.append(Hit(article, *_snippet(article.text, _said(question, article.text)), score))
    return hits


def _is_known(question: str, index: Ranking) -> bool:
    """Whether what was asked is anything the laws or those who ask speak of: of a few words more than half, as people type them into the box.

    Not whether one article holds them: 彩礼能不能要回来 is answered by an article that says 离婚.
    """
    asked = list(dict.fromkeys(words_of(question)))
    if len(asked) > _FEW:
        return True
    covered = [everyday for everyday in STATUTORY_WORDS if everyday in question]
    met = sum(word in index.words.terms or word in index.asked.terms or any(word in each or each in word for each in covered) for word in asked)
    return 2 * met > len(asked)


def _said(question: str, text: str) -> list[str]:
    """The words of a question, or what the laws call them, that stand in a text: the rarest, which are the longest, first."""
    words = dict.fromkeys([*statutory_words(question), *words_of(question)])
    return sorted((word for word in words if len(word) > 1 and word in text), key=len, reverse=True)[:_MARKED]


def _best(found: dict[int, float], words: list[str], limit: int) -> list[Article]:
    """The articles where the words are thick, in laws that speak of them often."""
    whole = corpus()
    per_law = Counter(whole.places[i][0].member for i in found)

    def score(index: int) -> float:
        start, end = whole.span(index)
        law = whole.places[index][0]
        share = sum(whole.text.count(word, start, end) * len(word) for word in words) / (60 + end - start)
        often = 2 * per_law[law.member] / (10 + law.article_count)
        return found[index] + share + often - (_REPEALED_LAST if law.status == REPEALED else 0)

    ranked = sorted(found, key=score, reverse=True)[:limit]
    every = (article_of(*whole.places[i]) for i in ranked)
    return [each for each in every if each]


def _cited_article(words: str, on: date | None) -> Article | None:
    try:
        return parse_citation(words, on).found_article
    except CitationError:
        return None


def _snippet(text: str, words: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """About ninety characters around the first word, with the words' places in them."""
    first = min((at for word in words if (at := text.find(word)) >= 0), default=0)
    start = max(0, first - _BEFORE_CHARS)
    piece = text[start : start + _SNIPPET_CHARS].replace("\n", " ")
    before, after = "…" if start else "", "…" if start + _SNIPPET_CHARS < len(text) else ""
    marks: list[tuple[int, int]] = []
    for word in sorted(set(words), key=len, reverse=True):
        at = piece.find(word)
        while at >= 0:
            mark = (at + len(before), at + len(before) + len(word))
            if all(mark[1] <= low or high <= mark[0] for low, high in marks):
                marks.append(mark)
            at = piece.find(word, at + len(word))
    return before + piece + after, tuple(sorted(marks))
