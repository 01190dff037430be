"""The model: one row of weights per run of characters, one column per label. Read once, when first asked.

A text's runs are counted, weighted by 1 + ln(count) and by how rare the run is, brought to length one, multiplied
with the weights, and turned into shares that add up to one. Nothing is hidden in it: what a run added to a label
can be read off, and `reasons` does.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import SEEN_CHARACTERS, plain, runs
from .labels import labels

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    """A text as the model sees it: the runs it knows, where each stands and its weight; the words it found."""

    rows: NDArray[np.intp]
    values: Numbers
    hits: Numbers
    places: tuple[tuple[int, int, int], ...]
    """(row, start, length) of every known run, in the order they stand."""


@dataclass(frozen=True)
class Model:
    """`labels` name the columns; `facts` is what the training wrote down about itself."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    rarity: Numbers
    weights: NDArray[np.int8]
    scales: Numbers
    word_weights: Numbers
    offsets: Numbers
    facts: dict[str, Any]

    def see(self, text: str) -> Seen:
        """The known runs of a text."""
        counts: dict[int, int] = {}
        places = []
        known = self.vocabulary.get
        for run, start in runs(text):
            row = known(run)
            if row is not None:
                counts[row] = counts.get(row, 0) + 1
                places.append((row, start, len(run)))
        rows = np.fromiter(counts, dtype=np.intp, count=len(counts))
        values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self.rarity[rows]
        length = float(np.sqrt((values * values).sum()))
        return Seen(rows, (values / length if length else values).astype(np.float32), hits(text), tuple(places))

    def shares(self, seen: Seen) -> Numbers:
        """One share per label, adding up to one: how sure the model is."""
        scores = (seen.values @ self.weights[seen.rows].astype(np.float32)) * self.scales
        scores = scores + seen.hits @ self.word_weights + self.offsets
        grown = np.exp(scores - scores.max())
        return np.asarray(grown / grown.sum(), dtype=np.float32)

    def added(self, seen: Seen, column: int) -> dict[int, float]:
        """By row: what that run added to one label, over what it added to the labels on average."""
        part = self.weights[seen.rows].astype(np.float32) * self.scales
        gain = (part[:, column] - part.mean(axis=1)) * seen.values
        return dict(zip(seen.rows.tolist(), gain.tolist(), strict=True))

    def added_by_words(self, seen: Seen, column: int) -> float:
        """The same for the label's own words, all together."""
        part = self.word_weights[column]
        return float(seen.hits[column] * (part[column] - part.mean()))


def own_words(text: str, column: int) -> tuple[int, list[tuple[int, int]]]:
    """How many places the label's own words stand in, and from where to where; each word where it first stands."""
    said = plain(text[:SEEN_CHARACTERS])
    own = list(words().values())[column]
    places = [(at, at + len(word)) for word in own if (at := said.find(word)) >= 0]
    return len(places), places


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Each label's own words, in plain characters; a label may have none."""
    said = tomllib.loads(files(__package__).joinpath("data", "words.toml").read_text(encoding="utf-8"))
    return {label: tuple(dict.fromkeys(plain(said.get(label, "")).split())) for label in labels()}


def hits(text: str) -> Numbers:
    """For each label the square root of how many of its own words stand in the text."""
    said = plain(text[:SEEN_CHARACTERS])
    return np.sqrt(np.array([sum(word in said for word in own) for own in words().values()], dtype=np.float32))


@cache
def model() -> Model:
    """The model that comes with the product."""
    folder = files(__package__).joinpath("data")
    facts = json.loads(folder.joinpath("model.json").read_text(encoding="utf-8"))
    with folder.joinpath("model.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        words = bytes(kept["runs"]).decode("utf-8").split("\n")
        return Model(
            labels=tuple(facts["labels"]),
            vocabulary={word: row for row, word in enumerate(words)},
            rarity=kept["rarity"].astype(np.float32),
            weights=kept["weights"],
            scales=kept["scales"],
            word_weights=kept["words"],
            offsets=kept["offsets"],
            facts=facts,
        )
