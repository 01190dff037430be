"""驾驶舱在笔记本、手机、大屏和纸上：图画得出来，没有脚本时表还在；axe没有严重问题；大屏不滚动；打印一页A4。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from fengqiao.indicators import folding
from fengqiao.lines.mediation.tests.driver import Case
from tests.county import County
from tests.journeys.test_accessible import findings, too_wide
from tests.journeys.visitor import LAPTOP, LAPTOP_PLAIN, PHONE, Visitor

Come = Callable[..., Visitor]
WALL = replace(LAPTOP, name="wall", width=1920, height=1080)
DRAWN = "[...document.querySelectorAll('[data-draw] canvas')].map((each) => each.closest('[data-draw]').dataset.draw)"


@pytest.fixture
def cases(county: County) -> None:
    for days in (5, 20, 40, 70, 100, 370, 400):
        Case(county).in_mediation((date.today() - timedelta(days=days)).isoformat())
    folding.fold_all_changes()


def open_tables(leader: Visitor) -> None:
    for summary in leader.page.locator("details.board-table > summary").all():
        summary.click()


def test_the_board_is_drawn_and_read_on_every_screen_and_on_one_sheet(visit: Come, cases: None) -> None:
    found: dict[str, Any] = {}
    for look, elder in ((LAPTOP, False), (PHONE, True)):
        leader = visit("leader", look, elder=elder, bypass_csp=True)
        for path in ("/board/?line=mediation", "/board/map/?line=mediation"):
            leader.open(path)
            open_tables(leader)
            found[f"{path} {look.name}"] = findings(leader) + too_wide(leader)
    assert {path: lines for path, lines in found.items() if lines} == {}
    leader = visit("leader", LAPTOP).open("/board/?line=mediation")  # under the policy, as it is served
    assert leader.page.evaluate(DRAWN) == ["months", "offices", "kinds"]
    sheet = PdfReader(BytesIO(leader.page.pdf(prefer_css_page_size=True)))
    assert len(sheet.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in sheet.pages[0].mediabox[2:]] == [210, 297]
    wall = visit("leader", WALL).open("/board/?line=mediation&wall=1")
    assert wall.page.evaluate(DRAWN) == ["months", "offices", "kinds"]
    assert wall.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [1920, 1080]
    wall.page.evaluate("htmx.ajax('GET', document.getElementById('board').getAttribute('hx-get'), {target: '#board', swap: 'outerHTML'})")
    wall.page.wait_for_function("document.querySelectorAll('[data-draw] canvas').length === 3 && !document.querySelector('.htmx-request, .htmx-settling')")
    plain = visit("leader", LAPTOP_PLAIN).open("/board/?line=mediation")
    open_tables(plain)
    plain.sees("看表", "枫林镇")
