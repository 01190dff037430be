"""服务群众、受理法律援助：咨询、申请、案件三条线合起来的数。同一个人只算一次，认不出的每件各算一人、写明有几人。"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection

from fengqiao.indicators import checking, folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures, split
from fengqiao.indicators.registry import find
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.aidcases.tests.conftest import aid
from fengqiao.lines.aidcases.tests.driver import Aid as AidCases
from fengqiao.lines.legalaid.tests.driver import Aid
from fengqiao.lines.legalservice.tests.driver import Request
from fengqiao.orgs.models import Staff
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["aid", "as_web"]
SERVED = "S1"
LI, WANG = "999901198003074517", "99990119900307451X"
ROWS = """
    select distinct m.id, p.n, encode(p.id_index, 'hex'), encode(p.phone_index, 'hex') from matter_matter m
    left join legalservice_servicerequest r on r.matter_ptr_id = m.id left join aidcases_aidcase c on c.matter_ptr_id = m.id
    left join matter_party p on p.matter_id = m.id and p.side in ('caller', 'recipient', '')
    where m.territory between %(low)s and %(high)s and m.stage <> 'voided' and coalesce(r.answered_on, c.received_on) between %(first)s and %(last)s"""


def by_hand(asked: Asked) -> tuple[int, int]:
    """How many persons, and how many of them could not be known again; from the rows, by the rule in words."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {"low": asked.low, "high": asked.high, "first": asked.period.from_on, "last": asked.period.to_on})
        rows = cursor.fetchall()
    phones: dict[str, str] = {}
    for _, _, number, phone in rows:
        if number and phone:
            phones[phone] = min(number, phones.get(phone, number))
    known = {number or phones.get(phone, phone) for _, _, number, phone in rows if number or phone}
    unknown = sum(1 for _, _, number, phone in rows if not number and not phone)
    return len(known) + unknown, unknown


def told(county: County, names: Iterable[str] = ("bureau", "office", "office2", "section"), spans: Iterable[str] = ("2026-11", "2026", "2026-11-02..2026-11-05")) -> list[Any]:
    """Where the figure is not what the rows say."""
    folding.fold_all_changes()
    wrong = []
    for name in names:
        for written in spans:
            asked = Asked(*county.offices[name].reach, periods.read(written))
            [figure] = figures([find("legalservice").indicator(SERVED)], asked)
            if (figure.of.n, figure.of.amount) != (hand := by_hand(asked)):
                wrong.append((name, written, figure.of, hand))
    return wrong


def helped(aid: AidCases, day: str, **who: str) -> Any:
    return aid.given(day, parties=[{"side": "recipient", **who}, {"side": "opponent", "name": "老板钱", "id_no": LI, "phone": "13900009999"}])


def test_a_person_who_asked_and_was_helped_is_one(aid: AidCases) -> None:
    """咨询只留电话，援助案件有身份证和同一个电话：一个人。对方当事人不算服务的人。不留名的每件各算一人。"""
    county = aid.county
    reach = county.offices["bureau"].reach
    Request(county).come("2026-11-02", phone="13800001111").answered("2026-11-02")
    assert said("legalservice", SERVED, period="2026-11", reach=reach) == ("1",)
    helped(aid, "2026-11-03", name="王某", id_no=WANG, phone="13800001111")
    helped(aid, "2026-11-04", name="王某", id_no=WANG)
    assert said("legalservice", SERVED, period="2026-11", reach=reach) == ("1",)
    Request(county, "office2", "office2_head").come("2026-11-05", phone="13800001111").answered("2026-11-05")
    Request(county, "office2", "office2_head").come("2026-11-05", name="", phone="").answered("2026-11-05")  # 没有留名
    Request(county).come("2026-11-05", name="赵某", phone="").answered("2026-11-05")  # 只有姓名
    assert said("legalservice", SERVED, period="2026-11", reach=reach) == ("3人（其中2人认不出是谁，各算一次）",)
    assert told(county) == []
    folding.fold_all_changes()
    parts = split(find("legalservice").indicator(SERVED), Asked(*reach, periods.read("2026-11")), "office")
    assert {group: (figure.of.n, figure.of.amount) for group, figure in parts.items()} == {999901000: (1, 0), 999901001: (2, 1), 999901002: (2, 1)}


