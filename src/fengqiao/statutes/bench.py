"""How good the article search is: recall and speed for questions people asked, against plain BM25 in the same run.

Two sets. 「条旨」: made by rule from the library itself — an article's heading and the first clause of its first sentence, without
the article's own number; every 40th article of the laws in force, those too short left out. 「咨询」: questions to a legal
consultation with the articles a legal team named (``data/asked.jsonl``). Each is cut in two by a digest of its name: one half chose the
numbers of :mod:`ranking` and is known to it, the other is reported.
"""

from __future__ import annotations

import json
import platform
import time
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from statistics import median
from typing import Any

import numpy as np

from .library import Law, find_law, laws
from .ranking import ASKED_FILE, Postings, Ranking, every_word, ranking, shipped_words
from .search import search
from .words import words_of

PLAIN_K1, PLAIN_B = 1.5, 0.75  # as the usual packages have them
EVERY, LEAST = 40, 12
DEPTHS = (5, 10)


@dataclass(frozen=True)
class Asked:
    """A question and the articles that answer it, as 民法典/54."""

    name: str
    text: str
    articles: frozenset[str]

    @property
    def reported(self) -> bool:
        return int(sha256(self.name.encode()).hexdigest(), 16) % 2 == 1


@dataclass(frozen=True)
class Result:
    """Mean share of the right articles among the first so many, whether any of them is, and milliseconds of processor time a question."""

    set: str
    method: str
    questions: int
    recall_at_5: float
    recall_at_10: float
    any_at_10: float
    p50_ms: float
    p95_ms: float


def consultations() -> list[Asked]:
    """The questions of consultations, both halves."""
    rows = map(json.loads, ASKED_FILE.read_text("utf-8").splitlines())
    return [Asked(row["id"], row["question"], frozenset(row["articles"])) for row in rows]


def headings(on: date) -> list[Asked]:
    """A question made of every fortieth article in force: its heading and how it begins."""
    index, found = ranking(), []
    where = in_force(on)
    for at in range(0, index.size, EVERY):
        law, key = index.places[at]
        begins = index.corpus.of(at).split("\n")[0].partition("。")[0].partition("，")[0]
        if law in where and LEAST <= len(begins) <= 60:
            found.append(Asked(f"{law.title}/{key}", begins, frozenset({f"{law.title}/{key}"})))
    return found


def in_force(on: date) -> frozenset[Law]:
    return frozenset(law for law in laws() if find_law(law.name, on=on) == law)


class _Plain:
    """BM25 over the words of the texts alone."""

    @classmethod
    def of(cls, index: Ranking) -> _Plain:
        """Over the words the index was made of."""
        return cls(index, shipped_words() or every_word(index.corpus))

    def __init__(self, index: Ranking, postings: Postings) -> None:
        lengths = np.bincount(postings.docs, weights=postings.counts, minlength=index.size)
        norm = PLAIN_K1 * (1 - PLAIN_B + PLAIN_B * lengths / lengths.mean())
        weights = postings.counts * (PLAIN_K1 + 1) / (postings.counts + norm[postings.docs])
        self.size, self.index = index.size, index
        self.postings = Postings(postings.terms, postings.starts, postings.docs, weights.astype(np.float32))

    def best(self, text: str, where: frozenset[Law], limit: int) -> list[tuple[Any, float]]:
        scores = np.zeros(self.size, dtype=np.float32)
        for word, times in Counter(words_of(text)).items():
            if (held := self.postings.of_term(word)) is not None:
                scores[held[0]] += np.float32(times * self.postings.idf(word, self.size)) * held[1]
        scores *= self.index.mask(where)
        first = np.argpartition(-scores, limit)[:limit]
        ordered = first[np.lexsort((first, -scores[first]))]
        return [(self.index.places[at], float(scores[at])) for at in ordered]


class _Asked:
    """The search as everybody uses it: as written, else as a question, with what is shown of each article."""

    def __init__(self, on: date) -> None:
        self.on = on
        search("老板拖欠工资怎么办", on=on)  # the first one of a process makes the index

    def best(self, text: str, where: frozenset[Law], limit: int) -> list[tuple[Any, float]]:
        return [((hit.article.law, hit.article.key), hit.score) for hit in search(text, limit, on=self.on)]


def measure(on: date) -> dict[str, Any]:
    """Both methods over the reported halves; also over those questions none of whose articles the known half asks about."""
    index = ranking()
    begun = time.perf_counter()
    fresh = Ranking()
    _ = fresh.pairs
    built = time.perf_counter() - begun
    plain, door, where = _Plain.of(index), _Asked(on), in_force(on)
    asked, made = consultations(), headings(on)
    known = {article for each in asked if not each.reported for article in each.articles}
    sets = {
        "咨询（另一半）": [each for each in asked if each.reported],
        "咨询（另一半，条文没有人问过的）": [each for each in asked if each.reported and not each.articles & known],
        "条旨（另一半）": [each for each in made if each.reported],
    }  # fmt: skip
    results = [
        asdict(_measured(name, method, way, questions, where))
        for name, questions in sets.items()
        for method, way in (("本产品", door), ("BM25", plain))
    ]
    return {
        "on": on.isoformat(), "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}", "articles": index.size,
        "built_seconds": round(built, 1), "known": sum(not each.reported for each in asked), "results": results,
    }  # fmt: skip


def _measured(name: str, method: str, way: Any, questions: list[Asked], where: frozenset[Law]) -> Result:
    shares: dict[int, float] = dict.fromkeys(DEPTHS, 0.0)
    spent, hit = [], 0
    for each in questions:
        begun = time.process_time()
        found = way.best(each.text, where, max(DEPTHS))
        spent.append((time.process_time() - begun) * 1000)
        ranked = [f"{law.title}/{key}" for (law, key), _ in found]
        for depth in DEPTHS:
            shares[depth] += len(each.articles & set(ranked[:depth])) / len(each.articles)
        hit += bool(each.articles & set(ranked))
    number = len(questions)
    slow = sorted(spent)[int(0.95 * number)]
    five, ten = (round(shares[depth] / number, 4) for depth in DEPTHS)
    return Result(name, method, number, five, ten, round(hit / number, 4), round(median(spent), 2), round(slow, 2))
