"""约人见面: somebody who cannot come, or wants to sit across from a person, books it on the telephone; times offered, one chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.lines.legalservice.tests.driver import ANSWERED, Request
from fengqiao.portal import inside
from fengqiao.portal.tests.person import Person
from tests.county import County

pytestmark = pytest.mark.django_db


def booked(person: Person, **answers: str) -> ServiceRequest:
    given = {"seen": "home", "home_address": "枫林镇白水村3号", "home_why": "腿摔断了", "area": "injury.traffic", "content": "被摩托车撞了，对方不肯赔。",
             "wish_on": (timezone.localdate() + timedelta(days=3)).isoformat(), "half": "morning", "name": "张三", **answers}  # fmt: skip
    person.open("/m/begin/see-law/")
    person.press(town=person.choices("town")[0])
    person.press(seen=given["seen"])
    if given["seen"] == "home":
        person.press(home_address=given["home_address"], home_why=given["home_why"])
    person.press(area=given["area"]).press(content=given["content"]).press(wish_on=given["wish_on"], half=given["half"]).press(name=given["name"])
    person.prove().press()
    assert inside.take_waiting(now=timezone.now()) >= 1
    return ServiceRequest.objects.get()


def test_a_man_with_a_broken_leg_is_visited(zhang: Person, open_county: County) -> None:
    """预约上门 → 进同一个队列 → 给几个时间 → 手机上选一个 → 按约见面 → 答复；从头到尾只说一遍。"""
    row, today = booked(zhang), timezone.localdate()
    assert (row.intent, row.channel, row.stage) == ("book", "h5", "queued")
    request = Request(open_county)
    request.pk, request.clerk = row.pk, open_county["office_staff"]
    assert request.facts.opening.get("content").startswith("预约见面：请人上门：枫林镇白水村3号（腿摔断了）。最想")
    now = f"{timezone.localtime():%H:%M}"
    request.do("take", today.isoformat(), now, at=timezone.now().isoformat())
    day = (today + timedelta(days=3)).isoformat()
    days = [{"on": day, "begins": "9:30", "place": "白水村3号（上门）"}, {"on": day, "begins": "14:30", "place": "白水村3号（上门）"}]
    request.do("offer_days", today.isoformat(), now, days=days)
    assert (request.row.taken_until, request.row.handler_id, request.row.turn_word) == (None, request.clerk.staff_id, "群众")  # 约了时间就不会被别人领走
    inside.publish_changed(now=timezone.now())
    zhang.open(zhang.mine().links("/m/mine/")[0])
    assert "请您选见面的时间" in zhang.text
    zhang.open(zhang.links("/do/days/")[0])
    zhang.press(day=next(value for value in zhang.choices("day") if value.endswith(".1"))).press()
    inside.take_waiting(now=timezone.now())
    inside.publish_changed(now=timezone.now())
    assert "9:30，白水村3号（上门）" in zhang.open(zhang.mine().links("/m/mine/")[0]).text
    assert "约定的见面" in {label for label in request.row.tasks.values_list("label", flat=True)} or request.due("days_kept") == f"{day} running"
    assert request.row.turn_word == "坐席"
    request.do("met", day, said="上门看了材料，讲清怎样索赔")
    assert request.do("answer", day, **{**ANSWERED, "mode": "face", "statutes": []}).stage == "已答复"


def test_nobody_is_asked_for_an_address_who_comes(zhang: Person, open_county: County) -> None:
    row = booked(zhang, seen="counter")
    request = Request(open_county)
    request.pk = row.pk
    assert "上门" not in request.facts.opening.get("content")


def test_a_day_gone_by_is_refused_in_words(zhang: Person, open_county: County) -> None:
    zhang.open("/m/begin/see-law/").press(town=zhang.choices("town")[0]).press(seen="video").press(area="other").press(content="借钱不还的事")
    zhang.press(wish_on="2020-01-01", half="morning")
    assert zhang.page.status_code == 422
    assert "最想哪天要在今天" in zhang.text
