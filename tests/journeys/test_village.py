"""A village mediator of 58 with a phone in large type: an oral case from opening to closing on one page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.visitor import LOOKS, PHONE, Look, Visitor

Come = Callable[..., Visitor]
MOST_FIELDS = 10
ASKED = "main form.form[method=post] :is(input, select, textarea):not([type=hidden])"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_an_oral_case_on_one_page(visit: Come, look: Look) -> None:
    mediator = visit("village_head", look, elder=True)
    mediator.open("/register/mediation/").follow("登记").follow("口头协议（一页办结）")
    names = {field.get_attribute("name") for field in mediator.page.locator(ASKED).all() if field.is_visible()}
    assert len(names) <= MOST_FIELDS, sorted(names)

    mediator.fill(
        first="周大爷", first_phone="13900000011", second="吴二嫂", second_phone="13900000012", type="T02",
        facts="吴家的鸡啄了周家的菜，两家吵了几回。", agreed="吴家把鸡圈起来，当场赔周家菜钱五十元，以后互不计较。", told=True,
    )  # fmt: skip
    mediator.press("登记")
    mediator.page.wait_for_selector(".message--success:has-text('已登记：周大爷与吴二嫂邻里纠纷')")
    assert mediator.stage == "结案"
    assert "人调字第0001号" in mediator.text
    agreement = mediator.pdf(mediator.page.get_attribute("a:has-text('口头协议登记表')", "href"))
    assert "吴家把鸡圈起来" in "".join(page.extract_text() for page in agreement.pages)


@pytest.mark.parametrize("look", [PHONE], ids=lambda look: look.name)
def test_the_page_fits_the_phone_in_large_type(visit: Come, look: Look) -> None:
    mediator = visit("village_head", look, elder=True)
    for path in ("/", "/register/mediation/", "/register/mediation/new/", "/register/mediation/new/oral/"):
        mediator.open(path)
        assert mediator.page.evaluate("document.documentElement.scrollWidth") <= look.width, path
