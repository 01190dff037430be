"""Each line that counts has a season of its own, and in it SQL by hand for every indicator: nothing is shown that was not asked twice."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from fengqiao.conf.lines import LINES
from fengqiao.indicators import registry
from tests.season import Hand, unasked


def seasons() -> dict[str, ModuleType]:
    """The seasons of the lines, by the set of indicators they ask for."""
    names = [f"{line}.tests.test_season" for line in LINES]
    found = [import_module(name) for name in names if find_spec(name) is not None]
    return {each.SET: each for each in found}


def test_every_indicator_is_asked_by_hand() -> None:
    found = seasons()
    assert {each.code for each in registry.sets()} == set(found)
    assert {code: wrong for code, each in found.items() if (wrong := unasked(code, each.BY_HAND))} == {}


def test_what_is_asked_by_hand_does_not_read_what_figures_are_kept_in() -> None:
    kept = ("indicators_", "matter_changed")
    asked = [(code, sql) for code, each in seasons().items() for hand in each.BY_HAND.values() for sql in hand.halves]
    assert [(code, sql) for code, sql in asked if any(word in sql for word in kept)] == []


def test_an_indicator_without_its_sql_is_seen() -> None:
    by_hand = seasons()["mediation"].BY_HAND
    without = {code: hand for code, hand in by_hand.items() if code != "M05"}
    assert unasked("mediation", without) == ["M05：没有手写的SQL"]
    assert unasked("mediation", by_hand | {"M09": Hand("count(*) from matter_matter m")}) == ["M09：分子分母没有写全"]
    assert unasked("mediation", by_hand | {"M03": Hand("count(*) from matter_matter m")}) == ["M03：分类别的，没有写按什么分"]
    assert unasked("mediation", by_hand | {"M99": Hand("1")}) == ["M99：没有这个指标"]
