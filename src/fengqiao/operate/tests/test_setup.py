"""Setting up twice changes nothing; lost keys are never replaced by new ones over sealed matters."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from fengqiao import localdb
from fengqiao.operate.setup import KeysLost, prepare_keys
from fengqiao.vault import FileStore, KeyRing, UnknownKeyVersion


def test_new_keys_are_never_made_over_sealed_matters(tmp_path: Path) -> None:
    info = localdb.connect_info(localdb.data_home(os.environ), os.environ)
    import psycopg

    name = "keys_lost_test"
    with psycopg.connect(info.owner, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name}")
        connection.execute(f"create database {name}")
    url = info.owner.replace("/fengqiao?", f"/{name}?")
    try:
        with psycopg.connect(url) as connection:
            connection.execute("create table matter_matter (id int)")
            connection.execute("insert into matter_matter values (1)")
        with pytest.raises(KeysLost) as lost:
            prepare_keys(tmp_path, url)
        assert "没有密钥。请把原来的密钥目录放回去再启动" in str(lost.value)
        assert not list(tmp_path.rglob("*.key"))
    finally:
        with psycopg.connect(info.owner, autocommit=True) as connection:
            connection.execute(f"drop database {name}")


def test_set_up_twice_keeps_the_keys(tmp_path: Path) -> None:
    url = localdb.connect_info(localdb.data_home(os.environ), os.environ).owner
    prepare_keys(tmp_path, url)
    before = {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()}
    prepare_keys(tmp_path, url)
    assert {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()} == before


def test_an_older_ring_gets_the_key_for_sealed_matters_once(tmp_path: Path) -> None:
    url = localdb.connect_info(localdb.data_home(os.environ), os.environ).owner
    prepare_keys(tmp_path, url)
    sealed = tmp_path / "keys" / "sealed-0001.key"
    sealed.unlink()
    prepare_keys(tmp_path, url)
    made = sealed.read_bytes()
    prepare_keys(tmp_path, url)
    assert sealed.read_bytes() == made


def test_a_restored_home_reads_what_is_sealed_with_both_keys_and_does_not_start_without(reachable: Path) -> None:
    """备份不带密钥。只放回主密钥的，不启动，并说缺哪一个；两把都放回，普通的和封存的、档案和文件都打得开。"""
    import psycopg

    home, fresh, matter = reachable / "home", reachable / "fresh", b"matter"
    try:
        with localdb.running(home) as server:
            prepare_keys(home, server.url())
            ring = KeyRing.open(home / "keys")
            store = FileStore(home / "files", ring=lambda: ring)
            paper, photo = store.put("普通文书".encode()), store.put("封存档案的照片".encode())
            store.keep_apart(photo)
            ring.rotate()
            ordinary = ring.new_data_key()
            wrapped = {"普通": ordinary, "封存": ring.rewrap(ring.new_data_key(), apart=True)}
            with psycopg.connect(server.url()) as connection:
                connection.execute("create table matter_matter (said text, data_key bytea)")
                for said, key in wrapped.items():
                    row = (ring.unwrap(key).seal(said, bound_to=matter), bytes(key))
                    connection.execute("insert into matter_matter values (%s, %s)", row)
            localdb.back_up(home, {}, reachable / "saved", directories=[home / "files"])
        localdb.stop(home)
        done = localdb.restore(fresh, {}, reachable / "saved", directories={"files": fresh / "files"})
        every = [f"{kind}-000{n}.key" for kind in ("master", "sealed") for n in (1, 2)]
        assert set(every) <= set(done.keys_missing)
        with localdb.running(fresh) as server:
            url, keys = server.url(), fresh / "keys"
            with pytest.raises(KeysLost, match=r"数据库里已有案件，但.*没有密钥"):
                prepare_keys(fresh, url)
            for name in ("blind-index.key", "signing.key", *every[:2]):
                shutil.copy(home / "keys" / name, keys)
            with pytest.raises(KeysLost, match=r"数据库里已有封存的档案，但.*没有封存密钥（sealed-0001\.key）"):
                prepare_keys(fresh, url)
            with pytest.raises(UnknownKeyVersion, match="缺少第1版封存密钥"):
                FileStore(fresh / "files", ring=lambda: KeyRing.open(keys)).read(photo)
            shutil.copy(home / "keys" / every[2], keys)  # from before the last rotation
            with pytest.raises(KeysLost, match=r"由sealed-0002\.key保护"):
                prepare_keys(fresh, url)
            shutil.copy(home / "keys" / every[3], keys)
            prepare_keys(fresh, url)
            again = KeyRing.open(keys)
            with psycopg.connect(url) as connection:
                rows = connection.execute("select said, data_key from matter_matter").fetchall()
            assert sorted(again.unwrap(key).open(said, matter) for said, key in rows) == ["封存", "普通"]
        files = FileStore(fresh / "files", ring=lambda: again)
        assert (files.read(paper).decode(), files.read(photo).decode()) == ("普通文书", "封存档案的照片")
    finally:
        localdb.stop(home)
        localdb.stop(fresh)
