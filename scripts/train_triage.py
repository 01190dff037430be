"""Trains the model that suggests a type of dispute, measures it, and writes it into the product.

    python scripts/train_triage.py FOLDER

FOLDER holds train.csv (id,text,label,licence), unlabelled.csv (text), aux_statute.csv (text). Written are
src/fengqiao/triage/data/model.npz and model.json with every figure of the model card. The same folder gives the
same model, digit for digit. Needs scikit-learn for the folds and the baselines; the product itself does not.

How: each label's scores are a ridge regression on three blocks of features: runs of one to three characters
(tf-idf), how many of each label's own words (data/words.toml) stand in the text, and how much the text reads like
the statutes of each label (a second ridge regression, on the articles of the library). All three are linear, so they
end in one row of weights per run. Shares come from a softmax whose one temperature is fitted on leave-one-out scores.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).parent))
from triage_statutes import articles_by_label

from fengqiao.triage.features import run_list
from fengqiao.triage.labels import labels
from fengqiao.triage.model import hits, words

DATA = Path(__file__).parents[1] / "src" / "fengqiao" / "triage" / "data"
CODES = tuple(labels())
N = len(CODES)
RUN_WEIGHT = (1.0, 1.0, 0.5)  # by length: three characters in a row repeat what two have said
SHARE_WORDS, SHARE_STATUTES = 0.05, 0.08  # what the two small blocks weigh beside the runs
PENALTY = 1.0
BALANCE = 0.5  # a rare label's row weighs (rows / its rows) to this power
ROWS_KEPT = 48_000
SEEDS = (0, 1, 2)
HELD_OUT = 5
"""Of the near-duplicate groups, every fifth by the digest of its first id is the fixed held-out part."""
ALIKE = 0.6
"""Cosine of character trigrams from which two texts are held together in every split."""
SPEAKS_AT_LEAST_RIGHT = 0.80
"""The product stays silent where fewer than this part of its best guesses would have been right."""


@dataclass(frozen=True)
class Rows:
    """The labelled rows: texts, labels as columns, near-duplicate group."""

    ids: list[str]
    texts: list[str]
    y: np.ndarray
    group: np.ndarray


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def labelled(folder: Path) -> Rows:
    rows = read(folder, "train.csv")
    texts = [row["text"] for row in rows]
    return Rows(
        [row["id"] for row in rows], texts, np.array([CODES.index(row["label"]) for row in rows]), grouped(texts)
    )


def grouped(texts: list[str]) -> np.ndarray:
    """For each text the number of the first text it is nearly the same as, directly or through others."""
    grams = TfidfVectorizer(analyzer="char", ngram_range=(3, 3), use_idf=False).fit_transform(texts)
    first = list(range(len(texts)))

    def root(at: int) -> int:
        while first[at] != at:
            at = first[at]
        return at

    alike = (grams @ grams.T).tocoo()
    for one, other, cosine in zip(alike.row, alike.col, alike.data, strict=True):
        if one < other and cosine > ALIKE:
            low, high = sorted((root(one), root(other)))
            first[high] = low
    return np.array([root(at) for at in range(len(texts))])


def is_held_out(first_id: str) -> bool:
    return hashlib.sha256(first_id.encode()).digest()[0] % HELD_OUT == 0


# Features -------------------------------------------------------------------------------------------------------------


class Space:
    """Runs and their rarity, counted over the texts given (labels unseen), and what the statutes teach in them."""

    def __init__(self, texts: Iterable[str]) -> None:
        count = CountVectorizer(analyzer=run_list, min_df=2)
        seen = count.fit_transform(texts)
        self.runs = count.get_feature_names_out()
        documents = np.asarray((seen > 0).sum(axis=0)).ravel()
        weight = np.array(RUN_WEIGHT)[np.array([len(run) for run in self.runs]) - 1]
        self.rarity = (1 + np.log((1 + seen.shape[0]) / (1 + documents))) * weight
        self.count = CountVectorizer(analyzer=run_list, vocabulary={run: at for at, run in enumerate(self.runs)})
        self.documents = documents
        self.statutes = self._statute_weights()

    def vectors(self, texts: Iterable[str]) -> sp.csr_matrix:
        found = self.count.transform(texts).astype(float)
        found.data = 1 + np.log(found.data)
        found = found @ sp.diags(self.rarity)
        length = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
        return (sp.diags(1 / np.maximum(length, 1e-9)) @ found).tocsr()

    def _statute_weights(self) -> np.ndarray:
        articles = articles_by_label()
        y = np.array([CODES.index(label) for _, label in articles])
        weight = (len(y) / N / np.maximum(np.bincount(y, minlength=N), 1))[y] ** BALANCE
        fit = Ridge(alpha=1.0, solver="sparse_cg", tol=1e-6).fit(
            self.vectors(text for text, _ in articles), np.eye(N)[y], sample_weight=weight
        )
        return np.asarray(fit.coef_.T)


def hit_matrix(texts: Iterable[str]) -> np.ndarray:
    return np.array([hits(text) for text in texts])


@dataclass(frozen=True)
class Fitted:
    """Weights per run and per label's word count, offsets; scores are already divided by the temperature."""

    runs: np.ndarray
    words: np.ndarray
    offsets: np.ndarray

    def shares(self, x: sp.csr_matrix, found: np.ndarray) -> np.ndarray:
        scores = x @ self.runs + found @ self.words + self.offsets
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        return grown / grown.sum(axis=1, keepdims=True)


