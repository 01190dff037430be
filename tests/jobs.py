"""What waits for the worker. Tests that commit leave their jobs behind; those who read the queue begin with an empty one."""

from __future__ import annotations

from django.db import connection


def forget_earlier() -> None:
    """Nothing waits any more; inside the test's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
