"""A citizen's day: reports with a photograph, loses the line midway, follows, rates; the same without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.tests.driver import Received
from fengqiao.lines.visits import gathering, texting
from fengqiao.lines.visits.models import VisitRequest
from fengqiao.lines.visits.tests.driver import Visit, prison, terminal
from fengqiao.matter.actions import standing_of
from fengqiao.matter.models import Paper
from fengqiao.messages.sending import latest_demo
from fengqiao.messages.wording import VERIFICATION_CODE
from fengqiao.portal import inside
from tests.county import County
from tests.journeys.conftest import serve
from tests.journeys.visitor import LAPTOP, Look, Visitor

PHONE_NUMBER = "15400000001"
SMALL, PLAIN = Look("small-phone", 360, 740, True), Look("small-phone-no-scripts", 360, 740, False)
VENDORED = Path(__file__).parents[2] / "src" / "fengqiao" / "ui" / "tests" / "vendor" / "axe-4.14.1.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"() => axe.run(document, {{resultTypes: ['violations'], runOnly: {TAGS}}})"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c63641860f85f0f0002870180eb47ba920000000049454e44ae426082"
)  # fmt: skip


@pytest.fixture(scope="module")
def citizens_address(django_db_setup: None) -> Iterator[str]:
    """The product served as a demonstration, where the code is read on the screen."""
    yield from serve({"FENGQIAO_MODE": "demo"}, "/m/")


class Citizen(Visitor):
    """Somebody at their telephone."""

    def go(self, go: str = "[data-next]") -> Citizen:
        """Press on, and be at the next question."""
        before = self.page.inner_text("h1")
        self.page.click(go)
        self.page.wait_for_function("said => document.querySelector('h1')?.innerText !== said", arg=before)
        return self

    def choose(self, label: str) -> Citizen:
        self.page.click(f"label.cz-choice:has-text('{label}')")
        return self

    def write(self, **values: str) -> Citizen:
        for name, value in values.items():
            self.page.fill(f"main [name='{name}']", value)
        return self

    @property
    def question(self) -> str:
        return str(self.page.inner_text("h1"))

    def prove(self) -> Citizen:
        """The number, and the code that stands on the screen of a demonstration."""
        self.write(phone=PHONE_NUMBER).go()
        code = re.search(r"\d{6}", self.page.inner_text("[data-demo-code]"))
        assert code
        return self.write(code=code[0]).go()

    def clean(self) -> None:
        """axe finds nothing, and nothing scrolls sideways."""
        if not self.look.scripts:
            return
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.add_script_tag(path=str(VENDORED))
        found = self.page.evaluate(RUN)["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], self.path
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.path


@pytest.fixture
def come(chromium: Any, citizens_address: str, county: County, settings: Any) -> Iterator[Callable[..., Citizen]]:
    settings.DEMO = True
    inside.publish_boards(now=timezone.now())
    here: list[Citizen] = []

    def visit(look: Look, elder: bool = False) -> Citizen:
        here.append(Citizen(chromium, citizens_address, look, elder=elder, bypass_csp=look.scripts))
        return here[-1].open("/m/")  # type: ignore[return-value]

    yield visit
    errors = [error for person in here for error in person.errors]
    for person in here:
        person.leave()
    assert errors == []


def round_() -> None:
    """What the worker does every minute."""
    inside.take_waiting(now=timezone.now())
    inside.publish_changed(now=timezone.now())


def to_the_story(person: Citizen) -> Citizen:
    person.page.click("a.cz-card:has-text('反映纠纷')")
    person.page.wait_for_selector("[data-flow]")
    person.choose("枫林镇").go().choose("白水村").go()
    person.page.set_input_files("#camera", {"name": "院墙.png", "mimeType": "image/png", "buffer": PIXEL})
    if person.look.scripts:
        person.page.wait_for_selector("[data-picked] li")
    return person.go()


def to_the_end(person: Citizen) -> Citizen:
    person.go().write(other_name="李四").go().choose("我就是当事人").go().write(name="张三").go().prove()
    return person


def handled(county: County) -> None:
    """The office takes it on, the village settles it."""
    today = timezone.localdate().isoformat()
    received = Received(county, Report.objects.get(), county["office_staff"])
    received.raise_(today).in_hand(today).resolve(today)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("look", [SMALL, PLAIN], ids=lambda look: look.name)
def test_a_report_from_the_telephone_to_the_rating(come: Callable[..., Citizen], county: County, look: Look) -> None:
    person = to_the_story(come(look))
    person.write(summary="邻居家的院墙滴水，淋坏了我家的墙。").go().write(claim="请他把墙修好。").go()
    to_the_end(person)
    person.clean()
    assert "院墙滴水" in person.text
    person.go()
    assert "已经收到" in person.text
    round_()
    report = Report.objects.get()
    assert Paper.objects.filter(matter_id=report.pk, kind="material").count() == 1
    if look.scripts:
        person.page.wait_for_selector(f"text={report.number}")  # it looks by itself
    else:
        person.page.click("a:has-text('看看登记好没有')")
    person.page.click("a:has-text('看办到哪一步')")
    person.sees("已收到，等待处理", "枫林镇司法所")
    person.clean()
    if look.scripts:
        with person.page.expect_download() as receipt:
            person.page.click("a.cz-card:has-text('来件回执')")
        assert Path(receipt.value.path()).read_bytes().startswith(b"%PDF")
    handled(county)
    round_()
    person.page.reload()
    person.sees("已化解", "白水村调委会")
    person.page.click("a.cz-card:has-text('评价')")
    person.page.wait_for_selector("[data-flow]")
    person.choose("满意").go().go().go()
    round_()
    assert [fact.get("satisfaction") for fact in standing_of(Dispute.objects.get()).facts.all("evaluate")] == ["yes"]


@pytest.mark.django_db(transaction=True)
def test_the_line_is_lost_midway_and_nothing_is(come: Callable[..., Citizen], county: County) -> None:
    person = to_the_story(come(SMALL))
    person.page.check("[data-shared-no]")
    person.write(summary="邻居家的院墙滴水，淋坏了我家的墙。").go()
    person.context.set_offline(True)
    person.write(claim="请他把墙修好。").page.click("[data-next]")
    person.page.wait_for_selector("text=连上网会自动继续")
    person.clean()
    person.context.set_offline(False)
    person.page.wait_for_function("document.querySelector('h1').innerText.includes('哪一天')")
    person.open("/m/")  # the page is closed and opened again: what was typed is still there
    person.page.click("a:has-text('接着写')")
    person.choose("枫林镇").go().choose("白水村").go().go()
    assert person.page.input_value("[name=summary]") == "邻居家的院墙滴水，淋坏了我家的墙。"
    person.go()
    assert person.page.input_value("[name=claim]") == "请他把墙修好。"
    person.go()
    to_the_end(person).go()
    round_()
    assert Report.objects.count() == 1
    assert person.page.evaluate("localStorage.getItem('fq-draft')") is None


@pytest.mark.django_db(transaction=True)
def test_on_a_shared_telephone_nothing_is_kept(come: Callable[..., Citizen], county: County) -> None:
    person = to_the_story(come(SMALL))
    person.page.check("[data-shared-yes]")
    person.write(summary="邻居家的院墙滴水，淋坏了我家的墙。").go()
    assert person.page.evaluate("localStorage.getItem('fq-draft')") is None
    person.open("/m/")
    assert not person.page.is_visible("a:has-text('接着写')")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("look", "elder"), [(SMALL, True), (LAPTOP, False)], ids=["small-large-type", "laptop"])
def test_every_page_is_clean(come: Callable[..., Citizen], county: County, look: Look, elder: bool) -> None:
    person = come(look, elder=elder)
    for path in ("/m/", "/m/about/", "/m/offline/", "/m/enter/", "/m/nowhere/", "/m/guides/rights/", "/m/guides/rights/criminal/", "/m/guides/rights/?all=1", "/m/begin/dispute/"):
        person.open(path).clean()  # type: ignore[attr-defined]
    person.choose("枫林镇").go().clean()
    person.page.click("[data-back]")
    person.page.wait_for_function("document.querySelector('h1').innerText.includes('哪个乡镇')")
    person.open("/m/mine/")
    person.prove()
    assert latest_demo(PHONE_NUMBER, template=VERIFICATION_CODE)
    person.clean()


def asks_for_a_visit(person: Citizen, on: str) -> Citizen:
    """王秀英 asks to see 张大勇, and wants to be told by text."""
    person.page.click("a.cz-card:has-text('申请远程会见')")
    person.page.wait_for_selector("[data-flow]")
    person.choose("枫林镇").go().write(inmate_name="张大勇").go().write(prison_said="城北那个监狱").go()
    person.write(name="王秀英").choose("父母").go().go().write(wish_on=on).go()
    person.choose("高龄").go().go()  # nobody has to fetch her
    person.page.check("main [name=texts]")
    person.go().go().prove()
    person.clean()
    return person.go()


@pytest.mark.django_db(transaction=True)
def test_a_mother_asks_for_a_visit_in_large_type_and_cancels(come: Callable[..., Citizen], county: County) -> None:
    """手机、长辈模式：申请、看进度、取消；页面上从头到尾没有服刑人员的姓名和监狱。"""
    person = asks_for_a_visit(come(SMALL, elder=True), (timezone.localdate() + timedelta(days=12)).isoformat())
    round_()
    visit = VisitRequest.objects.get()
    assert (visit.channel, visit.priority, visit.office) == ("online", "old", county.offices["office"])
    assert texting.numbers(standing_of(visit).facts) == {1: PHONE_NUMBER}
    person.page.wait_for_selector(f"text={visit.number}")
    person.page.click("a:has-text('看办到哪一步')")
    person.sees("正在核对材料", "枫林镇司法所")
    assert "张大勇" not in person.text
    assert "监狱的规定" not in person.text
    person.clean()
    person.page.click("a.cz-card:has-text('取消会见')")
    person.page.wait_for_selector("[data-flow]")
    person.choose("来不了").go().go()
    round_()
    visit.refresh_from_db()
    assert (visit.stage, visit.outcome) == ("cancelled", "cancelled")


@pytest.mark.django_db(transaction=True)
def test_the_office_has_the_visit_confirmed_and_receives_the_family(
    come: Callable[..., Citizen], visit: Callable[..., Visitor], county: County
) -> None:
    """家属手机申请，司法所核对、转报、登记批准；到了当天签到、接通、结束。"""
    today = timezone.localdate()
    where, at_desk = prison(county, lead_days=0), terminal(county)
    person = asks_for_a_visit(come(SMALL), (today + timedelta(days=12)).isoformat())
    round_()
    asked = VisitRequest.objects.get()
    clerk = visit("office_staff", LAPTOP).open(f"/matters/{asked.code}/")
    clerk.do("核对监狱", prison=str(where.pk)).do("核验亲属关系", who=["1"], proof="household")
    free = gathering.free_slots(standing_of(asked).facts, asked.territory, today)[0]
    clerk.do("转报监狱", slot=free.key).do("登记监狱批准", reply_no="电话，李警官")
    round_()
    person.page.wait_for_selector(f"text={asked.number}")
    person.page.click("a:has-text('看办到哪一步')")
    person.sees("已经安排好", free.when)
    person.clean()
    here = Visit(county).ask((today - timedelta(days=1)).isoformat(), where, inmate="李小勇", wish_on=today.isoformat())
    here.approved(at_desk, today.isoformat(), "00:00", asked=(today - timedelta(days=1)).isoformat())
    clerk.open("/visits/day/").page.click("main tbody a >> nth=0")
    clerk.do("签到核验", arrivals_0_who="1", arrivals_0_check="passed", rules_signed=True).do("会见接通", begun="00:01")
    clerk.do("会见结束", ended="00:02", satisfaction="good")
    assert (here.row.stage, here.row.satisfaction) == ("done", "good")
