"""Bodies and points from a workbook: what is entered, what is sent back and why, and that nothing is doubled."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from fengqiao.matter.refusals import Refused
from fengqiao.providers import importing_places as places
from fengqiao.providers.credit_code import check_character
from fengqiao.providers.importing import RegisterWrong
from fengqiao.providers.models import ServiceOrg, ServicePoint
from fengqiao.providers.tests.people import keeper
from tests.county import County, at

NOW = at("2026-05-06")
CODE = "31330000MD0000001"
CODE += check_character(CODE)
ORG_HEAD = ["名称", "机构类别", "统一社会信用代码", "许可证号", "有效期至", "主任", "电话", "办公地址", "乡镇", "业务范围", "经度", "纬度", "网址"]
NOTARY: list[Any] = ["枫林县公证处", "公证处", CODE, "演0001", "2027/5/31", "高", "0571-86001234", "建设路8号", "枫林镇", "", "119.123456", "30.1", "无"]
POINT_HEAD = ["名称", "类型", "乡镇（街道）", "村（社区）", "地址", "对外电话", "能办的事", "法律援助申请"]
ROOM: list[Any] = ["白水村公共法律服务工作室", "村（社区）工作室", "枫林镇", "白水村", "村委会一楼", "", "法律咨询、人民调解", "否"]


def book(head: list[str], *rows: list[Any]) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        sheet = made.add_worksheet("名册")
        for number, row in enumerate([head, *rows]):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def test_bodies_are_entered_or_sent_back_in_a_sentence(county: County) -> None:
    actor = keeper(county)
    wrong = [
        ["", *NOTARY[1:]], ["乙", "饭店", *NOTARY[2:]], ["丙", "公证处", CODE[:-1] + "X", *NOTARY[3:]], ["丁", "公证处", "", "", "", "", "", "", "", "", "30.1", "119.1", ""],
        ["戊", "公证处", "", "", "", "", "", "", "", "", "119.1", "", ""], NOTARY,
    ]  # fmt: skip
    tried = places.take(actor, places.ORGS, book(ORG_HEAD, NOTARY, *wrong), "机构.xlsx", dry_run=True, now=NOW)
    assert (tried.counts["新登记"], tried.counts["没有导入"], ServiceOrg.objects.count()) == (1, 6, 0)
    said = " ".join(line.said for line in tried.rows)
    for words in ("没有写名称", "类别“饭店”认不出来", "信用代码", "经度纬度有没有写反", "只写了一个", "与第2行名称相同"):
        assert words in said
    assert tried.notes == ["这些栏目没有导入：网址"]
    places.take(actor, places.ORGS, book(ORG_HEAD, NOTARY), "机构.xlsx", dry_run=False, now=NOW)
    row = ServiceOrg.objects.get()
    assert (row.kind, row.credit_code, str(row.licence_to), str(row.longitude)) == ("notary", CODE, "2027-05-31", "119.123456")
    assert places.take(actor, places.ORGS, book(ORG_HEAD, NOTARY), "机构.xlsx", dry_run=False, now=NOW).counts == {"没有变化": 1}
    renamed = ["枫林县诚信公证处", *NOTARY[1:]]  # known again by its code
    assert places.take(actor, places.ORGS, book(ORG_HEAD, renamed), "机构.xlsx", dry_run=False, now=NOW).counts == {"更新": 1}
    assert ServiceOrg.objects.get().name == "枫林县诚信公证处"


def test_points_find_their_office_by_the_town(county: County) -> None:
    actor = keeper(county)
    wrong = [["甲", "凉亭", *ROOM[2:]], ["乙", *ROOM[1:6], "法律咨询、理发", "否"], ["丙", *ROOM[1:7], "也许"]]
    done = places.take(actor, places.POINTS, book(POINT_HEAD, ROOM, *wrong), "站点.xlsx", dry_run=False, now=NOW)
    assert [line.result for line in done.rows] == ["新登记", "没有导入", "没有导入", "没有导入"], [line.said for line in done.rows]
    assert "“理发”认不出来" in done.rows[2].said
    room = ServicePoint.objects.get()
    assert (room.office_id, room.territory, room.functions, room.state) == (county.offices["office"].pk, county.offices["office"].territory, ["consult", "mediate"], "preparing")
    other = ["竹溪村工作室", *ROOM[1:2], "竹溪乡", *ROOM[3:]]
    mine = places.take(county["office_staff"], places.POINTS, book(POINT_HEAD, other), "站点.xlsx", dry_run=False, now=NOW)
    assert mine.counts == {"没有导入": 1}  # not within one's reach
    with pytest.raises(Refused):
        places.take(county["office_staff"], places.ORGS, book(ORG_HEAD, NOTARY), "机构.xlsx", dry_run=False, now=NOW)
    with pytest.raises(RegisterWrong, match="至少要有名称、类别"):
        places.take(actor, places.POINTS, book(ORG_HEAD[2:]), "站点.xlsx", dry_run=False, now=NOW)
