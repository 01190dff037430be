"""Many numbers in one question: a page of figures asks the database once, however many figures it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

Rows = QuerySet[Any]
Wanted = Rows | tuple[Rows, str]


def tally(wanted: Sequence[Wanted]) -> list[int]:
    """How many rows each of these has; of a pair, the sum of its named column. In their order; nothing is 0."""
    parts: list[str] = []
    given: list[Any] = []
    for each in wanted:
        sql, params = _part(each)
        parts.append(sql)
        given.extend(params)
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(parts)}", given)
        row = cursor.fetchone()
    assert row is not None
    return [int(number) for number in row]


def _part(wanted: Wanted) -> tuple[str, Sequence[Any]]:
    rows, column = wanted if isinstance(wanted, tuple) else (wanted, "")
    rows = rows.order_by()
    if column:
        rows = rows.values(tallied=F(column))
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:  # Django knows beforehand that there is no such row
        return "0", ()
    number = "coalesce(sum(tallied), 0)" if column else "count(*)"
    return f"(select {number} from ({sql}) as rows)", params
