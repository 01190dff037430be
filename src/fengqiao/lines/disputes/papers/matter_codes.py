"""事项码 of the matter a report belongs to, on the day the report is told of it."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from fengqiao.lines.disputes.papers.reading import Reading


class _PutBackError(Exception):
    """The number was only looked at."""


def of_report(reading: Reading) -> str:
    """The code of the matter; of one that this very act opens, the code it will have."""
    from fengqiao.lines.disputes.models import Dispute
    from fengqiao.lines.disputes.report_register import dispute_id

    found = dispute_id(reading.facts)
    if found is None:
        return ""
    return _number_of(Dispute, found) or _to_be(reading)


def _number_of(model: type, matter_id: UUID) -> str:
    number: str | None = model.objects.filter(pk=matter_id).values_list("number", flat=True).first()  # type: ignore[attr-defined]
    return number or ""


def _to_be(reading: Reading) -> str:
    """The matter is opened after its report's papers are written: its number is read ahead.

    The counter's row is held until the transaction ends, so nobody can take that number in between.
    """
    from fengqiao.divisions import territory as territories
    from fengqiao.lines.disputes.procedure import open_dispute
    from fengqiao.matter.numbers import take_number

    rule, number = open_dispute.gives_number, ""
    assert rule is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into matter_counter (body, series, year, last) values (%s, %s, %s, 0)"
            " on conflict (body, series, year) do update set last = matter_counter.last",
            [territories.compose(reading.county), rule.series, reading.day.year],
        )
    try:
        with transaction.atomic():
            number = take_number(rule, reading.context.matter.office, reading.day)
            raise _PutBackError
    except _PutBackError:
        return number
