"""Spreadsheets written row by row in bounded memory. Every cell is text or a number, never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

MOST_ROWS = 1_000_000  # of 1,048,576; further rows go on in another sheet
MOST_CELL = 30_000  # characters; a longer text goes on in the next row


class Book:
    """One .xlsx file. Rows of a sheet are written in order and not kept."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def sheet(self, name: str, columns: Sequence[tuple[str, int]]) -> Sheet:
        """A new sheet with its headings; ``columns`` are (heading, width in characters). Finish one before the next."""
        return Sheet(self._book, name, columns, self._head, self._text)


class Sheet:
    """Rows below headings."""

    def __init__(self, book: Any, name: str, columns: Sequence[tuple[str, int]], head: Any, text: Any) -> None:
        self._book, self._name, self._columns, self._head, self._text = book, name, columns, head, text
        self._part = 0
        self._begin()

    def _begin(self) -> None:
        self._part += 1
        self._row = 0
        self._sheet = self._book.add_worksheet(self._name if self._part == 1 else f"{self._name}（{self._part}）")
        self._sheet.freeze_panes(1, 0)
        for place, (heading, width) in enumerate(self._columns):
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, heading, self._head)

    def add(self, values: Iterable[Any]) -> None:
        """One row; a text too long for a cell goes on in rows below it."""
        cells = [
            value if isinstance(value, int) and not isinstance(value, bool) else str(value or "") for value in values
        ]
        rows = max([1, *(-(-len(cell) // MOST_CELL) for cell in cells if isinstance(cell, str))])
        for part in range(rows):
            if self._row >= MOST_ROWS:
                self._begin()
            self._row += 1
            for place, cell in enumerate(cells):
                if isinstance(cell, int):
                    if part == 0:
                        self._sheet.write_number(self._row, place, cell, self._text)
                elif piece := cell[part * MOST_CELL : (part + 1) * MOST_CELL]:
                    self._sheet.write_string(self._row, place, piece, self._text)
