"""Contrast of the tokens, computed by WCAG 2: 4.5:1 for words, 7:1 in big type, 3:1 for edges."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static/ui/css/tokens.css").read_text("utf-8")
WORDS = ["ink", "muted", "primary", "late", "soon", "done", "provisional"]
UI_MD = {
    "ink": "#1f2733",
    "muted": "#5b6675",
    "line": "#dfe3e8",
    "ground": "#f6f7f8",
    "surface": "#fff",
    "primary": "#1d4f91",
    "late": "#b3261e",
    "soon": "#8a5a00",
    "done": "#1c6b3c",
    "provisional": "#5a4aa0",
}


def tokens(selector: str) -> dict[str, str]:
    body = TOKENS.split(f"{selector} {{")[1].split("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", body))


ORDINARY = tokens(":root")
ELDER = {**ORDINARY, **tokens('html[data-mode="elder"]')}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)


def test_the_tokens_are_the_designed_ones() -> None:
    assert {name: ORDINARY[name] for name in UI_MD} == UI_MD


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("under", ["surface", "ground", "hover", "primary-tint"])
def test_words_can_be_read(word: str, under: str) -> None:
    assert contrast(ORDINARY[word], ORDINARY[under]) >= 4.5
    assert contrast(ELDER[word], ELDER[under]) >= 7


@pytest.mark.parametrize("mode", [ORDINARY, ELDER], ids=["ordinary", "elder"])
def test_white_on_primary_and_on_ink(mode: dict[str, str]) -> None:
    least = 7 if mode is ELDER else 4.5
    assert min(contrast("#fff", mode[name]) for name in ("primary", "primary-deep", "ink")) >= least
    assert contrast(mode["ribbon-ink"], mode["ribbon"]) >= 7


@pytest.mark.parametrize("mode", [ORDINARY, ELDER], ids=["ordinary", "elder"])
def test_edges_of_boxes_one_writes_in_can_be_seen(mode: dict[str, str]) -> None:
    assert min(contrast(mode["line-strong"], mode[under]) for under in ("surface", "ground")) >= 3
