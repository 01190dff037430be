"""常见法律问题、公证要带什么: read without signing in; what a law has overtaken is gone after thirty days, here and on a machine cut off."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from fengqiao.lines.legalservice import knowledge
from fengqiao.lines.legalservice.models import KnowledgeItem
from fengqiao.lines.legalservice.tests.test_pages import post
from fengqiao.orgs.actor import Actor
from fengqiao.portal import board
from fengqiao.portal.models import Board
from fengqiao.providers.models import ServiceOrg
from tests.county import County

pytestmark = pytest.mark.django_db


def said(path: str) -> str:
    page = Client().get(path).content.decode()
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2])))


@pytest.fixture
def author(county: County) -> Actor:
    return post(county, "seat", "hotline")


def known(author: Actor, head: Actor, question: str, *, public: bool = True, law: str = "劳动合同法第三十条") -> KnowledgeItem:
    now, today = timezone.now(), timezone.localdate()
    made = knowledge.write(
        author, None, now=now, today=today, statutes=law, question=question, area="labour.wages", answer="先投诉到劳动监察，也可以申请劳动仲裁，时效一年。", local="县劳动监察大队。", public=public,
    )  # fmt: skip
    knowledge.publish(head, made, now=now, today=today)
    return made


def publish() -> None:
    board.publish(now=timezone.now())


def test_only_public_items_are_read_with_article_and_day(county: County, author: Actor) -> None:
    head = post(county, "chief", "service_head")
    item = known(author, head, "老板拖欠工资怎么办")
    known(author, head, "窗口内部口径，不公开", public=False)
    publish()
    page = said("/m/guides/questions/")
    assert "老板拖欠工资怎么办" in page
    assert "内部口径" not in page
    one = said("/m/guides/questions/zs0001/")
    for word in ("时效一年", "县劳动监察大队", "劳动合同法第三十条", f"{item.statutes[0]['version']}的文本", "用人单位应当按照劳动合同约定和国家规定"):
        assert word in one
    assert Client().get("/m/guides/questions/zs0002/").status_code == 404
    assert "常见法律问题" in said("/m/")


def test_one_searches_in_plain_words(county: County, author: Actor) -> None:
    head = post(county, "chief", "service_head")
    known(author, head, "老板拖欠工资怎么办")
    known(author, head, "邻居家的狗咬了人谁赔", law="民法典第一千二百四十五条")
    publish()
    assert "最接近的1条 老板拖欠工资怎么办" in said("/m/guides/questions/?q=干了三个月老板不给工资")
    assert "最接近的1条 邻居家的狗" in said("/m/guides/questions/?q=被狗咬了")
    assert "没有接近的" in said("/m/guides/questions/?q=%3Cscript%3E")
    found = said("/m/guides/questions/?q=老板拖欠工资三个月")
    assert "法律怎么说 劳动合同法第三十条 用人单位应当按照劳动合同约定和国家规定" in found
    assert "法律怎么说" not in said("/m/guides/questions/?q=%3Cscript%3E")
    assert "最接近的1条 老板" in said("/m/guides/questions/?q=" + "拖欠工资" * 200)  # only its beginning is read


def test_a15_an_overtaken_item_is_gone_after_thirty_days(county: County, author: Actor) -> None:
    """A15：引用的条文有了新文本，三十日内没有复核的，不给群众看；复核日过了三十日也一样。"""
    item = known(author, post(county, "chief", "service_head"), "老板拖欠工资怎么办")
    item.refresh_from_db()
    item.statutes[0]["version"] = "2007-06-29"
    item.save()
    publish()
    assert "还没有准备好" in said("/m/guides/questions/")
    item.statutes[0]["version"] = "2012-12-28"
    item.review_due_on = timezone.localdate() - timedelta(days=29)
    item.save()
    publish()
    assert "老板拖欠工资怎么办" in said("/m/guides/questions/")
    there = Board.objects.get(pk=999901)  # a machine that hears nothing more from the inside
    there.content["guides"]["questions"][0]["until_on"] = timezone.localdate().isoformat()
    there.save()
    assert "还没有准备好" in said("/m/guides/questions/")


def test_what_to_bring_to_the_notary(county: County) -> None:
    territory = county.offices["bureau"].territory
    publish()
    assert "还没有准备好" in said("/m/guides/notary/")
    ServiceOrg.objects.create(territory=territory, name="枫林县公证处", kind="notary", address="建设路8号", phone="0571-1", confirmed_on=date(2026, 11, 1))
    publish()
    one = said("/m/guides/notary/will/")
    for word in ("应当本人来办，不能委托别人", "财产的权属证书", "枫林县公证处，建设路8号，电话0571-1", "公证法第二十六条", "预约公证"):
        assert word in one
    assert "委托公证" in said("/m/guides/notary/?q=我要委托弟弟卖房子")
