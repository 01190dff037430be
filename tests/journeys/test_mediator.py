"""A mediator's case from the first word to the bound file, with the head's decisions between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter

from tests.county import County
from tests.journeys.visitor import Look, Visitor

Come = Callable[..., Visitor]


def scan() -> dict[str, Any]:
    """A scanned sheet, as a phone's scanner makes it."""
    writer, sheet = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(sheet)
    return {"name": "签署件.pdf", "mimeType": "application/pdf", "buffer": sheet.getvalue()}


def text_of(pdf: PdfReader) -> str:
    return "".join(page.extract_text() for page in pdf.pages)


def register(mediator: Visitor) -> str:
    """Register a case with three parties, the third in a row of its own; the address of its page."""
    mediator.open("/").open("/register/mediation/").follow("登记").follow("登记调解案件")
    mediator.add_row("parties")
    mediator.fill(
        parties_0_name="张三", parties_0_sex="1", parties_0_phone="139 0000 0001", parties_0_address="枫林镇白水村三组",
        parties_1_name="李四", parties_1_sex="1", parties_1_phone="13900000002",
        parties_2_side="third", parties_2_kind="person", parties_2_name="王五", parties_2_phone="13900000003", parties_2_occupation="村民",
        type="T02", summary="两家因院墙滴水发生争执，墙面受损，多次协商不成。", claim="请求改正滴水并赔偿墙面损失。", amount_claimed="3000",
    )  # fmt: skip
    mediator.press("登记调解案件")
    mediator.page.wait_for_selector(".message--success:has-text('已登记：张三与李四邻里纠纷')")
    return mediator.path.split("#")[0]


def test_from_the_first_word_to_the_bound_file(visit: Come, county: County, look: Look) -> None:
    today = date.today()
    later = (today + timedelta(days=30)).isoformat()
    mediator, head = visit("mediator", look), visit("head", look)

    case = register(mediator)
    assert mediator.stage == "待受理"
    mediator.do("登记同意", who=[2], answer="yes")

    head.open("/").follow("决定是否受理")
    head.fill(rights_told=True).press("受理")
    head.done("受理")
    head.do("指派调解员", mediator=county["mediator"].staff_id, kin="none")

    mediator.open(case)
    assert "人调字第0001号" in mediator.text
    mediator.do("登记调解", present=[1, 2], course="背靠背谈话后当面商谈，双方同意分两期付款。", result="1")
    assert mediator.stage == "调解中"

    mediator.begin("拟定协议")
    mediator.add_row("items")
    mediator.fill(
        facts="两家因院墙滴水发生争执，墙面受损。", terms_0_text="李四赔偿张三墙面损失三千元，分两期付清。",
        terms_1_text="李四于本月底前改正滴水。", total="3000.00",
        items_0_what="赔偿款第一期", items_0_debtor=2, items_0_creditor=1, items_0_amount="1000", items_0_due_on=today.isoformat(),
        items_1_kind="money", items_1_what="赔偿款第二期", items_1_debtor=2, items_1_creditor=1, items_1_amount="2000", items_1_due_on=later,
    )  # fmt: skip
    mediator.press("拟定协议")
    mediator.done("拟定协议")
    assert mediator.stage == "待签署"
    agreement = text_of(mediator.pdf(mediator.page.get_attribute("a:text-is('人民调解协议书')", "href")))
    assert "张三" in agreement
    assert "叁仟元整" in agreement

    mediator.do(
        "登记签署和盖章", signatures_0_on=today.isoformat(), signatures_1_on=today.isoformat(), mediator_on=today.isoformat(),
        seal_on=today.isoformat(),
    )  # fmt: skip
    assert mediator.stage == "履行中"

    mediator.do("登记同意", who=[1, 2], kind="confirmation", answer="yes")
    mediator.do("备齐确认材料", materials=["application", "agreement", "certificate"])
    assert "司法确认" in text_of(mediator.pdf(mediator.page.get_attribute("a:has-text('司法确认申请书')", "href")))
    mediator.do("提交司法确认", court="枫林县人民法院", way="window")

    mediator.do("登记履行", item=1, amount="1000", complete=True)
    mediator.do("登记履行", item=2, amount="2000", complete=True)
    assert mediator.stage == "履行完毕"
    mediator.do("登记回访", way="phone", satisfaction="yes", performance="两期都已付清，滴水已改正。")
    mediator.page.click(".file-paper:has(> a:text-is('人民调解协议书')) >> text=上传签署件")
    mediator.fill(signed_on=today.isoformat(), files=scan()).press("上传签署件")
    mediator.done("上传签署件")

    head.open(case).do("结案", opinion="调解成功，已全部履行，同意结案。")
    assert head.stage == "结案"
    mediator.open(case).do("归档", retention="long")
    assert mediator.stage == "归档"
    bound_file(mediator)


def bound_file(mediator: Visitor) -> None:
    """One PDF: cover, contents with the papers, the scan among them, page numbers on the sheets."""
    bound = mediator.pdf(str(mediator.page.get_attribute("a:has-text('整卷')", "href")))
    texts = [page.extract_text() for page in bound.pages]
    cover, contents = texts[0], next(text for text in texts[1:3] if "目录" in text)
    assert "人民调解卷宗" in cover
    assert "张三与李四邻里纠纷" in cover
    for paper in ("人民调解申请书", "人民调解受理登记表", "人民调解记录", "人民调解协议书", "签署件", "人民调解回访记录"):
        assert paper in contents
    numbers = [text.rstrip().splitlines()[-1] for text in texts if text.rstrip()]
    assert [number for number in numbers if number.isdigit()][:3] == ["1", "2", "3"]
