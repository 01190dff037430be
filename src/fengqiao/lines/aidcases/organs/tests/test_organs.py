"""办案机关按月数据: kept with their source, the later entry counts, nobody is counted as defended and as helped (I-06)."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.aidcases.models import OrganMonth
from fengqiao.lines.aidcases.organs import taking
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.orgs.models import Staff
from tests.county import at
from tests.web import signed_in

TODAY = date(2026, 11, 20)
TABLE = "月份\t机关\t机关名称\t阶段\t办结人数\t委托辩护\t指派辩护\t法律帮助\n2026-09\t法院\t枫林县人民法院\t一审\t40\t12\t18\t8\n2026年10月\t检察院\t枫林县人民检察院\t审查起诉\t20\t4人\t6\t10\n"


def figures(aid: Aid, period: str) -> tuple[str, ...]:
    return counted("aidcases", "I-06d", "I-06b", "I-06m", period=period, reach=aid.county.offices["bureau"].reach)


def test_a_pasted_table_gives_both_coverages_apart(aid: Aid) -> None:
    rows = taking.read(TABLE, TODAY)
    assert taking.keep(aid.county["assigner"], rows, "县法院、检察院2026年11月3日函", now=at("2026-11-03")) == 2
    assert figures(aid, "2026-09-01..2026-10-31") == ("66.67%（40/60）", "30.00%（18/60）", "2")
    assert figures(aid, "2026-09-01..2026-10-15") == ("75.00%（30/40）", "20.00%（8/40）", "1"), "只算整月"
    assert figures(aid, "2026-11") == ("办案机关没有报来", "办案机关没有报来", "0")


def test_a_later_entry_of_the_same_month_counts_and_the_earlier_one_stays(aid: Aid) -> None:
    for day, retained in (("2026-11-03", 12), ("2026-11-05", 13)):
        taking.keep(aid.county["assigner"], [taking.Entered(date(2026, 9, 1), "court", "枫林县人民法院", "first", 40, retained, 18, 8)], "函", now=at(day))
    assert OrganMonth.objects.count() == 2
    assert figures(aid, "2026-09") == ("77.50%（31/40）", "20.00%（8/40）", "1")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-09\t法院\t枫林县人民法院\t一审\t40\t30\t18\t0", "第1行：委托和指派辩护合计48人，多于办结的40人"), ("2026-09\t法院\t枫林县人民法院\t一审\t40\t12\t18\t11", "有辩护人的不再算法律帮助"),
        ("2026-13\t法院\t枫林县人民法院\t一审\t1\t0\t0\t0", "不是月份"), ("2026-12\t法院\t枫林县人民法院\t一审\t1\t0\t0\t0", "还没有到"),
        ("2026-09\t水务局\t枫林县\t一审\t1\t0\t0\t0", "不是办案机关的类别"), ("2026-09\t法院\t枫林县人民法院\t调解\t1\t0\t0\t0", "不是刑事案件的阶段"),
        ("2026-09\t法院\t枫林县人民法院\t一审\t三十\t0\t0\t0", "不是人数"), ("2026-09\t法院\t枫林县人民法院", "只有3栏"), ("", "没有内容"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_refused_by_row(row: str, said: str) -> None:
    with pytest.raises(taking.RowsWrong, match=said):
        taking.read(row, TODAY)


# As a workbook ---------------------------------------------------------------------------------------------------------

HEAD = ["序号", "统计月份", "机关", "办案机关", "阶段", "办结人数", "委托辩护", "法律援助辩护", "法律帮助"]


def workbook(*rows: list[Any], head: list[str] = HEAD) -> bytes:
    """As an organ sends it: a title above the headings, a total at the foot."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        sheet = made.add_worksheet("十月")
        sheet.write(0, 0, "枫林县人民法院刑事案件律师辩护统计表")
        for number, row in enumerate([head, *rows, ["合计"]], 1):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, made.add_format({"num_format": "yyyy-mm"}))
                else:
                    sheet.write(number, column, value)
    return stream.getvalue()


def post(aid: Aid, content: bytes, name: str = "十月.xlsx", **data: str) -> Any:
    web = signed_in(Staff.objects.get(pk=aid.county["assigner"].staff_id))
    return web.post("/aidcases/organs/", {"source": "县法院2026年11月3日函", "book": SimpleUploadedFile(name, content), **data})


def test_an_organs_workbook_is_taken_in_by_its_headings(aid: Aid) -> None:
    good = [1, datetime(2026, 9, 1), "法院", "枫林县人民法院", "一审", 40, 12, 18, 8]
    assert post(aid, workbook(good, [2, "2026年10月", "检察院", "枫林县人民检察院", "审查起诉", 20, 4, 6, 10])).status_code == 303
    assert [(f"{row.month:%Y-%m}", row.organ, row.assigned) for row in OrganMonth.objects.order_by("month")] == [
        ("2026-09", "枫林县人民法院", 18), ("2026-10", "枫林县人民检察院", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (workbook([1, "2026-09", "法院", "枫林县人民法院", "一审", 40, 30, 18, 0]), "第3行：委托和指派辩护合计48人"), (workbook([1, "2026-09", "水务局", "枫林县", "一审", 1, 0, 0, 0]), "不是办案机关的类别"),
        (workbook(head=HEAD), "表头下面没有内容"), (workbook([1], head=["序号", "姓名"]), "没有找到表头"), (b"MZ\x90\x00 not a workbook", "不是"), (b"", "空"),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_taken_is_sent_back_and_nothing_is_kept(aid: Aid, content: bytes, said: str) -> None:
    page = post(aid, content)
    assert (page.status_code, said in page.content.decode(), OrganMonth.objects.count()) == (422, True, 0)
    assert "请填写月份" not in page.content.decode()  # a file was meant, nothing was to be typed


def test_a_workbook_and_a_pasted_table_at_once_are_refused(aid: Aid) -> None:
    page = post(aid, workbook([1, "2026-09", "法院", "枫林县人民法院", "一审", 40, 12, 18, 8]), pasted=TABLE)
    assert (page.status_code, "只能选一样" in page.content.decode()) == (422, True)
