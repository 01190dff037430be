"""The draw: which of the closed cases of a period are looked at. Pure; the same seed and the same cases give the same sample."""

from __future__ import annotations

from collections.abc import Iterable

from fengqiao.vault import sm3


def draw(cases: Iterable[str], count: int, seed: str) -> list[str]:
    """So many of the cases (by their numbers), those first whose SM3 of ``seed:number`` is smallest, in that order."""
    return sorted(set(cases), key=lambda number: (sm3(f"{seed}:{number}".encode()).hex(), number))[: max(count, 0)]


def how_many(population: int, percent: int) -> int:
    """The share of the closed cases, rounded up: one of a few is still one."""
    return -(-population * percent // 100)


def fingerprint(cases: Iterable[str]) -> str:
    """SM3 of the cases that were drawn from, in order of their numbers: whether somebody draws again from the same ones."""
    return sm3("\n".join(sorted(set(cases))).encode()).hex()
