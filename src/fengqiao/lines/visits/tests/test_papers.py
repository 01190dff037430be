"""Every paper of a visit is made of what was recorded, complete, in Word and PDF, each on its one page."""

from __future__ import annotations

import pytest

from fengqiao.lines.visits import codes, papers
from fengqiao.lines.visits.restrictions import papers as telling
from fengqiao.lines.visits.tests.driver import MOTHER, SON, WIFE, Visit, prison, terminal, told
from tests.county import County
from tests.papers import printed_in_full

pytestmark = pytest.mark.django_db


def test_every_paper_of_a_visit_is_complete_and_fits_its_page(county: County) -> None:
    """退补过一次、三个人去、会见后问了满意不满意；另一件被监狱暂停。"""
    where, resource = prison(county), terminal(county)
    visit = Visit(county).ask("2026-11-16", where, MOTHER, WIFE, SON, priority="old", inmate_no="A2026001", reason="母亲年老，想看看儿子。")
    visit.do("need_docs", "2026-11-16", missing=["household"], missing_note="户口簿上小宝的那一页。").do("supply", "2026-11-17", what="户口簿")
    visit.prove("2026-11-17", 1, 2, 3).forward("2026-11-17", resource, "2026-11-26")
    visit.do("approve", "2026-11-19", reply_no="电话，李警官", bring="身份证、户口簿").held("2026-11-26", satisfaction="good")
    told(county, where, codes.SUSPENDED, "2026-11-27", to_on="2026-12-26", document_no="青监函〔2026〕3号")
    pages = printed_in_full("visits", "visit_restrictions")
    assert set(pages) == set(papers.PAPERS) | set(telling.PAPERS)
    assert set(pages.values()) == {1}
