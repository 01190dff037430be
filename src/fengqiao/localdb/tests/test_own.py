"""A bureau's own server: what the environment must say, and which servers and roles are refused."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fengqiao import localdb
from fengqiao.localdb import cluster, keys, roles
from fengqiao.localdb.binaries import Binaries, binaries_at, bundled, usable_by
from fengqiao.localdb.errors import LocalDBError
from fengqiao.localdb.home import prepare
from fengqiao.localdb.own import ServerFacts, _require_version
from fengqiao.localdb.process import alone
from fengqiao.localdb.tools import environment, program
from fengqiao.localdb.urls import socket_url, with_database

from .conftest import ask, make_base

DEBIAN = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "postgres").exists()]
HERE = Path("/nonexistent/home")


def test_the_narrow_roles_addresses_are_required() -> None:
    with pytest.raises(LocalDBError) as refused:
        localdb.connect_info(HERE, {"DATABASE_URL": "postgresql://a:b@c/fengqiao"})
    assert str(refused.value) == (
        "已用 DATABASE_URL 指定本局自有的数据库，还缺 DATABASE_URL_WEB、DATABASE_URL_WORKER。网页和后台任务须各用一个"
        "窄权限角色，行级安全才起作用。请运行 fengqiao db roles-sql，把得到的 SQL 交数据库管理员执行，再设置这些变量。"
    )


def test_a_malformed_address_names_its_variable() -> None:
    env = {
        "DATABASE_URL": "postgresql://a:b@c/d",
        "DATABASE_URL_WEB": "c/d",
        "DATABASE_URL_WORKER": "postgresql://c/d",
    }
    with pytest.raises(LocalDBError, match=r"^DATABASE_URL_WEB：数据库地址不是"):
        localdb.connect_info(HERE, env)


@pytest.mark.parametrize(("version", "major"), [("14.11", 14), ("9.6.24", 9), ("19beta1", 19)])
def test_versions_outside_15_to_18_are_refused(version: str, major: int) -> None:
    with pytest.raises(LocalDBError) as refused:
        _require_version(ServerFacts(version, major, "fengqiao", 0, 0.0))
    assert str(refused.value) == (
        f"数据库是 PostgreSQL {version}，枫桥支持 15 至 18。"
        "请数据库管理员换用 15 至 18 的服务器，或去掉 DATABASE_URL 改用内置数据库。"
    )


def test_without_the_variable_it_is_the_embedded_server(base: Path) -> None:
    info = localdb.connect_info(base / "home", {})
    assert info.embedded
    assert info.web.startswith("postgresql://fengqiao_web:")


def test_nobody_listening_is_said_without_the_password() -> None:
    address = "postgresql://fengqiao_{}:geheim@127.0.0.1:1/fengqiao"
    names = {"owner": "DATABASE_URL", "web": "DATABASE_URL_WEB", "worker": "DATABASE_URL_WORKER"}
    env = {variable: address.format(role) for role, variable in names.items()}
    with pytest.raises(LocalDBError) as refused:
        localdb.require_server(localdb.connect_info(HERE, env))
    assert str(refused.value) == (
        "连不上数据库（DATABASE_URL：postgresql://fengqiao_owner:***@127.0.0.1:1/fengqiao）："
        "主机上没有数据库在这个端口监听。请核对端口，并确认数据库已启动。"
    )


def test_a_server_made_with_the_roles_sql_will_do(own: Own, base: Path) -> None:
    with localdb.database(base / "home", own.env) as info:
        assert not info.embedded
        assert ask(info.web, "select current_user") == "fengqiao_web"
    assert localdb.require_server(info).major == own.major


def test_a_fresh_machine_gets_a_private_home_beside_an_own_server(own: Own, base: Path) -> None:
    """数据目录还没有：密钥、日志、备份照样有地方放，别人读不到。"""
    home = base / "fresh"
    with localdb.database(home, own.env):
        made = {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()}
    assert made == {"run": 0o700, "keys": 0o700, "log": 0o700, "backups": 0o700}


def test_the_owner_in_place_of_web_is_refused(own: Own) -> None:
    env = {**own.env, "DATABASE_URL_WEB": own.env["DATABASE_URL"]}
    with pytest.raises(
        LocalDBError, match="DATABASE_URL_WEB 用的角色 fengqiao_owner 不合要求：须是 fengqiao_web 或继承它"
    ):
        localdb.require_server(localdb.connect_info(HERE, env))


def test_web_and_worker_exchanged_are_refused(own: Own) -> None:
    env = {**own.env, "DATABASE_URL_WEB": own.env["DATABASE_URL_WORKER"]}
    with pytest.raises(LocalDBError, match="DATABASE_URL_WEB 用的角色 fengqiao_worker 不合要求"):
        localdb.require_server(localdb.connect_info(HERE, env))


def test_a_role_that_passes_the_net_is_refused(own: Own) -> None:
    ask(own.superuser, "alter role fengqiao_web bypassrls")
    try:
        with pytest.raises(LocalDBError, match="不是超级用户、不带 BYPASSRLS"):
            localdb.require_server(localdb.connect_info(HERE, own.env))
    finally:
        ask(own.superuser, "alter role fengqiao_web nobypassrls")


def test_an_owner_that_may_not_set_role_is_refused(own: Own) -> None:
    ask(own.superuser, "revoke fengqiao_worker from fengqiao_owner")
    try:
        with pytest.raises(LocalDBError, match="DATABASE_URL 的角色还不能改用 fengqiao_worker"):
            localdb.require_server(localdb.connect_info(HERE, own.env))
    finally:
        ask(own.superuser, "grant fengqiao_worker to fengqiao_owner")


def test_a_database_in_another_encoding_is_refused(own: Own) -> None:
    like = "template template0 encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C'"
    ask(own.superuser, f"create database narrow {like}")
    env = {**own.env, "DATABASE_URL": with_database(own.env["DATABASE_URL"], "narrow")}
    with pytest.raises(LocalDBError, match="数据库的编码是 SQL_ASCII，存不全生僻字姓名；须为 UTF8"):
        localdb.require_server(localdb.connect_info(HERE, env))


def test_a_wrong_password_and_a_missing_database_are_told_apart(own: Own) -> None:
    wrong = {**own.env, "DATABASE_URL_WEB": own.env["DATABASE_URL_WEB"].replace("words2", "words9")}
    with pytest.raises(LocalDBError, match=r"DATABASE_URL_WEB：.*用户名或密码不对"):
        localdb.require_server(localdb.connect_info(HERE, wrong))
    missing = {**own.env, "DATABASE_URL": with_database(own.env["DATABASE_URL"], "nothing")}
    with pytest.raises(LocalDBError, match="库或角色不存在。请运行 fengqiao db roles-sql"):
        localdb.require_server(localdb.connect_info(HERE, missing))


def test_back_up_and_restore_work_on_an_own_server(own: Own, base: Path) -> None:
    url = own.env["DATABASE_URL"]
    ask(url, "create table visit (id int primary key)")
    ask(url, "grant select on visit to fengqiao_web")
    ask(url, "insert into visit select generate_series(1, 5)")
    made = localdb.back_up(base / "home", own.env, base / "saved")
    ask(url, "delete from visit where id > 2")
    with pytest.raises(LocalDBError, match="数据库 fengqiao 里已有数据，没有恢复"):
        localdb.restore(base / "home", own.env, made.directory)
    done = localdb.restore(base / "home", own.env, made.directory, replace=True)
    assert ask(own.env["DATABASE_URL_WEB"], "select count(*) from visit") == 5
    assert ask(with_database(url, done.aside), "select count(*) from visit") == 2
    ask(with_database(url, "postgres"), f"drop database {done.aside}")
    ask(url, "drop table visit")


@dataclass(frozen=True)
class Own:
    """A server that was set up by hand, as its administrator would."""

    major: int
    env: dict[str, str]
    superuser: str


def _versions() -> list[Binaries]:
    """The oldest and newest at hand: the wheel's and, where installed, Debian's."""
    found = sorted([*bundled(), *map(binaries_at, DEBIAN)], key=lambda each: each.major)
    return list({each.major: each for each in (found[0], found[-1])}.values())


@pytest.fixture(scope="module", params=_versions(), ids=lambda each: f"PostgreSQL {each.version}")
def own(request: pytest.FixtureRequest) -> Iterator[Own]:
    base = make_base()
    layout = prepare(base / "server")
    keys.ensure_passwords(layout.keys, list(roles.ROLES.values()))
    binaries = usable_by(layout.account, request.param)
    cluster.create(layout, binaries)
    with alone(layout, binaries):
        superuser = socket_url("postgres", keys.read_password(layout.keys, "postgres"), "postgres", layout.sockets)
        for statement in (
            "database fengqiao",
            "role fengqiao_owner",
            "role fengqiao_web",
            "role fengqiao_worker",
        ):
            ask(superuser, f"drop {statement}")  # as an administrator has it before fengqiao
        text = roles.roles_sql()
        for number in (1, 2, 3):
            text = text.replace(f"PASSWORD '改成密码{number}'", f"PASSWORD 'words{number}'")
        done = subprocess.run(
            [program("psql"), "-X", "-v", "ON_ERROR_STOP=1"],
            check=False,
            input=text,
            text=True,
            capture_output=True,
            env=environment(superuser),
        )
        assert done.returncode == 0, done.stderr
        address = f"postgresql://{{}}:words{{}}@/fengqiao?host={layout.sockets}&port=5432"
        env = {
            "DATABASE_URL": address.format("fengqiao_owner", 1),
            "DATABASE_URL_WEB": address.format("fengqiao_web", 2),
            "DATABASE_URL_WORKER": address.format("fengqiao_worker", 3),
        }
        yield Own(binaries.major, env, superuser)
    shutil.rmtree(base)
