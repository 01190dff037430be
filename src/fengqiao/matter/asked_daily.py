"""Questions that a page asks every time it is opened, put into SQL once a day for a person in a post.

To put a question over several unions into words took longer than to answer it; the words stay the same as long as the post and
the day do. Only plain rows: what must become objects is fetched by its keys.

For the database the same holds: to find its way through such a question takes it ten times as long as to go it. What every page asks
it may keep the way of while the connection stands, at about half a megabyte for each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model, QuerySet
from psycopg import ClientCursor, Cursor

REMEMBERED = 1024  # questions of some hundreds of people
WAYS = 24  # kept by the database on each connection


def rows(question: Callable[..., QuerySet[Any, Any]], *by: Hashable, every_page: bool = False) -> list[tuple[Any, ...]]:
    """The rows of the question of these arguments; ``question`` gives values and depends on nothing else.

    Empty where the question can have no answer.
    """
    statement, values = _words(question, by)
    if not statement:
        return []
    if not every_page:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())
    with _keeping() as cursor:
        cursor.execute(ClientCursor(connection.connection).mogrify(statement, values))
        return list(cursor.fetchall())


class _Keeping(Cursor[tuple[Any, ...]]):
    """A cursor whose statements the database prepares; what Django asks on the same connection stays as it is."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> _Keeping:
        line = self.connection
        line.prepare_threshold, line.prepared_max = 0, WAYS
        try:
            super().execute(query, params, prepare=True)
        finally:
            line.prepare_threshold = None  # else every step taken back would throw all of them away
        self._query = self._convert_query(query)  # what Django's list of questions shows of it
        return self


def _keeping() -> CursorWrapper:
    """Such a cursor, counted among the questions of a page as every other."""
    connection.ensure_connection()
    wrapped: CursorWrapper = connection._prepare_cursor(_Keeping(connection.connection))  # type: ignore[attr-defined]
    return wrapped


@lru_cache(maxsize=REMEMBERED)
def _words(question: Callable[..., QuerySet[Model, Any]], by: tuple[Hashable, ...]) -> tuple[str, tuple[Any, ...]]:
    try:
        return question(*by).query.sql_with_params()
    except EmptyResultSet:
        return "", ()
