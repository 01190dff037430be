"""The look is tested alone: its own settings over whatever settings the run has; no database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.test import override_settings

from fengqiao.ui.tests import settings as alone
from tests.browser import CHROMIUM

SOURCE = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def look_alone() -> Iterator[None]:
    """The gallery as the only site, without sessions in a database."""
    names = ("MIDDLEWARE", "SESSION_ENGINE", "MESSAGE_STORAGE", "ROOT_URLCONF", "TEMPLATES", "STATIC_URL", "TIME_ZONE")
    plain = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(**{name: getattr(alone, name) for name in names}, STORAGES=plain, ALLOWED_HOSTS=["*"]):
        yield


@pytest.fixture(scope="session")
def gallery_url() -> Iterator[str]:
    """The address of the gallery, served by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "django", "runserver", f"127.0.0.1:{port}", "--noreload"]
    places = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH", "")]))
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "fengqiao.ui.tests.settings", "PYTHONPATH": places}
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/sign-in", server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert server.poll() is None, "the gallery's server stopped at once"
        try:
            urlopen(address, timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the gallery did not answer within 30 seconds")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running Chromium; skips in one clear line where there is none.

    It lives for one module only: while it runs, Django takes the main thread for an asynchronous one.
    """
    if not CHROMIUM:
        pytest.skip(
            "没有找到 Chromium，跳过浏览器测试 / Chromium not found, browser tests skipped: apt-get install chromium"
        )
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()
