"""A day with the registers: a firm and its lawyers, a station that is opened and put in order, what is about to end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from fengqiao.matter.coming import coming
from fengqiao.matter.refusals import Refused
from fengqiao.providers import keeping
from fengqiao.providers.codes import PointState
from fengqiao.providers.credit_code import check_character
from fengqiao.providers.models import Provider, ServiceOrg, ServicePoint
from fengqiao.providers.standing import why_not
from fengqiao.providers.tests.people import keeper
from tests.county import County, at
from tests.web import WebClient, signed_in

CODE = "31340000MD0123456"
ORG = {"kind": "firm", "name": "枫林律师事务所", "credit_code": CODE + check_character(CODE), "in_aid_pool": "on", "published": "on"}


def text_of(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode())  # type: ignore[attr-defined]


@pytest.fixture
def web(county: County) -> WebClient:
    from fengqiao.orgs.models import Staff

    keeper(county)
    return signed_in(Staff.objects.get(username="services"))


def test_a_firm_and_a_lawyer_are_registered_suspended_and_told_when_licences_end(web: WebClient, county: County) -> None:
    today = timezone.localdate()
    soon, later = today + timedelta(days=30), today + timedelta(days=400)
    wrong = web.post("/providers/orgs/new/", ORG | {"credit_code": CODE + "0"})
    assert wrong.status_code == 422
    assert "统一社会信用代码的校验码不符（GB 32100）" in text_of(wrong)
    made = web.post("/providers/orgs/new/", ORG | {"licence_to": later.isoformat()}, follow=True)
    assert "枫林律师事务所" in text_of(made)
    assert "已经登记过同名的机构" in text_of(web.post("/providers/orgs/new/", ORG))
    firm = ServiceOrg.objects.get()
    person = {"kind": "lawyer", "name": "律师王", "org": firm.pk, "licence_no": "13399202610000001", "licence_to": soon.isoformat(), "best": ["criminal"],
              "often": ["criminal", "labour"], "capacity_points": "20", "most_new_a_month": "4", "in_aid_pool": "on", "id_no": "110101900307457"}  # fmt: skip
    assert "这是15位的旧号码" in text_of(web.post("/providers/people/new/", person))
    web.post("/providers/people/new/", person | {"id_no": "110101199003074573"})
    lawyer = Provider.objects.get()
    assert (lawyer.level_in("criminal"), lawyer.level_in("labour"), lawyer.level_in("land")) == (3, 2, 0)
    assert why_not([lawyer], today)[lawyer.pk] == []

    page = f"/providers/people/{lawyer.pk}/"
    refused = web.post(f"{page}change/", person | {"id_no": "", "licence_to": later.isoformat(), "reason": ""})
    assert "请填写修改的原因" in text_of(refused)
    actor = keeping_actor(county)
    assert [(each.about, each.due_on) for each in coming(actor, today)] == [("律师王：执业证（许可证）到期", soon)]
    assert "律师王：执业证（许可证）到期" in text_of(web.get("/"))
    web.post(f"{page}suspend/", {"kind": "pool", "from_on": today.isoformat(), "reason": "两次不合格"})
    lawyer.refresh_from_db()
    assert why_not([lawyer], today)[lawyer.pk] == ["暂停指派：两次不合格"]
    assert "这段时间已经暂停" in text_of(web.post(f"{page}suspend/", {"kind": "pool", "from_on": today.isoformat(), "reason": "再次"}))
    web.post(f"{page}suspend/{lawyer.suspensions.get().pk}/end/", {"lifted_reason": "整改通过"})
    assert "恢复：整改通过" in text_of(web.get(page))
    web.post(f"{page}former/", {"organ_kind": "court", "organ": "枫林县人民法院", "left_on": "2025-01-01"})
    web.post(f"{page}change/", person | {"id_no": "", "licence_to": later.isoformat(), "reason": "换证"})
    shown = text_of(web.get(page))
    assert f"执业证有效至：{soon.isoformat()} → {later.isoformat()}" in shown
    assert "枫林县人民法院，2025-01-01离任" in shown
    assert coming(actor, today) == []
    lawyer.refresh_from_db()
    assert why_not([lawyer], later + timedelta(days=1))[lawyer.pk] == [
        f"执业证已于{later.isoformat()}到期", f"所在机构许可证已于{later.isoformat()}到期",
    ]  # fmt: skip


def test_where_a_firm_stands_is_both_degrees_or_neither(web: WebClient, county: County) -> None:
    wrong = web.post("/providers/orgs/new/", ORG | {"longitude": "110.25"})
    assert "经度和纬度要一起填，或者都不填。" in text_of(wrong)
    wrong = web.post("/providers/orgs/new/", ORG | {"longitude": "35.1", "latitude": "110.25"})
    assert "经度写成73到136之间的度数，最多六位小数，例如113.123456。" in text_of(wrong)
    web.post("/providers/orgs/new/", ORG | {"longitude": "110.25", "latitude": "35.1"})
    firm = ServiceOrg.objects.get()
    assert (str(firm.longitude), str(firm.latitude)) == ("110.250000", "35.100000")
    page = f"/providers/orgs/{firm.pk}/"
    web.post(f"{page}change/", ORG | {"longitude": "110.25", "latitude": "35.2", "reason": "搬迁"})
    shown = text_of(web.get(page))
    assert "纬度：35.100000 → 35.2" in shown
    assert "经度：" not in shown.partition("搬迁")[0].rpartition("纬度")[0][-60:]


def keeping_actor(county: County):  # type: ignore[no-untyped-def]
    from fengqiao.orgs.actor import actor_of
    from fengqiao.orgs.models import Post

    return actor_of(Post.objects.select_related("office", "staff").get(staff__username="services"))


def test_a_station_runs_when_every_check_passed(county: County) -> None:
    """筹建→运行→整改→运行→停用: by the office it belongs to, and nobody else's."""
    head, now = county["office_head"], at("2026-05-06")
    point = ServicePoint(state_on="2026-05-01")
    fields = {"kind": "town", "name": "枫林镇公共法律服务工作站", "office": county.offices["office"], "confirmed_on": now.date(), "state_on": now.date()}
    keeping.save(head, point, fields, "", now=now)
    every = [code for code, _ in keeping.CHECKS]
    with pytest.raises(Refused, match="还有不合格的：开放时间公示"):
        keeping.step(head, point, PointState.RUNNING, now.date(), "", [each for each in every if each != "hours"], now=now)
    keeping.step(head, point, PointState.RUNNING, now.date(), "验收合格", every, now=now)
    with pytest.raises(Refused, match="现在是运行，只能转为整改、停用"):
        keeping.step(head, point, PointState.PREPARING, now.date(), "", every, now=now)
    keeping.step(head, point, PointState.MENDING, now.date(), "无人值守", [], now=now)
    assert point.mend_by is not None
    assert point.mend_by.isoformat() == "2026-06-05"
    assert [each.about for each in coming(head, now.date())] == ["枫林镇公共法律服务工作站：整改到期"]
    with pytest.raises(Refused, match="不在您的辖区内"):
        keeping.step(county["office2_head"], point, PointState.RUNNING, now.date(), "", every, now=now)
    keeping.step(head, point, PointState.RUNNING, now.date(), "复查合格", every, now=now)
    assert [step.to_state for step in point.steps.order_by("pk")] == ["running", "mending", "running"]


def test_people_of_an_office_read_and_do_not_keep(county: County) -> None:
    reader = signed_in(county.staff("office_head"))
    assert reader.get("/providers/people/").status_code == 200
    assert "不在您的辖区内" not in text_of(reader.get("/providers/points/"))
    assert reader.get("/providers/people/new/").status_code == 403
    with pytest.raises(Refused, match="管理法律服务机构和人员名册"):
        keeping.save(county["office_head"], ServiceOrg(), {"name": "某所", "kind": "firm", "confirmed_on": at("2026-05-06").date()}, "", now=at("2026-05-06"))
