"""The keeper: a small process that is the direct parent of `postgres` for one data home.

`python -m fengqiao.localdb.keeper HOME GRACE_SECONDS`, started by `localdb.running`, never by hand. It makes the
cluster on first use, starts the server, reaps it, starts it again when it is killed, and stops it once nobody has
held a lease for the grace time. As the direct parent it leaves no zombie behind; under pg_ctl a killed server stays
one where process 1 does not reap, and then PostgreSQL refuses to start. When the keeper itself is killed, the kernel
tells the server to stop (PR_SET_PDEATHSIG), and whoever still holds a lease starts another keeper.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import IO

from . import cluster, keys, roles, state
from .binaries import Binaries, newest, usable_by
from .diagnosis import explain, passes_by_itself
from .errors import LocalDBError
from .home import Layout, prepare
from .leftovers import clear_leftovers
from .process import Child, end, is_ready, size_of, spawn

ATTEMPTS = 6
NAMES = list(roles.ROLES.values())
LOG_LIMIT_BYTES = 20 * 1024 * 1024


class Keeper:
    """One data home's keeper; `run` returns the exit code."""

    def __init__(self, layout: Layout, grace_seconds: float) -> None:
        self.layout = layout
        self.grace_seconds = grace_seconds
        self.words = state.StateWriter(layout.run)
        self.server: Child | None = None
        self.asked_to_stop = False
        self.unused_since = time.monotonic()
        self.lease_seen_ns = 0
        self._woken, self._wake = os.pipe()

    def run(self) -> int:
        """Serve until asked to stop or unused; 0 then, 1 when the server cannot be started."""
        self._listen_for_signals()
        try:
            binaries = usable_by(self.layout.account, newest())
            self._require_cluster(binaries)
            with state.hold_data(self.layout.data):
                clear_leftovers(self.layout)
                self._prepare_cluster(binaries)
                self._serve(binaries)
                return 0
        except LocalDBError as error:
            return self._fail(str(error))
        except OSError as error:
            where = f" {error.filename}" if error.filename else ""
            return self._fail(f"数据库没有启动：读写{where} 出错（{error.strerror}）。请检查磁盘空间和目录权限。")

    def _fail(self, said: str) -> int:
        if self.server and self.server.poll() is None:
            self.server.kill()
            self.server.wait()
        self.words.write(state.FAILED, said=said)
        return 1

    def _serve(self, binaries: Binaries) -> None:
        while True:
            self._start(binaries)
            last_lease = self._watch()
            if self.asked_to_stop or last_lease:
                self._stop()
                return

    def _listen_for_signals(self) -> None:
        os.set_blocking(self._wake, False)
        os.set_blocking(self._woken, False)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _ask_to_stop(self, *_: object) -> None:
        self.asked_to_stop = True

    def _require_cluster(self, binaries: Binaries) -> None:
        """Make the cluster at first use; refuse one of another major version."""
        layout = self.layout
        cluster.finish_upgrade(layout)
        keys.ensure_passwords(layout.keys, NAMES)
        major = cluster.major_of(layout.data)
        if major is None:
            self.words.write(state.CREATING)
            cluster.create(layout, binaries)
            keys.mark_told(layout.keys, NAMES)
        elif major != binaries.major:
            raise LocalDBError(
                f"数据目录 {layout.data} 是 PostgreSQL {major} 的，本程序带的是 {binaries.version}，不能直接打开。"
                f"请运行 fengqiao db upgrade；原数据会保留。"
            )

    def _prepare_cluster(self, binaries: Binaries) -> None:
        """Mend owner and settings, tell the database about passwords that were made anew."""
        layout = self.layout
        cluster.repair_ownership(layout)
        untold = keys.untold_passwords(layout.keys, NAMES)
        if untold:
            cluster.run_alone(layout.data, binaries, layout.account, roles.password_sql(untold))
            keys.mark_told(layout.keys, NAMES)
        cluster.write_settings(layout)

    def _start(self, binaries: Binaries) -> None:
        """Start the server and wait until it is ready; several attempts. Raises LocalDBError when none succeeds."""
        for attempt in range(ATTEMPTS):
            clear_leftovers(self.layout)
            log_from = size_of(self.layout.server_log)
            self.server = spawn(self.layout, binaries)
            self.words.write(state.STARTING, self.server.pid)
            while self.server.poll() is None and not self.asked_to_stop:
                if is_ready(self.layout, self.server):
                    self.words.write(state.READY, self.server.pid)
                    return
                self._sleep(0.02)
            if self.asked_to_stop:
                return
            was_killed = (self.server.returncode or 0) < 0
            if attempt == ATTEMPTS - 1 or not (was_killed or passes_by_itself(self.layout.server_log, log_from)):
                raise LocalDBError(explain(self.layout.server_log, log_from))
            self._sleep(0.1 * 2**attempt)

    def _watch(self) -> IO[str] | None:
        """Until the server ends (None), a stop is asked for (None), or nobody needs it: then the lease lock, held.

        While that lock is held no client can come in, so a client never meets a server that is being stopped.
        """
        self.unused_since = time.monotonic()
        while self.server and self.server.poll() is None and not self.asked_to_stop:
            lease = state.lock_file(self.layout.run / "lease.lock", fcntl.LOCK_EX)
            used = lease is None or self._touched() or (self.layout.run / "stay").exists()
            if used:
                self.unused_since = time.monotonic()
            elif time.monotonic() - self.unused_since > self.grace_seconds:
                return lease
            if lease:
                lease.close()
            _shorten(self.layout.server_log)
            self._sleep(1.0)
        return None

    def _touched(self) -> bool:
        """Whether a client came (and perhaps went) since the last look."""
        seen = (self.layout.run / "lease.lock").stat().st_mtime_ns
        changed, self.lease_seen_ns = seen != self.lease_seen_ns, seen
        return changed

    def _stop(self) -> None:
        if self.server:
            self.words.write(state.STOPPING, self.server.pid)
            end(self.server)
        self.words.write(state.STOPPED)

    def _sleep(self, seconds: float) -> None:
        """Sleep, but wake at once for a signal."""
        if select.select([self._woken], [], [], seconds)[0]:
            with contextlib.suppress(BlockingIOError):
                os.read(self._woken, 4096)


def _shorten(log: Path) -> None:
    """Keep one older log beside the present one. The server holds the file open to append, so it is emptied."""
    if size_of(log) > LOG_LIMIT_BYTES:
        text = log.read_bytes()[-LOG_LIMIT_BYTES:]
        log.with_suffix(".1.log").write_bytes(text)
        os.truncate(log, 0)


def main(arguments: list[str]) -> int:
    """HOME GRACE_SECONDS; 0 at once when another keeper is there."""
    layout = prepare(Path(arguments[0]))
    lock = state.lock_file(layout.run / "keeper.lock", fcntl.LOCK_EX)
    if lock is None:
        return 0
    with lock:
        return Keeper(layout, float(arguments[1])).run()


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main(sys.argv[1:]))
