"""Numbers of matters: one counter row per numbering body, series and year or day; no gap, no double under concurrency.

The row is locked until the transaction ends, so a number is taken last: a refused action never uses one up.
"""

from __future__ import annotations

from datetime import date

from django.db import connection

from fengqiao.divisions import territory as territories
from fengqiao.matter.procedure import COUNTY, NumberRule
from fengqiao.orgs.models import Office


def take_number(rule: NumberRule, office: Office, on: date) -> str:
    """The next number, such as （2026）枫林镇人调字第0012号. Must run inside the transaction that uses it."""
    return take_numbers(rule, office, on, 1)[0]


def take_numbers(rule: NumberRule, office: Office, on: date, count: int) -> list[str]:
    """So many numbers in a row; the series' counter moves once and stays locked until the transaction ends."""
    county = office.territory // 10**9
    body = territories.compose(county) if rule.body == COUNTY else office.territory
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into matter_counter (body, series, year, last) values (%s, %s, %s, %s)"
            " on conflict (body, series, year) do update set last = matter_counter.last + excluded.last returning last",
            [body, series_of(rule, on), on.year, count],
        )
        first = int(cursor.fetchone()[0]) - count + 1
    return [_number(rule, office, on, serial) for serial in range(first, first + count)]


def series_of(rule: NumberRule, on: date) -> str:
    """The name of the counter's series: a day's own where the rule counts by the day."""
    return f"{rule.series}-{on:%m%d}" if rule.daily else rule.series


def _number(rule: NumberRule, office: Office, on: date, serial: int) -> str:
    body = office.number_word or office.short_name
    number = rule.form.format(year=on.year, day=f"{on:%Y%m%d}", county=office.territory // 10**9, body=body, serial=serial)
    return number + check_digit(number) if rule.checked else number


def check_digit(digits: str) -> str:
    """The check digit of GB/T 17710 (ISO 7064 MOD 11,10) over a string of digits: a slip or a swap is always found."""
    rest = 10
    for digit in digits:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return str((11 - rest) % 10)


def is_checked(number: str) -> bool:
    """Whether a number's last digit is its check digit."""
    return number.isdigit() and len(number) > 1 and check_digit(number[:-1]) == number[-1]
