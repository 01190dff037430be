"""The operator's screens, what a citizen does on the phone, what is known already."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.legalservice import codes, knowledge, public
from fengqiao.lines.legalservice.models import HotlineDay, KnowledgeItem
from fengqiao.lines.legalservice.tests.driver import WAGES, Request
from fengqiao.matter.public import SentIn
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from tests.county import FOUNDED, County, at
from tests.web import signed_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def post(county: County, name: str, *roles: str) -> Actor:
    """Somebody at the bureau with these roles."""
    staff = Staff.objects.create_user(name, "correct-horse-battery", name=name, confirmed=True)
    return actor_of(Post.objects.create(staff=staff, office=county.offices["bureau"], roles=list(roles), from_on=FOUNDED))


def written(county: County, author: Actor, **fields: Any) -> KnowledgeItem:
    given = {
        "question": "老板拖欠工资怎么办", "area": "labour.wages", "answer": "先投诉到劳动监察，也可以申请劳动仲裁，时效一年。", "local": "县劳动监察大队，周一至周五。",
        "public": True, "statutes": "劳动合同法第三十条", **fields,
    }  # fmt: skip
    return knowledge.write(author, None, now=at("2026-11-23"), today=TODAY, **given)


def test_an_item_is_reviewed_by_another_person_and_watches_its_articles(county: County) -> None:
    """A15：条文有了新文本，条目要复核；三十天没有复核的不给群众看。编写的人不能自己复核。"""
    author, head = post(county, "seat", "hotline", "service_head"), post(county, "chief", "service_head")
    item = written(county, author)
    assert (item.number, item.state, item.statutes[0]["label"]) == ("ZS0001", "draft", "劳动合同法第三十条")
    with pytest.raises(Refused, match="编写的人不能自己复核"):
        knowledge.publish(author, item, now=at("2026-11-23"), today=TODAY)
    with pytest.raises(Refused, match="在法律库里没有找到"):
        written(county, author, statutes="劳动合同法第九百条")
    assert knowledge.alike(head, WAGES, "labour.wages", 3) == []  # not before it was reviewed
    knowledge.publish(head, item, now=at("2026-11-23"), today=TODAY)
    assert [each.number for each in knowledge.alike(county["office_staff"], WAGES, "labour.wages", 3)] == ["ZS0001"]
    assert knowledge.alike(county["other_head"], WAGES, "labour.wages", 3) == []  # another county's
    item.refresh_from_db()
    assert knowledge.trouble(item, TODAY) == ""
    assert knowledge.shown_outside([item], TODAY) == [item]
    item.statutes[0]["version"] = "2007-06-29"
    assert knowledge.trouble(item, TODAY) == "条文有变动（1条），请复核"
    assert knowledge.shown_outside([item], TODAY) == []


def test_the_desk_shows_the_queue_and_what_helps(county: County) -> None:
    """接听台、领取下一件、接听登记旁边的条文、知识条目、以前来过；依据写进答复，知识条目记一次使用。"""
    item = written(county, post(county, "seat", "hotline"))
    knowledge.publish(post(county, "chief", "service_head"), item, now=at("2026-11-23"), today=TODAY)
    Request(county).come("2026-11-20").answered("2026-11-20", knowledge="ZS0001")
    assert KnowledgeItem.objects.get().uses == 1
    waiting = Request(county).come("2026-11-20", channel=codes.H5, vulnerable=["elder"])
    client = signed_in(county.staff("office_staff"))
    page = client.get("/legalservice/queue/").content.decode()
    assert "特殊群体" in page
    assert waiting.row.code in page
    beside = client.post("/legalservice/beside/", {"content": WAGES, "phone": "13800002222"}).content.decode()
    for said in ("劳动合同法第三十条", "ZS0001", "登记过2次"):
        assert said in beside
    assert "想不开" not in beside
    assert "110" in client.post("/legalservice/beside/", {"content": "我不想活了"}).content.decode()
    taken = client.post("/legalservice/queue/next/")
    assert (taken.status_code, waiting.row.handler_id) == (303, county["office_staff"].staff_id)
    form = client.get(f"/matters/{waiting.row.code}/do/answer/").content.decode()
    assert "data-beside-form" in form
    assert f'name="_matter" value="{waiting.row.code}"' in form
    by_hand = client.post("/legalservice/beside/", {"content": "", "_matter": waiting.row.code}).content.decode()
    assert "劳动合同法第三十条" in by_hand
    earlier = client.post("/legalservice/history/", {"phone": "13800002222"}).content.decode()
    assert "刘" in earlier
    assert "已记入查看记录" in earlier


def sent(county: County, day: str = "2026-11-23", **data: Any) -> SentIn:
    citizen = post(county, f"citizen{uuid4().hex[:6]}", "citizen")
    now = at(day, "20:00")
    return SentIn(uuid4(), data, "13900001111", [], citizen, now, now)


def test_a_question_on_the_phone_is_answered_rated_and_asked_again(county: County) -> None:
    """手机问一问：不留姓名也行；答复只给这个号码看；评价不满意有人回访；十五日内再问一次不用从头说。"""
    office = county.offices["office"].pk
    matter = public.take_question(sent(county, town=f"{office}:枫林镇", area="labour.wages", content=WAGES, tells="web", no_text=True))
    request = Request(county)
    request.pk = matter.pk
    told = public.tell(request.row, "13900001111")
    assert told is not None
    assert (told.state, told.quiet, told.title) == ("排队等答复", True, "您问的事")
    assert (told.until_on, "12348" in told.until_word) == ("2026-11-24 20:00", True)  # 像包裹一样：到几点
    assert public.tell(request.row, "13800009999") is None
    request.answered("2026-11-24")
    told = public.tell(request.row, "13900001111")
    assert told is not None
    assert "rate-answer" in told.acts
    assert any("仲裁" in said for _, said in told.said)
    assert dict(told.said)["依据：劳动合同法第三十条"].startswith("用人单位应当按照劳动合同约定和国家规定")  # 条文的原文，不只是第几条
    assert told.until_on == ""
    public.grade(request.row, sent(county, "2026-11-24", grade="1", reasons=["template"], said="没说去哪里"))
    assert request.stage == "待不满意回访"
    request.do("revisit", "2026-11-24", result="solved", said="说清楚了去哪里")
    public.again(request.row, sent(county, "2026-11-25", why="仲裁委说要工资条，我没有"))
    assert (request.stage, request.row.reopened) == ("待领", 1)


def test_who_wants_a_call_says_when(county: County) -> None:
    """要打电话答复的，说什么时候方便；写在诉求里，坐席约回拨时看得到。"""
    matter = public.take_question(sent(county, town=f"{county.offices['office'].pk}:枫林镇", area="labour.wages", content=WAGES, tells="call", free_at="afternoon"))
    request = Request(county)
    request.pk = matter.pk
    assert request.facts.opening.get("content").endswith("（希望打电话答复，方便接电话的时间：下午）")
    free = next(screen for screen in public.SCREENS if screen.code == "free")
    assert (free.when({"tells": "call"}), free.when({"tells": "web"})) == (True, False)


def test_the_figures_say_of_how_many(county: County) -> None:
    """I-10至I-14：分子分母都写；没有人评价的不算满意；跨过两个工作日的回访不算。"""
    for grade, called in (("5", ""), ("3", ""), ("2", "2026-11-25"), ("1", "2026-11-27")):
        request = Request(county).come("2026-11-23").answered("2026-11-23", persons_served=2)
        request.do("rate", "2026-11-23", grade=grade, way="phone")
        if called:
            request.do("revisit", called, result="solved", said="已经说清楚")
    Request(county).come("2026-11-23").answered("2026-11-23").do("reopen", "2026-11-24", why="还没弄明白", same=True)
    bureau = county.offices["bureau"].territory
    HotlineDay.objects.create(territory=bureau, on=TODAY, offered=105, abandoned_early=5, answered=96, entered_by=county.staff("leader"), entered_at=at("2026-11-23"))
    reach = county.offices["bureau"].reach
    assert counted("legalservice", "I-10A", "I-10B", "I-11", "I-12", "I-12p", "I-13", "I-14", period="2026-11", reach=reach) == (
        "50.00%（2/4）", "25.00%（1/4）", "50.00%（1/2）", "5", "9", "80.00%（4/5）", "96.00%（96/100）",
    )  # fmt: skip


def test_the_pages_beside_the_queue(county: County) -> None:
    head = post(county, "service_head", "service_head")
    item = written(county, post(county, "seat", "hotline"))
    client = signed_in(Staff.objects.get(pk=head.staff_id))
    for address, said in (
        ("/legalservice/knowledge/", "ZS0001"), (f"/legalservice/knowledge/{item.pk}/", "复核发布"), ("/legalservice/knowledge/new/", "一行一条"),
        ("/legalservice/skills/", "都可以"), (f"/legalservice/skills/{head.staff_id}/", "手语"), ("/legalservice/hotline/", "接通率"),
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert said in answer.content.decode(), address
    bad = client.post("/legalservice/hotline/", {"on": "2026-11-20", "offered": "5", "answered": "9", "abandoned_early": "0"})
    assert bad.status_code == 422
    assert "多于呼入" in bad.content.decode()
    assert client.post("/legalservice/hotline/", {"on": "2026-11-20", "offered": "10", "answered": "9", "abandoned_early": "0"}).status_code == 303
    assert client.post(f"/legalservice/skills/{head.staff_id}/", {"areas": ["labour.wages"], "languages": ["sign"]}).status_code == 303
    assert client.post(f"/legalservice/knowledge/{item.pk}/review/", {"do": "publish"}).status_code == 303
    wrong = client.post("/legalservice/knowledge/new/", {"question": "x", "area": "other", "answer": "y", "statutes": "没有的法第一条"})
    assert wrong.status_code == 422
    assert "在法律库里没有找到" in wrong.content.decode()
