"""The dispute platform, a day of each role: counter, grid, duty room, village, office, leader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.tests.driver import Known, Platform
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.matter.needs import UNKNOWN_OFFICE
from fengqiao.orgs import roles
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post, Staff
from tests.county import FOUNDED, County
from tests.journeys.visitor import LAPTOP, LAPTOP_PLAIN, PHONE, Look, Visitor

Come = Callable[..., Visitor]
STORY = "张三和邻居李四两家为院墙滴水吵了半个月，墙面返潮掉皮，昨天又吵了一回，说不拢。"
BOTH = pytest.mark.parametrize("look", [LAPTOP, LAPTOP_PLAIN], ids=lambda look: look.name)
ONE = pytest.mark.parametrize("look", [LAPTOP], ids=lambda look: look.name)


def ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


def somebody(county: County, key: str, name: str, office: str, role: roles.Role) -> None:
    """One more person with a post."""
    staff = Staff.objects.create_user(key, "correct-horse-battery", name=name, confirmed=True)
    post = Post.objects.create(staff=staff, office=county.offices[office], roles=[role.code], from_on=FOUNDED)
    county.actors[key] = actor_of(post)


@pytest.fixture
def platform(county: County) -> Platform:
    """The platform with a duty officer and a grid worker."""
    somebody(county, "duty", "值班何", "section", roles.DUTY)
    somebody(county, "grid", "网格员吕", "village", roles.GRID)
    return Platform(county)


def raised(platform: Platform, days: int, **more: str) -> Known:
    return platform.receive(ago(days)).raise_(ago(days), **more)


def registered(clerk: Visitor) -> None:
    clerk.page.wait_for_selector(".message--success:has-text('已登记'), .form-errors")
    assert clerk.page.locator(".form-errors li").all_inner_texts() == []


@ONE
def test_the_counter_types_a_story_and_takes_what_is_proposed(visit: Come, platform: Platform, look: Look) -> None:
    known = raised(platform, 3)
    clerk = visit("clerk", look).open("/register/reports/new/intake/")
    clerk.fill(reporter_name="张三", reporter_phone="15400000001", summary=STORY, claim="把滴水改过去。", place_unit=UNKNOWN_OFFICE)
    panel = clerk.page.locator(".beside-part")
    panel.locator("b:text-is('邻里纠纷')").wait_for()
    clerk.page.click(".beside-row:has(b:text-is('邻里纠纷')) button")
    assert clerk.page.input_value("[name=type]") == "T02"
    clerk.page.click(".beside-row:has(b:text-is('李四')) button")

    clerk.page.click("button:has-text('并入这一件')")
    assert clerk.page.input_value("[name=into]") == known.row.number
    clerk.press("登记")
    registered(clerk)
    assert Report.objects.latest("opened_on", "pk").dispute_id == known.matter.pk
    assert known.row.reports_count == 2


@BOTH
def test_the_counter_raises_a_matter_of_a_story(visit: Come, platform: Platform, look: Look) -> None:
    clerk = visit("clerk", look).open("/register/reports/new/intake/")
    if not look.scripts:
        clerk.fill(summary=STORY, claim="把滴水改过去。")
        clerk.page.click(".beside button:has-text('看建议和可能重复')")
        clerk.page.wait_for_selector("#beside:has-text('邻里纠纷')")
    clerk.fill(
        reporter_name="孙大爷", reporter_phone="15400000009", summary="儿子孙小山三个月没有给生活费，打电话也不接。", claim="每月按时给生活费。",
        type="T01", then="raise", difficulty="ordinary", risk="yellow", place_unit=platform.county.offices["village"].pk,
    )  # fmt: skip
    clerk.press("登记")
    registered(clerk)
    report = Report.objects.get()
    assert Dispute.objects.get(pk=report.dispute_id).title == "孙大爷婚姻家庭纠纷"
    assert clerk.stage == "待答复"


@pytest.mark.parametrize("look", [PHONE], ids=lambda look: look.name)
def test_the_grid_worker_reports_from_the_lane(visit: Come, platform: Platform, look: Look) -> None:
    worker = visit("grid", look).open("/register/reports/new/intake/")
    assert worker.page.evaluate("document.documentElement.scrollWidth") <= look.width
    worker.fill(
        channel="05", reporter_role="grid", reporter_name="网格员吕", summary=STORY, claim="请调委会上门看看。",
        place_unit=platform.county.offices["village"].pk,
    )  # fmt: skip
    worker.page.click("[data-beside-jump]")  # below the form, one touch away
    worker.page.click(".beside-row:has(b:text-is('邻里纠纷')) button")
    assert worker.page.input_value("[name=type]") == "T02"
    worker.press("登记")
    registered(worker)
    assert Report.objects.get().office == platform.county.offices["village"]


@ONE
def test_the_duty_officer_sorts_red_first_and_pushes_what_is_late(visit: Come, platform: Platform, look: Look) -> None:
    late = raised(platform, 12).in_hand(ago(12))
    raised(platform, 1)
    red = raised(platform, 0, risk="red", risk_reason="一方持锄头上门。")
    duty = visit("duty", look).open("/?who=all")
    first = [str(row) for row in duty.page.locator(".work-row .work-todo").all_inner_texts()]
    assert first.index("立即研判分流（红色）") < first.index("研判分流")
    assert duty.page.locator(".work-row:has(.mark-word--urgent)").all_inner_texts()[0].count("红色风险") == 1

    duty.open(f"/matters/{red.matter.code}/").do(
        "分流转办", unit=platform.county.offices["office"].pk, reason="有人身危险，所里马上到场。"
    )
    assert duty.stage == "待签收"
    duty.open(f"/matters/{late.matter.code}/").do(
        "督办", ground="late", order_level="remind", asks="请两天内报明进展。"
    )
    assert late.row.order_level == "remind"


@BOTH
def test_the_village_takes_one_on_and_makes_it_a_case_without_typing_again(
    visit: Come, platform: Platform, look: Look
) -> None:
    known = raised(platform, 1).dispatch(ago(1))
    head = visit("village_head", look).open(f"/matters/{known.matter.code}/")
    head.do("签收")
    assert head.stage == "办理中"

    head.open(f"/register/mediation/new/apply/?origin={known.matter.code}")
    assert head.page.input_value("[name=parties-0-name]") == "张三"
    assert head.page.input_value("[name=parties-1-name]") == "李四"
    assert "两家因院墙滴水发生争执" in head.page.input_value("[name=summary]")
    head.press("登记")
    registered(head)
    case = MediationCase.objects.get()
    assert case.entries.get(seq=1).data["origin"] == known.matter.code


@ONE
def test_the_village_gives_back_what_is_not_its_own(visit: Come, platform: Platform, look: Look) -> None:
    known = raised(platform, 1).dispatch(ago(1))
    head = visit("village_head", look).open(f"/matters/{known.matter.code}/")
    head.do("退回", reason="place", explanation="事发地在邻村，请转竹溪村。")
    assert (known.row.returns, known.row.office) == (1, platform.county.offices["office"])


@ONE
def test_the_office_sends_one_up_and_closes_another_when_all_is_answered(
    visit: Come, platform: Platform, look: Look
) -> None:
    hard = raised(platform, 9).in_hand(ago(9), "office", "office_head")
    report = platform.receive(ago(9))
    done = report.raise_(ago(9)).in_hand(ago(9), "office", "office_head").resolve(ago(5), by="office_head")
    head = visit("office_head", look).open(f"/matters/{hard.matter.code}/")
    head.do(
        "上报上级", unit=platform.county.offices["section"].pk, reason="涉及多个部门，所里协调不动。", parties_told=True
    )
    assert hard.row.level == "county"

    head.open(f"/matters/{done.matter.code}/")
    head.do("登记回访", way="phone", state="双方都满意，没有再吵。", satisfaction="yes")
    head.begin("结案").press("结案")
    assert [f"还有来件没有答复：{report.row.number}" in said for said in head.errors_said()] == [True]

    head.open(f"/matters/{report.matter.code}/").do(
        "答复反映人", way="phone", content="事情已经办好。", satisfaction="yes"
    )
    head.open(f"/matters/{done.matter.code}/").do("结案")
    assert head.stage == "结案"


@ONE
def test_after_two_returns_the_leader_names_an_office(visit: Come, platform: Platform, look: Look) -> None:
    known = (
        raised(platform, 3)
        .dispatch(ago(3))
        .give_back(ago(2))
        .dispatch(ago(2), unit="town")
        .give_back(ago(1), by="head")
    )
    leader = visit("leader", look).open(f"/matters/{known.matter.code}/")
    leader.do("指定承办", unit=platform.county.offices["office2"].pk, reason="两次退回，由竹溪所承办。")
    assert (leader.stage, known.row.office) == ("办理中", platform.county.offices["office2"])
    assert known.facts.last(p.designate).get("unit") == platform.county.offices["office2"].pk
