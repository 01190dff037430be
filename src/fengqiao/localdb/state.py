"""What the keeper says about itself, and the locks by which processes find each other.

run/keeper.lock   held exclusively by the one living keeper
run/state.json    the keeper's words; the inode itself is locked by its writer, so a file left behind by a killed
                  keeper is told from a living one without looking at process ids
run/lease.lock    held shared by every client; the kernel lets go of it however the client ends
run/stay          present while `fengqiao db start` asked the server to stay without clients
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from .errors import LocalDBError

CREATING, STARTING, READY, STOPPING, STOPPED, FAILED = (
    "creating", "starting", "ready", "stopping", "stopped", "failed",
)  # fmt: skip


@dataclass(frozen=True)
class State:
    """The keeper's words; `living` is False when their writer is gone."""

    phase: str
    keeper_pid: int = 0
    server_pid: int = 0
    said: str = ""
    living: bool = False


def lock_file(path: Path, how: int) -> IO[str] | None:
    """Open and lock without waiting; None when another process holds it."""
    file = open(path, "a+", encoding="utf-8")  # noqa: SIM115 - the lock lives as long as the file
    try:
        os.chmod(path, 0o600)
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


@contextmanager
def hold_data(data: Path) -> Iterator[None]:
    """Hold the directory of the database's files itself: a copied home can have a link to the same files.

    Raises LocalDBError when another home's keeper holds it.
    """
    descriptor = os.open(data, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LocalDBError(
                f"{data} 正由另一个数据目录的数据库使用；一份数据不能同时开两个数据库。"
                f"如果这个数据目录是复制来的，请删掉其中的 pgdata 链接，再用备份恢复。"
            ) from None
        yield
    finally:
        os.close(descriptor)


class StateWriter:
    """The living keeper's side of run/state.json."""

    def __init__(self, run: Path) -> None:
        self._run = run
        self._held: IO[str] | None = None

    def write(self, phase: str, server_pid: int = 0, said: str = "") -> None:
        """Replace the file by a new, already locked one; readers see the old words or the new."""
        making = self._run / f".state.{os.getpid()}"
        making.unlink(missing_ok=True)
        file = open(making, "x", encoding="utf-8")  # noqa: SIM115 - as above
        fcntl.flock(file, fcntl.LOCK_EX)
        words = asdict(State(phase, os.getpid(), server_pid, said))
        words.pop("living")
        json.dump(words, file, ensure_ascii=False)
        file.flush()
        making.rename(self._run / "state.json")
        if self._held:
            self._held.close()
        self._held = file


def read_state(run: Path) -> State | None:
    """The last words of a keeper, None when there never was one."""
    try:
        with open(run / "state.json", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                living = False
            except BlockingIOError:
                living = True
            return State(**json.load(file), living=living)
    except (FileNotFoundError, ValueError, TypeError):
        return None


def take_lease(run: Path, wait_seconds: float) -> IO[str]:
    """Hold the server up until the returned file is closed. Waits while a keeper is on its way out."""
    until = time.monotonic() + wait_seconds
    while True:
        lease = lock_file(run / "lease.lock", fcntl.LOCK_SH)
        if lease:
            os.utime(run / "lease.lock")
            return lease
        if time.monotonic() > until:
            raise LocalDBError(
                f"数据库正在停止，等了 {wait_seconds:.0f} 秒仍未停完。"
                f"请稍后再试，或查看 {run.parent / 'log'} 里的日志。"
            )
        time.sleep(0.02)


def lease_holders(run: Path) -> list[int]:
    """Process ids that hold a lease, where the system tells (Linux); empty elsewhere."""
    try:
        inode = (run / "lease.lock").stat().st_ino
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return []
    rows = [line.split() for line in lines]
    return sorted({int(row[4]) for row in rows if row[1] == "FLOCK" and row[5].endswith(f":{inode}")})
