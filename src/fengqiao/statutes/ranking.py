"""Ranking of articles for a question: BM25F over text, headings and names of laws, pairs of signs, and how people ask.

The words of all articles are cut once and shipped (``data/words.npz``, made by ``fengqiao statutes index`` and anew with each refresh of the
library); whoever has another library builds them at the first question, in seconds. A question is answered in milliseconds.
The numbers below were chosen on one half of the questions of ``bench.py`` and are reported on the other (docs/statute-search.md).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .corpus import Corpus, corpus, read_corpus
from .everyday import statutory_words
from .library import DATA_FILE, REPEALED, Law
from .words import pairs_of, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]

WORDS_FILE = Path(__file__).parent / "data" / "words.npz"
ASKED_FILE = Path(__file__).parent / "data" / "asked.jsonl"
K1, B_TEXT, B_HEADING, B_ASKED = 1.2, 0.5, 0.5, 0.4
W_PAIRS, W_NAME, W_HEADING, W_ASKED, W_SYNONYM = 0.5, 0.1, 0.35, 0.8, 0.5
REPEALED_SHARE = 0.7
ASKED_LAW, ASKED_LAW_ALONE = 0.12, 0.08  # a law that people ask about often comes a little before one they never ask about
# of the first ten places these are kept for the articles that answer by their own words alone: what others asked adds to
# them and cannot push them out, for most articles nobody has asked about yet
OWN_WORDS = frozenset({2, 4, 6, 8})
MOST_IDF = 8.0
# a number of years or people in a story would find the articles that refer to an article of that number
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两0123456789")
Place = tuple[Law, str]


@dataclass(frozen=True)
class Postings:
    """For each term the articles that hold it and how often: flat arrays, a term's part from ``starts[n]`` to ``starts[n + 1]``."""

    terms: dict[str, int]
    starts: Ints
    docs: Ints
    counts: Floats

    @classmethod
    def of(cls, streams: Sequence[Sequence[str]]) -> Postings:
        terms: dict[str, int] = {}
        rows: list[tuple[int, int, int]] = []
        for place, words in enumerate(streams):
            rows += [(terms.setdefault(word, len(terms)), place, count) for word, count in Counter(words).items()]
        return cls._sorted(terms, np.array(rows, dtype=np.int32).reshape(-1, 3))

    @classmethod
    def _sorted(cls, terms: dict[str, int], rows: Ints) -> Postings:
        rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
        starts = np.searchsorted(rows[:, 0], np.arange(len(terms) + 1)).astype(np.int32)
        return cls(terms, starts, rows[:, 1].copy(), rows[:, 2].astype(np.float32))

    def weighted(self, size: int, b: float) -> Postings:
        """With BM25's saturated frequency in place of the count; the mean length is that of the streams that say something."""
        lengths = np.bincount(self.docs, weights=self.counts, minlength=size)
        mean = lengths[lengths > 0].mean() if len(self.docs) else 1.0
        norm = K1 * (1 - b + b * lengths / mean)
        weights = self.counts * (K1 + 1) / (self.counts + norm[self.docs])
        return Postings(self.terms, self.starts, self.docs, weights.astype(np.float32))

    def of_term(self, term: str) -> tuple[Ints, Floats] | None:
        n = self.terms.get(term)
        if n is None:
            return None
        part = slice(self.starts[n], self.starts[n + 1])
        return self.docs[part], self.counts[part]

    def idf(self, term: str, size: int) -> float:
        """How rare a term is; the highest for one that is nowhere."""
        n = self.terms.get(term)
        held = int(self.starts[n + 1] - self.starts[n]) if n is not None else 0
        return min(MOST_IDF, float(np.log(1 + (size - held + 0.5) / (held + 0.5))))


