"""A citizen asks from a telephone: an answer with the words of the article; a way out at once; a line that fails in its own ways."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import timezone

from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.lines.legalservice.tests.driver import ANSWERED, WAGES
from fengqiao.lines.legalservice.tests.driver import Request as Asked
from fengqiao.portal import inside
from fengqiao.providers.models import ServicePoint
from tests.county import County
from tests.journeys.test_citizen import PLAIN, SMALL, Citizen, citizens_address, come, round_  # noqa: F401 - fixtures
from tests.journeys.visitor import Look

pytestmark = pytest.mark.django_db(transaction=True)
Come = Callable[..., Citizen]


def to_the_question(person: Citizen) -> Citizen:
    person.page.click("a.cz-card:has-text('问一问')")
    person.page.wait_for_selector("[data-flow]")
    return person.choose("枫林镇").go().choose("拖欠工资").go()


@pytest.mark.parametrize("look", [SMALL, PLAIN], ids=lambda look: look.name)
def test_a_question_is_answered_with_the_words_of_the_article(come: Come, county: County, look: Look) -> None:  # noqa: F811
    """问一问：第一屏第一个就是；要打电话的说什么时候方便；看得到最迟几点答复；答复带条文原文；评价。"""
    person = come(look)
    assert person.page.inner_text("main .cz-big li >> nth=0").startswith("问一问")
    to_the_question(person).write(content=WAGES).go().go().choose("请打电话给我").go().choose("下午").go().write(name="刘芳").go().prove()
    person.go()
    round_()
    asked = Asked(county)
    asked.pk = ServiceRequest.objects.get().pk
    person.open("/m/mine/").page.click("a.cz-card:has-text('您问的事')")
    person.sees("排队等答复", "本局要求最迟这时答复")
    asked.do("answer", timezone.localdate().isoformat(), f"{timezone.localtime():%H:%M}", **ANSWERED)
    round_()
    person.page.reload()
    person.sees("已经答复", "依据：劳动合同法第三十条", "用人单位应当按照劳动合同约定和国家规定")
    person.clean()


def test_whoever_is_watched_is_out_at_once(come: Come, county: County) -> None:  # noqa: F811
    """快速离开：写过的不留在手机上，验证作废，退回去也看不到。"""
    person = to_the_question(come(SMALL))
    person.page.check("[data-shared-no]")
    person.write(content="他又打我了，我想离婚，孩子怎么办").go()
    assert person.page.evaluate("localStorage.getItem('fq-draft')") is not None
    person.clean()
    person.page.click("button:has-text('快速离开')")
    person.page.wait_for_url("about:blank")
    assert person.page.inner_text("body") == ""
    person.open("/m/")
    assert person.page.evaluate("localStorage.getItem('fq-draft')") is None
    assert not person.page.is_visible("a:has-text('接着写')")


def test_what_stands_before_the_machine_fails_and_nothing_is_lost(come: Come, county: County) -> None:  # noqa: F811
    """外网机前面的代理报502、嫌照片太大报413：写的都还在，说怎么办，能通了自己继续。"""
    person = to_the_question(come(SMALL))
    person.write(content=WAGES)
    person.page.route("**/m/begin/ask-law/", lambda route: route.fulfill(status=413, body="<html><h1>413 Request Entity Too Large</h1></html>"), times=1)
    person.page.click("[data-next]")
    person.page.wait_for_selector("text=去掉几张，再按一次")
    assert person.page.input_value("[name=content]") == WAGES
    person.page.route("**/m/begin/ask-law/", lambda route: route.fulfill(status=502, body="<html><h1>Bad Gateway</h1></html>"), times=1)
    person.page.click("[data-next]")
    person.page.wait_for_selector("text=现在连不上")
    person.clean()
    person.page.wait_for_function("document.querySelector('h1').innerText.includes('材料要看')", timeout=20_000)
    person.errors.clear()  # the browser itself says that 413 and 502 came


def test_the_self_test_leaves_nothing_on_the_telephone(come: Come, county: County) -> None:  # noqa: F811
    """法律援助自测“什么都不保存”：本机也不存，不问是不是公用的。"""
    person = to_the_question(come(SMALL))
    person.page.check("[data-shared-no]")
    person.open("/m/")
    person.page.evaluate("localStorage.removeItem('fq-draft')")
    person.page.click("a.cz-card:has-text('法律援助自测')")
    person.page.wait_for_selector("[data-flow]")
    person.page.click("main label.cz-choice >> nth=0")
    assert not person.page.is_visible("[data-shared]")
    person.go()
    assert person.page.evaluate("localStorage.getItem('fq-draft')") is None


@pytest.mark.parametrize("look", [SMALL, PLAIN], ids=lambda look: look.name)
def test_somebody_beaten_writes_to_the_court_and_is_gone(come: Come, county: County, look: Look) -> None:  # noqa: F811
    """从权利卡进去，写好保护令申请书，下载Word，快速离开；本机什么都不存。"""
    person = come(look)
    person.open("/m/guides/rights/").clean()
    person.page.click("a.cz-card:has-text('受家庭暴力')")
    person.sees("有危险，马上打110", "反家庭暴力法第二十三条", "人民法院应当受理")
    person.clean()
    person.page.click("main a:has-text('写人身安全保护令申请书')")
    person.page.wait_for_selector("[data-flow]")
    assert not person.page.is_visible("[data-shared]")
    person.choose("很急").go().choose("我自己").go().write(name="李秀兰").go().go().go().write(other_name="张大力").choose("丈夫、妻子").go()
    person.clean()
    person.choose("让他从家里搬出去").go().write(story="昨天晚上喝了酒，又打我，打伤了左手。").go().go().go()
    person.clean()
    person.go()
    person.sees("写好了", "这不是律师意见，由本人核对后使用")
    person.clean()
    with person.page.expect_download() as taken:
        person.page.click("button:has-text('下载Word')")
    assert taken.value.suggested_filename == "材料.docx"
    if look.scripts:
        assert person.page.evaluate("localStorage.getItem('fq-draft')") is None
        person.page.click("button:has-text('快速离开')")
        person.page.wait_for_url("about:blank")
    else:
        person.page.click("button:has-text('快速离开')")
        person.page.wait_for_url("**/m/")


def test_the_nearest_place_is_reckoned_on_the_telephone(come: Come, county: County) -> None:  # noqa: F811
    """离我近的：在手机上算，位置不传出去；不允许看位置的，说点乡镇找。"""
    office, today = county.offices["office"], timezone.localdate()
    for name, lon in (("甲村工作室", "120.30"), ("乙村工作室", "120.02"), ("没有登记位置的工作室", None)):
        ServicePoint.objects.create(
            territory=office.territory, office=office, town="枫林镇", kind="village", name=name, state="running", state_on=today, confirmed_on=today,
            longitude=Decimal(lon) if lon else None, latitude=Decimal("30.00") if lon else None,
        )  # fmt: skip
    inside.publish_boards(now=timezone.now())
    person = come(SMALL)
    person.open("/m/directory/").page.click("button:has-text('按离我远近排')")
    person.page.wait_for_selector("text=可以点上面的乡镇找")
    person.context.grant_permissions(["geolocation"])
    person.context.set_geolocation({"longitude": 120.0, "latitude": 30.0})
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.page.click("button:has-text('按离我远近排')")
    person.page.wait_for_selector("text=约1.9公里")
    assert person.page.locator(".cz-place h3").all_inner_texts() == ["乙村工作室", "甲村工作室", "没有登记位置的工作室"]
    assert asked == []
    person.clean()
