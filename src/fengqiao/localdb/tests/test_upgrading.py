"""Taking over the data of an older PostgreSQL: whole, with the old files kept, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao import localdb
from fengqiao.localdb import cluster, keys, roles
from fengqiao.localdb.binaries import Binaries, binaries_at, bundled, newest, usable_by
from fengqiao.localdb.errors import LocalDBError
from fengqiao.localdb.home import prepare
from fengqiao.localdb.process import alone
from fengqiao.localdb.server import Server

from .conftest import ask

OLDER = [each for each in bundled() if each.major < newest().major]
needs_older = pytest.mark.skipif(not OLDER, reason="程序包里只有一个版本")
DEBIAN = Path("/usr/lib/postgresql/15/bin")


def make_old_home(home: Path, programs: Binaries) -> None:
    layout = prepare(home)
    keys.ensure_passwords(layout.keys, list(roles.ROLES.values()))
    old = usable_by(layout.account, programs)
    cluster.create(layout, old)
    with alone(layout, old):
        url = Server(layout).url()
        ask(url, "create table matter (number text primary key)")
        ask(url, "insert into matter values ('（2026）枫林镇人调字第0001号')")
        ask(url, "grant select on matter to fengqiao_web")


@needs_older
def test_older_data_is_not_opened_but_upgraded_and_the_old_files_are_kept(base: Path) -> None:
    make_old_home(base / "home", OLDER[0])
    refused = pytest.raises(LocalDBError, match=rf"是 PostgreSQL {OLDER[0].major} 的.*请运行 fengqiao db upgrade")
    with refused, localdb.running(base / "home"):
        pass
    done = localdb.upgrade(base / "home")
    assert (done.from_major, done.to_major) == (OLDER[0].major, newest().major)
    assert done.kept
    assert (done.kept / "PG_VERSION").read_text(encoding="ascii").strip() == str(OLDER[0].major)
    with localdb.running(base / "home") as server:
        assert ask(server.url("web"), "select number from matter") == "（2026）枫林镇人调字第0001号"
        assert ask(server.url(), "show server_version") == newest().version


@pytest.mark.skipif(not DEBIAN.exists(), reason="本机没有 PostgreSQL 15")
def test_a_version_that_is_not_bundled_needs_its_programs(base: Path) -> None:
    make_old_home(base / "home", binaries_at(DEBIAN))
    with pytest.raises(LocalDBError) as refused:
        localdb.upgrade(base / "home")
    assert str(refused.value) == (
        "数据是 PostgreSQL 15 的，手边没有 15 的程序来读它。请安装 PostgreSQL 15，"
        "再运行 fengqiao db upgrade --from /usr/lib/postgresql/15/bin；原数据没有改动。"
    )
    assert localdb.upgrade(base / "home", DEBIAN).from_major == 15
    with localdb.running(base / "home") as server:
        assert ask(server.url(), "select count(*) from matter") == 1


def test_the_same_version_needs_nothing(home: Path) -> None:
    assert localdb.upgrade(home).kept is None


def test_newer_data_is_refused(base: Path) -> None:
    data = base / "home" / "pgdata"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("99\n", encoding="ascii")
    with pytest.raises(LocalDBError, match=r"是 PostgreSQL 99 的.*不能降级。请装回原来版本的枫桥"):
        localdb.upgrade(base / "home")


@needs_older
def test_data_in_use_is_not_upgraded(home: Path) -> None:
    layout = prepare(home)
    version = layout.data / "PG_VERSION"
    with localdb.running(home):
        version.write_text(f"{OLDER[0].major}\n", encoding="ascii")
        try:
            with pytest.raises(LocalDBError, match="数据库正在使用，不能升级"):
                localdb.upgrade(home)
        finally:
            version.write_text(f"{newest().major}\n", encoding="ascii")


def test_a_power_cut_between_the_last_two_steps_is_finished_at_the_next_start(home: Path) -> None:
    (home / "pgdata").rename(home / "pgdata.upgraded")
    with localdb.running(home) as server:
        assert ask(server.url(), "select current_database()") == "fengqiao"


def test_missing_data_beside_older_data_is_not_replaced_by_an_empty_database(base: Path) -> None:
    prepare(base / "home")
    (base / "home" / "pgdata.16.20261122-090000").mkdir()
    refused = pytest.raises(LocalDBError, match=r"旁边有 pgdata\.16\.20261122-090000。为免以空库顶替，没有启动")
    with refused, localdb.running(base / "home"):
        pass
