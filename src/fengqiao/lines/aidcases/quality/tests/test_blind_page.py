"""What the page of a review shows to whom: no name to reviewers, no sheet but the own, everything to the centre."""

from __future__ import annotations

from fengqiao.lines.aidcases.quality.papers import PAPERS, values
from fengqiao.lines.aidcases.quality.tests.test_review import court, named, review, scored
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.matter.actions import standing_of
from fengqiao.matter.papers import PaperContext
from tests.web import SignedIn, as_web

__all__ = ["as_web", "court"]


def test_the_page_shows_reviewers_no_name_and_no_sheet_but_the_own(court: Aid, as_web: SignedIn) -> None:
    found = named(court, review(court))
    scored(found, "2026-12-23", "jia", opinion=13)
    address = f"/matters/{found.matter.code}/"
    own, other = as_web("jia").get(address).content.decode(), as_web("bing").get(address).content.decode()
    for page in (own, other):
        assert ("律师严" in page, "枫林律师事务所" in page, "薪难讨" in page, "约见" in page) == (False, False, False, True)
        assert found.facts.opening.get("case_no") not in page
    assert ("代理词没有回应对方的抗辩" in own, "辩护词、代理词、书面意见的质量（30分）：13" in own) == (True, True)
    assert ("代理词没有回应对方的抗辩" in other, "：13" in other, "交来评分" in other) == (False, False, False)
    scored(found, "2026-12-24", "bing")
    again = as_web("bing").get(address).content.decode()
    assert "：13" not in again
    centre = as_web("assigner").get(address).content.decode()
    assert (found.facts.opening.get("case_no") in centre, "评甲" in centre, "：13" in centre) == (True, True, True)


def test_search_and_registers_lead_a_reviewer_to_no_case(court: Aid, as_web: SignedIn) -> None:
    found = named(court, review(court))
    desk, number = as_web("jia"), found.facts.opening.get("case_no")
    assert desk.get("/register/aidcases/").status_code == 404
    assert desk.get(f"/matters/{found.row.case_id.hex}/").status_code == 404
    assert number not in desk.get("/register/aidquality/").content.decode()
    said = desk.get("/search/", {"q": "薪难讨"}).content.decode()
    assert found.row.case_id.hex not in said


def test_a_draft_of_the_sheet_gives_a_reviewer_nothing(court: Aid, as_web: SignedIn) -> None:
    """两份交齐以前、以后，打印草稿都看不到对方的评分和案号。"""
    found = named(court, review(court))
    scored(found, "2026-12-23", "jia", opinion=13)
    for scores in (1, 2):
        standing = standing_of(found.row)
        for kind in PAPERS.values():
            said = values(PaperContext(found.row, standing.facts, None), kind)
            assert ("83" in str(said), "13" in str(said.get("items", "")), said.get("case_no", "")) == (False, False, ""), kind.code
        assert as_web("bing").get(f"/matters/{found.matter.code}/preview/aid_quality_sheet.pdf").status_code == 200
        if scores == 1:
            scored(found, "2026-12-24", "bing")
