"""Addresses: read with and without sockets, handed on without showing passwords."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao.localdb.errors import LocalDBError
from fengqiao.localdb.urls import (
    django_database,
    libpq_environment,
    socket_url,
    url_parts,
    with_database,
    without_password,
)

OWN = "postgresql://fengqiao_web:p%40ss%2Fw%3A1@db.example.gov.cn:5433/fengqiao?sslmode=require"


def test_a_socket_address_reads_back() -> None:
    url = socket_url("fengqiao_web", "a/b+c@d", "枫林", Path("/var/lib/枫桥/run"))
    assert url_parts(url) == {
        "host": "/var/lib/枫桥/run",
        "port": "5432",
        "user": "fengqiao_web",
        "password": "a/b+c@d",
        "dbname": "枫林",
    }


def test_django_gets_names_and_options_apart() -> None:
    assert django_database(OWN) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "fengqiao",
        "USER": "fengqiao_web",
        "PASSWORD": "p@ss/w:1",
        "HOST": "db.example.gov.cn",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_programs_get_the_password_by_environment_and_people_do_not_see_it() -> None:
    assert libpq_environment(OWN)["PGPASSWORD"] == "p@ss/w:1"
    assert libpq_environment(OWN)["PGSSLMODE"] == "require"
    assert without_password(OWN) == ("postgresql://fengqiao_web:***@db.example.gov.cn:5433/fengqiao?sslmode=require")


def test_another_database_on_the_same_server() -> None:
    assert with_database(OWN, "postgres") == OWN.replace("/fengqiao?", "/postgres?")


@pytest.mark.parametrize(
    "url", ["mysql://a:b@c/d", "fengqiao", "postgresql://a:b@host:5432", "postgresql://a:p:w/d@host:port/x"]
)
def test_what_is_no_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(LocalDBError, match="数据库地址不是 postgresql://用户:密码@主机:端口/库名 的样子"):
        url_parts(url)
