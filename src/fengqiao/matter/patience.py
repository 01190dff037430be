"""How long a question freely put may take: the database gives it up after that, and whoever asked is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.utils import OperationalError
from psycopg.errors import QueryCanceled


class TookTooLong(Exception):
    """Nothing came of it within the seconds it was given; nothing else of the transaction is lost."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Questions inside take no longer than this, each. Raises TookTooLong."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('statement_timeout', %s, true)", [str(int(seconds * 1000))])
            yield
            cursor.execute("set local statement_timeout to default")
    except OperationalError as gone:
        if isinstance(gone.__cause__, QueryCanceled):
            raise TookTooLong from gone
        raise
