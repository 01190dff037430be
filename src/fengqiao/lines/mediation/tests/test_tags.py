"""群众关心、社会热点、历史欠账: declared with a reason, found again in the register, with what became of the case."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from fengqiao.codes.disputes import tag_words
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.committees.tests.test_pages import as_, words
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.refusals import Refused
from tests.county import County

OWED: dict[str, Any] = {
    "tags": ["old", "hot"], "owed_since_on": "2019-03-01", "handled_before": 3, "reason": "2019年以来三次来访，没有结果",
}  # fmt: skip


def row(case: Case) -> MediationCase:
    assert case.matter is not None
    return MediationCase.objects.get(pk=case.matter.pk)


def test_an_old_dispute_says_since_when_and_how_often(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    case.do(p.tag, "2026-05-07", actor=county["office_head"], **OWED)
    assert row(case).tags == ["hot", "old"]
    assert row(case).tags_word == "社会热点、历史欠账（2019-03-01起，此前办理3次）"
    case.do(p.tag, "2026-05-08", actor=county["section"], tags=["concern"], reason="事实已查清，不属于历史欠账")
    assert (row(case).tags, row(case).owed_since_on, row(case).handled_before) == (["concern"], None, None)
    case.do(p.tag, "2026-05-09", actor=county["section"], reason="已平息")
    assert row(case).tags == []


def test_only_the_office_head_and_the_section_mark_and_only_what_changes(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    with pytest.raises(Refused, match="“标记热点和历史欠账”由"):
        case.do(p.tag, "2026-05-07", actor=county["mediator"], **OWED)
    with pytest.raises(Refused, match="本案没有标记可以取消。要标记的，请勾选。"):
        case.do(p.tag, "2026-05-07", actor=county["section"], reason="误点")
    case.do(p.tag, "2026-05-07", actor=county["section"], **OWED)
    with pytest.raises(Refused, match="标记与上次相同，没有改动。"):
        case.do(p.tag, "2026-05-08", actor=county["section"], **OWED)


def test_the_register_finds_them_and_excel_says_what_became_of_them(county: County) -> None:
    marked, plain = Case(county).in_mediation("2026-05-06"), Case(county).in_mediation("2026-05-06")
    marked.do(p.tag, "2026-05-07", actor=county["section"], **OWED)
    marked.do(p.end, "2026-05-08", reason="no_prospect", ways=["suit"])
    section = as_(county, "section")
    page = words(section.get("/register/mediation/?state=all&tags=old"))
    assert row(marked).code in page
    assert row(plain).code not in page
    assert "标记：历史欠账" in page
    export = section.get("/register/mediation/export.xlsx?state=all&tags=hot")
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(export))).get_sheet_by_index(0).to_python()
    found = dict(zip(rows[0], rows[1], strict=True))
    assert (found["标记"], found["结果"]) == ("社会热点、历史欠账（2019-03-01起，此前办理3次）", "调解不成")
    assert "没有符合这些条件的案件" in words(section.get("/register/mediation/?state=all&tags=concern"))


def test_the_form_asks_since_when_only_of_old_disputes(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    url = f"/matters/{row(case).code}/do/tag/"
    head = as_(county, "office_head")
    refused = head.post(url, {"tags": ["old"], "reason": "多次来访", "happened_on": "2026-05-07"})
    assert refused.status_code == 422
    assert "请填写历史欠账自哪天起。" in words(refused)
    assert head.post(url, {"tags": ["hot"], "reason": "网上热议", "happened_on": "2026-05-07"}).status_code == 303
    assert row(case).tags_word == "社会热点"


def test_the_words_keep_the_order_of_the_list() -> None:
    assert tag_words(["old", "concern"]) == "群众关心、历史欠账"
    assert tag_words([]) == ""
