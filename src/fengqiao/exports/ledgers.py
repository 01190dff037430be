"""台账.xlsx: an office's matters as the line's yearly ledger has them, one a row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fengqiao.exports.sheets import Book
from fengqiao.matter.actions import known_facts
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Ledger

NAME = "台账.xlsx"


def write_ledger(path: Path, ledger: Ledger, matters: Iterable[Matter]) -> None:
    """Write the matters one after another."""
    with Book(path) as book:
        sheet = book.sheet("台账", [("序号", 6), *ledger.columns])
        for number, matter in enumerate(matters, 1):
            sheet.add([number, *ledger.row(matter, known_facts(matter))])
