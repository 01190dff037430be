"""Commands of the database room: `fengqiao backup`, `fengqiao restore`, `fengqiao db …`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from . import state
from .backup import back_up
from .errors import LocalDBError
from .home import data_home
from .manifest import verify
from .own import connect_info, database, is_own, require_server
from .restoring import restore
from .roles import ROLES, roles_sql
from .server import Server, running, status, stop
from .tools import environment, program
from .upgrading import upgrade
from .urls import with_database, without_password

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

Run = Callable[[argparse.Namespace], int]
STORE = "files"  # the paper store's directory in the data home


def add_commands(sub: Subparsers) -> None:
    """Add backup, restore and db to the command line."""
    saving = sub.add_parser("backup", help="备份数据库和文件")
    saving.add_argument("directory", type=Path, metavar="DIR", help="放备份的目录，每次在其中新建一个子目录")
    _add_files(saving)
    saving.add_argument("--verify", action="store_true", help="做完后把整份备份读一遍，逐个文件核对")
    saving.set_defaults(run=_told(run_backup))

    back = sub.add_parser("restore", help="从备份恢复")
    back.add_argument("directory", type=Path, metavar="DIR", help="一份备份，或放备份的目录（取最新一份）")
    back.add_argument("--replace", action="store_true", help="库里已有数据时也恢复；原库改名保留")
    _add_files(back)
    back.set_defaults(run=_told(run_restore))

    group = sub.add_parser("db", help="内置数据库：启动、停止、查看、升级").add_subparsers(
        dest="db_command", required=True, metavar="COMMAND"
    )
    _add_db_commands(group)


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--files",
        type=Path,
        action="append",
        metavar="PATH",
        help=f"文件目录，可多次给出；不给时是数据目录下的 {STORE}",
    )


def _add_db_commands(group: Subparsers) -> None:
    for name, text, run in (
        ("start", "启动内置数据库，一直运行到 db stop", run_start),
        ("stop", "停止内置数据库", run_stop),
        ("status", "查看数据库状态", run_status),
        ("roles-sql", "给出自有数据库上建角色的 SQL", run_roles_sql),
    ):
        parser = group.add_parser(name, help=text)
        parser.set_defaults(run=_told(run))
        if name == "stop":
            parser.add_argument("--force", action="store_true", help="还有程序在用也停")
    shown = group.add_parser("url", help="显示数据库地址（含密码）")
    shown.add_argument("--role", choices=sorted(ROLES), default="owner", help="用哪个角色")
    shown.set_defaults(run=_told(run_url))
    prompt = group.add_parser("psql", help="打开 psql")
    prompt.add_argument("--role", choices=sorted(ROLES), default="owner", help="用哪个角色")
    prompt.add_argument("--database", help="连哪个库")
    prompt.add_argument("-c", "--command", dest="query", metavar="SQL", help="执行这一句后退出")
    prompt.add_argument("rest", nargs="*", metavar="ARG", help="写在 -- 后面，原样交给 psql")
    prompt.set_defaults(run=_told(run_psql))
    newer = group.add_parser("upgrade", help="把旧版本的数据升级到本程序的版本")
    newer.add_argument("--from", dest="old_programs", type=Path, metavar="BIN", help="旧版本 PostgreSQL 的 bin 目录")
    newer.set_defaults(run=_told(run_upgrade))


def _told(run: Run) -> Run:
    """A LocalDBError is told on standard error, exit code 1."""

    def inner(args: argparse.Namespace) -> int:
        try:
            return run(args)
        except LocalDBError as error:
            print(error, file=sys.stderr)
            return 1

    return inner


def run_backup(args: argparse.Namespace) -> int:
    home = data_home(os.environ)
    done = back_up(home, os.environ, args.directory, directories=_directories(args, home))
    size = (done.manifest.dump_bytes + done.manifest.files_bytes) / 1_048_576
    if args.verify:
        verify(done.directory)
    print(f"已备份到 {done.directory}{'，并已逐个文件核对' if args.verify else ''}")
    print(
        f"数据库和 {done.manifest.files} 个文件共 {size:.1f} MB，其中 {done.linked} 个文件未变，与上一份共用磁盘空间。"
    )
    print(f"密钥不在备份里。请把 {home / 'keys'} 另行密封保存：没有密钥，备份里的个人信息读不出来。")
    return 0


def run_restore(args: argparse.Namespace) -> int:
    home = data_home(os.environ)
    targets = {path.name: path for path in _directories(args, home, must_exist=False)}
    done = restore(home, os.environ, args.directory, directories=targets, replace=args.replace)
    files = f"{done.manifest.files} 个文件（写入 {done.files_written} 个）"
    print(f"已恢复 {done.manifest.made_at} 的备份：数据库，以及 {files}。")
    if done.aside:
        print(f"原来的库保留为 {done.aside}；确认无误后可运行 fengqiao db psql -c 'drop database {done.aside}' 删除。")
    if done.keys_missing or done.keys_different:
        names = "、".join([*done.keys_missing, *done.keys_different])
        print(f"注意：{home / 'keys'} 里的 {names} 与备份时不同或没有。请放回当时的密钥，否则个人信息读不出来。")
        if "sealed-" in names:
            print("其中 sealed- 开头的是封存密钥：没有它，系统不启动，封存的档案（时间轴里的个人信息、文书、照片）打不开。")
    print("请运行 fengqiao verify 核对案件和文书。")
    return 0


def _directories(args: argparse.Namespace, home: Path, *, must_exist: bool = True) -> list[Path]:
    if not args.files:
        store = home / STORE
        return [store] if store.is_dir() or not must_exist else []
    found = [Path(os.path.abspath(path)) for path in args.files]
    lacking = [str(path) for path in found if must_exist and not path.is_dir()]
    if lacking:
        raise LocalDBError(f"没有目录 {'、'.join(lacking)}。请核对 --files 后面的路径。")
    return found


def run_start(args: argparse.Namespace) -> int:
    _require_embedded()
    home = data_home(os.environ)
    with running(home) as server:
        (server.layout.run / "stay").touch(mode=0o600)
    found = status(home)
    print(f"数据库已启动（进程 {found.server_pid}），数据目录 {home}。停止请运行 fengqiao db stop。")
    return 0


def run_stop(args: argparse.Namespace) -> int:
    _require_embedded()
    home = data_home(os.environ)
    found = status(home)
    if found.users and not args.force:
        numbers = "、".join(map(str, found.users))
        raise LocalDBError(f"还有程序在用数据库（进程 {numbers}）。请先停下它们（如 fengqiao up），或加 --force。")
    print("数据库已停止。" if stop(home) else "数据库没有在运行。")
    return 0


PHASES = {
    state.CREATING: "正在建库",
    state.STARTING: "正在启动",
    state.READY: "运行中",
    state.STOPPING: "正在停止",
    state.STOPPED: "没有运行",
    state.FAILED: "启动失败",
}


def run_status(args: argparse.Namespace) -> int:
    """Exit code 0 when the database can be used, 3 when the embedded one is not running."""
    home = data_home(os.environ)
    if is_own(os.environ):
        info = connect_info(home, os.environ)
        facts = require_server(info)
        size = f"{facts.database_bytes >> 20} MB"
        print(f"本局自有数据库：PostgreSQL {facts.version}，{without_password(info.owner)}，{size}")
        return 0
    found = status(home)
    print(f"内置数据库：{PHASES[found.phase]}；数据目录 {home}")
    if found.server_pid:
        print(f"数据库进程 {found.server_pid}，看护进程 {found.keeper_pid}，正在使用的进程：{_numbers(found.users)}")
    if found.said:
        print(found.said)
    return 0 if found.is_running else 3


def _numbers(users: list[int]) -> str:
    return "、".join(map(str, users)) or "无"


def run_url(args: argparse.Namespace) -> int:
    home = data_home(os.environ)
    info = connect_info(home, os.environ)
    if args.role == "superuser":
        _require_embedded()
        print(Server.at(home).url("superuser"))
    else:
        print({"owner": info.owner, "web": info.web, "worker": info.worker}[args.role])
    return 0


def run_psql(args: argparse.Namespace) -> int:
    home = data_home(os.environ)
    with database(home, os.environ) as info:
        if args.role == "superuser":
            _require_embedded()
            url = Server.at(home).url("superuser")
        else:
            url = {"owner": info.owner, "web": info.web, "worker": info.worker}[args.role]
        url = with_database(url, args.database) if args.database else url
        words = [program("psql"), *(["-c", args.query] if args.query else []), *args.rest]
        return subprocess.run(words, check=False, env=environment(url)).returncode


def run_upgrade(args: argparse.Namespace) -> int:
    _require_embedded()
    done = upgrade(data_home(os.environ), args.old_programs)
    if done.kept is None:
        print(f"数据已是 PostgreSQL {done.to_major} 的，不需要升级。")
    else:
        print(
            f"已从 PostgreSQL {done.from_major} 升级到 {done.to_major}。旧文件保留在 {done.kept}，确认无误后可以删除。"
        )
    return 0


def run_roles_sql(args: argparse.Namespace) -> int:
    print(roles_sql(), end="")
    return 0


def _require_embedded() -> None:
    if is_own(os.environ):
        raise LocalDBError(
            "已用 DATABASE_URL 指定本局自有的数据库，它由数据库管理员启动、停止和升级；这条命令只管内置数据库。"
        )
