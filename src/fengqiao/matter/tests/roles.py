"""Acting as the web's or the worker's own database role inside a test's transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from fengqiao.matter import net
from fengqiao.orgs.actor import Actor


@contextmanager
def as_web(actor: Actor | None) -> Iterator[None]:
    """As the web does it for one request: its role, the scope of whoever acts; no scope without an actor."""
    with as_role(net.WEB):
        if actor is not None:
            net.set_scope(actor.low, actor.high)
        yield


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """As a narrow role; the owner again afterwards."""
    with transaction.atomic():
        net.clear_scope()
        with connection.cursor() as cursor:
            cursor.execute(f"set local role {role}")
        yield
        net.clear_scope()
        with connection.cursor() as cursor:
            cursor.execute("reset role")
