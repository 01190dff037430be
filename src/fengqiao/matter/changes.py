"""What changed since it was last reckoned with: ids of matters, noted in the transaction that changes them.

Whoever keeps something made of many matters, such as figures, takes them from here, as late and as many at once as it likes.
A matter noted twice is taken once. Nothing is locked: noting never waits for whoever takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from fengqiao.matter.models import Changed, FormerSeat, Matter


def note(ids: Iterable[UUID]) -> None:
    """These matters changed: their timeline, what is derived from it, or where they are seated."""
    noted = list(ids)
    if not noted:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {Changed._meta.db_table} (matter_id) select unnest(%s::uuid[])", [noted])


def take(most: int) -> list[UUID]:
    """At most so many noted ids, each once, in their order; they are gone when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"with taken as (delete from {Changed._meta.db_table} where id in"
            f" (select id from {Changed._meta.db_table} order by id limit %s for update skip locked) returning matter_id)"
            " select distinct matter_id from taken order by matter_id",
            [most],
        )
        return [matter_id for (matter_id,) in cursor.fetchall()]


def note_procedure(procedure: str, low: int, high: int) -> None:
    """All matters of a procedure in these territories: something they are counted by changed."""
    table = Matter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {Changed._meta.db_table} (matter_id) select id from {table} where procedure = %s and territory between %s and %s",
            [procedure, low, high],
        )


def waiting() -> int:
    """How many notes wait to be taken."""
    return Changed.objects.count()


def note_lines(lines: Iterable[str]) -> None:
    """All matters of these lines: they are counted otherwise than before."""
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {Changed._meta.db_table} (matter_id) select id from {Matter._meta.db_table} where line = any(%s)", [sorted(lines)])


def any_waiting() -> bool:
    """Whether anything waits."""
    return Changed.objects.exists()


def leave_seat(territories: Sequence[int], on: date) -> None:
    """The matters of these territories are about to be counted elsewhere from ``on``: keep where they were, and note them."""
    table, seats = Matter._meta.db_table, FormerSeat._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {seats} (matter_id, territory, until_on) select id, territory, %s from {table} where territory = any(%s)",
            [on, list(territories)],
        )
        cursor.execute(
            f"insert into {Changed._meta.db_table} (matter_id) select id from {table} where territory = any(%s)", [list(territories)]
        )
