"""Real servers in a directory that an unprivileged account can reach (pytest's own is closed to others)."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from fengqiao import localdb
from fengqiao.localdb.account import Account, can_reach, service_account

SOURCE = Path(__file__).resolve().parents[3]
PACKAGES = Path(psycopg.__file__).resolve().parents[1]
IMPORTS = f"{SOURCE}{os.pathsep}{PACKAGES}"


def make_base() -> Path:
    base = Path(tempfile.mkdtemp(prefix="fq-", dir="/var/tmp"))
    base.chmod(0o755)
    return base


@pytest.fixture
def base() -> Iterator[Path]:
    """A short directory below which homes can be made; servers in it are stopped at the end."""
    made = make_base()
    yield made
    for home in made.iterdir():
        if (home / "run").is_dir() and home.stat().st_uid == os.geteuid():
            localdb.stop(home)
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="session")
def lasting_home() -> Iterator[Path]:
    """One home for all tests that leave its data usable; making a cluster takes longer than most tests."""
    made = make_base()
    with localdb.running(made / "home"):
        pass
    yield made / "home"
    localdb.stop(made / "home")
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def home(lasting_home: Path) -> Path:
    """A home with data, its server stopped."""
    localdb.stop(lasting_home)
    return lasting_home


@pytest.fixture(scope="module")
def shared_home(lasting_home: Path) -> Iterator[Path]:
    """A home with a running server, for tests that only ask."""
    with localdb.running(lasting_home):
        yield lasting_home


def ask(url: str, query: str) -> object:
    """The first value of the first row; None when the statement returns no rows."""
    with psycopg.connect(url, autocommit=True) as line:
        cursor = line.execute(query.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def wait_for(condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Return when the condition holds; what the server refuses meanwhile does not matter."""
    until = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except psycopg.OperationalError:
            pass
        assert time.monotonic() < until, "没有等到"
        time.sleep(0.02)


def ordinary_user() -> Account:
    """Another account than root to run as. Skips where the tests do not run as root."""
    if os.geteuid() != 0:
        pytest.skip("以普通用户运行时，其余测试已覆盖")
    return service_account(Path("/nonexistent"))


def python_for(account: Account) -> str:
    """A Python that the account can run, of our version. Skips where there is none."""
    found = [
        sys.executable,
        f"/usr/bin/python3.{sys.version_info.minor}",
        f"/usr/local/bin/python3.{sys.version_info.minor}",
    ]
    for path in found:
        if os.path.exists(path) and can_reach(account, Path(os.path.realpath(path))) and can_reach(account, Path(path)):
            return path
    pytest.skip(f"没有 {account.name} 能运行的 Python 3.{sys.version_info.minor}")


def environment_for(home: Path) -> dict[str, str]:
    """A small environment for a child process of another account."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONPATH": IMPORTS,
        "PYTHONDONTWRITEBYTECODE": "1",
        "FENGQIAO_HOME": str(home),
    }
