"""Legal aid from the telephone to the decision: applied for with a photograph, accepted, reviewed, decided by three people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.lines.legalaid.models import Application
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.matter.models import Paper
from fengqiao.portal import inside
from fengqiao.portal.models import Submission
from tests.county import County
from tests.journeys.conftest import serve
from tests.journeys.test_citizen import PIXEL, SMALL, Citizen, round_
from tests.journeys.visitor import LAPTOP, Visitor


@pytest.fixture(scope="module")
def telephone_address(django_db_setup: None) -> Iterator[str]:
    """The product served as a demonstration, where the code is read on the screen."""
    yield from serve({"FENGQIAO_MODE": "demo"}, "/m/")


@pytest.fixture
def applicant(chromium: Any, telephone_address: str, county: County, settings: Any) -> Iterator[Citizen]:
    settings.DEMO = True
    inside.publish_boards(now=timezone.now())
    person = Citizen(chromium, telephone_address, SMALL, bypass_csp=True)
    yield person.open("/m/")  # type: ignore[misc]
    person.leave()
    assert person.errors == []


def asks_oneself(person: Citizen) -> None:
    """No telephone, nothing kept: likely."""
    person.page.click("a.cz-card:has-text('法律援助自测')")
    person.page.wait_for_selector("[data-flow]")
    person.choose("否").go().choose("要工资").go().choose("在本县").go().choose("否").go().choose("进城打工").go()
    person.go()
    person.sees("很可能符合，请申请", "刚才的回答没有保存")
    person.clean()
    person.page.click("a:has-text('去申请')")
    person.page.wait_for_selector("[data-flow]")


def applies(person: Citizen) -> None:
    person.choose("枫林镇").go().choose("否").go().choose("我自己").go().write(name="李秀兰", id_no="110101198001011224").go()
    person.choose("要工资").go().write(story="在工地干了三个月没有拿到工资。").go().write(opponent="枫林建材有限公司").go()
    person.go().go().choose("都不是").go().write(household="3", monthly="3000")
    person.page.check("main [name=pledged]")
    person.go()
    person.page.set_input_files("#camera", {"name": "工资条.png", "mimeType": "image/png", "buffer": PIXEL})
    person.page.wait_for_selector("[data-picked] li")
    person.go().prove()
    person.clean()
    sends_on_a_bad_line(person)


def sends_on_a_bad_line(person: Citizen) -> None:
    """按下最后一个按钮时没有网络：留在这一页，说清楚怎么办；连上以后答复又丢在路上，再发一次，只收到一份。"""
    before, lost = person.question, []

    def lose_the_answer(route: Any) -> None:
        lost.append(route.fetch().status)
        route.abort("connectionreset")

    person.context.set_offline(True)
    person.page.click("[data-next]")
    person.page.wait_for_selector("[data-line]:has-text('连上网会自动继续，请不要关掉这一页')")
    assert (person.question, "李秀兰" in person.text) == (before, True)
    person.page.route("**/m/begin/**", lose_the_answer, times=1)
    for _ in range(2):
        person.context.set_offline(False)
        person.page.wait_for_function("said => document.querySelector('h1').innerText !== said || document.querySelector('[data-line]').innerText", arg=before)
        person.context.set_offline(True)
    person.context.set_offline(False)
    person.page.wait_for_function("said => document.querySelector('h1').innerText !== said", arg=before)
    assert lost == [200]


@pytest.mark.django_db(transaction=True)
def test_from_the_telephone_to_the_decision(applicant: Citizen, visit: Callable[..., Visitor], county: County) -> None:
    Centre(county).standard()
    asks_oneself(applicant)
    assert Application.objects.count() == 0
    applies(applicant)
    round_()
    assert Submission.objects.count() == 1
    aid = Application.objects.get()
    assert (aid.stage, aid.office) == ("received", county.offices["office"])
    assert Paper.objects.filter(matter_id=aid.pk, kind="material").count() == 1
    applicant.page.wait_for_selector(f"text={aid.number}")
    clerk = visit("aid_clerk", LAPTOP).open(f"/matters/{aid.code}/")
    clerk.do("受理")
    visit("aid_reviewer", LAPTOP).open(f"/matters/{aid.code}/").do("提出审查意见", opinion="事项、管辖、资格、经济状况均符合。")
    head = visit("aid_head", LAPTOP).open(f"/matters/{aid.code}/")
    head.sees("第8行")
    head.do("给予法律援助")
    round_()
    aid.refresh_from_db()
    assert (aid.stage, aid.outcome, aid.row) == ("granted", "granted", 8)
    applicant.page.click("a:has-text('看办到哪一步')")
    applicant.sees("给予法律援助", "给予法律援助决定书")
    applicant.clean()
