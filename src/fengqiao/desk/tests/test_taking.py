"""一页上的表就地导出：数字是数字，公式是文字；受保护条线的案件五十行以上不能这样带走；名单不止一页的，整份带走。"""

from __future__ import annotations

import json
from io import BytesIO, StringIO

import pytest
from django.test import RequestFactory
from python_calamine import load_workbook

from fengqiao.desk.taking import file
from fengqiao.lines.corrections.tests.driver import Case as Supervised
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.refusals import Refused
from fengqiao.ui import taking
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.taking import Kept, keep
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


def table(rows: list[list[str]], opens: list[str] | None = None) -> Kept:
    return Kept("名单", ["说明", "件数", "件数"], rows, frozenset({1, 2}), opens or [])


def test_texts_stay_texts_and_numbers_numbers(county: County) -> None:
    request = RequestFactory().get("/")
    kept = table([["=HYPERLINK(\"http://x\")", "12", "37件"]])
    csv = file(request, county["section"], "csv", kept).content.decode("utf-8-sig")
    assert csv.splitlines() == ["说明,件数,件数（3）", "\"'=HYPERLINK(\"\"http://x\"\")\",12,37件"]
    assert json.loads(file(request, county["section"], "json", kept).content)["rows"] == [{"说明": '=HYPERLINK("http://x")', "件数": 12, "件数（3）": "37件"}]
    book = load_workbook(BytesIO(file(request, county["section"], "xlsx", kept).content)).get_sheet_by_index(0).to_python()
    assert book[1] == ['=HYPERLINK("http://x")', 12, "37件"]


def test_rare_characters_leave_in_both_encodings(county: County) -> None:
    kept = table([["㛃𠮷村", "1", "1"]])
    for form, encoding in (("csv", "utf-8-sig"), ("gb18030", "gb18030")):
        content = file(RequestFactory().get("/"), county["section"], form, kept).content
        assert "㛃𠮷村" in StringIO(content.decode(encoding)).read()


def test_more_than_fifty_rows_of_a_guarded_line_do_not_leave_by_the_way(county: County) -> None:
    supervised = Supervised(county).under_supervision("2026-05-06", "2028-11-30").matter
    assert supervised is not None
    kept = table([["甲", "1", "1"]] * 51, [f"/matters/{supervised.code}/"] * 51)
    with pytest.raises(Refused, match="一次带走50行以上须另一位负责人同意"):
        file(RequestFactory().get("/"), county["corrections"], "csv", kept)
    few = table([["甲", "1", "1"]] * 50, [f"/matters/{supervised.code}/"] * 50)
    assert file(RequestFactory().get("/"), county["corrections"], "csv", few).status_code == 200


def test_a_list_of_matters_leaves_whole_not_page_by_page(as_web: SignedIn, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    from fengqiao.desk.figures import pages

    monkeypatch.setattr(pages, "PAGE", 1)
    for day in ("2026-05-06", "2026-05-07"):
        Case(county).in_mediation(day)
    address = "/figures/mediation/M01/matters/?half=of&period=2026"
    desk = as_web("section")
    assert 'href="/figures/mediation/M01/matters/?half=of&amp;period=2026&amp;table=1&amp;as=xlsx&amp;as=csv"' in desk.get(address).content.decode()
    assert len(json.loads(desk.get(f"{address}&as=json").content)["rows"]) == 2


@pytest.mark.parametrize("written", ["0", "9", "-1", "x", "①"])
def test_a_table_there_is_not_is_the_nearest_that_there_is(as_web: SignedIn, county: County, written: str) -> None:
    Case(county).in_mediation("2026-05-06")
    answer = as_web("section").get(f"/figures/mediation/M01/?period=2026&as=json&table={written}")
    assert answer.status_code == 200
    assert json.loads(answer.content)["rows"]


def test_nobody_and_a_sent_form_take_nothing() -> None:
    rows = [Row((Cell("甲"),))]
    got = RequestFactory().get("/x/?page=2&as=csv")
    assert keep(got, "名单", [Column("说明")], rows) == ""
    got.actor = object()  # type: ignore[attr-defined]
    assert keep(got, "名单", [Column("说明")], rows) == "/x/?table=1&as=xlsx"
    sent = RequestFactory().post("/x/")
    sent.actor = object()  # type: ignore[attr-defined]
    assert keep(sent, "名单", [Column("说明")], rows) == ""
    assert taking.wanted(RequestFactory().get("/x/?as=pdf")) == ""
