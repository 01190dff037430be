"""What was asked becomes other business without being told again, by whoever took the call, whatever their post may register."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import pytest

from fengqiao.lines.legalaid.procedure import LEGALAID
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.lines.legalservice import cards, handing_on
from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.lines.legalservice.subscribers import opened_out_of
from fengqiao.lines.legalservice.tests.driver import ANSWERED, Request
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.events import OpenedOutOf
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.providers.models import ServiceOrg
from tests.county import FOUNDED, County, at
from tests.web import signed_in

pytestmark = pytest.mark.django_db


def seat(county: County) -> Actor:
    """A hotline operator of the bureau: answers, and registers no mediation and no application."""
    staff = Staff.objects.create(username="seat", name="坐席严", confirmed=True, password=county.staff("clerk").password)
    return actor_of(Post.objects.create(staff=staff, office=county.offices["bureau"], roles=["hotline"], from_on=FOUNDED))


def test_an_operator_hands_a_mediation_to_the_office_that_registers_it(county: County) -> None:
    """坐席不能登记调解：选由哪个司法所登记，这一件连内容一起到那里，谁都没有承办，表打开已经带好。"""
    request, county.actors["seat"] = Request(county, "bureau"), seat(county)
    request.clerk = county["seat"]
    request.come("2026-11-23").do("take", "2026-11-23", at=at("2026-11-23", "09:01").isoformat())
    passing = {"to": "mediation", "agreed": True, "summary": "老板拖欠三个月工资，说了几次不给", "claim": "付清工资", "opponent": "王老板"}
    with pytest.raises(Refused, match="您的岗位不能登记人民调解。请选由哪个单位登记"):
        request.do("pass_on", "2026-11-23", **passing)
    with pytest.raises(Refused, match="人民参与和促进法治股没有人能登记人民调解"):
        request.do("pass_on", "2026-11-23", unit=county.offices["section"].pk, **passing)
    request.do("pass_on", "2026-11-23", unit=county.offices["office2"].pk, **passing)
    assert (request.stage, request.row.office, request.row.handler_id, request.due("register")) == ("待登记业务", county.offices["office2"], None, "2026-11-24 running")
    card = next(card for card in cards.of_request(request.row, request.facts, county["seat"], date(2026, 11, 23)) if card.title == "转为业务")
    assert (card.data["url"], card.data["unit"]) == ("", "竹溪乡司法所")  # no button that refuses
    page = signed_in(county.staff("office2_head")).get(f"/matters/{request.row.code}/").content.decode()
    way = f"/register/mediation/new/apply/?origin={request.row.code}"
    assert way in page
    filled = signed_in(county.staff("office2_head")).get(way).content.decode()
    assert all(word in filled for word in ("刘芳", "王老板", "13800002222", "老板拖欠三个月工资"))
    request.do("pass_on", "2026-11-23", unit=county.offices["office"].pk, by="office2_head", **passing)  # 选错了，改转
    assert (request.stage, request.row.office) == ("待登记业务", county.offices["office"])


def test_an_application_registered_the_next_day_was_received_the_day_before(county: County) -> None:
    """法律援助法第四十三条：七日自收到申请之日起算。热线周一说要申请，窗口周二登记，收到的日子仍是周一。"""
    county.actors["seat"] = seat(county)
    Centre(county)
    request = Request(county, "bureau")
    request.clerk = county["seat"]
    request.come("2026-11-23", call_began="16:40").do(
        "pass_on", "2026-11-23", to="legalaid", unit=county.offices["bureau"].pk, agreed=True, summary="老板拖欠三个月工资，说了几次不给", claim="付清工资")  # fmt: skip
    assert (request.row.handler_id, request.row.aid_on) == (None, date(2026, 11, 23))
    form = signed_in(county.staff("aid_clerk")).get(f"/register/legalaid/new/receive/?origin={request.row.code}").content.decode()
    assert 'value="2026-11-23"' in form.partition('name="happened_on"')[2][:300]
    assert 'value="16:40"' in form
    later = Request(county).come("2026-11-18").do("answer", "2026-11-18", **ANSWERED).do("reopen", "2026-11-23", why="还是要不到，想申请法律援助", same=True)
    later.do("pass_on", "2026-11-23", to="legalaid", agreed=True, summary="老板拖欠三个月工资，说了几次不给", claim="付清工资")
    assert handing_on.gives(later.facts)["happened_on"] == "2026-11-23"  # 来咨询那天还没有申请


def test_the_way_from_the_page_to_the_form_says_where_it_comes_from(county: County) -> None:
    """页面上的按钮一路带着来处：法律援助、公证打开的表都填好了，登记以后这一件自己办结。"""
    centre = Centre(county)
    ServiceOrg.objects.create(territory=county.offices["bureau"].territory, name="枫林县公证处", kind="notary", confirmed_on=FOUNDED)
    for to, field in (("legalaid", "parties-0-name"), ("notary", "parties-0-name")):
        request = Request(county).come("2026-11-23")
        request.do("pass_on", "2026-11-23", to=to, agreed=True, summary="老板拖欠三个月工资，说了几次不给", claim="付清工资")
        client = signed_in(county.staff("office_staff"))
        page = client.get(f"/matters/{request.row.code}/").content.decode()
        way = re.search(rf'href="(/register/{to}/[^"]*origin={request.row.code})"', page)
        assert way, to
        form = client.get(way[1], follow=True).content.decode()
        assert re.search(rf'name="{field}" value="刘芳"', form), to
        assert f'name="origin" value="{request.row.code}"' in form, to
    made = open_matter(centre.clerk, LEGALAID, [Doing(LEGALAID.action("receive"), {
        "channel": "hotline", "parties": [{"side": "applicant", "name": "刘芳", "phone": "13800002222"}], "legal_status": "plaintiff", "aid_form": "arbitration", "matter_code": "wages",
        "cause": "追索劳动报酬", "stage": "before", "story": "老板拖欠三个月工资", "told_rights": True, "origin": first_of(county).hex}, date(2026, 11, 23))],
        county.offices["bureau"], now=at("2026-11-24"))  # fmt: skip
    opened_out_of(OpenedOutOf(made.matter.pk, date(2026, 11, 23), first_of(county)))
    assert ServiceRequest.objects.get(pk=first_of(county)).stage == "handed"


def first_of(county: County) -> UUID:
    return ServiceRequest.objects.order_by("number").values_list("pk", flat=True)[0]
