"""Which database fengqiao uses: the bureau's own server (DATABASE_URL) or the embedded one; and whether it will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import LocalDBError
from .home import prepare_beside_own_server
from .roles import OWNER, WEB, WORKER
from .server import Server, running
from .urls import url_parts, without_password

if TYPE_CHECKING:
    import psycopg

OLDEST, NEWEST = 15, 18
VARIABLES = {"owner": "DATABASE_URL", "web": "DATABASE_URL_WEB", "worker": "DATABASE_URL_WORKER"}


@dataclass(frozen=True)
class ConnectInfo:
    """postgresql:// addresses of the three roles; `embedded` is False for a bureau's own server."""

    owner: str
    web: str
    worker: str
    embedded: bool

    def environment(self) -> dict[str, str]:
        """The addresses as the variables that `connect_info` reads, for child processes."""
        return {VARIABLES["owner"]: self.owner, VARIABLES["web"]: self.web, VARIABLES["worker"]: self.worker}


@dataclass(frozen=True)
class ServerFacts:
    """What a server said about itself."""

    version: str  # "16.4"
    major: int
    database: str
    database_bytes: int
    database_now: float  # seconds since 1970 by the server's clock


def is_own(env: Mapping[str, str]) -> bool:
    """Whether the environment names a bureau's own server."""
    return bool(env.get(VARIABLES["owner"], "").strip())


def connect_info(home: Path, env: Mapping[str, str]) -> ConnectInfo:
    """The addresses, without asking any server.

    Raises LocalDBError when DATABASE_URL is set but one of the narrow roles' addresses is missing or malformed.
    """
    if not is_own(env):
        server = Server.at(home)
        return ConnectInfo(server.url(), server.url("web"), server.url("worker"), embedded=True)
    found = {role: env.get(name, "").strip() for role, name in VARIABLES.items()}
    missing = [VARIABLES[role] for role, url in found.items() if not url]
    if missing:
        raise LocalDBError(
            f"已用 DATABASE_URL 指定本局自有的数据库，还缺 {'、'.join(missing)}。网页和后台任务须各用一个窄权限角色，"
            f"行级安全才起作用。请运行 fengqiao db roles-sql，把得到的 SQL 交数据库管理员执行，再设置这些变量。"
        )
    for role, url in found.items():
        _require_address(VARIABLES[role], url)
    return ConnectInfo(found["owner"], found["web"], found["worker"], embedded=False)


def _require_address(variable: str, url: str) -> None:
    try:
        url_parts(url)
    except LocalDBError as error:
        raise LocalDBError(f"{variable}：{error}") from None


@contextmanager
def database(home: Path, env: Mapping[str, str], *, grace_seconds: float | None = None) -> Iterator[ConnectInfo]:
    """The addresses of a database that can be used now: the embedded one held up, or the own one checked.

    Raises LocalDBError in Chinese when it cannot.
    """
    info = connect_info(home, env)
    if not info.embedded:
        require_server(info)
        prepare_beside_own_server(home)
        yield info
        return
    with running(home) if grace_seconds is None else running(home, grace_seconds=grace_seconds):
        yield info


def require_server(info: ConnectInfo) -> ServerFacts:
    """Ask the server whether it will do: version 15 to 18, UTF-8, and two narrow roles that cannot pass the net.

    Raises LocalDBError with what is wrong and what its administrator should do.
    """
    with connection(info.owner, VARIABLES["owner"]) as owner:
        facts = _facts(owner)
        _require_version(facts)
        _require_utf8(owner)
        _require_set_role(owner)
    for url, role, variable in (
        (info.web, WEB, VARIABLES["web"]),
        (info.worker, WORKER, VARIABLES["worker"]),
    ):
        with connection(url, variable) as narrow:
            _require_narrow(narrow, role, variable)
    return facts


@contextmanager
def connection(url: str, variable: str) -> Iterator[psycopg.Connection]:
    """A connection with autocommit. Raises LocalDBError when the server cannot be reached or refuses."""
    import psycopg

    try:
        opened = psycopg.connect(url, connect_timeout=10, autocommit=True)
    except psycopg.Error as error:
        raise LocalDBError(_unreachable(url, variable, str(error))) from None
    with opened:
        yield opened


