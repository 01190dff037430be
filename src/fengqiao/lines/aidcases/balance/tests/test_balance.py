"""区域均衡（I-17）：哪个乡镇来的案件多、四十五分钟以内到得了的人少，一眼看出来。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.indicators import folding, periods
from fengqiao.lines.aidcases.balance.reckoning import Balance, balance
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.lines.legalaid.tests.driver import Aid as Applying
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.providers import distances
from fengqiao.providers.models import Provider, ServiceOrg, ServicePoint, TownWay
from tests.county import County, at
from tests.web import signed_in

QUARTER = periods.read("2026-Q4")
TODAY = date(2026, 11, 20)


@pytest.fixture
def aid(county: County) -> Aid:
    """枫林律师事务所 in 枫林镇 takes 20 points, 竹溪 has nobody; of one firm nobody knows where it is."""
    aid = Aid(county)
    aid.provider("律师严", capacity_points=20)
    aid.provider("律师远", "无名律师事务所", capacity_points=10)
    ServiceOrg.objects.filter(name="枫林律师事务所").update(town="枫林镇")
    return aid


def applied(aid: Aid, office: str, *, persons: int = 1, day: str = "2026-11-02") -> Any:
    """Aid was granted for what an office had received."""
    application = Applying(aid.county, Centre(aid.county)).receive(day, office=office)
    people = [{"side": "recipient", "name": f"薪难讨{n}"} for n in range(persons)]
    return aid.given(day, application=application.pk.hex, parties=people, aid_form="civil")


def found(aid: Aid) -> Balance:
    folding.fold_all_changes()
    return balance(aid.county.offices["bureau"].territory, QUARTER, TODAY)


def told(aid: Aid) -> list[tuple[str, int, int, int, int, int]]:
    return [(each.office.short_name, each.cases, each.asked, each.people, each.capacity, each.missing) for each in found(aid).towns]


def test_what_came_where_nobody_is_near_stands_first(aid: Aid) -> None:
    """竹溪乡来了两件民事（各4分），附近没有人；枫林镇一件，本镇的律所能承担20分；无名律师事务所在哪里不知道，不算在哪个镇。"""
    for office in ("office2", "office2", "office"):
        applied(aid, office)
    aid.letter("2026-11-03")
    assert told(aid) == [("竹溪乡司法所", 2, 8, 0, 0, 8), ("枫林县司法局", 1, 4, 0, 0, 4), ("枫林镇司法所", 1, 4, 1, 20, 0)]
    assert [one.name for one in found(aid).unknown] == ["律师远"]


def test_forty_five_minutes_by_the_table_are_near_and_forty_six_are_not(aid: Aid) -> None:
    applied(aid, "office2")
    one, other = distances.pair("枫林镇", "竹溪乡")
    way = TownWay.objects.create(territory=aid.county.offices["bureau"].territory, one=one, other=other, minutes=45, made_at=at("2026-11-01"), source="实测")
    assert told(aid)[0] == ("竹溪乡司法所", 1, 4, 1, 20, 0)
    assert ("枫林镇司法所", 0, 0, 1, 20, 0) in told(aid)
    TownWay.objects.filter(pk=way.pk).update(minutes=46)
    assert told(aid)[0] == ("竹溪乡司法所", 1, 4, 0, 0, 4)


def test_by_degrees_of_the_station_where_there_is_no_table(aid: Aid) -> None:
    """约10公里：直线1.5倍、每小时40公里、另5分钟，28分钟；约30公里，72分钟。"""
    applied(aid, "office2")
    ServiceOrg.objects.filter(name="枫林律师事务所").update(town="", longitude="119.700000", latitude="30.000000")
    point = ServicePoint.objects.create(
        territory=aid.county.offices["bureau"].territory, name="竹溪乡公共法律服务工作站", kind="town", office=aid.county.offices["office2"], longitude="119.700000", latitude="30.090000",
        confirmed_on=TODAY, state_on=TODAY,
    )  # fmt: skip
    assert told(aid)[0] == ("竹溪乡司法所", 1, 4, 1, 20, 0)
    ServicePoint.objects.filter(pk=point.pk).update(latitude="30.270000")
    assert told(aid)[0] == ("竹溪乡司法所", 1, 4, 0, 0, 4)


def test_who_may_not_be_assigned_is_no_supply_and_other_quarters_are_no_demand(aid: Aid) -> None:
    applied(aid, "office", day="2026-09-30")
    applied(aid, "office", persons=10)
    Provider.objects.filter(name="律师严").update(licence_to=date(2026, 11, 19))
    assert ("枫林镇司法所", 1, 6, 0, 0, 6) in told(aid)  # a group of ten: two more


def test_the_page_says_what_is_missing_and_what_to_do(aid: Aid) -> None:
    applied(aid, "office2")
    page = signed_in(aid.county.staff("assigner")).get("/aidcases/balance/?period=2026-Q4").content.decode()
    assert "竹溪乡缺4分" in page
    assert "请求调配" in page
    assert "律师远" in page
    wrong = signed_in(aid.county.staff("assigner")).get("/aidcases/balance/?period=第四季度")
    assert "看不懂期间" in wrong.content.decode()
    assert "2026-Q3" in wrong.content.decode()
