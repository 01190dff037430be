"""E22: a bureau's own table with merged cells, totals, dates as text and as serial numbers; nothing dropped, nothing doubled."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from fengqiao.lines.mediation.committees import importing
from fengqiao.lines.mediation.committees.columns import Unreadable, read_day, read_many
from fengqiao.lines.mediation.committees.importing import RowReport, import_table
from fengqiao.lines.mediation.committees.reading import NotATable, read_table
from fengqiao.lines.mediation.models import Committee, Mediator
from tests.county import County, at

HEADS = (
    "序号",
    "调委会名称",
    "任期开始",
    "备案时间",
    "姓名",
    "职务",
    "性别",
    "出生年月",
    "民族",
    "文化程度",
    "手机",
    "专兼职",
)
VILLAGE = "白水村人民调解委员会"
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, VILLAGE, 45352, "2024-03-20", "周主任", "主任", "男", "1970.5", "汉", "初中", "154 0000 0001", "兼职"),
    (2, "", "", "", "吴大姐", "委员", "女", "1975年6月1日", "土家", "高中", "", "兼职"),
    (3, "", "", "", "郑叔", "调解委员", "男", "19680301", "汉族", "小学", "见村部", "兼职"),
)


def table(
    *rows: Sequence[Any], heads: Sequence[str] = HEADS, title: str = "", merged: tuple[int, int] | None = None
) -> bytes:
    """A workbook: an optional title above the heads, the committee's cells of ``merged`` rows as one."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet, at_row = book.add_worksheet("名册"), 0
    if title:
        sheet.merge_range(0, 0, 0, len(heads) - 1, title)
        at_row = 1
    for number, row in enumerate((heads, *rows), at_row):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    if merged:
        for column in (1, 2, 3):
            sheet.merge_range(at_row + merged[0], column, at_row + merged[1], column, rows[merged[0] - 1][column])
    book.close()
    return stream.getvalue()


def load(county: County, content: bytes, keep: bool = True) -> list[RowReport]:
    return import_table(county["section"], read_table(content), now=at("2026-05-06"), keep=keep)


def outcomes(reports: list[RowReport]) -> list[tuple[int, str]]:
    return [(report.number, report.outcome) for report in reports]


def test_merged_cells_titles_totals_and_dates_of_every_kind(county: County) -> None:
    content = table(*ROWS, ("合计", "", "", "", 3), title="枫林镇人民调解员名册", merged=(1, 3))
    reports = load(county, content)
    assert outcomes(reports) == [(3, "更正后录入"), (4, "更正后录入"), (5, "更正后录入"), (6, "合计行")]
    assert "序列数45352读作2024-03-01" in reports[0].said
    assert "“1970.5”没有日，读作1970-05-01" in reports[0].said
    assert "“汉”规范为“汉族”" in reports[0].said
    assert "设立主体按名称推定，请核对" in reports[0].said
    assert "电话读不懂，按原样保留" in reports[2].said
    body = Committee.objects.get(office=county.offices["village"])
    assert (body.host, str(body.term_from_on), str(body.filed_on), body.members_count) == (
        "H1",
        "2024-03-01",
        "2024-03-20",
        3,
    )
    assert list(Mediator.objects.filter(matter_id=body.pk).values_list("name", "post", "ethnicity", "education")) == [
        ("周主任", "主任", "汉族", "初中毕业"), ("吴大姐", "委员", "土家族", "普通高中毕业"), ("郑叔", "委员", "汉族", "小学毕业"),
    ]  # fmt: skip


def test_judging_first_writes_nothing(county: County) -> None:
    reports = load(county, table(*ROWS), keep=False)
    assert [outcome for _, outcome in outcomes(reports)] == ["更正后录入"] * 3
    assert not Committee.objects.exists()


def test_the_same_table_twice_changes_nothing(county: County) -> None:
    load(county, table(*ROWS))
    before = list(Mediator.objects.order_by("n").values_list("name", "matter_id", "n"))
    reports = load(county, table(*ROWS))
    assert [outcome for _, outcome in outcomes(reports)] == ["已有"] * 3
    assert list(Mediator.objects.order_by("n").values_list("name", "matter_id", "n")) == before


