"""Who follows a commission and where it is seen: the counter's, and those of a legal aid case, which the counter knows nothing of."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from fengqiao.lines.aidcases.published import HandlerChanged
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_life import in_hand
from fengqiao.lines.forensic.subscribers import handler_changed
from fengqiao.lines.forensic.tests.driver import Commissioned, institute
from fengqiao.lines.legalservice.subscribers import opened_out_of
from fengqiao.lines.legalservice.tests.driver import Request
from fengqiao.matter.events import OpenedOutOf
from fengqiao.matter.models import Entry, Look, Matter
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.verify import Tally, walk
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs import roles
from tests.county import County
from tests.web import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def aid(county: County) -> Aid:
    found = Aid(county)
    found.join("services", "科员尤", roles.LEGAL_SERVICE)
    return found


def for_case(aid: Aid, case: Case, by: str = "assigner") -> Commissioned:
    """Registered out of the case."""
    found = Commissioned(aid.county, institute(aid.county), "section", by)
    return found.begin("2026-11-05", parties=[{"role": "both", "name": "薪难讨"}], origin=case.matter.pk.hex)


def test_the_lawyer_of_the_case_follows_it_and_the_counter_does_not_know(aid: Aid) -> None:
    """法律援助法第二十一条：援助案件的鉴定，中心和承办人看得到，窗口、别的承办人看不到。"""
    case = in_hand(aid)
    found = for_case(aid, case)
    assert (found.row.handler_id, found.row.origin_no, found.row.restricted) == (aid.county["lawyer"].staff_id, case.row.number, "sensitive")
    for who in ("assigner", "aid_head", "lawyer"):
        assert get_matter(aid.county[who], found.pk).pk == found.pk
    for who in ("lawyer2", "services", "office_head", "leader"):
        with pytest.raises(NotVisible):
            get_matter(aid.county[who], found.pk)
    found.do("chase", "2026-11-20", actor="lawyer", way="letter", said="请告知预计日期")
    assert found.papers == ["鉴定委托跟踪单", "鉴定进度询问函"]


def test_it_stands_on_the_case_and_is_begun_there(aid: Aid) -> None:
    """案件页上看得到鉴定的时限，从那里登记，带好当事人。"""
    case, lawyer = in_hand(aid), aid.county.staff("lawyer")
    page = signed_in(lawyer).get(f"/matters/{case.row.code}/").content.decode()
    way = f"/register/forensic/new/commission/?origin={case.row.code}"
    assert way in page
    form = signed_in(lawyer).get(way).content.decode()
    assert all(word in form for word in ("薪难讨", f'name="origin" value="{case.row.code}"'))
    for_case(aid, case, by="lawyer")
    page = signed_in(lawyer).get(f"/matters/{case.row.code}/").content.decode()
    assert all(word in page for word in ("枫林司法鉴定所", "伤残等级", "2026-12-17"))


def test_with_the_case_it_goes_to_the_next_lawyer(aid: Aid) -> None:
    """更换承办人以后，原承办人看不到鉴定，新的看得到；“换人跟踪”把待办也交过去。"""
    case = in_hand(aid)
    found = for_case(aid, case)
    with pytest.raises(Refused, match="跟踪的人没有变"):
        found.do("hand_over", "2026-11-06")
    Matter.objects.filter(pk=case.matter.pk).update(handler_id=aid.county["lawyer2"].staff_id)
    found.do("hand_over", "2026-11-06")
    assert found.row.handler_id == aid.county["lawyer2"].staff_id
    assert get_matter(aid.county["lawyer2"], found.pk).pk == found.pk
    with pytest.raises(NotVisible):
        get_matter(aid.county["lawyer"], found.pk)


def test_a_change_of_the_lawyer_is_heard_and_the_task_goes_along(aid: Aid) -> None:
    """准予更换：没有承办人时由登记的人跟踪；新承办人接受以后由他跟踪。再听一次不变。"""
    case = in_hand(aid)
    found = for_case(aid, case)
    kuan = aid.provider("律师宽")
    case.do("ask_change", "2026-11-10", by_="recipient", reason="idle", facts="二十日没有联系过我").do("verify_change", "2026-11-11", statement="开庭较多", found="没有联系记录")
    case.do("grant_change", "2026-11-11", by="aid_head", fault="yes", option="same_unit", reason="属实")
    handler_changed(HandlerChanged(case.matter.pk, date(2026, 11, 11)))
    assert found.row.handler_id == aid.county["assigner"].staff_id
    case.do("assign", "2026-11-12", org=aid.org(), handler=kuan, mode="turn")
    for _ in range(2):
        handler_changed(HandlerChanged(case.matter.pk, date(2026, 11, 12)))
    assert found.row.handler_id == aid.county["lawyer2"].staff_id
    assert Entry.objects.filter(matter_id=found.pk, action="goes_along").count() == 2
    assert list(walk(Tally())) == []


def test_a_lawyer_registers_none_without_a_case(aid: Aid) -> None:
    with pytest.raises(Refused, match="承办人只登记自己案件的鉴定委托"):
        Commissioned(aid.county, institute(aid.county), "section", "lawyer").begin("2026-11-05")


def test_the_worklist_tells_it_when_it_comes_near(county: County) -> None:
    """期满前七日起，待办里问鉴定机构办到哪一步；再办就是登记询问进度。"""
    found = Commissioned(county, institute(county)).begin(timezone.localdate().isoformat())
    desk = signed_in(county.staff("office_staff"))
    page = desk.get(f"/matters/{found.row.code}/").content.decode()
    assert all(word in page for word in ("鉴定机构完成鉴定", "枫林司法鉴定所", "登记询问进度"))
    assert found.tasks == ["问鉴定机构办到哪一步"]
    assert Look.objects.filter(matter_id=found.pk, staff_id=county["office_staff"].staff_id).exists()


def test_a_question_becomes_a_commission_without_being_told_again(county: County) -> None:
    """热线来问鉴定的，转为鉴定委托：姓名、电话带好；登记以后那一件自己办结。"""
    institute(county)
    request = Request(county).come("2026-11-23", intent="forensic")
    request.do("pass_on", "2026-11-23", to="forensic", agreed=True, summary="被狗咬伤，要做伤残鉴定", claim="知道去哪里做")
    desk: Client = signed_in(county.staff("office_staff"))
    form = desk.get(f"/register/forensic/new/commission/?origin={request.row.code}").content.decode()
    assert all(word in form for word in ("刘芳", "13800002222"))
    where = Commissioned(county, institute(county, "竹溪司法鉴定所")).begin("2026-11-23", origin=request.row.code)
    assert where.row.restricted == ""
    opened_out_of(OpenedOutOf(where.pk, date(2026, 11, 23), request.row.pk))
    assert request.stage == "已转入业务"
