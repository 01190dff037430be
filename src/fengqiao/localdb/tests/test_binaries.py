"""The server's programs: which version runs, and what happens where the server's account cannot reach them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fengqiao.localdb import binaries
from fengqiao.localdb.binaries import Binaries, binaries_at, bundled, newest, usable_by
from fengqiao.localdb.errors import LocalDBError

from .conftest import ordinary_user


def test_the_newest_version_in_the_wheel_runs_whatever_its_directory_is_called() -> None:
    assert newest().major == 18
    assert [each.major for each in bundled()] == sorted((each.major for each in bundled()), reverse=True)


def test_programs_in_roots_private_directories_are_copied_to_where_the_account_can_run_them(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = ordinary_user()
    package, install = newest().bin.parents[1], newest().bin.parent.name
    closed = base / "closed" / package.name
    shutil.copytree(package / install, closed / install)
    shutil.copytree(package.with_name(f"{package.name}.libs"), closed.with_name(f"{package.name}.libs"))
    for folder in (base / "closed", closed, closed / install, closed / install / "bin"):
        folder.chmod(0o700)  # as under umask 077
    monkeypatch.setattr(binaries, "COPIES", base / "system" / "programs")
    found = usable_by(user, Binaries(closed / install / "bin", newest().version))
    assert found.bin.is_relative_to(base / "system" / "programs")
    done = subprocess.run([found.path("psql"), "--version"], check=True, capture_output=True, text=True, cwd="/",
                          **user.as_child())  # fmt: skip
    assert done.stdout == f"psql (PostgreSQL) {newest().version}\n"
    made = (found.bin / "postgres").stat().st_ino
    assert usable_by(user, Binaries(closed / install / "bin", newest().version)) == found
    assert (found.bin / "postgres").stat().st_ino == made  # copied once


def test_a_directory_without_programs_is_said(tmp_path: Path) -> None:
    with pytest.raises(LocalDBError, match=f"{tmp_path} 里的 postgres 程序不能运行"):
        binaries_at(tmp_path)
