"""What is sealed, masked, walled off. 人民调解法 15, 23; 个人信息保护法; handbook section 6."""

from __future__ import annotations

import json

import pytest

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from fengqiao.matter.everyday import correct, recuse
from fengqiao.matter.models import Entry, Matter, Paper
from fengqiao.matter.papers import values_of
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.visibility import get_matter
from tests.county import County

PRIVATE = "李四私下说愿意再让两千元，但不要告诉对方。"


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def test_phones_and_numbers_never_stand_open_in_the_timeline(case: Case) -> None:
    person = {**ZHANG, "id_no": "999901198404121019", "address": "枫林镇白水村三组"}
    case.apply("2026-05-06", parties=(person, LI))
    stored = json.dumps(Entry.objects.get(matter_id=case.matter.pk, seq=1).data, ensure_ascii=False)
    for open_text in ("15400000001", "999901198404121019", "白水村三组"):
        assert open_text not in stored
    assert case.facts.party(1).get("id_no") == "999901198404121019"
    assert case.matter.parties.get(n=1).id_index is not None


def test_private_talk_is_sealed_and_stays_out_of_every_paper(case: Case) -> None:
    case.in_mediation("2026-05-06").do(p.private_talk, "2026-05-07", who=2, content=PRIVATE)
    entry = Entry.objects.get(matter_id=case.matter.pk, action="private_talk")
    assert entry.private
    assert PRIVATE not in json.dumps(entry.data, ensure_ascii=False)
    case.meet("2026-05-08").draft("2026-05-08").sign("2026-05-08")
    for paper in Paper.objects.filter(matter_id=case.matter.pk):
        assert "两千元" not in json.dumps(values_of(paper, case.matter), ensure_ascii=False)


def test_titles_in_lists_leave_only_the_surname(case: Case) -> None:
    case.apply("2026-05-06")
    assert case.matter.title == "张三与李四邻里纠纷"
    assert case.matter.masked_title == "张*与李*邻里纠纷"
    assert case.matter.title_for(case.county["section"].staff_id) == "张*与李*邻里纠纷"


def test_a_restricted_matter_is_not_on_a_colleagues_list(case: Case, county: County) -> None:
    case.apply("2026-05-06", flags=["violence"])
    assert not Matter.objects.visible_to(county["second"]).exists()
    assert Matter.objects.visible_to(county["head"]).exists()
    with pytest.raises(NotVisible):
        get_matter(county["second"], case.matter.pk)


def test_who_is_recused_sees_nothing(case: Case, county: County) -> None:
    case.in_mediation("2026-05-06")
    case.do(recuse, "2026-05-07", actor=county["head"], staff=county["second"].staff_id, reason="当事人的表弟")
    with pytest.raises(NotVisible):
        get_matter(county["second"], case.matter.pk)


def test_the_neighbouring_office_does_not_know_of_it(case: Case, county: County) -> None:
    case.apply("2026-05-06")
    for name in ("office2_head", "village2_head", "other_head", "other_section"):
        with pytest.raises(NotVisible):
            get_matter(county[name], case.matter.pk)


def test_a_corrected_phone_is_sealed_too(case: Case) -> None:
    case.apply("2026-05-06")
    rows = [dict(party.data) for party in case.facts.parties]
    rows[1]["phone"] = "15499999999"
    case.do(correct, "2026-05-07", entry=1, field="parties", old=None, new=rows, reason="电话写错")
    stored = json.dumps([entry.data for entry in Entry.objects.filter(matter_id=case.matter.pk)], ensure_ascii=False)
    assert "15499999999" not in stored
    assert case.facts.party(2).get("phone") == "15499999999"
