"""What a client meets on the embedded server: roles, rights, text, and a log that keeps people's data out."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from fengqiao import localdb
from fengqiao.localdb.home import layout_of

from .conftest import ask


def test_each_role_signs_in_with_its_own_password_and_narrow_rights(shared_home: Path) -> None:
    server = localdb.Server.at(shared_home)
    assert [ask(server.url(role), "select current_user") for role in ("owner", "web", "worker")] == [
        "fengqiao_owner",
        "fengqiao_web",
        "fengqiao_worker",
    ]
    rights = (
        "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user"
    )
    assert [ask(server.url(role), rights) for role in ("web", "worker")] == [False, False]
    assert ask(server.url("owner"), "select rolcreatedb and not rolsuper and not rolbypassrls from pg_roles"
               " where rolname = current_user")  # fmt: skip


def test_the_owner_may_set_role_to_web_and_worker(shared_home: Path) -> None:
    url = localdb.Server.at(shared_home).url()
    with psycopg.connect(url) as line:
        line.execute("set role fengqiao_web")
        assert line.execute("select current_user").fetchone() == ("fengqiao_web",)
        line.execute("set role fengqiao_worker")
        assert line.execute("select current_user").fetchone() == ("fengqiao_worker",)


def test_a_wrong_password_is_refused(shared_home: Path) -> None:
    url = localdb.Server.at(shared_home).url("web")
    password = url.split(":")[2].split("@")[0]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(password, "x" * 32))


def test_the_server_listens_on_its_private_socket_only(shared_home: Path) -> None:
    url = localdb.Server.at(shared_home).url()
    assert ask(url, "show listen_addresses") == ""
    assert layout_of(shared_home).sockets.stat().st_mode & 0o777 == 0o700
    assert ask(url, "show data_directory_mode") == "0700"


def test_text_is_utf8_and_sorts_by_code_point_with_unicode_case(shared_home: Path) -> None:
    url = localdb.Server.at(shared_home).url()
    assert ask(url, "show server_encoding") == "UTF8"
    assert ask(url, "select upper('émile')") == "ÉMILE"
    assert ask(url, "select '𠮷田㐂' || chr(23431)") == "𠮷田㐂宇"
    assert ask(url, "show timezone") == "Asia/Shanghai"


def test_names_of_people_do_not_reach_the_log(shared_home: Path) -> None:
    url = localdb.Server.at(shared_home).url()
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("create temporary table person (phone text unique)")
        line.execute("insert into person values ('13800001111')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            line.execute("insert into person values ('13800001111')")
    log = layout_of(shared_home).server_log.read_text(encoding="utf-8")
    assert "duplicate key value" in log
    assert "13800001111" not in log
