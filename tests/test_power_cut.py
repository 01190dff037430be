"""The plug is pulled: web, worker, database and the whole group are killed while people work; nothing is half saved.

A small county is served as on any office's computer, a mediator opens cases and writes notes over HTTP without pause,
and each of the processes gets kill -9 in turn. What was answered as done is there once; what was not is there once or
not at all, also when the form is sent again; and ``fengqiao verify`` finds every matter whole.
"""

from __future__ import annotations

import contextlib
import http.client
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).parents[1]
PASSWORD = "correct-horse-battery"
PATIENCE_SECONDS = 40

LOAD = """
import os
from fengqiao.operate.serving import in_django
from fengqiao.operate.setup import prepare_database, prepare_home

def work():
    prepare_database()
    from tests.county import build_county
    build_county()

with prepare_home(os.environ) as info:
    in_django(info.owner, work)
"""
COUNT = """
import json, os
from fengqiao.operate.serving import in_django
from fengqiao.operate.setup import prepare_home

def work():
    from fengqiao.matter.models import Entry, Matter, Once, Paper, Party
    notes = [row["text"] for row in Entry.objects.filter(action="note").values_list("data", flat=True)]
    claims = [row["claim"] for row in Entry.objects.filter(action="apply").values_list("data", flat=True)]
    print(json.dumps({
        "texts": notes + claims, "matters": Matter.objects.count(), "parties": Party.objects.count(),
        "papers": Paper.objects.filter(kind="application").count(), "tokens": Once.objects.count(),
    }))

with prepare_home(os.environ) as info:
    in_django(info.owner, work)
"""


@dataclass
class Machine:
    """One office's computer: a data home, a port, and the group of processes that serve them."""

    home: Path
    port: int
    group: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FENGQIAO_")}
        return {**kept, "FENGQIAO_HOME": str(self.home), "PYTHONPATH": str(ROOT)}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command beside the group, to its end."""
        command = [sys.executable, *words]
        return subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=120)

    def up(self) -> None:
        """Start the group as ``fengqiao up`` does, and wait until it answers."""
        words = ["-m", "fengqiao.cli", "up", "--port", str(self.port)]
        with (self.home / "up.log").open("ab") as log:
            self.group = subprocess.Popen(
                [sys.executable, *words], env=self.env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        wait(self.answers, "网页没有启动")

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sign-in/", timeout=5) as page:
                return bool(page.status == 200)
        except (OSError, urllib.error.URLError, http.client.HTTPException):
            return False

    def child(self, words: str) -> int:
        """The id of the group's own process whose command line holds these words."""
        assert self.group is not None
        for status in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                parent = int(status.read_text().rsplit(")", 1)[1].split()[1])
                if parent == self.group.pid and words in (status.parent / "cmdline").read_text():
                    return int(status.parent.name)
        return 0

    def database(self) -> int:
        """The id of the database's first process, as it wrote it down; 0 while none runs."""
        try:
            return int((self.home / "pgdata" / "postmaster.pid").read_text().split()[0])
        except (OSError, IndexError, ValueError):
            return 0

    def stop(self) -> None:
        """Ask the group to stop, and wait."""
        if self.group is not None and self.group.poll() is None:
            self.group.send_signal(signal.SIGTERM)
            self.group.wait(timeout=PATIENCE_SECONDS)


def wait(until: Callable[[], object], said: str) -> None:
    for _ in range(PATIENCE_SECONDS * 5):
        if until():
            return
        time.sleep(0.2)
    raise AssertionError(said)


def today() -> str:
    """The day in the office, wherever this computer stands."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()


@dataclass
class Form:
    """A form as it was filled in: sent again after a failure with the same token, as the browser's outbox does."""

    path: str
    data: dict[str, str]
    marker: str


