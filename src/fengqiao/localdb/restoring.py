"""Restoring a backup: verified before anything is touched, built beside the present data, switched at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .backup import TIMEZONE, latest
from .errors import LocalDBError
from .home import layout_of
from .manifest import (
    DUMP,
    FILES,
    FileEntry,
    Manifest,
    digest_while_copying,
    key_fingerprints,
    read_list,
    verify,
)
from .own import connection, database
from .roles import OWNER, WEB, WORKER
from .server import Server
from .tools import restore_dump
from .urls import url_parts, with_database

if TYPE_CHECKING:
    import psycopg

TABLES = """
    select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
"""


@dataclass(frozen=True)
class Restored:
    """What was done. `aside` is the name under which the former database was kept, "" where it was empty.

    `keys_missing` and `keys_different` name the key files of the backed-up installation that HOME lacks or has
    otherwise; without them the sealed personal data cannot be read.
    """

    manifest: Manifest
    files_written: int
    aside: str
    keys_missing: list[str]
    keys_different: list[str]


def restore(
    home: Path, env: Mapping[str, str], backup: Path, *, directories: Mapping[str, Path] | None = None,
    replace: bool = False,
) -> Restored:  # fmt: skip
    """Restore from one backup (or the newest in a directory of backups).

    `directories` says where each copied directory goes, by its name in the backup. Raises LocalDBError, with nothing
    changed, when the backup is damaged, or the database or a directory is not empty and `replace` is not given.
    Replacing keeps the former database under another name, and writes files that are missing or different.
    """
    source = _one_backup(backup)
    manifest = verify(source)
    targets = dict(directories or {})
    _require_targets(source, targets, replace)
    with database(home, env) as info:
        url = Server.at(home).url("superuser") if info.embedded else info.owner
        owner = OWNER if info.embedded else url_parts(url)["user"]
        aside = _restore_database(url, owner, source / DUMP, replace)
    written = sum(_restore_file(source, entry, targets) for entry in read_list(source))
    have = key_fingerprints(layout_of(home).keys)
    missing = [name for name in manifest.keys if name not in have]
    different = [name for name, mark in manifest.keys.items() if have.get(name, mark) != mark]
    return Restored(manifest, written, aside, missing, different)


def _one_backup(directory: Path) -> Path:
    directory = Path(os.path.abspath(directory))
    if (directory / DUMP).exists():
        return directory
    return latest(directory) or directory


def _require_targets(source: Path, targets: Mapping[str, Path], replace: bool) -> None:
    names = {entry.path.split("/")[0] for entry in read_list(source)}
    unknown = names - set(targets)
    if unknown:
        raise LocalDBError(
            f"备份里还有目录 {'、'.join(sorted(unknown))}，没有说恢复到哪里。请用 --files 指明（末级目录名相同）。"
        )
    for name in sorted(names):
        if not replace and targets[name].is_dir() and any(targets[name].iterdir()):
            raise LocalDBError(
                f"目录 {targets[name]} 里已有文件，没有恢复。请恢复到新的数据目录；确要覆盖请加 --replace，"
                f"多出来的文件会保留。"
            )


def _restore_database(url: str, owner: str, dump: Path, replace: bool) -> str:
    """Build a new database from the dump, then switch names in one transaction; returns the former one's new name."""
    name = url_parts(url)["dbname"]
    building, aside = f"{name}_restoring", f"{name}_before_{datetime.now(TIMEZONE):%Y%m%d_%H%M%S}"
    with connection(url, "DATABASE_URL") as present:
        is_empty = _one(present, TABLES) == 0
    if not is_empty and not replace:
        raise LocalDBError(
            f"数据库 {name} 里已有数据，没有恢复。请恢复到新的数据目录（设置 FENGQIAO_HOME）；"
            f"确要替换请加 --replace，现有的库会改名保留。"
        )
    with connection(with_database(url, "postgres"), "DATABASE_URL") as line:
        _make_database(line, name, building, owner)
        restore_dump(dump, with_database(url, building), owner)
        with connection(with_database(url, building), "DATABASE_URL") as new:
            new.execute("analyze")
        _switch(line, name, building, aside)
        if is_empty:
            line.execute(f'drop database "{aside}"'.encode())
    return "" if is_empty else aside


def _make_database(line: psycopg.Connection, like: str, building: str, owner: str) -> None:
    """An empty database with the encoding, collation and rights of the present one."""
    from psycopg import sql

    made = sql.Identifier(building)
    row = line.execute("select datcollate, datctype from pg_database where datname = %s", [like]).fetchone()
    assert row is not None
    line.execute(sql.SQL("drop database if exists {} with (force)").format(made))
    line.execute(
        sql.SQL("create database {} owner {} template template0 encoding 'UTF8' lc_collate {} lc_ctype {}").format(
            made, sql.Identifier(owner), sql.Literal(row[0]), sql.Literal(row[1])
        )
    )
    line.execute(sql.SQL("revoke all on database {} from public").format(made))
    narrow = sql.SQL(", ").join(map(sql.Identifier, (WEB, WORKER)))
    line.execute(sql.SQL("grant connect on database {} to {}").format(made, narrow))


def _switch(line: psycopg.Connection, name: str, building: str, aside: str) -> None:
    """Cut the connections of both databases and exchange their names; tried again when somebody slips in."""
    from psycopg import errors, sql

    old, new, kept = (sql.Identifier(each) for each in (name, building, aside))
    for _ in range(20):
        line.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = any(%s) and pid <> pg_backend_pid()",
            [[name, building]],
        )
        try:
            with line.transaction():
                line.execute(sql.SQL("alter database {} rename to {}").format(old, kept))
                line.execute(sql.SQL("alter database {} rename to {}").format(new, old))
            return
        except errors.ObjectInUse:
            time.sleep(0.05)
    raise LocalDBError(
        f"数据库 {name} 一直有程序在连，没有换上恢复好的库（已备在 {building}）。请先停下 fengqiao up，再恢复一次。"
    )


def _one(line: psycopg.Connection, query: str) -> object:
    row = line.execute(query.encode()).fetchone()
    return row[0] if row else None


def _restore_file(source: Path, entry: FileEntry, targets: Mapping[str, Path]) -> bool:
    """Write one file unless it is there already with the same content; its digest is checked on the way."""
    name, _, rest = entry.path.partition("/")
    target = targets[name] / rest
    if target.is_file() and target.stat().st_size == entry.size_bytes and _has(target, entry.sm3):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    making = target.with_name(f".{target.name}.{os.getpid()}")
    with open(source / FILES / entry.path, "rb") as reading, open(making, "wb") as writing:
        same = digest_while_copying(reading, writing) == entry.sm3
    if not same:
        making.unlink()
        raise LocalDBError(f"{source / FILES / entry.path} 读出的内容与清单不符。请检查磁盘后再恢复一次。")
    os.utime(making, ns=(entry.mtime_ns, entry.mtime_ns))
    making.rename(target)
    return True


def _has(target: Path, sm3: str) -> bool:
    with open(target, "rb") as file:
        return digest_while_copying(file, None) == sm3
