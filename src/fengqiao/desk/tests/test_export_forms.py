"""同一张表的几种格式：Excel、CSV、JSON行数、内容一样；公式注入挡住；受保护条线的同意只用一次，不分格式。"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from python_calamine import load_workbook

from fengqiao.desk import bulk
from fengqiao.desk.spreadsheet import Live, Value, sheet
from fengqiao.lines.corrections.tests.driver import Case as Supervised
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import BulkAsk
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

REGISTER = "/register/mediation/export.xlsx?state=open&dispute_type=T02"


def csv_of(content: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode(encoding))))


def test_the_register_is_the_same_in_every_form(as_web: SignedIn, county: County) -> None:
    for day in ("2026-05-06", "2026-05-07"):
        Case(county).in_mediation(day)
    desk = as_web("section")
    whole = load_workbook(BytesIO(desk.get(REGISTER).content)).get_sheet_by_index(0).to_python()
    head, rows = whole[0], whole[1:3]
    assert whole[-1][0].endswith("导出，共2件")
    utf8 = desk.get(f"{REGISTER}&as=csv")
    assert utf8.content.startswith(b"\xef\xbb\xbf")
    assert utf8.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert utf8.headers["Content-Disposition"].endswith('.csv"')
    assert csv_of(utf8.content) == [head, *rows]
    old = desk.get(f"{REGISTER}&as=gb18030")
    assert old.headers["Content-Type"] == "text/csv; charset=gb18030"
    assert csv_of(old.content, "gb18030") == [head, *rows]
    told = json.loads(desk.get(f"{REGISTER}&as=json").content)
    assert [list(row.values()) for row in told["rows"]] == rows
    assert "张三" not in json.dumps(told, ensure_ascii=False)
    assert desk.get(f"{REGISTER}&as=pdf").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_never_becomes_a_formula(county: County, text: str) -> None:
    def taken(form: str, rows: Sequence[Sequence[Value]]) -> bytes:
        return sheet(form, county["section"], "list", "名单", ["说明", "件数"], rows).content

    assert csv_of(taken("csv", [[text, -2]]))[1] == [f"'{text}", "-2"]
    assert json.loads(taken("json", [[text, -2]]))["rows"] == [{"说明": text, "件数": -2}]
    kept = load_workbook(BytesIO(taken("xlsx", [[text, -2]]))).get_sheet_by_index(0).to_python()[1]
    assert (kept[0].strip(), kept[1]) == (text.strip(), -2)


def test_a_live_value_is_its_value_elsewhere(county: County) -> None:
    rows = [["成功率", Live("=A{row}", Decimal("0.975"), percent=True)], ["没有的", Live("=A{row}", None)]]
    told = json.loads(sheet("json", county["section"], "list", "名单", ["指标", "值"], rows).content)["rows"]
    assert [row["值"] for row in told] == ["0.975", None]


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("section", "/?format=xlsx"), ("section", "/mediation/committees/export.xlsx?"), ("section", "/mediation/mediators/export.xlsx?"),
        ("section", "/mediation/subsidies/export.xlsx?"), ("section", "/providers/orgs/export.xlsx?"),
    ],
)  # fmt: skip
def test_other_lists_go_through_the_same_door(as_web: SignedIn, county: County, who: str, address: str) -> None:
    desk = as_web(who)
    for form, kind in (("csv", "text/csv; charset=utf-8"), ("json", "application/json")):
        answer = desk.get(f"{address}&as={form}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind), address
    assert desk.get(f"{address}&as=exe").status_code == 404


def test_a_consent_is_used_up_by_whatever_form(as_web: SignedIn, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """个人信息保护法第五十一条：受保护条线的成批导出要另一人同意；换成CSV、JSON不能绕过，也不能再取一次。"""
    monkeypatch.setattr(bulk, "MOST", 0)
    Supervised(county).under_supervision("2026-05-06", "2028-11-30")
    desk, address = as_web("corrections"), "/register/corrections/export.xlsx?state=all"
    for form in ("csv", "gb18030", "json", "xlsx"):
        assert "/register/corrections/export/ask/" in desk.get(f"{address}&as={form}")["Location"], form
    asked = BulkAsk.objects.create(
        territory=county["corrections"].low, line="corrections", query="state=all", rows=1, reason="核对名册", asked_by_id=county["corrections"].staff_id,
        as_whom="矫正管理员", asked_at=timezone.now(), consented=True,
    )  # fmt: skip
    assert desk.get(f"{address}&as=csv").status_code == 200
    asked.refresh_from_db()
    assert asked.used_at is not None
    assert desk.get(f"{address}&as=json").status_code == 303


def test_figures_leave_with_live_rates(as_web: SignedIn, county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    desk, address = as_web("leader"), "/figures/export/?line=mediation&period=2026-05"
    content = desk.get(address).content
    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][:6] == ["代码", "指标", "单位", "分子", "分母", "本期"]
    assert next(row for row in rows if row[0] == "M01")[5] == 1.0
    told = json.loads(desk.get(f"{address}&as=json").content)
    rate = next(row for row in told["rows"] if row["单位"] == "%" and row["分母"])
    assert rate["本期"].startswith(("0", "1"))
    assert "枫林县司法局，2026年5月" in told["notes"]


def test_figures_for_outside_leave_no_small_numbers_of_people(as_web: SignedIn, county: County) -> None:
    Supervised(county).under_supervision("2026-05-06", "2028-11-30")
    told = json.loads(as_web("corrections_head").get("/figures/export/?line=corrections&period=2026&public=1&as=json").content)
    assert "＜5" in {row["本期"] for row in told["rows"]}
    assert not any(row["本期"] == "1人" for row in told["rows"])
