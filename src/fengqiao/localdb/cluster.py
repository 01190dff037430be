"""The database's files: making a cluster, its settings, and statements given to it while it is stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from . import keys, roles
from .account import Account
from .binaries import Binaries
from .errors import LocalDBError
from .home import Layout
from .parentage import signal_with_parent

PLAIN_ENVIRONMENT = {
    "LC_ALL": "C",
    "PATH": "/usr/bin:/bin",
}  # no PG… variable of the caller reaches the server

SETTINGS = """\
# Written by fengqiao at every start; put your own settings into postgres.conf beside pgdata.
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
port = 5432
max_connections = 80
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 64MB
max_wal_size = 512MB
random_page_cost = 1.1
jit = off
max_logical_replication_workers = 0
password_encryption = scram-sha-256
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
lc_messages = 'C'
log_line_prefix = '%m [%p] %u@%d '
# Statements and the detail lines of errors can hold names and numbers of people: the log keeps neither.
log_min_error_statement = panic
log_error_verbosity = terse
"""
ACCESS = "# Written by fengqiao at every start.\nlocal all all scram-sha-256\n"


def major_of(data: Path) -> int | None:
    """The major version of the files, None where there is no cluster."""
    try:
        return int((data / "PG_VERSION").read_text(encoding="ascii").strip().split(".")[0])
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise LocalDBError(
            f"{data / 'PG_VERSION'} 读不出版本，数据目录可能损坏。请不要删除任何文件，用最近的备份恢复到新的数据目录。"
        ) from error


def upgraded(layout: Layout) -> Path:
    """Where complete upgraded files wait for the moment the old ones are put aside."""
    return layout.data.with_name("pgdata.upgraded")


def finish_upgrade(layout: Layout) -> None:
    """Put complete upgraded files in place; at a start too, after a power cut between the two renames.

    Raises LocalDBError when the data is gone but older data lies beside it: an empty database would hide the loss.
    """
    if layout.data.exists():
        return
    if upgraded(layout).is_dir():
        upgraded(layout).rename(layout.data)
        return
    beside = sorted(entry.name for entry in layout.data.parent.glob("pgdata.[0-9]*") if entry.is_dir())
    if beside:
        raise LocalDBError(
            f"{layout.data} 不见了，旁边有 {'、'.join(beside)}。为免以空库顶替，没有启动。"
            f"请把应当使用的那个目录改名为 pgdata 后再启动。"
        )


def create(layout: Layout, binaries: Binaries) -> None:
    """Make the cluster with roles and database: either whole or not at all, as the last step is a rename."""
    making = layout.data.with_name("pgdata.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    os.chown(making, layout.account.uid, layout.account.gid)
    _run_initdb(making, binaries, layout.account)
    passwords = {role: keys.read_password(layout.keys, role) for role in roles.ROLES.values()}
    run_alone(making, binaries, layout.account, roles.first_sql(passwords))
    with open(making / "postgresql.conf", "a", encoding="utf-8") as file:
        file.write("\ninclude 'fengqiao.conf'\n")
    making.rename(layout.data)


def _run_initdb(data: Path, binaries: Binaries, account: Account) -> None:
    base = [binaries.path("initdb"), "-D", str(data), "-U", roles.SUPERUSER, "-A", "reject", "-E", "UTF8"]
    choices = [["--locale=C.UTF-8"], ["--locale=C"]]
    if binaries.major >= 17:
        choices.insert(0, ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"])
    for choice in choices:
        done = _run([*base, *choice], account)
        if done.returncode == 0:
            return
        _empty(data)
    raise LocalDBError(f"建立数据库目录 {data} 没有成功：{last_line(done.stderr)}。请检查磁盘空间和目录权限。")


def run_alone(data: Path, binaries: Binaries, account: Account, statements: list[str]) -> None:
    """Run statements on a stopped cluster (single-user mode). Raises LocalDBError at the first that fails."""
    text = "".join(f"{statement};\n\n" for statement in statements)
    command = [binaries.path("postgres"), "--single", "-j", "-c", "exit_on_error=on", "-D", str(data)]
    done = _run([*command, roles.SUPERUSER], account, text)
    if done.returncode != 0:
        raise LocalDBError(f"设置数据库角色没有成功：{last_line(done.stderr)}。请查看数据目录 {data} 的日志。")


def write_settings(layout: Layout) -> None:
    """Settings and access rules of this version of fengqiao, written at every start so that they mend themselves."""
    text = SETTINGS.format(sockets=_quoted(layout.sockets))
    if layout.own_settings.exists():
        text += f"include '{_quoted(layout.own_settings)}'\n"
    _write_for(layout, "fengqiao.conf", text)
    _write_for(layout, "pg_hba.conf", ACCESS)


def repair_ownership(layout: Layout) -> None:
    """As root: give the files back to the server's account after somebody's chown -R root."""
    if os.geteuid() == 0 and layout.data.stat().st_uid == 0:
        for directory, _, files in os.walk(layout.data):
            os.lchown(directory, layout.account.uid, layout.account.gid)
            for name in files:
                os.lchown(os.path.join(directory, name), layout.account.uid, layout.account.gid)
    if layout.data.stat().st_mode & 0o077:
        layout.data.chmod(0o700)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _write_for(layout: Layout, name: str, text: str) -> None:
    path = layout.data / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    os.chown(path, layout.account.uid, layout.account.gid)


def _run(command: list[str], account: Account, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        input=text,
        capture_output=True,
        text=True,
        errors="replace",
        cwd="/",
        env=PLAIN_ENVIRONMENT,
        preexec_fn=signal_with_parent(signal.SIGKILL),
        **account.as_child(),
    )


def _empty(data: Path) -> None:
    for entry in data.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def last_line(text: str) -> str:
    """The last line that says something."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "没有留下说明"
