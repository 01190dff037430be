"""Tables that are filled by the million: indexes and foreign keys go before, and are made anew, and so checked, after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg import sql

MAKING = "set maintenance_work_mem = '1GB'"
INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
where i.indrelid = any(%s::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
"""
FOREIGN_KEYS = """
select c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) from pg_constraint c
where c.conrelid = any(%s::regclass[]) and c.contype = 'f'
"""


@contextmanager
def taken_off(connection: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Fill these tables inside the block. Primary keys, checks and policies stay; the connection must be in autocommit."""
    indexes = connection.execute(INDEXES, [list(tables)]).fetchall()
    keys = connection.execute(FOREIGN_KEYS, [list(tables)]).fetchall()
    for table, name, _ in keys:
        connection.execute(sql.SQL("alter table {} drop constraint {}").format(sql.SQL(table), sql.Identifier(name)))
    for name, _ in indexes:
        connection.execute(sql.SQL("drop index {}").format(sql.SQL(name)))
    yield
    connection.execute(MAKING)
    for _, definition in indexes:
        connection.execute(definition)
    for table, name, definition in keys:
        connection.execute(
            sql.SQL("alter table {} add constraint {} {}").format(sql.SQL(table), sql.Identifier(name), sql.SQL(definition))
        )
