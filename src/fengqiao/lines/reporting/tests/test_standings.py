"""名次：分母不足五的不排；数相同的名次相同；考核成绩只写各单位自己也看得到的；季报、月报只写一个季度、一个月。"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from fengqiao.assessment import city
from fengqiao.assessment.models import CityRanking
from fengqiao.assessment.tests.driver import Year
from fengqiao.cli import main
from fengqiao.indicators.asking import Sum
from fengqiao.indicators.figures import Figure
from fengqiao.indicators.periods import Period, read
from fengqiao.indicators.registry import find
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting import codes, jobs, states
from fengqiao.lines.reporting.composing import template_for
from fengqiao.lines.reporting.forms import document
from fengqiao.lines.reporting.models import BureauReport
from fengqiao.lines.reporting.standings import places, standings
from fengqiao.lines.reporting.taking import Taken, asked_of, take
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.matter.models import Parameter
from fengqiao.matter.refusals import Refused
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
YEAR = read("2026")


@pytest.fixture
def bureau(county: County) -> Bureau:
    return Bureau(county)


def rate(of: int, met: int) -> Figure:
    return Figure(find("mediation").indicator("M04b"), Sum(of), Sum(met))


def days(of: int, amount: int) -> Figure:
    return Figure(find("mediation").indicator("M18"), Sum(of, amount))


def test_alike_they_share_a_place_and_what_rests_on_fewer_than_five_has_none() -> None:
    found = {1: rate(20, 19), 2: rate(40, 38), 3: rate(10, 9), 4: rate(4, 4), 5: rate(0, 0)}
    assert places(found, found[1].indicator, {1, 2, 3, 4, 5}) == {1: 1, 2: 1, 3: 3}


def test_fewer_days_are_the_better_place() -> None:
    found = {1: days(10, 125), 2: days(10, 90)}
    assert places(found, found[1].indicator, {1, 2}) == {2: 1, 1: 2}


def test_what_lies_with_the_bureau_itself_takes_no_place_from_an_office() -> None:
    found = {999901000: rate(20, 20), 999901001: rate(20, 19)}
    assert places(found, rate(1, 1).indicator, {999901001}) == {999901001: 1}


def _published(county: County, period: str, compute_on: str, checked: str, final: str, **fields: object) -> Year:
    year = Year(county).running(**fields)
    year.compute(compute_on, period).do("verify", compute_on, items=["1", "2", "3"]).do("send_check", compute_on).do("make_provisional", checked).do("open_appeals", checked)
    return year.do("finalise", final, county["leader"]).do("publish", final)


def test_a_quarters_results_that_only_each_unit_is_told_are_not_read_out_in_a_speech(county: County) -> None:
    Case(county).in_mediation("2026-02-06")
    _published(county, "2026-Q1", "2026-04-20", "2026-04-27", "2026-05-14")
    found = standings(asked_of(county.offices["bureau"].territory, YEAR))
    assert found.said == "2026年第一季度的考核成绩只告知各单位自己，不列名次。"
    assert found.assessed == []


def test_a_list_that_goes_out_stands_on_the_page_with_its_day(county: County) -> None:
    Case(county).in_mediation("2026-02-06")
    _published(county, "2026-Q1", "2026-04-20", "2026-04-27", "2026-05-14", interim_lists=True, min_coverage=Decimal(0))
    found = standings(asked_of(county.offices["bureau"].territory, YEAR))
    assert found.said == "司法所工作考核，2026年第一季度的成绩，2026-05-14公布。"
    assert [(name, place) for name, _, place, _ in found.assessed] == [("枫林镇司法所", "1/2"), ("竹溪乡司法所", "2/2")]
    own = standings(asked_of(county.offices["office2"].territory, YEAR))
    assert [name for name, *_ in own.assessed] == ["竹溪乡司法所"]
    assert own.city == ""


def test_the_citys_ranking_says_where_points_were_lost(county: County) -> None:
    rows = [city.Lost(label, *map(Decimal, each)) for label, each in (("法治宣传", ("15", "11.2", "13.5", "14.8")), ("法律援助", ("15", "13.9", "13.6", "14.7")))]  # type: ignore[arg-type]
    territory = county.offices["bureau"].territory
    CityRanking.objects.create(
        territory=territory, year=2026, period_words="上半年", document="市司〔2026〕20号", rank=9, of_n=13, last_rank=11, rows=[each.plain() for each in rows],
        made_by_id=county["statistics"].staff_id, made_at=at("2026-07-20"),
    )  # fmt: skip
    assert standings(asked_of(territory, YEAR)).city == "2026年上半年全市第9名，共13个县（区），上期第11名，前移2位；与中位数相比失分最多的是法治宣传（少2.3分）（市司〔2026〕20号）。"


def test_the_page_of_a_speech_shows_the_places_on_screen_and_in_word(as_web: SignedIn, bureau: Bureau, county: County) -> None:
    report = bureau.report("speech")
    page = as_web("section").get(f"/reporting/{report.matter.code}/figures/").content.decode()
    assert "<h2>名次</h2>" in page
    assert "这段时间没有公布过考核成绩。" in page
    taken = take(codes.SPEECH, county.offices["bureau"], YEAR)
    assert Taken.of(taken.as_json()).places.as_json() == taken.places.as_json()
    made = document.make(template_for(codes.SPEECH, county.offices["bureau"].territory).content, taken, document.Cover("数据页", "枫林县司法局"))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(made.content)).tables]
    assert ["枫林镇司法所", "—", "—", "—", "—"] in [row for table in tables for row in table]


def test_a_report_frozen_before_there_were_places_is_read_as_it_was(county: County) -> None:
    told = take(codes.SPEECH, county.offices["bureau"], YEAR, drawn=False).as_json()
    del told["places"]
    assert Taken.of(told).places.rows == []


# The quarter -----------------------------------------------------------------------------------------------------------


def test_a_quarter_is_written_checked_and_issued_like_the_others(bureau: Bureau, county: County) -> None:
    Case(county).in_mediation("2026-08-06")
    report = bureau.report("quarterly", period_from="2026-07-01", period_to="2026-09-30").issued()
    assert states.title(report.facts) == "枫林县司法局2026年第三季度报告"
    assert report.frozen("YB04") == "1件"


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [("quarterly", "2026-06-01", "2026-08-31"), ("quarterly", "2026-07-01", "2026-10-01"), ("quarterly", "2026-07-02", "2026-09-30"), ("monthly", "2026-07-01", "2026-08-31")],
)  # fmt: skip
def test_a_period_that_is_no_quarter_or_no_month_is_refused(bureau: Bureau, kind: str, first: str, last: str) -> None:
    with pytest.raises(Refused, match="季报只写一个季度，从季度第一天起" if kind == "quarterly" else "月报只写一个月，从1日起"):
        bureau.report(kind, period_from=first, period_to=last)


def test_a_quarter_may_be_written_before_it_is_over(bureau: Bureau) -> None:
    assert bureau.report("quarterly", period_from="2026-10-01", period_to="2026-11-20").matter.stage == "draft"


@pytest.mark.parametrize(("day", "expected"), [("2026-10-08", (date(2026, 7, 1), date(2026, 9, 30))), ("2026-01-08", (date(2025, 10, 1), date(2025, 12, 31)))])
def test_in_the_first_month_of_a_quarter_the_last_ones_report_is_begun(county: County, day: str, expected: tuple[date, date]) -> None:
    territory = county.offices["bureau"].territory
    Parameter.objects.create(territory=territory, procedure="bureau_report", name="quarterly_on", value=8, from_on=date(2025, 1, 1), basis="本局通知")
    assert jobs.begin_reports(at("2026-11-08")) == 0
    assert jobs.begin_reports(at(day)) == 1
    assert jobs.begin_reports(at(day)) == 0
    assert BureauReport.objects.values_list("kind", "from_on", "to_on").get() == ("quarterly", *expected)


def test_the_command_writes_a_quarter(county: County, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from fengqiao.operate import records

    monkeypatch.setattr(records, "with_database", lambda work: work())
    out = tmp_path / "季报.docx"
    assert main(["report", "quarterly", "--office", "999901", "--period", "2026-Q3", "--out", str(out)]) == 0
    assert "枫林县司法局2026年第三季度报告" in capsys.readouterr().out
    assert main(["report", "quarterly", "--office", "999901", "--period", "2026", "--out", str(tmp_path / "x.docx")]) == 2
    assert "季报只写一个季度" in capsys.readouterr().err


def test_the_period_says_itself(county: County) -> None:
    assert states.usual_title("枫林县司法局", codes.QUARTERLY, Period(date(2026, 10, 1), date(2026, 11, 20))) == "枫林县司法局2026-10-01至2026-11-20报告"


