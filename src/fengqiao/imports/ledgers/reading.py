"""One row while it is read: its cells as text and days, and every problem kept at its cell until the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Setting
from fengqiao.imports.sheet import LedgerRow
from fengqiao.imports.values import NOTHING, CellWrong, Notes, RowWrong, read_day

Found = TypeVar("Found")


@dataclass
class Reading:
    """A row, what it is read with, what was put right and what is wrong."""

    row: LedgerRow
    setting: Setting
    notes: Notes = field(default_factory=Notes)
    problems: list[CellWrong] = field(default_factory=list)

    def text(self, name: str) -> str:
        said = str(self.row.cells.get(name) if self.row.cells.get(name) is not None else "").strip()
        return "" if plain(said) in NOTHING else said

    def days(self, labels: Mapping[str, str]) -> dict[str, date]:
        """The days of these cells that can be read; none of them later than today."""
        own, today = self.setting.own, self.setting.today
        read = {
            name: self.tried(name, partial(read_day, self.row.cells.get(name), label, self.notes, today, own.year))
            for name, label in labels.items()
        }
        return {name: day for name, day in read.items() if day is not None}

    def tried(self, name: str, read: Callable[[], Found]) -> Found | None:
        """What a cell says; None where it cannot be read, and the problem is kept for the end."""
        try:
            return read()
        except CellWrong as wrong:
            self.problems.append(CellWrong(wrong.said, wrong.field or name))
            return None

    def wrong(self, name: str, said: str) -> None:
        """Keep a problem at a cell."""
        self.problems.append(CellWrong(said, name))

    def failed_formulas(self) -> None:
        """A cell that shows #REF! would read as empty: it is refused instead."""
        for name, said in self.row.errors.items():
            if name != "serial":
                self.wrong(name, f"这一格是公式错误{said}。请改成实际的内容。")

    def refuse(self) -> None:
        """Raises RowWrong when anything could not be read."""
        if self.problems:
            raise RowWrong(self.problems)
