"""Who decides has before the eyes what is decided about: the story, the opinion, the reasons of an objection or a complaint."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.legalaid.complaints.procedure import COMPLAINT
from fengqiao.lines.legalaid.tests.driver import Against, Aid, Centre
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Look
from fengqiao.orgs import roles
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post, Staff
from tests.county import FOUNDED, County, at
from tests.web import SignedIn, as_web, signed_in

__all__ = ["as_web"]


@pytest.fixture
def centre(county: County) -> Centre:
    found = Centre(county)
    found.standard()
    return found


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def form(web: Any, aid: Any, action: str) -> str:
    return text(web.get(f"/matters/{aid.row.code}/do/{action}/"))


def test_reviewer_and_head_read_the_story_beside_the_form(as_web: SignedIn, centre: Centre) -> None:
    """法律援助法第四十三条：审查、审批的人看得到申请人说了什么、审查员怎么说，看了有记录。"""
    aid = Aid(centre.county, centre).receive("2026-05-06").do("accept", "2026-05-06").stated("2026-05-07", 1000)
    assert "在工地干活三个月没有拿到工资" in form(as_web("aid_reviewer"), aid, "propose")
    aid.proposed("2026-05-07")
    said = form(as_web("aid_head"), aid, "grant")
    assert "在工地干活三个月没有拿到工资" in said
    assert "经审查，意见如上" in said
    assert Look.objects.filter(matter_id=aid.pk, staff=centre.head.staff_id).exists()


def test_who_reviews_an_objection_reads_its_reasons(as_web: SignedIn, centre: Centre) -> None:
    """法律援助法第四十九条：异议审查员在维持、责令改正的页面上看到异议的理由。"""
    against = Against(Aid(centre.county, centre).refused())
    for action in ("uphold", "order"):
        assert "我没有那么多收入" in form(as_web("aid_objections"), against, action)


def test_who_accepts_a_complaint_reads_it(centre: Centre) -> None:
    """法律援助法第五十六条：受理、调查、处理投诉的人，在办理的页面上看到投诉的事实。"""
    county = centre.county
    staff = Staff.objects.create(username="aid_complaints", name="投诉调查员河", confirmed=True, password=county.staff("clerk").password)
    who = actor_of(Post.objects.create(staff=staff, office=county.offices["bureau"], roles=[roles.AID_COMPLAINTS.code], from_on=FOUNDED))
    given = {"parties": [{"name": "李秀兰"}], "standing": "applicant", "against": "centre", "head": "review", "content": "材料交了二十天没有回音。"}
    doing = Doing(COMPLAINT.action("receive"), given, date(2026, 5, 6))
    matter = open_matter(who, COMPLAINT, [doing], county.offices["bureau"], now=at("2026-05-06")).matter
    assert "材料交了二十天没有回音" in text(signed_in(staff).get(f"/matters/{matter.code}/do/accept/"))
