"""What the bench presses holds as what was lived: the same law, new people, and nobody's number twice."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import connection

from fengqiao.bench.families import copy_in, read_families, reserve
from fengqiao.bench.indexes import taken_off
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.tests.driver import Platform
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.numbering import check_numbers
from fengqiao.matter.search import find
from fengqiao.matter.verify import Tally, walk
from tests.county import County


@pytest.fixture
def raw() -> Any:
    """The connection without the ORM, in the test's own transaction."""
    connection.ensure_connection()
    return connection.connection


def test_a_family_pressed_again_is_a_family_of_its_own_and_verifies(county: County, raw: Any) -> None:
    report = Platform(county).receive("2026-05-06")
    known = report.raise_("2026-05-06").in_hand("2026-05-07")
    Case(county).in_mediation("2026-05-08")
    families = read_families(raw)
    assert sorted(len(family.stencils) for family in families) == [1, 2]

    rng = random.Random("test")
    for _ in range(2):
        serials = reserve(raw, families)
        for family in families:
            copy_in(raw, family.press(rng, serials))

    assert [str(found) for found in walk(Tally())] == []
    assert list(check_numbers()) == []
    reports = Report.objects.exclude(pk=report.matter.pk)
    assert {each.dispute_id for each in reports} == set(Dispute.objects.exclude(pk=known.matter.pk).values_list("pk", flat=True))
    names = {party.name for each in reports for party in each.parties.all()}
    assert len(names) == 4
    assert "李四" not in names
    new = reports[0].parties.first()
    assert {each.hex for each in find(county["section"], new.name)} >= {reports[0].pk.hex}


@pytest.mark.django_db(transaction=True)
def test_indexes_and_foreign_keys_come_back_as_they_were(county: County, raw: Any) -> None:
    def made() -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select indexname, indexdef from pg_indexes where tablename = 'matter_party' union all"
                " select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'matter_party'::regclass"
                " order by 1"
            )
            return cursor.fetchall()

    before = made()
    with taken_off(raw, ["matter_party"]):
        assert len(made()) < len(before)
    assert made() == before
