"""Log files of supervised processes: each line with its time, a few older files kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

LIMIT_BYTES = 10 * 1024 * 1024
KEPT = 5


class LineLog:
    """Takes a process's output in pieces and writes it line by line, `2026-11-22 08:49:30 [pid] text`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.last = ""
        self._file: BinaryIO = open(path, "ab")  # noqa: SIM115 - open as long as the supervisor
        self._rest: dict[int, bytes] = {}

    def take(self, process_id: int, piece: bytes) -> None:
        """Write the complete lines; keep what follows the last line break until more comes."""
        *lines, rest = (self._rest.get(process_id, b"") + piece).split(b"\n")
        self._rest[process_id] = rest
        for line in lines:
            self._write(process_id, line)
        self._file.flush()
        if self._file.tell() > LIMIT_BYTES:
            self._turn()

    def end(self, process_id: int) -> None:
        """The process is gone: write what it left without a line break."""
        rest = self._rest.pop(process_id, b"")
        if rest:
            self._write(process_id, rest)
            self._file.flush()

    def close(self) -> None:
        self._file.close()

    def _write(self, process_id: int, line: bytes) -> None:
        self._file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} [{process_id}] ".encode() + line.rstrip(b"\r") + b"\n")
        self.last = line.decode("utf-8", errors="replace").strip() or self.last

    def _turn(self) -> None:
        self._file.close()
        for number in range(KEPT - 1, 0, -1):
            older = self.path.with_suffix(f".{number}.log")
            if older.exists():
                older.rename(self.path.with_suffix(f".{number + 1}.log"))
        self.path.rename(self.path.with_suffix(".1.log"))
        self._file = open(self.path, "ab")  # noqa: SIM115 - as above