def test_two_identity_numbers_are_two_people_whatever_telephone_they_leave(aid: AidCases) -> None:
    """夫妻留同一个电话、各有身份证：两个人；只留这个电话的咨询不多出一个人。"""
    county = aid.county
    helped(aid, "2026-11-02", name="王某", id_no=WANG, phone="13800001111")
    helped(aid, "2026-11-02", name="李某", id_no=LI, phone="13800001111")
    Request(county).come("2026-11-03", phone="13800001111").answered("2026-11-03")
    Request(county).come("2026-11-03", phone="13800002222").answered("2026-11-04")
    assert said("legalservice", SERVED, period="2026-11", reach=county.offices["bureau"].reach) == ("3",)
    assert told(county) == []
    assert said("legalservice", SERVED, period="2026-11", reach=(999902_000_000_000, 999902_999_999_999)) == ("0",)


def test_what_is_answered_late_or_taken_back_changes_the_persons_of_its_month(aid: AidCases) -> None:
    county = aid.county
    request = Request(county).come("2026-11-02", phone="13800001111").answered("2026-11-02")
    helped(aid, "2026-11-03", name="王某", id_no=WANG)
    assert said("legalservice", SERVED, period="2026-11", reach=county.offices["bureau"].reach) == ("2",)
    request.do("reopen", "2026-11-06", why="还没弄明白", same=True).answered("2026-12-01")
    assert [said("legalservice", SERVED, period=month, reach=county.offices["bureau"].reach) for month in ("2026-11", "2026-12")] == [("1",), ("1",)]
    assert told(county, spans=("2026-11", "2026-12", "2026")) == []
    assert list(checking.differences()) == []


def test_fewer_than_five_served_are_not_told_outside_and_the_figure_opens(aid: AidCases, as_web: SignedIn) -> None:
    county = aid.county
    request = Request(county).come("2026-11-02", phone="13800001111").answered("2026-11-02")
    helped(aid, "2026-11-03", name="王某", id_no=WANG, phone="13800001111")
    desk = as_web("leader")
    assert "＜5" in desk.get("/figures/?line=legalservice&public=1&period=2026-11").content.decode()
    page = desk.get(f"/figures/legalservice/{SERVED}/matters/?period=2026-11").content.decode()
    assert "计入2件，其中1件您不能看" in page or "计入2件，其中2件您不能看" in page
    assert request.row.code not in page, "局领导看数，不看咨询的内容"


def test_i01_is_applications_and_notices_together(county: County) -> None:
    """受理：申请按受理日期，通知按收函日期；同一件不算两次。"""
    application = Aid(county)
    application.centre.standard()
    application.receive("2026-11-16").do("accept", "2026-11-17")
    Staff.objects.filter(username="aid_head").update(username="head_of_applications")  # the two drivers each have a head of the centre
    office = AidCases(county)
    office.letter("2026-11-18")
    office.given("2026-11-19")  # 申请批准以后转来的，已经按申请算过
    reach = county.offices["bureau"].reach
    assert said("legalservice", "I-01", period="2026-11", reach=reach) == ("2",)
    assert said("aidcases", "C-01", "I-06n", period="2026-11", reach=reach) == ("2", "1")


@pytest.mark.parametrize("line", ["aidcases", "legalservice", "advisers", "notary", "screening"])
def test_every_figure_of_a_line_without_anything_says_so(county: County, line: str) -> None:
    """什么都没有的时候：数是零，比率说明为什么没有，不是百分之百。"""
    folding.fold_all_changes()
    for figure in figures(find(line).indicators, Asked(*county.offices["bureau"].reach, periods.read("2026"))):
        if figure.number is None:
            assert figure.words == figure.indicator.blank
        else:
            assert not figure.number, figure.indicator.code
