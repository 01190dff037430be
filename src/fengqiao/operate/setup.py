"""Setting up: keys, secret, database, migrations, the net. Repeatable; does only what is missing."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fengqiao import localdb

if TYPE_CHECKING:
    from fengqiao.localdb import ConnectInfo
    from fengqiao.vault import KeyRing


@contextmanager
def prepare_home(env: Mapping[str, str]) -> Iterator[ConnectInfo]:
    """A home with keys and a running database; gives the addresses for the three roles."""
    home = localdb.data_home(env)
    with localdb.database(home, env) as info:
        prepare_keys(home, info.owner)
        yield info


class KeysLost(RuntimeError):
    """The database holds matters, and the keys that open them are not there."""


def prepare_keys(home: Path, owner_url: str) -> None:
    """The key ring and the web's secret, made once, readable by nobody else.

    Raises KeysLost instead of making new keys over a database whose matters were sealed with others.
    """
    from fengqiao.vault import KeyRing, KeysMissing

    (home / "static").mkdir(exist_ok=True)
    keys = home / "keys"
    try:
        ring = KeyRing.open(keys)
        if not ring.apart_version:
            _prepare_apart(ring, owner_url)
        _require_versions(ring, owner_url)
    except KeysMissing:
        if _holds_matters(owner_url):
            raise KeysLost(
                f"数据库里已有案件，但{keys}中没有密钥。请把原来的密钥目录放回去再启动；没有原来的密钥，个人信息打不开。"
            ) from None
        KeyRing.create(keys)
    secret = keys / "django.secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48))


def _prepare_apart(ring: KeyRing, owner_url: str) -> None:
    """The key for what is sealed by statute, in a ring made before there was one. Never a second first one."""
    if _holds_matters(owner_url, "where substring(data_key from 1 for 4) = 'FQS1'::bytea"):
        raise KeysLost(
            f"数据库里已有封存的档案，但{ring.directory}中没有封存密钥（sealed-0001.key）。请从密封保存的密钥备份中恢复后再启动；没有它，封存的档案打不开。"
        )
    ring.begin_apart()
    print(f"已在 {ring.directory} 生成封存密钥。请现在就把这个目录重新密封保存一份：没有它，封存的档案打不开。")


def _require_versions(ring: KeyRing, owner_url: str) -> None:
    """Raises KeysLost: matters are under a version of a key that is not there, as when a newer backup met older keys."""
    from fengqiao.vault import WrappedKey
    from fengqiao.vault.keyfiles import master_name

    have = {False: {version for version, _ in ring.versions}, True: {version for version, _ in ring.apart_versions}}
    used = {(token.apart, token.master_version) for token in map(WrappedKey, _one_of_each_version(owner_url))}
    lacking = sorted(master_name(version, apart) for apart, version in used if version not in have[apart])
    if lacking:
        raise KeysLost(
            f"数据库里的案件由{'、'.join(lacking)}保护，{ring.directory}中没有。请从密封保存的密钥备份中恢复后再启动；没有它，个人信息和封存的档案打不开。"
        )


def _one_of_each_version(owner_url: str) -> list[bytes]:
    """A wrapped data key of every version of every kind of master key that is in use."""
    import psycopg

    with psycopg.connect(owner_url) as connection:
        found = connection.execute("select to_regclass('matter_matter')").fetchone()
        if found is None or found[0] is None:
            return []
        rows = connection.execute("select min(data_key) from matter_matter where data_key <> '' group by substring(data_key from 1 for 8)")
        return [bytes(wrapped) for (wrapped,) in rows]


def _holds_matters(owner_url: str, which: str = "") -> bool:
    import psycopg

    with psycopg.connect(owner_url) as connection:
        found = connection.execute("select to_regclass('matter_matter')").fetchone()
        if found is None or found[0] is None:
            return False
        return connection.execute(f"select 1 from matter_matter {which} limit 1").fetchone() is not None


def prepare_database() -> None:
    """Migrations and the net, as the owner."""
    from django.core.management import call_command

    from fengqiao.matter import net
    from fengqiao.operate.migrating import models_alone

    with models_alone():
        call_command("migrate", verbosity=0)
    net.install()
