"""Several processes as one: started, logged, started again, stopped in order, and no orphans however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import IMPORTS, is_living, wait_for

SUPERVISOR = """
import sys
from pathlib import Path
from fengqiao.operate.supervise import Command, supervise
folder = Path(sys.argv[1])
def command(name, label, code):
    return Command(name, label, [sys.executable, "-u", "-c", code], cwd=folder, stop_seconds=3.0)
sys.exit(supervise(
    [command("worker", "后台任务", sys.argv[2]), command("web", "网页", sys.argv[3])],
    log=folder / "log",
    restart="--no-restart" not in sys.argv,
    say=lambda text: print(text, flush=True),
    when_ready=lambda: print("都好了", flush=True),
))
"""

# Writes its number, starts a child of its own as granian does, notes when it is asked to stop.
SERVICE = """
import os, pathlib, signal, subprocess, sys, time
name = {name!r}
child = subprocess.Popen(["sleep", "300"])
with open(name + ".pids", "a") as file:
    file.write(f"{{os.getpid()}} {{child.pid}}\\n")
def stop(*_):
    with open("stopped", "a") as file:
        file.write(name + "\\n")
    child.terminate()
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("我是", name, "没有换行", end="")
time.sleep(300)
"""
DYING = "import sys; print('端口被占用'); sys.exit(3)"
STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open("web.pids", "a").write(f"{os.getpid()} {os.getpid()}\\n")
time.sleep(300)
"""


class Running:
    """A supervisor with its two services."""

    def __init__(self, folder: Path, worker: str, web: str, *options: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(folder), worker, web, *options],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": IMPORTS},
            start_new_session=True,
        )

    def pids(self, name: str) -> list[list[int]]:
        """For each start of the service: its process id and its child's."""
        path = self.folder / f"{name}.pids"
        lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
        return [[int(word) for word in line.split()] for line in lines]

    def everybody(self) -> list[int]:
        return [pid for name in ("worker", "web") for starts in self.pids(name) for pid in starts]

    def wait_until_both_run(self) -> None:
        wait_for(lambda: self.pids("worker") and self.pids("web"))

    def end(self, sign: signal.Signals) -> tuple[int, str]:
        """Send the signal; the exit code and all that was said."""
        self.process.send_signal(sign)
        said = self.process.communicate(timeout=30)[0]
        return self.process.returncode, said


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Running]:
    """Two services that run until they are asked to stop."""
    running = Running(tmp_path, SERVICE.format(name="worker"), SERVICE.format(name="web"))
    running.wait_until_both_run()
    yield running
    if running.process.poll() is None:
        running.end(signal.SIGTERM)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_all_cleanly_last_started_first(both: Running, sign: signal.Signals) -> None:
    code, said = both.end(sign)
    assert code == 0
    assert said.splitlines() == ["都好了", "正在停止……"]
    assert (both.folder / "stopped").read_text(encoding="ascii").split() == ["web", "worker"]
    assert [pid for pid in both.everybody() if is_living(pid)] == []


def test_a_killed_child_is_started_again_and_its_own_children_are_ended(both: Running) -> None:
    service, grandchild = both.pids("web")[0]
    os.kill(service, signal.SIGKILL)
    wait_for(lambda: len(both.pids("web")) == 2)
    assert not is_living(grandchild)
    assert len(both.pids("worker")) == 1
    _, said = both.end(signal.SIGTERM)
    assert "网页退出了（被信号 9 结束），0.5 秒后重新启动。日志 " in said


def test_a_killed_supervisor_leaves_no_orphans(both: Running) -> None:
    everybody = both.everybody()
    assert len(everybody) == 4
    both.end(signal.SIGKILL)
    wait_for(lambda: not any(is_living(pid) for pid in everybody))
    assert sorted((both.folder / "stopped").read_text(encoding="ascii").split()) == ["web", "worker"]


def test_a_killed_supervisor_leaves_no_orphans_that_ignore_the_signal(tmp_path: Path) -> None:
    running = Running(tmp_path, SERVICE.format(name="worker"), STUBBORN)
    running.wait_until_both_run()
    running.end(signal.SIGKILL)
    wait_for(lambda: not any(is_living(pid) for pid in running.everybody()), 30)


def test_a_killed_guard_is_replaced_and_knows_everybody(both: Running) -> None:
    everybody = both.everybody()
    guard = _guard_of(both.process.pid)
    os.kill(guard, signal.SIGKILL)
    wait_for(lambda: _guard_of(both.process.pid) not in (0, guard))
    both.end(signal.SIGKILL)
    wait_for(lambda: not any(is_living(pid) for pid in everybody))


def test_one_that_does_not_stop_is_ended_by_force(tmp_path: Path) -> None:
    running = Running(tmp_path, SERVICE.format(name="worker"), STUBBORN)
    running.wait_until_both_run()
    assert running.end(signal.SIGTERM)[0] == 0
    assert (tmp_path / "stopped").read_text(encoding="ascii").split() == ["worker"]
    assert [pid for pid in running.everybody() if is_living(pid)] == []


def test_one_that_keeps_dying_is_tried_less_and_less_often_and_its_last_words_are_told(tmp_path: Path) -> None:
    running = Running(tmp_path, SERVICE.format(name="worker"), DYING)
    said = [running.process.stdout.readline() for _ in range(4)] if running.process.stdout else []
    said = [line for line in said if line.startswith("网页")][:3]
    running.end(signal.SIGTERM)
    log = tmp_path / "log" / "web.log"
    assert said == [
        f"网页退出了（退出码 3），{wait} 秒后重新启动。日志 {log}，最后一行：端口被占用\n" for wait in ("0.5", "1", "2")
    ]


def test_without_restart_the_first_death_stops_all(tmp_path: Path) -> None:
    running = Running(tmp_path, SERVICE.format(name="worker"), DYING, "--no-restart")
    said = running.process.communicate(timeout=30)[0]
    assert running.process.returncode == 1
    assert "网页退出了（退出码 3），其余一并停止。" in said
    assert [pid for pid in running.everybody() if is_living(pid)] == []


def test_a_program_that_is_not_there_is_said(tmp_path: Path) -> None:
    code = SUPERVISOR.replace('[sys.executable, "-u", "-c", code]', '["/nonexistent/granian"]')
    done = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path), "", ""],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": IMPORTS},
    )
    assert done.stdout
    first = done.stdout.readline()
    done.terminate()
    done.communicate(timeout=10)
    assert first == "后台任务启动不了（/nonexistent/granian：No such file or directory），0.5 秒后再试。\n"


def test_output_is_logged_by_line_with_time_and_process_even_without_a_last_line_break(both: Running) -> None:
    service = both.pids("web")[0][0]
    both.end(signal.SIGTERM)
    line = (both.folder / "log" / "web.log").read_text(encoding="utf-8")
    assert line[19:] == f" [{service}] 我是 web 没有换行\n"


def _guard_of(supervisor: int) -> int:
    """The guard's process id, 0 while there is none."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and is_living(int(entry.name)):
            words = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(words[1]) == supervisor and b"guard.py" in (entry / "cmdline").read_bytes():
                return int(entry.name)
    return 0
