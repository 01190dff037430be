"""Journeys: the product as it is served, under the web's own database role, with a real browser in front of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import pytest

from fengqiao.orgs.models import Staff
from tests.browser import CHROMIUM
from tests.county import County
from tests.journeys.visitor import CROSSED, Look, Visitor

WITHOUT = "没有找到 Chromium，浏览器里的行程没有跑（apt-get install chromium 之后会跑）"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a browser's; without one it is skipped for one reason."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=WITHOUT))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One clear line where there is no browser."""
    if not CHROMIUM and any(WITHOUT in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())):
        terminalreporter.write_line(WITHOUT)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running Chromium for one module. While it runs, Django takes the main thread for an asynchronous one."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def address(django_db_setup: None) -> Iterator[str]:
    """The product served on the test database by a process of its own, as the web's role."""
    yield from serve({}, "/sign-in/")


def serve(more: dict[str, str], first: str) -> Iterator[str]:
    """The product in a process with this environment; its address once the first page answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "fengqiao.conf.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env={**os.environ, "FENGQIAO_DB_URL": _as_web(), **more})
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}{first}", server)
        yield base
    finally:
        server.terminate()
        server.wait(10)


def _as_web() -> str:
    """The address of the test database for the web's role."""
    from django.conf import settings

    from fengqiao import localdb

    web = localdb.connect_info(localdb.data_home(os.environ), os.environ).web
    return urlunsplit(urlsplit(web)._replace(path="/" + str(settings.DATABASES["default"]["NAME"])))


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped at once"
        try:
            urlopen(url, timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the server did not answer within a minute")


@pytest.fixture(params=CROSSED, ids=lambda look: look.name)
def look(request: pytest.FixtureRequest) -> Look:
    """Each journey wide with scripts and narrow without."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def county(committed_county: County) -> County:
    """枫林县 and its neighbour, committed, so that the server sees them."""
    return committed_county


@pytest.fixture
def visit(chromium: Any, address: str, county: County) -> Iterator[Callable[..., Visitor]]:
    """``visit("mediator", look)`` is that person, signed in at a computer of their own; any script error fails the test."""
    visitors: list[Visitor] = []

    def come(name: str, look: Look, **more: Any) -> Visitor:
        if more.get("elder"):
            Staff.objects.filter(username=name).update(elder_mode=True)
        visitor = Visitor(chromium, address, look, **more)
        visitors.append(visitor)
        return visitor.sign_in(name)

    yield come
    errors = [error for visitor in visitors for error in visitor.errors]
    for visitor in visitors:
        visitor.leave()
    assert errors == []
