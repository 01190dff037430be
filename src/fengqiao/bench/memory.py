"""The running group at work, and its memory afterwards: web, worker, the supervisor, and the embedded database."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fengqiao.bench.place import Place
from fengqiao.operate.serving import HOST

PROC = Path("/proc")
WAIT_SECONDS = 60.0
KINDS = (("网页", "granian"), ("后台任务", "fengqiao.operate.worker"), ("看护", "fengqiao"))
PAGES = ("/", "/?who=all", "/register/mediation/", "/search/?q=王")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Memory:
    """Processes of one kind together. ``rss_mb`` counts shared pages in each, ``pss_mb`` shares them out."""

    name: str
    processes: int
    rss_mb: float
    pss_mb: float


def at_work(place: Place, postmaster: int | None, work: Callable[[str], None]) -> list[Memory]:
    """Start the group, let ``work`` use it at its address, and read what it holds. Empty without /proc."""
    with _running(place) as (pid, address):
        work(address)
        if not (PROC / "self" / "smaps_rollup").exists():
            return []
        kinds: dict[str, list[int]] = {}
        for each in [pid, *_below(pid)]:
            kinds.setdefault(_kind(each), []).append(each)
        if postmaster is not None:
            kinds["数据库"] = [postmaster, *_below(postmaster)]
        return [Memory(name, len(pids), _sum_mb(pids, "Rss"), _sum_mb(pids, "Pss")) for name, pids in kinds.items() if name]


@contextmanager
def _running(place: Place) -> Iterator[tuple[int, str]]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "fengqiao.bench.group", str(port), place.info.web, place.info.worker]
    group = subprocess.Popen(command, env=place.environment(place.info.owner), stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield group.pid, f"http://{HOST}:{port}"
    finally:
        group.send_signal(signal.SIGTERM)
        group.wait(WAIT_SECONDS)


def _wait_for(port: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"网页在{WAIT_SECONDS:.0f}秒内没有启动，请看测速目录下的 log/web.log。")


def browse(address: str, username: str, password: str) -> None:
    """Open some pages as somebody of the demonstration."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(f"{address}/sign-in/").read().decode()
    token = TOKEN.search(page)
    form = {"csrfmiddlewaretoken": token[1] if token else "", "username": username, "password": password}
    request = urllib.request.Request(
        f"{address}/sign-in/", urllib.parse.urlencode(form).encode(), {"Referer": f"{address}/sign-in/"}
    )
    browser.open(request).read()
    for path in PAGES:
        browser.open(address + urllib.parse.quote(path, safe="/?=&")).read()


def _below(pid: int) -> list[int]:
    """The ids of all descendants."""
    parents: dict[int, list[int]] = {}
    for each in PROC.iterdir():
        if each.name.isdigit():
            try:
                after_name = (each / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(after_name[1]), []).append(int(each.name))
    found, queue = [], [pid]
    while queue:
        below = parents.get(queue.pop(), [])
        found += below
        queue += below
    return found


def _kind(pid: int) -> str:
    try:
        command = (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
    return next((name for name, word in KINDS if word in command), "")


def _sum_mb(pids: list[int], field: str) -> float:
    total = 0
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))
    return round(total / 1024, 1)


def postmaster_of(home: Path) -> int | None:
    """The process id of the embedded server of a home; None when there is none."""
    try:
        pid = int((home / "pgdata" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    return pid
