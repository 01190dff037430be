"""Full-text search over the laws.

The first search of a process reads all texts into one string (6 MB, under a fifth of a second); later ones
scan it in milliseconds. Processes that never search never hold it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .everyday import statutory_words
from .library import REPEALED, Article, Law, article_of, articles, find_law, laws, read_all
from .parse import CitationError, parse_citation
from .words import words_of

_SEPARATOR = "\0"
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


@dataclass(frozen=True)
class _Corpus:
    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[Law, str], ...]

    def span(self, index: int) -> tuple[int, int]:
        """Start and end of one article in the text."""
        last = index + 1 == len(self.starts)
        return self.starts[index], len(self.text) if last else self.starts[index + 1] - 1

    def containing(self, word: str) -> Iterator[int]:
        """Indexes of the articles with this word, in order."""
        position = self.text.find(word)
        while position >= 0:
            index = bisect_right(self.starts, position) - 1
            yield index
            position = self.text.find(word, self.span(index)[1])


def search(words: str, limit: int = 20, law: Law | None = None, on: date | None = None) -> list[Hit]:
    """Articles that contain all words (separated by spaces), the best first, at most `limit`.

    A word that is the name of a law looks only there (人民调解法 生效); a citation (民法典第二百零一条)
    gives that article first. What occurs nowhere as written is a question: the articles that answer it best
    come back, by their words, headings and the words of the laws for what was said (:mod:`ranking`). Of each law the edition in force on the day `on` is searched, without a day the one
    the source calls valid; repealed laws come last. `law` narrows the search to one edition, of whatever
    standing.
    """
    words = words.replace(_SEPARATOR, " ")[:_QUERY_CHARS]
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
    corpus = _corpus()
    longest, *others = sorted(words, key=len, reverse=True)
    found = [i for i in corpus.containing(longest) if corpus.places[i][0] in where]
    for word in others:
        found = [i for i in found if corpus.text.find(word, *corpus.span(i)) >= 0]
    return _best(dict.fromkeys(found, 0.0), words, limit)


def _ranked(words: list[str], where: frozenset[Law], limit: int) -> list[Hit]:
    """The articles that answer a question, with the words of it that stand in them."""
    from .ranking import ranking  # the arrays are read only when nothing was found as written

    question = " ".join(words)
    hits = []
    for place, score in ranking().best(question, where, limit):
        article = article_of(*place)
        if article is not None and _answers(question, article):
            hits.append(Hit(article, *_snippet(article.text, _said(question, article.text)), score))
    return hits


def _answers(question: str, article: Article) -> bool:
    """Whether enough of what was asked stands there: of a few words more than half, as people type them into the box."""
    asked = list(dict.fromkeys(words_of(question)))
    if len(asked) > _FEW:
        return True
    there = f"{article.law.title}{article.heading}{article.text}"
    met = sum(word in there or any(each in there for each in statutory_words(word)) for word in asked)
    return 2 * met > len(asked)


def _said(question: str, text: str) -> list[str]:
    """The words of a question, or what the laws call them, that stand in a text: the rarest, which are the longest, first."""
    words = dict.fromkeys([*statutory_words(question), *words_of(question)])
    return sorted((word for word in words if len(word) > 1 and word in text), key=len, reverse=True)[:_MARKED]


def _best(found: dict[int, float], words: list[str], limit: int) -> list[Article]:
    """The articles where the words are thick, in laws that speak of them often."""
    corpus = _corpus()
    per_law = Counter(corpus.places[i][0].member for i in found)

    def score(index: int) -> float:
        start, end = corpus.span(index)
        law = corpus.places[index][0]
        share = sum(corpus.text.count(word, start, end) * len(word) for word in words) / (60 + end - start)
        often = 2 * per_law[law.member] / (10 + law.article_count)
        return found[index] + share + often - (_REPEALED_LAST if law.status == REPEALED else 0)

    ranked = sorted(found, key=score, reverse=True)[:limit]
    every = (article_of(*corpus.places[i]) for i in ranked)
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


@lru_cache(maxsize=1)
def _corpus() -> _Corpus:
    texts: list[str] = []
    places: list[tuple[Law, str]] = []
    for law, rows in read_all():
        texts += [text for _, _, text in rows]
        places += [(law, key) for key, _, _ in rows]
    starts: list[int] = []
    position = 0
    for text in texts:
        starts.append(position)
        position += len(text) + len(_SEPARATOR)
    return _Corpus(_SEPARATOR.join(texts), tuple(starts), tuple(places))
