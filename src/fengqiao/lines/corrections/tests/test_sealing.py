"""封存：刑事诉讼法第二百八十六条、预防未成年人犯罪法第五十九条。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.tests.driver import SIX, Case
from fengqiao.matter import search
from fengqiao.matter.jobs import seal_due
from fengqiao.matter.models import MatterSearch, Party, SealedPerson, SealedTry
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.verify import Tally, walk
from fengqiao.matter.visibility import get_matter
from tests.county import County

ZHOU = {"name": "周小强", "sex": "01", "id_no": "11010120090307109X", "phone": "15400000021", "address": "枫林镇南街2号"}


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def ended(case: Case, **more: object) -> Case:
    case.notice("2026-03-02", person=ZHOU, minor=True)
    case.documents("2026-03-02", measure_from="2026-03-02", measure_to="2026-09-01", sentence_le_5y=True, **more)
    case.report_in("2026-03-02").do(
        living.declare, "2026-03-03", place="司法所", items=SIX, signed="yes", private=True, guardian_there=True
    )
    return case.release("2026-09-01")


def test_art286_the_day_after_the_end_nothing_is_left_to_be_found_by(case: Case) -> None:
    ended(case)
    assert case.matter is not None
    assert str(case.matter.seal_on) == "2026-09-02"
    assert seal_due(date(2026, 9, 1)) == 0
    assert seal_due(date(2026, 9, 2)) == 1
    case.matter.refresh_from_db()
    assert (case.matter.sealed, case.matter.title, case.matter.seal_on) == (True, "已封存", None)
    assert not Party.objects.filter(matter_id=case.matter.pk).exists()
    assert not MatterSearch.objects.filter(pk=case.matter.pk).exists()
    assert SealedPerson.objects.filter(matter_id=case.matter.pk).count() == 2
    assert [str(found) for found in walk(Tally())] == []
    assert seal_due(date(2026, 9, 3)) == 0


def test_a_grown_up_or_a_longer_sentence_is_not_sealed(case: Case) -> None:
    case.under_supervision("2026-03-02", "2026-09-01").release("2026-09-01")
    assert case.matter is not None
    assert case.matter.seal_on is None


def test_the_sealed_answers_to_everybody_as_if_it_had_never_been(case: Case) -> None:
    ended(case)
    assert case.matter is not None
    seal_due(date(2026, 9, 2))
    for who in (case.officer, case.agency, case.chief, case.county["leader"], case.county["section"]):
        with pytest.raises(NotVisible):
            get_matter(who, case.matter.pk)
        for asked in (ZHOU["id_no"], ZHOU["phone"], ZHOU["name"], case.matter.number):
            assert search.find(who, asked) == []
    assert SealedTry.objects.count() == 5
