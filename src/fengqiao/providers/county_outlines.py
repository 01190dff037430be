"""The outline of a county as a frame for its tile map: bundled for some, shown inside the house alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "county_outlines.json"


@dataclass(frozen=True)
class Outline:
    """A path in a picture of this width and height."""

    name: str
    width: int
    height: int
    path: str


def outline_of(county: int) -> Outline | None:
    """The outline of the county with this six-digit code; None where none is bundled."""
    return _all().get(str(county))


@cache
def _all() -> dict[str, Outline]:
    return {code: Outline(**each) for code, each in json.loads(DATA.read_text(encoding="utf-8")).items()}
