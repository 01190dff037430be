"""The tests' database server, loaded before Django reads its settings: the embedded one in a home of its own."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

_STACK = ExitStack()

os.environ["FENGQIAO_MODE"] = "test"
os.environ["FENGQIAO_HOME"] = os.environ.get("FENGQIAO_TEST_HOME") or str(Path(__file__).parents[1] / "var" / "test")

from fengqiao.operate.setup import prepare_home  # noqa: E402

os.environ["FENGQIAO_DB_URL"] = _STACK.enter_context(prepare_home(os.environ)).owner


def pytest_unconfigure() -> None:
    """Let the server go."""
    _STACK.close()