def fit(space: Space, x: sp.csr_matrix, found: np.ndarray, y: np.ndarray) -> Fitted:
    """Everything, the temperature and the sizes of the blocks included, from these rows alone."""
    like = x @ space.statutes
    centre = like.mean(axis=0)
    like = like - centre
    by_words = np.sqrt(SHARE_WORDS / np.mean((found**2).sum(axis=1)))
    by_statutes = np.sqrt(SHARE_STATUTES / np.mean((like**2).sum(axis=1)))
    by_runs = 1 - SHARE_WORDS - SHARE_STATUTES
    kernel = by_runs * (x @ x.T).toarray() + by_words**2 * found @ found.T + by_statutes**2 * like @ like.T
    weight = (len(y) / N / np.maximum(np.bincount(y, minlength=N), 1))[y] ** BALANCE
    wanted = np.eye(N)[y]
    mean = (weight[:, None] * wanted).sum(axis=0) / weight.sum()
    inverse = np.linalg.inv(kernel + np.diag(PENALTY / weight))
    dual = inverse @ (wanted - mean)
    left_out = wanted - dual / np.diag(inverse)[:, None]
    grow = temperature(left_out, y)
    on_statutes = by_statutes**2 * like.T @ dual
    runs = by_runs * (x.T @ dual) + space.statutes @ on_statutes
    return Fitted(grow * runs, grow * by_words**2 * found.T @ dual, grow * (mean - centre @ on_statutes))


def temperature(scores: np.ndarray, y: np.ndarray) -> float:
    """The factor that makes shares of these scores most likely for the true labels."""

    def surprise(grow: float) -> float:
        grown = grow * scores
        top = grown.max(axis=1, keepdims=True)
        return float(np.mean(np.log(np.exp(grown - top).sum(axis=1)) + top.ravel() - grown[np.arange(len(y)), y]))

    return float(minimize_scalar(surprise, bounds=(0.5, 50), method="bounded", options={"xatol": 1e-4}).x)


# Measures -------------------------------------------------------------------------------------------------------------


def ranking(scores: np.ndarray, y: np.ndarray) -> dict[str, float]:
    """What the order of the labels is worth."""
    best = scores.argmax(axis=1)
    top = np.argsort(-scores, axis=1)[:, :3]
    return {
        "macro_f1": f1_score(y, best, average="macro", labels=range(N), zero_division=0),
        "accuracy": (best == y).mean(),
        "top3": (top == y[:, None]).any(axis=1).mean(),
    }


def measures(shares: np.ndarray, y: np.ndarray) -> dict[str, float]:
    """The same, and whether a share of 0.7 is right seven times in ten."""
    right = shares.argmax(axis=1) == y
    return {
        **ranking(shares, y),
        "ece15": calibration_error(shares.max(axis=1), right),
        "brier": ((shares - np.eye(N)[y]) ** 2).sum(axis=1).mean(),
    }


def calibration_error(sure: np.ndarray, right: np.ndarray, bins: int = 15) -> float:
    at = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in set(at)))


def coverage(shares: np.ndarray, y: np.ndarray) -> list[dict[str, float]]:
    """For each threshold: how many texts get a suggestion, how many of these are right at first, within three."""
    sure, right = shares.max(axis=1), shares.argmax(axis=1) == y
    within = (np.argsort(-shares, axis=1)[:, :3] == y[:, None]).any(axis=1)
    table = []
    for threshold in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = sure >= threshold
        table.append(
            {"from": threshold, "spoken": kept.mean(), "right": right[kept].mean(), "within3": within[kept].mean()}
        )
    return table


Learn = Callable[[np.ndarray, np.ndarray], np.ndarray]


