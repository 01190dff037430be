"""报告页、口径表、统计表、自动起草、命令行。"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from fengqiao.cli import main
from fengqiao.indicators import folding
from fengqiao.indicators.periods import Period
from fengqiao.indicators.registry import find
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting import books, jobs
from fengqiao.lines.reporting import procedure as p
from fengqiao.lines.reporting.models import BureauReport
from fengqiao.lines.reporting.taking import asked_of
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.matter.models import Parameter, TaskRow
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


@pytest.fixture
def bureau(county: County) -> Bureau:
    return Bureau(county)


def test_a_figure_opens_to_its_list_and_shows_what_changed_since(as_web: SignedIn, bureau: Bureau, county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    report = bureau.report().checked()
    url = f"/reporting/{report.matter.code}/figures/"
    page = as_web("section").get(url).content.decode()
    assert "股长冯于2026-11-20核对，各数已经定住" in page
    assert "/figures/mediation/M01/matters/?office=999901000000000&amp;period=2026-01-01..2026-12-31&amp;half=of" in page
    assert "变动 +1" not in page
    Case(county).in_mediation("2026-05-07")
    page = as_web("section").get(url).content.decode()
    assert "变动 +1（记录变动）" in page
    assert "核对以后有" in page


def test_the_word_file_is_a_draft_until_it_is_signed_and_the_issued_one_never_changes(as_web: SignedIn, bureau: Bureau, county: County) -> None:
    report = bureau.report().reviewed()
    url = f"/reporting/{report.matter.code}/report.docx"
    assert Document(io.BytesIO(as_web("section").get(url).content)).paragraphs[0].text == "草稿"
    report = bureau.report("speech").issued()
    url = f"/reporting/{report.matter.code}/report.docx"
    first = as_web("leader").get(url).content
    Case(county).in_mediation("2026-05-07")
    assert as_web("leader").get(url).content == first


def test_the_annex_lists_the_matters_one_may_see(as_web: SignedIn, bureau: Bureau, county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    report = bureau.report().checked()
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_web("section").get(f"/reporting/{report.matter.code}/annex.xlsx").content))
    rows = {row[0]: row for row in book.get_sheet_by_name("数据口径表").to_python()}
    assert rows["FG29"][2] == "1件"
    assert len(rows["FG29"][9]) == 64
    assert rows["FG29"][8] == 1
    assert case.matter
    assert case.matter.code in [row[4] for row in book.get_sheet_by_name("mediation-M01").to_python()]
    assert "legalaid-I-01" not in book.sheet_names


def test_a_return_has_live_formulas_that_say_what_the_indicators_say(county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    Case(county, "village2", "village2_head", "village2_head").in_mediation("2026-05-06")
    folding.fold_all_changes()
    asked = asked_of(county.offices["bureau"].territory, Period(date(2026, 1, 1), date(2026, 12, 31)))
    content = books.returns(find("mediation"), county.offices["bureau"], asked)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("统计表").to_python()
    assert rows[1] == ["指标", "单位", "合计", "枫林镇司法所", "竹溪乡司法所"]
    assert rows[2] == ["调解案件数", "件", 2, 1, 1]
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>SUM(D3:E3)</f>" in xml
    assert "IF(" in xml


# By itself -------------------------------------------------------------------------------------------------------------


def test_on_the_set_day_a_report_is_begun_once_and_waits_with_those_who_write(county: County) -> None:
    territory = county.offices["bureau"].territory
    assert jobs.begin_reports(at("2026-12-03")) == 0
    for name, value in (("monthly_on", 3), ("yearly_on", 1)):
        Parameter.objects.create(territory=territory, procedure="bureau_report", name=name, value=value, from_on=date(2026, 1, 1), basis="本局通知")
    assert jobs.begin_reports(at("2026-12-03")) == 2
    assert jobs.begin_reports(at("2026-12-04")) == 0
    found = BureauReport.objects.order_by("kind").values_list("kind", "from_on", "to_on", "stage")
    assert list(found) == [("monthly", date(2026, 11, 1), date(2026, 11, 30), "draft"), ("yearly", date(2026, 1, 1), date(2026, 12, 31), "draft")]
    assert set(TaskRow.objects.filter(matter__line="reporting").values_list("label", flat=True)) == {"写报告"}
    assert jobs.begin_reports(at("2026-12-20")) == 0


# Without the browser ---------------------------------------------------------------------------------------------------


@pytest.fixture
def on_the_console(county: County, monkeypatch: pytest.MonkeyPatch) -> County:
    """The command finds the database of the test."""
    from fengqiao.operate import records

    monkeypatch.setattr(records, "with_database", lambda work: work())
    return county


def test_the_command_writes_the_draft(on_the_console: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Case(on_the_console).in_mediation("2026-05-06")
    out = tmp_path / "总结.docx"
    assert main(["report", "yearly", "--office", "999901", "--period", "2026", "--out", str(out)]) == 0
    assert "枫林县司法局2026年度工作总结，正文" in capsys.readouterr().out
    said = "\n".join(each.text for each in Document(str(out)).paragraphs)
    assert "调解案件1件[29]" in said
    assert said.startswith("草稿")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["weekly", "--period", "2026"], "没有“weekly”这类报告。有：yearly 年度工作总结"), (["yearly", "--period", "26"], "“26”不是统计期间"),
        (["yearly", "--period", "2026", "--office", "123"], "没有区域号为“123”的司法局或者司法所。"),
    ],
)  # fmt: skip
def test_the_command_says_what_is_wrong(on_the_console: County, tmp_path: Path, capsys: pytest.CaptureFixture[str], args: list[str], said: str) -> None:
    assert main(["report", *args, "--out", str(tmp_path / "x.docx")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x.docx").exists()


def test_a_place_one_cannot_write_to_is_told(on_the_console: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "monthly", "--period", "2026-05", "--out", str(tmp_path / "no" / "x.docx")]) == 1
    assert "请换一个目录。" in capsys.readouterr().err


def test_who_wrote_it_sees_that_somebody_else_checks_it(as_web: SignedIn, bureau: Bureau) -> None:
    report = bureau.report().written()
    url = f"/matters/{report.matter.code}/"
    assert "“数据核对无误”须由另一人办理：2026-11-20的“写入文字”是您本人办理的。" in as_web("statistics").get(url).content.decode()
    assert f"{url}do/check/" in as_web("section").get(url).content.decode()


def test_what_would_be_refused_does_not_stand_in_ones_worklist(as_web: SignedIn, bureau: Bureau) -> None:
    """谁写的，待办里没有“核对报告数据”；另一个能核对的人有；核对的人没有“审核报告”。"""
    report = bureau.report().written()
    assert "核对报告数据" not in as_web("statistics").get("/").content.decode()
    assert "核对报告数据" in as_web("section").get("/").content.decode()
    assert "核对报告数据" in as_web("statistics").get("/?who=all").content.decode()  # of the whole house it is there
    report.do(p.check, bureau.checker, opened=True)
    assert "审核报告" not in as_web("section").get("/").content.decode()
    assert "审核报告" in as_web("leader").get("/").content.decode()
