"""The tests' database server, loaded before Django reads its settings: the embedded one in a home of its own.

Several test processes (``pytest -n``) have a server each, so that roles and keys are nobody else's.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import psycopg

_STACK = ExitStack()
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def _home() -> Path:
    base = Path(os.environ.get("FENGQIAO_TEST_HOME") or Path(__file__).parents[1] / "var" / "test")
    return base.with_name(f"{base.name}-{_WORKER}") if _WORKER else base


os.environ["FENGQIAO_MODE"] = "test"
os.environ["FENGQIAO_HOME"] = str(_home())

from fengqiao import localdb  # noqa: E402
from fengqiao.operate.setup import prepare_home  # noqa: E402

_INFO = _STACK.enter_context(prepare_home(os.environ))
os.environ["FENGQIAO_DB_URL"] = _INFO.owner


def _hurry() -> None:
    """A test's data need not survive the machine; they survive a killed server all the same."""
    with psycopg.connect(localdb.Server.at(_home()).url("superuser", "postgres"), autocommit=True) as superuser:
        superuser.execute("ALTER SYSTEM SET fsync = off")
        superuser.execute("ALTER SYSTEM SET full_page_writes = off")
        superuser.execute("SELECT pg_reload_conf()")


if _INFO.embedded:
    _hurry()


def pytest_unconfigure() -> None:
    """Let the server go."""
    _STACK.close()