class Ranking:
    """The index over every edition in the library, in the order of :func:`library.read_all`."""

    def __init__(self, asked: Sequence[dict[str, Any]] | None = None) -> None:
        self.corpus = corpus()
        self.places = self.corpus.places
        self.size = len(self.places)
        self.words = (shipped_words() or every_word(self.corpus)).weighted(self.size, B_TEXT)
        self.headings = _grouped(self.corpus.headings).weighted(self.size, B_HEADING)
        self.names = _grouped([law.title for law, _ in self.places]).weighted(self.size, 0.3)
        self.laws: dict[Law, list[int]] = {}
        for at, (law, _) in enumerate(self.places):
            self.laws.setdefault(law, []).append(at)
        rows_asked = read_asked() if asked is None else asked
        self.asked = self._asked(rows_asked).weighted(self.size, B_ASKED)
        self.prior, self.prior_alone = self._prior(rows_asked, ASKED_LAW), self._prior(rows_asked, ASKED_LAW_ALONE)

    @cached_property
    def pairs(self) -> Postings:
        """Every two signs that stand together, counted by code point: a hundred times faster than by word."""
        return _pairs(self.corpus).weighted(self.size, B_TEXT)

    def _asked(self, rows: Sequence[dict[str, Any]]) -> Postings:
        streams: list[list[str]] = [[] for _ in range(self.size)]
        for row in rows:
            said = words_of(" ".join([row["question"], *row["keywords"]]))
            for at in self._of_titles(row["articles"]):
                streams[at] += said
        return Postings.of(streams)

    def _of_titles(self, articles: Sequence[str]) -> Iterator[int]:
        for name in articles:
            yield from self._by_title.get(name, ())

    @cached_property
    def _by_title(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, (law, key) in enumerate(self.places):
            found.setdefault(f"{law.title}/{key}", []).append(at)
        return found

    def _prior(self, rows: Sequence[dict[str, Any]], more: float) -> Floats:
        often = Counter(name.rpartition("/")[0] for row in rows for name in row["articles"])
        prior = np.ones(self.size, dtype=np.float32)
        for law, every in self.laws.items():
            share = REPEALED_SHARE if law.status == REPEALED else 1.0
            prior[every] = share * (1 + more * np.log1p(often[law.title]))
        return prior

    @lru_cache(maxsize=8)  # noqa: B019 - one ranking lives as long as the process
    def mask(self, where: frozenset[Law]) -> Floats:
        """One for the articles of these editions, zero for the others."""
        found = np.zeros(self.size, dtype=np.float32)
        for law in where:
            found[self.laws.get(law, [])] = 1.0
        return found

    def scores(self, text: str) -> tuple[Floats, Floats]:
        """How well each article answers the text, with what others asked and by its own words alone, whatever its edition."""
        asked = Counter(word for word in words_of(text) if not _NUMERALS.issuperset(word))
        for word in words_of(" ".join(statutory_words(text))):
            asked[word] += W_SYNONYM  # type: ignore[assignment]
        alone = np.zeros(self.size, dtype=np.float32)
        told = np.zeros(self.size, dtype=np.float32)
        for word, times in asked.items():
            weight = times * self.words.idf(word, self.size)
            for postings, share in ((self.words, 1.0), (self.headings, W_HEADING), (self.names, W_NAME)):
                if (held := postings.of_term(word)) is not None:
                    alone[held[0]] += np.float32(share * weight) * held[1]
            if (held := self.asked.of_term(word)) is not None:
                told[held[0]] += np.float32(W_ASKED * weight) * held[1]
        for pair, times in Counter(pairs_of(text)).items():
            if not _NUMERALS.issuperset(pair) and (held := self.pairs.of_term(pair)) is not None:
                alone[held[0]] += np.float32(W_PAIRS * times * self.pairs.idf(pair, self.size)) * held[1]
        return (alone + told) * self.prior, alone * self.prior_alone

    def best(self, text: str, where: frozenset[Law], limit: int) -> list[tuple[Place, float]]:
        """The best articles of these editions with their scores, at most ``limit``; nothing that shares no word."""
        scores, alone = (each * self.mask(where) for each in self.scores(text))
        both = iter(_first(scores, limit)), iter(_first(alone, limit))
        found: dict[int, None] = {}
        for place in range(limit):
            turn = both[place in OWN_WORDS]
            at = next((at for at in turn if at not in found), None)
            if at is not None:
                found[at] = None
        return [(self.places[at], float(scores[at])) for at in found if scores[at] > 0]


def _first(scores: Floats, limit: int) -> list[int]:
    first = np.argpartition(-scores, min(limit, len(scores) - 1))[:limit]
    return [int(at) for at in first[np.lexsort((first, -scores[first]))]]


@lru_cache(maxsize=1)
def ranking() -> Ranking:
    """The ranking of this process, made at the first question."""
    return Ranking()


def read_asked() -> list[dict[str, Any]]:
    """Questions people asked with the articles that answer them: (question, keywords, articles as 民法典/54)."""
    if not ASKED_FILE.exists():
        return []
    return [row for line in ASKED_FILE.read_text("utf-8").splitlines() if (row := json.loads(line)).get("half") == "tune"]


def _grouped(said: Sequence[str]) -> Postings:
    """Headings and names repeat from article to article: each is cut and counted once."""
    numbers: dict[str, int] = {}
    which = np.fromiter((numbers.setdefault(text, len(numbers)) for text in said), dtype=np.int32, count=len(said))
    once = Postings.of([words_of(text) for text in numbers])
    order = np.argsort(which, kind="stable").astype(np.int32)
    begins = np.searchsorted(which[order], np.arange(len(numbers) + 1))
    times = np.diff(begins)[once.docs]  # so many articles bear the text that holds the term
    nth = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    terms = np.repeat(np.repeat(np.arange(len(once.terms)), np.diff(once.starts)), times)
    rows = np.stack([terms, order[np.repeat(begins[once.docs], times) + nth], np.repeat(once.counts, times)], axis=1)
    return Postings._sorted(once.terms, rows.astype(np.int32))


def every_word(whole: Corpus) -> Postings:
    """The words of all articles, cut now: seconds."""
    return Postings.of([words_of(whole.of(at)) for at in range(len(whole.places))])


def _pairs(whole: Corpus) -> Postings:
    codes = np.frombuffer(whole.text.encode("utf-32-le"), dtype=np.uint32)
    is_word = (codes >= 0x4E00) & (codes <= 0x9FFF)
    place = np.repeat(np.arange(len(whole.starts), dtype=np.int32), np.diff(whole.starts, append=len(codes)))
    first = np.flatnonzero(is_word[:-1] & is_word[1:])  # a sign that is none stands between two texts, so that no pair spans them
    left, right, docs = codes[first].astype(np.uint16), codes[first + 1].astype(np.uint16), place[first]
    del codes, is_word, place, first
    order = np.argsort(right, kind="stable")  # sixteen bits are sorted in one pass each, and the articles stay in their order
    order = order[np.argsort(left[order], kind="stable")]
    keys, docs = (left[order].astype(np.uint32) << 16) | right[order], docs[order]
    new_term = np.diff(keys, prepend=np.uint32(0)) != 0
    rows = np.flatnonzero(new_term | (np.diff(docs, prepend=np.int32(-1)) != 0))
    starts = np.append(np.flatnonzero(new_term[rows]), len(rows)).astype(np.int32)
    terms = keys[new_term]
    signs = np.stack([terms >> 16, terms & 0xFFFF], axis=1).astype("<u4").tobytes().decode("utf-32-le")
    named = {signs[2 * n : 2 * n + 2]: n for n in range(len(terms))}
    return Postings(named, starts, docs[rows], np.diff(rows, append=len(docs)).astype(np.float32))


# The shipped words -----------------------------------------------------------------------------------------------------


def library_digest() -> str:
    return sha256(DATA_FILE.read_bytes()).hexdigest()


def write_words() -> int:
    """Cut the whole library and keep the words beside it; how many bytes were written."""
    postings = every_word(read_corpus())
    names = np.frombuffer("\n".join(postings.terms).encode(), dtype=np.uint8)
    steps = np.diff(postings.docs, prepend=np.int32(0))  # small numbers pack well
    np.savez_compressed(
        WORDS_FILE, digest=np.array(library_digest()), terms=names, starts=postings.starts, steps=steps,
        counts=np.minimum(postings.counts, 255).astype(np.uint8),
    )  # fmt: skip
    return WORDS_FILE.stat().st_size


def shipped_words() -> Postings | None:
    """The words cut beforehand; None where they are of another library."""
    if not WORDS_FILE.exists():
        return None
    with np.load(WORDS_FILE, allow_pickle=False) as kept:
        if str(kept["digest"]) != library_digest():
            return None
        terms = {term: n for n, term in enumerate(kept["terms"].tobytes().decode().split("\n"))}
        return Postings(terms, kept["starts"], np.cumsum(kept["steps"], dtype=np.int32), kept["counts"].astype(np.float32))
