"""The four sheets a paper is printed on: sizes in mm, type in points.

`official` is GB/T 9704-2012: 37 mm above, 28 mm left, a type area of 156 by 225 mm, 22 lines of 28 characters.
`record` is the form of a record or register: 小四, so that it fits a page. Chinese sizes: 二号 22, 小二 18, 三号 16,
四号 14, 小四 12, 五号 10.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MM_PER_PT = 25.4 / 72


@dataclass(frozen=True)
class Layout:
    """A sheet. `pitch_pt` is the distance of two lines; `tracking_pt` is added to each character's width."""

    code: str
    width_mm: float
    height_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float
    left_mm: float
    body_pt: float
    pitch_pt: float
    table_pt: float
    table_pitch_pt: float
    title_pt: float
    tracking_pt: float = 0.0
    numbering: Literal["centre", "outer", "none"] = "centre"
    has_head: bool = True

    @property
    def text_width_mm(self) -> float:
        return self.width_mm - self.left_mm - self.right_mm

    def em_mm(self, pt: float) -> float:
        """The width of one full-width character of this size."""
        return pt * MM_PER_PT


RECORD = Layout(
    "record",
    210,
    297,
    top_mm=28,
    right_mm=24,
    bottom_mm=24,
    left_mm=28,
    body_pt=12,
    pitch_pt=22,
    table_pt=12,
    table_pitch_pt=18,
    title_pt=22,
)
OFFICIAL = Layout(
    "official",
    210,
    297,
    top_mm=37,
    right_mm=26,
    bottom_mm=35,
    left_mm=28,
    body_pt=16,
    pitch_pt=28.99,
    table_pt=12,
    table_pitch_pt=18,
    title_pt=22,
    tracking_pt=-0.21,
    numbering="outer",
)
COVER = Layout(
    "cover",
    210,
    297,
    top_mm=40,
    right_mm=25,
    bottom_mm=30,
    left_mm=32,
    body_pt=16,
    pitch_pt=40,
    table_pt=16,
    table_pitch_pt=28,
    title_pt=36,
    numbering="none",
)
LABEL = Layout(
    "label",
    100,
    70,
    top_mm=6,
    right_mm=6,
    bottom_mm=6,
    left_mm=6,
    body_pt=10.5,
    pitch_pt=16,
    table_pt=9,
    table_pitch_pt=13,
    title_pt=16,
    numbering="none",
    has_head=False,
)

LAYOUTS = {layout.code: layout for layout in (RECORD, OFFICIAL, COVER, LABEL)}
