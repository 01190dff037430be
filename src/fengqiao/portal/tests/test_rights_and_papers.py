"""权利告知、文书助手: read and written without a telephone; nothing of it is kept here."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from fengqiao.portal.models import Held, Submission
from fengqiao.portal.tests.person import Person
from tests.county import County

pytestmark = pytest.mark.django_db
WAGES = {
    "name": {"name": "张三"}, "basics": {}, "places": {"phone": "15400000001"}, "employer": {"other_name": "枫林建材有限公司"}, "job": {"job": "木工"},
    "working": {"working": "yes"}, "claim": {"claim": "wages"}, "amount": {"amount": "6800", "span": "2026年7月至9月"}, "more_claims": {},
    "story": {"story": "干了三个月，一直说没有钱，没有发工资。"}, "proof": {"proof": "工资条\n聊天截图"}, "sent_to": {},
}  # fmt: skip
BEATEN = {
    "danger": {"danger": "yes"}, "who": {"who": "self"}, "name": {"name": "李秀兰"}, "basics": {}, "places": {}, "respondent": {"other_name": "张大力", "tie": "spouse"},
    "measures": {"apart": "on", "out": "on"}, "story": {"story": "昨天晚上喝了酒，又打我，打伤了左手。"}, "proof": {}, "sent_to": {},
}  # fmt: skip


def writes(person: Person, paper: str, answers: dict[str, dict[str, Any]], until: str = "written") -> Person:
    """From the link that names the paper to the page where it is ready, or to where it is looked over."""
    person.open(f"/m/begin/paper/?k={paper}")
    while person.at in answers:
        before = person.at
        person.press(**answers[person.at])
        assert person.at != before, person.text
    assert person.at == "check", person.text
    return person if until == "check" else person.press()


def takes(person: Person, form: str = "word") -> Any:
    """Press a button under the finished paper."""
    content = person.page.content.decode()
    state = re.search(r'name="_state" value="([^"]+)"', content)
    assert state
    return person.web.post("/m/begin/paper/", {"_state": state[1], "_go": form})


def said_in(response: Any) -> str:
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([par.text for par in document.paragraphs] + cells)


def test_an_arbitration_paper_is_written_and_nothing_of_it_is_kept(open_county: County, zhang: Person) -> None:
    zhang.open("/m/begin/paper/")  # the room's key is made for the first page ever sealed
    with CaptureQueriesContext(connection) as asked:
        writes(zhang, "arbitration", WAGES)
    for word in ("劳动仲裁申请书写好了", "这不是律师意见，由本人核对后使用", "劳动争议调解仲裁法第二十八条", "仲裁申请书应当载明下列事项", "劳动仲裁不收费"):
        assert word in zhang.text
    assert not [each["sql"] for each in asked if re.match(r"(insert|update)", each["sql"], re.IGNORECASE)]
    paper = takes(zhang)
    assert paper["Content-Disposition"].endswith(".docx")
    assert paper["Cache-Control"] == "no-store"
    text = said_in(paper)
    for word in ("张三", "枫林建材有限公司", "请求裁决被申请人支付拖欠的工资6,800.00元（人民币陆仟捌佰元整）（2026年7月至9月）。", "2.聊天截图", "这不是律师意见，由本人核对后使用。"):
        assert word in text
    assert takes(zhang, "pdf").content.startswith(b"%PDF-")
    assert (Submission.objects.count(), Held.objects.count()) == (0, 0)


def test_the_protection_orders_pages_are_left_at_once_and_name_nothing(open_county: County, zhang: Person) -> None:
    """反家庭暴力法第二十三条、第二十九条：每一页都能快速离开；标题和文件名不写是什么。"""
    zhang.open("/m/begin/paper/?k=order")
    assert "快速离开" in zhang.page.content.decode()
    writes(zhang, "order", BEATEN, until="check")
    assert "请法院做什么？ 不许他骚扰、跟踪、来找我和我的家里人，让他从家里搬出去 修改" in zhang.text
    zhang.press()
    content = zhang.page.content.decode()
    assert "快速离开" in content
    assert "人身安全保护令" not in content.partition("<title>")[2].partition("</title>")[0]
    paper = takes(zhang)
    assert "%E6%9D%90%E6%96%99.docx" in paper["Content-Disposition"]  # 材料.docx
    text = said_in(paper)
    for word in ("禁止被申请人实施家庭暴力。", "2.禁止被申请人骚扰、跟踪、接触", "3.责令被申请人迁出申请人住所。", "情况紧急，请求在二十四小时内", "夫妻"):
        assert word in text
    assert "代为申请人：" not in text


def test_what_is_hard_is_asked_about_first(open_county: County, zhang: Person) -> None:
    for first, more in (("other", {}), ("suit", {"suit_kind": "other"})):
        zhang.open("/m/begin/paper/")
        zhang.press(paper=first)
        if more:
            zhang.press(**more)
        zhang.press()
        assert "这件事先问清楚再写" in zhang.text
        assert "/m/begin/ask-law/" in zhang.page.content.decode()
    old = WAGES | {"working": {"working": "no"}, "left": {"left_on": "2020-01-31"}}
    assert "离开已经超过一年，仲裁时效可能过了" in writes(zhang, "arbitration", old).text


@pytest.mark.parametrize(
    ("at", "given", "message"),
    [
        ("name", {"name": ""}, "请填写姓名。"),
        ("basics", {"id_no": "330602199002300011"}, "身份证"),
        ("basics", {"born_on": "1990-02-30"}, "没有"),
        ("amount", {"amount": "六千左右吧"}, "金额"),
        ("story", {"story": "没给钱"}, "经过"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_in_plain_words(open_county: County, zhang: Person, at: str, given: dict[str, str], message: str) -> None:
    zhang.open("/m/begin/paper/?k=arbitration")
    while zhang.at != at:
        zhang.press(**WAGES[zhang.at])
    zhang.press(**given)
    assert (zhang.page.status_code, zhang.at) == (422, at)
    assert "请先改好" in zhang.text
    assert message in zhang.text


def test_no_paper_is_taken_from_half_the_answers_or_another_page(open_county: County, zhang: Person) -> None:
    zhang.open("/m/begin/paper/?k=arbitration")
    half = takes(zhang)
    assert half["Content-Type"].startswith("text/html")
    assert zhang.web.post("/m/begin/paper/", {"_state": "假的", "_go": "word"}).status_code == 422
    assert zhang.open("/m/begin/paper/?k=nothing").at == "paper"


def test_ten_cards_with_the_words_of_the_law(open_county: County, zhang: Person) -> None:
    zhang.open("/m/guides/rights/")
    assert len(zhang.links("/m/guides/rights/")) == 10
    zhang.open("/m/guides/rights/answer/")
    for word in ("七日内", "法律援助法第四十三条", "法律援助机构应当自收到法律援助申请之日起七日内进行审查", "2021-08-20的文本", "看我的申请办到哪一步"):
        assert word in zhang.text
    assert "/m/begin/paper/?k=order" in zhang.open("/m/guides/rights/protected/").page.content.decode()
    assert 'href="tel:12348"' in zhang.open("/m/guides/rights/free/").page.content.decode().partition("<main")[2].partition("</main>")[0]
    whole = unescape(zhang.open("/m/guides/rights/?all=1").text)
    assert "10. 投诉和12348" in whole
    assert "劳动争议仲裁不收费" in whole
