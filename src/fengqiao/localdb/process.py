"""The server as a direct child: starting it, waiting until it is ready, stopping it."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .binaries import Binaries
from .cluster import PLAIN_ENVIRONMENT, write_settings
from .diagnosis import explain
from .errors import LocalDBError
from .home import Layout
from .leftovers import clear_leftovers
from .parentage import signal_with_parent

STOP_SECONDS = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 15.0), (signal.SIGKILL, 10.0))

Child = subprocess.Popen[bytes]


def spawn(layout: Layout, binaries: Binaries) -> Child:
    """Start the server under its account, with its words going to the log; it is not ready yet."""
    with open(layout.server_log, "ab") as log:
        return subprocess.Popen(
            [binaries.path("postgres"), "-D", str(layout.data)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=PLAIN_ENVIRONMENT,
            preexec_fn=signal_with_parent(signal.SIGINT),
            **layout.account.as_child(),
        )


def is_ready(layout: Layout, server: Child) -> bool:
    """Whether this very process accepts connections: it says so in the last line of postmaster.pid."""
    try:
        lines = (layout.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(server.pid) and lines[7].strip() == "ready"


def end(server: Child) -> None:
    """Stop it: fast, then at once, then by force. Every connection is cut; committed work stays."""
    for sign, wait_seconds in STOP_SECONDS:
        if server.poll() is not None:
            return
        server.send_signal(sign)
        try:
            server.wait(wait_seconds)
        except subprocess.TimeoutExpired:
            continue


@contextmanager
def alone(layout: Layout, binaries: Binaries, wait_seconds: float = 120.0) -> Iterator[None]:
    """Run a server without keeper for as long as the block lasts. Raises LocalDBError when it does not start.

    The caller holds run/keeper.lock or works on files nobody else knows.
    """
    clear_leftovers(layout)
    write_settings(layout)
    log_from = size_of(layout.server_log)
    server = spawn(layout, binaries)
    try:
        until = time.monotonic() + wait_seconds
        while not is_ready(layout, server):
            if server.poll() is not None or time.monotonic() > until:
                raise LocalDBError(explain(layout.server_log, log_from))
            time.sleep(0.02)
        yield
    finally:
        end(server)


def size_of(path: Path) -> int:
    """Bytes of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
