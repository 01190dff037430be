"""Importing the organisation from the spreadsheets offices really send."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from fengqiao.orgs.dates import NoDate, read_day
from fengqiao.orgs.importing import Verdict, carry_out, preview
from fengqiao.orgs.models import AdminRecord, Office
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.sheet import HEADINGS, read_rows, template
from tests.county import County, at

NOW, TODAY = at("2026-05-06"), date(2026, 5, 6)
HEAD = ("机构名称", "机构类别", "业务上级", "区域号", "电话", "成立日期")


def sheet(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD, title: str = "", merge: tuple[int, int, int, str] | None = None) -> bytes:
    """A workbook with these rows; ``merge``: first row, last row, column and value of a merged block (numbers from 0)."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        page, at_row = book.add_worksheet(), 0
        if title:
            page.merge_range(0, 0, 0, len(head) - 1, title)
            at_row = 1
        for place, row in enumerate((head, *rows)):
            for column, value in enumerate(row):
                if value is not None:
                    page.write(at_row + place, column, value)
        if merge:
            page.merge_range(merge[0], merge[2], merge[1], merge[2], merge[3])
    return stream.getvalue()


def judged(county: County, content: bytes) -> list[tuple[int, str, Verdict, str]]:
    report = preview(county["sysadmin"], read_rows(content), today=TODAY)
    return [(line.number, line.name, line.verdict, "；".join(line.notes)) for line in report.lines]


def test_a_clean_row_is_taken_and_numbered(county: County) -> None:
    content = sheet(("梅岭村人民调解委员会", "人民调解委员会", "枫林镇司法所", None, "0719-1234567", datetime(2020, 3, 1)))
    assert judged(county, content) == [(2, "梅岭村人民调解委员会", Verdict.TAKEN, "")]
    report = carry_out(county["sysadmin"], read_rows(content), source="ab" * 32, today=TODAY, now=NOW)
    assert report.words == "可以导入1行"
    made = Office.objects.get(name="梅岭村人民调解委员会")
    assert (made.territory, made.parent, made.phone, made.from_on) == (
        999901_001_003_000, county.offices["office"], "0719-1234567", date(2020, 3, 1),
    )  # fmt: skip
    assert made.court == "枫林县人民法院"  # 随上级


def test_importing_twice_changes_nothing(county: County) -> None:
    content = sheet(
        ("梅岭司法所", "司法所", "枫林县司法局", None, None, "2020-03-01"),
        ("梅岭村调委会", "人民调解委员会", "梅岭司法所", None, None, "2020-03-01"),
    )
    carry_out(county["sysadmin"], read_rows(content), source="", today=TODAY, now=NOW)
    before = list(Office.objects.order_by("pk").values())
    again = carry_out(county["sysadmin"], read_rows(content), source="", today=TODAY, now=NOW)
    assert again.words == "已有2行"
    assert list(Office.objects.order_by("pk").values()) == before
    assert AdminRecord.objects.get(deed="office.import", about="已有2行").new["territories"] == []


def test_title_merged_cells_empty_rows_and_totals(county: County) -> None:
    """大标题、合并的上级、空行、合计行，都认得。"""
    content = sheet(
        ("梅岭村调委会", "人民调解委员会", None, None, None, "2020-03-01"),
        ("桃花村调委会", "人民调解委员会", None, None, None, "2020-03-01"),
        (None, None, None, None, None, None),
        ("合计", 2, None, None, None, None),
        title="枫林县人民调解组织一览表", merge=(2, 3, 2, "竹溪乡司法所"),
    )  # fmt: skip
    assert judged(county, content) == [
        (3, "梅岭村调委会", Verdict.TAKEN, ""),
        (4, "桃花村调委会", Verdict.TAKEN, ""),
        (6, "合计", Verdict.PASSED_OVER, "合计行"),
    ]


