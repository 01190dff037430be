"""The data home: one directory that holds everything fengqiao keeps on this machine, and who may touch it.

HOME/pgdata    the database's files (a link where the database's account cannot reach HOME)
HOME/keys      passwords and encryption keys, 0600 in 0700
HOME/run       locks, state, the socket; nothing in it outlives a restart
HOME/log       what the processes wrote
HOME/backups   the usual place for backups
HOME/postgres.conf   optional: an administrator's own settings, read last
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .account import Account, account_name, can_reach, current_account, service_account
from .errors import LocalDBError

SOCKET_PATH_LIMIT_BYTES = 107  # sockaddr_un.sun_path holds 108 with the closing zero
SOCKET_FILE = ".s.PGSQL.5432"
SYSTEM_BASE = Path("/var/lib/fengqiao")


@dataclass(frozen=True)
class Layout:
    """Where the parts of one data home are, and the account that runs its server."""

    home: Path
    data: Path
    sockets: Path
    account: Account

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def run(self) -> Path:
        return self.home / "run"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def backups(self) -> Path:
        return self.home / "backups"

    @property
    def server_log(self) -> Path:
        return self.log / "postgres.log"

    @property
    def own_settings(self) -> Path:
        return self.home / "postgres.conf"


def data_home(env: Mapping[str, str], cwd: Path | None = None) -> Path:
    """The data home as an absolute path; it need not exist.

    `FENGQIAO_HOME`; else `var` in the current directory when that is fengqiao's own source tree; else
    `~/.local/share/fengqiao`.
    """
    here = cwd or Path.cwd()
    named = env.get("FENGQIAO_HOME", "").strip()
    if named:
        return Path(os.path.abspath(here / Path(named).expanduser()))
    if _is_source_tree(here):
        return here.resolve() / "var"
    return Path(env.get("HOME") or Path.home()) / ".local" / "share" / "fengqiao"


def _is_source_tree(directory: Path) -> bool:
    try:
        project = tomllib.loads((directory / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(project.get("project", {}).get("name") == "fengqiao")


def layout_of(home: Path) -> Layout:
    """Where things are or would be; creates nothing.

    A server cannot run as root, so for root it runs under a service account. Where that account cannot reach HOME
    (such as /root), data and socket live in /var/lib/fengqiao/<hash>, and HOME/pgdata is a link to them.
    """
    home = Path(os.path.abspath(home))
    short = hashlib.sha256(os.fsencode(home)).hexdigest()[:10]
    link = home / "pgdata"
    account = service_account(link)
    if link.is_symlink():
        data = Path(os.readlink(link))
        return Layout(home, data, data.parent / "run", account)
    if not link.exists() and not can_reach(account, home):
        base = SYSTEM_BASE / short
        return Layout(home, base / "pgdata", base / "run", account)
    sockets = home / "run" / "pg"
    if len(os.fsencode(sockets / SOCKET_FILE)) > SOCKET_PATH_LIMIT_BYTES:
        sockets = Path("/tmp") / f"fengqiao-{account.uid}-{short}"
    return Layout(home, link, sockets, account)


def prepare(home: Path) -> Layout:
    """Create what is missing of the data home and say where things are.

    Raises LocalDBError when the home belongs to another system user, or lies where the server cannot live.
    """
    require_owner(home)
    layout = layout_of(home)
    dropped = layout.account.uid != os.geteuid()
    _make(layout.home, 0o711 if dropped else 0o700)
    _make(layout.run, 0o711 if dropped else 0o700)
    _make_private(layout)
    if layout.data.parent != layout.home:
        _make(SYSTEM_BASE, 0o711)
        _make(layout.data.parent, 0o711)
        if not (layout.home / "pgdata").is_symlink():
            (layout.home / "pgdata").symlink_to(layout.data)
    if not can_reach(layout.account, layout.data.parent):
        raise LocalDBError(
            f"数据库账户 {layout.account.name} 进不了 {layout.data.parent}：上级目录不许它通过。"
            f"请对各上级目录执行 chmod o+x，或把 FENGQIAO_HOME 改到 /var/lib、/srv 之类的目录。"
        )
    _make_socket_directory(layout)
    return layout


def prepare_beside_own_server(home: Path) -> None:
    """Create what is missing where the database is the bureau's own: no cluster, no socket, all of it private.

    Raises LocalDBError when the home belongs to another system user.
    """
    require_owner(home)
    layout = layout_of(home)
    _make(layout.home, 0o700)
    _make(layout.run, 0o700)
    _make_private(layout)


def _make_private(layout: Layout) -> None:
    for private in (layout.keys, layout.log, layout.backups):
        _make(private, 0o700)


def require_owner(home: Path) -> None:
    """Raises LocalDBError when HOME exists and belongs to another system user than the one running."""
    try:
        owner = home.stat().st_uid
    except FileNotFoundError:
        return
    except PermissionError:
        raise LocalDBError(
            f"当前用户 {current_account().name} 无权进入数据目录 {home} 的上级目录。"
            f"请改用数据目录的属主运行，或用 FENGQIAO_HOME 指定自己的数据目录。"
        ) from None
    if owner != os.geteuid():
        name = account_name(owner)
        me = current_account().name
        raise LocalDBError(
            f"数据目录 {home} 属于系统用户 {name}，当前用户是 {me}；一个数据目录只由一个系统用户使用。"
            f"请改用 {name} 运行（例如 sudo -u {name} fengqiao …），或用 FENGQIAO_HOME 指定另一个目录。"
        )


def _make(directory: Path, mode: int) -> None:
    try:
        directory.mkdir(mode=mode, parents=True, exist_ok=True)
        if directory.stat().st_mode & 0o777 != mode:
            directory.chmod(mode)
    except OSError as error:
        raise LocalDBError(
            f"不能建立或设置目录 {directory}（{error.strerror}）。"
            f"请确认磁盘可写、当前用户有权，或用 FENGQIAO_HOME 指定另一个目录。"
        ) from error
    if directory.stat().st_mode & 0o077 & ~mode:
        raise LocalDBError(
            f"目录 {directory} 的权限收不紧，其他用户能读到里面的内容；FAT、NTFS 和共享文件夹常如此。"
            f"请用 FENGQIAO_HOME 把数据目录放到本机的 ext4、xfs 等磁盘上。"
        )


def _make_socket_directory(layout: Layout) -> None:
    directory = layout.sockets
    if directory.is_symlink() or (directory.exists() and _foreign(directory, layout.account)):
        raise LocalDBError(
            f"{directory} 应归 {layout.account.name} 所有，却被别的用户占用。请由管理员查看后删除它，再重新启动。"
        )
    _make(directory, 0o700)
    if layout.account.uid != os.geteuid():
        os.chown(directory, layout.account.uid, layout.account.gid)


def _foreign(directory: Path, account: Account) -> bool:
    return directory.lstat().st_uid not in (account.uid, os.geteuid())
