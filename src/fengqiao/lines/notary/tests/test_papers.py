"""公证预约单, 公证受理情况记载, made by acts and printed filled."""

from __future__ import annotations

import pytest

from fengqiao.lines.notary import papers
from fengqiao.lines.notary.tests.driver import OLD_MAN, Booked, notary_office
from tests.county import County
from tests.papers import printed_in_full

pytestmark = pytest.mark.django_db


def test_every_paper_of_a_booking_is_complete_and_prints_both_ways(county: County) -> None:
    notary_office(county)
    son = {"side": "agent", "name": "王小福", "phone": "13800001112"}
    booking = Booked(county).ask("2026-10-30", wish_on="2026-11-02", parties=[OLD_MAN, son]).do("precheck", "2026-10-30", lacking=["1", "3"])
    booking.do("supply", "2026-11-02", what="都带来了", complete=True)
    booking.do("accept", "2026-11-02", acceptance_no="（2026）枫证受字第88号", officer="公证员高", fee_relief="凭法律援助决定书减收一半")
    assert printed_in_full("notary") == dict.fromkeys(papers.PAPERS, 1)
