"""Rooms, personal studios and equipment of a committee; M25 coverage; the field of an industry committee."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees import rooms
from fengqiao.lines.mediation.committees.coverage import coverage
from fengqiao.lines.mediation.committees.tests.driver import Body
from fengqiao.lines.mediation.committees.tests.test_pages import as_, words
from fengqiao.matter.refusals import Refused
from tests.county import County

STEP = {action.code: action for action in p.room_steps}


@pytest.fixture
def body(county: County) -> Body:
    return Body(county).take_in("2025-05-12")


def open_room(body: Body, day: str = "2026-03-02", **data: object) -> Body:
    given = {"kind": "room", "name": "白水村调解室", "place": "村委会一楼", "code": "T01", **data}
    return body.do(STEP[rooms.OPEN], day, actor=body.county["village_head"], **given)


def test_a_room_is_opened_and_closed_and_stays_readable(body: Body) -> None:
    open_room(body)
    open_room(body, "2026-03-03", kind="studio", name="吴大姐调解工作室", code="G01", party=2)
    assert body.row.rooms == ["白水村调解室", "吴大姐调解工作室"]
    body.do(STEP[rooms.CLOSE], "2026-05-06", actor=body.county["village_head"], room=1, reason="搬迁")
    assert body.row.rooms == ["吴大姐调解工作室"]
    [gone] = rooms.rooms(body.facts, closed=True)
    assert (gone.name, gone.from_on, gone.until_on) == ("白水村调解室", date(2026, 3, 2), date(2026, 5, 6))
    with pytest.raises(Refused, match="没有在用的第1间。"):
        body.do(STEP[rooms.CLOSE], "2026-05-07", room=1, reason="搬迁")


def test_a_studio_has_its_person_and_no_name_is_given_twice(body: Body) -> None:
    with pytest.raises(Refused, match="个人调解工作室须写明是哪位调解员的。"):
        open_room(body, kind="studio")
    with pytest.raises(Refused, match="已经登记了同名或同编码的“白水村调解室”。"):
        open_room(open_room(body), "2026-03-03")


def test_rooms_and_equipment_on_the_page_and_in_excel(body: Body, county: County) -> None:
    open_room(body).do(STEP[rooms.EQUIP], "2026-03-02", area_m2=36, computer=True)
    page = words(as_(county, "village_head").get(f"/matters/{body.row.code}/"))
    assert "36平方米" in page
    assert "/do/close_room/?room=1" in page
    export = as_(county, "section").get("/mediation/committees/export.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(export))).get_sheet_by_index(0).to_python()
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["调解室、工作室"], row["场所面积（平方米）"]) == ("白水村调解室", 36)


def test_art34_an_industry_committee_names_its_field(county: County) -> None:
    with pytest.raises(Refused) as refused:
        Body(county, "town").prepare("2026-03-02", host="H6")
    assert str(refused.value).startswith("社会团体和其他组织设立的是行业性、专业性调委会，须写明行业专业领域。")
    body = Body(county, "town").prepare("2026-03-02", host="H6", field="医疗")
    found = words(as_(county, "section").get("/mediation/committees/?field=医疗&level=town"))
    assert body.row.title in found


def test_m25_counts_committees_and_shared_duty_apart_over_all_villages(body: Body, county: County) -> None:
    """M25：白水村设调委会，竹溪村依法分工负责；乡镇的不在村（社区）之数。"""
    section, day = county["section"], date(2026, 5, 6)
    assert coverage(section, day).said == "村（社区）2个，设会1个，分工负责0个"
    Body(county, "village2").take_in("2025-05-12", set_up_as="shared_duty")
    Body(county, "town").take_in("2025-05-12", host="H3")
    found = coverage(section, day)
    assert (found.said, found.percent) == ("村（社区）2个，设会1个，分工负责1个", "100.00%")
    assert coverage(county["office_head"], day).all == 1
    assert coverage(section, date(2028, 5, 13)).percent == "0.00%"  # 任期届满，不算覆盖
    body.do(p.suspend_body, "2026-05-06", reason="整顿")
    assert coverage(section, day).percent == "50.00%"
    assert "50.00%" in words(as_(county, "section").get("/mediation/committees/"))
