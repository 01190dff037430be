"""Checks of where data lies: the data home, its keys, the disk, the database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from fengqiao.localdb import LocalDBError, connect_info, require_server, status
from fengqiao.localdb.account import can_reach
from fengqiao.localdb.binaries import newest
from fengqiao.localdb.cluster import major_of
from fengqiao.localdb.home import (
    SOCKET_FILE,
    SOCKET_PATH_LIMIT_BYTES,
    layout_of,
    require_owner,
)
from fengqiao.localdb.own import is_own

from .finding import Finding

FAIL_BELOW_BYTES = 1 << 30
WARN_BELOW_BYTES = 5 << 30
FAIL_BELOW_INODES = 10_000


def check_database(home: Path, env: Mapping[str, str]) -> Finding:
    """The bureau's own server answers and will do; or the embedded one's files suit this program."""
    if is_own(env):
        return _check_own_server(home, env)
    try:
        require_owner(home)
        found = status(home)
        major = major_of(layout_of(home).data)
    except LocalDBError as error:
        return Finding("database", "fail", "数据库", str(error), "请按上面的说明处理。")
    if major is None:
        return Finding("database", "ok", "数据库", "还没有建库，第一次启动时自动建立")
    own_major = newest().major
    if major != own_major:
        said = f"数据是 PostgreSQL {major} 的，本程序带的是 {own_major}"
        return Finding("database", "fail", "数据库", said, "请先备份数据目录，再运行 fengqiao db upgrade。")
    if found.said:
        return Finding("database", "fail", "数据库", found.said, "处理后运行 fengqiao db start 再试。")
    return Finding("database", "ok", "数据库", "内置数据库，运行中" if found.is_running else "内置数据库，现在没有运行")


def _check_own_server(home: Path, env: Mapping[str, str]) -> Finding:
    try:
        facts = require_server(connect_info(home, env))
    except LocalDBError as error:
        return Finding("database", "fail", "数据库", str(error), "处理后再运行 fengqiao check。")
    return Finding(
        "database", "ok", "数据库", f"本局自有的 PostgreSQL {facts.version}，{facts.database_bytes >> 20} MB"
    )


def check_home(home: Path) -> Finding:
    """The data home belongs to the present user, is private, writable, and in a place where a server can live."""
    try:
        require_owner(home)
        layout = layout_of(home)
    except LocalDBError as error:
        return Finding("home", "fail", "数据目录", str(error), "请按上面的说明处理。")
    existing = next(parent for parent in (home, *home.parents) if parent.exists())
    if not os.access(existing, os.W_OK | os.X_OK):
        do = "请由管理员建好目录并交给当前用户，或用 FENGQIAO_HOME 指定另一个目录。"
        return Finding("home", "fail", "数据目录", f"{existing} 不可写", do)
    if not can_reach(layout.account, layout.data.parent):
        do = "请对各上级目录执行 chmod o+x，或用 FENGQIAO_HOME 换一个目录。"
        return Finding("home", "fail", "数据目录", f"数据库账户 {layout.account.name} 进不了 {layout.data}", do)
    if len(os.fsencode(layout.sockets / SOCKET_FILE)) > SOCKET_PATH_LIMIT_BYTES:
        return Finding("home", "fail", "数据目录", f"{home} 的路径太长", "请用 FENGQIAO_HOME 换一个短些的目录。")
    loose = [path for path in (layout.data, layout.keys, layout.log, layout.backups) if _is_open(path)]
    if loose:
        do = f"请运行 chmod 700 {' '.join(map(str, loose))}"
        return Finding("home", "warn", "数据目录", "其他用户读得到里面的内容", do)
    return Finding("home", "ok", "数据目录", str(home) if home.exists() else f"{home}（还没有，第一次启动时建立）")


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def check_keys(home: Path) -> Finding:
    """Key and password files are readable by their owner only."""
    keys = home / "keys"
    try:
        files = [path for path in sorted(keys.glob("*")) if path.is_file()]
    except OSError as error:
        return Finding("keys", "fail", "密钥文件", f"{keys} 打不开（{error.strerror}）", "请改用数据目录的属主运行。")
    loose = [path.name for path in files if path.stat().st_mode & 0o077]
    if loose:
        said = f"{'、'.join(loose)} 其他用户也能读"
        do = f"请运行 chmod 600 {keys}/*；如怀疑已被读走，再更换密钥。"
        return Finding("keys", "fail", "密钥文件", said, do)
    if not files:
        return Finding("keys", "ok", "密钥文件", "还没有，第一次启动时生成")
    return Finding("keys", "ok", "密钥文件", f"{len(files)} 个，只有属主能读。请确认已另行密封备份 {keys}")


def check_disk(home: Path) -> Finding:
    """Room where the database's files are (or will be)."""
    place = layout_of(home).data
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    inodes = os.statvfs(place)
    said = f"{place} 剩余 {free / (1 << 30):.1f} GB"
    if free < FAIL_BELOW_BYTES:
        return Finding("disk", "fail", "磁盘空间", said, "至少要 1 GB。请清出空间，或用 FENGQIAO_HOME 换一块磁盘。")
    if inodes.f_files and inodes.f_favail < FAIL_BELOW_INODES:
        said = f"{place} 只能再建 {inodes.f_favail} 个文件"
        return Finding("disk", "fail", "磁盘空间", said, "请清理这块磁盘上的大量小文件，或换一块磁盘。")
    if free < WARN_BELOW_BYTES:
        return Finding("disk", "warn", "磁盘空间", said, "建议留出 5 GB 以上，供文书扫描件和备份使用。")
    return Finding("disk", "ok", "磁盘空间", said)
