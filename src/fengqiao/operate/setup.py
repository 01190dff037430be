"""Setting up: keys, secret, database, migrations, the net. Repeatable; does only what is missing."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fengqiao import localdb
from fengqiao.vault import KeyRing, KeysMissing

if TYPE_CHECKING:
    from fengqiao.localdb import ConnectInfo


@contextmanager
def prepare_home(env: Mapping[str, str]) -> Iterator[ConnectInfo]:
    """A home with keys and a running database; gives the addresses for the three roles."""
    home = localdb.data_home(env)
    with localdb.database(home, env) as info:
        prepare_keys(home)
        yield info


def prepare_keys(home: Path) -> None:
    """The key ring and the web's secret, made once, readable by nobody else."""
    (home / "static").mkdir(exist_ok=True)
    keys = home / "keys"
    try:
        KeyRing.open(keys)
    except KeysMissing:
        KeyRing.create(keys)
    secret = keys / "django.secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48))


def prepare_database() -> None:
    """Migrations and the net, as the owner."""
    from django.core.management import call_command

    from fengqiao.matter import net

    call_command("migrate", verbosity=0)
    net.install()
