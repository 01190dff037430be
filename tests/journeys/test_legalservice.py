"""A hotline operator with the telephone in one hand: one screen from the first word to the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.lines.legalservice.tests.driver import WAGES, Request
from tests.county import County
from tests.journeys.test_accessible import RUN, VENDORED, WORST
from tests.journeys.visitor import LAPTOP, PHONE, Look, Visitor

Come = Callable[..., Visitor]


@pytest.mark.parametrize("look", [LAPTOP, PHONE], ids=lambda look: look.name)
def test_a_call_is_answered_with_an_article_beside_the_form(visit: Come, county: County, look: Look) -> None:
    """接听登记：一边写一边出条文，点一下写进依据；以前来过的次数也在旁边；登记完就是已答复。"""
    Request(county).come("2026-11-20").answered("2026-11-20")
    seat = visit("office_staff", look).open("/legalservice/queue/").follow("接听登记")
    seat.fill(content=WAGES, phone="13800002222", area="labour.wages", name="刘芳")
    found = seat.page.locator(".beside-list li", has_text="劳动合同法第三十条").get_by_role("button", name="写进依据")
    found.wait_for()
    assert "登记过1次" in seat.page.inner_text(".beside")
    found.click()
    assert seat.page.input_value("[name=statutes-0-article]") == "劳动合同法第三十条"
    # the line at the foot of a phone lies over whatever is just there, until one scrolls on: looked at without it
    seat.page.evaluate("document.querySelector('[data-beside-jump]').hidden = true")
    seat.page.evaluate(Path(VENDORED).read_text("utf-8"))
    assert [(each["id"], each["nodes"][0]["html"]) for each in seat.page.evaluate(RUN)["violations"] if each["impact"] in WORST] == []
    assert seat.page.evaluate("document.documentElement.scrollWidth") <= look.width
    seat.fill(advice="可以向劳动监察投诉，也可以直接申请劳动仲裁，时效一年。", told_right=True)
    seat.page.check("[name=next][value=arbitration]")
    seat.press("登记")
    seat.page.wait_for_selector(".message--success:has-text('已登记')")
    row = ServiceRequest.objects.latest("arrived_at")
    assert (row.stage, row.told_right, seat.stage) == ("answered", True, "已答复")
