"""Backing up and restoring: nothing lost, nothing overwritten unasked, damage seen before anything is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fengqiao import localdb
from fengqiao.localdb.errors import LocalDBError
from fengqiao.localdb.manifest import digest_of
from fengqiao.localdb.urls import with_database

from .conftest import ask

CASES = ("（2026）枫林镇人调字第0001号", "（2026）枫林镇人调字第0002号")


@pytest.fixture
def office(home: Path, base: Path) -> Iterator[Path]:
    """A home with two cases, their papers and a key."""
    with localdb.running(home) as server:
        url = server.url()
        ask(url, "create table matter (number text primary key)")
        ask(url, "grant select on matter to fengqiao_web")
        for number in CASES:
            ask(url, f"insert into matter values ('{number}')")
    papers = base / "files" / "ab"
    papers.mkdir(parents=True)
    (papers / "agreement.pdf").write_bytes("调解协议书".encode() * 1000)
    (papers / "record.pdf").write_bytes("调解笔录".encode())
    (papers / ".half-written").write_bytes(b"...")
    key = home / "keys" / "master-0001.key"
    key.write_text("secret one", encoding="ascii")
    yield home
    key.unlink()
    with localdb.running(home) as server:
        ask(server.url(), "drop table matter")


def test_sm3_is_the_standards() -> None:
    """GB/T 32905-2016, example 1."""
    import tempfile

    with tempfile.NamedTemporaryFile() as file:
        file.write(b"abc")
        file.flush()
        assert digest_of(Path(file.name)) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_backup_restores_into_a_fresh_home_rights_included(office: Path, base: Path) -> None:
    made = localdb.back_up(office, {}, base / "saved", directories=[base / "files"])
    assert (made.manifest.files, made.linked) == (2, 0)
    fresh = base / "fresh"
    done = localdb.restore(fresh, {}, base / "saved", directories={"files": base / "back"})
    assert (done.aside, done.files_written) == ("", 2)
    with localdb.running(fresh) as server:
        assert ask(server.url(), "select string_agg(number, ' ' order by number) from matter") == " ".join(CASES)
        assert ask(server.url("web"), "select count(*) from matter") == 2
        owner = "select tableowner from pg_tables where tablename = 'matter'"
        assert ask(server.url(), owner) == "fengqiao_owner"
        assert ask(server.url("superuser", "postgres"), "select count(*) from pg_database"
                   " where datname like 'fengqiao_%'") == 0  # fmt: skip
    assert (base / "back" / "ab" / "record.pdf").read_text(encoding="utf-8") == "调解笔录"
    assert not (base / "back" / "ab" / ".half-written").exists()


def test_keys_stay_out_but_missing_and_different_ones_are_named(office: Path, base: Path) -> None:
    made = localdb.back_up(office, {}, base / "saved")
    assert list(made.manifest.keys) == ["master-0001.key"]
    assert not any(b"secret one" in path.read_bytes() for path in made.directory.rglob("*") if path.is_file())
    fresh = base / "fresh"
    assert localdb.restore(fresh, {}, made.directory).keys_missing == ["master-0001.key"]
    (fresh / "keys" / "master-0001.key").write_text("secret two", encoding="ascii")
    done = localdb.restore(fresh, {}, made.directory, replace=True)
    assert (done.keys_missing, done.keys_different) == ([], ["master-0001.key"])


def test_the_next_backup_links_what_did_not_change_and_each_is_complete(office: Path, base: Path) -> None:
    first = localdb.back_up(office, {}, base / "saved", directories=[base / "files"])
    (base / "files" / "ab" / "scan.jpg").write_bytes(b"scan")
    _wait_for_the_next_second(first.directory)
    second = localdb.back_up(office, {}, base / "saved", directories=[base / "files"])
    assert (second.manifest.files, second.linked) == (3, 2)
    inodes = [each.directory / "files" / "files" / "ab" / "agreement.pdf" for each in (first, second)]
    assert inodes[0].stat().st_ino == inodes[1].stat().st_ino
    for path in sorted(first.directory.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    localdb.restore(base / "fresh", {}, second.directory, directories={"files": base / "back"})
    assert sorted(path.name for path in (base / "back" / "ab").iterdir()) == [
        "agreement.pdf",
        "record.pdf",
        "scan.jpg",
    ]


def test_data_in_place_is_not_overwritten_unasked(office: Path, base: Path) -> None:
    made = localdb.back_up(office, {}, base / "saved")
    with pytest.raises(LocalDBError) as refused:
        localdb.restore(office, {}, made.directory)
    assert str(refused.value) == (
        "数据库 fengqiao 里已有数据，没有恢复。请恢复到新的数据目录（设置 FENGQIAO_HOME）；"
        "确要替换请加 --replace，现有的库会改名保留。"
    )


def test_replacing_keeps_the_former_database_aside_while_clients_are_connected(office: Path, base: Path) -> None:
    made = localdb.back_up(office, {}, base / "saved")
    with localdb.running(office) as server:
        ask(server.url(), "insert into matter values ('third')")
        done = localdb.restore(office, {}, made.directory, replace=True)
        assert ask(server.url(), "select count(*) from matter") == 2
        assert ask(with_database(server.url(), done.aside), "select count(*) from matter") == 3
        ask(server.url("owner", "postgres"), f"drop database {done.aside}")


def test_files_in_place_are_not_overwritten_unasked(office: Path, base: Path) -> None:
    made = localdb.back_up(office, {}, base / "saved", directories=[base / "files"])
    with pytest.raises(LocalDBError, match=f"目录 {base / 'files'} 里已有文件，没有恢复"):
        localdb.restore(base / "fresh", {}, made.directory, directories={"files": base / "files"})
    with pytest.raises(LocalDBError, match="备份里还有目录 files，没有说恢复到哪里"):
        localdb.restore(base / "fresh", {}, made.directory)


@pytest.mark.parametrize("name", ["database.dump", "files.jsonl", "files/files/ab/record.pdf"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(office: Path, base: Path, name: str) -> None:
    made = localdb.back_up(office, {}, base / "saved", directories=[base / "files"])
    content = bytearray((made.directory / name).read_bytes())
    content[len(content) // 2] ^= 1
    (made.directory / name).write_bytes(content)
    with pytest.raises(LocalDBError, match=f"备份已损坏：{made.directory / name} 的内容与清单不符"):
        localdb.restore(base / "fresh", {}, made.directory, directories={"files": base / "back"})
    assert not (base / "fresh").exists()
    assert not (base / "back").exists()


def test_a_backup_with_a_file_gone_is_refused(office: Path, base: Path) -> None:
    made = localdb.back_up(office, {}, base / "saved", directories=[base / "files"])
    (made.directory / "files" / "files" / "ab" / "record.pdf").unlink()
    with pytest.raises(LocalDBError, match="备份不完整：缺 "):
        localdb.restore(base / "fresh", {}, made.directory, directories={"files": base / "back"})


def test_what_is_no_backup_or_a_newer_one_is_refused(office: Path, base: Path) -> None:
    with pytest.raises(LocalDBError, match=r"不是完整的备份：没有 manifest\.json"):
        localdb.restore(base / "fresh", {}, base / "files")
    made = localdb.back_up(office, {}, base / "saved")
    words = json.loads((made.directory / "manifest.json").read_text(encoding="utf-8"))
    (made.directory / "manifest.json").write_text(json.dumps({**words, "format": 2}), encoding="utf-8")
    with pytest.raises(LocalDBError, match="是新版枫桥做的备份，本版读不了"):
        localdb.restore(base / "fresh", {}, made.directory)


def test_a_backup_that_failed_leaves_nothing_that_looks_like_one(home: Path, base: Path) -> None:
    names = ("DATABASE_URL", "DATABASE_URL_WEB", "DATABASE_URL_WORKER")
    env = dict.fromkeys(names, "postgresql://fengqiao_owner:words@127.0.0.1:1/fengqiao")
    with pytest.raises(LocalDBError, match="主机上没有数据库在这个端口监听"):
        localdb.back_up(home, env, base / "saved")
    assert list((base / "saved").iterdir()) == []


def test_two_directories_of_one_name_are_refused(home: Path, base: Path) -> None:
    with pytest.raises(LocalDBError, match="要备份的目录有重名：files、files。请分次备份。"):
        localdb.back_up(home, {}, base / "saved", directories=[base / "files", base / "other" / "files"])


def test_a_damaged_former_backup_is_not_built_on(office: Path, base: Path) -> None:
    first = localdb.back_up(office, {}, base / "saved", directories=[base / "files"])
    (first.directory / "files.jsonl").write_text('{"path": "files/ab/rec', encoding="utf-8")
    _wait_for_the_next_second(first.directory)
    second = localdb.back_up(office, {}, base / "saved", directories=[base / "files"])
    assert (second.manifest.files, second.linked) == (2, 0)


def _wait_for_the_next_second(directory: Path) -> None:
    """Backups are named by the second; two in one second is not what an office does."""
    import time

    made = directory.stat().st_ctime
    while int(time.time()) == int(made):
        time.sleep(0.05)
