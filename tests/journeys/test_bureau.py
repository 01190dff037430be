"""A clerk of the bureau sees the county: the register with its filters in the address, Excel of it, the search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from tests.county import County
from tests.journeys.test_office_head import excel_of
from tests.journeys.visitor import Look, Visitor

Come = Callable[..., Visitor]


def a_county_of_cases(county: County) -> None:
    """Two towns, several types; one case of the neighbouring county that nobody here may see."""
    day = (date.today() - timedelta(days=3)).isoformat()
    Case(county).in_mediation(day)
    Case(county).apply(day, type="T01", parties=({**ZHANG, "name": "欧阳明月"}, {**LI, "name": "赵小川"}))
    village2 = Case(county, "village2", "village2_head", "village2_head")
    village2.apply(day, type="T07", parties=({**ZHANG, "name": "孙大山"}, {**LI, "name": "周小河"}))


def chips(clerk: Visitor) -> list[str]:
    return [str(text) for text in clerk.page.locator(".chip > span:first-child").all_inner_texts()]


def titles(clerk: Visitor) -> list[str]:
    return [str(text) for text in clerk.page.locator("#table .row-link").all_inner_texts()]


def test_the_register_of_the_county(visit: Come, county: County, look: Look) -> None:
    a_county_of_cases(county)
    clerk = visit("section", look).open("/register/mediation/")
    assert sorted(titles(clerk)) == sorted(["张*与李*邻里纠纷", "欧阳**与赵**婚姻家庭纠纷", "孙**与周**山林土地纠纷"])

    clerk.page.click(".filters > summary")
    clerk.page.select_option("#f-office", label="枫林镇司法所")
    clerk.page.select_option("#f-dispute_type", label="婚姻家庭纠纷")
    clerk.page.click(".filters button")
    clerk.page.wait_for_url("**dispute_type=T01**")
    asked = parse_qs(urlsplit(clerk.page.url).query)
    assert (asked["dispute_type"], asked["office"]) == (["T01"], [str(county.offices["office"].territory)])
    assert chips(clerk) == ["纠纷类型：婚姻家庭纠纷", "司法所：枫林镇司法所"]
    assert titles(clerk) == ["欧阳**与赵**婚姻家庭纠纷"]

    clerk.page.click(".chip:has-text('纠纷类型') a")
    clerk.page.wait_for_url(lambda url: "dispute_type" not in url)
    assert chips(clerk) == ["司法所：枫林镇司法所"]
    assert len(titles(clerk)) == 2

    sheet = excel_of(clerk, str(clerk.page.get_attribute("a:has-text('导出Excel')", "href")))
    assert sheet[0][:4] == ["案件编号", "名称", "纠纷类型", "来源"]
    assert [row[1] for row in sheet[1:-1]] == titles(clerk)
    assert "股长冯" in sheet[-1][0]
    assert "共2件" in sheet[-1][0]


def test_nothing_found_says_how_to_see_more(visit: Come, county: County, look: Look) -> None:
    a_county_of_cases(county)
    clerk = visit("section", look).open("/register/mediation/?dispute_type=T15")
    assert "没有符合这些条件的案件" in clerk.text
    clerk.follow("去掉全部条件")
    assert len(titles(clerk)) == 3


def test_finding_by_number_name_and_part_of_a_number(visit: Come, county: County, look: Look) -> None:
    a_county_of_cases(county)
    clerk = visit("section", look)
    find(clerk, "欧阳明月")
    assert clerk.page.locator(".row-link").all_inner_texts() == ["欧阳**与赵**婚姻家庭纠纷"]
    find(clerk, "赵六")
    assert "没有找到" in clerk.text
    number = f"({date.today().year})枫林镇人调字第0001号"
    find(clerk, number)
    clerk.page.wait_for_selector(".file-tab")
    assert clerk.page.inner_text(".file-tab").endswith("枫林镇人调字第0001号")
    assert "张*与李*邻里纠纷" in clerk.page.inner_text("h1")


def find(clerk: Visitor, words: str) -> None:
    """Search from the top bar, or on the phone from the search page."""
    if clerk.page.is_visible("#search"):
        clerk.page.fill("#search", words)
        clerk.page.press("#search", "Enter")
    else:
        clerk.page.click(".top-search-link")
        clerk.page.fill("#find", words)
        clerk.page.press("#find", "Enter")
    clerk.page.wait_for_load_state()


def test_names_in_full_need_a_reason(visit: Come, county: County, look: Look) -> None:
    a_county_of_cases(county)
    clerk = visit("section", look).open("/register/mediation/")
    clerk.page.click(".row-link:text-is('孙**与周**山林土地纠纷')")
    clerk.page.wait_for_selector(".file-tab")
    assert "孙大山" not in clerk.page.inner_text(".card:has-text('当事人')")
    clerk.follow("看全部信息")
    clerk.page.fill("#reason", "核查信访件")
    clerk.page.click("button:has-text('写明事由并查看')")
    clerk.page.wait_for_selector("h1:text-is('孙大山')")
    assert "15400000001" in clerk.text
