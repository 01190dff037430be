"""A hotline operator with the telephone in one hand: one screen from the first word to the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fengqiao.lines.legalaid.models import Application
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.lines.legalservice.tests.driver import WAGES, Request
from fengqiao.lines.legalservice.tests.test_handing_on import seat as hotline_seat
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


def test_a_call_becomes_an_application_at_the_centre_and_nobody_types_it_again(visit: Come, county: County) -> None:
    """坐席接到要申请法援的电话：转为业务、选由司法局窗口登记；窗口打开，姓名电话案情都在，收到的时间是来电那一刻。"""
    Centre(county)
    hotline_seat(county)
    operator = visit("seat", LAPTOP).open("/legalservice/queue/").follow("接听登记")
    operator.fill(content=WAGES, phone="13800002222", area="labour.wages", name="刘芳", intent="aid", call_began="08:58", then="queue")
    operator.press("登记")
    operator.page.wait_for_selector(".message--success:has-text('已登记')")
    row = ServiceRequest.objects.get()
    operator.begin("转为业务").fill(to="legalaid", agreed=True, claim="付清三个月工资")
    operator.press("转为业务")
    assert any("请选由哪个单位登记" in said for said in operator.errors_said())
    operator.fill(unit=county.offices["bureau"].pk)
    operator.press("转为业务")
    operator.sees("等枫林县司法局登记，表已经带好")
    assert operator.page.locator("a:has-text('登记法律援助申请')").count() == 0
    clerk = visit("aid_clerk", LAPTOP).open(f"/matters/{row.code}/")
    clerk.page.click("main a:text-is('登记法律援助申请')")
    clerk.page.wait_for_selector("[name=received_time]")
    assert (clerk.page.input_value("[name=parties-0-name]"), clerk.page.input_value("[name=parties-0-phone]")) == ("刘芳", "13800002222")
    assert (clerk.page.input_value("[name=received_time]"), clerk.page.input_value("[name=channel]")) == ("08:58", "hotline")
    assert "付清三个月工资" in clerk.page.input_value("[name=story]")
    assert clerk.page.input_value("[name=happened_on]") == row.opened_on.isoformat()
    assert not Application.objects.exists()  # nothing is registered before the clerk says so
