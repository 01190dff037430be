"""对账：对方名单与我方名册，只列差异，不建人员。"""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fengqiao.lines.corrections.lists.checking import rows_of
from fengqiao.lines.corrections.lists.compare import ListWrong, read
from fengqiao.lines.corrections.models import CorrectionCase, ListCheck
from fengqiao.lines.corrections.tests.driver import Case
from tests.county import County
from tests.test_budgets import NO_QUESTION
from tests.web import signed_in


def excel(*rows: tuple[str, ...]) -> BytesIO:
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    made.seek(0)
    made.name = "名单.xlsx"  # type: ignore[misc]
    return made


def test_a_list_without_a_known_heading_says_what_it_needs() -> None:
    with pytest.raises(ListWrong, match="名单须有“姓名”和“文号”"):
        read([("甲", "乙"), ("张三", "1")])


def test_the_county_compares_a_list_settles_what_differs_and_registers_nobody(county: County) -> None:
    Case(county).received("2026-06-01", "2027-11-30")
    Case(county).received("2026-06-02", "2027-11-30", person={"name": "孙小芳", "sex": "02", "phone": "15400000012"})
    client = signed_in(county.staff("corrections"))
    given = excel(
        ("枫林县人民法院2026年6月名单",), ("序号", "姓名", "案号", "类别", "生效日期"),
        ("1", "钱大勇", "(2026)枫刑初字第8号", "缓刑", "2026年6月3日"), ("2", "李无名", "（2026）枫刑初字第99号", "缓刑", "2026-06-05"),
    )  # fmt: skip
    answer = client.post("/corrections/lists/", {"month": "2026-06", "organ": "court", "file": given})
    assert answer.status_code == 303, answer.content.decode()
    kept = ListCheck.objects.get()
    assert [(row["state"], row["entry"]["name"], row["words"]) for row in rows_of(kept)] == [
        ("differs", "钱大勇", "生效日期：对方“2026-06-03”，我方“2026-06-01”"), ("theirs", "李无名", ""), ("ours", "孙小芳", ""),
    ]  # fmt: skip
    assert "李无名" not in kept.sealed
    assert CorrectionCase.objects.count() == 2
    page = client.get(f"/corrections/lists/{kept.pk}/").content.decode()
    assert "李**" in page
    assert "李无名" not in page
    assert (
        client.post(f"/corrections/lists/{kept.pk}/", {"place": "1", "said": "法院更正：不在本县执行。"}).status_code
        == 303
    )
    kept.refresh_from_db()
    assert (kept.waiting, kept.month_on) == (2, date(2026, 6, 1))
    leaks = client.get("/corrections/leaks/").content.decode()
    assert "对账中待核实的差异" in leaks
    assert f'<a href="/corrections/lists/{kept.pk}/">2026年6月，人民法院：待核实2处</a>' in leaks


def test_the_page_of_suspicions_and_that_of_the_procuratorate_ask_little(county: County) -> None:
    for _ in range(3):
        case = Case(county).under_supervision("2026-06-01", "2026-08-01")
        case.warned("2026-06-05")
        case.missing("2026-06-10", "2026-06-05")
    client = signed_in(county.staff("corrections_head"))
    client.get("/corrections/leaks/")
    for path, word in (("/corrections/leaks/", "期满没有解除"), ("/corrections/procuracy/", "警告")):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        assert word in answer.content.decode()
        assert len([q for q in asked if not q["sql"].startswith(NO_QUESTION)]) <= 12
