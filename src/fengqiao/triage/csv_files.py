"""Reading and writing the CSV files people have: UTF-8 with or without BOM, GB18030 from Excel; written whole or not at all."""

from __future__ import annotations

import codecs
import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_LONGEST_CELL = 2**27
_BLOCK = 2**20


class TableError(ValueError):
    """A file cannot be read or written as asked; the message says in Chinese what is wrong and what to do."""


def encoding_of(path: Path) -> str:
    """utf-8-sig or gb18030, whichever reads the whole file. Raises TableError when neither does."""
    try:
        with path.open("rb") as file:
            first = file.read(4)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        for name in ("utf-8-sig", "gb18030"):
            if _reads(path, name):
                return name
    except OSError as error:
        raise TableError(f"读不了文件 {path}：{error.strerror}。请核对文件名和权限。") from error
    raise TableError(f"{path} 既不是 UTF-8 也不是 GB18030 编码的文本。请在表格软件中另存为“CSV UTF-8”再试。")


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def read_rows(path: Path, wanted: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows, one after the other, each with the wanted columns; blank lines are left out.

    A column may be written in capitals or with blanks around it. Raises TableError when a wanted column is
    missing or the file is empty or no table.
    """
    encoding = encoding_of(path)
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        try:
            reader = csv.reader(_without_nul(file))
            head = next(reader, None)
            places = _places(path, head, wanted)
            for cells in reader:
                if any(cells):
                    yield {name: cells[at] if at < len(cells) else "" for name, at in places.items()}
        except csv.Error as error:
            raise TableError(
                f"{path} 第{reader.line_num}行读不成表格（{error}）。请检查这一行的引号是否成对。"
            ) from error


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "") for line in lines)


def _places(path: Path, head: list[str] | None, wanted: Sequence[str]) -> dict[str, int]:
    if not head:
        raise TableError(f"{path} 是空的。第一行应是列名：{','.join(wanted)}。")
    names = [name.strip().lower() for name in head]
    missing = [name for name in wanted if name not in names]
    if missing:
        raise TableError(
            f"{path} 缺少列：{'、'.join(missing)}。第一行现为：{','.join(head)[:80]}。请改为 {','.join(wanted)}，可以另有其他列。"
        )
    return {name: names.index(name) for name in wanted}


@contextmanager
def written_whole(path: Path) -> Iterator[IO[str]]:
    """A text file that takes its place only when everything is written; on any failure the old one stays as it was."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise TableError(
            f"不能在 {path.parent} 写文件：{error.strerror}。请核对目录是否存在、有无写入权限。"
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
