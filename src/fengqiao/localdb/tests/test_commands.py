"""The commands an operator types, and what they answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from fengqiao import localdb

from .conftest import IMPORTS, ask

MAIN = (
    "import argparse,sys\nfrom fengqiao.localdb.commands import add_commands\n"
    "parser = argparse.ArgumentParser()\nadd_commands(parser.add_subparsers())\n"
    "args = parser.parse_args(sys.argv[1:])\nsys.exit(args.run(args))"
)


def test_start_stays_until_stop(home: Path) -> None:
    started = _run(home, "db", "start")
    found = localdb.status(home)
    assert started.stdout == (
        f"数据库已启动（进程 {found.server_pid}），数据目录 {home}。停止请运行 fengqiao db stop。\n"
    )
    shown = _run(home, "db", "status")
    assert (shown.returncode, shown.stdout.splitlines()[0]) == (0, f"内置数据库：运行中；数据目录 {home}")
    assert _run(home, "db", "stop").stdout == "数据库已停止。\n"
    assert _run(home, "db", "stop").stdout == "数据库没有在运行。\n"
    assert _run(home, "db", "status").returncode == 3


def test_stop_does_not_pull_the_server_from_under_others(home: Path) -> None:
    with localdb.running(home):
        refused = _run(home, "db", "stop")
        assert (refused.returncode, refused.stderr) == (
            1,
            f"还有程序在用数据库（进程 {os.getpid()}）。请先停下它们（如 fengqiao up），或加 --force。\n",
        )
        assert _run(home, "db", "stop", "--force").stdout == "数据库已停止。\n"


def test_url_and_psql(home: Path) -> None:
    url = _run(home, "db", "url", "--role", "worker").stdout.strip()
    assert url == localdb.Server.at(home).url("worker")
    assert _run(home, "db", "psql", "-c", "select current_user", "--", "-At").stdout == "fengqiao_owner\n"
    as_web = _run(home, "db", "psql", "--role", "web", "-c", "select current_user", "--", "-At")
    assert as_web.stdout == "fengqiao_web\n"


def test_backup_and_restore(home: Path, base: Path) -> None:
    with localdb.running(home) as server:
        ask(server.url(), "create table register (id int)")
    (home / "files").mkdir()
    (home / "files" / "paper.pdf").write_bytes(b"paper")
    saved = _run(home, "backup", str(base / "saved"), "--verify")
    assert saved.stdout.startswith(f"已备份到 {base / 'saved'}/fengqiao-")
    assert "，并已逐个文件核对\n数据库和 1 个文件共 " in saved.stdout
    refused = _run(home, "restore", str(base / "saved"))
    assert refused.returncode == 1
    assert "里已有文件，没有恢复" in refused.stderr
    done = _run(base / "fresh", "restore", str(base / "saved"))
    assert done.stdout.endswith("数据库，以及 1 个文件（写入 1 个）。\n请运行 fengqiao verify 核对案件和文书。\n")
    assert (base / "fresh" / "files" / "paper.pdf").read_bytes() == b"paper"
    shutil.rmtree(home / "files")
    with localdb.running(home) as server:
        ask(server.url(), "drop table register")


def test_upgrade_and_roles_sql(home: Path) -> None:
    assert _run(home, "db", "upgrade").stdout == "数据已是 PostgreSQL 18 的，不需要升级。\n"
    assert _run(home, "db", "roles-sql").stdout == localdb.roles_sql()


def test_an_own_database_is_not_ours_to_start_or_stop(home: Path) -> None:
    for command in ("start", "stop", "upgrade"):
        refused = _run(home, "db", command, DATABASE_URL="postgresql://a:b@c/d")
        assert refused.returncode == 1
        assert "它由数据库管理员启动、停止和升级；这条命令只管内置数据库" in refused.stderr


def _run(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": IMPORTS, "FENGQIAO_HOME": str(home), **more},
    )
