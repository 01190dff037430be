"""The embedded PostgreSQL of fengqiao: start, share, stop, back up, restore, upgrade; or a bureau's own server.

    from fengqiao import localdb

    home = localdb.data_home(os.environ)             # Path; nothing is created
    with localdb.running(home) as server:            # starts it if needed, waits until it answers
        server.url()                                 # postgresql://fengqiao_owner:…@/fengqiao?host=…
        server.url("web"); server.url("worker"); server.url("superuser", "postgres")

    localdb.Server.at(home).url("web")               # the same addresses without starting anything (for settings)
    localdb.stop(home)                               # True when a server was running
    localdb.status(home)                             # Status: phase, process ids, who uses it

    info = localdb.connect_info(home, os.environ)    # no network: own server (DATABASE_URL) or embedded
    info.owner, info.web, info.worker, info.embedded
    with localdb.database(home, os.environ) as info: # embedded: running; own server: version and roles checked
        localdb.django_database(info.web)            # dict for DATABASES["default"]

    localdb.roles_sql()                              # what an administrator runs on an own server
    localdb.back_up / restore / upgrade              # see those functions

Any number of processes may be inside `running` at once; the server stops by itself some seconds after the last of
them is gone, however it went. Everything raised on purpose is a `LocalDBError` whose text is Chinese and says what
to do. Nothing here imports Django, and importing this package opens no file and loads no driver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .backup import back_up
    from .errors import LocalDBError
    from .home import data_home
    from .own import ConnectInfo, connect_info, database, require_server
    from .restoring import restore
    from .roles import roles_sql
    from .server import Server, Status, running, status, stop
    from .upgrading import upgrade
    from .urls import django_database

__all__ = [
    "ConnectInfo",
    "LocalDBError",
    "Server",
    "Status",
    "back_up",
    "connect_info",
    "data_home",
    "database",
    "django_database",
    "require_server",
    "restore",
    "roles_sql",
    "running",
    "status",
    "stop",
    "upgrade",
]

_HOMES = {
    "backup": ("back_up",),
    "errors": ("LocalDBError",),
    "home": ("data_home",),
    "own": ("ConnectInfo", "connect_info", "database", "require_server"),
    "restoring": ("restore",),
    "roles": ("roles_sql",),
    "server": ("Server", "Status", "running", "status", "stop"),
    "upgrading": ("upgrade",),
    "urls": ("django_database",),
}


def __getattr__(name: str) -> object:
    """Load the module that holds a public name at its first use: settings and the keeper need only a few of them."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
