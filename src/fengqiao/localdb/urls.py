"""Addresses of a database: building them, reading them, handing them to other programs without showing passwords."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from .errors import LocalDBError

SCHEMES = ("postgresql", "postgres")


def socket_url(role: str, password: str, database: str, sockets: Path) -> str:
    """postgresql://role:password@/database?host=<socket directory>"""
    return f"postgresql://{role}:{quote(password, safe='')}@/{quote(database, safe='')}?" + urlencode(
        {"host": str(sockets), "port": "5432"}
    )


def with_database(url: str, database: str) -> str:
    """The same server and role, another database."""
    return urlsplit(url)._replace(path="/" + quote(database, safe="")).geturl()


def url_parts(url: str) -> dict[str, str]:
    """host, port, user, password, dbname and every option of the address, by libpq's names.

    Raises LocalDBError when it is not a postgresql:// address with a database name.
    """
    try:
        split = urlsplit(url.strip())
        port = str(split.port) if split.port else ""
    except ValueError:
        split, port = urlsplit(""), ""
    parts = {
        "host": unquote(split.hostname or ""),
        "port": port,
        "user": unquote(split.username or ""),
        "password": unquote(split.password or ""),
        "dbname": unquote(split.path.lstrip("/")),
    }
    parts |= dict(parse_qsl(split.query))
    if split.scheme not in SCHEMES or not parts["dbname"]:
        raise LocalDBError(
            "数据库地址不是 postgresql://用户:密码@主机:端口/库名 的样子。"
            "请检查 DATABASE_URL；密码里的 @ : / % 等字符要写成 %40 %3A %2F %25。"
        )
    return {name: value for name, value in parts.items() if value}


def django_database(url: str) -> dict[str, Any]:
    """The address as one entry of Django's DATABASES."""
    parts = url_parts(url)
    named = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
    }
    return {**named, "OPTIONS": parts}


LIBPQ_NAMES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
}


def libpq_environment(url: str) -> dict[str, str]:
    """The address as PG… variables for psql, pg_dump and pg_restore: an argument would show the password in ps."""
    parts = url_parts(url)
    return {LIBPQ_NAMES[name]: value for name, value in parts.items() if name in LIBPQ_NAMES}


def without_password(url: str) -> str:
    """The address for showing."""
    split = urlsplit(url)
    if split.password is None:
        return url
    return split._replace(netloc=split.netloc.replace(f":{split.password}@", ":***@", 1)).geturl()