def across(rows: Rows, learn: Learn) -> list[np.ndarray]:
    """Out-of-fold shares for each seed: five folds, near-duplicates together."""
    found = []
    for seed in SEEDS:
        shares = np.zeros((len(rows.y), N))
        for known, new in StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(
            rows.texts, rows.y, rows.group
        ):
            shares[new] = learn(known, new)
        found.append(shares)
    return found


def baseline(rows: Rows) -> Learn:
    """A plain linear model: tf-idf of one to three characters, linear SVM. Its margins rank; they are no shares."""

    def learn(known: np.ndarray, new: np.ndarray) -> np.ndarray:
        count = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
        x = count.fit_transform([rows.texts[at] for at in known])
        svm = LinearSVC(C=0.3, random_state=0).fit(x, rows.y[known])
        margins = np.full((len(new), N), -9.0)
        margins[:, svm.classes_] = svm.decision_function(count.transform([rows.texts[at] for at in new]))
        return margins

    return learn


def averaged(each: list[dict[str, float]]) -> dict[str, float]:
    return {name: float(np.mean([one[name] for one in each])) for name in each[0]}


# The shipped file -----------------------------------------------------------------------------------------------------


def kept_rows(space: Space, fitted: Fitted) -> np.ndarray:
    """The runs that matter most: those whose weights differ between labels, weighed by how often they occur."""
    differ = fitted.runs.std(axis=1) * space.rarity * np.sqrt(space.documents)
    return np.sort(np.argsort(-differ, kind="stable")[:ROWS_KEPT])


def write(space: Space, fitted: Fitted, facts: dict[str, object]) -> None:
    rows = kept_rows(space, fitted)
    weights = fitted.runs[rows]
    scales = np.abs(weights).max(axis=0) / 127
    np.savez_compressed(
        DATA / "model.npz",
        runs=np.frombuffer("\n".join(space.runs[rows]).encode(), dtype=np.uint8),
        rarity=space.rarity[rows].astype(np.float16),
        weights=np.round(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        words=fitted.words.astype(np.float32),
        offsets=fitted.offsets.astype(np.float32),
    )
    (DATA / "model.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def rounded(value: object) -> object:
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return round(float(value), 4) if isinstance(value, float | np.floating) else value


def held_out_figures(rows: Rows, more: list[str]) -> dict[str, object]:
    """The fixed split: nothing of the held-out texts is seen before, not even their runs."""
    out = np.array([is_held_out(rows.ids[at]) for at in rows.group])
    known, new = np.flatnonzero(~out), np.flatnonzero(out)
    texts = [rows.texts[at] for at in known]
    space = Space(texts + more)
    fitted = fit(space, space.vectors(texts), hit_matrix(texts), rows.y[known])
    asked = [rows.texts[at] for at in new]
    shares = fitted.shares(space.vectors(asked), hit_matrix(asked))
    plain = baseline(rows)(known, new)
    return {"rows": len(new), "model": measures(shares, rows.y[new]), "baseline": ranking(plain, rows.y[new])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    began = time.monotonic()
    rows = labelled(args.folder)
    more = [row["text"] for name in ("unlabelled.csv", "aux_statute.csv") for row in read(args.folder, name)]
    space = Space(rows.texts + more)
    print(f"{len(space.runs)} runs, {time.monotonic() - began:.0f} s", flush=True)
    x, found = space.vectors(rows.texts), hit_matrix(rows.texts)

    def learn(known: np.ndarray, new: np.ndarray) -> np.ndarray:
        return fit(space, x[known], found[known], rows.y[known]).shares(x[new], found[new])

    folds = across(rows, learn)
    table = [coverage(shares, rows.y) for shares in folds]
    spoken = [averaged([one[at] for one in table]) for at in range(len(table[0]))]
    speaks_from = next(row["from"] for row in spoken if row["right"] >= SPEAKS_AT_LEAST_RIGHT)
    facts: dict[str, object] = {
        "labels": list(CODES),
        "speaks_from": speaks_from,
        "rows": len(rows.y),
        "groups": len(set(rows.group)),
        "five_folds_three_seeds": averaged([measures(shares, rows.y) for shares in folds]),
        "baseline": averaged([ranking(margins, rows.y) for margins in across(rows, baseline(rows))]),
        "by_label": dict(
            zip(
                CODES,
                np.mean(
                    [f1_score(rows.y, s.argmax(axis=1), average=None, labels=range(N)) for s in folds], axis=0
                ).tolist(),
                strict=True,
            )
        ),
        "coverage": spoken,
        "held_out": held_out_figures(rows, more),
    }
    facts["words"] = sum(len(each) for each in words().values())
    write(space, fit(space, x, found, rows.y), rounded(facts))  # type: ignore[arg-type]
    print(json.dumps(rounded(facts), ensure_ascii=False, indent=1))
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
