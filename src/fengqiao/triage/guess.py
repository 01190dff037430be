"""Which type of dispute a text is about: the labels in order, how sure, and the words that led to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .cutting import Word, words_in
from .labels import Label, dispute_type, labels
from .model import Model, Numbers, Seen, model, own_words
from .spans import Span, merged

OFFERED = 3
MOST_WORDS = 4
LEAST_CHARACTERS = 4
"""A text shorter than this says too little to weigh."""
_LEAST_PART = 0.06  # a word is named when it brought at least this part of what spoke for the label
_IDLE_WORDS = "怎么 怎么办 怎样 如何 什么 是否 请问 咨询 可以 我们 你们 他们 我的 你好 您好 谢谢 现在 因为 所以 但是 没有 不是 是不是 这个 那个 应该 还是 需要 已经 一个 问题"
_IDLE = frozenset(_IDLE_WORDS.split())


@dataclass(frozen=True)
class Guess:
    """One type offered. `share` (0 to 1) is how sure the model is; `words` stand in the text and led here."""

    label: str
    name: str
    type: str
    share: float
    mediable: bool
    words: tuple[Span, ...]


@dataclass(frozen=True)
class Kind:
    """What the model makes of a text. When `silent`, nothing is to be proposed; `why` says so in a sentence."""

    silent: bool
    confidence: float
    guesses: tuple[Guess, ...]
    why: str


def ranked(text: str) -> list[tuple[str, float]]:
    """Every label with its share, best first; equal shares in the order of the list. Never silent."""
    known = model()
    shares = known.shares(known.see(text))
    return [(known.labels[at], float(shares[at])) for at in np.argsort(-shares, kind="stable")]


def speaks_from() -> float:
    """The share of the best label below which the model stays silent; set by the training, with its measured effect."""
    return float(model().facts["speaks_from"])


def kind_of(text: str, cut: Sequence[Word] | None = None) -> Kind:
    """The best three labels with the words that led to each, or silence with the reason. `cut`: the text's words, when at hand."""
    known = model()
    seen = known.see(text)
    shares = known.shares(seen)
    best = float(shares.max())
    if len(text.strip()) < LEAST_CHARACTERS or not len(seen.rows):
        return Kind(True, best, (), "写得太短，看不出是哪一类纠纷。写下谁和谁、为了什么事，再看建议。")
    order = np.argsort(-shares, kind="stable")[:OFFERED]
    if best < speaks_from():
        return Kind(True, best, (), "从这段话看不准是哪一类纠纷，不作建议。请按当事人所说选择。")
    spans = [word.span for word in (words_in(text) if cut is None else cut)]
    guesses = tuple(_guess(known, seen, text, spans, int(at), float(shares[at])) for at in order)
    return Kind(False, best, guesses, "按文字的相似程度推测，仅供参考，由登记人选定。")


def _guess(known: Model, seen: Seen, text: str, spans: Sequence[Span], column: int, share: float) -> Guess:
    label: Label = labels()[known.labels[column]]
    words = _words(known, seen, text, spans, column)
    return Guess(label.code, label.name, dispute_type(label.code, text), share, label.mediable, words)


def _words(known: Model, seen: Seen, text: str, spans: Sequence[Span], column: int) -> tuple[Span, ...]:
    """The words that brought most to the label, in the order of the text; neighbours are read as one."""
    gains = _by_character(known, seen, text, column)
    total = float(gains[gains > 0].sum())
    if total <= 0:
        return ()
    weighed = []
    for word in spans:
        gain = float(gains[word.start : word.end].sum())
        if gain >= _LEAST_PART * total and word.text not in _IDLE:
            weighed.append((gain, word))
    weighed.sort(key=lambda pair: -pair[0])
    best = [word for _, word in weighed if _says_something(word)][:MOST_WORDS]
    return merged(text, best)


def _by_character(known: Model, seen: Seen, text: str, column: int) -> Numbers:
    """What each character added to the label: the part of every run and of every word, spread over its places."""
    added = known.added(seen, column)
    times: dict[int, int] = {}
    for row, _, _ in seen.places:
        times[row] = times.get(row, 0) + 1
    steps = [0.0] * (len(text) + 1)  # a part begins at `start` and ends before `end`: summed up once at the close
    for row, start, size in seen.places:
        part = added[row] / times[row] / size
        steps[start] += part
        steps[start + size] -= part
    own, places = own_words(text, column)
    for start, end in places:
        part = known.added_by_words(seen, column) / own / (end - start)
        steps[start] += part
        steps[end] -= part
    return np.cumsum(np.array(steps[:-1], dtype=np.float32))


def _says_something(word: Span) -> bool:
    return len(word.text) > 1 and not word.text.isdigit() and any(c.isalnum() for c in word.text)
