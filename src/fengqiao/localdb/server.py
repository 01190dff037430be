"""A client's side of the embedded server: lease it, reach it, ask about it, stop it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import keys, roles, state
from .errors import LocalDBError
from .home import SOCKET_FILE, Layout, layout_of, prepare, require_owner
from .urls import socket_url

GRACE_SECONDS = 20.0
WAIT_SECONDS = 180.0
WATCH_SECONDS = 0.5
FULL_BELOW_BYTES = 1 << 20
SOURCE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    """The addresses of one data home's server; it need not be running."""

    layout: Layout

    @classmethod
    def at(cls, home: Path) -> Server:
        """The addresses without starting anything; makes the passwords when there are none yet."""
        layout = prepare(home)
        keys.ensure_passwords(layout.keys, list(roles.ROLES.values()))
        return cls(layout)

    def url(self, role: str = "owner", database: str = roles.DATABASE) -> str:
        """postgresql:// address for `owner`, `web`, `worker` or `superuser`. Raises KeyError for another role."""
        name = roles.ROLES[role]
        return socket_url(name, keys.read_password(self.layout.keys, name), database, self.layout.sockets)


@dataclass(frozen=True)
class Status:
    """What is known about a data home's server from outside."""

    phase: str
    keeper_pid: int
    server_pid: int
    users: list[int]
    said: str

    @property
    def is_running(self) -> bool:
        return self.phase == state.READY


@contextmanager
def running(
    home: Path, *, grace_seconds: float = GRACE_SECONDS, wait_seconds: float = WAIT_SECONDS
) -> Iterator[Server]:
    """Hold the server of this data home up: start it if needed, wait until it answers, let it go at the end.

    While inside, the server is started again by itself when it or its keeper is killed. The last one out leaves it
    running for `grace_seconds` (as set by whoever started the keeper), so that commands in a row do not wait.
    Raises LocalDBError with the reason when it does not start.
    """
    server = Server.at(home)
    run = server.layout.run
    lease = state.take_lease(run, wait_seconds)
    keepers = _Keepers(server.layout, grace_seconds)
    left = threading.Event()
    try:
        keepers.wait_until_ready(time.monotonic() + wait_seconds)
        watcher = threading.Thread(target=keepers.watch, args=(left,), daemon=True, name="localdb-watch")
        watcher.start()
        yield server
    finally:
        left.set()
        lease.close()


class _Keepers:
    """Starts keepers when none lives; remembers the one it started to reap it and to hear why it gave up."""

    def __init__(self, layout: Layout, grace_seconds: float) -> None:
        self.layout = layout
        self.grace_seconds = grace_seconds
        self.child: subprocess.Popen[bytes] | None = None

    def wait_until_ready(self, until: float) -> None:
        """Return once the server accepts connections. Raises LocalDBError at failure or after `until`."""
        while not self._is_ready():
            if time.monotonic() > until:
                raise LocalDBError(
                    f"数据库在规定时间内没有就绪，可能正在恢复上次未写完的数据。"
                    f"请稍后再试，或查看日志 {self.layout.server_log}。"
                )
            time.sleep(0.02)

    def _is_ready(self) -> bool:
        found = state.read_state(self.layout.run)
        if found and found.living:
            return found.phase == state.READY and answers(self.layout.sockets)
        ended = self.child.poll() if self.child else 0
        if ended is None:
            return False
        if ended and found and found.phase == state.FAILED:
            raise LocalDBError(found.said)
        if ended:
            raise LocalDBError(self._unexpected_end(ended))
        self._start()
        return False

    def _unexpected_end(self, code: int) -> str:
        if shutil.disk_usage(self.layout.run).free < FULL_BELOW_BYTES:
            return f"数据库没有启动：{self.layout.home} 所在的磁盘已满。请清出空间（先看旧备份和日志）后再启动。"
        return f"数据库的看护进程意外退出（{code}）。请把日志 {self.layout.log / 'keeper.log'} 发给维护人员。"

    def _start(self) -> None:
        paths = [str(SOURCE), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
        with open(self.layout.log / "keeper.log", "ab") as log:
            self.child = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "fengqiao.localdb.keeper",
                    str(self.layout.home),
                    str(self.grace_seconds),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=environment,
                start_new_session=True,
            )

    def watch(self, left: threading.Event) -> None:
        """Until `left`: start another keeper when the last one was killed; one that was asked to stop stays away."""
        while not left.wait(WATCH_SECONDS):
            if self.child and self.child.poll() is not None:
                self.child = None  # reaped; why that one ended no longer matters
            found = state.read_state(self.layout.run)
            if found is None or found.living or found.phase == state.STOPPED:
                continue
            try:
                self.wait_until_ready(time.monotonic() + WAIT_SECONDS)
            except (LocalDBError, OSError):
                left.wait(5.0)


def answers(sockets: Path) -> bool:
    """Whether a server accepts connections there: it asks for a password, rather than saying that it is starting."""
    words = b"user\0fengqiao_owner\0database\0fengqiao\0\0"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(2.0)
            line.connect(str(sockets / SOCKET_FILE))
            line.sendall(struct.pack("!II", len(words) + 8, 196608) + words)
            return line.recv(4096)[:1] == b"R"
    except OSError:
        return False


def status(home: Path) -> Status:
    """The server's condition; starts and creates nothing."""
    require_owner(home)
    run = layout_of(home).run
    found = state.read_state(run)
    users = state.lease_holders(run)
    if found is None:
        return Status(state.STOPPED, 0, 0, users, "")
    if found.living:
        return Status(found.phase, found.keeper_pid, found.server_pid, users, found.said)
    phase = state.FAILED if found.phase == state.FAILED else state.STOPPED
    return Status(phase, 0, 0, users, found.said)


def stop(home: Path, wait_seconds: float = 120.0) -> bool:
    """Stop the server, whoever uses it; True when one was running. Raises LocalDBError when it does not end."""
    require_owner(home)
    run = layout_of(home).run
    (run / "stay").unlink(missing_ok=True)
    found = state.read_state(run)
    if found is None or not found.living:
        return False
    os.kill(found.keeper_pid, signal.SIGTERM)
    until = time.monotonic() + wait_seconds
    while time.monotonic() < until:
        now = state.read_state(run)
        if now is None or not now.living or now.keeper_pid != found.keeper_pid:
            return True
        time.sleep(0.02)
    raise LocalDBError(f"数据库在 {wait_seconds:.0f} 秒内没有停下。请查看日志 {run.parent / 'log'}，稍后再试。")