def test_what_was_corrected_is_said(county: County) -> None:
    content = sheet(
        ("梅 岭村调委会", "调委会", "枫林镇司法所", "９９９９０１ 001 007 000", None, "2020年3月1日"),
        ("桃花村调委会", "调解委员会", "枫林镇司法所", 999901_001_008_000, None, 43891),
        ("李家村调委会", "人民调解委员会", "枫林镇司法所", None, None, None),
    )
    assert judged(county, content) == [
        (2, "梅岭村调委会", Verdict.CORRECTED,
         "类别“调委会”按人民调解委员会；区域号去掉了空格或分隔符；日期“2020年3月1日”读作2020-03-01；名称去掉了空格或全角字符"),
        (3, "桃花村调委会", Verdict.CORRECTED, "类别“调解委员会”按人民调解委员会；序列号43891读作2020-03-01"),
        (4, "李家村调委会", Verdict.CORRECTED, "没有生效日期，按今天"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((None, "司法所", "枫林县司法局"), "没有机构名称。请补填。"),
        (("梅岭", None, "枫林县司法局"), "没有写机构类别。请补填。"),
        (("梅岭", "派出所", "枫林县司法局"), "机构类别“派出所”不认识。请从模板的选项中选择。"),
        (("梅岭", "司法局", "枫林县司法局"), "司法局由安装命令建立，不从表格导入。请删去本行。"),
        (("梅岭", "司法所", None), "没有写业务上级。请补填。"),
        (("梅岭", "司法所", "没有的局"), "没有找到上级“没有的局”。请核对名称，或把上级也写进表里。"),
        (("梅岭", "司法所", "枫林镇司法所"), "司法所的业务上级应是司法局，“枫林镇司法所”是司法所。请重新选择。"),
        (("梅岭", "司法所", "青河县司法局"), "没有找到上级“青河县司法局”。请核对名称，或把上级也写进表里。"),
        (("梅岭", "司法所", "枫林县司法局", "9.99901E+14"), "区域号成了科学计数，后几位已经丢失。请把单元格设为文本后重新填写。"),
        (("梅岭", "司法所", "枫林县司法局", "99990100"), "区域号应为15位数字，现为“99990100”。"),
        (("梅岭", "司法所", "枫林县司法局", "999901002000000"), "区域号已属于“竹溪乡司法所”，不能再用。请核对，或留空由系统编号。"),
        (("梅岭", "司法所", "枫林县司法局", "999902003000000"),
         "区域号999902 003 000 000不在“枫林县司法局”之下：司法所应在999901 001 000 000至999901 899 000 000之间。不清楚的可以留空，由系统编号。"),
        (("梅岭", "司法所", "枫林县司法局", None, None, "2026-02-30"), "没有“2026-02-30”这一天。请核对。"),
        (("梅岭", "司法所", "枫林县司法局", None, None, "去年"), "日期“去年”看不懂。请写成 2026-11-21 这样。"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_what_to_do(county: County, row: tuple[Any, ...], said: str) -> None:
    assert [(verdict, notes) for _, _, verdict, notes in judged(county, sheet(row))] == [(Verdict.REFUSED, said)]


def test_one_number_for_two_rows(county: County) -> None:
    content = sheet(
        ("梅岭司法所", "司法所", "枫林县司法局", "999901005000000", None, "2020-03-01"),
        ("桃花司法所", "司法所", "枫林县司法局", "999901005000000", None, "2020-03-01"),
        ("梅岭司法所", "司法所", "枫林县司法局", None, None, "2020-03-01"),
    )
    assert [(v, n) for _, _, v, n in judged(county, content)] == [
        (Verdict.TAKEN, ""),
        (Verdict.REFUSED, "区域号与第2行相同。每个机构的区域号只能用一次，请核对。"),
        (Verdict.REFUSED, "与第2行重复。"),
    ]


def test_a_parent_further_down_and_a_parent_that_was_refused(county: County) -> None:
    """上级写在后面也行；上级那一行没有导入，下级也不导入。"""
    content = sheet(
        ("梅岭村调委会", "人民调解委员会", "梅岭司法所", None, None, "2020-03-01"),
        ("梅岭司法所", "司法所", "枫林县司法局", None, None, "2020-03-01"),
        ("桃花村调委会", "人民调解委员会", "桃花司法所", None, None, "2020-03-01"),
        ("桃花司法所", "派出所", "枫林县司法局", None, None, "2020-03-01"),
    )
    verdicts = {name: (v, n) for _, name, v, n in judged(county, content)}
    assert verdicts["梅岭村调委会"] == (Verdict.TAKEN, "")
    assert verdicts["桃花村调委会"] == (
        Verdict.REFUSED, "上级“桃花司法所”所在的行没有导入，本行也不能导入。请先改好那一行。",
    )  # fmt: skip
    carry_out(county["sysadmin"], read_rows(content), source="", today=TODAY, now=NOW)
    assert Office.objects.get(name="梅岭村调委会").territory == Office.objects.get(name="梅岭司法所").territory + 1000


def test_two_offices_of_one_name_ask_for_the_number(county: County) -> None:
    office = county.offices["office2"]
    office.short_name = "枫林镇司法所"
    office.save()
    content = sheet(("梅岭村调委会", "人民调解委员会", "枫林镇司法所"), ("桃花村调委会", "人民调解委员会", "999901002000000"))
    assert [(v, n) for _, _, v, n in judged(county, content)] == [
        (Verdict.REFUSED, "名叫“枫林镇司法所”的上级有2个。请改写上级的15位区域号。"),
        (Verdict.CORRECTED, "没有生效日期，按今天"),
    ]


def test_only_the_system_administrator_imports(county: County) -> None:
    with pytest.raises(NotAllowed, match="管理机构"):
        preview(county["secadmin"], [], today=TODAY)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a spreadsheet", "这个文件打不开"),
        (b"PK\x03\x04 broken", "打不开|已损坏"),
        (sheet(("a", "b"), head=("甲", "乙")), "没有找到表头"),
        (b"x" * (5 * 1024 * 1024 + 1), "文件超过5MB"),
    ],
)
def test_a_file_that_is_no_list_of_offices(content: bytes, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        read_rows(content)


def test_the_template_reads_back_as_its_own_example(county: County) -> None:
    content = template("枫林县司法局", TODAY)
    rows = read_rows(content)
    assert [set(row.cells) for row in rows] == [set(HEADINGS)]
    assert [(v, n) for _, _, v, n in judged(county, content)] == [(Verdict.TAKEN, "")]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime(2020, 3, 1, 8, 30), "2020-03-01"), (date(2020, 3, 1), "2020-03-01"), (43891, "2020-03-01"),
        (43891.5, "2020-03-01"), ("43891", "2020-03-01"), (20200301, "2020-03-01"), ("2020.3.1", "2020-03-01"),
        ("2020/3/1", "2020-03-01"), ("２０２０年３月", "2020-03-01"), ("2020-03", "2020-03-01"), ("2020-03-01 00:00:00", "2020-03-01"),
    ],
)  # fmt: skip
def test_dates_as_spreadsheets_hold_them(value: Any, day: str) -> None:
    assert read_day(value)[0].isoformat() == day


@pytest.mark.parametrize("value", ["2020-13-01", "1234", "腊月初八", 0, 99999999, "1911-10-10"])
def test_dates_that_are_none(value: Any) -> None:
    with pytest.raises(NoDate):
        read_day(value)
