"""A paper as PDF, Chinese fonts embedded: the composition drawn by typst."""

from __future__ import annotations

from dataclasses import MISSING, asdict, fields
from datetime import datetime

from fengqiao.documents.composition import Break, Cell, Code, Composition, Item, Par, Row, Run, Space, Table
from fengqiao.documents.qr import qr_svg
from fengqiao.documents.typesetting import typeset


def draw_pdf(paper: Composition, *, made_at: datetime | None = None) -> bytes:
    """The composition as PDF."""
    data = {
        "sheet": asdict(paper.sheet),
        "title": paper.title,
        "head": paper.head,
        "foot": paper.foot,
        "watermark": paper.watermark,
        "svg": qr_svg(paper.code) if paper.code else "",
        "items": [_item(item) for item in paper.items],
    }
    return typeset("paper.typ", data, made_at=made_at)


def _item(item: Item) -> dict[str, object]:
    match item:
        case Par():
            return {"kind": "par"} | _par(item)
        case Table():
            return {"kind": "table"} | _table(item)
        case Code():
            return {
                "kind": "code",
                "svg": qr_svg(item.text),
                "side_mm": item.side_mm,
                "caption": item.caption,
            }
        case Space(mm):
            return {"kind": "space", "mm": mm}
        case Break():
            return {"kind": "break"}


def _table(table: Table) -> dict[str, object]:
    """`pt` and `pitch_pt` are those of the table's first text, set once for all cells."""
    first = next((par for row in table.rows for cell in row.cells for par in cell.pars), None)
    size = {"pt": first.pt, "pitch_pt": first.pitch_pt} if first else {"pt": 10, "pitch_pt": 10}
    return (
        _unusual(table)
        | size
        | {"rows": [_unusual(row) | {"cells": [_cell(cell) for cell in row.cells]} for row in table.rows]}
    )


def _cell(cell: Cell) -> dict[str, object]:
    return _unusual(cell) | ({"pars": [_par(par) for par in cell.pars]} if cell.pars else {})


def _par(par: Par) -> dict[str, object]:
    return _unusual(par) | {"runs": [_unusual(run) for run in par.runs]}


def _unusual(thing: Par | Run | Cell | Row | Table) -> dict[str, object]:
    """The fields that differ from their defaults; the template knows the same defaults."""
    return {name: value for name, usual in _DEFAULTS[type(thing)].items() if (value := getattr(thing, name)) != usual}


_PARTS = ("rows", "cells", "pars", "runs")  # what a part is made of is written by the functions above
_DEFAULTS: dict[type, dict[str, object]] = {
    kind: {
        field.name: None if field.default is MISSING else field.default
        for field in fields(kind)
        if field.name not in _PARTS
    }
    for kind in (Par, Run, Cell, Row, Table)
}
