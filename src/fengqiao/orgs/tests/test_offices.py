"""Setting up, changing and closing offices."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.orgs.models import Office, OfficeChange
from fengqiao.orgs.offices import change_office, close_office, create_office
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.territories import next_territory
from tests.county import County, at

NOW, TODAY = at("2026-05-06"), date(2026, 5, 6)


def new(county: County, kind: str, parent: str, name: str, **more: Any) -> Office:
    return create_office(
        county["sysadmin"], kind=kind, parent=county.offices[parent], name=name, from_on=TODAY, now=NOW, **more
    )


@pytest.mark.parametrize(
    ("kind", "parent", "territory"),
    [
        ("section", "bureau", 999901_900_000_000),
        ("office", "bureau", 999901_003_000_000),
        ("committee", "bureau", 999901_000_001_000),
        ("committee", "office", 999901_001_003_000),
        ("station", "office", 999901_001_900_000),
        ("station", "town", 999901_001_001_001),
        ("town", "office", 999901_001_990_000),
    ],
)
def test_the_next_number_of_each_kind(county: County, kind: str, parent: str, territory: int) -> None:
    """区域号：县6＋所3＋调委会或站3＋下设3；股室900起，工作站900起，乡镇990起。"""
    assert next_territory(kind, county.offices[parent]) == territory
    assert new(county, kind, parent, "新机构").territory == territory


def test_the_same_office_is_not_made_twice(county: County) -> None:
    new(county, "committee", "office", "梅岭村调委会")
    with pytest.raises(NotAllowed, match="“枫林镇司法所”之下已有“梅岭村调委会”"):
        new(county, "committee", "office", "梅岭村调委会")


def test_a_number_outside_its_place_is_refused(county: County) -> None:
    with pytest.raises(NotAllowed, match="区域号已属于“枫林镇人民调解委员会”"):
        new(county, "committee", "office", "梅岭村调委会", territory=999901_001_001_000)
    with pytest.raises(NotAllowed, match="不在“枫林镇司法所”之下"):
        new(county, "committee", "office", "梅岭村调委会", territory=999901_002_009_000)
    with pytest.raises(NotAllowed, match="所选上级机构不在您管理的县内"):
        new(county, "office", "other_bureau", "梅岭司法所")


def test_a_renamed_office_keeps_its_old_name_in_the_history(county: County) -> None:
    office = county.offices["town"]
    changed = change_office(
        county["sysadmin"], office, {"name": "枫林街道人民调解委员会", "phone": "0719-7654321"}, now=NOW, basis="枫政发〔2026〕2号"
    )
    assert changed == ["name", "phone"]
    history = OfficeChange.objects.filter(office=office).values_list("kind", "note", "basis")
    assert list(history) == [("rename", "原名枫林镇人民调解委员会", "枫政发〔2026〕2号")]
    assert change_office(county["sysadmin"], office, {"name": "枫林街道人民调解委员会"}, now=NOW) == []


def test_an_office_with_people_or_offices_under_it_is_not_closed(county: County) -> None:
    with pytest.raises(NotAllowed, match="下级机构还在"):
        close_office(county["sysadmin"], county.offices["office"], to_on=TODAY, basis="枫编〔2026〕1号", now=NOW)
    with pytest.raises(NotAllowed, match="村主任周等人在这里还有岗位"):
        close_office(county["sysadmin"], county.offices["village"], to_on=TODAY, basis="枫编〔2026〕1号", now=NOW)
    station = new(county, "station", "office", "梅岭工作站")
    close_office(county["sysadmin"], station, to_on=TODAY, basis="枫编〔2026〕1号", now=NOW)
    with pytest.raises(NotAllowed, match="已于2026-05-06撤销"):
        close_office(county["sysadmin"], station, to_on=TODAY, basis="枫编〔2026〕1号", now=NOW)
