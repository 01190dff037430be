"""统计页：数打开到案件，看不到的写明有几件；地址写错的退回通常的样子；别人的辖区不显示。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fengqiao.lines.corrections.tests.driver import Case as Supervised
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Matter
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


def ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


@pytest.fixture
def two(county: County) -> list[Case]:
    """Two cases of 枫林镇, accepted a fortnight ago."""
    return [Case(county).in_mediation(ago(14)), Case(county).in_mediation(ago(14))]


PERIOD = f"period={ago(30)}..{ago(0)}"


def test_a_figure_opens_to_its_cases_and_says_how_many_one_may_not_see(as_web: SignedIn, two: list[Case]) -> None:
    assert two[1].matter
    assert as_web("clerk").get(f"/figures/mediation/M01/matters/?{PERIOD}").status_code == 403
    listed = as_web("section").get(f"/figures/mediation/M01/matters/?{PERIOD}").content.decode()
    assert "计入2件</p>" in listed
    assert f"/matters/{two[1].matter.code}/" in listed
    Matter.objects.filter(pk=two[1].matter.pk).update(sealed=True)
    listed = as_web("section").get(f"/figures/mediation/M01/matters/?{PERIOD}").content.decode()
    assert "计入2件，其中1件您不能看（不在您的条线、限制查看、已封存或者须回避），不列出</p>" in listed
    assert f"/matters/{two[1].matter.code}/" not in listed
    assert "<p class=\"figure-value\">2件</p>" in as_web("section").get(f"/figures/mediation/M01/?{PERIOD}").content.decode()


def test_an_office_elsewhere_is_not_shown_and_the_page_says_whose_it_shows(as_web: SignedIn, two: list[Case]) -> None:
    page = as_web("office2_head").get(f"/figures/mediation/M01/?office=999901001000000&{PERIOD}").content.decode()
    assert "这个机构不在您的辖区内，现在显示的是竹溪乡司法所。" in page
    assert "<p class=\"figure-value\">0件</p>" in page


@pytest.mark.parametrize("written", ["2026-13", "二〇二六", "2026-05-01..2026-04-01", "2026-Q5", "0026"])
def test_a_period_that_is_none_falls_back_to_this_year_and_says_how_to_write_one(as_web: SignedIn, two: list[Case], written: str) -> None:
    page = as_web("leader").get(f"/figures/?period={written}").content.decode()
    assert "现在显示的是" in page
    assert "枫林县司法局" in page


def test_what_counts_no_cases_opens_no_list(as_web: SignedIn, two: list[Case]) -> None:
    answer = as_web("leader").get("/figures/mediation/M24m/matters/")
    assert answer.status_code == 403
    assert "“人民调解员”数的不是案件，没有可打开的名单。" in answer.content.decode()


def test_fewer_than_five_people_are_not_told_outside(as_web: SignedIn, county: County) -> None:
    """个人信息保护：对外公布时，人数不足五人的格不列具体数，也不能由比率、变化推出来；内部照实。"""
    Supervised(county).under_supervision(ago(30), "2028-11-30")
    desk = as_web("corrections_head")
    inside = desk.get(f"/figures/?line=corrections&{PERIOD}").content.decode()
    outside = desk.get(f"/figures/?line=corrections&public=1&{PERIOD}").content.decode()
    assert "1人" in inside
    assert "100.00%（1/1）" in inside
    assert "＜5" in outside
    assert "（1/1）" not in outside
    assert ">1人<" not in outside
