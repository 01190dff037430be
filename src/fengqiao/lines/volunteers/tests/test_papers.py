"""What a volunteer is given in writing, made by acts and printed filled."""

from __future__ import annotations

import pytest

from fengqiao.lines.volunteers import papers
from fengqiao.lines.volunteers.tests.driver import Helper
from tests.county import County
from tests.papers import printed_in_full

pytestmark = pytest.mark.django_db


def test_every_paper_of_a_volunteer_is_complete_and_prints_both_ways(county: County) -> None:
    helper = Helper(county).apply("2026-03-02").do("enrol", "2026-03-03")
    for day in ("2026-03-09", "2026-06-12", "2026-11-09"):
        helper.do("failed", day, why="值班没有来")
    helper.do("strike", "2026-11-16", ground="failed", words="2026年3月9日、6月12日、11月9日约好值班，三次没有到，也没有事先说明。", heard=True)
    assert printed_in_full("volunteers") == dict.fromkeys(papers.PAPERS, 1)
