"""What every page asks: the database keeps the way of the question, never the answer, nor whose it was."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import asked_daily, net
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Office
from tests.county import County
from tests.web import web_role


def _cases(line: str) -> QuerySet[Matter, Any]:
    return Matter.objects.filter(line=line).values_list("pk")


def _offices(name: str) -> QuerySet[Office, Any]:
    return Office.objects.filter(name=name).values_list("name")


def _kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select statement from pg_prepared_statements order by prepare_time, name")
        return [statement for (statement,) in cursor.fetchall()]


def _seen_from(office: Office) -> int:
    with web_role():
        net.set_scope(*office.reach)
        return len(asked_daily.rows(_cases, "mediation", every_page=True))


def test_the_answer_is_what_is_so_now_for_whoever_asks(county: County) -> None:
    here, there, bureau = county.offices["office"], county.offices["office2"], county.offices["bureau"]
    assert [_seen_from(each) for each in (here, there, bureau)] == [0, 0, 0]
    Case(county).apply("2026-05-06")
    assert [_seen_from(each) for each in (here, there, bureau)] == [1, 0, 1]
    Case(county, "village2", head="village2_head", mediator="village2_head").apply("2026-05-06")
    assert [_seen_from(each) for each in (here, there, bureau)] == [1, 1, 2]
    assert len(asked_daily.rows(_cases, "mediation", every_page=True)) == MediationCase.objects.count() == 2  # asked as the owner
    with transaction.atomic():
        transaction.set_rollback(True)  # what is taken back takes no way with it
    assert len([statement for statement in _kept() if "'mediation'" in statement and "matter_matter" in statement]) == 1


def test_a_name_with_a_sign_in_it_is_asked_as_it_is_written(county: County) -> None:
    Office.objects.filter(pk=county.offices["office2"].pk).update(name="100%的'竹溪'")
    assert asked_daily.rows(_offices, "100%的'竹溪'", every_page=True) == [("100%的'竹溪'",)]
    assert asked_daily.rows(_offices, "枫林镇司法所", every_page=True) == [("枫林镇司法所",)]


def test_it_counts_among_the_questions_of_a_page_and_only_so_many_are_kept(county: County) -> None:
    with CaptureQueriesContext(connection) as heard:
        for n in range(asked_daily.WAYS + 5):
            assert asked_daily.rows(_offices, f"第{n}所", every_page=True) == []
    assert ["第0所" in heard[0]["sql"], len(heard)] == [True, asked_daily.WAYS + 5]
    assert asked_daily.rows(_offices, "第0所", every_page=True) == []
    assert len(_kept()) <= asked_daily.WAYS
