"""A definition's fingerprint: figures counted by another definition are another figure, whatever they are called."""

from __future__ import annotations

from fengqiao.indicators import folding
from fengqiao.indicators.vocabulary import Having, Indicator, Measure, Register, Tallied
from fengqiao.vault import sm3_hex


def of_tally(tallied: Tallied) -> str:
    """What the database is asked for it: a definition that asks otherwise is another one."""
    sql, params = folding.fresh([tallied])
    return sm3_hex(f"{sql} {list(params)}".encode())


def of_indicator(indicator: Indicator) -> str:
    """Its version and words, how it is measured, and what is tallied for it."""
    halves = [_of_half(each) for each in indicator.halves]
    return sm3_hex("\n".join([indicator.version, indicator.words, *halves, *map(of_tally, indicator.tallied)]).encode())


def _of_half(half: Measure | Register) -> str:
    if isinstance(half, Register):
        return "register"
    had = [each.code for each in half.had] if isinstance(half, Having) else []
    return " ".join([type(half).__name__, *half.codes, *half.kinds, *had])
