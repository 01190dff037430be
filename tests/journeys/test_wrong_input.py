"""Wrong input of every kind: what was typed stays, and the page says in Chinese what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from fengqiao.lines.mediation.tests.driver import Case
from tests.county import County
from tests.journeys.visitor import LAPTOP, PHONE_PLAIN, Look, Visitor

Come = Callable[..., Visitor]
TODAY = date.today().isoformat()


@pytest.fixture(params=[LAPTOP, PHONE_PLAIN], ids=lambda look: look.name)
def look(request: pytest.FixtureRequest) -> Look:
    """What refuses is the server, the same for all: wide with scripts, and narrow without."""
    return request.param  # type: ignore[no-any-return]


def as_text(visitor: Visitor, name: str) -> None:
    """A browser without a date picker: the field takes any text."""
    visitor.page.evaluate("name => { document.querySelector(`[name='${name}']`).type = 'text' }", name)


def value(visitor: Visitor, name: str) -> str:
    return str(visitor.page.input_value(f"main [name='{name}']"))


def test_opening_a_case(visit: Come, county: County, look: Look) -> None:
    clerk = visit("mediator", look).open("/register/mediation/new/apply/")
    clerk.fill(
        parties_0_name="张三", parties_0_id_no="110101199003070000", parties_0_phone="打老屋的座机", parties_1_name="",
        summary="吵架", claim="请求改正滴水。", amount_claimed="很多", people_count="五个",
    )  # fmt: skip
    as_text(clerk, "happened_on")
    clerk.fill(happened_on="二月初三")
    clerk.press("登记调解案件")

    said = "\n".join(clerk.errors_said())
    for refusal in (
        "请选择纠纷类型。", "纠纷简要情况写得太短，至少 10 个字，现在 2 个。", "涉及人数请写成数字，例如 3。", "请填写姓名或名称。",
    ):  # fmt: skip
        assert refusal in said
    for hint in ("身份证号", "金额", "农历"):
        assert hint in said
    assert not any(word in said for word in ("Enter a", "This field", "失败", "非法"))
    typed = {
        "parties-0-name": "张三", "parties-0-id_no": "110101199003070000", "parties-0-phone": "打老屋的座机", "summary": "吵架",
        "claim": "请求改正滴水。", "amount_claimed": "很多", "people_count": "五个",
    }  # fmt: skip
    assert {name: value(clerk, name) for name in typed} == typed


def test_an_amount_in_words_is_converted_and_asked_to_be_confirmed(visit: Come, county: County, look: Look) -> None:
    clerk = visit("mediator", look).open("/register/mediation/new/apply/")
    clerk.fill(
        parties_0_name="张三", parties_1_name="李四", type="T02", summary="两家因院墙滴水发生争执，墙面受损。", claim="请求赔偿。",
        amount_claimed="3.5万",
    )  # fmt: skip
    clerk.press("登记调解案件")
    assert any("“3.5万”已换算为35,000.00元" in said and "请核对" in said for said in clerk.errors_said())
    assert value(clerk, "amount_claimed").replace(",", "") == "35000.00"
    clerk.press("登记调解案件")
    clerk.page.wait_for_selector(".message--success:has-text('已登记')")
    assert "35,000.00元" in clerk.text


def test_a_step_on_a_day_that_cannot_be(visit: Come, county: County, look: Look) -> None:
    case = Case(county).in_mediation(TODAY)
    mediator = visit("mediator", look).open(f"/matters/{case.matter.code}/do/investigate/")
    mediator.fill(place="张三家", person="邻居赵婶", content="到两家看过现场。")
    mediator.fill(happened_on=(date.today() + timedelta(days=3)).isoformat())
    mediator.press("调查")
    assert any("发生日期不能晚于今天" in said and "请核对日期" in said for said in mediator.errors_said())
    assert value(mediator, "content") == "到两家看过现场。"

    mediator.fill(happened_on=(date.today() - timedelta(days=40)).isoformat())
    mediator.press("调查")
    mediator.page.wait_for_selector(".form-errors:has-text('请先补录在此之前的步骤')")
    assert value(mediator, "person") == "邻居赵婶"


def test_a_file_that_is_none_and_a_number_that_is_not_there(visit: Come, county: County, look: Look) -> None:
    case = Case(county).in_mediation(TODAY)
    mediator = visit("mediator", look).open(f"/matters/{case.matter.code}/do/add_material/")
    mediator.fill(name="收条", files={"name": "收条.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90 not a pdf"})
    mediator.press("收入材料")
    assert any("收条.pdf" in said for said in mediator.errors_said())
    assert value(mediator, "name") == "收条"
    mediator.open("/matters/0123456789abcdef0123456789abcdef/")
    assert "没有这件事，或者它不在您的辖区和条线内" in mediator.page.inner_text("main")


def test_signing_before_the_agreement_was_made(visit: Come, county: County, look: Look) -> None:
    case = Case(county).in_mediation(TODAY).draft(TODAY)
    mediator = visit("mediator", look).open(f"/matters/{case.matter.code}/do/sign/")
    before = (date.today() - timedelta(days=9)).isoformat()
    mediator.fill(signatures_0_on=before, signatures_1_on=before, mediator_on=TODAY, seal_on=TODAY)
    mediator.press("登记签署和盖章")
    assert any("定稿" in said or "早于" in said for said in mediator.errors_said())
    assert value(mediator, "signatures-0-on") == before
