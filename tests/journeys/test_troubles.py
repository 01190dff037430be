"""What goes wrong on an ordinary day: two people at once, a session that has ended, a bad line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Entry
from tests.county import County
from tests.journeys.test_citizen import PIXEL
from tests.journeys.visitor import LAPTOP, PHONE, Look, Visitor

Come = Callable[..., Visitor]
TODAY = date.today().isoformat()
STORY = "到两家看过现场，墙根确有水迹，约好后天再谈。"


def test_the_second_to_accept_sees_that_it_is_done(visit: Come, county: County, look: Look) -> None:
    case = Case(county).apply(TODAY).consent(TODAY)
    head, office_head = visit("head", look), visit("office_head", look)
    for person in (head, office_head):
        person.open(f"/matters/{case.matter.code}/do/accept/").fill(rights_told=True)
    head.press("受理").done("受理")

    office_head.press("受理")
    changes = office_head.page.locator(".message--warning")
    changes.wait_for()
    assert "主任李 受理，已告知权利义务" in changes.inner_text()
    assert "本案现在已受理，不能再办“受理”。" in changes.inner_text()
    office_head.follow("回到本案")
    office_head.page.wait_for_selector(".file-tab")
    assert office_head.stage == "已受理"
    assert Entry.objects.filter(matter_id=case.matter.pk, action="accept").count() == 1


def test_the_second_to_write_sees_what_the_first_wrote_and_chooses(visit: Come, county: County, look: Look) -> None:
    case = Case(county).in_mediation(TODAY)
    mediator, head = visit("mediator", look), visit("head", look)
    for person in (mediator, head):
        person.open(f"/matters/{case.matter.code}/do/investigate/")
        person.fill(place="张三家", person="邻居赵婶", content=STORY)
    head.press("调查").done("调查")

    mediator.press("调查")
    changes = mediator.page.locator(".message--warning")
    changes.wait_for()
    assert "主任李 向邻居赵婶调查" in changes.inner_text()
    assert mediator.page.input_value("[name=content]") == STORY
    mediator.press("看过了，仍然调查").done("调查")
    assert Entry.objects.filter(matter_id=case.matter.pk, action="investigate").count() == 2


@pytest.mark.parametrize("look", [LAPTOP, PHONE], ids=lambda look: look.name)
def test_a_session_that_has_ended_loses_nothing(visit: Come, county: County, look: Look) -> None:
    case = Case(county).in_mediation(TODAY)
    mediator = visit("mediator", look).open(f"/matters/{case.matter.code}/do/investigate/")
    mediator.fill(place="张三家", person="邻居赵婶", content=STORY)
    mediator.context.clear_cookies(name="sessionid")
    mediator.press("调查")
    mediator.page.wait_for_selector("[name=username]")
    mediator.sign_in("mediator")
    assert mediator.path == f"/matters/{case.matter.code}/do/investigate/"
    mediator.page.wait_for_selector(".draft-notice")
    assert mediator.page.input_value("[name=content]") == STORY
    mediator.press("调查").done("调查")
    assert Entry.objects.filter(matter_id=case.matter.pk, action="investigate").count() == 1


@pytest.mark.parametrize("look", [LAPTOP], ids=lambda look: look.name)
def test_a_form_opened_in_place_after_the_session_ended_leads_to_sign_in_and_back(visit: Come, county: County, look: Look) -> None:
    case = Case(county).in_mediation(TODAY)
    mediator = visit("mediator", look).open(f"/matters/{case.matter.code}/")
    mediator.context.clear_cookies(name="sessionid")
    mediator.page.click(".actions-allowed a:text-is('调查')")
    mediator.page.wait_for_selector("[name=username]")
    mediator.sign_in("mediator")
    assert mediator.path == f"/matters/{case.matter.code}/"


@pytest.mark.parametrize("look", [LAPTOP, PHONE], ids=lambda look: look.name)
def test_what_is_written_without_a_line_is_sent_later_and_once(visit: Come, county: County, look: Look) -> None:
    case = Case(county).in_mediation(TODAY)
    mediator = visit("mediator", look).open(f"/matters/{case.matter.code}/do/note/").fill(text=STORY)
    mediator.context.set_offline(True)
    mediator.press("工作记事")
    mediator.page.wait_for_selector("#outbox:not([hidden])")
    assert "已保存在本机，联网后自动发送" in mediator.page.inner_text("#outbox")
    mediator.press("工作记事")
    assert Entry.objects.filter(matter_id=case.matter.pk, action="note").count() == 0

    mediator.context.set_offline(False)
    mediator.page.wait_for_selector("#outbox", state="hidden")
    assert Entry.objects.filter(matter_id=case.matter.pk, action="note").count() == 1
    mediator.open(f"/matters/{case.matter.code}/")
    assert STORY in mediator.page.inner_text("#timeline")


def test_a_photograph_taken_without_a_line_waits_on_its_page(visit: Come, county: County) -> None:
    """照片不存在本机，留在这一页；联网后自动发出，只记一次。"""
    case = Case(county).in_mediation(TODAY)
    mediator = visit("mediator", PHONE).open(f"/matters/{case.matter.code}/do/add_material/")
    mediator.fill(name="院墙照片", files=[{"name": "院墙.png", "mimeType": "image/png", "buffer": PIXEL}])
    mediator.context.set_offline(True)
    mediator.page.evaluate("document.querySelector('main form.form .button--primary').click()")  # what is said of the line lies over it
    mediator.page.wait_for_selector("#live-alert:has-text('联网后自动再发')")
    mediator.context.set_offline(False)
    mediator.page.wait_for_selector(".message--success:has-text('已办理')")
    assert Entry.objects.filter(matter_id=case.matter.pk, action="add_material").count() == 1
