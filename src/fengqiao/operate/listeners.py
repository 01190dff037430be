"""Who listens on a port, as far as the system tells the present user (Linux)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
LISTENING = "0A"


@dataclass(frozen=True)
class Listener:
    """A process that listens."""

    process_id: int
    command: str


def listener_of(port: int) -> Listener | None:
    """The process, or None when nobody listens, it is another user's, or the system has no /proc."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
    if not sockets:
        return None
    for entry in PROC.iterdir():
        if entry.name.isdigit() and _holds(entry, sockets):
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
            return Listener(int(entry.name), words.decode("utf-8", errors="replace").strip())
    return None


def _inodes(port: int) -> set[str]:
    found = set()
    for name in ("tcp", "tcp6"):
        try:
            lines = (PROC / "net" / name).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for row in map(str.split, lines):
            if row[3] == LISTENING and int(row[1].rpartition(":")[2], 16) == port:
                found.add(row[9])
    return found


def _holds(process: Path, sockets: set[str]) -> bool:
    try:
        return any(os.readlink(link) in sockets for link in (process / "fd").iterdir())
    except OSError:
        return False
