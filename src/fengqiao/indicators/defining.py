"""A definition's fingerprint: figures counted by another definition are another figure, whatever they are called."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from fengqiao.indicators import folding
from fengqiao.indicators.vocabulary import Half, Indicator, Measure, Tallied
from fengqiao.vault import sm3_hex


@cache  # a period is locked for every office: the same few hundred definitions are asked of thousands of figures
def of_tally(tallied: Tallied) -> str:
    """What the database is asked for it: a definition that asks otherwise is another one."""
    sql, params = folding.fresh([tallied], moved={})  # offices that move change no definition
    return sm3_hex(f"{sql} {list(params)}".encode())


def of_indicator(indicator: Indicator) -> str:
    """Its version and words, how it is measured, and what is tallied for it."""
    halves = [_of_half(each) for each in indicator.halves]
    return sm3_hex("\n".join([indicator.version, indicator.words, *halves, *map(of_tally, indicator.tallied)]).encode())


def _of_half(half: Half) -> str:
    """How it is measured, of which tallies and kinds, and whatever else the measure says of itself."""
    said = [type(half).__name__, *(str(value) for each in fields(half) if isinstance(value := getattr(half, each.name), str | int))]
    if not isinstance(half, Measure):
        return " ".join(said).lower()
    sides = getattr(half, "sides", ())
    return " ".join([*said, *(each.code for each in half.tallied), *half.kinds, *sides])
