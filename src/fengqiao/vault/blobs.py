"""Where the bytes lie: the few operations a content store needs, and the local disk as the usual place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from .errors import FileMissing, StoreUnreachable


class Blobs(Protocol):
    """A flat place for named, immutable byte strings. Names are `ab/cd/<digest>` with an optional suffix."""

    def write(self, name: str, source: BinaryIO, size_bytes: int) -> None:
        """Stores the whole of `source` under `name`, completely or not at all; a second time changes nothing."""

    def replace(self, name: str, source: BinaryIO, size_bytes: int) -> None:
        """The same in the place of what lies there: broken off, that is still there whole."""

    def read(self, name: str) -> BinaryIO:
        """The bytes as a seekable file. Raises `FileMissing`."""

    def exists(self, name: str) -> bool:
        """Whether something is stored under `name`."""

    def names(self, under: str = "") -> Iterator[str]:
        """Every stored name, or those below a folder (`apart/`), in ascending order."""

    def remove(self, name: str) -> None:
        """Take a file away for good; silent where there is none."""


class DiskBlobs:
    """Files under one directory: written beside their place, synced, then renamed into it."""

    def __init__(self, root: Path | str) -> None:
        self._root = Path(root)

    def __repr__(self) -> str:
        return f"<DiskBlobs {self._root}>"

    def write(self, name: str, source: BinaryIO, size_bytes: int) -> None:
        if not (self._root / name).exists():
            self.replace(name, source, size_bytes)

    def replace(self, name: str, source: BinaryIO, size_bytes: int) -> None:
        target = self._root / name
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".new-", dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    while piece := source.read(1 << 20):
                        file.write(piece)
                    file.flush()
                    os.fsync(file.fileno())
                os.rename(temporary, target)  # two writers of one digest write the same bytes
            except BaseException:
                os.unlink(temporary)
                raise
            self._sync(target.parent)
        except OSError as error:
            raise StoreUnreachable(
                f"文件无法写入 {self._root}（{error.strerror}）。请检查磁盘空间和目录权限；"
                "材料没有保存，处理后请重新上传。"
            ) from error

    def read(self, name: str) -> BinaryIO:
        try:
            return open(self._root / name, "rb")
        except FileNotFoundError:
            raise FileMissing(
                f"文件库 {self._root} 中没有这个文件（{name}）。请从最近的备份中恢复文件目录，再运行 fengqiao verify。"
            ) from None
        except OSError as error:
            raise StoreUnreachable(
                f"文件库 {self._root} 无法读取（{error.strerror}）。请检查磁盘和目录权限。"
            ) from error

    def exists(self, name: str) -> bool:
        return (self._root / name).is_file()

    def names(self, under: str = "") -> Iterator[str]:
        for directory, below, files in os.walk(self._root / under):
            below.sort()
            for file in sorted(files):
                if not file.startswith("."):
                    yield (Path(directory) / file).relative_to(self._root).as_posix()

    def remove(self, name: str) -> None:
        try:
            (self._root / name).unlink(missing_ok=True)
        except OSError as error:
            raise StoreUnreachable(f"文件库 {self._root} 里的文件删不掉（{error.strerror}）。请检查目录权限。") from error

    @staticmethod
    def _sync(directory: Path) -> None:
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
