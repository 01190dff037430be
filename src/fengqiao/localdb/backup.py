"""Backing up: one directory per backup, complete in itself; unchanged files are hard links to the previous one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo

from .errors import LocalDBError
from .home import layout_of
from .manifest import (
    DUMP,
    FILES,
    LIST,
    MANIFEST,
    FileEntry,
    Manifest,
    digest_of,
    digest_while_copying,
    key_fingerprints,
    read_list,
)
from .own import connection, database
from .server import Server
from .tools import free_bytes, run_program

PREFIX = "fengqiao-"
TIMEZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Backup:
    """A finished backup. `linked` of its `files` were unchanged and share their bytes with the previous backup."""

    directory: Path
    manifest: Manifest
    linked: int


def back_up(home: Path, env: Mapping[str, str], into: Path, *, directories: Sequence[Path] = ()) -> Backup:
    """Back up the database and the given directories (such as the paper store) to a new directory in `into`.

    The database is dumped first and the directories are copied after: what the dump names is then surely among the
    files, as papers are stored before the record is committed and are never changed. Keys are not copied: a backup
    that holds its own keys protects nothing. Raises LocalDBError; an unfinished backup never bears a final name.
    """
    names = [directory.name for directory in directories]
    if len(set(names)) != len(names):
        raise LocalDBError(f"要备份的目录有重名：{'、'.join(names)}。请分次备份。")
    into = Path(os.path.abspath(into))
    moment = datetime.now(TIMEZONE)
    target = into / f"{PREFIX}{moment:%Y%m%d-%H%M%S}"
    making = into / f".{target.name}.{os.getpid()}"
    previous = latest(into)
    try:
        making.mkdir(parents=True, mode=0o700)
        postgresql = _dump(home, env, making / DUMP)
        entries, linked = _copy_directories(directories, making, previous)
        manifest = Manifest(
            made_at=moment.isoformat(timespec="seconds"),
            fengqiao=_own_version(),
            postgresql=postgresql,
            dump_bytes=(making / DUMP).stat().st_size,
            dump_sm3=digest_of(making / DUMP),
            files=len(entries),
            files_bytes=sum(entry.size_bytes for entry in entries),
            list_sm3=digest_of(making / LIST),
            keys=key_fingerprints(layout_of(home).keys),
        )
        manifest.write(making)
        for name in (DUMP, LIST, MANIFEST):
            _sync(making / name)
        making.rename(target)
        _sync(into)
    except OSError as error:
        raise LocalDBError(
            f"备份没有做完：{error.filename or into}（{error.strerror}）。请检查 {into} 所在磁盘的空间和权限后重做。"
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Backup(target, manifest, linked)


def latest(into: Path) -> Path | None:
    """The newest finished backup in a directory of backups."""
    found = [entry for entry in into.glob(f"{PREFIX}*") if (entry / MANIFEST).is_file()] if into.is_dir() else []
    return max(found, key=lambda entry: entry.name, default=None)


def _dump(home: Path, env: Mapping[str, str], target: Path) -> str:
    """Dump the database; returns the server's version."""
    with database(home, env) as info:
        url = Server.at(home).url("superuser") if info.embedded else info.owner
        with connection(url, "DATABASE_URL") as line:
            row = line.execute(
                "select current_setting('server_version'), pg_database_size(current_database())"
            ).fetchone()
        assert row is not None
        if free_bytes(target.parent) < row[1] // 4:
            raise LocalDBError(
                f"{target.parent.parent} 所在磁盘剩余空间太少：数据库有 {row[1] >> 20} MB，备份约需其四分之一以上。"
                f"请换一块磁盘，或先删旧备份。"
            )
        with open(target, "wb") as file:
            os.chmod(target, 0o600)
            run_program("pg_dump", ["--format=custom", "--lock-wait-timeout=60000"], url, into=file)
    return str(row[0]).split()[0]


def _copy_directories(directories: Sequence[Path], making: Path, previous: Path | None) -> tuple[list[FileEntry], int]:
    known = _known(previous)
    entries, linked = [], 0
    (making / FILES).mkdir()
    with open(making / LIST, "w", encoding="utf-8") as listing:
        for source, path in _files(directories):
            target = making / FILES / path
            target.parent.mkdir(parents=True, exist_ok=True)
            entry = _link(source, target, known.get(path), previous)
            linked += entry is not None
            entry = entry or _copy(source, target, path)
            listing.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            entries.append(entry)
    return entries, linked


def _known(previous: Path | None) -> dict[str, FileEntry]:
    """The former backup's files by path; none where its list is damaged, so that everything is copied anew."""
    try:
        return {entry.path: entry for entry in read_list(previous)} if previous else {}
    except (OSError, ValueError, TypeError):
        return {}


def _files(directories: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Every regular file with its path in the backup; names that begin with a dot are unfinished writes."""
    for directory in directories:
        for folder, folders, names in os.walk(directory):
            folders.sort()
            for name in sorted(names):
                source = Path(folder, name)
                if not name.startswith(".") and source.is_file() and not source.is_symlink():
                    yield source, str(Path(directory.name) / source.relative_to(directory))


def _link(source: Path, target: Path, known: FileEntry | None, previous: Path | None) -> FileEntry | None:
    """Link to the previous backup's copy when size and time of the source are as they were then."""
    found = source.stat()
    if not known or not previous or (known.size_bytes, known.mtime_ns) != (found.st_size, found.st_mtime_ns):
        return None
    try:
        if (previous / FILES / known.path).stat().st_size != known.size_bytes:
            return None
        os.link(previous / FILES / known.path, target)
    except OSError:  # the disk knows no hard links, or the older copy is gone: copy
        return None
    return known


def _copy(source: Path, target: Path, path: str) -> FileEntry:
    with open(source, "rb") as reading, open(target, "xb") as writing:
        found = os.fstat(reading.fileno())
        sm3 = digest_while_copying(reading, writing)
        size_bytes = writing.tell()
        writing.flush()
        os.fsync(writing.fileno())
    os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))
    return FileEntry(path, size_bytes, found.st_mtime_ns, sm3)


def _sync(path: Path) -> None:
    """Have the system write a file or directory through to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _own_version() -> str:
    try:
        return version("fengqiao")
    except PackageNotFoundError:
        return "source"
