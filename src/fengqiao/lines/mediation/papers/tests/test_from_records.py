"""Papers of a case that went through the real door: names of staff and the contents list come from the tables."""

from __future__ import annotations

from typing import Any

from fengqiao.lines.mediation.papers import CONTENTS, PAPERS, SESSION, missing_from, values
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import PaperContext
from tests.county import County


def test_names_of_staff_cost_one_query(county: County, django_assert_num_queries: Any) -> None:
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    context = PaperContext(case.matter, case.facts, case.facts.last("session"))
    assert context.matter.office.name == "枫林镇人民调解委员会"
    with django_assert_num_queries(1):
        found = values(context, SESSION)
    assert "调解员为调解员王" in found["told"]


def test_the_contents_list_what_is_in_the_file(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06").draft("2026-05-11").sign("2026-05-12")
    assert case.matter is not None
    found = values(PaperContext(case.matter, case.facts, None), CONTENTS)
    assert [row["title"] for row in found["contents"]] == [
        "人民调解申请书",
        "人民调解受理登记表",
        "人民调解当事人权利义务告知书",
        "人民调解员指派（选择）单",
        "人民调解记录",
        "人民调解协议书",
    ]


def test_what_is_missing_is_read_from_the_papers_in_the_file(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06").draft("2026-05-11").sign("2026-05-12")
    assert case.matter is not None
    kinds = list(Paper.objects.filter(matter_id=case.matter.pk).values_list("kind", flat=True))
    assert set(kinds) <= set(PAPERS)
    assert missing_from(kinds, oral=False) == ["第三项：当事人身份证明", "第十三项：封底"]
