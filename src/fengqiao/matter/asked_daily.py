"""Questions that a page asks every time it is opened, put into SQL once a day for a person in a post.

To put a question over several unions into words took longer than to answer it; the words stay the same as long as the post and
the day do. Only plain rows: what must become objects is fetched by its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

REMEMBERED = 1024  # questions of some hundreds of people


def rows(question: Callable[..., QuerySet[Any, Any]], *by: Hashable) -> list[tuple[Any, ...]]:
    """The rows of the question of these arguments; ``question`` gives values and depends on nothing else.

    Empty where the question can have no answer.
    """
    statement, values = _words(question, by)
    if not statement:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@lru_cache(maxsize=REMEMBERED)
def _words(question: Callable[..., QuerySet[Model, Any]], by: tuple[Hashable, ...]) -> tuple[str, tuple[Any, ...]]:
    try:
        return question(*by).query.sql_with_params()
    except EmptyResultSet:
        return "", ()
