"""Reading a ledger as it was really kept: title rows, two-line headings, merged cells, empty rows, totals."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from fengqiao.imports.headings import OwnWords, plain

MOST_BYTES, MOST_UNPACKED_BYTES, MOST_ROWS = 30 * 1024 * 1024, 300 * 1024 * 1024, 50_000
TOTALS = ("合计", "总计", "小计", "共计", "累计", "本页合计")
LEAST_HEADINGS = 3
Range = tuple[tuple[int, int], tuple[int, int]]


class LedgerWrong(ValueError):
    """The file cannot be read as a ledger; the message says why in Chinese."""


@dataclass
class LedgerRow:
    """One row below the headings. ``number`` is the spreadsheet's; ``cells`` by field; ``shown`` every cell as text.

    ``joined``: numbers of further rows of the same case, one party a row below a merged number.
    """

    sheet: str
    number: int
    cells: dict[str, Any]
    shown: list[str]
    units: dict[str, str] = field(default_factory=dict)
    joined: list[int] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)  # 栏目：内容 of columns nobody asked for

    @property
    def is_empty(self) -> bool:
        return not any(self.shown)

    @property
    def is_total(self) -> bool:
        """合计 and the like in the first filled cell, however it is spaced."""
        first = next((text for text in map(plain, self.shown) if text), "")
        return first.startswith(TOTALS)

    @property
    def digest(self) -> str:
        """What the row says, apart from its place in the list: the same row is known again in a corrected file."""
        said = sorted((name, plain(value)) for name, value in self.cells.items() if name != "serial" and plain(value))
        return hashlib.sha256(repr(said + sorted(self.unmapped)).encode()).hexdigest()


@dataclass(frozen=True)
class Ledger:
    """A ledger's rows with its headings and the headings nobody knows."""

    headings: list[str]
    rows: list[LedgerRow]
    unknown: list[str]


def read_ledger(content: bytes, own: OwnWords) -> Ledger:
    """Every row of every visible sheet that has headings. Raises LedgerWrong."""
    _refuse_bomb(content)
    try:
        book = load_workbook(BytesIO(content))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        found = [ledger for name in names if (ledger := _read(book.get_sheet_by_name(name), own)) is not None]
    except (CalamineError, OSError) as error:
        raise LedgerWrong("这个文件打不开。请用Excel或WPS另存为.xlsx；有打开密码的请先去掉。") from error
    if not found:
        raise LedgerWrong(
            "没有找到表头：至少要有当事人（或申请人、被申请人）、日期和类型。栏目叫法不同的，用 --mapping 写明。"
        )
    rows = [row for ledger in found for row in ledger.rows]
    if len(rows) > MOST_ROWS:
        raise LedgerWrong(f"台账超过{MOST_ROWS}行。请分成几个文件。")
    unknown = list(dict.fromkeys(word for ledger in found for word in ledger.unknown))
    return Ledger(max((ledger.headings for ledger in found), key=len), rows, unknown)


def _refuse_bomb(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise LedgerWrong("文件超过30MB。请删去图片后再导入。")
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise LedgerWrong("这个文件展开后过大，没有读取。请另存为新的.xlsx。")


def _read(sheet: CalamineSheet, own: OwnWords) -> Ledger | None:
    grid = sheet.to_python(skip_empty_area=False)
    ranges = list(sheet.merged_cell_ranges or [])
    head = next((place for place, row in enumerate(grid[:30]) if _fields(row, own) >= LEAST_HEADINGS), None)
    if head is None:
        return None
    headings, first = _two_lines(grid, head, own)
    fields = [own.field_of(word) for word in headings]
    if not ({"parties", "applicant"} & set(fields)):
        return None
    fields = [name if name not in fields[:place] else "" for place, name in enumerate(fields)]
    units = {name: "万元" for name, word in zip(fields, headings, strict=True) if name and "万元" in word}
    below = _fill_merged(grid, ranges, first, fields)
    rows: list[LedgerRow] = []
    for place in range(first, len(grid)):
        row = _row(sheet.name, place + 1, grid[place], fields, headings, units)
        if place in below and rows and not row.is_empty:
            _join(rows[-1], row)
        else:
            rows.append(row)
    while rows and rows[-1].is_empty:
        rows.pop()
    unknown = [word for name, word in zip(fields, headings, strict=True) if not name and plain(word)]
    return Ledger(headings, rows, unknown)


def _fields(row: Sequence[Any], own: OwnWords) -> int:
    return len({own.field_of(str(cell)) for cell in row if own.field_of(str(cell))})


def _two_lines(grid: list[list[Any]], head: int, own: OwnWords) -> tuple[list[str], int]:
    """The headings, where 当事人 stands over 申请人 and 被申请人, and the first row below them."""
    upper = [plain(cell) for cell in grid[head]]
    lower = [plain(cell) for cell in grid[head + 1]] if head + 1 < len(grid) else []
    known = [word for word in lower if own.field_of(word)]
    if not known or len(known) < len([word for word in lower if word]):
        return upper, head + 1
    lower += [""] * (len(upper) - len(lower))
    return [below if below else above for above, below in zip(upper, lower, strict=False)], head + 2


def _fill_merged(grid: list[list[Any]], ranges: Sequence[Range], first: int, fields: list[str]) -> set[int]:
    """Cells merged downwards all hold the value of the first; the rows below a merged number, which are one case."""
    below: set[int] = set()
    for (top, left), (bottom, _) in ranges:
        if top < first or bottom == top or left >= len(fields):
            continue
        for place in range(top + 1, min(bottom + 1, len(grid))):
            if left < len(grid[place]):
                grid[place][left] = grid[top][left]
            if fields[left] in ("serial", "number"):
                below.add(place)
    return below


def _row(
    sheet: str, number: int, values: Sequence[Any], fields: list[str], headings: list[str], units: dict[str, str]
) -> LedgerRow:
    cells = {name: value for name, value in zip(fields, values, strict=False) if name}
    spare = [
        f"{word}：{plain(value)}"
        for name, word, value in zip(fields, headings, values, strict=False)
        if not name and plain(value)
    ]
    return LedgerRow(sheet, number, cells, [show(value) for value in values], units, unmapped=spare)


def show(value: Any) -> str:
    """A cell as a person sees it."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return (
        str(int(value))
        if isinstance(value, float) and value.is_integer()
        else str(value if value is not None else "").strip()
    )


def _join(case: LedgerRow, row: LedgerRow) -> None:
    """A further party of the same case: names that differ are added behind those before."""
    case.joined.append(row.number)
    for name, value in row.cells.items():
        before, text = plain(case.cells.get(name)), plain(value)
        if not text or text == before:
            continue
        if name in ("parties", "applicant", "respondent"):
            case.cells[name] = f"{before}、{text}" if before else text
        elif not before:
            case.cells[name] = value
        else:
            case.unmapped.append(f"第{row.number}行：{text}")
