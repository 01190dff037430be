"""What a field for a file takes. The one place where anything handed in is judged: by its content, never by its name.

What is kept as material is one kind (`MATERIAL`); a table, a template, a letter or an outline that is read is another. Each
refusal says what the file is and what to do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from .errors import FileTooLarge, FileTypeRefused
from .filetypes import ACCEPTED, EMPTY, called, file_type, is_markup, packed_names

MB = 1024 * 1024
MOST_IN_NAME, MOST_IN_ENDING = 100, 8
_HEAD_BYTES = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TURNS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # marks that show a name otherwise than it is


@dataclass(frozen=True)
class Takes:
    """One kind: what it is called, the endings a browser offers first, and what refuses all else."""

    name: str
    endings: tuple[str, ...]
    judge: Callable[[BinaryIO], None]
    smaller: str = "请缩小后，或分成几个文件再选。"  # how one makes it fit

    @property
    def accept(self) -> str:
        return ",".join(self.endings)

    def check(self, file: BinaryIO, size_bytes: int, most_bytes: int) -> None:
        """Silent for what is taken; the file is left at its start. Raises `FileTooLarge`, `FileTypeRefused`."""
        if not size_bytes:
            raise FileTypeRefused(EMPTY)
        if size_bytes > most_bytes:
            raise FileTooLarge(f"文件有{size_bytes / MB:.1f}MB，最多{most_bytes // MB}MB，没有保存。{self.smaller}")
        file.seek(0)
        try:
            self.judge(file)
        finally:
            file.seek(0)


def kept_name(name: str | None, ending: str = "") -> str:
    """The name under which a file is shown: no folders, no marks that turn it round, of a length that fits; nothing is 未命名.

    ``ending``: what the content is. A photograph that was called .pdf is called .jpg again.
    """
    plain = _TURNS.sub("", unicodedata.normalize("NFC", name or "")).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in plain).strip()
    stem, dot, last = plain.rpartition(".")
    if not dot or len(last) > MOST_IN_ENDING:
        stem, last = plain, ""
    if ending and last.lower() not in _SAME.get(ending, (ending,)):
        last = ending
    last = f".{last}" if last else ""
    return (stem.strip(" .") or "未命名")[: MOST_IN_NAME - len(last)].rstrip() + last


_SAME = {"jpg": ("jpg", "jpeg", "jpe", "jfif")}


def short(name: str | None) -> str:
    """The name as a refusal says it."""
    plain = kept_name(name)
    return plain if len(plain) <= 40 else f"{plain[:24]}…{plain[-12:]}"


def _head(file: BinaryIO) -> bytes:
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    return head


def _wrong(file: BinaryIO, head: bytes, wanted: str, else_say: str) -> FileTypeRefused:
    """“这是照片，不是表格。……”"""
    word = called(head, file)
    extra = "也请不要在本机打开它。" if word == "可执行程序" else ""
    return FileTypeRefused(f"这是{word}，不是{wanted}，没有读取。{else_say}{extra}" if word else f"这不是{wanted}，没有读取。{else_say}")


def _material(file: BinaryIO) -> None:
    file_type(file)


_ANOTHER_TABLE = "请选Excel或WPS的表格（.xlsx、.xls），或.csv。"
MACROS = "这个表格带有宏，可能含有病毒，没有读取。请在Excel或WPS里另存为不带宏的.xlsx，再选。"
_PASSWORD = "这个表格设了打开密码，读不出来。请在Excel或WPS里去掉密码，另存后再选。"


def _table(file: BinaryIO) -> None:
    head = _head(file)
    if head.startswith(b"PK\x03\x04"):
        try:
            names = packed_names(file)
        except FileTypeRefused as refused:
            raise FileTypeRefused(MACROS) if "宏" in str(refused) else refused from None
        if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} or "word/document.xml" in names:
            raise _wrong(file, head, "表格", _ANOTHER_TABLE)
        return
    if head.startswith(_OLD_OFFICE):
        _old_table(file.read())
        return
    if is_markup(head):
        raise FileTypeRefused("这是网页格式的文件，不是表格。从别的系统导出的，请用Excel或WPS打开，另存为.xlsx后再选。")
    if called(head, file) or (b"\x00" in head and not head.startswith(_UTF16)):
        raise _wrong(file, head, "表格", _ANOTHER_TABLE)


def _old_table(content: bytes) -> None:
    """An .xls or .et: a folder of streams, whose names are told by their letters."""
    has = {name: name.encode("utf-16-le") in content for name in ("EncryptedPackage", "WordDocument", "PowerPoint Document", "_VBA_PROJECT_CUR", "Workbook", "Book")}
    if has["EncryptedPackage"]:
        raise FileTypeRefused(_PASSWORD)
    if has["_VBA_PROJECT_CUR"]:
        raise FileTypeRefused(MACROS)
    if not has["Workbook"] and not has["Book"]:
        word = "旧版Word文档" if has["WordDocument"] else "幻灯片" if has["PowerPoint Document"] else ""
        said = f"这是{word}，不是表格，没有读取。" if word else "这个文件打不开，可能已经损坏。"
        raise FileTypeRefused(said + _ANOTHER_TABLE)


def _word(file: BinaryIO) -> None:
    head = _head(file)
    if not head.startswith(b"PK\x03\x04") or "word/document.xml" not in packed_names(file):
        raise _wrong(file, head, "Word文档（.docx）", "请在Word或WPS里另存为.docx，再选。")


def json_only(wanted: str, else_say: str, zipped: bool = False) -> Callable[[BinaryIO], None]:
    """Judges what must be one JSON object, or with ``zipped`` an archive of nothing but such files."""

    def judge(file: BinaryIO) -> None:
        head = _head(file)
        if zipped and head.startswith(b"PK\x03\x04") and all(name.lower().endswith((".json", "/")) for name in packed_names(file)):
            return
        if not head.lstrip(b"\xef\xbb\xbf\t\n\r ").startswith(b"{"):
            raise _wrong(file, head, wanted, else_say)

    return judge


def packed_only(wanted: str, else_say: str) -> Callable[[BinaryIO], None]:
    """Judges what must be an archive and no document of an office."""

    def judge(file: BinaryIO) -> None:
        head = _head(file)
        inner = packed_names(file) if head.startswith(b"PK\x03\x04") else set()
        if not inner or inner & {"word/document.xml", "xl/workbook.xml"}:
            raise _wrong(file, head, wanted, else_say)

    return judge


MATERIAL = Takes("材料", (*(f".{kind.extension}" for kind in ACCEPTED), ".jpeg"), _material, "照片请用手机的普通画质重拍；扫描件请用200至300dpi重新扫描，或拆分后再选。")
TABLE = Takes("表格", (".xlsx", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt"), _table, "请删去图片和不用的工作表，或分成几个文件后再选。")
WORD = Takes("Word文档", (".docx",), _word, "请压缩里面的图片后再选。")
