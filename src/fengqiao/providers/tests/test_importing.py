"""The lawyers' register as another office keeps it: what is entered, what is sent back and why, and that nothing is doubled."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.test import RequestFactory

from fengqiao.providers import importing, pages
from fengqiao.providers.models import Provider, RegisterChange, ServiceOrg
from fengqiao.providers.tests.people import keeper
from tests.county import County, at

HEAD = ["序号", "姓名", "身份证号", "律师事务所", "执业证号", "有效期至", "执业日期", "业务专长", "党派"]
NOW = at("2026-05-06")


def book(rows: list[list[Any]], merge: tuple[int, int, int] | None = None) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        sheet = made.add_worksheet("名册")
        sheet.write(0, 0, "枫林县律师名册")
        for number, row in enumerate([HEAD, *rows], 1):
            sheet.write_row(number, 0, row)
        if merge:
            first, last, column = merge
            sheet.merge_range(first, column, last, column, rows[first - 2][column])
    return stream.getvalue()


ROWS = [
    [1, "律师甲", "110101199003074573", "枫林律师事务所", "13399201510000001", "2027/5/31", "2015.3.1", "专长：刑事；常办：劳动、欠薪", "无"],
    [2, "律师乙", "110101900307457", "枫林律师事务所", "13399201510000002", "2027-05-31", "2016-03-01", "", ""],
    [3, "律师丙", "", "青河律师事务所", "13399201510000003", "2027-05-31", "2016-03-01", "", ""],
    [4, "律师丁", "", "枫林律师事务所", "13399201510000004", "2015-03-01", "2016-03-01", "", ""],
    [5, "律师甲", "", "枫林律师事务所", "13399201510000001", "2027-05-31", "", "", ""],
    [6, "律师戊", "", "枫林律师事务所", "", "2027-05-31", "", "", ""],
    [7, "律师己", "", "枫林律师事务所", "13399201510000007", "2027-13-45", "", "", ""],
    [8, "律师庚", "", "枫林律师事务所", "13399201510000008", "2027-05-31", "", "修车", ""],
]
SAID = [
    "读作2027-05-31", "这是15位的旧号码", "没有登记“青河律师事务所”这家机构", "不晚于执业起始日2016-03-01", "与第3行是同一个执业证号", "没有写执业证号", "没有这一天",
    "“修车”认不出来",
]  # fmt: skip


def test_each_row_is_entered_or_sent_back_in_a_sentence(county: County) -> None:
    actor = keeper(county)
    here = county.offices["bureau"].territory
    ServiceOrg.objects.create(territory=here, name="枫林律师事务所", kind="firm", confirmed_on="2026-05-06")
    tried = importing.take(actor, book(ROWS), "名册.xlsx", dry_run=True, now=NOW)
    assert (tried.counts, Provider.objects.count()) == ({"新登记": 1, "没有导入": 7}, 0)
    done = importing.take(actor, book(ROWS), "名册.xlsx", dry_run=False, now=NOW)
    assert [line.number for line in done.rows] == list(range(3, 11))
    for line, said in zip(done.rows, SAID, strict=True):
        assert said in line.said, line
    assert done.notes == ["这些栏目没有导入：序号、党派"]
    one = Provider.objects.get()
    assert (one.name, one.specialties, one.licence_to.isoformat()) == ("律师甲", {"criminal": 3, "labour": 2}, "2027-05-31")  # type: ignore[union-attr]

    again = importing.take(actor, book(ROWS[:1]), "名册.xlsx", dry_run=False, now=NOW)
    assert again.counts == {"没有变化": 1}
    newer = [[*ROWS[0][:5], "2028-05-31", "", "", ""]]
    assert importing.take(actor, book(newer), "名册2.xlsx", dry_run=False, now=NOW).counts == {"更新": 1}
    one.refresh_from_db()
    assert (one.practice_from is not None, one.specialties) == (True, {"criminal": 3, "labour": 2})  # an empty cell takes nothing away
    assert RegisterChange.objects.filter(provider=one).values_list("reason", flat=True)[0] == "名册导入：名册2.xlsx"


def test_merged_cells_and_files_that_are_no_register(county: County) -> None:
    actor = keeper(county)
    ServiceOrg.objects.create(territory=county.offices["bureau"].territory, name="枫林律师事务所", kind="firm", confirmed_on="2026-05-06")
    rows = [ROWS[0], [2, "", "", "", "13399201510000002", "2027-05-31", "", "", ""]]
    found = importing.take(actor, book(rows, merge=(2, 3, 1)), "名册.xlsx", dry_run=True, now=NOW).rows[1]
    assert found.said == "姓名的单元格与上一行合并了，看不出是谁的。请取消合并，每人一行写全。"
    rows = [ROWS[0], [2, "律师乙", "", "", "13399201510000002", "2027-05-31", "", "", ""]]
    assert importing.take(actor, book(rows, merge=(2, 3, 3)), "名册.xlsx", dry_run=True, now=NOW).counts == {"新登记": 2}  # the firm, merged downwards
    for content, said in ((b"", "这个文件是空的"), (b"%PDF-1.7", "这是PDF"), ("甲,乙\n1,2\n".encode(), "没有找到表头")):
        with pytest.raises(importing.RegisterWrong, match=said):
            importing.read(content, [])


def test_what_is_exported_is_read_back_unchanged(county: County) -> None:
    actor = keeper(county)
    ServiceOrg.objects.create(territory=county.offices["bureau"].territory, name="枫林律师事务所", kind="firm", confirmed_on="2026-05-06")
    importing.take(actor, book(ROWS[:1]), "名册.xlsx", dry_run=False, now=NOW)
    request = RequestFactory().get("/providers/people/export.xlsx")
    request.actor, request.user = actor, type("User", (), {"is_authenticated": True})()  # type: ignore[attr-defined]
    content = pages.export(request, "people").content
    assert importing.take(actor, content, "导出.xlsx", dry_run=False, now=NOW).counts == {"没有变化": 1}
