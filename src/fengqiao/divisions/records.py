"""The bundled lists, read from compressed CSV. Sources, licences and dates are in README.md beside this file."""

from __future__ import annotations

import csv
import io
import lzma
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LISTED_IN = 2026  # divisions and townships: Ministry of Civil Affairs line
STATISTICS_YEAR = 2023  # streets and villages: National Bureau of Statistics line


def _unpacked(name: str) -> bytes:
    packed = files(__package__).joinpath("data", name + ".csv.xz").read_bytes()
    return lzma.decompress(packed)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one list (`divisions`, `changes`), column name to text."""
    return csv.DictReader(io.StringIO(_unpacked(name).decode("utf-8")))


@cache
def towns_by_county(name: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Of `townships` or `streets_2023`: county code to (9-digit code, name), in the order of the codes."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(name):
        found.setdefault(row["parent_code"], []).append((row["code"], row["name"]))
    return {county: tuple(towns) for county, towns in found.items()}


def village_lines(street_codes: frozenset[str]) -> list[tuple[str, str, str]]:
    """(12-digit code, name, 9-digit street code) of the villages of these streets, in the order of the codes.

    620,573 villages are kept by province, and a province's lines are cut to the county before any is looked at.
    """
    found = []
    for county in sorted({code[:6] for code in street_codes}):
        whole = _unpacked(f"villages_2023/{county[:2]}")
        start = whole.find(b"\n" + county.encode())
        if start < 0:
            continue
        end = whole.find(b"\n", whole.rfind(b"\n" + county.encode()) + 1)
        for line in whole[start + 1 : end].decode("utf-8").splitlines():
            code, name, street = line.split(",")
            if street in street_codes:
                found.append((code, name, street))
    return found
