"""Reading the organisation's spreadsheet as people really make it: title rows, merged cells, empty rows, a totals row."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from fengqiao.orgs.models import OfficeKind
from fengqiao.orgs.refusal import NotAllowed

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED_BYTES = 80 * 1024 * 1024
MOST_ROWS = 5_000
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("机构名称", "名称", "单位名称", "机构全称", "全称"),
    "short_name": ("机构简称", "简称"),
    "kind": ("机构类别", "类别", "机构类型", "类型"),
    "parent": ("业务上级", "上级机构", "上级单位", "上级", "主管单位"),
    "territory": ("区域号", "机构区域号", "机构编号"),
    "town": ("属地乡镇街道", "属地乡镇", "属地", "乡镇街道", "所在乡镇"),
    "area": ("中心所片区", "片区"),
    "number_word": ("文号用字", "案号用字", "字号"),
    "address": ("地址", "办公地址", "联系地址"),
    "phone": ("电话", "办公电话", "联系电话"),
    "court": ("所在地基层人民法院", "基层人民法院", "管辖法院", "法院"),
    "from_on": ("生效日期", "成立日期", "设立日期", "成立时间", "设立时间"),
    "divisions": ("服务区划代码", "服务区划", "区划代码"),
}
TOTALS = ("合计", "总计", "小计", "共计")
_BY_HEADING = {word: field for field, words in HEADINGS.items() for word in words}
_IN_BRACKETS = re.compile(r"[（(].*?[)）]")


@dataclass(frozen=True)
class SheetRow:
    """A row below the headings: its number as the spreadsheet shows it, and its cells by field."""

    number: int
    cells: dict[str, Any]

    @property
    def is_total(self) -> bool:
        """A totals row: its first filled cell begins with 合计 and the like."""
        first = next((plain(value) for value in self.cells.values() if plain(value)), "")
        return first.startswith(TOTALS)


def read_rows(content: bytes) -> list[SheetRow]:
    """The rows of the first visible sheet that has the headings; empty rows left out. Raises NotAllowed."""
    _refuse_bomb(content)
    try:
        book = load_workbook(BytesIO(content))
        visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        for name in visible:
            found = _rows_of(book.get_sheet_by_name(name))
            if found is not None:
                return found
    except (CalamineError, ValueError, OSError) as error:
        raise NotAllowed("这个文件打不开。请用 Excel 或 WPS 另存为 .xlsx 后再上传；有打开密码的请先去掉。", "file") from error
    raise NotAllowed("没有找到表头。表头至少要有“机构名称”“机构类别”“业务上级”三列；可下载模板，把内容粘贴进去。", "file")


def _refuse_bomb(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise NotAllowed("文件超过5MB。机构表用不了这么大，请删去图片和多余的工作表后再上传。", "file")
    if not zipfile.is_zipfile(BytesIO(content)):
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size_bytes = sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile as error:
        raise NotAllowed("这个文件已损坏，打不开。请重新保存后再上传。", "file") from error
    if size_bytes > MOST_UNPACKED_BYTES:
        raise NotAllowed("这个文件展开后过大，没有读取。请另存为新的 .xlsx 后再上传。", "file")


def _rows_of(sheet: CalamineSheet) -> list[SheetRow] | None:
    grid = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 200)
    _fill_merged(grid, sheet.merged_cell_ranges or [])
    head = next((place for place, row in enumerate(grid[:30]) if _is_head(row)), None)
    if head is None:
        return None
    fields = [_field(cell) for cell in grid[head]]
    rows = []
    for place, values in enumerate(grid[head + 1 :], start=head + 2):
        cells = {field: _storable(value) for field, value in zip(fields, values, strict=False) if field}
        if any(plain(value) for value in cells.values()):
            rows.append(SheetRow(place, cells))
    if len(rows) > MOST_ROWS:
        raise NotAllowed(f"表中超过{MOST_ROWS}行。请分成几个文件导入。", "file")
    return rows


def _fill_merged(grid: list[list[Any]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Cells merged downwards all hold the value of the first: 竹溪司法所 beside each of its committees."""
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom + 1, len(grid))):
            if left < len(grid[row]):
                grid[row][left] = grid[top][left]


def _storable(value: Any) -> str | int | float | None:
    """A cell as it travels between preview and import: a date in its ISO form, anything odd as text."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _is_head(row: list[Any]) -> bool:
    return {"name", "kind", "parent"} <= {_field(cell) for cell in row}


def _field(cell: Any) -> str:
    return _BY_HEADING.get(_IN_BRACKETS.sub("", plain(cell)).strip("*").replace("、", ""), "")


def plain(value: Any) -> str:
    """The text of a cell: full-width signs made ordinary, inner and outer spaces gone, 3.0 as 3."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value))) if value is not None else ""


def template(parent: str, today: date) -> bytes:
    """An empty spreadsheet with the headings, choices for the kind, and a page that says how to fill it."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, notes = book.add_worksheet("机构"), book.add_worksheet("填表说明")
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eef1f5"})
        text = book.add_format({"num_format": "@"})
        for column, (field, words) in enumerate(HEADINGS.items()):
            sheet.write_string(0, column, words[0] + ("（必填）" if field in ("name", "kind", "parent") else ""), head)
            sheet.set_column(column, column, 22, text)
        kinds = [str(kind.label) for kind in OfficeKind if kind != OfficeKind.BUREAU]
        sheet.data_validation(1, 2, MOST_ROWS, 2, {"validate": "list", "source": kinds})
        example = (f"{parent}某某司法所", "某某司法所", kinds[1], parent, "", "", "", "", "", "", "", today.isoformat(), "")
        for column, value in enumerate(example):
            sheet.write_string(1, column, value, text)
        sheet.freeze_panes(1, 0)
        for place, line in enumerate(_HOW_TO_FILL):
            notes.write_string(place, 0, line)
        notes.set_column(0, 0, 90)
    return stream.getvalue()


_HOW_TO_FILL = (
    "一行一个机构；示例行请改成本局的内容或删去。",
    "机构类别：股室、司法所、人民调解委员会、工作站（室）、乡镇人民政府（街道办事处）。",
    "业务上级写机构名称，可以是系统里已有的，也可以是本表中的；重名时写上级的15位区域号。",
    "区域号不清楚的留空，由系统编号；一经分配不再改作他用。要填的，请把单元格设为文本。",
    "日期写成 2026-11-21；写成 2026年11月21日 或日期格式也可以。",
    "合并单元格、空行、合计行都可以留着，导入时会认出来。",
    "先预览，看过每一行的结果再导入。导入过的行再导入一次，不会重复。",
)
