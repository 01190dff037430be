"""Running several processes as one: start, log, start again when one dies, stop all in order.

Each command gets a process group of its own, so that Ctrl-C reaches only the supervisor, and a dead command's own
children are ended before it is started again (they would hold its port). When the supervisor is killed, the guard
ends the groups.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .logs import LineLog

GUARD = Path(__file__).with_name("guard.py")
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.5, 30.0
SETTLED_SECONDS = 30.0  # a process that lived this long starts again without further delay
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(frozen=True)
class Command:
    """One process of the group. `label` is its Chinese name; `is_ready` tells when it serves (None: at once)."""

    name: str
    label: str
    argv: Sequence[str]
    env: Mapping[str, str] | None = None
    cwd: Path | None = None
    is_ready: Callable[[], bool] | None = None
    stop_seconds: float = 20.0


def supervise(
    commands: Sequence[Command],
    *,
    log: Path,
    restart: bool = True,
    say: Callable[[str], None] = print,
    when_ready: Callable[[], None] | None = None,
) -> int:
    """Run the commands in the order given until SIGTERM, SIGINT or SIGHUP; then stop them in the opposite order.

    Their output goes to `log/<name>.log`; what happens to them is told to `say` in Chinese. `when_ready` is called
    once, when all are ready. Returns 0 after an asked-for stop; with `restart=False` the first death stops all and
    returns 1. Call it from the main thread. A second signal while stopping ends everything by force.
    """
    group = _Group(commands, log, restart, say, when_ready)
    before = {sign: signal.signal(sign, group.ask_to_stop) for sign in STOP_SIGNALS}
    before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
    wakeup = signal.set_wakeup_fd(group.wake, warn_on_full_buffer=False)
    try:
        return group.run()
    finally:
        group.stop()
        signal.set_wakeup_fd(wakeup)
        for sign, handler in before.items():
            signal.signal(sign, handler)
        group.close()


class _Member:
    """A command with its present process."""

    def __init__(self, command: Command, log: Path) -> None:
        self.command = command
        self.log = LineLog(log / f"{command.name}.log")
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.due_at = 0.0  # on the monotonic clock: when to start (again)
        self.wait_seconds = FIRST_WAIT_SECONDS
        self.is_ready = False

    def start(self) -> int:
        """Start the process; returns its id, which is its group's too. Raises OSError when it cannot be run."""
        self.process = subprocess.Popen(
            list(self.command.argv),
            env=self.command.env,
            cwd=self.command.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert self.process.stdout
        os.set_blocking(self.process.stdout.fileno(), False)
        self.started_at = time.monotonic()
        self.is_ready = False
        return self.process.pid

    def read(self) -> None:
        """Move what the process wrote to the log."""
        process = self.process
        if process is None or process.stdout is None:
            return
        try:
            while piece := os.read(process.stdout.fileno(), 65536):
                self.log.take(process.pid, piece)
        except BlockingIOError:
            return
        process.stdout.close()  # end of output: the process closed it or is gone
        process.stdout = None

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def forget(self) -> int:
        """Take leave of an ended process; returns its id. What is left of its group is ended."""
        assert self.process
        self.read()
        number = self.process.pid
        _signal_group(number, signal.SIGKILL)
        if self.process.stdout:
            self.process.stdout.close()
        self.log.end(number)
        self.process = None
        return number

    def next_wait(self) -> float:
        """Seconds until the next start: short after a long life, doubling after short ones."""
        if time.monotonic() - self.started_at >= SETTLED_SECONDS:
            self.wait_seconds = FIRST_WAIT_SECONDS
        wait, self.wait_seconds = self.wait_seconds, min(self.wait_seconds * 2, LONGEST_WAIT_SECONDS)
        return wait


class _Group:
    """All commands, and the loop that keeps them."""

    def __init__(
        self,
        commands: Sequence[Command],
        log: Path,
        restart: bool,
        say: Callable[[str], None],
        when_ready: Callable[[], None] | None,
    ) -> None:
        log.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.members = [_Member(command, log) for command in commands]
        self.restart = restart
        self.say = say
        self.when_ready = when_ready
        self.signals = 0
        self.woken, self.wake = os.pipe()
        os.set_blocking(self.wake, False)
        os.set_blocking(self.woken, False)
        self.guard: subprocess.Popen[str] | None = None

    def ask_to_stop(self, *_: object) -> None:
        self.signals += 1

    def run(self) -> int:
        while not self.signals:
            self._keep_guard()
            for member in self.members:
                if member.has_ended() and not self._bury(member):
                    return 1
                if member.process is None and time.monotonic() >= member.due_at:
                    self._start(member)
            self._look_whether_ready()
            self._wait(self._until_next())
        return 0

    def _start(self, member: _Member) -> None:
        try:
            self._tell_guard(f"+{member.start()}")
        except OSError as error:
            wait = member.next_wait()
            member.due_at = time.monotonic() + wait
            self.say(
                f"{member.command.label}启动不了（{member.command.argv[0]}：{error.strerror}），{wait:g} 秒后再试。"
            )

    def _bury(self, member: _Member) -> bool:
        """Whether the group goes on after this death."""
        assert member.process
        code = member.process.returncode
        self._tell_guard(f"-{member.forget()}")
        how = f"被信号 {-code} 结束" if code < 0 else f"退出码 {code}"
        said = f"，最后一行：{member.log.last}" if member.log.last else ""
        if not self.restart:
            self.say(f"{member.command.label}退出了（{how}），其余一并停止。日志 {member.log.path}{said}")
            return False
        wait = member.next_wait()
        member.due_at = time.monotonic() + wait
        self.say(f"{member.command.label}退出了（{how}），{wait:g} 秒后重新启动。日志 {member.log.path}{said}")
        return True

    def _look_whether_ready(self) -> None:
        if self.when_ready is None:
            return
        for member in self.members:
            if member.process and not member.is_ready:
                member.is_ready = member.command.is_ready is None or member.command.is_ready()
        if all(member.process and member.is_ready for member in self.members):
            told, self.when_ready = self.when_ready, None
            told()

    def _until_next(self) -> float:
        if self.when_ready:
            return 0.1
        waits = [member.due_at - time.monotonic() for member in self.members if member.process is None]
        return max(0.0, min([5.0, *waits]))

    def _wait(self, seconds: float) -> None:
        """Move output to the logs; return when something happened or the time is over."""
        sources = [(member.process.stdout, member) for member in self.members if member.process]
        outputs = {stdout.fileno(): member for stdout, member in sources if stdout}
        readable = select.select([self.woken, *outputs], [], [], seconds)[0]
        for source in readable:
            if source == self.woken:
                _drain(self.woken)
            else:
                outputs[source].read()

    def stop(self) -> None:
        """Stop everything, last started first; each gets its time to finish, unless a second signal came."""
        asked = self.signals
        if any(member.process for member in self.members):
            self.say("正在停止……")
        for member in reversed(self.members):
            if member.process is None:
                continue
            _signal_group(member.process.pid, signal.SIGTERM)
            until = time.monotonic() + member.command.stop_seconds
            while not member.has_ended() and time.monotonic() < until and self.signals <= max(asked, 1):
                self._wait(0.2)
            if not member.has_ended():
                _signal_group(member.process.pid, signal.SIGKILL)
                member.process.wait()
            member.forget()
        if self.guard and self.guard.stdin:
            self.guard.stdin.close()
            self.guard.wait()

    def close(self) -> None:
        os.close(self.woken)
        os.close(self.wake)
        for member in self.members:
            member.log.close()

    def _keep_guard(self) -> None:
        if self.guard and self.guard.poll() is None:
            return
        self.guard = subprocess.Popen(
            [sys.executable, "-I", "-S", str(GUARD), str(max(member.command.stop_seconds for member in self.members))],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        for member in self.members:
            if member.process:
                self._tell_guard(f"+{member.process.pid}")

    def _tell_guard(self, words: str) -> None:
        assert self.guard
        assert self.guard.stdin
        with contextlib.suppress(BrokenPipeError):  # killed: the loop starts another and tells it everything
            self.guard.stdin.write(words + "\n")
            self.guard.stdin.flush()


def _signal_group(group: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, sign)


def _drain(descriptor: int) -> None:
    with contextlib.suppress(BlockingIOError):
        os.read(descriptor, 4096)
