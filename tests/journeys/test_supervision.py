"""A day of community corrections: the officer, those who decide, two at once, and the person under supervision at a telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.cases.device import steps as device
from fengqiao.lines.corrections.cases.leaving import steps as leaving
from fengqiao.lines.corrections.tests.driver import QIAN, Case
from fengqiao.matter.models import Entry
from tests.county import County
from tests.journeys import test_citizen
from tests.journeys.test_citizen import SMALL, Citizen, round_
from tests.journeys.visitor import LAPTOP, Look, Visitor

Come = Callable[..., Visitor]
TODAY = timezone.localdate()
citizens_address, come = test_citizen.citizens_address, test_citizen.come
NEAR = "浙江省绍兴市诸暨市"


def on(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def case(county: County) -> Case:
    """钱大勇, for twenty-four days: the second week was missed, the fourth is running; days that roll over a holiday do not reach today."""
    county_case = Case(county).under_supervision(on(-24), on(500)).report(on(-23)).report(on(-9))
    return county_case.entrusted(on(-24)).sweep(on(0))


def page(case: Case) -> str:
    assert case.matter is not None
    return f"/matters/{case.matter.code}/"


def entries(case: Case, action: str) -> list[Entry]:
    assert case.matter is not None
    return list(Entry.objects.filter(matter_id=case.matter.pk, action=action).order_by("seq"))


def test_the_officers_day(visit: Come, case: Case, look: Look) -> None:
    """工作台 → 本周的报告 → 上周没有报告，问明原因 → 外出申请 → 销假。"""
    case.ask_leave(on(-6), on(-2), on(0)).office_approves(on(-5))
    officer = visit("office_staff", look).open("/")
    missed = officer.page.locator(".work-group:has-text('已逾期') .work-row:has-text('登记报告')")
    assert "社区矫正法第二十三条" in missed.inner_text()
    officer.open(page(case))
    assert "1期没有报告" in officer.page.inner_text(".glance")
    officer.do("登记报告", window="", channel="phone", content="在家务工，没有变化。")
    officer.do("处理未按期报告", verdict="excused", excuse="hospital", asked="那周住院，有出院小结。")
    assert "没有报告" not in officer.page.inner_text(".glance")
    officer.do("销假", channel="face")
    assert "外出 没有" in officer.page.inner_text(".glance").replace("\n", " ")
    officer.begin("申请外出").fill(reason="family", explanation="母亲住院，需要照料。", to=NEAR, from_on=on(7), to_on=on(9))
    officer.press("申请外出").done("申请外出")
    officer.sees("审批外出")
    assert len(entries(case, "report")) == 3


@pytest.mark.parametrize("look", [LAPTOP], ids=lambda look: look.name)
def test_those_who_decide(visit: Come, case: Case, look: Look) -> None:
    """谁提出谁不批；司法所批七日以内，县级批八日以上；警告由机构决定，电子定位由局负责人批准。"""
    case.ask_leave(on(0), on(7), on(20))  # 十四日：县级
    request = case.asked
    case.do(leaving.leave_opinion, on(0), request=request, opinion="agree", said="情况属实，表现稳定。")
    item = case.proposed(on(0), "warn", "W3", case.breach(on(-1), entered=on(0)))
    evidence = [{"what": "查访记录"}]
    case.do(device.propose_device, on(0), ground="2", facts="未经批准离开本县。", evidence=evidence, need="多次劝告无效。", months=3)

    head = visit("office_head", look).open(page(case))
    assert "批准或不批准外出（受委托）" not in head.page.inner_text(".actions-allowed >> nth=0")
    head.begin("申请外出").fill(reason="medical", explanation="到市里复查一天。", to=NEAR, from_on=on(30), to_on=on(30))
    head.press("申请外出").done("申请外出")
    head.open(f"{page(case)}do/office_leave/").fill(answer="yes").press("批准或不批准外出")
    assert "须由另一人办理" in " ".join(head.errors_said())

    chief = visit("corrections_head", look).open(f"{page(case)}do/decide_leave/").fill(request=request, answer="yes")
    chief.press("批准或不批准外出").done("批准或不批准外出")
    chief.do("决定奖惩", item=item, answer="yes", doc_no="枫矫警〔2026〕1号")
    leader = visit("leader", look).open("/").follow("审批电子定位").fill(answer="yes")
    leader.press("批准电子定位").done("批准电子定位")
    assert [len(entries(case, code)) for code in ("decide_leave", conduct.decide_sanction.code, "approve_device", "office_leave")] == [1, 1, 1, 0]


@pytest.mark.parametrize("look", [LAPTOP], ids=lambda look: look.name)
def test_two_who_decide_the_same_leave_at_once(visit: Come, case: Case, look: Look) -> None:
    """先办的算数，后办的看到别人刚办了什么，填的不丢，不会批两次。"""
    case.ask_leave(on(0), on(7), on(9))
    first, second = visit("office_head", look), visit("corrections_head", look)
    case.do(leaving.leave_opinion, on(0), request=case.asked, opinion="agree", said="情况属实，表现稳定。")
    first.open(f"{page(case)}do/office_leave/").fill(answer="yes")
    second.open(f"{page(case)}do/decide_leave/").fill(answer="no", refused_for="not_proved", opinion_text="请补充住院证明。")
    first.press("批准或不批准外出").done("批准或不批准外出")
    second.press("批准或不批准外出")
    said = second.page.locator(".message--warning")
    said.wait_for()
    assert "所长赵" in said.inner_text()
    assert second.page.input_value("[name=opinion_text]") == "请补充住院证明。"
    second.open(page(case))
    assert "已批准" in second.page.inner_text(".glance")
    assert [len(entries(case, code)) for code in ("office_leave", "decide_leave")] == [1, 0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("look", [SMALL, test_citizen.PLAIN], ids=lambda look: look.name)
def test_the_own_telephone(come: Callable[..., Citizen], county: County, look: Look) -> None:
    """本人的手机页：只有自己的事和日子；报告、申请外出；没有别人，没有让旁人一看就懂的字。"""
    mine = Case(county).received(on(-3), on(500), person={**QIAN, "phone": test_citizen.PHONE_NUMBER}).declare(on(-3))
    mine.plan(on(-3), by_app=True).sweep(on(0))
    Case(county).under_supervision(on(-3), on(400), person={**QIAN, "name": "别家人", "phone": "15400000088"})
    person = come(look).open("/m/mine/")
    assert isinstance(person, Citizen)
    person.prove()
    round_()
    person.open("/m/mine/")
    assert "别家人" not in person.text
    assert "矫正" not in person.text
    person.page.click("a.cz-card:has-text('我的事项')")
    person.sees("定期报告", "打电话、当面说和在这里办一样算数")
    person.clean()
    person.page.click("a.cz-card:has-text('报告情况')")
    person.write(content="在家务工，住处没有变。").go().go().go()
    person.open("/m/mine/").page.click("a.cz-card:has-text('我的事项')")
    person.page.click("a.cz-card:has-text('申请外出')")
    person.write(to=NEAR, from_on=on(10), to_on=on(12)).go().choose("处理家庭重要事务")
    person.write(explanation="母亲住院，需要照料。").go().go().go()
    round_()
    assert [len(entries(mine, code)) for code in ("report", "apply_leave")] == [1, 1]
    assert entries(mine, "apply_leave")[0].data["to"] == NEAR