@dataclass
class Mediator:
    """Somebody at a browser who goes on working whatever happens to the computer behind it."""

    machine: Machine
    done: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    unanswered: list[Form] = field(default_factory=list)
    serial: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)
    failure: str = ""

    def __post_init__(self) -> None:
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(_Staying(), urllib.request.HTTPCookieProcessor(self.cookies))

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, text and where it leads on."""
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.machine.port}{path}", body)
        with self.browser.open(request, timeout=10) as answer:
            return answer.status, answer.read().decode(), answer.headers.get("Location", "")

    def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of the form on a page."""
        status, text, _ = self.ask(path)
        if status != 200:
            raise OSError(status)
        found = {}
        for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", text):
            name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
            if name:
                found[name[1]] = value[1] if value else ""
        return found

    def sign_in(self) -> None:
        given = {"username": "mediator", "password": PASSWORD}
        status, _, _ = self.ask("/sign-in/", {**self.hidden("/sign-in/"), **given})
        assert status == 302

    def work(self) -> None:
        """Open a case, write two notes in it, and so on until told to stop; a failure is tried again at once."""
        path = ""
        while not self.stopped.is_set():
            try:
                self.send_again()
                path = self.send(self.opening() if self.serial % 3 == 0 or not path else self.note(path)) or path
            except (OSError, http.client.HTTPException, urllib.error.URLError):
                time.sleep(0.05)

    def opening(self) -> Form:
        path, marker = "/register/mediation/new/apply/", self.mark("请求修复墙面")
        parties = {"parties-TOTAL_FORMS": "2", "parties-INITIAL_FORMS": "0"}
        for n, side in enumerate(("applicant", "respondent")):
            row = {"side": side, "kind": "person", "name": f"{'张李'[n]}某{self.serial}", "sex": "1"}
            parties |= {f"parties-{n}-{name}": value for name, value in row.items()}
        given = {
            "source": "2", "regime": "general", "type": "T02", "difficulty": "ordinary", "prediction": "none",
            "summary": "两家因院墙滴水发生争执，多次协商不成。", "claim": marker, "happened_on": today(), **parties,
        }  # fmt: skip
        return Form(path, {**self.hidden(path), **given}, marker)

    def note(self, matter: str) -> Form:
        path, marker = f"{matter}do/note/", self.mark("电话了解")
        return Form(path, {**self.hidden(path), "text": marker, "happened_on": today()}, marker)

    def mark(self, text: str) -> str:
        self.serial += 1
        return f"{text}（第{self.serial}次）"

    def send(self, form: Form) -> str:
        """Send a form; the matter's address once it is done."""
        self.tried.add(form.marker)
        try:
            status, text, onward = self.ask(form.path, form.data)
        except (OSError, http.client.HTTPException, urllib.error.URLError):
            self.unanswered.append(form)
            raise
        if status in (302, 303):
            self.done.add(form.marker)
            return urllib.parse.urlsplit(onward).path
        if status >= 500:
            self.unanswered.append(form)
            raise OSError(status)
        said = re.search(r'class="form-errors-list">(.*?)</ul>', text, re.S)
        self.failure = f"{form.path}: {status} {re.sub('<[^>]*>', ' ', said[1] if said else text)[:400]}"
        raise AssertionError(self.failure)

    def send_again(self) -> None:
        """What got no answer goes once more, with its first token."""
        while self.unanswered:
            form = self.unanswered.pop()
            self.send(form)


class _Staying(urllib.request.HTTPRedirectHandler, urllib.request.HTTPErrorProcessor):
    """Answers are looked at as they come: neither followed nor raised."""

    def http_response(self, request: object, response: object) -> object:
        return response


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Machine(tmp_path / "h", port)
    made.home.mkdir(mode=0o700)
    loaded = made.run("-c", LOAD)
    assert loaded.returncode == 0, loaded.stderr
    try:
        yield made
    finally:
        made.stop()
        made.run("-m", "fengqiao.cli", "db", "stop")


def kill(pid: int) -> None:
    assert pid > 1
    os.kill(pid, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="process ids are read from /proc")
def test_killed_in_mid_action_nothing_is_half_saved(machine: Machine) -> None:
    machine.up()
    mediator = Mediator(machine)
    mediator.sign_in()
    working = threading.Thread(target=mediator.work, daemon=True)
    working.start()

    def some_more(count: int = 4) -> None:
        before = len(mediator.done)
        wait(lambda: len(mediator.done) >= before + count or not working.is_alive(), "办理没有继续")
        assert working.is_alive(), mediator.failure or "办理中断"

    some_more()
    kill(machine.child("granian"))
    some_more()
    kill(machine.child("fengqiao.operate.worker"))
    some_more()
    kill(machine.database())
    some_more()
    assert machine.group is not None
    kill(machine.group.pid)
    kill(machine.database())
    machine.group.wait()
    wait(lambda: not machine.answers(), "网页没有随主进程结束")
    machine.up()
    some_more()
    mediator.stopped.set()
    working.join(timeout=PATIENCE_SECONDS)
    mediator.send_again()
    machine.stop()

    verified = machine.run("-m", "fengqiao.cli", "verify", "--json")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    kept = json.loads(machine.run("-c", COUNT).stdout)
    assert sorted(kept["texts"]) == sorted(set(kept["texts"])), "一张表单记了两次"
    assert set(kept["texts"]) >= mediator.done, "已答复办理的没有记下"
    assert set(kept["texts"]) <= mediator.tried
    assert kept["parties"] == kept["matters"] * 2
    assert kept["papers"] == kept["matters"]
    assert len(mediator.done) >= 20
