"""Setting up twice changes nothing; lost keys are never replaced by new ones over sealed matters."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fengqiao import localdb
from fengqiao.operate.setup import KeysLost, prepare_keys


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
