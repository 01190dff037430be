"""Requests as the web's own database role, so that the row-level policies are under test with every page.

Data is built as the owner; each request runs under ``SET ROLE`` and gives the role back, whatever became of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from fengqiao.matter import net
from fengqiao.orgs.models import Staff
from tests.county import County

BACKEND = "django.contrib.auth.backends.ModelBackend"
SignedIn = Callable[..., "WebClient"]


@contextmanager
def web_role() -> Iterator[None]:
    """The block runs as ``fengqiao_web``, with no reach until somebody sets one."""
    with connection.cursor() as cursor:
        cursor.execute(f"set role {net.WEB}; select set_config('fq.lo', '', true), set_config('fq.hi', '', true)")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset role")


class WebClient(Client):
    """Django's test client whose every request is the web role's."""

    def request(self, **request: Any) -> Any:
        with web_role():
            return super().request(**request)


def signed_in(staff: Staff | None, **options: Any) -> WebClient:
    """A client on a computer of its own, signed in as this person; None is nobody."""
    client = WebClient(**options)
    if staff is not None:
        client.force_login(staff, backend=BACKEND)
    return client


@pytest.fixture
def as_web(county: County) -> SignedIn:
    """``as_web("head")`` is a client signed in as that person of the county; ``as_web()`` is nobody."""

    def sign_in(name: str = "", **options: Any) -> WebClient:
        return signed_in(county.staff(name) if name else None, **options)

    return sign_in
