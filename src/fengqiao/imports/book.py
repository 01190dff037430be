"""The file as a book of sheets, whatever the office saved it as: .xlsx, .xls, .ods, .csv, .tsv; UTF-8 or GB18030.

Rows come one after another. A workbook with macros is refused where it is handed in. Whatever cannot be read is refused in a sentence.
"""

from __future__ import annotations

import codecs
import csv
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    load_workbook,
)

from fengqiao.imports.marks import Marks, marks_of

MOST_BYTES, MOST_UNPACKED_BYTES = 30 * 1024 * 1024, 300 * 1024 * 1024
OLD_OFFICE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PASSWORD = "这个表格设了打开密码，读不出来。请在Excel或WPS里去掉密码，另存后再选。"
CANNOT_OPEN = "这个文件打不开。请用Excel或WPS另存为.xlsx；有打开密码的请先去掉。"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
DELIMITERS = ",\t;|"
LONGEST_CELL = 100_000
Range = tuple[tuple[int, int], tuple[int, int]]
OTHER_FILES = {
    b"%PDF-": "这是PDF，不是表格。请找到原来的Excel表格。",
    b"\xff\xd8\xff": "这是照片，不是表格。请找到原来的Excel表格，或逐件补录。",
    b"\x89PNG": "这是图片，不是表格。请找到原来的Excel表格，或逐件补录。",
    b"Rar!": "这是压缩包。请解压后选里面的表格。",
    b"7z\xbc\xaf": "这是压缩包。请解压后选里面的表格。",
    b"MZ": "这是可执行程序，不是表格，没有保存。请不要在本机打开它。",
}


class LedgerWrong(ValueError):
    """The file cannot be read as a ledger; the message says why in Chinese."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the top (each call begins anew), ranges of merged cells, rows hidden and cells in error."""

    name: str
    rows: Callable[[], Iterator[list[Any]]]
    merged: Sequence[Range] = ()
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True)
class Book:
    """The visible sheets in their order, and the names of those that are hidden."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def open_book(content: bytes) -> Book:
    """Raises LedgerWrong."""
    if not content:
        raise LedgerWrong("这个文件是空的（0字节），可能没有拷完。请重新选择。")
    if len(content) > MOST_BYTES:
        raise LedgerWrong("文件超过30MB。请删去图片后再导入。")
    for head, said in OTHER_FILES.items():
        if content.startswith(head):
            raise LedgerWrong(said)
    if content.startswith((ZIP, OLD_OFFICE)):
        return _workbook(content)
    return _text(content)


def _workbook(content: bytes) -> Book:
    if content.startswith(ZIP):
        _refuse_bomb(content)
    elif ENCRYPTED in content:
        raise LedgerWrong(PASSWORD)
    try:
        book = load_workbook(BytesIO(content))
        shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        hidden = tuple(each.name for each in book.sheets_metadata if each.name not in shown)
        marks = marks_of(content) if content.startswith(ZIP) else {}
        return Book(tuple(_sheet(book, name, marks) for name in shown), hidden)
    except PasswordError as error:
        raise LedgerWrong(PASSWORD) from error
    except (CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        if isinstance(error, LedgerWrong):
            raise
        raise LedgerWrong(PASSWORD if "assword" in str(error) else CANNOT_OPEN) from error


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked_bytes = sum(each.file_size for each in packed.infolist())
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise LedgerWrong("这个文件不完整，可能没有拷完。请重新选择原文件。") from error
    if unpacked_bytes > MOST_UNPACKED_BYTES:
        raise LedgerWrong("这个文件展开后过大，没有读取。请另存为新的.xlsx。")
    if "word/document.xml" in names:
        raise LedgerWrong("这是Word文档，不是表格。请把表格复制到Excel里，另存为.xlsx。")


def _sheet(book: CalamineWorkbook, name: str, marks: Mapping[str, Marks]) -> Sheet:
    read: list[CalamineSheet] = []

    def opened() -> CalamineSheet:
        try:
            if not read:
                read.append(book.get_sheet_by_name(name))
            return read[0]
        except (CalamineError, OSError, ValueError) as error:
            raise LedgerWrong(f"工作表“{name}”读不出来。请在Excel或WPS里打开，另存为新的.xlsx。") from error

    def rows() -> Iterator[list[Any]]:
        sheet = opened()
        if sheet.start is None:
            return
        before = [""] * sheet.start[1]
        for row in sheet.iter_rows():
            yield [*before, *row]

    opened()
    return Sheet(name, rows, tuple(read[0].merged_cell_ranges or ()), marks.get(name, Marks()))


def _text(content: bytes) -> Book:
    """A .csv or .tsv: its encoding found out, its delimiter the one most used in its first lines."""
    if b"\x00" in content[:4096] and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise LedgerWrong("这不是表格文件。请选Excel或WPS的表格（.xlsx、.xls），或.csv。")
    text = _decoded(content)
    if not text.strip():
        raise LedgerWrong("这个文件里没有内容。请重新选择。")
    head = text[:20_000]
    if not any(mark in head for mark in DELIMITERS) or _CONTROL.search(head):
        raise LedgerWrong(CANNOT_OPEN)
    delimiter = max(DELIMITERS, key=lambda mark: (head.count(mark), -DELIMITERS.index(mark)))

    def rows() -> Iterator[list[Any]]:
        csv.field_size_limit(LONGEST_CELL)
        try:
            yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=False)
        except csv.Error as error:
            raise LedgerWrong(
                "这个文本表格读到中间断了：引号没有成对，或一格的字太多。请用Excel打开，另存为.xlsx。"
            ) from error

    return Book((Sheet("表格", rows),))


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise LedgerWrong("这个文件的文字读不出来。请选Excel或WPS的表格（.xlsx、.xls）；文本表格请存成UTF-8或GB18030。")