def test_what_differs_is_said_and_not_overwritten(county: County) -> None:
    load(county, table(*ROWS))
    changed = (*ROWS[:2], (3, "", "", "", "郑叔", "副主任", "男", "19680301", "汉族", "小学", "", "专职"))
    reports = load(county, table(*changed))
    assert reports[2].said == (
        "未改动：职务表中为“副主任”、名册为“委员”，专职表中为“是”、名册为“否”。要改的请打开此人办理“变更登记”"
    )
    assert Mediator.objects.get(name="郑叔").post == "委员"


def test_new_people_are_added_to_a_committee_that_is_there(county: County) -> None:
    load(county, table(*ROWS))
    more = (*ROWS, (4, "", "", "", "孙老师", "聘任调解员", "男", "1962-09-10", "汉族", "大专", "", "专职"))
    assert [outcome for _, outcome in outcomes(load(county, table(*more)))] == ["已有", "已有", "已有", "更正后录入"]
    added = Mediator.objects.get(name="孙老师")
    assert (added.n, added.post, added.state) == (4, "聘任调解员", "在任")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((1, "没有的村调委会", 45352, "", "甲", "主任", "男", "", "", "", "", ""), "机构中没有“没有的村调委会”，或不在您的辖区。"),
        ((1, "竹溪村人民调解委员会", "", "", "甲", "主任", "男", "", "", "", "", ""), "没有任期起"),
        ((1, "竹溪村人民调解委员会", "春天", "", "甲", "主任", "男", "", "", "", "", ""), "日期“春天”读不懂，请写成2026-11-21这样"),
        ((1, "竹溪村人民调解委员会", 45352, "", "甲", "主任", "未知", "", "", "", "", ""), "性别“未知”读不懂，请写男或女"),
        ((1, "竹溪村人民调解委员会", 45352, "", "", "主任", "男", "", "", "", "", ""), "没有姓名"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_why_and_leaves_the_others(
    county: County, row: tuple[Any, ...], said: str
) -> None:
    reports = load(county, table(*ROWS, row))
    assert reports[3].outcome == "未录入"
    assert reports[3].said.startswith(said)
    assert Mediator.objects.count() == 3


def test_an_optional_cell_that_cannot_be_read_is_left_out_and_said(county: County) -> None:
    reports = load(county, table((1, VILLAGE, 45352, "上个月", "周主任", "主任", "男", "", "外星", "", "", "")))
    assert reports[0].outcome == "更正后录入"
    assert "日期“上个月”读不懂，请写成2026-11-21这样，没有录入" in reports[0].said
    assert "民族“外星”不在国家标准名单中，请核对，没有录入" in reports[0].said


def test_one_person_twice_in_a_table_is_taken_once(county: County) -> None:
    reports = load(county, table(*ROWS, ROWS[2]))
    assert (reports[3].outcome, reports[3].said) == ("未录入", "与第4行是同一人，只录一次")


def test_another_county_is_not_within_reach(county: County) -> None:
    reports = import_table(county["other_section"], read_table(table(*ROWS)), now=at("2026-05-06"), keep=True)
    assert {report.outcome for report in reports} == {"未录入"}


def test_a_file_that_is_no_table_says_what_to_do() -> None:
    with pytest.raises(NotATable, match="请另存为xlsx后再上传"):
        read_table(b"not a workbook")
    with pytest.raises(NotATable, match="请保证有一行写着：调委会名称、任期起、姓名、性别"):
        read_table(table(("a", "b"), heads=("甲", "乙")))


def test_cells_as_people_write_them() -> None:
    assert read_day("2024年3月5日").value == "2024-03-05"
    assert read_day("45352").value == "2024-03-01"
    with pytest.raises(Unreadable, match="没有“2026-02-30”这一天"):
        read_day("2026-02-30")
    assert read_many("村干部、网红").value == ["村干部", "其他"]
    assert importing.host_of_name("枫林镇白水村人民调解委员会") == "H1"
    assert importing.host_of_name("枫城街道人民调解委员会") == "H4"
