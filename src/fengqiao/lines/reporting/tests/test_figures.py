"""年度总结的每个数，用手写的SQL或者人工登记核对。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from fengqiao.divisions import territory as territories
from fengqiao.indicators import folding
from fengqiao.indicators.periods import Period
from fengqiao.lines.legalaid.tests.driver import Aid
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting import codes, states
from fengqiao.lines.reporting.catalogue import items
from fengqiao.lines.reporting.taking import Taken, every_week, take, warnings
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.lines.visits.tests.driver import Visit, prison
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import OfficeDivision
from fengqiao.providers.models import ServicePoint
from tests.county import County

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SQL = {
    "FG13": "select count(*) from legalservice_servicerequest where answered_on between '2026-01-01' and '2026-12-31'",
    "FG14": "select (select count(*) from legalaid_application where accepted_on between '2026-01-01' and '2026-12-31' and outcome <> 'redirected')"
    " + (select count(*) from aidcases_aidcase where received_on between '2026-01-01' and '2026-12-31')",
    "FG16": "select count(*) from providers_servicepoint where kind = 'town' and state = 'running'",
    "FG17": "select count(*) from providers_servicepoint where kind = 'village' and state = 'running'",
    "FG18": "select count(*) from mediation_committee c join matter_matter m on m.id = c.matter_ptr_id where founded_on <= '2026-12-31' and (m.closed_on is null or m.closed_on > '2026-12-31')",
    "FG19": "select count(*) from (select distinct name, born_on from mediation_mediator where from_on <= '2026-12-31' and (left_on is null or left_on > '2026-12-31')) as m",
    "FG20": "select count(*) from mediation_committee c join matter_matter m on m.id = c.matter_ptr_id where founded_on <= '2026-12-31' and (m.closed_on is null or m.closed_on > '2026-12-31') and field <> ''",
    "FG23": "select count(*) from visits_visitrequest where approved and answered_on between '2026-01-01' and '2026-12-31'",
    "FG24": "select coalesce(sum(persons), 0) from visits_visitrequest where approved and answered_on between '2026-01-01' and '2026-12-31'",
    "FG25": "select count(*) from visits_visitrequest where approved and answered_on between '2026-01-01' and '2026-12-31' and priority in ('old', 'sick', 'far')",
    "FG26": "select coalesce(sum(persons), 0) from visits_visitrequest where approved and answered_on between '2026-01-01' and '2026-12-31' and priority in ('old', 'sick', 'far')",
    "FG29": "select count(*) from mediation_mediationcase where accepted_on between '2026-01-01' and '2026-12-31' and source <> '90' and outcome not in ('merged', 'voided')",
    "FG30": "select count(*) from mediation_mediationcase where outcome_on between '2026-01-01' and '2026-12-31' and outcome in ('written', 'oral')",
    "FG32": "select count(*) from disputes_report r join matter_matter m on m.id = r.matter_ptr_id where m.opened_on between '2026-01-01' and '2026-12-31'",
}  # fmt: skip
BY_HAND = {  # the register's kind of each figure that no line records
    "FG01": "study", "FG02": "warning", "FG03": "hero", "FG04": "problem_closed", "FG05": "mechanism", "FG06": "publicity", "FG09": "village_national", "FG10": "village_province",
    "FG21": "mediator_province", "FG22": "committee_province", "FG27": "psych", "FG28": "problem_found",
}  # fmt: skip


def taken(county: County, period: Period = YEAR, office: str = "bureau", kind: str = codes.YEARLY) -> Taken:
    folding.fold_all_changes()
    return take(kind, county.offices[office], period)


@pytest.fixture
def lived(county: County) -> County:
    """Something of each line, in and out of the year."""
    for day in ("2026-03-02", "2026-05-06", "2025-12-30"):
        Case(county).in_mediation(day)
    Visit(county).ask("2026-05-06", prison(county), wish_on="2026-05-20")
    Aid(county).receive("2026-05-06", office="office", by=county["office_staff"])
    office = county.offices["office"]
    for n, kind in enumerate(("town", "village", "village", "aid")):
        ServicePoint.objects.create(territory=office.territory, office=office, kind=kind, name=f"站{n}", state="running", state_on=date(2026, 1, 5), confirmed_on=date(2026, 1, 5))
    return county


@pytest.mark.parametrize("code", SQL)
def test_a_figure_is_what_the_tables_say(lived: County, code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SQL[code])
        [expected] = cursor.fetchone()
    assert taken(lived).values[code].number == expected


def test_the_figures_of_the_hand_register_are_what_was_entered(county: County) -> None:
    bureau = Bureau(county)
    for n, kind in enumerate(BY_HAND.values(), 3):
        one_each = kind in ("hero", "village_national", "village_province", "mediator_province", "committee_province")
        bureau.enter(kind, f"甲{n}", quantity=1 if one_each else n)
        bureau.enter(kind, f"乙{n}", on="2025-12-31", quantity=1 if one_each else 100)
    found = taken(county).values
    for n, (code, kind) in enumerate(BY_HAND.items(), 3):
        named = kind in ("hero", "village_national", "village_province", "mediator_province", "committee_province")
        assert found[code].number == (1 if named else n), code
        assert found[code].by_hand
        assert found[code].names == ((f"甲{n}",) if named else ())
    assert not any(value.by_hand for code, value in found.items() if code in SQL)


def test_material_and_people_are_summed_over_the_events(county: County) -> None:
    bureau = Bureau(county)
    bureau.enter("publicity", "进乡村", quantity=31, materials=14_200, people=12_040)
    bureau.enter("publicity", "进校园", quantity=22, materials=11_140, people=8_600)
    found = taken(county).values
    assert [found[code].said for code in ("FG06", "FG07", "FG08")] == ["50余次", "25000余份", "20000余人次"]


def test_an_office_has_its_own_figures(lived: County) -> None:
    assert taken(lived, office="office").values["FG29"].number == 2
    assert taken(lived, office="office2").values["FG29"].number == 0


def test_the_offices_and_the_bureau_itself_add_up_to_the_figure_in_the_text(lived: County) -> None:
    moved = Matter.objects.filter(line="mediation", opened_on="2026-03-02").get()
    Matter.objects.filter(pk=moved.pk).update(territory=lived.offices["bureau"].territory)  # as a committee of the whole county has it
    folding.rebuild()
    found = taken(lived)
    assert dict(found.offices)["局本级"][list(found.heads).index("调解案件数")] == "1"
    place = list(found.heads).index("调解案件数")
    assert sum(int(cells[place]) for _, cells in found.offices) == found.values["FG29"].number


def test_last_year_stands_beside(lived: County) -> None:
    value = taken(lived).values["FG29"]
    assert (value.text, value.was, value.on_year) == ("2件", "1件", "比上年同期增长100.0%")


def test_every_week_is_said_only_when_it_was(county: County) -> None:
    found = taken(county)
    assert found.values["FG12"].text == "0.00%（0/53）"
    assert not every_week(found)
    whole = replace(found, values={**found.values, "FG12": replace(found.values["FG12"], number=Decimal(1))})
    assert every_week(whole)


def test_a_figure_without_a_source_says_so_and_is_no_nought(county: County) -> None:
    found = taken(county).values
    for value in found.values():
        assert (value.number is None) == (value.text in ("尚无来源", "本期没有办结")), value.code


def test_every_item_of_the_reports_is_declared_once() -> None:
    for kind, _ in codes.KINDS:
        listed = [item.code for item in items(kind)]
        assert len({item.reference for item in items(kind)}) == len(listed)
    assert {f"FG{n:02d}" for n in range(1, 28)} <= {item.code for item in items(codes.YEARLY)}


def test_stations_that_are_not_as_many_as_towns_are_pointed_out_and_hold_nothing_back(county: County) -> None:
    """年报16项：工作站数应与乡镇（街道）数一致，不一致的提醒，由人判断。"""
    low, high = territories.reach(county.offices["bureau"].territory)
    office, other = county.offices["office"], county.offices["office2"]
    assert warnings(taken(county), low, high) == [
        "“公共法律服务工作站”0个，辖区内的乡镇（街道）2个，两数不同。请核对站点名册的状态；确有乡镇没有站或者不止一个站的，在文字里说明。"
    ]
    for n, at_office in enumerate((office, other, other)):
        ServicePoint.objects.create(territory=at_office.territory, office=at_office, kind="town", name=f"站{n}", state="running", state_on=date(2026, 1, 5), confirmed_on=date(2026, 1, 5))
    assert "3个，辖区内的乡镇（街道）2个" in warnings(taken(county), low, high)[0]
    for n, name in enumerate(("竹溪乡", "白云乡")):
        OfficeDivision.objects.create(office=other, code=f"99990110{n}", name=name, from_on=date(2020, 1, 1))
    OfficeDivision.objects.create(office=office, code="999901001", name="枫林镇", from_on=date(2020, 1, 1))
    assert warnings(taken(county), low, high) == []
    assert warnings(taken(county, kind=codes.MONTHLY), low, high) == []
    report = Bureau(county).report()
    ServicePoint.objects.all().delete()
    assert "0个，辖区内的乡镇（街道）3个" in states.frozen(report.checked().facts).data["warnings"][0]


def test_the_month_says_ten_figures_and_what_became_worse(lived: County) -> None:
    found = taken(lived, Period(date(2026, 5, 1), date(2026, 5, 31)), kind=codes.MONTHLY)
    assert len(found.values) == 13  # ten, and three of the supervision cards
    assert found.values["YB04"].on_month == "上期为0件"
    assert found.months == []
