"""What an action costs the database: counted in questions, which do not depend on the machine."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fengqiao.lines.mediation.procedure import perform as pay
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.everyday import note
from fengqiao.matter.models import DeadlineRow, Matter
from tests.county import County, at

BUDGET = 12


@pytest.fixture
def case(county: County) -> Case:
    items = (money(500_00, "2026-06-01"), money(500_00, "2026-07-01"))
    return Case(county).in_mediation("2026-05-06").draft("2026-05-07", items=items, total=1000_00).sign("2026-05-07")


def write_note(case: Case, times: int = 1) -> None:
    assert case.matter is not None
    doings = [Doing(note, {"text": "电话联系双方，约定见面时间。"}, date(2026, 5, 8))] * times
    perform(case.mediator, case.matter.pk, doings, now=at("2026-05-08"))


def questions(case: Case) -> int:
    with CaptureQueriesContext(connection) as asked:
        write_note(case)
    return len(asked)


def test_a_plain_action_asks_the_database_twelve_times_at_most(case: Case) -> None:
    assert questions(case) <= BUDGET


def test_a_long_timeline_asks_no_more_than_a_short_one(case: Case) -> None:
    short = questions(case)
    write_note(case, times=300)
    assert questions(case) == short


def versions(matter: Matter | None) -> list[tuple[int, str]]:
    """The stored version of every clock's row."""
    assert matter is not None
    with connection.cursor() as cursor:
        cursor.execute("select n, ctid::text from matter_deadline where matter_id = %s order by n", [matter.pk])
        return list(cursor.fetchall())


def test_clocks_that_did_not_change_are_not_written_again(case: Case) -> None:
    before = versions(case.matter)
    write_note(case)
    assert versions(case.matter) == before
    assert len(before) == DeadlineRow.objects.filter(matter=case.matter).count()


def test_a_clock_that_changed_is_written(case: Case) -> None:
    before = dict(versions(case.matter))
    case.do(pay, "2026-05-20", item=1, amount=500_00, complete=True)
    changed = [n for n, place in versions(case.matter) if before.get(n) != place]
    labels = DeadlineRow.objects.filter(matter=case.matter, n__in=changed).values_list("label", flat=True)
    assert list(labels) == ["履行：第1项赔偿款"]

