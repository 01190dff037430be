"""Waiting for processes, and a directory that another account can reach."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

SOURCE = Path(__file__).resolve().parents[3]
IMPORTS = f"{SOURCE}{os.pathsep}{Path(psycopg.__file__).resolve().parents[1]}"


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A directory that the database's account can reach (pytest's own is closed to others)."""
    made = Path(tempfile.mkdtemp(prefix="fq-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Return when the condition holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "没有等到"
        time.sleep(0.02)


def is_living(process_id: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        os.kill(process_id, 0)
        words = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False
    except PermissionError:  # another user's
        return True
    return words.rpartition(")")[2].split()[0] != "Z"
