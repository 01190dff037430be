"""What a killed server leaves behind, cleared before the next start.

Only the holder of run/keeper.lock calls this, so no other keeper can be starting a server on the same files.
PostgreSQL itself trusts the process id in postmaster.pid: a zombie, or a stranger who was given the same number,
keeps it from starting. Here a process counts as the server only when it lives and works in the data directory.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from .errors import LocalDBError
from .home import SOCKET_FILE, Layout

PROC = Path("/proc")


def clear_leftovers(layout: Layout, patience_seconds: float = 30.0) -> None:
    """Stop processes of an earlier server that still work on the files, then remove its lock files.

    Raises LocalDBError when they do not end.
    """
    living = living_servers(layout.data)
    if living:
        _stop(living, layout, patience_seconds)
    (layout.data / "postmaster.pid").unlink(missing_ok=True)
    (layout.sockets / SOCKET_FILE).unlink(missing_ok=True)
    (layout.sockets / f"{SOCKET_FILE}.lock").unlink(missing_ok=True)


def living_servers(data: Path) -> list[int]:
    """Ids of living processes (zombies are not) that work in the data directory."""
    if not PROC.joinpath("self", "stat").exists():
        return _named_server(data)
    here = os.path.realpath(data)
    numbers = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return [number for number in numbers if _working_directory(number) == here and is_living(number)]


def is_living(process_id: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        text = (PROC / str(process_id) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] not in ("Z", "X")


def _working_directory(process_id: int) -> str:
    try:
        return os.readlink(PROC / str(process_id) / "cwd")
    except OSError:
        return ""


def _named_server(data: Path) -> list[int]:
    """Where there is no /proc (macOS): the process in postmaster.pid, if ps shows a living postgres."""
    try:
        number = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])
    except (OSError, ValueError):
        return []
    command = ["ps", "-o", "stat=,command=", "-p", str(number)]
    shown = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return [number] if "postgres" in shown and not shown.startswith("Z") else []


def _stop(living: list[int], layout: Layout, patience_seconds: float) -> None:
    for sign, wait_seconds in ((signal.SIGINT, patience_seconds), (signal.SIGKILL, 10.0)):
        for number in living:
            _send(number, sign)
        until = time.monotonic() + wait_seconds
        while time.monotonic() < until:
            living = living_servers(layout.data)
            if not living:
                return
            time.sleep(0.02)
    raise LocalDBError(
        f"上一次的数据库进程 {'、'.join(map(str, living))} 停不下来，新的不能启动。"
        f"请由管理员结束这些进程后再试；不要删除 {layout.data} 里的文件。"
    )


def _send(process_id: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(process_id, sign)
