"""Reading a bureau's own table: heads in any of their usual words, merged cells, cells left empty because they are as above,
totals. Nothing is dropped silently: every row comes back with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import python_calamine

from fengqiao.lines.mediation.committees.columns import BY_HEAD, COLUMNS, ColumnKind, Unreadable, plain

HEAD_WITHIN, LEAST_HEADS = 12, 3
MOST_ROWS = 20_000
TOTALS = ("合计", "总计", "小计", "共计")
AS_ABOVE = frozenset({"", "同上", "〃", "″", '"'})


class NotATable(ValueError):
    """The file cannot be read as a table of committees; the text says what to do."""


@dataclass(frozen=True)
class ReadRow:
    """One row of the table. ``number`` is Excel's. ``values`` by column; ``notes`` what was put right; ``wrong`` what was not readable."""

    number: int
    sheet: str
    values: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    total: bool = False


@dataclass(frozen=True)
class ReadTable:
    """All rows with something in them, and the heads nobody knows."""

    rows: tuple[ReadRow, ...]
    unknown_heads: tuple[str, ...]


def read_table(content: bytes) -> ReadTable:
    """Every sheet that has the heads. Raises NotATable when none has, or the file is no workbook."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except Exception:  # calamine raises many kinds for a file that is no workbook
        raise NotATable("这个文件不是能读的Excel表格。请另存为xlsx后再上传。") from None
    rows: list[ReadRow] = []
    unknown: dict[str, None] = {}
    for sheet in sheets:
        grid = _filled(sheet)
        head = _head(grid)
        if head is None:
            continue
        at, kinds = head
        unknown |= dict.fromkeys(text for text in grid[at] if text and text not in BY_HEAD)
        rows += _rows(sheet.name, grid, at, kinds)
    if not rows:
        wanted = "、".join(column.heads[0] for column in COLUMNS if column.required)
        raise NotATable(f"没有找到表头。请保证有一行写着：{wanted}（可以下载空白表填写）。")
    if len(rows) > MOST_ROWS:
        raise NotATable(f"表格有{len(rows)}行，一次最多{MOST_ROWS}行。请分成几个文件上传。")
    return ReadTable(tuple(rows), tuple(unknown))


def _filled(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    """The cells as text, each merged range filled with its first cell."""
    grid = [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < len(grid) and left < len(grid[top]):
            value = grid[top][left]
            for row in grid[top : bottom + 1]:
                for column in range(left, min(right + 1, len(row))):
                    row[column] = value
    return grid


def _head(grid: list[list[str]]) -> tuple[int, dict[int, ColumnKind]] | None:
    """The row with the heads and which column each stands over; the first of two equal heads counts."""
    for at, row in enumerate(grid[:HEAD_WITHIN]):
        kinds: dict[int, ColumnKind] = {}
        for place, text in enumerate(row):
            kind = BY_HEAD.get(text.replace(" ", "").replace("\n", "").strip("*＊"))
            if kind is not None and kind not in kinds.values():
                kinds[place] = kind
        named = {kind.name for kind in kinds.values()}
        if len(kinds) >= LEAST_HEADS and {"committee", "name"} <= named:
            return at, kinds
    return None


def _rows(sheet: str, grid: list[list[str]], at: int, kinds: Mapping[int, ColumnKind]) -> Iterable[ReadRow]:
    above: dict[str, str] = {}
    for number, cells in enumerate(grid[at + 1 :], at + 2):
        if not any(cells):
            continue
        if any(cell.replace(" ", "").startswith(TOTALS) for cell in cells[:4]):
            yield ReadRow(number, sheet, total=True)
            continue
        texts = {kind.name: cells[place] if place < len(cells) else "" for place, kind in kinds.items()}
        if texts.get("committee") not in AS_ABOVE and texts.get("committee") != above.get("committee"):
            above = {}
        for kind in kinds.values():
            if kind.of_committee:
                texts[kind.name] = above[kind.name] = (
                    texts[kind.name] if texts[kind.name] not in AS_ABOVE else above.get(kind.name, "")
                )
        yield _read(number, sheet, texts, kinds.values())


def _read(number: int, sheet: str, texts: Mapping[str, str], kinds: Iterable[ColumnKind]) -> ReadRow:
    values: dict[str, Any] = {}
    notes: list[str] = []
    wrong: list[str] = []
    for kind in kinds:
        text = texts[kind.name]
        if not text:
            continue
        try:
            reading = kind.read(text)
        except Unreadable as reason:
            (wrong if kind.required else notes).append(str(reason) if kind.required else f"{reason}，没有录入")
            continue
        values[kind.name] = reading.value
        if reading.corrected:
            notes.append(reading.corrected)
    wrong += [f"没有{kind.heads[0]}" for kind in COLUMNS if kind.required and not texts.get(kind.name)]
    return ReadRow(number, sheet, values, tuple(notes), tuple(wrong))
