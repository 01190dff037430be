"""在农村开展达标、验收、评比：没有法律、法规依据或者未经国务院批准的，不得开展（农业法）。"""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao.lines.burden.requests import procedure as p
from fengqiao.lines.burden.tests.driver import SURVEY, Asked
from fengqiao.lines.burden.tests.test_requests import refused
from tests.county import County

OPINION = {
    "basis_kind": "law", "basis_doc": "法治宣传教育法", "opinion": "有法律依据，可以开展。", "verdict": "may", "opinion_by": "局法制审核机构", "opinion_on": "2026-05-04",
}  # fmt: skip


def review(county: County, day: str = "2026-05-04", **data: Any) -> Asked:
    asked = Asked(county).draft(day, name="村级创建验收", kind="review", unit_kinds=["committee"], held=None, **{"where": ["rural"], **data})
    return asked.judge(day, **{**SURVEY, "valid_until": "2027-12-31"})


def test_art68_no_review_of_villages_without_basis_and_opinion(county: County) -> None:
    """农业法（2012年文本）第六十八条第二款。"""
    asked = review(county)
    refused(lambda: asked.release(), "须先登记依据文件和合法性意见", "农业法第六十八条第二款")
    asked.do(p.opinion, "2026-05-05", **OPINION)
    assert asked.release().stage == "填报中"


def test_art83_from_2027_the_same_sentence_stands_in_article_83(county: County) -> None:
    """农业法（2026年文本）第八十三条第二款，2027年1月1日起施行。"""
    asked = review(county, "2026-12-30")
    refused(lambda: asked.do(p.release, "2026-12-31", "leader"), "农业法第六十八条第二款")
    refused(lambda: asked.do(p.release, "2027-01-01", "leader"), "农业法第八十三条第二款")


@pytest.mark.parametrize(("given", "word"), [({"basis_kind": "other", "basis_doc": "县委文件"}, "不是法律、法规，也不是国务院批准"), ({"verdict": "may_not"}, "意见是“不得开展”")])
def test_a_local_paper_is_no_basis_and_an_opinion_against_it_stands(county: County, given: dict[str, str], word: str) -> None:
    asked = review(county).do(p.opinion, "2026-05-05", **{**OPINION, **given})
    refused(lambda: asked.release(), word)


def test_urban_communities_are_not_meant_but_villages_may_not_hide_among_them(county: County) -> None:
    refused(lambda: review(county, where=["urban"]).release(), "对象里却有2个名称带“村”的单位")
    left_out = [{"office": county.offices[each].pk} for each in ("village", "village2")]
    assert review(county, where=["urban"], except_units=left_out).release().stage == "填报中"
    refused(lambda: review(county, where=["urban", "rural"]).release(), "农业法第六十八条第二款")
