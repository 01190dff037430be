"""Where people sign: two places in a row, each with room for a hand or a fingerprint, and room for the seal.

The system leaves the room empty; it never draws a seal or a signature (电子签名法 第十三条、第十四条).
"""

from __future__ import annotations

from dataclasses import replace

from fengqiao.documents.blocks import Sign, Signatures
from fengqiao.documents.composition import Cell, Item, Par, Row, Run, Table
from fengqiao.documents.dates import BLANK_DATE
from fengqiao.documents.layouts import Layout
from fengqiao.documents.slots import Rows, Slot
from fengqiao.documents.sources import Source
from fengqiao.documents.values import paragraphs

GAP_MM = 8.0
HAND_MM = 13.0  # a fingerprint is 15 to 20 mm tall with its label line
ON_ONE_PAGE = 6  # places to sign
SEAL_MM = 20.0  # above the seal's words; a committee's seal is 42 mm across and covers words and date


def compose_signatures(sheet: Layout, block: Signatures, source: Source) -> list[Item]:
    """Pairs of places to sign, then the seal and the date at the right."""
    places: list[tuple[Sign, str]] = []
    found: list[Item] = []
    for sign in block.signers:
        if sign.each and source.is_template:
            found += _repeated(sheet, sign, source)
            continue
        names = source.names(sign.each) if sign.each else []
        places += [(sign, name) for name in names or [""] * sign.count]
    found += [_pair(sheet, places[n : n + 2]) for n in range(0, len(places), 2)]
    if len(places) <= ON_ONE_PAGE:  # they sign one page together: the last is not left alone on the next
        found[:-1] = [replace(item, with_next=True) if isinstance(item, Table) else item for item in found[:-1]]
    if block.seal or block.date:
        if found and isinstance(found[-1], Table):
            found[-1] = replace(found[-1], with_next=True)  # a seal alone on a page seals nothing
        found.append(_seal(sheet, block, source))
    return found


def _repeated(sheet: Layout, sign: Sign, source: Source) -> list[Item]:
    """One place per row, as a template repeats it."""

    def one(row: Source, _: bool) -> list[Item]:
        return [_pair(sheet, [(sign, row.text(Slot("name", "姓名")))])]

    return source.groups(Rows(sign.each, sign.who), one)


def _pair(sheet: Layout, places: list[tuple[Sign, str]]) -> Table:
    half = (sheet.text_width_mm - GAP_MM) / 2
    who, hand, day = [], [], []
    for sign, name in places:
        who.append(Cell((_who(sheet, sign, name),), line="none", place="top"))
        hand.append(Cell(line="below"))
        day.append(Cell((_small(sheet, BLANK_DATE if sign.date else "", "right"),), line="none"))
    empty = [Cell(line="none")] * (2 - len(places))
    gap = Cell(line="none")

    def row(cells: list[Cell], height_mm: float) -> Row:
        left, right = [*cells, *empty]
        return Row((left, gap, right), height_mm=height_mm, whole=True)

    rows = (row(who, 7), row(hand, HAND_MM), row(day, 7))
    return Table((half, GAP_MM, half), rows, keep=True, pad_mm=0)


def _who(sheet: Layout, sign: Sign, name: str) -> Par:
    runs = [Run(f"{sign.who}（{sign.manner}）：")]
    if name:
        runs.append(Run(name, pt=sheet.table_pt - 2, colour="grey"))
    return Par(tuple(runs), pt=sheet.table_pt, pitch_pt=sheet.table_pitch_pt, align="left", before_pt=4)


def _small(sheet: Layout, text: str, align: str) -> Par:
    return Par((Run(text),), pt=sheet.table_pt, pitch_pt=sheet.table_pitch_pt, align=align)  # type: ignore[arg-type]


def _seal(sheet: Layout, block: Signatures, source: Source) -> Table:
    half = (sheet.text_width_mm - GAP_MM) / 2
    pars = [_small(sheet, f"（{block.seal}）", "centre")] if block.seal else []
    if block.date is not None:
        pars.append(_small(sheet, " ".join(paragraphs(source.text(block.date))) or BLANK_DATE, "centre"))
    rows = (
        Row((Cell(line="none"), Cell(line="none")), height_mm=SEAL_MM if block.seal else 6, whole=True),
        Row((Cell(line="none"), Cell(tuple(pars), line="none")), whole=True),
    )
    return Table((half + GAP_MM, half), rows, keep=True, pad_mm=0)
