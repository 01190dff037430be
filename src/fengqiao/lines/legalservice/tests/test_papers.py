"""咨询登记表, 答复函, 转办单, made by acts and printed filled."""

from __future__ import annotations

import pytest

from fengqiao.lines.legalservice import codes, papers
from fengqiao.lines.legalservice.tests.driver import Request
from tests.county import County
from tests.papers import printed_in_full

pytestmark = pytest.mark.django_db
ADVICE = (
    "一、劳动合同约定的工资应当按月足额支付，拖欠三个月的，可以先向县劳动保障监察大队投诉，由其责令限期支付；\n"
    "二、也可以直接向县劳动人事争议仲裁委员会申请仲裁，时效一年，从知道被拖欠起算，劳动关系还在的不受一年限制；\n"
    "三、请保存考勤表、工资条、聊天记录；经济困难的，可以申请法律援助。"
)


def test_every_paper_of_a_request_is_complete_and_prints_both_ways(county: County) -> None:
    letter = Request(county).come("2026-11-23", channel=codes.LETTER, vulnerable=["elderly"])
    letter.answered("2026-11-24", mode="letter", advice=ADVICE, statutes=[{"article": "劳动合同法第三十条"}])
    moved = Request(county).come("2026-11-23", channel=codes.MAYOR_LINE, ext_no="12345-20261123-0088")
    moved.do("refer_out", "2026-11-23", body="枫林县劳动保障监察大队", reason="反映拖欠工资，属于劳动监察的职责，本人同意转去。", agency="labour", materials="考勤表照片三张\n工资条照片两张", agreed=True)
    pages = printed_in_full("legalservice")
    assert set(pages) == set(papers.PAPERS)
    assert {code for code, n in pages.items() if n > 1} <= {"consultation_reply"}
