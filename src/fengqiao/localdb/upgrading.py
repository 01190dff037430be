"""Taking the files of an older major version over: read by the old programs, written by the new, the old ones kept."""

from __future__ import annotations

import dataclasses
import fcntl
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from . import cluster, keys, roles, state
from .backup import TIMEZONE
from .binaries import Binaries, binaries_at, bundled, newest, usable_by
from .errors import LocalDBError
from .home import Layout, prepare
from .process import alone
from .server import Server
from .tools import free_bytes, restore_dump, run_program


@dataclass(frozen=True)
class Upgraded:
    """Versions before and after (equal when nothing was needed), and where the old files were kept."""

    from_major: int
    to_major: int
    kept: Path | None


def upgrade(home: Path, old_programs: Path | None = None) -> Upgraded:
    """Bring the data home to the version fengqiao runs; nothing happens when it is already there or is empty.

    `old_programs` is the bin directory of the old version, needed when the wheel does not hold it. Raises LocalDBError
    when the server is in use, the old programs are not to be had, or space is short; the old files stay untouched
    until the new ones are complete, and are kept under another name after.
    """
    layout = prepare(home)
    major = cluster.major_of(layout.data)
    new = newest()
    if major is None or major == new.major:
        return Upgraded(new.major, new.major, None)
    if major > new.major:
        raise LocalDBError(
            f"数据目录 {layout.data} 是 PostgreSQL {major} 的，本程序带的是较旧的 {new.version}，不能降级。"
            f"请装回原来版本的枫桥。"
        )
    old = _old_programs(major, old_programs)
    lease = state.lock_file(layout.run / "lease.lock", fcntl.LOCK_EX)
    lock = state.lock_file(layout.run / "keeper.lock", fcntl.LOCK_EX)
    if lease is None or lock is None:
        raise LocalDBError("数据库正在使用，不能升级。请先停下 fengqiao up 并运行 fengqiao db stop，再升级。")
    with lease, lock, state.hold_data(layout.data):
        return _take_over(layout, usable_by(layout.account, old), usable_by(layout.account, new))


def _old_programs(major: int, directory: Path | None) -> Binaries:
    if directory is not None:
        found = binaries_at(directory)
        if found.major != major:
            raise LocalDBError(
                f"{directory} 里是 PostgreSQL {found.version}，数据是 {major} 的。请指向 {major} 的 bin 目录。"
            )
        return found
    for each in bundled():
        if each.major == major:
            return each
    raise LocalDBError(
        f"数据是 PostgreSQL {major} 的，手边没有 {major} 的程序来读它。请安装 PostgreSQL {major}，"
        f"再运行 fengqiao db upgrade --from /usr/lib/postgresql/{major}/bin；原数据没有改动。"
    )


def _take_over(layout: Layout, old: Binaries, new: Binaries) -> Upgraded:
    _require_space(layout)
    keys.ensure_passwords(layout.keys, list(roles.ROLES.values()))
    work = layout.run / "upgrade"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    dump = work / "database.dump"
    try:
        cluster.repair_ownership(layout)
        with alone(layout, old), open(dump, "wb") as file:
            run_program("pg_dump", ["--format=custom"], Server(layout).url("superuser"), into=file)
        fresh = dataclasses.replace(layout, data=layout.data.with_name("pgdata.upgrading"))
        shutil.rmtree(fresh.data, ignore_errors=True)
        cluster.create(fresh, new)
        with alone(fresh, new):
            url = Server(fresh).url("superuser")
            restore_dump(dump, url, roles.OWNER)
            run_program("psql", ["-X", "-c", "analyze"], url)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    kept = layout.data.with_name(f"pgdata.{old.major}.{datetime.now(TIMEZONE):%Y%m%d-%H%M%S}")
    fresh.data.rename(cluster.upgraded(layout))
    layout.data.rename(kept)
    cluster.finish_upgrade(layout)
    return Upgraded(old.major, new.major, kept)


def _require_space(layout: Layout) -> None:
    sizes = (
        os.lstat(os.path.join(folder, name)).st_size for folder, _, names in os.walk(layout.data) for name in names
    )
    needed = int(sum(sizes) * 1.5)
    if free_bytes(layout.data) < needed:
        raise LocalDBError(
            f"升级要同时放得下新旧两份数据，约需 {needed >> 20} MB，{layout.data.parent} 剩余不够。请先清出空间。"
        )