REASONS = (
    (
        "password authentication failed",
        "用户名或密码不对。请核对地址里的密码（特殊字符要写成 %40 这样的形式）。",
    ),
    ("no password supplied", "地址里没有密码。请写成 postgresql://用户:密码@主机:端口/库名。"),
    ("does not exist", "库或角色不存在。请运行 fengqiao db roles-sql，把得到的 SQL 交数据库管理员执行。"),
    ("no pg_hba.conf entry", "数据库不允许本机连接。请数据库管理员在 pg_hba.conf 里放行本机地址和角色。"),
    (
        "permission denied for database",
        "角色无权连接这个库。请数据库管理员执行 fengqiao db roles-sql 给出的 GRANT CONNECT。",
    ),
    ("Connection refused", "主机上没有数据库在这个端口监听。请核对端口，并确认数据库已启动。"),
    ("timeout", "连接超时。请检查网络和防火墙。"),
    ("could not translate host name", "主机名解析不出来。请核对主机名或改用 IP 地址。"),
    ("failed to resolve host", "主机名解析不出来。请核对主机名或改用 IP 地址。"),
    ("No such file or directory", "套接字目录里没有数据库。请核对 host，并确认数据库已启动。"),
    ("SSL", "加密连接没有谈成。请与数据库管理员核对 sslmode 和证书。"),
    ("too many clients", "数据库的连接数已满。请数据库管理员调高 max_connections。"),
)


def _unreachable(url: str, variable: str, said: str) -> str:
    for words, advice in REASONS:
        if words in said:
            return f"连不上数据库（{variable}：{without_password(url)}）：{advice}"
    first = said.strip().splitlines()[0] if said.strip() else "没有说明"
    return f"连不上数据库（{variable}：{without_password(url)}）。数据库回答：{first}。请交数据库管理员查看。"


def _facts(owner: psycopg.Connection) -> ServerFacts:
    row = owner.execute(
        "select current_setting('server_version'), current_setting('server_version_num')::int / 10000,"
        " current_database(), pg_database_size(current_database()), extract(epoch from clock_timestamp())::float8"
    ).fetchone()
    assert row is not None
    return ServerFacts(str(row[0]).split()[0], *row[1:])


def _require_version(facts: ServerFacts) -> None:
    if not OLDEST <= facts.major <= NEWEST:
        raise LocalDBError(
            f"数据库是 PostgreSQL {facts.version}，枫桥支持 {OLDEST} 至 {NEWEST}。"
            f"请数据库管理员换用 {OLDEST} 至 {NEWEST} 的服务器，或去掉 DATABASE_URL 改用内置数据库。"
        )


def _require_utf8(owner: psycopg.Connection) -> None:
    encoding = owner.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise LocalDBError(
            f"数据库的编码是 {encoding}，存不全生僻字姓名；须为 UTF8。"
            f"请数据库管理员按 fengqiao db roles-sql 的 CREATE DATABASE 重建一个空库。"
        )


def _require_set_role(owner: psycopg.Connection) -> None:
    rows = owner.execute(
        "select rolname from pg_roles where rolname = any(%s) and pg_has_role(current_user, oid, 'MEMBER')",
        [[WEB, WORKER]],
    ).fetchall()
    lacking = [role for role in (WEB, WORKER) if (role,) not in rows]
    if lacking:
        raise LocalDBError(
            f"DATABASE_URL 的角色还不能改用 {'、'.join(lacking)}（角色不存在或没有授予它）。"
            f"请运行 fengqiao db roles-sql，把得到的 SQL 交数据库管理员执行。"
        )


def _require_narrow(narrow: psycopg.Connection, role: str, variable: str) -> None:
    row = narrow.execute(
        "select rolname, rolsuper or rolbypassrls, pg_has_role(current_user, %s, 'USAGE'),"
        " pg_has_role(current_user, datdba, 'USAGE')"
        " from pg_roles, pg_database where rolname = current_user and datname = current_database()",
        [role],
    ).fetchone()
    assert row is not None
    name, passes_net, is_role, owns = row
    if passes_net or owns or not is_role:
        raise LocalDBError(
            f"{variable} 用的角色 {name} 不合要求：须是 {role} 或继承它，不是超级用户、不带 BYPASSRLS、不是库的所有者"
            f"（{OWNER} 才是），否则行级安全拦不住越权读取。请按 fengqiao db roles-sql 建角色后改正该变量。"
        )
