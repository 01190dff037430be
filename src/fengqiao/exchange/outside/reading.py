"""Reading a table that came out of an outside system: where the headings are, what stands under them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, SheetVisibleEnum, load_workbook

from fengqiao.exchange.outside.mapping import said

MOST_BYTES, MOST_UNPACKED_BYTES, MOST_ROWS = 30 * 1024 * 1024, 300 * 1024 * 1024, 20_000
TOTALS = ("合计", "总计", "小计", "共计")


class TableWrong(ValueError):
    """The file cannot be read as their table; the message says why in Chinese."""


@dataclass(frozen=True)
class TableRow:
    """One row: its number in the spreadsheet, its cells by heading as compared (:func:`said`)."""

    number: int
    cells: dict[str, Any]

    def get(self, headings: Iterable[str]) -> Any:
        """The first filled cell under one of the headings."""
        for heading in headings:
            value = self.cells.get(said(heading))
            if said(value):
                return value
        return ""


@dataclass(frozen=True)
class Table:
    headings: list[str]
    rows: list[TableRow]


def read_table(content: bytes, known: Iterable[str]) -> Table:
    """The rows of the first visible sheet with at least two of the known headings (one, if no more is known).

    Raises TableWrong.
    """
    _refuse_bomb(content)
    words = {said(word) for word in known if said(word)}
    least = min(2, len(words)) or 1
    try:
        book = load_workbook(BytesIO(content))
        for meta in book.sheets_metadata:
            if meta.visible == SheetVisibleEnum.Visible:
                grid = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
                scores = [(len({said(cell) for cell in row} & words), -place) for place, row in enumerate(grid[:30])]
                best = max(scores, default=(0, 0))
                if best[0] >= least:
                    return _table(grid, -best[1])
    except (CalamineError, OSError, ValueError) as error:
        raise TableWrong("这个文件打不开。请用Excel或WPS另存为.xlsx；有打开密码的请先去掉。") from error
    shown = "、".join(sorted(words)[:6])
    raise TableWrong(
        f"没有找到表头。表里至少要有这些栏目中的{least}个：{shown}。栏目叫法变了的，请先改“外部系统”的栏目对照。"
    )


def _table(grid: list[list[Any]], head: int) -> Table:
    headings = [said(cell) for cell in grid[head]]
    rows = []
    for place, values in enumerate(grid[head + 1 :], start=head + 2):
        cells = {heading: value for heading, value in zip(headings, values, strict=False) if heading}
        first = next((said(value) for value in cells.values() if said(value)), "")
        if first and not first.startswith(TOTALS):
            rows.append(TableRow(place, cells))
    if len(rows) > MOST_ROWS:
        raise TableWrong(f"表超过{MOST_ROWS}行。请按时间分成几个文件。")
    return Table([heading for heading in headings if heading], rows)


def _refuse_bomb(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise TableWrong("文件超过30MB。请删去图片后再导入。")
    if zipfile.is_zipfile(BytesIO(content)):
        try:
            with zipfile.ZipFile(BytesIO(content)) as packed:
                if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED_BYTES:
                    raise TableWrong("这个文件展开后过大，没有读取。请另存为新的.xlsx。")
        except zipfile.BadZipFile:
            raise TableWrong("这个文件已损坏，打不开。请重新保存后再上传。") from None
