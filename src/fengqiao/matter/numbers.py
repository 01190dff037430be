"""Numbers of matters: one counter row per numbering body, series and year; no gap and no double under concurrency.

The row is locked until the transaction ends, so a number is taken last: a refused action never uses one up.
"""

from __future__ import annotations

from django.db import connection

from fengqiao.matter.procedure import NumberRule
from fengqiao.orgs.models import Office


def take_number(rule: NumberRule, body: Office, year: int) -> str:
    """The next number, such as （2026）枫林镇人调字第0012号. Must run inside the transaction that uses it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into matter_counter (body, series, year, last) values (%s, %s, %s, 1)"
            " on conflict (body, series, year) do update set last = matter_counter.last + 1 returning last",
            [body.territory, rule.series, year],
        )
        serial = cursor.fetchone()[0]
    return rule.form.format(year=year, body=body.number_word or body.short_name, serial=serial)
