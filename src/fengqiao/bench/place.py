"""A place of the bench's own: a database beside the real one, and a home for its keys and files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
from psycopg import sql

from fengqiao.localdb.errors import LocalDBError
from fengqiao.localdb.own import ConnectInfo
from fengqiao.localdb.urls import url_parts, with_database
from fengqiao.operate.setup import prepare_keys

TEMPLATE = "FENGQIAO_BENCH_TEMPLATE"  # a database that is set up already and that nobody else is using, to begin with a copy of


@dataclass(frozen=True)
class Place:
    """Addresses of the bench's database for the three roles, and its home."""

    info: ConnectInfo
    home: Path

    @property
    def filled(self) -> Path:
        """What filling gave and took, once the database is filled."""
        return self.home / "filling.json"

    def environment(self, url: str) -> Mapping[str, str]:
        """What a process of the bench runs under."""
        return {
            **os.environ, "FENGQIAO_HOME": str(self.home), "FENGQIAO_DB_URL": url, "FENGQIAO_BENCH_OWNER": self.info.owner,
            "FENGQIAO_MODE": "demo", "DJANGO_SETTINGS_MODULE": "fengqiao.conf.settings",
        }  # fmt: skip

    def run(self, module: str, url: str, *arguments: str) -> int:
        """A part of the bench in a process of its own, as the role of ``url``; its exit code."""
        command = [sys.executable, "-m", f"fengqiao.bench.{module}", *arguments]
        return subprocess.run(command, env=self.environment(url), check=False).returncode


@contextmanager
def place(real: ConnectInfo, kept: Path | None = None) -> Iterator[Place]:
    """Create the database and the home; both are gone afterwards, whatever happens.

    With ``kept``, a folder, both stay, and what was filled in today is used again. Raises LocalDBError when the owner may
    not create databases, or when another bench is running.
    """
    with (
        tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder,
        psycopg.connect(real.owner, autocommit=True) as connection,
    ):
        name = url_parts(real.owner)["dbname"] + (f"_{kept.name}" if kept else "_bench")
        made = Place(_beside(real, name), (kept or Path(folder)).resolve())
        _lock(connection, name)
        if not _usable(connection, name, made):
            _create(connection, name)
            if kept:
                shutil.rmtree(kept, ignore_errors=True)
                kept.mkdir(parents=True)
            prepare_keys(made.home, made.info.owner)
        try:
            yield made
        finally:
            if not kept:
                connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _usable(connection: psycopg.Connection, name: str, made: Place) -> bool:
    """Whether the database was filled today: tomorrow other clocks are due."""
    there = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
    return there is not None and made.filled.exists() and date.fromtimestamp(made.filled.stat().st_mtime) == date.today()


def _beside(real: ConnectInfo, name: str) -> ConnectInfo:
    owner, web, worker = (with_database(url, name) for url in (real.owner, real.web, real.worker))
    return ConnectInfo(owner, web, worker, real.embedded)


def _lock(connection: psycopg.Connection, name: str) -> None:
    if not connection.execute("select pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()[0]:  # type: ignore[index]
        raise LocalDBError("另一个 fengqiao bench 正在运行。请等它结束，或先停止它。")


def _create(connection: psycopg.Connection, name: str) -> None:
    """Create the database anew; one that a killed bench left behind goes first."""
    may = connection.execute("select rolcreatedb from pg_roles where rolname = current_user").fetchone()
    if may is None or not may[0]:
        raise LocalDBError(
            "数据库的所有者角色不能建库，无法另建测速用的库。请数据库管理员执行 ALTER ROLE … CREATEDB 后再试；真实数据不受影响。"
        )
    fresh = sql.Identifier(name)
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(fresh))
    template = sql.Identifier(os.environ.get(TEMPLATE, "template0"))
    connection.execute(sql.SQL("create database {} template {} encoding 'UTF8'").format(fresh, template))
