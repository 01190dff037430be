"""应配顾问的对象: put on, taken off, covered; coverage on an earlier day stays what it was."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.indicators.tests.reading import said
from fengqiao.lines.advisers.models import RequiredUnit
from fengqiao.lines.advisers.required import keeping
from fengqiao.lines.advisers.tests.driver import RETIRED, Team
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.ledger import AdminRecord
from tests.county import County, at
from tests.web import signed_in

pytestmark = pytest.mark.django_db
PAPER = "县司法局2026年1月4日通知"


@pytest.fixture
def team(county: County) -> Team:
    return Team(county)


def put(team: Team, *names: str, kind: str = "village", on: str = "2026-01-05", office: str = "office") -> int:
    return keeping.put_on(team.county["advisers"], kind, team.county.offices[office], names, date.fromisoformat(on), PAPER, now=at(on))


def coverage(team: Team, day: str, *kinds: str, office: str = "bureau") -> tuple[str, ...]:
    return said("advisers", *(f"K-{kind}" for kind in kinds), period=f"2026-01-01..{day}", reach=team.county.offices[office].reach)


def test_coverage_is_of_the_units_that_are_to_have_one(team: Team) -> None:
    """一村一法律顾问：聘期以内、没有解聘、没有暂停的才算；空格不同是同一个村；没有登记对象的不算百分之百。"""
    assert coverage(team, "2026-03-31", "village", "project") == ("没有登记应配的对象", "没有登记应配的对象")
    assert put(team, "白水村", "黑石村", "青 山村") == 3
    put(team, "枫林一小", kind="vice")
    made = team.serving(served="白 水村")
    assert coverage(team, "2026-01-12", "village") == ("0.00%（0/3）",)
    assert coverage(team, "2026-01-13", "village", "vice") == ("33.33%（1/3）", "0.00%（0/1）")
    second = team.serving(served="青山村", name="王义", id_no=RETIRED)
    assert coverage(team, "2026-02-28", "village") == ("66.67%（2/3）",)
    second.do("suspend", "2026-03-10", by="advisers", why="own", reason="外出学习")
    assert coverage(team, "2026-03-10", "village") == ("33.33%（1/3）",)
    second.do("resume", "2026-03-20", by="advisers")
    made.do("dismiss", "2026-04-01", by="advisers", why="own", reason="本人辞任")
    assert [coverage(team, day, "village") for day in ("2026-03-15", "2026-03-31", "2026-04-01")] == [("33.33%（1/3）",), ("66.67%（2/3）",), ("33.33%（1/3）",)]
    assert coverage(team, "2026-04-01", "village", office="office2") == ("没有登记应配的对象",)
    assert said("advisers", "K1", period="2026-03", reach=team.county.offices["office"].reach) == ("2",)


def test_what_is_taken_off_counted_until_that_day(team: Team) -> None:
    put(team, "白水村", "黑石村")
    office = team.county.offices["office"]
    keeping.take_off(team.county["advisers"], "village", office, ["黑石村"], date(2026, 5, 1), "撤村并居", now=at("2026-05-06"))
    assert [coverage(team, day, "village") for day in ("2026-04-30", "2026-05-01")] == [("0.00%（0/2）",), ("0.00%（0/1）",)]
    assert put(team, "黑石村", on="2026-06-01") == 1, "移出以后还可以再列入"
    assert RequiredUnit.objects.count() == 3
    assert list(AdminRecord.objects.filter(deed="advisers.units").values_list("about", flat=True)) == [f"村（社区）：{office.short_name}"] * 3


def test_a_list_that_cannot_be_is_refused_with_what_to_do(team: Team) -> None:
    put(team, "白水村")
    with pytest.raises(Refused, match="已经登记过：白 水村"):
        put(team, "白 水村")
    office, advisers = team.county.offices["office"], team.county["advisers"]
    with pytest.raises(Refused, match="名单里没有：无名村"):
        keeping.take_off(advisers, "village", office, ["无名村"], date(2026, 5, 1), PAPER, now=at("2026-05-06"))
    with pytest.raises(Refused, match="移出要在这以后"):
        keeping.take_off(advisers, "village", office, ["白水村"], date(2026, 1, 5), PAPER, now=at("2026-05-06"))
    with pytest.raises(Refused, match="不在您的辖区内"):
        keeping.put_on(team.county["office2_head"], "village", office, ["黑石村"], date(2026, 1, 5), PAPER, now=at("2026-01-05"))
    for text, said_ in (("  \n ", "没有写名称"), ("村" * 61, "超过60个字"), ("白水村\n白水 村", "写了两次"), ("\n".join(f"第{n}村" for n in range(301)), "300个以内")):
        with pytest.raises(Refused, match=said_):
            keeping.names_in(text)


def test_the_page_lists_vacancies_first_and_takes_the_list(team: Team) -> None:
    put(team, "白水村", "黑石村")
    team.serving(served="白水村", to="2099-12-31", **{"from": "2026-01-01"})
    head = signed_in(team.county.staff("office_head"))
    page = head.get("/advisers/units/").content.decode()
    assert page.index("黑石村") < page.index("白水村")
    given = {"way": "on", "team": "envoy", "office": str(team.county.offices["office"].pk), "names": "枫林食品有限公司\n枫林竹业有限公司", "on": "2026-02-30", "source": PAPER}
    wrong = head.post("/advisers/units/", given)
    assert (wrong.status_code, "没有2026-02-30这一天" in wrong.content.decode()) == (422, True)
    far = head.post("/advisers/units/", {**given, "on": "1999-01-01"})
    assert (far.status_code, "2000年以后" in far.content.decode()) == (422, True)
    assert head.post("/advisers/units/", {**given, "on": "2026-02-02"}).status_code == 303
    assert [row.name for row in RequiredUnit.objects.filter(team="envoy")] == ["枫林竹业有限公司", "枫林食品有限公司"]
    again = head.post("/advisers/units/", {**given, "on": "2026-02-02"})
    assert (again.status_code, "已经登记过" in again.content.decode()) == (422, True)
    assert "黑石村" not in head.get("/advisers/units/?team=envoy").content.decode()
    assert signed_in(team.county.staff("leader")).post("/advisers/units/", given).status_code == 403
